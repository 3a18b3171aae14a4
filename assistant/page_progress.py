"""The Progress tab as HTML: what became of each weakness, action and recommendation, document by document."""

from collections.abc import Mapping, Sequence
from textwrap import shorten
from urllib.parse import urlencode

from assistant.progress import OPENING, Cell, Column, Progress, Said, Series, Thread, quoted_once
from assistant.progress_rows import row_in_words
from assistant.render import date_in_words

from .page_chart import chart_html
from .page_conversation import fingerprint
from .page_html import capital, counted, text
from .page_place import Place
from .page_verdict import latest_verdicts, verdict_html, verdict_of
from .page_words import explained_html, short_forms_in

NOTHING = "Nothing found on this"
TWENTY_WEEKS = (
    "20 weeks is the time that the law gives a council from a request for an education, health and care (EHC) "
    "assessment to the final plan."
)
OWN_RECORD = "our own record of it"
_LONGEST = 150  # characters of a quote in a cell; the viewer has it whole
_PARAGRAPH = 240  # characters from which a name is no heading
_DOWNLOADS = (("csv", "a spreadsheet (CSV)"), ("docx", "a Word document"), ("md", "Markdown"))
_MANY = {"area": "areas"}


def progress_html(found: Sequence[Progress], areas: Sequence[str]) -> str:
    """The choice of local area, and what the documents say of progress there.

    Args:
        found: one local area, or two to compare.
        areas: all that can be chosen.
    """
    if not found:
        return "<p>No loaded document is about a local area, so there is no progress to show.</p>"
    chosen = [one.local_area for one in found]
    return (
        f'<div class="progress">{_choices(chosen, areas)}{_comparison(found) if len(found) > 1 else ""}'
        f"{''.join(_area(one) for one in found)}</div>"
    )


def _choices(chosen: Sequence[str], areas: Sequence[str]) -> str:
    other = chosen[1] if len(chosen) > 1 else ""
    first = "".join(_option(area, area, area == chosen[0]) for area in areas)
    second = "".join(_option(area, area, area == other) for area in areas if area != chosen[0])
    return (
        f'<div class="choices"><label class="choice">Local area<select name="area">{first}</select></label>'
        '<label class="choice">Compare with<select name="other">'
        f"{_option('', 'No other area', not other)}{second}</select></label></div>"
    )


def _option(value: str, words: str, is_chosen: bool) -> str:
    return f'<option value="{text(value)}"{" selected" if is_chosen else ""}>{text(words)}</option>'


def _comparison(found: Sequence[Progress]) -> str:
    """What can be counted, side by side."""
    rows: list[tuple[str, list[str]]] = [("Documents", [str(len(one.documents)) for one in found])]
    rows.append(("Newest document", [_newest(one) for one in found]))
    for kind in OPENING:
        counts = [sum(thread.kind == kind for thread in one.threads) for one in found]
        if any(counts):
            rows.append((capital(_plural(kind)), [str(count) if count else "none named" for count in counts]))
    verdicts = [latest_verdicts(one.threads) for one in found]
    for verdict in dict.fromkeys(verdict for counts in verdicts for verdict in counts):
        rows.append((f"– with {verdict}", [str(counts[verdict]) if counts[verdict] else "none" for counts in verdicts]))
    head = "".join(f'<th scope="col">{text(one.local_area)}</th>' for one in found)
    body = "".join(
        f'<tr><th scope="row">{text(name)}</th>{"".join(f"<td>{text(value)}</td>" for value in values)}</tr>'
        for name, values in rows
    )
    names = " and ".join(one.local_area for one in found)
    return (
        f'<section class="comparison"><h2>{text(names)} compared</h2><div class="scrolled" tabindex="0" role="region" '
        f'aria-label="Comparison"><table><thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table></div>'
        "<p>Areas are inspected in different years and in different ways: what no document names may still be so.</p>"
        "</section>"
    )


def _newest(one: Progress) -> str:
    dated = [column for column in one.documents if column.date]
    return f"{dated[-1].kind or 'document'}, {date_in_words(dated[-1].date)}" if dated else "date not known"


def _area(found: Progress) -> str:
    links = " ".join(_download(found.local_area, *form) for form in _DOWNLOADS)
    groups = "".join(_group(kind, found) for kind in OPENING)
    shorts = explained_html(
        short_forms_in(*(thread.text for thread in found.threads), *(s.series for s in found.series))
    )
    return (
        f'<section class="area-progress"><h2>{text(found.local_area)}: progress in '
        f"{counted(len(found.documents), 'document')}</h2>{_verdict_summary(found)}"
        f'<p class="tools">{links}</p>{shorts}{groups or _nothing(found)}{_charts(found)}'
        f"{_milestones(found)}</section>"
    )


def _download(area: str, ending: str, words: str) -> str:
    address = text(f"progress.{ending}?{urlencode({'area': area})}")
    return f'<a href="{address}" download>Download {text(area)} as {words}</a>'


def _nothing(found: Progress) -> str:
    about = text(found.local_area)
    return f"<p>The documents about {about} name no single weakness, action or recommendation to follow.</p>"


def _verdict_summary(found: Progress) -> str:
    """The newest verdicts, counted."""
    counts = latest_verdicts(found.threads)
    weaknesses = sum(thread.kind == "area of significant weakness" for thread in found.threads)
    if not counts:
        return ""
    items = "".join(f"<li><strong>{count}</strong> {verdict_html(verdict)}</li>" for verdict, count in counts.items())
    named = counted(weaknesses, "area of significant weakness", "areas of significant weakness")
    return f'<p>The newest verdict on {named} that inspectors named:</p><ul class="tally">{items}</ul>'


def _group(kind: str, found: Progress) -> str:
    """The threads of one kind as a table; documents that say nothing of any of them are named below it."""
    threads = [thread for thread in found.threads if thread.kind == kind]
    if not threads:
        return ""
    speaking = {cell.document for thread in threads for cell in thread.cells if cell.said}
    columns = [column for column in found.documents if column.document in speaking]
    silent = [_named(column) for column in found.documents if column.document not in speaking]
    title = f"{kind.replace(' ', '-')}-{found.local_area}"
    head = "".join(f'<th role="columnheader" scope="col">{_heading(column)}</th>' for column in columns)
    rows = "".join(_thread(thread, columns) for thread in threads)
    rest = f'<p class="silent">Nothing was found on these in: {text(", ".join(silent))}.</p>' if silent else ""
    return (
        f'<h3 id="{text(title)}">{text(capital(_plural(kind)))} ({len(threads)})</h3>'
        f'<div class="scrolled" tabindex="0" role="region" aria-labelledby="{text(title)}">'
        f'<table class="threads" role="table"><thead role="rowgroup"><tr role="row">'
        f'<th role="columnheader" scope="col">What was named</th>{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table></div>{rest}'
    )


def _plural(kind: str) -> str:
    """ "areas for improvement"."""
    first, _, rest = kind.partition(" ")
    return f"{_MANY[first]} {rest}" if first in _MANY else f"{kind}s"


def _heading(column: Column) -> str:
    place = text(Place(document=column.document).address())
    record = f'<span class="record">{OWN_RECORD}</span>' if column.record else ""
    return (
        f'<a class="show-source" href="{place}" title="{text(column.title)}">{text(capital(_when(column)))}</a>{record}'
    )


def _when(column: Column) -> str:
    return f"{date_in_words(column.date)}: {column.kind or column.title}"


def _named(column: Column) -> str:
    """ "revisit letter (23 June 2022)"."""
    return f"{column.kind or column.title} ({date_in_words(column.date)})"


def _thread(thread: Thread, columns: Sequence[Column]) -> str:
    said = {cell.document: cell for cell in thread.cells}
    cells = "".join(
        f'<td role="cell"{"" if said[column.document].said else " class=nothing"} '
        f'data-document="{text(capital(_when(column)))}">{_cell(said[column.document], thread)}</td>'
        for column in columns
    )
    long = ' class="long"' if len(thread.text) > _PARAGRAPH else ""
    name = text(capital(thread.text)).replace(" • ", "<br>• ")
    return f'<tr role="row" class="thread"><th role="rowheader" scope="row"{long}>{name}</th>{cells}</tr>'


def _cell(cell: Cell, thread: Thread) -> str:
    if not cell.said:
        return f'<span class="silent">{NOTHING}</span>'
    verdict = verdict_of(cell)
    badge = _verdict(verdict, thread) if verdict else ""
    others = quoted_once(said for said in cell.said if said is not verdict)
    said = sorted(others, key=lambda one: _is_name(one, thread))
    first, *more = [_link(one, thread) for one in said] or [""]
    rest = f"<details><summary>{len(more)} more</summary><ul>{''.join(more)}</ul></details>" if more else ""
    return f"{badge}<ul>{first}</ul>{rest}" if first else badge


def _verdict(said: Said, thread: Thread) -> str:
    about = f'<span class="visually-hidden">, {text(thread.text)}</span>'
    derived = (
        f'<details class="derived"><summary>Worked out, no line states it</summary>{text(said.derived)}</details>'
        if said.derived
        else ""
    )
    shown = f"{verdict_html(said.verdict or '')}{about}"
    return f'<a class="show-source cited verdict-link" href="{_address(said)}">{shown}</a>{derived}'


def _link(said: Said, thread: Thread) -> str:
    """One thing that a document says, as a link to it."""
    by = f" (says the {said.said_by})" if said.said_by and said.said_by != "inspectors" else ""
    is_name = _is_name(said, thread)
    if said.row:
        words = _row(said, f"Named as {_article(said.kind)}" if is_name else "")
    else:
        words = _cited(said, f"Named as {_article(said.kind)}" if is_name else _quoted(said.quote))
    kind = "" if is_name else f'<span class="said-kind">{text(capital(said.kind))}{by}:</span> '
    return f"<li>{kind}{words}</li>"


def _row(said: Said, named: str) -> str:
    """A row of a table, each value with the name of its column; the longest of them leads to it.

    Args:
        said: what the row says.
        named: stands in place of the longest value, which names the thread's subject again.
    """
    longest = max(said.row, key=lambda cell: len(cell.value))
    items = "".join(
        f'<li>{f"""<span class="said-kind">{text(cell.name)}:</span> """ if cell.name else ""}'
        f"{_cited(said, _short(cell.value)) if cell is longest else text(_short(cell.value))}</li>"
        for cell in said.row
        if not (named and cell is longest)
    )
    return f'{_cited(said, named) if named else ""}<ul class="row">{items}</ul>'


def _cited(said: Said, words: str) -> str:
    return f'<a class="show-source cited" href="{_address(said)}">{text(words)}</a>'


def _quoted(words: str, longest: int = _LONGEST) -> str:
    """A quote in quotation marks; one that it begins with itself is not doubled."""
    return f"“{_short(words.lstrip(' “'), longest)}”"


def _short(words: str, longest: int = _LONGEST) -> str:
    return shorten(" ".join(words.split()), longest, placeholder=" …")


def _is_name(said: Said, thread: Thread) -> bool:
    """Whether a quote only names the thread's subject again."""
    name = " ".join(thread.text.split()).strip(" .;")
    return any(" ".join(words.split()).strip(" .;") == name for words in (said.quote, *(c.value for c in said.row)))


def _article(kind: str) -> str:
    return f"{'an' if kind[:1] in 'aeiou' else 'a'} {kind}"


def _address(said: Said) -> str:
    place = Place(document=said.document, start=said.start, end=said.end, quoted=fingerprint(said.quote))
    return text(place.address())


def _charts(found: Progress) -> str:
    columns = {column.document: column for column in found.documents}
    shares_first = sorted(found.series, key=lambda series: series.unit != "%")
    charts = [chart for series in shares_first if (chart := chart_html(series, columns, _address))]
    heading = f"<h3>Measures over time ({len(charts)})</h3>{_hint(found.series)}" if charts else ""
    return f'{heading}<div class="charts">{"".join(charts)}</div>' if charts else ""


def _hint(measures: Sequence[Series]) -> str:
    """What stands behind the words that the tables of councils use."""
    weeks = f" {TWENTY_WEEKS}" if any("20 weeks" in one.series.casefold() for one in measures) else ""
    return f'<p class="silent">Named as the document names them. Every figure in a table leads to its place.{weeks}</p>'


def _milestones(found: Progress) -> str:
    """What happened when, oldest first."""
    columns = {column.document: column for column in found.documents}
    items = "".join(_milestone(said, columns) for said in found.milestones)
    return f'<h3>What happened when</h3><ol class="milestones thread">{items}</ol>' if items else ""


def _milestone(said: Said, columns: Mapping[str, Column]) -> str:
    quote = _short(row_in_words(said.row), 2 * _LONGEST) if said.row else _quoted(said.quote, 2 * _LONGEST)
    return (
        f"<li><strong>{text(date_in_words(said.date))}</strong>: "
        f'<a class="show-source cited" href="{_address(said)}">{text(quote)}</a> '
        f'<span class="silent">{text(capital(_named(columns[said.document])))}</span></li>'
    )
