"""A measurement of speed as text: a column for each size, then the goals, then what was not measured."""

from collections.abc import Callable, Sequence
from statistics import median

from evals.speed_goals import goals
from evals.speed_types import Pass, Size, Speed

_NOT = "not measured"


def speed_text(speed: Speed) -> str:
    """The table and the goals."""
    load = "unknown" if speed.load is None else f"{speed.load:.1f}"
    lines = [f"Speed on {speed.machine}, begun {speed.started}; load at the start {load}"]
    lines += [_line(label, [show(size) for size in speed.sizes]) for label, show in _rows(speed)]
    lines += ["", "Goals"]
    lines += [f"  {_VERDICT[goal.met]:<13} {goal.wanted}: {goal.found}" for goal in goals(speed)]
    lines += ["", "Not measured", *(f"  - {text}" for text in missing(speed))]
    return "\n".join(line.rstrip() for line in lines)


def missing(speed: Speed) -> list[str]:
    """What the figures do not say."""
    told = [
        "the page: what a browser adds, loading its scripts and drawing it",
        "a Chroma server, other embedders, language models",
    ]
    if speed.plan.corpus is None:
        told.append("PDF and DOCX files: made documents are text, Markdown and HTML, which are read faster")
    if speed.keeps_byte_code is False:
        told.append("starts from compiled modules: PYTHONDONTWRITEBYTECODE was set, so each compiled them anew")
    if len(speed.sizes) < len(speed.plan.sizes):
        told.append("sizes that were asked for and are not done: the measurement was stopped")
    told.append("a cold disk: documents, index and libraries were in the system's memory")
    return told


_VERDICT = {True: "met", False: "NOT MET", None: _NOT}


def _rows(speed: Speed) -> list[tuple[str, Callable[[Size], str]]]:
    return [*_BUILDING, *_ASKING, *(row for number in speed.plan.callers for row in _at_once(number))]


_BUILDING: tuple[tuple[str, Callable[[Size], str]], ...] = (
    ("", lambda size: size.name),
    ("documents", lambda size: f"{size.documents:,}"),
    ("passages", lambda size: f"{size.passages:,}"),
    ("documents on disk, MB", lambda size: f"{size.corpus_mb:.1f}"),
    ("index on disk, MB", lambda size: f"{size.index_mb:.1f}"),
    ("Building", lambda size: ""),
    ("  whole command, s", lambda size: f"{size.build.run.seconds:.1f}"),
    ("  processor time, s", lambda size: f"{size.build.run.processor_seconds:.1f}"),
    ("  documents/s", lambda size: f"{size.build.documents_per_second:.2f}"),
    ("  passages/s", lambda size: f"{size.build.passages_per_second:.1f}"),
    ("  peak memory, MB", lambda size: f"{size.build.run.peak_mb:.0f}"),
    ("  again, nothing changed, s", lambda size: f"{size.unchanged.seconds:.2f}"),
    ("  of it processor time, s", lambda size: f"{size.unchanged.processor_seconds:.2f}"),
    ("  again, one file changed, s", lambda size: f"{size.one_changed.run.seconds:.2f}" if size.one_changed else _NOT),
    ("  of it embedded, passages", lambda size: f"{size.one_changed.embedded}" if size.one_changed else _NOT),
    ("Embedding alone, passages/s", lambda size: f"{size.encoding.ours:.1f}"),
    ("  plain encode, float32", lambda size: f"{size.encoding.plain:.1f}"),
    ("  ours to plain (median)", lambda size: f"{size.encoding.ratio:.2f}"),
    ("  rounds from, to", lambda size: f"{min(size.encoding.ratios):.2f}, {max(size.encoding.ratios):.2f}"),
    ("  least likeness of vectors", lambda size: f"{size.encoding.least_likeness:.5f}"),
)
_ASKING: tuple[tuple[str, Callable[[Size], str]], ...] = (
    ("Cold ask, whole command", lambda size: ""),
    ("  median, s", lambda size: f"{median(ran.seconds for ran in size.cold):.2f}"),
    ("  slowest, s", lambda size: f"{max(ran.seconds for ran in size.cold):.2f}"),
    ("  processor time, s", lambda size: f"{median(ran.processor_seconds for ran in size.cold):.2f}"),
    ("  peak memory, MB", lambda size: f"{max(ran.peak_mb for ran in size.cold):.0f}"),
    ("Page, from starting serve", lambda size: ""),
    ("  HTML there, median, s", lambda size: _page(size, "opened_seconds", median)),
    ("  first answer, median, s", lambda size: _page(size, "answered_seconds", median)),
    ("  slowest, s", lambda size: _page(size, "answered_seconds", max)),
    ("  processor time, s", lambda size: _page(size, "processor_seconds", median)),
    ("  peak memory, MB", lambda size: _page(size, "peak_mb", max, 0)),
    ("Open assistant", lambda size: ""),
    ("  to open, s", lambda size: f"{size.asked.open_seconds:.2f}"),
    ("  peak memory, MB", lambda size: f"{size.asked.peak_mb:.0f}"),
    ("  new questions, p50 ms", lambda size: _of(size.asked.of(1, True), "p50_ms")),
    ("  new questions, p95 ms", lambda size: _of(size.asked.of(1, True), "p95_ms")),
    ("  processor time each, ms", lambda size: _of(size.asked.of(1, True), "processor_ms")),
    ("  plain Chroma query, p50 ms", lambda size: f"{size.asked.peer.p50_ms:.1f}"),
    ("  plain Chroma query, p95 ms", lambda size: f"{size.asked.peer.p95_ms:.1f}"),
)


def _page(size: Size, field: str, take: Callable[[list[float]], float], digits: int = 2) -> str:
    return f"{take([getattr(page, field) for page in size.pages]):.{digits}f}" if size.pages else _NOT


def _at_once(callers: int) -> list[tuple[str, Callable[[Size], str]]]:
    who = "1 caller" if callers == 1 else f"{callers} callers"
    return [
        (f"Asked again, {who}", lambda size: ""),
        ("  p50 ms", lambda size: _of(size.asked.of(callers, False), "p50_ms")),
        ("  p95 ms", lambda size: _of(size.asked.of(callers, False), "p95_ms")),
        ("  processor time each, ms", lambda size: _of(size.asked.of(callers, False), "processor_ms")),
        ("  answers/s, all callers", lambda size: _of(size.asked.of(callers, False), "per_second", 1)),
    ]


def _of(found: Pass | None, field: str, digits: int = 0) -> str:
    return _NOT if found is None else f"{getattr(found, field):.{digits}f}"


def _line(label: str, values: Sequence[str]) -> str:
    return f"{label:<32}" + "".join(f"{value:>16}" for value in values)
