"""Which findings a question asks for: the forms of questions, in one place to be read and added to."""

import re
from dataclasses import dataclass

from ingest.documents import FindingKind

_PLAN = r"(?:written statement(?: of action)?|wsoa|statement of action|action plan|accelerated progress plan|app|plan)"
_PEOPLE = r"(?:director|chief|ceo|officer|leader|head|manager|chair|commissioner|nurse)\w*"


@dataclass(frozen=True)
class Ask:
    """A form of question and the kinds of finding that answer it, the first that a document has."""

    kinds: tuple[FindingKind, ...]
    form: re.Pattern[str]
    topical: bool = True
    """What else the question says chooses among the findings. Where false, it must say nothing else."""


def _ask(*kinds: FindingKind, form: str, topical: bool = True) -> Ask:
    return Ask(kinds, re.compile(form, re.I), topical)


ASKS: tuple[Ask, ...] = (
    _ask(
        "inspector",
        form=r"\bwho (?:led|lead|leads|was leading|ran|carried out|did|conducted|headed(?: up)?|fronted"
        r"|was in charge of) (?:the |this |that )?(?:\w+ ){0,3}?(?:re-?)?(?:inspections?|visits?|revisit)\b"
        r"|\bsame (?:lead )?(?:person|people|inspectors?|team)\b.{0,60}\b(?:inspect\w*|visit\w*|revisit)\b"
        r"|\b(?:lead )?inspectors?\b.{0,20}\b(?:names?|who)\b"
        r"|\b(?:who (?:was|were|is|are)|names? (?:of|the)|which|what were the names of) (?:the )?(?:\w+ ){0,2}"
        r"(?:lead )?inspectors?\b|\binspection team\b"
        r"|\bhow many (?:\w+ ){0,2}?inspectors\b(?! (?:say|said|told|found))",
        topical=False,
    ),
    _ask(
        "leader",
        form=rf"\b(?:who(?:'s|’s| is| was| were| are)|names? of)\b.{{0,40}}\b{_PEOPLE}"
        r"|\bwho(?:'s|’s| is| was| were| are) (?:now |currently )?"
        r"(?=(?:running|heading|in charge of|at the (?:top|head|helm)) )"
        r"|\bwho(?:'s|’s| is| was| were| are) (?:named|listed|given) (?:for|at|on) "
        r"|\bwho (?:runs?|heads?(?: up)?|leads?|ran|headed) ",
    ),
    _ask(
        "body",
        form=r"\b(?:which|what|who)\b.{0,30}\b(?:health (?:board|body)|nhs (?:board|body|organisation)"
        r"|integrated care board|icb|clinical commissioning group|ccg|local authority|council)\b.{0,60}"
        r"\b(?:responsible|cover\w*|plan\w*|commission\w*|run\w*)",
        topical=False,
    ),
    _ask(
        "body",
        "leader",
        form=r"\bwho(?:'s|’s| is)? (?:in charge of|runs?|leads?|heads?(?: up)?|responsible for|accountable for)\b"
        r".{0,30}\b(?:send|special educational needs|sen|services?|partnership)\b",
        topical=False,
    ),
    _ask(
        "next inspection",
        form=r"\bwhen (?:(?:do|does) (?:\w+ ){1,3}?(?:reckon|think|expect|say) .{0,40}?)?"
        r"(?:is|will|would|are|should|can)\b.{0,60}\b(?:next|again|back|return|re-?inspect\w*|re-?visit\w*"
        r"|monitoring)\b.{0,30}"
        r"|\b(?:next|monitoring) (?:full )?(?:\w+ )?(?:re-?)?inspection\b.{0,20}\b(?:due|when|date)\b"
        r"|\bhow (?:soon|long)\b.{0,40}\b(?:next|again|back|return)\b"
        r"(?:.{0,30}\banother (?:go|look|visit|inspection)\b)?",
        topical=False,
    ),
    _ask(
        "previous inspection",
        form=r"\bwhen (?:was|were|did)\b.{0,60}\b(?:previous\w*|last|before|earlier)\b.{0,40}"
        r"|\b(?:previous|last|earlier) inspections?\b.{0,30}\b(?:when|dates?)\b|\binspected before\b"
        r"|^(?:had|has|have|was|were)\b.{0,50}\b(?:(?:ever|previously|already) (?:been )?(?:re-?)?inspected\b"
        r"|ever had (?:a|an) (?:\w+ )?inspection\b|inspected (?:\w+ ){0,2}before\b)",
        topical=False,
    ),
    _ask(
        "outcome",
        form=r"\b(?:outcome|overall judgement|overall verdict|rating|rated|grade|result) of (?:the |that |this )?"
        r"(?:\w+ ){0,4}inspection\b|\bhow (?:was|were|is|did)\b.{0,40}\b(?:rated|judged|do|perform|fare)\b"
        r"|\b(?:inspection )?outcome\b",
        topical=False,
    ),
    _ask(
        "area for priority action",
        form=r"\b(?:areas? for )?priority actions?\b|\bas (?:a|their) (?:matter of )?priority\b|\bpriorit(?:y|ies)\b"
        r"|\burgent(?:ly)?\b"
        r"|\b(?:fix|do|sort out|put right|deal with|tackle)\b.{0,30}\b(?:first|straight away|at once)\b",
    ),
    _ask(
        "area for improvement",
        "area for priority action",
        "recommendation",
        form=r"\bareas? (?:for|of) improvements?\b|\b(?:told|asked|required|need\w*|have|has|had|must|should)\b.{0,20}"
        r"\b(?:improv(?:e|ing)|do better|work(?:ing)? on|fix(?:ing)?|put(?:ting)? right|sort(?:ing)? out|get better at"
        r"|address(?:ing)?)\b"
        r"|\b(?:ask|tell|want|expect|require|instruct)(?:s|ed)?\b.{0,60}"
        r"\bto (?:improve|do|put right|change|work on|fix)\b",
    ),
    _ask(
        "recommendation",
        form=r"\brecommend(?:ation|ations|ed|s)?\b|\b(?:committee|board|cabinet|members?|councillors)\b.{0,20}"
        r"\basked (?:to|for)(?: do)?\b"
        r"|\b(?:are|is|were|was|being) (?:we |they |members |councillors |the committee )?asked to\b",
    ),
    _ask(
        "area of significant weakness",
        form=r"\b(?:(?:areas? of )?(?:significant |serious )?(?:weakness(?:es)?|concerns?)|weak areas?"
        r"|(?:serious|signific|main|really|very) ?\w* weak|weakest)\b"
        r"|\b(?:inspectors?|ofsted|cqc)\b.{0,60}\b(?:improve|fix|put right|sort out)\b"
        r"|\b(?:told|required|ha[sd]|have|must|needs?|needed|did)\b.{0,20}\bto (?:improve|fix|put right|sort out)\b"
        r"|\bmust\b.{0,25}\b(?:improve|fix|put right|sort out)\b",
    ),
    _ask(
        "milestone",
        form=rf"\bwhen (?:was|were|did|is|has)\b.{{0,60}}\b{_PLAN}\b.{{0,60}}|\b{_PLAN}\b.{{0,30}}\bwhen\b",
    ),
    _ask(
        "action",
        form=r"\bactions?\b|\bwho (?:is|will be|was) (?:leading|responsible|the lead)\b|\bdeadlines?\b|\bby when\b"
        r"|\bwhen (?:will|must|should|is)\b.{0,60}\b(?:be|due)\b",
    ),
    _ask(
        "strength",
        form=r"\bstrengths?\b|\b(?:going|working|doing|done|works?|does) well\b|\bgood at\b|\bis effective\b"
        r"|\b(?:inspectors|ofsted|cqc)\b.{0,20}\b(?:happy|pleased|impressed|satisfied)(?: with| by)?\b"
        r"|\b(?:inspectors|ofsted|cqc)\b.{0,10}\b(?:praised?|liked?|commend(?:ed)?)\b"
        r"|\b(?:credit(?:ed)?|praised?|commended)\b.{0,20}\b(?:by|from)\b.{0,10}\b(?:inspectors|ofsted|cqc)\b",
    ),
    _ask(
        "area for development",
        form=r"\bareas? (?:for|of) development\b|\b(?:do|doing) better\b|\bnot (?:going|working) well\b"
        r"|\bgoing (?:badly|wrong)\b",
    ),
)
"""In the order in which they are tried."""
