"""Mending what extraction breaks inside a line of text, and telling where a sentence or a structure begins."""

import re
import unicodedata

from ..vocabulary import word_places

_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_SPACES = {
    ord(c): " " for c in "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t"
}
_DROPPED = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\x00"))
_TABLE = {**_LIGATURES, **_SPACES, **_DROPPED, 0x2011: "-"}

BULLETS = "•▪■●◦○‣⁃∙·–—−-*➢➤►✓✔◾◼⬧❖"
_BULLET = re.compile(rf"^\s*(?:[{re.escape(BULLETS)}\uf000-\uf0ff]|[onl§](?=\s))\s+(?=\S)|^\s*[\uf000-\uf0ff]\s*(?=\S)")
_LABEL = re.compile(r"^(?:(\d{1,2}(?:\.\d{1,2}){1,3})\.?|(\d{1,2})[.)])\s+(?=[A-Z“‘\"'(])")
_TAIL = 200  # characters: as much of a text's end as tells how it ends
_CUT, _REST = re.compile(r"(?<![\w-])([A-Za-z]{2,})-$"), re.compile(r"[a-z]{2,}(?![-‑])")
_TERMINAL = re.compile(r"[.!?:;][\"'”’)\]]*$")


def clean(text: str) -> str:
    """Ligatures split, odd spaces made plain, soft hyphens and other invisible characters dropped."""
    return re.sub(r" {2,}", " ", text.translate(_TABLE).replace("\r", "")).strip()


def split_bullet(text: str) -> tuple[bool, str]:
    """Whether a line starts with a bullet, and the line without it (and without a second one set after it)."""
    found = False
    while match := _BULLET.match(text):
        found, text = True, text[match.end() :]
    return found, text.strip()


def split_label(text: str) -> tuple[str | None, str]:
    """The paragraph number a line starts with ("3.1.2", "4"), and the rest of the line."""
    match = _LABEL.match(text)
    return (match[1] or match[2], text[match.end() :].strip()) if match else (None, text)


def is_finished(text: str) -> bool:
    """True where a text ends as a sentence or a lead-in does."""
    return bool(_TERMINAL.search(text[-_TAIL:].rstrip()))


def starts_low(text: str) -> bool:
    """True where a text starts in the middle of a sentence: with a small letter."""
    first = text.lstrip("\"'“‘( ")
    return bool(first) and first[0].islower()


def join(left: str, right: str) -> str:
    """Two parts of one sentence that a line end had cut apart.

    A hyphen at the line end stays (``well-`` + ``organised``), unless both parts make an English word without it
    (``signifi-`` + ``cant``): whether it belonged to any other cannot be known.
    """
    if not left or not right:
        return left or right
    end = left[-_TAIL:]
    if _is_cut(end, right):
        return left[:-1] + right
    hyphened = re.search(r"\w-$", end) and _hyphen_joins(end, right)
    in_address = re.search(r"(?:https?://|www\.)\S*[-/_=]$", end) and not right.startswith(("http", "www"))
    before_dot = re.search(r"\w\.\w[\w.-]*$", end) and re.match(r"\.[a-z]", right)
    after_dot = re.search(r"\w\.\w[\w-]*\.$", end) and re.match(r"[a-z]{2,4}$", right)
    return left + right if hyphened or in_address or before_dot or after_dot else f"{left} {right}"


def _is_cut(left: str, right: str) -> bool:
    """Whether a line end cut a word in two: "signifi-" and "cant"."""
    first, second = _CUT.search(left), _REST.match(right)
    return bool(first and second and f"{first[1]}{second[0]}".lower() in word_places())


def _hyphen_joins(left: str, right: str) -> bool:
    """ "well-" + "organised", "Covid-" + "19" and "Stoke-on-" + "Trent", but not "short-" + "and long-term"."""
    if re.match(r"(?:and|or|to|but)\b", right):
        return False
    return starts_low(right) or right[:1].isdigit() or bool(re.search(r"\w-\w+-$", left))
