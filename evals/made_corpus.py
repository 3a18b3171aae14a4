"""Made documents for measuring speed: as many as are wanted, with the size and shape of real ones.

Five in turn, as a local area has them: an inspection letter, a revisit letter, an area SEND report with tables, a
committee report with tables, a council page. All wording is our own. What they say is made up, so they are no source
for any answer that is not itself a measurement. The same number of documents gives the same bytes.
"""

from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path

from evals.made_words import Words, areas

_NOTE = "Made to measure speed. Nothing in it is about the real place."


def write_corpus(folder: Path, documents: int) -> list[str]:
    """Write made documents into a folder.

    Args:
        folder: made if it is not there.
        documents: how many.

    Returns:
        the names of the local areas that they are about, each once.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = areas()
    used: dict[str, None] = {}
    for number in range(documents):
        group, turn = divmod(number, len(_KINDS))
        area = names[group % len(names)]
        year = (2017, 2019, 2023, 2021, 2024)[turn] + group // len(names) % 2
        kind, ending, write = _KINDS[turn]
        used[area] = None
        slug = area.lower().replace(" ", "-").replace(",", "").replace("'", "")
        (folder / f"{slug}-{year}-{kind}-{group}{ending}").write_text(
            write(Words(number, area, year)), encoding="utf-8"
        )
    return list(used)


def questions(names: Iterable[str], count: int) -> list[str]:
    """Questions about made documents of these areas: narrow and wide, of figures, lists and people, some unanswerable.

    Args:
        names: of local areas.
        count: how many questions, all different as long as the names last.
    """
    known = list(names)
    asked = []
    for number in range(count):
        words = Words(number, known[number % len(known)], 2023)
        form = _QUESTIONS[number % len(_QUESTIONS)]
        asked.append(words.filled(form.replace("{area}", words.area)))
    return asked


_QUESTIONS = (
    "What did inspectors find about {service} in {area}?",
    "Which weaknesses has {area} not made sufficient progress on?",
    "How long do families in {area} wait for {service}?",
    "What share of plans was on time in {area} in {month}?",
    "Which areas struggle with {service}?",
    "What must {area} do as a priority?",
    "Has {service} become better in {area}?",
    "Who led the inspection of {area}?",
    "What do parents say about {service}?",
    "How many tribunal cases about parking permits did {area} lose?",
)


def _inspection_letter(words: Words) -> str:
    parts = [_NOTE, words.day(), f"Dear {words.one('people')}", f"Joint local area SEND inspection in {words.area}"]
    parts.append(
        f"Between 4 and 8 {words.one('months')} {words.year}, Ofsted and the Care Quality Commission (CQC) conducted a "
        f"joint inspection of the local area of {words.area}, to judge how well the special educational needs and "
        "disability reforms have been put into practice."
    )
    parts.append(
        "Her Majesty's Chief Inspector has decided that a Written Statement of Action is required because of "
        "significant areas of weakness in the local area's practice. They are:"
    )
    parts += [f"- {words.sentence(service, False)}" for service in words.some("services", 5)]
    for heading in ("Main findings", *words.some("headings", 4)):
        parts.append(heading)
        parts += [f"- {words.paragraph(turn % 2 == 0, 4)}" for turn in range(8)]
    return "\n\n".join([*parts, "Yours sincerely", f"{words.one('people')} HMI"])


def _revisit_letter(words: Words) -> str:
    services = words.some("services", 9)
    good = words.number(2, 7)
    parts = [_NOTE, words.day(), f"Dear {words.one('people')}", f"Joint local area SEND revisit in {words.area}"]
    parts.append(
        f"Between 9 and 11 {words.one('months')} {words.year}, Ofsted and the Care Quality Commission revisited the "
        f"local area of {words.area} to decide whether it has made sufficient progress on its nine areas of weakness."
    )
    parts.append(f"The area has made sufficient progress in addressing {good} of the nine significant weaknesses.")
    for number, service in enumerate(services):
        parts.append("At the initial inspection, inspectors found that:")
        parts.append(words.sentence(service, False))
        parts += [f"- {words.paragraph(number < good, 4, service)}" for _ in range(5)]
        done = "" if number < good else "not "
        parts.append(f"The area has {done}made sufficient progress to improve this area of weakness.")
    return "\n\n".join([*parts, "Yours sincerely", f"{words.one('people')} HMI"])


def _report(words: Words) -> str:
    body = [_tag("h1", f"Area SEND inspection of {words.area} Local Area Partnership"), _tag("p", _NOTE)]
    body.append(_tag("p", f"Inspection dates: 13 to 17 {words.one('months')} {words.year}"))
    body.append(_tag("h2", "Inspection outcome"))
    body.append(_tag("p", "The local area partnership’s arrangements lead to inconsistent experiences and outcomes."))
    for heading, well in _REPORT_PARTS:
        body.append(_tag("h2", heading))
        body += [_tag("p", words.paragraph(well, 5)) for _ in range(8)]
    body.append(_tag("h2", "Areas for priority action"))
    rows = [(words.one("bodies"), f"Leaders should {words.action()}.") for _ in range(4)]
    body.append(_html_table(("Responsible body", "Areas for priority action"), rows))
    body.append(_tag("h2", "Areas for improvement"))
    body.append("<ul>" + "".join(_tag("li", f"Leaders should {words.action()}.") for _ in range(6)) + "</ul>")
    body.append(_tag("h2", "Inspection team"))
    team = [(f"{name}, HMI", f"{other}, CQC inspector") for name, other in zip(*_two(words), strict=True)]
    body.append(_html_table(("Ofsted", "Care Quality Commission"), team))
    return f"<!doctype html><html><head><title>{words.area}</title></head><body>{''.join(body)}</body></html>"


_REPORT_PARTS = (
    ("Information about the local area partnership", True),
    ("What is it like to be a child or young person with special educational needs and/or disabilities?", False),
    ("What is the area partnership doing that is effective?", True),
    ("What does the area partnership need to do better?", False),
)


def _committee_report(words: Words) -> str:
    parts = [f"# {words.area} SEND improvement programme: report to the Scrutiny Committee", f"> {_NOTE}", words.day()]
    parts += ["## 1. Aim", f"1.1 {words.paragraph(True, 4)}", "## 2. Recommendations"]
    parts += [f"2.{n} That the Committee ask {words.one('bodies')} to {words.action()}." for n in range(1, 4)]
    for number, heading in enumerate(words.some("headings", 5), 3):
        parts.append(f"## {number}. {heading}")
        parts += [f"{number}.{n} {words.paragraph(n % 2 == 0, 5)}" for n in range(1, 6)]
    months = [f"{month} {words.year}" for month in words.some("months", 5)]
    parts += ["## 8. Figures", "Plans issued within 20 weeks, by team", _figures(words, months)]
    parts += ["## 9. Action plan", _actions(words)]
    return "\n\n".join([*parts, "## 10. Financial implications", words.paragraph(False, 4)])


def _council_page(words: Words) -> str:
    parts = [f"# {words.area} Council: news on SEND services", f"> {_NOTE}", words.day()]
    parts += [words.paragraph(turn != 1, 4) for turn in range(5)]
    parts += ["## What happens next", *(f"- We will {words.action()}." for _ in range(5))]
    return "\n\n".join(parts)


def _figures(words: Words, columns: list[str]) -> str:
    rows = [[f"Team {n}", *(f"{words.number(20, 95)}%" for _ in columns)] for n in range(1, 9)]
    return _markdown_table(["Team", *columns], rows)


def _actions(words: Words) -> str:
    rows = []
    for number in range(1, 16):
        row = [f"A{number}", words.action(), words.one("people"), f"{words.one('months')} {words.year}"]
        rows.append([*row, words.random.choice(("Red", "Amber", "Green"))])
    return _markdown_table(["Ref", "Action", "Lead", "Deadline", "RAG"], rows)


def _markdown_table(headings: list[str], rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in [headings, ["---"] * len(headings), *rows])


def _html_table(headings: tuple[str, ...], rows: list[tuple[str, str]]) -> str:
    lines = ["".join(_tag("th", text) for text in headings), *("".join(_tag("td", c) for c in row) for row in rows)]
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def _tag(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"


def _two(words: Words) -> tuple[list[str], list[str]]:
    names = words.some("people", 6)
    return names[:3], names[3:]


_KINDS: tuple[tuple[str, str, Callable[[Words], str]], ...] = (
    ("inspection-letter", ".txt", _inspection_letter),
    ("revisit-letter", ".txt", _revisit_letter),
    ("area-report", ".html", _report),
    ("committee-report", ".md", _committee_report),
    ("council-page", ".md", _council_page),
)
"""In turn: a word for the name, the format, and what writes it."""
PER_AREA = len(_KINDS)
"""Documents of one local area: about the size of the corpus that comes with the project."""
