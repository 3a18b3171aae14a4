"""Progress and tables on a terminal."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NoReturn

from .progress import Progress, silent

if TYPE_CHECKING:
    from tqdm import tqdm

_WHAT = {"Fetching": "document", "Reading": "file", "Embedding": "passage", "Findings": "document"}


@contextmanager
def shown(*, quiet: bool) -> Iterator[Progress]:
    """Progress on standard error: bars on a terminal, one line a stage elsewhere, nothing if quiet."""
    if quiet:
        yield silent
    elif not sys.stderr.isatty():
        yield _line_a_stage
    else:
        with ExitStack() as stack:
            yield _bars(stack)


def _line_a_stage(stage: str, done: int, total: int) -> None:
    if done == total:
        what = _WHAT.get(stage, "step")
        sys.stderr.write(f"{stage}: {total} {what if total == 1 else what + 's'} done\n")
        sys.stderr.flush()


def _bars(stack: ExitStack) -> Progress:
    bars: dict[str, tqdm[NoReturn]] = {}

    def progress(stage: str, done: int, total: int) -> None:
        if stage not in bars:
            from tqdm import tqdm

            bars[stage] = stack.enter_context(tqdm(desc=stage, total=total, unit=f" {_WHAT.get(stage, 'step')}s"))
        bars[stage].update(done - bars[stage].n)

    return progress


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Columns of text as wide as they need to be; what is not known is a dash."""
    cells = [list(headings), *([("–" if cell is None else str(cell)) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(headings))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells
    )
