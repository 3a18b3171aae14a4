"""What a line says of how to reach somebody: telephone numbers, email addresses, websites, postal addresses."""

import re
from collections.abc import Sequence

from ..documents import Block, Document

_EMAIL = re.compile(r"[\w.+’'-]+@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”|,;]+|(?<![@\w./-])[a-z][\w-]*(?:\.[\w-]+)*\.(?:gov|org|nhs|co"
    r"|ac)\.uk\b(?:/[^\s<>\"“”|,;]*)?",
    re.I,
)
_PHONE = re.compile(r"(?<![\w/.£-])(?:\+44\s?(?:\(0\)\s?)?|\(?0)\d[\d\s()-]{7,12}\d(?![\w/-])")
_NOT_VOICE = re.compile(r"(?:textphone|minicom|fax|text|sms|typetalk|bsl)\b[^.,;\d]{0,20}$", re.I)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")
LABEL = re.compile(
    r"^(?:(?:you can )?(?:contact|call|ring|phone|tel|telephone|email|e-mail|website|web|visit|t|e|w|freephone|helpline"
    r"|general enquiries|contact (?:us|details|information)|get in touch|address|how to contact \w+"
    r"|further information)"
    r"\b[\s:–-]*)+(?:on|at|us|by)?[\s:]*$",
    re.I,
)
_LABEL_WORD = re.compile(
    r"\b(?:tel|telephone|phone|mobile|call|ring|contact|e-?mail|web\w*|visit|address|enquir\w+|freephone|number"
    r"|helpline|hours"
    r"|write|text|us|you|office|landline|switchboard|online|\w+day)\b|^[TEWM]$",
    re.I,
)
NO_CONTACT = re.compile(
    r"(?:textphone|minicom|fax|typetalk|relay|opening (?:hours|times)|open |lines? (?:are )?open)\b", re.I
)
LICENCE = re.compile(r"\bopen government licence\b|\blicence, visit\b", re.I)
"""Words of a publisher's copyright notice, whose addresses help nobody."""
_WEB_LABEL = re.compile(r"\b(?:website|web(?: ?site)?|visit|w)\s*:?\s*(?:at\s*)?$", re.I)
_ADDRESS_LABEL = re.compile(r"^(?:postal )?address\s*:?\s*|^write to(?: us at)?\s*:?\s*", re.I)
_ANY = re.compile(r"[@\d]|://|\bwww\.|\.uk\b", re.I)
"""What a text has that holds any of them."""
LONG_LINE = 60  # characters; a line of an address is shorter
_LINES_ABOVE = 6  # lines of an address above its postcode


def without_addresses(text: str) -> str:
    """A text without its addresses on the web, which name no service."""
    return _URL.sub(" ", _EMAIL.sub(" ", text))


def named_before(text: str) -> str | None:
    """The name before the first number or address of a line: "Disability Register – 01234 ..."."""
    found = min((m.start() for form in (_EMAIL, _URL, _PHONE) for m in form.finditer(text)), default=0)
    name = re.match(r"\s*(?P<name>[A-Z][^:–]{2,60}?)\s*[:–,(-]\s*$", text[:found])
    return name["name"] if name and not _LABEL_WORD.search(name["name"]) else None


def contact_details(text: str) -> dict[str, list[str]]:
    """Telephone numbers, email addresses, websites and an address of one line or paragraph."""
    if not _ANY.search(text):
        return {}
    emails = [match[0].rstrip(".") for match in _EMAIL.finditer(text)]
    rest = _EMAIL.sub(lambda match: " " * len(match[0]), text)
    sites = [match[0].rstrip(".)’'") for match in _URL.finditer(rest)]
    phones = [
        " ".join(match[0].split())
        for match in _PHONE.finditer(rest)
        if 10 <= sum(c.isdigit() for c in match[0]) <= 13 and not _NOT_VOICE.search(rest[: match.start()])
    ]
    labelled = bool(re.match(r"web", text, re.I)) or any(
        _WEB_LABEL.search(rest[: m.start()]) for m in _URL.finditer(rest)
    )
    short = len(without_addresses(text)) <= 2 * LONG_LINE
    bare = len(without_addresses(text).split()) <= 3
    found = {"telephone": phones, "email": emails, "website": sites if labelled or phones or emails or bare else []}
    found = {name: values for name, values in found.items() if values}
    address = _address(rest, bool(found)) if short else None
    return {**found, **({"address": [address]} if address else {})}


def _address(text: str, beside: bool) -> str | None:
    """A postal address in a line: up to its postcode, from the start of the line or from its label.

    Args:
        text: the line without email addresses.
        beside: the line has other ways of contact; without them it must say that it is an address.
    """
    postcode = _POSTCODE.search(text)
    label = _ADDRESS_LABEL.match(text)
    if not postcode or not (beside or label):
        return None
    begin = label.end() if label else 0
    before = text[begin : postcode.start()]
    if re.search(r"[.:;?!]\s", before) or _PHONE.search(before) or _URL.search(before):
        before = re.split(r"[.:;?!]\s|\d{5,}", before)[-1]
    return " ".join(f"{before}{postcode[0]}".split()) if len(before.split()) >= 2 else None


def address_above(document: Document, blocks: Sequence[Block], number: int, text: str) -> tuple[int, int, str | None]:
    """Where a contact starts that has its address in the lines above, the number of that block, and the address."""
    lines = [" ".join(document.text[block.start : block.end].split()) for block in blocks[:number]]
    if not lines or _POSTCODE.search(text) or not _POSTCODE.search(lines[-1]) or len(lines[-1]) > 2 * LONG_LINE:
        return blocks[number].start, number, None
    first = number - 1
    if not _ADDRESS_LABEL.match(lines[first]) and len(_POSTCODE.sub("", lines[first]).split()) < 3:
        while first > max(0, number - _LINES_ABOVE) and _is_address_line(lines[first - 1]):
            first -= 1
    whole = _address(lines[first], True) if first == number - 1 else None
    parts = [whole] if whole else [_ADDRESS_LABEL.sub("", line).strip(" ,") for line in lines[first:number]]
    return blocks[first].start, first, ", ".join(part for part in parts if part)


def _is_address_line(line: str) -> bool:
    return len(line) <= LONG_LINE and bool(re.match(r"[A-Z\d]", line)) and not re.search(r"[.?!:]$|@|://|\bwww\.", line)
