"""What a web page says around its text: when it was published or changed, and whose site it stands on."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from .pieces import Beside
from .repair import clean

_DATES = (
    (re.compile(
        r"(?:article:published_time|dc(?:terms)?\.(?:date\.)?issued|datepublished|publi(?:sh"
        r"|cation)[-_]?date)"), "Published"),
    (re.compile(
        r"(?:article:modified_time|og:updated_time|last-modified|dc(?:terms)?\.(?:date\.)?modified"
        r"|datemodified)"), "Last updated"),
)  # fmt: skip
_OWNER = re.compile(
    r"(?:dc(?:terms)?\.)?(?:publisher|creator)|(?:article:)?author|copyright|og:site_name|application-name"
    r"|govuk:primary-publishing-organisation"
)
_CHANGED = re.compile(
    r"^\s*(?:this )?(?:page )?(?:was )?last (?:updated|reviewed|modified|changed)\b|^\s*page updated\b", re.I
)
_LONGEST_LINE = 160  # characters
_BLOCKS = ["p", "li", "div", "span", "small", "a", "td"]
_AFTER_TITLE = re.compile(r"\s+[|–—·»:-]+\s+")


def beside_page(markup: str) -> Beside:
    """The dates in a page's metadata and around its text; the names of its site, header and footer."""
    soup = BeautifulSoup(markup, "lxml")
    return Beside(dates=tuple(dict.fromkeys(_dates(soup))), names=tuple(dict.fromkeys(_names(soup))))


def _metadata(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    for tag in soup.find_all("meta"):
        name = str(tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        yield name, str(tag.get("content") or "")


def _dates(soup: BeautifulSoup) -> Iterator[str]:
    for name, content in _metadata(soup):
        label = next((said for form, said in _DATES if form.fullmatch(name)), None)
        day = re.match(r"\d{4}-\d\d(?:-\d\d)?", content)
        if label and day:
            yield f"{label}: {day[0]}"
    for text in soup.find_all(string=_CHANGED):
        around = text.parent if text.parent and text.parent.name not in {"script", "style", "title"} else None
        said = _line(around) if around else ""
        if 0 < len(said) <= _LONGEST_LINE:
            yield said


def _names(soup: BeautifulSoup) -> Iterator[str]:
    for name, content in _metadata(soup):
        if _OWNER.fullmatch(name) and content.strip():
            yield clean(content)
    title = soup.find("title")
    if title:
        yield from reversed(_AFTER_TITLE.split(_line(title))[1:])
    for part in soup.select("footer, [role=contentinfo], .footer, #footer, header, [role=banner], #header, .header"):
        yield from (clean(str(image.get("alt") or "")) for image in part.find_all("img") if image.get("alt"))
        smallest = [tag for tag in part.find_all(_BLOCKS) if not tag.find(_BLOCKS)]
        said = [_line(tag) for tag in smallest] or [_line(part)]
        yield from (line for line in said if 0 < len(line) <= _LONGEST_LINE)


def _line(tag: Tag) -> str:
    return clean(re.sub(r"\s+", " ", tag.get_text(" ")))
