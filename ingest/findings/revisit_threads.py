"""The parts of a revisit: each weakness as the first inspection stated it, what was found since, and the verdict.

Evidence follows a weakness as bullets or paragraphs; a verdict stands after it, before it or nowhere.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .making import Span
from .progress_totals import gives_totals
from .progress_words import Verdict, denies_verdict
from .reading_order import Line
from .revisit_starts import Start, weakness_starts
from .verdict_lines import is_verdict, verdict_in

_ENDS = re.compile(
    r"^yours (?:sincerely|faithfully)\b|\bdetermine the next steps\b|\bwill not carry out any further\b"
    r"|\bformal (?:quarterly )?(?:support and )?monitoring visits\b",
    re.I,
)


@dataclass(slots=True)
class Thread:
    """One weakness in a revisit, as its parts are gathered."""

    statement: Span
    text: str
    """The weakness on one line, without the words that introduce it."""
    evidence: list[Span] = field(default_factory=list)
    verdict: Verdict | None = None
    verdict_line: Span | None = None


def revisit_threads(lines: Sequence[Line]) -> list[Thread]:
    """The weaknesses that a revisit sets out with what was found since; none where the text has no such parts."""
    starts = weakness_starts(lines)
    found = []
    for number, start in enumerate(starts):
        stop = starts[number + 1].first if number + 1 < len(starts) else len(lines)
        found.append(_thread(lines, start, stop))
    return found


def _thread(lines: Sequence[Line], start: Start, stop: int) -> Thread:
    thread = Thread(lines[start.statement].span, start.text)
    body = _body(lines, start, stop)
    said = [found for line in body if (found := verdict_in(line))]
    alone = [found for line in body if is_verdict(line) and (found := verdict_in(line))]
    if len({verdict for _, verdict in alone or said}) == 1:  # two lines that contradict each other state nothing
        thread.verdict_line, thread.verdict = (alone or said)[-1]
    thread.evidence = [line.span for line in _evidence(body)]
    return thread


def _body(lines: Sequence[Line], start: Start, stop: int) -> list[Line]:
    """The lines beneath a weakness: up to a heading, the totals, the end of the letter or what the reader set apart."""
    own = lines[start.statement].path
    body: list[Line] = []
    for line in lines[start.statement + 1 : stop]:
        within = line.path[: len(own)] == own
        verdict_first = bool(body) and is_verdict(body[0]) and line.path == own[:-1]
        if line.kind == "heading":  # a verdict in bold type may have been taken for one
            body += [line] if is_verdict(line) else []
            break
        if not (within or verdict_first) or _ENDS.search(line.text):
            break
        if gives_totals(line.text) and not is_verdict(line):
            break
        if not denies_verdict(line.text):
            body.append(line)
    return body


def _evidence(body: Sequence[Line]) -> list[Line]:
    """What was found since: up to the verdict, or after it where it stands first. Where it is bullets and no verdict
    ends it, a paragraph after them is no part of it."""
    spots = [n for n, line in enumerate(body) if is_verdict(line)]
    ended = bool(spots) and spots[0] > 0
    part = body[: spots[0]] if ended else body[1:] if spots else body
    kept = [line for line in part if line.running and not (line.kind == "paragraph" and line.text.endswith(":"))]
    bullets = [n for n, line in enumerate(kept) if line.kind == "item"]
    return kept[: bullets[-1] + 1] if bullets and not ended else kept
