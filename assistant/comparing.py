"""How questions ask for figures to be set against each other: patterns only, and the words that name no figure."""

import re

from .follow_up import JOINED
from .words import keys

_TIME = r"(?:months?|quarters?|terms?|years?|weeks?|school years?|periods?|points?|times?)"
HIGH = r"(?:highest|most|peak\w*|top|greatest|largest|biggest|maximum|longest|busiest)"
LOW = r"(?:lowest|least|fewest|smallest|minimum|shortest|quietest)"
GOOD, _BAD = r"(?:best)", r"(?:worst|poorest)"
_EXTREME = rf"(?:{HIGH}|{LOW}|{GOOD}|{_BAD})"
PICKS = re.compile(
    rf"\b(?:(?:in |at |during )?(?:which|what) (?:\w+ ){{0,2}}?{_TIME}\b|when\b).{{0,90}}?(?P<how>\b{_EXTREME}\b)"
    rf"(?! (?:recent|of\b|plans? (?:are|were)))"
    rf"|\bwhat(?:'s|’s| is| was| has been)? (?:the|its|their) (?:\w+ )?(?P<how2>{_EXTREME}) (?:\w+ )?{_TIME}\b"
    rf"|\b(?P<how3>{_EXTREME}) (?:figure|{_TIME})\b",
    re.I,
)
WHICH = re.compile(
    rf"^(?:and )?(?:which|what) (?P<noun>(?!(?:local )?(?:areas?|council|weakness|actions?)\b)(?:\w+ ){{1,4}}?)"
    rf"(?:had|has|have|is|was|were|are|saw|got|gets|did)\b.{{0,60}}?(?P<how>\b(?:{HIGH}|{LOW})\b)"
    r"(?! (?:recent|of)\b)",
    re.I,
)
FEWEST = 3  # series that are compared
_VALUE = r"(?P<value>£?\d[\d,.]*\d|\d)\s?(?P<unit>%|per ?cent)?"
MARK = re.compile(
    rf"\b(?:(?P<up>above|over|more than|at least|exceed\w*|pass\w*|reach\w*|hit|top\w*|better than|higher than)"
    rf"|(?P<down>below|under|less than|fewer than|at most|lower than|worse than)) (?:the )?{_VALUE}"
    rf"|\b{_VALUE.replace('<value>', '<value2>').replace('<unit>', '<unit2>')} (?:or|and) "
    rf"(?:(?P<up2>more|above|over|higher|better)|(?P<down2>less|fewer|below|under|lower))\b",
    re.I,
)
STRICT = re.compile(r"\b(?:above|over|more than|exceed\w*|better than|higher than|below|under|less than|fewer than)\b")
SINCE = re.compile(r"\bsince when\b|\bhow long ha(?:s|ve)\b.{0,60}\b(?:been|stayed|kept)\b", re.I)
FIRST = re.compile(r"\bwhen\b.{0,80}\bfirst\b|\bfirst (?:time|month|quarter|term|year)\b|\bwhen did\b", re.I)
HOW_OFTEN = re.compile(rf"\b(?:in )?how many {_TIME}\b|\bhow often\b", re.I)
APART = re.compile(
    r"\bby how much\b|\bhow much (?:better|worse|higher|lower|more|less|longer|shorter|bigger|smaller|fewer)\b"
    r"|\bhow many (?:more|fewer)\b|\bdifference between\b|\bcompared? (?:with|to)\b"
    r"|\bhow (?:far|much) (?:has|have|had|did)\b.{0,80}\b(?:ris\w*|rose|fall\w*|fell|gr[oe]w\w*|increas\w*|decreas\w*"
    r"|improv\w*|drop\w*|chang\w*|worsen\w*|gone|go|come|came)\b",
    re.I,
)
HOW_FAR = re.compile(
    r"\bby how much\b|\bhow (?:much|many) (?:better|worse|higher|lower|more|less|longer|shorter|bigger|smaller|fewer)\b"
    r"|\bhow (?:far|much)\b",
    re.I,
)
_AGAINST = re.compile(
    r"\b(?:better or worse|worse or better|better|worse|higher|lower|up or down|more|less|longer|shorter) (?:than|on) "
    r"(?:before|last time|it was|the (?:year|quarter|month|term) before|last year)\b"
    r"|\b(?:better or worse|up or down|going up|going down|getting (?:better|worse)|improv(?:ed|ing)|any better)\b",
    re.I,
)
YEAR_BEFORE = re.compile(
    r"\b(?:the )?(?:year before|previous year|year earlier|same \w+ (?:the )?(?:year before))\b", re.I
)
AGAINST_FIGURE = re.compile(
    rf"^(?=.*{JOINED}.*\b(?:how (?:many|much|long|big|high)|percentage|share|proportion|figure|rate|number)\b)"
    rf".*(?:{_AGAINST.pattern})",
    re.I,
)
"""Asked after a question of a figure."""
LOW_IS_GOOD = re.compile(
    r"wait|overdue|late\b|backlog|exclu|suspen|absen|neet|complain|appeal|tribunal|vacan|deficit|overspen|unplaced"
    r"|without|missing|turnover|delay|cancel|cost|open cases|caseload",
    re.I,
)
HIGH_IS_GOOD = re.compile(
    r"on time|in time|within|timel|attend|good|satisf|complet|issued|\bmet\b|seen|reviewed|employ|progress|achiev|pass"
    r"|places|visited|answered|trained",
    re.I,
)
_OF_ORDER = "month quarter term year week period point time date high highest low lowest best worst most least fewest"
_MORE_ORDER = (
    "peak top greatest largest biggest maximum smallest minimum busiest first when since reach hit pass above below"
    " over under more less than exceed compare difference before previous better worse far longest shortest table"
    " figure go goes going gone up down get gets got getting fall falling rise rising in at its their there been ever"
)
WORDS_OF_ORDER = frozenset(keys(f"{_OF_ORDER} {_MORE_ORDER}")) | {"=increase", "=decrease", "=additional"}
COUNTS = re.compile(r"\b(?:how many|number|most|fewest|more|fewer)\b", re.I)
