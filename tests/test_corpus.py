"""``corpus/``: the table of sources, and each record held against its original.

The originals are not part of the repository. They are looked for in ``$ORIGINALS`` (default: ``../shared/corpus``
beside the checkout); where an original is absent, what compares with it is skipped and says so.
"""

import csv
import os
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from ingest.documents import Kind

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
ORIGINALS = Path(os.environ.get("ORIGINALS", ROOT.parent / "shared" / "corpus"))
COLUMNS = ["id", "title", "local_area", "kind", "publisher", "inspected", "published", "url"]
RECORDS = sorted((CORPUS / "records").glob("*.md"))
LONGEST_RUN = 7

MONTHS = re.findall(r"\w+", "January February March April May June July August September October November December")
UNITS = re.findall(r"\w+", "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen")
UNITS += ("fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
TENS = {word: 10 * n for n, word in enumerate(_TENS, 2)}
# "one" is left out: in this genre it is nearly always a pronoun ("one of Her Majesty's Inspectors").
SMALL = {word: n for n, word in enumerate(UNITS) if word not in ("zero", "one")}

_M = rf"(?:{'|'.join(MONTHS)})"
_D = r"\d{1,2}(?:st|nd|rd|th)?"
_Y = r"(?:19|20)\d\d"
_W = rf"(?:(?:{'|'.join(TENS)})(?:-(?:{'|'.join(UNITS[1:10])}))?|{'|'.join(SMALL)})"
# The first alternative that matches wins. Months count only with a capital, so "may" is no month.
FIGURE = re.compile(
    rf"""
      (?<!\w)(?:
      (?P<address>https?://[^\s|]+ | www\.[^\s|]+ | [\w.+-]+@[^\s|]+)
    | (?P<name>\b[A-Za-z]+-\d+\b)                               # COVID-19: a name, not a figure
    | (?P<phone>\b0\d{{3,4}}(?:\ \d{{3,6}}){{1,2}}\b)
    | (?P<postcode>\b[A-Z]{{1,2}}\d{{1,2}}[A-Z]?\ \d[A-Z]{{2}}\b)
    | (?P<days>\b{_D}(?:\s?(?:-|to|and)\s?{_D})?\s{_M}(?:,?\s{_Y})?\b)
    | (?P<american>\b{_M}\s{_D},?\s{_Y}\b)
    | (?P<heading>\b{_Y}(?:\s{_M}){{3,}}\b)                     # a table's year over its months
    | (?P<months>\b{_M}(?:(?:,?\s(?:and\s|to\s)?|\s?-\s?){_M})*(?:,?\s{_Y})?\b)
    | (?P<academic>\b{_Y}[/-]\d\d\b(?!-))
    | (?P<percent>\b\d[\d,]*(?:\.\d+)?(?:%|\s?per\ ?cent\b))
    | (?P<label>\b\d+(?:\.\d+){{2,}}\b)
    | (?P<number>\b\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?\b | \b\d+(?:\.\d+)?)
    | (?P<word>(?i:{_W}\b))
    )
    """,
    re.VERBOSE,
)


def plain(text: str) -> str:
    """One line of text: typographic variants levelled, words cut at a line end rejoined, Markdown's marks gone."""
    text = unicodedata.normalize("NFKC", text).translate(str.maketrans("‘’“”–—", "''\"\"--"))
    text = re.sub(r"(?<=\w)-[ ]*\n\s*(?=\w)", "-", text)
    return re.sub(r"\s+", " ", re.sub(r"^#+ |^\s*[-■\uf0b7] |\*\*", "", text, flags=re.MULTILINE))


def body(record: str) -> str:
    """A record without what the project adds: the quoted lines that name the original, and the numbers that the
    letter's weaknesses (which the letter counts but does not number) carry in our headings."""
    header = re.match(r"# .+\n\n(?:>.*\n)+", record)
    assert header, "a record starts with its title and the quoted lines that say what it is a record of"
    text = record.partition("\n")[0] + "\n" + record[header.end() :]
    return re.sub(r"^(#+ Weakness) \d+:", r"\1:", text, flags=re.MULTILINE)


def _dates(kind: str, text: str) -> list[str]:
    """ISO dates, months or, where no year is given, "--07-31" and "--07"."""
    years = re.findall(_Y, text)
    year = years[0] if years else "-"
    months = [f"{year}-{MONTHS.index(m) + 1:02}" for m in re.findall(_M, text)]
    if kind in ("heading", "months"):
        return months
    days = re.findall(r"\b\d{1,2}(?=\D|$)", re.sub(_Y, "", text))
    return [f"{months[0]}-{int(day):02}" for day in days]


def _value(kind: str, text: str) -> list[str]:
    if kind in ("days", "american", "heading", "months"):
        return _dates(kind, text)
    if kind == "word":
        tens, _, unit = text.lower().partition("-")
        return [str(TENS.get(tens, SMALL.get(tens, 0)) + (UNITS.index(unit) if unit else 0))]
    if kind == "address":
        return [text.rstrip(".,;")]
    bare = re.sub(r"[,\s]|per ?cent", "", text)
    if kind == "percent":
        return [f"{float(bare.rstrip('%')):g}%"]
    return {"name": [], "academic": [f"{text[:4]}/{text[-2:]}"]}.get(kind, [bare])


@cache
def figures(text: str) -> tuple[str, ...]:
    """Every figure, date, telephone number, postcode and address of ``text``, normalised, in the text's order."""
    found = FIGURE.finditer(plain(text))
    return tuple(value for match in found for value in _value(str(match.lastgroup), match.group()))


def implied(found: Sequence[str]) -> set[str]:
    """What ``found`` states, with the coarser dates that a date implies: 23 July 2021 is in July, July 2021, 2021."""
    out = set(found)
    for value in found:
        if parts := re.fullmatch(rf"({_Y}|-)-(\d\d)(?:-(\d\d))?", value):
            year, month, day = parts.groups()
            out |= {year, f"{year}-{month}", f"--{month}"} | ({f"--{month}-{day}"} if day else set())
    return out


def figure_faults(record: str, original: str) -> list[str]:
    """How the figures differ. They are compared as sets, since a record may repeat a date to make a sentence stand
    alone, and as sequences: a record keeps the document's order, so that no figure can change places unseen."""
    theirs, ours = figures(original), figures(body(record))
    stated = implied(theirs)
    missing = [f"missing: {value}" for value in dict.fromkeys(theirs) if value not in ours]
    added = [f"added: {value}" for value in dict.fromkeys(ours) if value not in stated]
    return missing + added or _order_fault(theirs, ours)


def _order_fault(theirs: Sequence[str], ours: Sequence[str]) -> list[str]:
    rest = iter(ours)
    for place, value in enumerate(theirs):
        if value not in rest:
            return [f"out of order, or too seldom: {value} after {', '.join(theirs[max(0, place - 4) : place])}"]
    return []


CONNECTORS = {"a", "and", "at", "for", "in", "it", "of", "on", "or", "the", "to", "with"}
WORD = re.compile(r"https?://[^\s|]+|[^\s|]+@[^\s|]+|[A-Za-z]+(?:'[a-z]+)?")


def shared_runs(record: str, original: str) -> list[str]:
    """Runs of more than ``LONGEST_RUN`` words that one paragraph, item or table row of a record has in common with
    its original. Facts may be shared, wordings not: figures are no words here, headings are the document's own
    titles, and a run made only of capitalised words and what joins them is a name, an address or a person's office."""
    theirs, size = WORD.findall(plain(original)), LONGEST_RUN + 1
    texts = [line for line in body(record).splitlines() if not line.startswith("#")]
    lines = [[word.lower() for word in WORD.findall(plain(line))] for line in texts]
    grams = {tuple(words[n : n + size]) for words in lines for n in range(len(words))}
    windows = (theirs[n : n + size] for n in range(len(theirs) - size + 1))
    return [
        f"shared wording: {' '.join(window)}"
        for window in windows
        if tuple(word.lower() for word in window) in grams
        and not all(word[0].isupper() or word in CONNECTORS for word in window)
    ]


# Capitalised because a sentence, bullet or heading starts with them, or words of a form or a page: part of no name.
NO_NAME = re.findall(
    r"\w+",
    """A About An And Any Area As At Because Cc Completion Dear Despite Download During For From If Implementation It
    Leaders Name Nationally No On Our Parents Re Review Scroll Since That The These They This To Until We Yours You""",
)
NO_NAME += MONTHS  # dates are compared as figures
CAPITALISED = r"[A-Z]\w*(?:-[A-Z]\w*)*"
NAME = re.compile(rf"\b{CAPITALISED}(?: {CAPITALISED})*")


def names(text: str) -> list[tuple[str, ...]]:
    """Capitalised words in a row: names, abbreviations, and now and then a sentence's first word."""
    text = re.sub(rf"\b(?:{'|'.join(NO_NAME)})\b", "|", plain(text).replace("'", ""))
    return [tuple(match.group().split()) for match in NAME.finditer(text)]


def missing_names(record: str, original: str) -> list[str]:
    """Abbreviations and names of several words that a record lacks. An original may run names together where a line
    end was lost ("Nottingham NG1"): it is enough that such a row falls into names that the record has as such."""
    text = plain(record).replace("'", "").lower()
    known = {tuple(word.lower() for word in name) for line in record.splitlines() for name in names(line)}

    def found(name: tuple[str, ...]) -> bool:
        if not name or name in known or (len(name) > 1 and " ".join(name) in text):
            return True
        return any(name[:cut] in known and found(name[cut:]) for cut in range(1, len(name)))

    asked = {name for name in names(original) if len(name) > 1 or re.search(r"[A-Z].*[A-Z]", name[0])}
    return [f"missing: {' '.join(name)}" for name in sorted(asked) if not found(tuple(w.lower() for w in name))]


def faults(record: Path, original: Path) -> list[str]:
    ours, theirs = record.read_text("utf-8"), original.read_text("utf-8")
    checks: list[Callable[[str, str], list[str]]] = [figure_faults, shared_runs, missing_names]
    return [fault for check in checks for fault in check(ours, theirs)]


def original_of(record: Path) -> Path:
    found = sorted(ORIGINALS.rglob(f"{record.stem}.txt"))
    if not found:
        pytest.skip(f"no original {record.stem}.txt under {ORIGINALS} (set ORIGINALS to the folder that holds it)")
    return found[0]


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with (CORPUS / "sources.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(value: str, last: bool = False) -> date:
    """A day of an ISO date, month or year: its first, or its last; raises ``ValueError`` where it is none."""
    year, month, day = ([int(part) for part in value.split("-")] + [0, 0])[:3]
    if day:
        return date(year, month, day)
    return date(year, month or (12 if last else 1), 28 if last else 1)


def test_sources_have_the_columns_and_one_row_an_id(rows: list[dict[str, str]]) -> None:
    assert rows and list(rows[0]) == COLUMNS
    ids = [row["id"] for row in rows]
    assert [name for name in ids if ids.count(name) > 1 or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


def test_sources_say_what_each_document_is(rows: list[dict[str, str]]) -> None:
    for row in rows:
        assert all(value is not None and value == " ".join(value.split()) for value in row.values()), row
        assert row["kind"] in get_args(Kind), row
        assert row["title"] and row["local_area"] and row["publisher"], row
        assert re.fullmatch(r"(https://[^\s/]+/\S+)?", row["url"]), row
    urls = [row["url"] for row in rows if row["url"]]
    assert len(urls) == len(set(urls))


def test_dates_of_sources_are_iso_8601_and_in_order(rows: list[dict[str, str]]) -> None:
    iso = r"\d{4}(-\d\d(-\d\d)?)?"
    for row in rows:
        assert re.fullmatch(rf"({iso})?", row["published"]), row
        assert re.fullmatch(rf"({iso}(/{iso})?)?", row["inspected"]), row
        start, _, end = row["inspected"].partition("/")
        days = [_day(part) for part in (start, end) if part]
        days += [_day(row["published"], last=True)] if row["published"] else []
        assert days == sorted(days), row


def test_ids_of_area_send_reports_name_area_and_day(rows: list[dict[str, str]]) -> None:
    for row in rows:
        if row["kind"] == "area SEND report":
            assert row["id"].endswith(f"-area-send-{row['published']}"), row
            assert row["title"] == f"Area SEND inspection of {row['local_area']} Local Area Partnership"


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_record_has_a_row_and_says_what_it_is(record: Path, rows: list[dict[str, str]]) -> None:
    row = next((row for row in rows if row["id"] == record.stem), None)
    assert row, f"{record.name} has no row in sources.csv"
    lines = record.read_text("utf-8").splitlines()
    assert lines[0] == f"# {row['title']}"
    assert lines[2].startswith("> This is a record, in this project's own words, of ")
    assert lines[3].startswith("> The original is ") and (row["url"] or "not recorded") in lines[3]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_record_holds_the_facts_of_its_original_in_other_words(record: Path) -> None:
    assert faults(record, original_of(record)) == []


def changed_figures(text: str) -> Iterator[tuple[str, str]]:
    """Copies of a record in which one figure of its body is another, each with what was changed."""
    start = text.index("\n\n", text.index("\n>"))
    for match in re.finditer(rf"\d+|\b(?:{_M}|{'|'.join(SMALL)})\b", text):
        old = match.group()
        if match.start() < start or text[: match.start()].lower().endswith(("covid-", "weakness ")):
            continue  # the header, a name and our own numbering: no figures of the original
        ring = MONTHS if old in MONTHS else list(SMALL)
        new = f"{int(old) + 1:0{len(old)}}" if old.isdigit() else ring[(ring.index(old) + 1) % len(ring)]
        yield f"{old} -> {new} at {match.start()}", text[: match.start()] + new + text[match.end() :]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_changing_any_one_figure_is_noticed(record: Path, tmp_path: Path) -> None:
    original, copy = original_of(record), tmp_path / record.name
    shutil.copy(record, copy)
    assert faults(copy, original) == []
    theirs, tried, unseen = original.read_text("utf-8"), 0, []
    for change, text in changed_figures(record.read_text("utf-8")):
        copy.write_text(text, "utf-8")
        tried += 1
        if not figure_faults(copy.read_text("utf-8"), theirs):
            unseen.append(change)
    assert tried and unseen == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_a_lost_name_a_lost_paragraph_and_a_copied_sentence_are_noticed(record: Path) -> None:
    ours, theirs = record.read_text("utf-8"), original_of(record).read_text("utf-8")
    assert missing_names(ours.replace("CQC", "the other inspectorate").replace("LAIB", "board"), theirs)
    sentence = max((part for part in plain(theirs).split(". ") if not any(map(str.isdigit, part))), key=len)
    assert shared_runs(f"{ours}\n{sentence}.\n", theirs)
    first, *_, last = (line for line in ours.splitlines()[4:] if figures(line))
    assert figure_faults(ours.replace(first, "").replace(last, ""), theirs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the 23rd July 2021 and 14 January 2021", ["2021-07-23", "2021-01-14"]),
        ("November 21st 2023; Monday 20 September 2018", ["2023-11-21", "2018-09-20"]),
        ("Between 20 and 22 June 2022, that is 20-22 June 2022", ["2022-06-20", "2022-06-22"] * 2),
        ("in March 2018, as of 31st July, from 1 September", ["2018-03", "--07-31", "--09-01"]),
        ("May, June and July 2021; May \u2013July 2021", ["2021-05", "2021-06", "2021-07", "2021-05", "2021-07"]),
        ("2021\n\nJanuary February March", ["2021-01", "2021-02", "2021-03"]),
        ("by mid-December; it may be late", ["--12"]),
        ("in 2019/20 and 2020-21", ["2019/20", "2020/21"]),
        ("430,697 plans, 44.0% and 10 per cent", ["430697", "44%", "10%"]),
        ("seven of the nine, twenty-one, the 20-week limit", ["7", "9", "21", "20"]),
        ("one of them, COVID-19, key stage 4", ["4"]),
        ("see 3.1.2. and [3.2.]", ["3.1.2", "3.2"]),
        ("T 0300 123 1231, NG1 6HJ, 08088 026666", ["03001231231", "NG16HJ", "08088026666"]),
        ("go to https://a.org/what-we-\ndo/x, or a@b.org.uk.", ["https://a.org/what-we-do/x", "a@b.org.uk"]),
    ],
)
def test_figures_are_read_in_every_form_that_the_genre_writes(text: str, expected: list[str]) -> None:
    assert list(figures(text)) == expected


def test_a_figure_in_another_place_is_noticed() -> None:
    header = "# T\n\n> Header.\n\n"
    assert figure_faults(header + "In April 17 of 23, in May 5 of 17.", "April 23 17, May 17 5") != []
    assert figure_faults(header + "In April 23, 17; in May 17, 5.", "April 23 17, May 17 5") == []


def test_a_date_implies_the_coarser_ones_only() -> None:
    assert implied(["2021-07-23"]) == {"2021-07-23", "2021-07", "2021", "--07", "--07-23"}
    assert "2021-07-23" not in implied(["2021-07"])
