"""The Documents tab as HTML: what is loaded about which area, what is missing, what could not be read."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from assistant.render import date_in_words
from ingest.documents import Source
from ingest.record import BuildRecord, DocumentInfo, Problem

from .page_age import age_html
from .page_html import OWN_WORDS, capital, counted, facts_html, text
from .page_place import Place

FINDINGS = (
    '<p class="facts">A finding is a fact with the words that state it: an inspection, a weakness and what became of '
    "it, a recommendation, an action, a figure.</p>"
)
NO_AREA = "No local area"
NO_KIND = "other"


def documents_html(record: BuildRecord, later: Mapping[str, Source], removable: Collection[str] = ()) -> str:
    """Everything that is loaded, by local area.

    Args:
        record: how the index was built.
        later: as ``later_documents`` gives it.
        removable: ids of the documents that can be removed.
    """
    infos = sorted(record.documents, key=_order)
    groups = groupby(infos, key=lambda info: info.source.local_area or NO_AREA)
    areas = "".join(_area(name, list(group), later, removable) for name, group in groups)
    return f'<div class="documents">{_summary(record)}{_problems(record.problems)}{_coverage(infos)}{areas}</div>'


def _order(info: DocumentInfo) -> tuple[bool, str, str, str]:
    """By area, the newest first; what is about no area last."""
    source = info.source
    newest_first = "".join(chr(ord("9") - ord(c)) if c.isdigit() else c for c in source.last_day) or "~"
    return source.local_area is None, source.local_area or "", newest_first, source.title


def _summary(record: BuildRecord) -> str:
    areas = {info.source.local_area for info in record.documents if info.source.local_area}
    found = f", with {counted(record.findings, 'finding')}" if record.findings else ""
    about = f" about {counted(len(areas), 'local area')}" if areas else ""
    return (
        f"<h2>What is loaded</h2><p><strong>{counted(len(record.documents), 'document')}</strong>{about}{found}. "
        f"Read on {date_in_words(record.built_at[:10])}.</p>{FINDINGS if record.findings else ''}"
    )


def _problems(problems: Sequence[Problem]) -> str:
    """What could not be read. Only names of files are given: where they lie concerns whoever runs the page."""
    if not problems:
        return ""
    items = "".join(f"<li><strong>{text(Path(p.file).name)}</strong>: {text(p.reason)}</li>" for p in problems)
    files = counted(len(problems), "file")
    return f'<section class="unread"><h2>What could not be read</h2><p>{files} left out:</p><ul>{items}</ul></section>'


def _coverage(infos: Sequence[DocumentInfo]) -> str:
    """Areas by kinds: how many documents of each, so that what is missing shows."""
    counts = Counter((info.source.local_area or NO_AREA, info.source.kind or NO_KIND) for info in infos)
    areas = list(dict.fromkeys(info.source.local_area or NO_AREA for info in infos))
    kinds = sorted({kind for _, kind in counts})
    head = "".join(f'<th scope="col">{text(capital(kind))}</th>' for kind in kinds)
    rows = "".join(
        f'<tr><th scope="row">{text(area)}</th>{"".join(_cell(counts[area, kind]) for kind in kinds)}</tr>'
        for area in areas
    )
    return (
        '<h2 id="coverage">Documents by area and kind</h2>'
        '<div class="scrolled" tabindex="0" role="region" aria-labelledby="coverage"><table class="coverage">'
        f'<thead><tr><th scope="col">Local area</th>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _cell(count: int) -> str:
    return f'<td class="has">{count}</td>' if count else '<td class="none">none</td>'


def _area(name: str, infos: Sequence[DocumentInfo], later: Mapping[str, Source], removable: Collection[str]) -> str:
    items = "".join(_document(info, later, info.source.id in removable) for info in infos)
    return f'<section class="area"><h2>{text(name)}</h2><ul class="shelf">{items}</ul></section>'


def _document(info: DocumentInfo, later: Mapping[str, Source], is_removable: bool) -> str:
    source = info.source
    title = f'<a class="show-source" href="{text(Place(document=source.id).address())}">{text(source.title)}</a>'
    facts = [
        source.kind,
        source.publisher,
        f"published {date_in_words(source.published)}" if source.published else None,
        f"inspected {date_in_words(source.inspected)}" if source.inspected else None,
        None if source.date else "date not known",
        counted(info.pages, "page") if info.pages else None,
        counted(info.findings, "finding") if info.findings else None,
    ]
    remove = _remove(source) if is_removable else ""
    own = OWN_WORDS if source.record else ""
    return f'<li><p class="source-title">{title}</p>{age_html(source, later)}{facts_html(facts)}{own}{remove}</li>'


def _remove(source: Source) -> str:
    title = text(source.title)
    hidden = f'<span class="visually-hidden"> {title}</span>'
    return (
        f'<p class="tools"><button type="button" class="plain remove" data-document="{text(source.id)}" '
        f'data-title="{title}">Remove{hidden}</button></p>'
    )
