"""`make test` gets Chromium where it may, and else says in one line that it is missing and what to do."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ("bash", "env", "make", "cat", "chmod")
APT = """#!{bash}
echo "$*" >> "{log}"
case "$1" in
  update) touch "{folder}/lists" ;;
  install) [ -e "{folder}/lists" ] || exit 100; {install} ;;
esac
"""

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="needs make")


def machine(folder: Path, user: int, install: str | None) -> dict[str, str]:
    """The path of a machine without Chromium, and, where ``install`` is given, with an apt-get that runs it.

    Args:
        user: what ``id -u`` says.
        install: shell commands; the list of packages is fetched before they work.
    """
    for name in TOOLS:
        (folder / name).symlink_to(str(shutil.which(name)))
    scripts = {"id": f"#!{folder}/bash\necho {user}\n"}
    if install is not None:
        scripts["apt-get"] = APT.format(bash=folder / "bash", log=folder / "log", folder=folder, install=install)
    if install is not None:
        (folder / "touch").symlink_to(str(shutil.which("touch")))
    for name, text in scripts.items():
        (folder / name).write_text(text, "utf-8")
        (folder / name).chmod(0o755)
    return {"PATH": str(folder)}


def made(variables: dict[str, str], *given: str) -> "subprocess.CompletedProcess[str]":
    command = [str(shutil.which("make")), "--no-print-directory", "chromium", f"SHELL={shutil.which('bash')}", *given]
    return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("user", "install", "why"),
    [(0, None, "no apt-get"), (1000, "true", "only root"), (0, "exit 100", "apt-get could not install it")],
)
def test_where_chromium_cannot_be_had_one_line_says_so(
    tmp_path: Path, user: int, install: str | None, why: str
) -> None:
    variables = machine(tmp_path, user, install)
    done = made(variables)
    assert done.returncode == 0  # the other tests can run
    assert done.stderr.count("\n") == 1 and why in done.stderr and "CHROMIUM=/path/to/it" in done.stderr
    assert made(variables | {"CI": "true"}).returncode != 0  # where all must run, it is a fault


def test_root_gets_it_from_debian_with_a_fresh_list_of_packages(tmp_path: Path) -> None:
    variables = machine(tmp_path, 0, f'echo "#!/bin/sh" > "{tmp_path}/chromium"; chmod +x "{tmp_path}/chromium"')
    done = made(variables)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "Installing Chromium, for the tests of the page\n")
    assert [line.split()[0] for line in (tmp_path / "log").read_text().splitlines()] == ["install", "update", "install"]
    assert made(variables).stdout == ""  # it is there now


def test_one_that_is_named_will_do(tmp_path: Path) -> None:
    named = tmp_path / "my-browser"
    named.write_text("#!/bin/sh\n", "utf-8")
    named.chmod(0o755)
    done = made(machine(tmp_path, 1000, None), f"CHROMIUM={named}")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
