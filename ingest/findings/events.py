"""The events that documents date: inspections, what becomes of a plan, visits and monitoring; and their wordings."""

import re
from typing import NamedTuple

_PLAN = (
    r"(?:(?:joint )?(?:written )?statement of action(?: \(WSoA\))?|WSoA|accelerated progress plan(?: \(APP\))?"
    r"|(?-i:APP)"
    r"|priority action plan(?: \(PAP\))?|(?-i:PAP)|(?:SEND |local area |area )*(?:improvement|action) plan"
    r"|(?:its|the|our|this|that|revised|first) plan|(?:written|our|the|this|joint) statement)"
)
_TO_OFSTED = r"(?:Ofsted|CQC|the Care Quality|DfE|the DfE|the Department|HMI|H[ie][sr] Majesty)"
_WAS = r"(?:(?:was|were|is|are|has been|have been|had been|been)\s+(?:\w+ly\s+|then\s+|also\s+|now\s+)*)?"
_A = r"(?:an?|the|our|its|their|this|that|\w+[’']s)\s+(?:\w+\s+){0,3}?"
_INSPECTORATE = r"(?:Ofsted|CQC|Care Quality Commission(?: \(CQC\))?|inspectors|inspection teams?)"
_DEPARTMENT = r"(?:DfE|Department for Education(?: \(DfE\))?|NHS England|NHSE)"
_AGAIN = r"(?:re-?inspections?|re-?visits?)"
_NOT_ITS_REPORT = r"(?!\s+(?:report|letter|outcomes?|findings|framework|team|feedback|handbook|programme|process))"
_FIT = r"fit for purpose"
DEEMED = r"(?:declared|deemed|judged|considered|assessed|approved|confirmed|accepted|agreed|found|evaluated)"
_BOARD = r"(?:improvement|partnership|strategic|assurance|SEND|governance|programme)(?: \w+){0,3}? (?<!care )board"
_SERVICE = r"(?:service|SENDIASS?|local offer|website|hub|helpline|portal|advice line|forum)"
_LAUNCHED = r"(?:re-?launched|launched|established|set up|commissioned|live)"
_ENDED = r"(?:ended|ceased|concluded|stepped down|lifted|stopped|withdrawn|closed)"


_STEMS: dict[str, tuple[str, ...]] = {
    "inspected": ("inspect",),
    "revisited": ("visit", "inspect"),
    "monitoring inspection": ("monitoring inspection",),
    "report published": ("published",),
    "plan submitted": ("submitted",),
    "plan resubmitted": ("submitted",),
    "declared not fit for purpose": ("fit for purpose",),
    "declared fit for purpose": ("fit for purpose",),
    "plan agreed": ("agreed", "approved", "signed off", "accepted", "endorsed"),
    "plan reviewed": ("review",),
    "plan updated": ("updated", "refreshed", "revised"),
    "plan published": ("published",),
    "visited": ("visit", "attended", "review", "stocktake"),
    "monitoring meeting": ("meet", "met"),
    "monitoring ended": ("monitor",),
    "improvement notice issued": ("improvement notice",),
    "improvement notice lifted": ("improvement notice",),
    "board established": ("board",),
    "backlog cleared": ("backlog",),
    "service launched": ("launched", "established", "set up", "commissioned", "live"),
}
"""Words of each event: a sentence without them need not be searched for its wordings."""


class Event(NamedTuple):
    """A wording of an event."""

    word: str
    form: re.Pattern[str]
    stems: tuple[str, ...]
    """One of them, in lower case, is in every text that the form is found in."""
    undated: bool = False
    """It is worth stating without its date."""
    noun: bool = False
    """It names the event only; the date must stand right beside it."""


def _event(word: str, *forms: str, undated: bool = False, noun: bool = False) -> tuple[Event, ...]:
    compiled = (re.compile(rf"(?<![\w-])(?:{form})(?!\w)", re.I) for form in forms)
    return tuple(Event(word, form, _STEMS[word], undated, noun) for form in compiled)


EVENTS: tuple[Event, ...] = (
    *_event(
        "inspected",
        rf"{_INSPECTORATE}\b[^.;]{{0,60}}?\binspected",
        rf"{_INSPECTORATE}\b[^.;]{{0,60}}?\b(?:carried out|conducted|undertook|completed)(?=\s+(?:an?|the|their|its"
        rf"|our)\s+"
        r"(?:(?!monitoring|re-)\w+[ -]){0,6}?inspection\b)",
        r"(?<!monitoring )inspection\b(?! of (?:school|children[’']s))[^.;]{0,60}?\b(?:took place|was (?:held"
        r"|carried out"
        r"|conducted|undertaken|completed))",
        r"(?:was|were|been) (?:jointly |last |first )*inspected",
    ),
    *_event("inspected", rf"(?<!monitoring )(?<!re )(?<!next )inspections?{_NOT_ITS_REPORT}", noun=True),
    *_event(
        "revisited",
        rf"{_INSPECTORATE}\b[^.;]{{0,60}}?\b(?:re-?visited|re-?inspected|carried out (?:a|their) {_AGAIN})",
        rf"{_AGAIN}\b[^.;]{{0,40}}?\b(?:took place|was (?:held|carried out|conducted|undertaken|completed))",
        r"(?:was|were|been) (?:re-?visited|re-?inspected)",
    ),
    *_event("revisited", rf"(?<!further ){_AGAIN}{_NOT_ITS_REPORT}", noun=True),
    *_event("monitoring inspection", r"(?<!first full )monitoring inspection", noun=True),
    *_event(
        "report published",
        r"published\s+(?:an?|its|their|the|his)\s+(?:\w+\s+){0,3}?(?:report|findings|letter|outcomes?)",
        undated=True,
    ),
    *_event("report published", rf"(?:reports?|letter|findings|outcomes?)\b[^.;:]{{0,60}}?\b{_WAS}published"),
    *_event(
        "plan submitted",
        rf"{_PLAN}\b[^.;:]{{0,60}}?\b{_WAS}submitted",
        rf"submitted\s+{_A}{_PLAN}",
        rf"submitted to {_TO_OFSTED}",
        undated=True,
    ),
    *_event("plan resubmitted", rf"{_PLAN}\b[^.;:]{{0,60}}?\b{_WAS}re-?submitted", rf"re-?submitted\s+{_A}{_PLAN}"),
    *_event(
        "declared not fit for purpose", rf"{DEEMED}[^.;]{{0,20}}? not (?:to be |yet )?{_FIT}",
        rf"not {DEEMED}[^.;]{{0,20}}? {_FIT}", undated=True,
    ),
    *_event("declared fit for purpose", rf"{DEEMED}\s+(?:to be\s+|as\s+)?(?:\w+\s+)?{_FIT}", undated=True),
    *_event(
        "plan agreed",
        rf"{_PLAN}\b[^.;:]{{0,50}}?\b{_WAS}(?:agreed|approved|signed off|accepted|endorsed)(?!\s+(?:to be )?{_FIT})",
        rf"(?:agreed|approved|signed off|endorsed|accepted)\s+{_A}{_PLAN}",
        undated=True,
    ),
    *_event(
        "plan reviewed",
        rf"{_PLAN}\b[^.;:]{{0,40}}?\b{_WAS}(?:reviewed|came up for review)",
        rf"review(?:ed|s)?\s+(?:the |our |its |what )?progress\b[^.;:]{{0,60}}?\b(?:against|on|with|towards?)\b"
        rf"[^.;:]{{0,20}}?{_PLAN}",
        rf"review\s+(?:meeting\s+)?(?:of|on)\s+(?:the|our|its)\s+{_PLAN}[^.;:]{{0,30}}?\b(?:took place|was held)",
    ),
    *_event("plan reviewed", rf"{_PLAN} (?:progress )?review(?: meeting)?", noun=True),
    *_event("plan updated", rf"{_PLAN}\b[^.;:]{{0,40}}?\b{_WAS}(?:updated|refreshed|revised)"),
    *_event("plan published", rf"{_PLAN}\b[^.;:]{{0,70}}?\b{_WAS}(?:re-?)?published"),
    *_event(
        "visited",
        rf"(?:{_DEPARTMENT}\b|advis[eo]rs\b|officials\b)[^.;]{{0,140}}?\b(?:visited"
        rf"|attended(?=[^.;]{{0,60}}?(?:board|meeting|review|area|session)\b)|carried out (?:a|an"
        rf"|their|its)"
        r" (?:\w+ ){0,3}?(?:visit|review))",
        rf"{_DEPARTMENT}\b[^.;]{{0,60}}?\b(?:visit|stocktake)\b[^.;]{{0,30}}?\b(?:took place|was held|occurred)",
    ),
    *_event("visited", rf"(?:{_DEPARTMENT} )?(?:monitoring|stocktake) visit", noun=True),
    *_event(
        "monitoring meeting",
        rf"(?:met|meetings? (?:was |were )?(?:held )?with)\b[^.;]{{0,60}}?{_DEPARTMENT}",
        rf"{_DEPARTMENT}\b[^.;]{{0,60}}?\b(?:monitoring|review|stocktake|progress) meeting\b[^.;]{{0,30}}?"
        r"\b(?:took place|was held)",
    ),
    *_event("monitoring meeting", r"(?:monitoring|stocktake|progress review|deep[- ]dive) meetings?", noun=True),
    *_event(
        "monitoring ended",
        r"longer (?:need|needs|needed|requires?|required|necessary|subject)\b[^.;]{0,60}?\bmonitor(?:ing|ed)?",
        r"no longer (?:be |being |formally )*monitor(?:ed|ing)?",
        r"monitoring\b[^.;]{0,40}?\b(?:is|was|were|are|will be|has been)\s+no longer",
        rf"monitoring\b[^.;,]{{0,40}}?\b(?:has|have|had|was|were)(?: now| formally| been| therefore)* {_ENDED}",
        r"(?:stepped down|removed|released|stood down|de-?escalated|signed off) from\b[^.;]{0,40}?\bmonitoring",
        r"(?:ended|ceased|concluded|lifted)\s+(?:the |its |their |our )?(?:period of )?(?:formal )?monitoring",
        undated=True,
    ),
    *_event(
        "improvement notice issued",
        rf"improvement notice\b[^.;]{{0,40}}?\b{_WAS}(?:issued|served)",
        r"(?:issued|served)\b[^.;]{0,40}?\bimprovement notice",
        undated=True,
    ),
    *_event(
        "improvement notice lifted",
        rf"improvement notice\b[^.;]{{0,40}}?\b{_WAS}(?:lifted|removed|revoked|withdrawn|closed)",
        r"(?:lifted|removed|revoked|withdrew|closed)\s+(?:the|its|our)\s+(?:\w+\s+)?improvement notice",
        undated=True,
    ),
    *_event(
        "board established",
        rf"{_BOARD}\b[^.;]{{0,30}}?\b{_WAS}(?:established|set up|formed|created|launched|convened)",
        rf"(?:established|set up|formed|created|launched|convened)\s+(?:an?|the|our)\s+(?:\w+\s+){{0,4}}?{_BOARD}",
    ),
    *_event(
        "backlog cleared",
        rf"backlogs?\b[^.;]{{0,60}}?\b{_WAS}(?:cleared|completed|eliminated|removed|resolved)",
        r"(?:cleared|eliminated|completed)\s+(?:the|its|our|this|their)\s+(?:\w+\s+){0,3}?backlog",
        undated=True,
    ),
    *_event("service launched", rf"{_SERVICE}\b[^.;]{{0,30}}?\b(?:was|were|been|went)\s+(?:\w+ly\s+)?{_LAUNCHED}"),
)  # fmt: skip
