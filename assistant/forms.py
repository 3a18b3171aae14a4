"""The forms that questions take in English: patterns only, so that they can be read and added to in one place."""

import re
from typing import Literal

from ingest.dates import MONTHS
from ingest.documents import Kind

Intent = Literal["number", "date", "who", "contact", "yes_no", "comparison", "list", "why", "text"]

_MONTH = "|".join(MONTHS)
_CHILD = "son|daughter|child|children|kid|kids|boy|girl|grandson|granddaughter|nephew|niece|twins?"
_OWN = rf"\b(?:my|our) (?:\w+ ){{0,2}}?(?:{_CHILD})\b"


def _any(*forms: str) -> re.Pattern[str]:
    return re.compile("|".join(forms), re.I)


INTENTS: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (
        "contact",
        _any(
            r"\b(?:phone|telephone|email|e-mail|contact|website|web address|postal address|ring)\b|\bnumber for\b"
            r"|\b(?:what|which) number (?:do|can|should|to|would)\b"
            r"|\b(?:sendiass?|iass|service|helpline|line)(?:['’]s)? number\b"
        ),
    ),
    ("comparison", _any(r"\b(?:compare|compared|comparison|difference between|differ|versus|vs)\b")),
    (
        "number",
        _any(
            r"\bhow (?:many|much|big|large|long|often)\b",
            r"\bwhat (?:percentage|percent|proportion|share|number|rate|figure|%)",
            r"\b(?:percentage|number) of\b",
            r"\bwhat (?:is|was|were|are|did) the (?:actual |overall |latest |current |final )?"
            r"(?:total|figure|number|rate|percentage|proportion|share)\b",
            r"\bby how much\b",
            r"\bwhat(?:['’]?s| is| was| are| were) the (?:\w+ ){0,2}?(?:percentage|proportion)\b",
            r"\bas a (?:percentage|proportion|share)\b",
            r"\bwhat (?:is|was|are|were)\b.{0,60}\btargets?\b",
            r"\bwhat (?:is|was|are|were) the (?:[\w-]+ )?baselines?\b",
            r"\bwhat (?:is|was|are|were) the (?:average|longest|shortest|mean|median|typical) (?:\w+ ){0,2}?"
            r"(?:waits?|waiting times?|delays?)\b",
        ),
    ),
    (
        "date",
        _any(
            r"(?:^|[,;:–—-] ?|\b(?:and|but|so|or|until|till|from|by|since|know|tell me|say) )when\b|\bhow soon\b",
            r"\bwhen(?:'s|’s)? (?:is|was|are|were|will|would|did|does|do|has|have|can|could|should|must|the)\b",
            r"\bwhen\W*$",
            r"^dates?\b|\bdates? (?:of|for)\b",
            r"\bwhat (?:is|was|are|were) the dates?\b",
            r"\b(?:(?:from|by|on|in|until) )?(?:what|which) (?:dates?|days?|months?|years?)\b",
        ),
    ),
    (
        "who",
        _any(
            r"(?:^|[,;–—-] ?|\b(?:and|but|so|by|to|for|with|from|of|on|say|said|know|tell me) )(?:who|whose|whom)\b",
            r"\b(?:which|what) (?:person|people|body|bodies|organisation|inspectors?|officials?|officers?|councillors?"
            r"|directors?|managers?)\b",
            r"\bnames? of (?:the|its|their) (?:\w+ ){0,3}(?:inspector|chair\w*|director|officer|lead|leader|councillor"
            r"|minister|manager|commissioner)\b",
        ),
    ),
    (
        "why",
        _any(
            r"\b(?:why|reasons?|what caused|how come)\b"
            r"|\bwhat (?:do|does|did|have|has|is|was)\b.{1,60}\bblam\w+"
            r"|\bwhat (?:explain(?:s|ed)|accounts? for|accounted for|(?:is|was|lies|lay) behind|prompted|led to)\b"
        ),
    ),
    (
        "list",
        _any(
            r"\b(?:which|list)\b|\bname (?:all|the|some)\b|\bgive me (?:all|the)\b",
            r"\bwhat (?:are|were) (?:all |the )?(?:\w+ ){0,4}\w+s\b",
            r"\bwhat (?:must|should|recommendations)\b|\bwhat (?:does|did|do) .* (?:need|have) to\b",
        ),
    ),
    (
        "yes_no",
        _any(
            r"^(?!(?:can|could|would|will) you (?:please |kindly )?"
            r"(?:tell|show|give|list|explain|say|find|sum|summari[sz]e|outline|describe|set|name|enumerate|compare)\b)"
            r"(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|should|may|might)\b"
        ),
    ),
)
"""Kinds of answer; the form that stands first in the question wins, then the order here."""

KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("committee report", _any(r"\b(?:committee|scrutiny|cabinet) (?:report|paper|meeting)\b")),
    (
        "revisit letter",
        _any(r"\b(?:revisit|re-?inspection) (?:letter|report)\b", r"\bletter (?:about|of|from) the revisit\b"),
    ),
    ("council page", _any(r"\bcouncil(?:'s)? (?:web ?page|page|web ?site|news)\b", r"\bnews (?:item|page|story)\b")),
)

PERSONAL = _any(
    rf"{_OWN}[^.?]*\b(?:entitled|eligible|qualif(?:y|ies)|right to|refused|turned down|be given|deserve)\b",
    rf"{_OWN}[^.?]*\b(?:get|need) an? (?:ehc|plan|place)\b",
    rf"\b(?:entitled|eligible|qualify)\b[^.?]*{_OWN}",
    r"\b(?:should|can|could|do|will) (?:i|we)\b[^.?]*\b(?:appeal|apply|entitled|eligible|qualify|sue)\b",
    r"\b(?:am i|are we)\b[^.?]*\b(?:entitled|eligible)\b",
    rf"{_OWN}.*\b(?:will|would|can|could|should|does|is) (?:he|she|i|we)\b",
    rf"{_OWN}.*\b(?:will|would|can|could|should) they (?:send|give|let|refuse|assess|reassess|offer|issue|move|take)\b",
    rf"^(?!(?:if|once|when|suppos\w+)\b).*{_OWN}.*\bhow (?:long|many|much|soon)\b[^?]*"
    r"\b(?:until|till|before|will|does|must|has) (?:he|she|i|we)\b",
    rf"^(?:should|will|would|must|shall)\b.*{_OWN}",
    rf"{_OWN}.*\b(?:are (?:they|we)|is (?:that|this|it)) (?:right|wrong|allowed|legal|fair|true)\b",
    rf"{_OWN}.*\b(?:in|with) (?:his|her|their|our) case\b",
    rf"{_OWN}.*\bwhat (?:should|must|can|could) (?:i|we|the (?:council|school|local authority)|they)\b",
    rf"{_OWN}.*\b(?:his|her|their|our|my) (?:own )?(?:case|application|appeal|complaint|request|referral|paperwork)\b",
    rf"{_OWN}.*\b(?:what|which) (?:stage|point|place|position|number)\b",
    rf"\b(?:what|which) (?:stage|place|position)\b.*{_OWN}",
    rf"{_OWN}.*\b(?:we|i)(?:['’]d| would| will|['’]ll| could| can) (?:win|lose|succeed|appeal|challenge)\b",
    rf"{_OWN}.*\b(?:when|how (?:long|soon)) (?:will|is|does|can|do|are)\b[^?]{{0,30}}\b(?:his|her|he|she|our|we)\b",
    rf"\bwho (?:can|could|will|would) (?:help|advise|support)\b[^.?]*(?:\b(?:me|us)\b|{_OWN})",
    rf"\b(?:should|will|can|does|is|would)\b[^.?]{{0,20}}{_OWN}[^.?]*\b(?:get|have|need|be)\b",
)
"""A verdict is asked for on somebody's own case."""

MONTH_ONLY = re.compile(
    rf"\b(?:in|for|of|by|during|and|to|from|between|since|about|or)\s+({_MONTH})\b(?!\s+(?:\d|be\b|have\b|not\b))", re.I
)
MONTH_NAME = re.compile(r"\b(?:" + "|".join(name.capitalize() for name in MONTHS) + r")\b")

FOLLOWS = _any(
    r"^(?:and|but|so|what about|how about|since when|by whom|and then|the others?)\b",
    r"^(?:the )?same (?:for|question|again)\b",
    r"^which (?:ones?|two|three|four|five|of (?:them|those|these)|were they|are they)\b",
    r"^who (?:is|was) that\b|^why(?: not| is that| was that)?\s*\??$|^(?:where|when)\s*\??$",
)
"""How a question begins that goes on from the one before."""
POINTS_BACK = _any(r"\b(?:it|they|them|there|that|those|these|this|its|their|then|ones?|the same)\b")
QUESTION_WORD = _any(r"\b(?:how|when|who|which|why|what (?:percentage|date))\b")
ASKS_FOR_AREAS = _any(
    r"(?<!priority )(?<!weak )\bareas\b(?! (?:for|of|where|that need)\b)",
    r"\bwhich (?:local )?area\b|\banywhere\b|\belsewhere\b",
)

ASKS_OUTCOME = re.compile(
    r"\b[Hh]ow (?:did|has|well did|good (?:is|was)|bad (?:is|was)) .{2,60}?"
    r"\b(?:do|done|perform|fare|get on|come out|came out|rated|judged)\b"
    r"|\b(?:did|has|have|was|were|is)\b.{2,60}?\b(?:do|done|doing|go|gone) "
    r"(?:well|badly|ok|okay|alright|all right)\b.{0,40}inspect"
    r"|\b(?:pass|fail)(?:ed)? (?:its|the|their|this|that|an?) (?:\w+ ){0,3}inspection"
    r"|\bwhat did (?:the )?(?:inspectors|ofsted|inspection)(?: and (?:the )?cqc)? (?:conclude|decide|say) "
    r"(?:overall|about (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+){0,3}\s*[?.]?$)"
)
"""The outcome of an inspection is asked for in other words."""

AT_ANOTHER_TIME = _any(
    r"\b(?:came|went|come|gone|going) back\b|\breturned\b|\b(?:at|after|before|by) the (?:first |initial |next )?"
    r"(?:inspection|re-?visit|re-?inspection|monitoring)\b|\b(?:now|today|nowadays|these days|since then|later)\b"
)
"""A follow-up that moves to another time without naming a date."""
IN_BODY = re.compile(
    r"(?:(?:,| and| &) [A-Z][\w-]+(?: [A-Z][\w-]+){0,3}){0,3} (?:NHS )?"
    r"(?:ICBs?\b|Integrated Care|CCGs?\b|Clinical Commissioning|NHS)"
)
"""What follows an area's name that goes on as the name of a health body, which covers other areas too."""
TIME_CLAUSE = re.compile(
    r"^(?:and |so |but )?when (?!(?:is|are|was|were|will|would|did|does|do|has|have|had|can|could|should|must|might)\b)"
    r"[^,?]{3,60}? (?=(?:how|what|which|who|whose|why|where) (?:\w+ )?(?:was|were|did|do|does|is|are|had|has|have)\b)"
    r"|^(?:and |so |but )?(?:when|after|before|since|once|at|in|by|during)\b[^,?]{3,80},\s+"
    r"(?=(?:(?:on|in|for|to|by|at|from|with|of|about) )?"
    r"(?:how|what|which|who|whose|why|where|was|were|did|do|does|is|are|had|has|have)\b)",
    re.I,
)
"""A clause that says of when a question is, before the question itself."""
WHAT_WAS_SAID = re.compile(
    r"^(?:and |so |but )?what (?:was|is|were|did|does|do|has|have|had)\b[^?]{0,80}?"
    r"\b(?:said|says?|told|tell|heard?|thinks?)\b[^?]{0,70}?\b(?:about|on|regarding|of)\b",
    re.I,
)
"""What was said of a thing, whatever that is: "about how long families wait"."""
HEARSAY = re.compile(
    r"(?<=\?)\s+(?:i|we|they|he|she|someone|somebody|people|my \w+)(?: have| had| was| were|['’]ve)? ?"
    r"(?:read|heard|thought|told|said|say|think|believed?|understand)\b[^?]*$",
    re.I,
)
"""What somebody says they heard, after the question."""
HOW_LONG = _any(
    r"\bhow (?:long|much time)\b",
    r"\bhow many (?:hours|days|weeks|months|years|terms)\b",
    r"\b(?:average|longest|shortest|typical|mean|median) (?:\w+ ){0,2}?(?:waits?|waiting times?|delays?)\b",
)
"""A length of time is asked for."""
DURATION = _any(r"\b(?:hours?|days?|weeks?|months?|years?|terms?|fortnights?)\b")
MONEY = _any(r"£|\b(?:million|thousand pounds|pounds)\b")
HOW_MUCH_MONEY = _any(
    r"\bhow much (?:\w+ ){0,2}?(?:money|funding|cash)\b", r"\bhow (?:big|large) .{0,20}\b(?:budget|deficit|overspend)\b"
)
FIGURE_NOUN = _any(
    r"\b(?:rate|timeliness|percentage|proportion|share|number|figures?|average|total|cost|budget|waits?)\b"
)
"""Names a figure: a few such words without a question ask for it."""
ASKS_OR_TELLS = _any(
    r"\b(?:what|which|who|how|why|when|where|is|are|was|were|has|have|had|do|does|did|can|could|will|would|should|tell|say)\b"
)
QUARTER = _any(r"\b(?:q|quarter |qtr )[1-4]\b(?: (?:of )?(?:19|20)\d\d(?:[/-]\d\d)?)?")
FREQUENCY = _any(
    r"\b(?:daily|weekly|fortnightly|monthly|quarterly|termly|annual(?:ly)?|yearly|half-?yearly|regularly|once|twice)\b",
    r"\b(?:each|every|per|a) (?:\w+ )?(?:day|week|fortnight|month|quarter|term|year)\b",
)
"""How often something happens."""
HOW_OFTEN = _any(r"\bhow (?:often|regularly|frequently)\b")
HOW_MANY = _any(r"\bhow many\b", r"\bnumber of\b")
HOW_MUCH = _any(r"\bhow (?:many|much|big|large|small|high|low|few|often|long|far)\b")
"""A figure is asked for; these words say nothing of what it counts."""
WANTS_ALL = _any(
    r"\b(?:name|list|give me|what are) (?:all|every|each)\b",
    r"\ball (?:the )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
)
"""A complete list is asked for."""

NUMBER_WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
"""Counts in words, from none."""
OPINION = _any(
    r"^(?:do|don['’]?t|would) you (?:think|reckon|believe|recommend|agree|feel)\b",
    r"\b(?:in your (?:opinion|view)|your opinion|what do you (?:think|reckon|make of)|nicer|nicest)\b",
    r"^should\b[^?]{0,60}\b(?:(?:have )?been|be) (?:sacked|fined|fired|dismissed|prosecuted|punished|ashamed|abolished"
    r"|scrapped|compensated)\b",
    r"(?:^|[.?!] )(?:is it|was it|were they|are they) (?:fair|right|wrong|acceptable|reasonable)\b",
)
"""An opinion is asked for."""
OF_ITSELF = _any(
    r"\b(?:your (?:\w+ )?(?:prompts?|instructions?|orders|guidelines)"
    r"|(?:prompts?|instructions?|orders) (?:\w+ ){0,2}?you|you(?:['’]ve| have) been (?:told|instructed)\b)",
    r"^(?:please )?(?:pretend|imagine|make up|invent)\b",
)
"""What the assistant itself was told is asked for, or something made up."""
AUX = r"is|are|was|were|has|have|had|do|does|did|can|could|will|would|should|must|may|might"
OPENS = r"(?:and |but |so |or |then |ok(?:ay)?,? |right,? |well,? )*"
ASKS_ITSELF = re.compile(
    rf"{OPENS}(?:(?:by|since|until|from|to|with|for|on|in|at) )?(?:how|when|who|whose|whom|why|where"
    rf"|what(?:['’]s)? (?!(?:about|if)\b)|(?:{AUX})\b)",
    re.I,
)
"""A follow-up that says for itself what kind of answer it wants."""
ASKS_NOW = re.compile(
    r"\b(?:now|still|currently|today|these days|latest|at the moment|most recent\w*|any ?more)\b", re.I
)
"""The newest is asked for."""
HOW_IT_STANDS = re.compile(
    r"\bhow(?:['’]s|s| (?:well |good |bad )?(?:is|are|was|were|did|do|does|has|have))\b.{0,60}?"
    r"(?:\b(?:doing|do|done|get(?:ting)? on|far(?:e|ed|ing)|perform\w*|going|shaping up|look(?:ing)?)\b|[?.]?$)"
    r"|^(?:is|are) .{0,30}\b(?:any good|good|bad|ok(?:ay)?|all right|alright)\b"
    r"|^(?:did|has|have) .{0,40}\b(?:pass|fail)(?:ed)?\b",
    re.I,
)
"""How an area is doing on the whole is asked for, if nothing else is named."""
JUDGES_REACH = _any(
    r"\bhow (?:easy|hard|well|good|difficult)\b|\b(?:could|can|did|do)(?: not|n['’]t) (?:find|get)\b",
    r"\blook(?:ing|ed) at\b|\bwhat (?:did|do|does) .{3,60}\b(?:say|find|think)\b|\b(?:hard|easy|difficult) to\b",
)
"""How well somebody or something can be reached is asked, not how."""
