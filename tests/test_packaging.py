"""What travels: the wheel, its metadata, the pins, and the program installed somewhere else."""

import importlib.metadata
import json
import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PACKAGES = ("assistant", "corpus", "evals", "ingest", "prompts")

IMPORT_EVERYTHING = """
import importlib, importlib.metadata, pathlib, sys
home = pathlib.Path(sys.argv[1])
names = []
for path in sorted(home.glob("*/**/*.py")):
    parts = path.relative_to(home).with_suffix("").parts
    if parts[0] in sys.argv[2:] and parts[-1] != "__main__":
        names.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
for name in names:
    module = importlib.import_module(name)
    assert pathlib.Path(module.__file__).is_relative_to(home), module.__file__
tabs = importlib.metadata.entry_points(group="send_assistant.tabs")
print(len(names), *(tab.load().__module__ for tab in tabs))
"""


def package_files() -> set[str]:
    """Every file of the packages in the checkout, less what Python and git leave beside them."""
    found = (path for name in PACKAGES for path in (ROOT / name).rglob("*") if path.is_file())
    return {str(p.relative_to(ROOT)) for p in found if "__pycache__" not in p.parts and not p.name.startswith(".")}


def run(*command: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a user elsewhere would: none of this project's or this test run's variables is set."""
    ours = ("SEND_", "PYTHONPATH", "PIP_", "MAKE", "MFLAGS", "VIRTUAL_ENV")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(ours)} | variables
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command} ended with {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the backend that pyproject.toml names."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        return Parser().parsestr(archive.read(name).decode("utf-8"))


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a new environment that has the wheel, and sees this one's packages but not this checkout.

    A path in a .pth file is searched after the environment's own packages, and .pth files behind it are not read, so
    that an editable install of the checkout stays out of reach.
    """
    home = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index", wheel, cwd=home)
    (home / site_packages(home) / "this_environment.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def site_packages(home: Path) -> Path:
    return Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))


def test_wheel_holds_every_file_of_the_packages_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == package_files()


def test_wheel_holds_the_data_that_questions_need(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "corpus/sources.csv" in names
    assert "evals/suites/known_facts.yaml" in names
    assert sum(name.startswith("corpus/records/") and name.endswith(".md") for name in names) >= 5


def test_metadata_states_licence_python_and_dependencies(metadata: Message) -> None:
    assert metadata["License-Expression"] == "MIT"
    assert metadata.get_all("License-File") == ["LICENSE"]
    assert metadata["Requires-Python"] == ">=3.11"
    required = [Requirement(line) for line in metadata.get_all("Requires-Dist", [])]
    always = {canonicalize_name(r.name) for r in required if r.marker is None}
    assert always == {canonicalize_name(Requirement(line).name) for line in PROJECT["dependencies"]}


def test_every_dependency_has_an_upper_bound() -> None:
    lines = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    open_ended = [r for r in lines if not any(s.operator in ("<", "<=", "==", "~=") for s in Requirement(r).specifier)]
    assert open_ended == []


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("==") for line in lines if line and not line.startswith("#"))
    return {canonicalize_name(name): version for name, version in pairs}


def needed() -> set[str]:
    """Names of all packages that the project and its tests need here, found by walking what is installed."""
    waiting = [Requirement(r) for r in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]]
    seen: set[tuple[str, str]] = set()
    while waiting:
        requirement = waiting.pop()
        for extra in {"", *requirement.extras}:
            key = (canonicalize_name(requirement.name), extra)
            if key not in seen:
                seen.add(key)
                lines = importlib.metadata.requires(requirement.name) or []
                inner = (Requirement(line) for line in lines)
                waiting += [r for r in inner if r.marker is None or r.marker.evaluate({"extra": extra})]
    return {name for name, _ in seen}


def test_every_package_needed_is_pinned_to_the_version_tested_here() -> None:
    pinned = pins()
    here = {name: importlib.metadata.version(name).partition("+")[0] for name in needed()}
    assert {name: pinned.get(name) for name in here} == here


def test_pins_lie_within_the_declared_ranges() -> None:
    declared = [Requirement(r) for r in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]]
    pinned = pins()
    outside = [str(r) for r in declared if not r.specifier.contains(pinned[canonicalize_name(r.name)])]
    assert outside == []


def test_a_host_in_the_environment_does_not_open_the_page_to_the_network() -> None:
    commands = run("make", "-n", "run", "CORPUS=some letters", cwd=ROOT, HOST="0.0.0.0").stdout
    assert '--host "127.0.0.1" --port "7860"' in commands
    assert 'set -- "some letters"' in commands


@pytest.mark.slow
def test_every_module_of_the_wheel_can_be_imported(python: Path, tmp_path: Path) -> None:
    home = site_packages(python.parent.parent)
    done = run(python, "-c", IMPORT_EVERYTHING, home, *PACKAGES, cwd=tmp_path)
    modules = [name for name in package_files() if name.endswith(".py") and not name.endswith("__main__.py")]
    imported, *tabs = done.stdout.split()
    assert int(imported) == len(modules)
    assert tabs == ["evals.tab"]  # what the page finds where it is installed


@pytest.mark.slow
def test_installed_elsewhere_it_builds_and_answers_from_an_empty_folder(python: Path, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    places = {"SEND_INDEX": str(tmp_path / "index"), "SEND_CACHE": str(tmp_path / "cache")}
    run(python, "-m", "ingest", "build", cwd=folder, **places)
    question = "How many of the nine weaknesses had improved?"
    done = run(python, "-m", "assistant", "ask", question, "--json", cwd=folder, **places)
    answer = json.loads(done.stdout)
    assert answer["status"] == "answered"
    assert "seven" in answer["answer"].lower()
    assert "walsall-2022-revisit-letter" in {citation["document"] for citation in answer["citations"]}
    assert list(folder.iterdir()) == []
