"""Two measurements side by side, as a Markdown table: what a change was worth."""

from collections.abc import Callable, Sequence
from statistics import median

from evals.speed_types import Ran, Size, Speed

_NOT = "not measured"


def speed_table(before: Speed, after: Speed) -> str:
    """The table, one column a measurement; the sizes that both have stand in one cell, in their order."""
    names = {size.name for size in before.sizes} & {size.name for size in after.sizes}
    columns = [[size for size in speed.sizes if size.name in names] for speed in (before, after)]
    sizes = ", ".join(f"{size.passages:,}" for size in columns[-1])
    heads = [f"{speed.started[:16].replace('T', ' ')} UTC, load {_load(speed)}" for speed in (before, after)]
    lines = [f"| {sizes} passages | {' | '.join(heads)} |", "|---|---|---|"]
    return "\n".join([*lines, *(_row(words, take, columns) for words, take in _ROWS)])


def _row(words: str, take: Callable[[Size], str], columns: Sequence[Sequence[Size]]) -> str:
    return f"| {words} | {' | '.join(', '.join(map(take, sizes)) or _NOT for sizes in columns)} |"


def _load(speed: Speed) -> str:
    return "unknown" if speed.load is None else f"{speed.load:.1f}"


def _new(field: str) -> Callable[[Size], str]:
    return lambda size: _ms(getattr(size.asked.passes[0], field))


def _again(callers: int, field: str, form: Callable[[float], str]) -> Callable[[Size], str]:
    def take(size: Size) -> str:
        found = size.asked.of(callers, False)
        return _NOT if found is None else form(getattr(found, field))

    return take


def _cold(take: Callable[[Ran], float], of: Callable[[list[float]], float]) -> Callable[[Size], str]:
    return lambda size: _s(of([take(ran) for ran in size.cold]))


def _page(field: str, of: Callable[[list[float]], float]) -> Callable[[Size], str]:
    return lambda size: _s(of([getattr(page, field) for page in size.pages])) if size.pages else _NOT


def _ms(value: float) -> str:
    return f"{value:.0f} ms" if value >= 10 else f"{value:.1f} ms"


def _s(value: float) -> str:
    return f"{value:.1f} s"


_ROWS: tuple[tuple[str, Callable[[Size], str]], ...] = (
    ("a new question, p50", _new("p50_ms")),
    ("a new question, p95", _new("p95_ms")),
    ("processor time of a new question, mean", _new("processor_ms")),
    ("a plain Chroma query beside it, p50", lambda size: _ms(size.asked.peer.p50_ms)),
    ("processor time where it was asked before, mean", _again(1, "processor_ms", _ms)),
    ("answers a second, 16 callers, asked before", _again(16, "per_second", lambda value: f"{value:.1f}")),
    (
        "embedding for a build, to plain `SentenceTransformer.encode` in float32",
        lambda size: f"{size.encoding.ratio:.2f} times",
    ),
    ("`ingest build`, whole", lambda size: _s(size.build.run.seconds)),
    ("`ingest build` with nothing changed", lambda size: f"{size.unchanged.seconds:.2f} s"),
    ("`assistant ask`, from start to answer, median", _cold(lambda ran: ran.seconds, median)),
    ("the same, slowest", _cold(lambda ran: ran.seconds, max)),
    ("`assistant serve`, from start to the page's HTML, median", _page("opened_seconds", median)),
    ("the same, to the first answer over HTTP, slowest", _page("answered_seconds", max)),
)
