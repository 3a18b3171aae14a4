"""Names of bodies in a text: councils, boards and trusts, several of them on one line."""

import re
from functools import cache

from ..areas import gazetteer

_AUTHORITY = r"(?:council|(?:local |combined )?authority|borough|LA)"
_OTHER = (
    r"(?:ICBs?|ICS|integrated care (?:boards?|systems?|partnerships?)|CCGs?|clinical commissioning groups?|trusts?"
    r"|partnerships?|board|group|alliance|collaborative|healthcare|hospitals?|company|services?|CIC|NHS England|PCT"
    r"|department for education|DfE)"
)
_TITLED = r"(?:city|royal borough|(?:london |metropolitan )?borough|county) of\b"
_BRACKET = r"(?:\s*\([^()]*\))?"
_ENDS_AUTHORITY = re.compile(rf"(?:\b{_AUTHORITY}{_BRACKET}|^(?:the )?{_TITLED}.+)$", re.I)
_ENDS_OTHER = re.compile(rf"\b{_OTHER}{_BRACKET}$", re.I)
_OWN_NAME = re.compile(r"\bchildren[’']?s (?:first|together|services?)$|\b(?:First|Together)$")
_SEPARATOR = re.compile(r"(\s*[;/]\s*(?:and\s+)?|\s*,\s*(?:and\s+|&\s+)?|\s+and\s+|\s+&\s+|\s*\n\s*)(?![^()]*\))", re.I)
_NHS = re.compile(r"(?:the )?NHS\b(?! (?:England|foundation|trust))")
_GENERIC = re.compile(
    r"(?:(?:county|city|borough|district|metropolitan|NHS|foundation|integrated|care|clinical|commissioning|local) )*"
    rf"(?:{_AUTHORITY}|{_OTHER}){_BRACKET}",
    re.I,
)
"""Words that end a name but name nothing by themselves: what stands on the next line of a wrapped cell."""
_LEAD_IN = re.compile(
    r"^(?i:(?:all )?(?:senior )?(?:leaders|officers|partners)(?: from| of| in| at| across)? )(?=the |[A-Z])"
)
_RUNNING = re.compile(r"\b(?:should|must|needs?|will|have|has|are|is|ensure|improve|develop|continue)\b", re.I)
_HEADINGS = re.compile(
    r"(?:responsible\b.{0,30}|who\b.{0,20})\bareas? for (?:priority action|improvement)s?"
    r"|areas? for (?:priority action|improvement)s? .{0,20}\bresponsible\b.{0,30}",
    re.I,
)
_LABEL = re.compile(r"responsible (?:body|bodies|organisations?|partners?)(?:\(s\))?", re.I)
_LABELLED = re.compile(rf"^{_LABEL.pattern}\s*[:–—-]\s*", re.I)
_LABEL_AT_END = re.compile(rf"\s*[\[(]?\s*{_LABEL.pattern}\s*[:–—-]\s*(?P<bodies>\S.*?)\s*[\])]?\s*\.?$", re.I)
_ABBREVIATION = re.compile(r"\s*\((?:ICB|CCG|LA|LAP)s?\)$")  # of the kind of body, not of this one
_SENTENCE = re.compile(r"(?<=[\w)]) (?=(?:The|This|Leaders|Inspectors|There|Since|At|In) [a-z])")
"""Where a sentence starts that a layout has run on from the names before it."""
_HELD = "\x00"  # stands for a space inside an area's name that holds "and" or a comma
_MAX_WORDS = 45


def is_body(name: str) -> bool:
    """True for a name that ends as names of bodies do: "X Council", "NHS Y ICB", "Z NHS Trust (ZNT)"."""
    return bool(_ENDS_AUTHORITY.search(name) or _ENDS_OTHER.search(name) or _OWN_NAME.search(name))


def is_authority(name: str) -> bool:
    """True for the name of a local authority."""
    return bool(_ENDS_AUTHORITY.search(name)) and not _ENDS_OTHER.search(name)


def are_bodies(text: str) -> bool:
    """True for a text that names bodies and says nothing else."""
    line = " ".join(text.split())
    short = 0 < len(line.split()) <= _MAX_WORDS and not line.endswith((".", ":", "?"))
    return short and not _RUNNING.search(line) and all(_is_named(name) for name in split_bodies(line))


def is_label(line: str) -> bool:
    """True for the words "Responsible body" alone, and for the headings of two columns on one line."""
    return bool(_LABEL.fullmatch(line.rstrip(" :")) or _HEADINGS.fullmatch(line))


def body_line(line: str) -> str:
    """The bodies that a line names and nothing else: "Responsible body: ...", or bare names; else ""."""
    match = _LABELLED.match(line)
    return _names_alone(line[match.end() :]).rstrip(".") if match else line if are_bodies(line) else ""


def bodies_at_end(text: str) -> tuple[str, str]:
    """A text without the words "Responsible body: ..." at its end, and what these name."""
    match = _LABEL_AT_END.search(text)
    return (text[: match.start()].rstrip(), _names_alone(match["bodies"])) if match and match.start() else (text, "")


def _names_alone(text: str) -> str:
    """Names of bodies without the sentence that a layout has run on from them."""
    names, *after = _SENTENCE.split(text, maxsplit=1)
    return names if after and are_bodies(names) else text


def split_bodies(text: str) -> tuple[str, ...]:
    """The bodies that a text names.

    A comma or an "and" parts two bodies only where a body's name can end before it: "Bath and North East Somerset,
    Swindon and Wiltshire ICB" is one body.

    Args:
        text: names of bodies; may be wrapped.

    Returns:
        each body's name on one line, as printed; the whole text where nothing in it is known for a body.
    """
    whole = _LEAD_IN.sub("", _hold_areas(text.strip(" .;,\n")))
    parts = _SEPARATOR.split(whole)
    names: list[str] = []
    pending = ""
    for number in range(0, len(parts), 2):
        atom, joint = parts[number], parts[number - 1] if number else ""
        if pending and _ends(pending, joint, atom):
            names.append(_plain(pending))
            pending = atom
        else:
            pending = f"{pending}{joint}{atom}"
    if pending.strip():
        if names and not _is_named(_plain(pending)):
            return (_plain(whole),)
        names.append(_plain(pending))
    return tuple(dict.fromkeys(name for name in names if name))


def _is_named(name: str) -> bool:
    return is_body(name) or bool(_NHS.match(name))


def _ends(pending: str, joint: str, atom: str) -> bool:
    """True where what stands so far is a name of its own."""
    if atom.startswith("(") or ("\n" in joint and _GENERIC.fullmatch(_plain(atom))):
        return False
    if is_body(_plain(pending)) or _NHS.match(atom):
        return True
    return bool(_NHS.match(pending)) and is_authority(_plain(atom))


def _plain(name: str) -> str:
    """A name on one line."""
    line = " ".join(name.replace(_HELD, " ").split()).strip(" ,;")
    return _ABBREVIATION.sub("", line.removeprefix("and "))


def _hold_areas(text: str) -> str:
    """The text with the spaces held inside names of areas such as "X and Y", so that nothing parts them."""
    return _compound_areas().sub(lambda match: re.sub(r"\s+", _HELD, match[0]), text)


@cache
def _compound_areas() -> re.Pattern[str]:
    names = sorted((name for name in gazetteer().values() if " and " in name), key=len, reverse=True)
    spelled = (r"\s+".join(re.escape(word) for word in name.split()).replace("and", "(?:and|&)") for name in set(names))
    return re.compile(rf"\b(?:{'|'.join(sorted(spelled, key=len, reverse=True))})\b", re.I)
