"""The findings of an index, chosen by local area, kind, document and period, as a table or as objects."""

import textwrap
from collections.abc import Sequence

from .areas import canonical
from .dates import find_dates, in_words, overlap
from .documents import Finding, FindingKind, Frozen, Source
from .errors import SettingsError
from .findings.describe import describe
from .findings.kinds import FIELDS
from .show import table
from .view import View

_WIDTH = 96  # characters of a finding's line in a table


class Wanted(Frozen):
    """Which findings are asked for; ``None`` means all."""

    local_area: str | None = None
    kind: FindingKind | None = None
    document: str | None = None
    period: str | None = None
    """ISO 8601 date, month, year or interval; a finding whose date is not known is not of it."""


def wanted(area: str | None, kind: str | None, document: str | None, period: str | None) -> Wanted:
    """What options on the command line ask for.

    Raises:
        SettingsError: no such local area, kind or period.
    """
    name = canonical(area) if area else None
    if area and name is None:
        raise SettingsError(f"There is no English local area {area!r}", "Give the name of the council's area")
    if kind and kind not in FIELDS:
        raise SettingsError(f"There is no kind of finding {kind!r}", f"Use one of: {', '.join(FIELDS)}")
    dates = find_dates(period) if period else []
    if period and not dates:
        raise SettingsError(f"{period!r} is not a period", "Give a year, a month or a date: 2022, 2022-06, June 2022")
    return Wanted.model_validate(
        {"local_area": name, "kind": kind, "document": document, "period": dates[0].iso if dates else None}
    )


def chosen(view: View, what: Wanted) -> list[tuple[Finding, Source]]:
    """Findings with their documents' sources, in the order of the documents.

    Raises:
        SettingsError: no such document is loaded.
    """
    sources = {info.source.id: info.source for info in view.sources()}
    if what.document and what.document not in sources:
        raise SettingsError(f"No document {what.document!r} is loaded", f"Loaded: {', '.join(sorted(sources))}")
    pairs = [(finding, sources[finding.document]) for finding in view.findings()]
    return [(finding, source) for finding, source in pairs if _is_wanted(finding, source, what)]


def _is_wanted(finding: Finding, source: Source, what: Wanted) -> bool:
    if what.local_area and source.local_area != what.local_area:
        return False
    if (what.kind and finding.kind != what.kind) or (what.document and source.id != what.document):
        return False
    when = date_of(finding, source)
    return not what.period or (when is not None and overlap(when, what.period))


def date_of(finding: Finding, source: Source) -> str | None:
    """The date a finding is about, else its document's: ISO 8601; ``None`` where neither is known."""
    return finding.date or source.date


def as_objects(pairs: Sequence[tuple[Finding, Source]]) -> list[dict[str, object]]:
    """One flat object a finding; its own fields stand between its date and its page."""
    return [
        {
            "document": finding.document,
            "local_area": source.local_area,
            "publisher": source.publisher,
            "kind": finding.kind,
            "date": date_of(finding, source),
            **{name: value for name, value in finding.fields.items() if name != "date"},
            "page": finding.page,
            "section": finding.section,
            "quote": finding.quote,
            "start": finding.start,
            "end": finding.end,
            "derived": finding.derived,
        }
        for finding, source in pairs
    ]


def as_text(pairs: Sequence[tuple[Finding, Source]]) -> str:
    """A table for each document, headed by its title and what is known of it."""
    parts: list[str] = []
    for name in dict.fromkeys(finding.document for finding, _ in pairs):
        own = [(finding, source) for finding, source in pairs if finding.document == name]
        parts.append(f"{own[0][1].title} ({name})")
        parts.append(facts_line(own[0][1]))
        parts.append(table(("kind", "page", "finding"), [_row(finding) for finding, _ in own]))
        parts.append("")
    return "\n".join(parts).rstrip() or "No such findings."


def facts_line(source: Source) -> str:
    """What is known of a document: "revisit letter; Walsall; Ofsted ...; inspected 20 to 22 June 2022"."""
    dated = (("inspected", source.inspected), ("published", source.published))
    when = [f"{word} {in_words(date)}" for word, date in dated if date] or ["date not known"]
    said = (source.kind or "kind not known", source.local_area or "local area not known")
    return "; ".join((*said, source.publisher or "publisher not known", *when))


def _row(finding: Finding) -> tuple[object, ...]:
    line = " ".join(describe(finding).split())
    mark = " [derived]" if finding.derived else ""
    return finding.kind, finding.page, textwrap.shorten(line, _WIDTH, placeholder=" ...") + mark


def in_full(finding: Finding, source: Source) -> str:
    """When and what, for a line of its own: "April 2021: % in 20 weeks: 73.9%"."""
    when = date_of(finding, source)
    return f"{in_words(when)}: {describe(finding)}" if when else describe(finding)
