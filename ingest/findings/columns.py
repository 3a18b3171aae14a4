"""What a column of a table of actions holds, by its heading, whatever it is called."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

Role = Literal["reference", "text", "lead", "deadline", "start", "measure", "status", "rag", "weakness", "other"]
""""other": a column that no table of planned actions has."""
Columns = dict[Role, tuple[int, ...]]
"""Numbers of the columns of each role, the one to be read first."""

_LONGEST = 80  # characters; longer is no name of a column
_OFFICER = (
    r"(?:officers?|persons?|people|names?|agenc(?:y|ies)|professionals?|organisations?|partners?|roles?|directors?"
    r"|managers?|services?|teams?|part(?:y|ies)|bod(?:y|ies)|individuals?|leads?|owners?|colleagues?)"
)
_WHOSE = (
    r"(?:named|strategic|operational|project|action|task|senior|overall|partnership|delivery|service|work ?stream|the"
    r"|la|local authority|council|education|health|social care|nhs|icb|ccg|key|main|multi-?agency|our|accountable)"
)
_LATEST = r"(?:current|latest|overall|delivery|action|completion|quarterly|monthly|termly|implementation|progress)"
_WHEN = (
    r"(?:target|completion|complete|end|finish|due|delivery|implementation|deadline|expected|planned|proposed"
    r"|anticipated|forecast|agreed|action)"
)
_KIND_OF_ACTION = (
    r"(?:key|specific|planned|agreed|proposed|improvement|priority|main|detailed|further|next|required|remedial"
    r"|smart|our|the|high[- ]level|sub|immediate|strategic|recommended|partnership)"
)

_FORMS: tuple[tuple[Role, int, str], ...] = (
    # role, its rank among columns of that role (0 is read first), form of the whole heading
    ("other", 0, r"(?:key )?(?:risks?|hazards?)\b.*|mitigat\w+.*"),
    ("other", 0, r"where|venues?|locations?|age(?:s| groups?| range)?|booking.*|how to book|price|times?|day|audience"),
    ("rag", 1, r"(?:previous|last|baseline|initial|original|starting)\b.*\bb?rag\b.*"),
    ("rag", 0, r".*\bb?ragg?\b.*"),
    ("lead", 0, rf"(?:{_WHOSE} )*(?:leads?|owners?|leadership)(?: {_OFFICER}| responsible| for actions?)*|sro"),
    ("lead", 0, r"senior responsible (?:officer|owner)|(?:assigned|allocated) to|(?:led|to be delivered|delivered) by"),
    ("lead", 1, rf"(?:{_OFFICER} )?responsib(?:le|ility|ilities)(?: (?:{_OFFICER}|for|of|delivery|actions?|this|it))*"),
    ("lead", 1, r"who|by who(?:m)?|who by|who (?:will|is|leads?|are)\b.*|who[’']s (?:responsible|leading).*|officers?"),
    ("lead", 2, rf"(?:{_OFFICER} )?accountab(?:le|ility)(?: {_OFFICER}| for.*)*"),
    ("reference", 0, r"(?:(?:action|task|item|activity|wsoa|app|pap|line|plan) )*(?:ref(?:erence)?|id)"
     r"(?: (?:no|number))?"),
    ("reference", 1, r"(?:(?:action|task|item|activity|line|plan) )?(?:nos?|number|#)|#|item|s ?n"),
    ("deadline", 0, r"(?:by|by when|when by|deadlines?|due(?: by)?|time ?(?:scales?|frames?|lines?)(?: for .*)?)"),
    ("deadline", 0, rf"(?:{_WHEN} )+(?:dates?|by|timescales?|deadlines?|completion)"
     r"|target(?: completion)? date(?: .*)?"),
    ("deadline", 0, r"dates? (?:for|of) completion|(?:to be )?complete by|to be (?:completed|done|delivered) by"),
    ("deadline", 1, r"when|(?:by )?when (?:will|is|are|do|by|to|it|we|this|they|should|must)\b.*|date|dates|end|finish"
     r"|start(?: date)? (?:to )?end(?: date)?"),
    ("deadline", 2, r"revised (?:target |completion |due |end )*(?:date|deadline|timescale)s?"),
    ("start", 0, r"starts?(?: dates?)?|date started|from|commence\w*(?: date)?|begins?"),
    ("status", 0, rf"(?:{_LATEST} )*status(?: .*)?"),
    ("status", 1, rf"(?:{_LATEST} )*(?:progress|updates?|position|commentary|comments?|notes?)"
     r"(?: (?:to date|updates?|so far|report|made|comments?|notes?|impact|against .*|since .*|as (?:of|at) .*"
     r"|(?:\w+ )?20\d\d))*"),
    ("status", 1, r"actions? (?:taken|completed|to date).*"
     r"|what (?:have we|we have|has been|we) (?:done|did|achieved).*"),
    ("status", 2, r"completed?"),
    ("measure", 0, r"(?:success|performance|outcome|impact|progress|key|output|key performance|quality) "
     r"(?:criteria|criterion|measures?|indicators?|factors?|metrics?)(?: .*)?|k ?p ?is?|metrics?|indicators?"),
    ("measure", 0, r"measures?(?: of (?:success|impact|progress))?|measurable (?:outcomes?|impact|targets?)"),
    ("measure", 0, r"how (?:will|do|would|can|could) (?:we|you) (?:know|measure|evidence|show|judge).*"),
    ("measure", 0, r"how we(?: will|[’']ll)? (?:know|measure|evidence|show|judge).*"),
    ("measure", 0, r"how .*\bmeasured|what (?:will |does |would )?(?:success|good) (?:will |would )?looks? like"),
    ("measure", 1, r"(?:source of |supporting )?evidence(?: .*)?|targets?|evidenced by|verification"),
    ("measure", 2, r"(?:intended |expected |desired |anticipated |planned |key )*"
     r"(?:impact|outcome|benefit|result|output)s?"
     r"(?: (?:for|on|of|to|we) .*| expected| sought| required)?"),
    ("measure", 2, r"what (?:difference|impact|will be different|will have changed|will change)\b.*|difference .*"),
    ("text", 0, rf"(?:{_KIND_OF_ACTION} )*(?:actions?|activit(?:y|ies)|tasks?)"
     r"(?: (?:required|needed|planned|proposed|agreed|points?|plan|details?|descriptions?|steps?|title|items?"
     r"|for improvement|to (?:be|take|address|achieve|improve|deliver|meet|complete)\b.*|we (?:will|are|need)\b.*))*"),
    ("text", 0, r"what (?:we|will|are|do|is|needs?|must|should)\b.*\b(?:do|done|doing|happen|take|taking)\b.*"),
    ("text", 1, r"what|(?:next |key |action |delivery )*(?:steps?|deliverables?|interventions?)"),
    ("text", 3, r"(?:key )?milestones?"),
    ("text", 2, r"how (?:will|we|this|it|are)\b.*\b(?:do|done|doing|achieved?|deliver(?:ed)?|get)\b.*|how"),
    ("weakness", 0, r"(?:linked |significant |inspection |ofsted |wsoa )*areas? (?:of|for|requiring) "
     r"(?:significant |priority )*(?:weakness|concern|improvement|action|development|focus)(?:es|s)?(?: .*)?"),
    ("weakness", 1, r"(?:strategic |key |wsoa |app |improvement |inspection |identified )*"
     r"(?:priority|priorities|themes?|objectives?|work ?streams?|strands?|aims?|goals?|issues?|weakness(?:es)?"
     r"|findings?|recommendations?)(?: (?:area|addressed|number|no))?"),
    ("weakness", 2, r"what (?:do )?we (?:want|need|aim|are aiming|are trying) to achieve.*"),
)  # fmt: skip
_COMPILED = tuple((role, rank, re.compile(form)) for role, rank, form in _FORMS)
_NOISE = re.compile(r"[*?:.\"“”‘]|\(s\)")
_PARTS = re.compile(r"\s*(?:[/&+|–—]|,| - |\band\b|\bor\b)\s*")
_EVIDENCE: tuple[Role, ...] = ("lead", "deadline", "measure", "status", "rag")


class Column(NamedTuple):
    """What a column holds, and how soon it is read where several hold the same: the lowest rank first."""

    role: Role
    rank: int


def column_role(heading: str) -> Column | None:
    """What a column with this heading holds; ``None`` for one that has no part in an action."""
    if len(heading) > _LONGEST:
        return None
    words = " ".join(_NOISE.sub("", heading.lower()).split())
    outside, inside = re.sub(r"\s*[(\[].*?[)\]]", "", words), re.findall(r"[(\[](.*?)[)\]]", words)
    plain = re.sub(r"[()\[\]]", "", words)
    for form in (plain, " ".join(_PARTS.sub(" ", plain).split()), outside, *_PARTS.split(outside), *inside):
        found = _role(form.strip())
        if found:
            return found
    return None


def _role(words: str) -> Column | None:
    return (
        next((Column(role, rank) for role, rank, form in _COMPILED if form.fullmatch(words)), None) if words else None
    )


def action_columns(headings: Sequence[str]) -> Columns | None:
    """The columns of a table of actions; ``None`` for a heading row of any other table.

    A table of actions says what will be done, and who does it, by when, how well it goes or under which reference.
    """
    ranked: dict[Role, list[tuple[int, int]]] = {}
    for number, heading in enumerate(headings):
        found = column_role(heading)
        if found:
            ranked.setdefault(found.role, []).append((found.rank, number))
    columns: Columns = {role: tuple(number for _, number in sorted(places)) for role, places in ranked.items()}
    if "lead" in ranked:  # several leads are all named, but not those who are accountable for them
        best = min(ranked["lead"])[0]
        columns["lead"] = tuple(number for rank, number in sorted(ranked["lead"]) if rank == best)
    if "text" not in columns or "other" in columns:
        return None
    first = columns["text"][0]
    weakly_named = min(ranked["text"])[0] > 0  # "What | When" may as well list events
    numbered = columns.get("reference", (first,))[0] < first
    if (weakly_named and "lead" not in columns) or not (numbered or any(role in columns for role in _EVIDENCE)):
        return None
    reports_figures = 0 in columns.get("measure", ()) and not {"lead", "deadline"} & columns.keys()
    return None if reports_figures else columns
