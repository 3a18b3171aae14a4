"""What is searched: the choice of local area, period and kind of document, and what it leaves in words."""

import json
from collections.abc import Mapping, Sequence

from assistant.filters import check_filter, fits, undated
from assistant.render import period_in_words
from ingest.dates import bounds
from ingest.documents import Frozen, Source
from ingest.errors import SettingsError

from .page_html import capital, counted, text

REFORM = 2023
"""The year from which areas are inspected in the present way."""
READ_CHOICE = (
    "JSON.stringify(Object.fromEntries("
    "[...document.querySelectorAll('#filters select')].map((box) => [box.name, box.value])))"
)
"""What the browser hands over: the choice as JSON, read at the moment of asking."""


class Choice(Frozen):
    """What the search is kept to; ``None`` means all."""

    area: str | None = None
    period: str | None = None
    kind: str | None = None

    def leaves(self, sources: Sequence[Source]) -> list[Source]:
        """The documents that are searched."""
        return [source for source in sources if fits(source, self.period, self.kind, self.area)]


def choice_of(given: str | Mapping[str, str]) -> Choice:
    """A choice as the browser hands it over, or as a link carries it; what does not fit is left out."""
    try:
        said = json.loads(given) if isinstance(given, str) else given
        kept = {name: str(said[name]) for name in Choice.model_fields if said.get(name)}
    except (ValueError, TypeError, AttributeError):
        return Choice()
    try:
        check_filter(kept.get("period"), kept.get("kind"))
    except SettingsError:
        kept = {name: value for name, value in kept.items() if name == "area"}
    return Choice(**kept)


def filters_html(sources: Sequence[Source], choice: Choice, opened: bool = False) -> str:
    """What is searched in one line, and behind it the three choices."""
    areas = [(area, area) for area in sorted({source.local_area for source in sources if source.local_area})]
    kinds = [(kind, capital(kind)) for kind in sorted({source.kind for source in sources if source.kind})]
    selects = (
        _select("area", "Local area", "All areas", areas, choice.area)
        + _select("period", "Period", "Any time", _periods(sources), choice.period)
        + _select("kind", "Kind of document", "All kinds", kinds, choice.kind)
    )
    return (
        f"<details{' open' if opened else ''}><summary>"
        f'<span id="searching">{text(searching_in_words(sources, choice))}</span> <span class="change">Change</span>'
        f'</summary><div class="choices">{selects}</div></details>'
    )


def searching_in_words(sources: Sequence[Source], choice: Choice) -> str:
    """ "Searching 4 documents about Walsall, for 2022 (1 without a date left out)"."""
    found = choice.leaves(sources)
    areas = len({source.local_area for source in found if source.local_area})
    about = f" about {choice.area or counted(areas, 'local area')}" if found else ""
    period = f", {period_in_words(choice.period)}" if choice.period else ""
    kind = f", {choice.kind} only" if choice.kind else ""
    without = undated(Choice(area=choice.area, kind=choice.kind).leaves(sources)) if choice.period else 0
    left_out = f" ({without:,} without a date left out)" if without else ""
    return f"Searching {counted(len(found), 'document')}{about}{period}{kind}{left_out}"


def _select(name: str, label: str, everything: str, options: Sequence[tuple[str, str]], chosen: str | None) -> str:
    shown = "".join(
        f'<option value="{text(value)}"{" selected" if value == (chosen or "") else ""}>{text(words)}</option>'
        for value, words in (("", everything), *options)
    )
    return f'<label class="choice">{label}<select name="{name}">{shown}</select></label>'


def _periods(sources: Sequence[Source]) -> list[tuple[str, str]]:
    """The two ways of inspecting, where there are documents of both, then each year that has a document."""
    dates = [date for source in sources for date in source.dates]
    years = {year for date in dates for year in range(int(bounds(date)[0][:4]), int(bounds(date)[1][:4]) + 1)}
    ages = (
        [
            (f"{REFORM}/2100-12-31", f"{REFORM} onwards (area SEND inspections)"),
            (f"1990-01-01/{REFORM - 1}", f"Up to {REFORM - 1} (earlier inspections)"),
        ]
        if years and min(years) < REFORM <= max(years)
        else []
    )
    return [*ages, *((str(year), str(year)) for year in sorted(years, reverse=True))]
