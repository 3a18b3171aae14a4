"""People with their posts, as cells of tables and the ends of letters name them."""

import re
from dataclasses import dataclass

_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Cllr|Councillor|Rev)\.? )?"
_WORD = r"[A-Z][\w’'.-]*"
_NAME = re.compile(rf"{_TITLE}{_WORD}(?: (?:de|del|der|van|von|le|la|bin|Al|{_WORD})){{1,4}}")
_POST = re.compile(
    r"(?<![\w’'-])(?:Interim|Acting|Joint|Executive|Corporate|Strategic|Statutory|Deputy|Assistant|Associate|Senior"
    r"|Group|Managing|Regional|National|Programme|Service|Local Area|Designated|Place|Independent"
    r"|Head|Chief|Chair|Director|Officer|Manager|Commissioner|Accountable|[Ll]ead|CEO|DCS|Principal"
    r"|Clinical|Nurse|President|Vice|Her Majesty|His Majesty|HMI|Ofsted|CQC|[Ii]nspector|Team|Children[’']?s"
    r"|Specialist|Contracted|OI)\b"
)
"""Words that a post starts with."""
_LABEL = re.compile(
    r"^(?P<label>(?:Names? of|Lead|Executive|Nominated|Accountable|Chief|Director|ICB|Local authority|LA)\b"
    r"[^:\n]{0,60}):\s*",
    re.I,
)
_GENERIC_LABEL = re.compile(r"\b(?:name|person|executive lead|nominated)\b", re.I)
_MARK = re.compile(r"\s*[,(–—]|\s-\s")
_LINES = re.compile(r"[^\n;]+")


@dataclass(frozen=True, slots=True)
class Person:
    """A person and where a text names them."""

    name: str
    role: str
    """Post as printed; "" where none is named."""
    start: int
    end: int


def people(text: str) -> list[Person]:
    """The people whom a text names with their posts.

    Name and post may be parted by a comma, a line end, a bracket or a space; a post may run over lines.
    """
    found: list[Person] = []
    for line in _LINES.finditer(text):
        said, start = line[0].strip(), line.start() + len(line[0]) - len(line[0].lstrip())
        label = _LABEL.match(said)
        post = label["label"] if label and not _GENERIC_LABEL.search(label["label"]) else ""
        if label:
            said, start = said[label.end() :], start + label.end()
        name, role = _parted(said)
        if name and (role or label or _alone(said, name)):
            found.append(Person(name, role or post, start, start + len(said)))
        elif said and found:
            last = found[-1]
            found[-1] = Person(last.name, f"{last.role} {_bare(said)}".strip(), last.start, start + len(said))
    return found


def _alone(said: str, name: str) -> bool:
    return said.strip(" ,") == name


def _parted(said: str) -> tuple[str, str]:
    """A line's name and post; no name where it starts with a post or with neither."""
    post = _POST.search(said)
    mark = _MARK.search(said)
    ends = [found.start() for found in (post, mark) if found and not (post and post.start() == 0)]
    for end in ends or ([] if post else [len(said)]):
        name = said[:end].rstrip(" ,(–—-")
        if _NAME.fullmatch(name):
            return name, _bare(said[len(name) :])
    return "", ""


def _bare(role: str) -> str:
    """A post without the marks that part it from the name."""
    line = " ".join(role.split()).strip(" ,–—-")
    return line[1:].removesuffix(")").strip() if line.startswith("(") else line
