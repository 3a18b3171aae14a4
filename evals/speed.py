"""THE SPEED MEASUREMENT: make a corpus -> build -> build again -> embed against the peer -> ask cold -> serve
and ask over HTTP -> ask warm.

Absolute times are those of one machine at one time. What can be carried elsewhere are ratios: to the peer that did the
same work in the same minute, and of a large corpus to a small one.
"""

import multiprocessing
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from tqdm import tqdm

from evals.made_corpus import PER_AREA, questions, write_corpus
from evals.settings import code_sha256, machine, now, versions
from evals.speed_asking import ask_all
from evals.speed_encoding import compare
from evals.speed_page import first_answer
from evals.speed_runs import ask, build, folder_mb
from evals.speed_types import Built, Plan, Size, Speed
from ingest.errors import SuiteError
from ingest.index import Index
from ingest.place import Folder

_T = TypeVar("_T")
RESULT = "speed.json"
_ADDED = "\n\nOne line was added to this document on 4 May 2024.\n"


def speed(plan: Plan, folder: Path, stage: Callable[[str, float], None]) -> Speed:
    """Measure, and keep what is done after each size.

    Args:
        plan: what to measure.
        folder: of the results; a measurement that was stopped in it goes on.
        stage: told what comes next, and how much of the whole is done, from 0 to 1.

    Raises:
        SuiteError: the folder holds another measurement, or a command of this program failed.
    """
    result = _begun(plan, folder)
    done = {size.name: size for size in result.sizes}
    wanted = _wanted(plan)
    whole = sum(_weight(times, plan) for _, times in wanted)
    before = 0.0
    for name, times in wanted:
        share = _weight(times, plan) / whole
        if name not in done:
            with _scratch(folder) as scratch:
                tell = partial(_tell, stage, name, before, share)
                done[name] = _size(name, times, plan, scratch, tell)
            result = result.model_copy(update={"sizes": tuple(done[n] for n, _ in wanted if n in done)})
            _write(folder, result)
        before += share
    stage("done", 1.0)
    return result


def _size(name: str, times: int, plan: Plan, scratch: Path, tell: Callable[[str, float], None]) -> Size:
    corpus, index = scratch / "corpus", scratch / "index"
    areas = _corpus(corpus, times, plan)
    files = folder_mb(corpus)
    tell("building", 0.0)
    first = build(corpus, index)
    size = folder_mb(index)
    tell("building again", 0.55)
    again = build(corpus, index)
    changed = _changed(corpus, index)
    tell("embedding", 0.6)
    encoding = apart(compare, index, plan.encoded, plan.rounds)
    tell("asking", 0.7)
    asked = questions(areas or _areas(index), plan.questions)
    return Size(
        name=name,
        documents=first.documents,
        passages=first.passages,
        corpus_mb=files,
        index_mb=size,
        build=first,
        unchanged=again.run,
        one_changed=changed,
        encoding=encoding,
        cold=tuple(ask(question, index) for question in asked[: plan.rounds]),
        pages=tuple(first_answer(question, index) for question in asked[: plan.rounds]),
        asked=apart(ask_all, index, asked, plan.callers),
    )


@contextmanager
def shown() -> Iterator[Callable[[str, float], None]]:
    """A bar with the time left on stderr; what comes next stands beside it."""
    pause = 0.5 if sys.stderr.isatty() else 30
    form = "{desc} {percentage:3.0f}%|{bar}| {elapsed}, about {remaining} left"
    with tqdm(total=1.0, desc="speed", file=sys.stderr, mininterval=pause, bar_format=form) as bar:

        def stage(what: str, part: float) -> None:
            bar.set_description_str(what, refresh=False)
            bar.update(part - bar.n)
            bar.refresh()

        yield stage


def apart(work: Callable[..., _T], *arguments: Any) -> _T:
    """What a function returns when it runs in a process of its own, so that memory and loaded libraries are its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def _corpus(corpus: Path, times: int, plan: Plan) -> list[str]:
    """Write or copy the documents; the local areas of made ones."""
    if plan.corpus is None:
        return write_corpus(corpus, times * PER_AREA)
    given = Path(plan.corpus)
    if given.is_dir():
        shutil.copytree(given, corpus)
    else:
        corpus.mkdir()
        shutil.copy(given, corpus)
    return []


def _areas(index: Path) -> list[str]:
    with closing(Index.open(Folder(path=index))) as opened:
        found = {info.source.local_area for info in opened.sources()}
    return sorted(area for area in found if area) or ["Walsall"]


def _changed(corpus: Path, index: Path) -> Built | None:
    """Build with a line added to one file of text."""
    texts = sorted(file for file in corpus.rglob("*") if file.suffix in {".md", ".txt"})
    if not texts:
        return None
    with texts[len(texts) // 2].open("a", encoding="utf-8") as file:
        file.write(_ADDED)
    return build(corpus, index)


def read_speed(folder: Path) -> Speed:
    """The measurement in a folder.

    Raises:
        SuiteError: there is none.
    """
    path = folder / RESULT
    try:
        return Speed.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise SuiteError(f"{path} is no measurement of speed", "Name another folder") from None


def _begun(plan: Plan, folder: Path) -> Speed:
    """The measurement in a folder, or a new one."""
    fresh = Speed(
        plan=plan,
        started=now(),
        machine=machine(),
        load=os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        versions=versions(),
        code_sha256=code_sha256(),
        keeps_byte_code=not sys.dont_write_bytecode,
    )
    if not (folder / RESULT).exists():
        _write(folder, fresh)
        return fresh
    kept = read_speed(folder)
    same = (kept.plan, kept.versions, kept.code_sha256) == (plan, fresh.versions, fresh.code_sha256)
    if not same or len(kept.sizes) == len(_wanted(plan)):
        what = "another measurement" if not same else "this measurement, finished"
        raise SuiteError(f"{folder} holds {what}", "Name another folder")
    return kept


def _wanted(plan: Plan) -> list[tuple[str, int]]:
    if plan.corpus is not None:
        return [(plan.corpus, 1)]
    return [(f"{times}x", times) for times in plan.sizes]


def _weight(times: int, plan: Plan) -> float:
    """How long a size takes, roughly, in seconds."""
    return 40 + 8 * plan.rounds + 8 * times + 0.3 * plan.questions * (2 + len(plan.callers))


def _tell(stage: Callable[[str, float], None], name: str, before: float, share: float, what: str, part: float) -> None:
    stage(f"{name}: {what}", before + share * part)


def _write(folder: Path, result: Speed) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f"{RESULT}.new"
    beside.write_text(result.model_dump_json(indent=2), encoding="utf-8")
    beside.replace(folder / RESULT)


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A folder for documents and index, gone afterwards."""
    scratch = folder / "scratch"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
