"""A follow-up question and the conversation before it -> a question that stands alone."""

import re
from collections.abc import Sequence

from ingest.areas import find_areas

from .answers import Turn
from .content import areas_in, content_tokens
from .forms import ASKS_FOR_AREAS, AT_ANOTHER_TIME, FOLLOWS, MONTH_NAME, PERSONAL, POINTS_BACK, QUESTION_WORD
from .put_in import CORRECTS, is_thing, put_in, swapped, without_areas, without_dates
from .subject import item_meant, person_in, subject_of
from .times import shifted, times_in
from .words import keys

JOINED = " – "
"""How two questions are put together that cannot be made one."""
_AUX = r"is|are|was|were|has|have|had|do|does|did|can|could|will|would|should|must|may|might"
_OPENS = r"(?:and |but |so |or |then |ok(?:ay)?,? |right,? |well,? )*"
ASKS_ITSELF = re.compile(
    rf"{_OPENS}(?:(?:by|since|until|from|to|with|for|on|in|at) )?(?:how|when|who|whose|whom|why|where"
    rf"|what(?:['’]s)? (?!(?:about|if)\b)|(?:{_AUX})\b)",
    re.I,
)
"""A follow-up that says for itself what kind of answer it wants."""
_SO_MANY = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TIME_BEFORE = re.compile(
    r"(?:and |but |so )*(?:what about|how about|what was it|how was it"
    r"|how (?:many|much|long) (?:was|were) (?:it|that|there)|was (?:it|that)|(?:is|was) (?:it|that|this|they)"
    r" (?:\w+ )?(?:more|less|fewer|better|worse|higher|lower|up|down|longer|shorter)(?: than| on| from)?)?"
    rf"\s*(?:in|for|at|during)?\s*(?:the )?(?:(?:(?P<many>{'|'.join(_SO_MANY)}) )?(?P<what>year|quarter|month|term)s?"
    r" (?:before|earlier|after|later|following)(?: that)?"
    r"|(?:previous|next|following|last) (?P<what2>year|quarter|month|term))",
    re.I,
)
_OVER_TIME = re.compile(
    r"\b(?:which|what) (?:\w+ )?(?:month|quarter|term|year)\b|\b(?:better|worse|higher|lower) than before\b"
    r"|\bbetter or worse\b|\bsince when\b|\b(?:highest|lowest|best|worst)\b|\btrend\b|\bup or down\b"
    r"|\b(?:changed|improved|risen|fallen|gone (?:up|down))\b",
    re.I,
)
"""A follow-up that looks at all times, whatever the one before it asked about."""
_WHEN = re.compile(rf"{_OPENS}(?:(?:by|since|until|from) )?when\b|\bby when\b|\bhow soon\b", re.I)
_NOW = re.compile(r"\s*\b(?:now|currently|today|at the moment|latest|most recent)\b", re.I)
_STILL = re.compile(
    rf"{_OPENS}(?:is|was) (?:that|this|it) still (?:the (?:case|same)|true|so|right|correct|like that)"
    rf"|{_OPENS}(?:still|(?:what|how) about (?:now|today|these days)|now|today|these days|currently"
    r"|what is it now)",
    re.I,
)
_PARTICLE = re.compile(
    r",\s*(?:then|though|too|please|as well)(?=\s*[?.]*$)|(?<=\w) (?:too|as well|please)(?=\s*[?.]*$)", re.I
)
_THEN = re.compile(rf"({_OPENS}(?:what|how) about .*?) then(?=\s*[?.]*$)", re.I)
_MONTH_OF_YEAR = re.compile(r"\b(?P<month>[A-Za-z]+),? (?:of |in )?(?:that|the same) year\b", re.I)
_HAS_AREA = re.compile(rf"{_OPENS}(?:what|how) about\b", re.I)
_WHOSE = re.compile(r"\btheirs\b(?P<after> (?:in|out|up|off))?", re.I)
_ADVICE = re.compile(
    rf"{_OPENS}who (?:can|could|should|do|would|might) (?:i|we|parents|families|you) (?:\w+ )?"
    r"(?:ask|call|contact|ring|phone|email|speak (?:to|with)|talk to|turn to|go to)"
    r"(?: (?:about (?:that|it|this)|for (?:help|advice)|instead|now))?",
    re.I,
)
_WHEN_IT_WAS = re.compile(rf"{_OPENS}when (?:was|did) (?:that|it|this)(?: take place| happen)?", re.I)
_LED = re.compile(
    r"\b(?:led|lead|leads|leading|ran|run|carried out|conducted|chaired) (?P<it>it|that|this)\b(?! \w)", re.I
)
_INSPECTED = re.compile(r"\b(?:ofsted|cqc|inspectors?|inspected|inspection)\b", re.I)
_REVISITED = re.compile(r"\b(?:revisit\w*|re-?inspect\w*|(?:came|went|come|gone) back|returned)\b", re.I)
_COUNTED = "one|two|three|four|five|six|seven|eight|nine|ten|\\d+"
_WHICH = re.compile(
    rf"{_OPENS}(?:which|what) (?:are |were )?(?P<count>{_COUNTED})?s?(?: of (?:them|those|these))?"
    rf"(?P<rest> (?:{_AUX})(?: they| these| those)?(?: not|n['’]t)?"
    rf"| (?:{_AUX}|remain(?:ed)?) ?(?:still )?(?:left|outstanding|there|to do|unresolved|remaining)?)?",
    re.I,
)
_HOW_MANY = re.compile(
    r"how many (?:of )?(?P<what>.+?) (?P<verb>had|have|has|were|are|was|is)"
    r"(?P<predicate>(?: not)? (?!there\b).+?)[?.]*$",
    re.I,
)
_NOT = re.compile(r"\bnot\b|n['’]t\b|\b(?:left|outstanding|unresolved|remain\w*)\b", re.I)
_HE = re.compile(r"\b(?:he|she|him|her)\b(?! (?:majesty|team|office)\b)", re.I)
_IT = re.compile(r"\b(?:it|its|that|this|those|these)\b(?! (?:(?:the|a|they|he|she|inspectors|parents)\b))", re.I)
_THERE_IS = re.compile(r"\b(?:is|are|was|were|be|been) there\b|\bthere (?:is|are|was|were)\b", re.I)
_BACK = re.compile(r"\bthey (?=(?:be (?:back|coming|here)|come (?:back|again)|visit|inspect|return)\b)", re.I)
"""Who comes back are inspectors."""
_GENERAL = frozenset(keys("inspectors inspection ofsted cqc council report area people"))
_NAMES_MORE = 1  # concepts of an earlier follow-up from which on it names something itself
_MOST_POINTING = 4  # concepts of a question that still points back with "it"


def standalone(text: str, history: Sequence[Turn]) -> str:
    """A follow-up written out with what it refers to; any other question as it is.

    Args:
        text: the question on one line.
        history: earlier turns, oldest first.
    """
    if not history:
        return text
    last = history[-1]
    before = last.question
    text = _same_period(_THEN.sub(r"\1", _PARTICLE.sub("", text)), before)
    if _BACK.search(text):
        return _in_same_area(_BACK.sub("inspectors ", text), history)
    alone = _of_another_area(text) or _seeking_advice(text, history)
    if alone:
        return alone
    named = _named(text, last)
    if named != text:
        return _in_same_area(named, history)
    if not _is_follow_up(text):
        return _in_same_area(text, history)
    made = _rewritten(text, before, last.answer)
    if made:
        return _in_same_area(made, history)
    return _joined(text, history)


def _rewritten(text: str, before: str, answer: str) -> str | None:
    """The follow-up as one question, where its form says how."""
    plain = text.rstrip("?. ")
    moved = _at_a_time_before(text, before, answer)
    if moved:
        return moved
    if _STILL.fullmatch(plain):
        return f"{without_dates(_NOW.sub('', before)).rstrip('?. ')} now?"
    if _WHEN_IT_WAS.fullmatch(plain) and _INSPECTED.search(before) and areas_in(before) and not times_in(before):
        event = "revisit" if _REVISITED.search(before) else "inspection"
        return f"When was the {event} of {areas_in(before)[0]}?"
    led = _LED.search(text)
    if led and (_INSPECTED.search(before) or _REVISITED.search(before)) and areas_in(before):
        event = "revisit" if _REVISITED.search(before) else "inspection"
        return f"{text[: led.start('it')]}the {event} of {areas_in(before)[0]}{text[led.end('it') :]}"
    return _which(plain, before) or swapped(text, _negated(text, before)) or put_in(text, _whole(before))


def _joined(text: str, history: Sequence[Turn]) -> str:
    """A follow-up with the question before it, or what that one was about where this one asks for something else."""
    before = _root(text, _negated(text, history[-1].question))
    pointed = item_meant(text, history[-1].answer)
    if pointed:
        words, item = pointed
        text, before = text.replace(words, "it"), without_areas(item)
    elif ASKS_ITSELF.match(text):
        *heads, root = before.split(JOINED)
        before = JOINED.join([*heads, subject_of(root)])
    if _WHEN.match(text) or AT_ANOTHER_TIME.search(text) or _OVER_TIME.search(text):
        before = without_dates(before)
    area = history[-1].local_area
    if area and not find_areas(before) and not areas_in(text):
        before = f"{before.rstrip('?. ')} in {area}?"
    return f"{text.rstrip('?. ')}{JOINED}{before.rstrip('?. ')}?"


def _whole(before: str) -> str:
    """The earlier question that another thing is put into: the one that came last, where it was one of its own."""
    head, *rest = before.split(JOINED)
    if not rest or not ASKS_ITSELF.match(head):
        return rest[-1] if rest else before
    return before


def _root(text: str, before: str) -> str:
    """The question that a conversation turns around, with the one thing put into it since, unless another is put in.

    "It" may also mean what the question just before names.
    """
    *heads, root = before.split(JOINED)
    swaps = [head for head in heads if is_thing(head)]
    if heads and not swaps and _IT.search(text) and len(content_tokens(heads[0])) >= _NAMES_MORE:
        return f"{subject_of(heads[0])}{JOINED}{root}"
    return root if not swaps or is_thing(text) else f"{swaps[0]}{JOINED}{root}"


def _named(text: str, last: Turn) -> str:
    """A follow-up with the person whom "he" or "she" means, and the thing that "theirs" means."""
    if _HE.search(text):
        person = person_in(last.answer)
        if person:
            text = _HE.sub(person, text, count=1)
    theirs = _WHOSE.search(text)
    owned = re.search(r"(?<=['’]s )(?:own )?(?P<what>[\w-]+(?: [\w-]+){0,5})", last.question)
    if theirs and owned:
        what = _noun_phrase(owned["what"])
        text = f"{text[: theirs.start()].rstrip()}{theirs['after'] or ''} their {what}{text[theirs.end() :]}"
    return text


def _noun_phrase(words: str) -> str:
    """The words up to the first verb: "written statement of action" of "written statement of action found fit"."""
    said = content_tokens(words)
    if said and said[0].key.startswith("="):
        return words[said[0].start : said[0].end]
    return re.split(rf"\s+(?=(?:{_AUX})\b|\w+ed\b)", words, maxsplit=1)[0]


def _of_another_area(text: str) -> str | None:
    """ "What about Essex, when was their inspection?": a question of its own about an area named before it."""
    opens = _HAS_AREA.match(text)
    areas = find_areas(text)
    if not opens or not areas or content_tokens(text[opens.end() : areas[0].start]):
        return None
    rest = re.sub(r"^(?:['’]s)?\s*[,:;?–-]+\s*(?:and )?", "", text[areas[0].end :])
    if rest == text[areas[0].end :] or len(rest.split()) < 3 or not ASKS_ITSELF.match(rest):
        return None
    name = areas[0].name
    whose = re.sub(r"\b(?:their|its)\b", f"{name}'s", rest, count=1, flags=re.I)
    whose = re.sub(r"\bthey\b", name, whose, count=1, flags=re.I) if whose == rest else whose
    whose = re.sub(r"\bthere\b", f"in {name}", whose, count=1, flags=re.I) if whose == rest else whose
    return whose if whose != rest or areas_in(rest) else f"{rest.rstrip('?. ')} in {name}?"


def _seeking_advice(text: str, history: Sequence[Turn]) -> str | None:
    """ "Who can I ask, then?" after somebody's own case: where advice is to be had in the area."""
    if not _ADVICE.fullmatch(text.rstrip("?. ")) or not PERSONAL.search(history[-1].question):
        return None
    return _in_same_area("Who can I ask for SEND advice?", history)


def _which(text: str, before: str) -> str | None:
    """ "Which two had not?" after "How many had improved?", as one question of those that had not."""
    match, counted = _WHICH.fullmatch(text), _HOW_MANY.match(before)
    if not match or not counted or JOINED in before:
        return None
    what, predicate = counted["what"], counted["predicate"]
    if _NOT.search(match["rest"] or "") and not _NOT.search(predicate):
        predicate = f" not{predicate}"
    of = "of " if re.match(r"of ", before[len("how many ") :], re.I) else ""
    number = f"{match['count']} " if match["count"] and match["count"].lower() != "one" else ""
    of = of or ("of the " if number else "")
    return f"Which {number}{of}{what} {counted['verb']}{predicate}?"


def _at_a_time_before(text: str, before: str, answer: str) -> str | None:
    """The earlier question a year, quarter or month before or after: "And the year before?"."""
    match = _TIME_BEFORE.fullmatch(text.rstrip("?. "))
    if not match:
        return None
    what = (match["what"] or match["what2"]).lower()
    by = -1 if re.search(r"before|earlier|previous|last", text, re.I) else 1
    by *= max(1, _SO_MANY.index(match["many"].lower())) if match["many"] else 1
    named = times_in(before)
    if named:
        span = named[-1] if len(named) == 1 else named[0]
        moved = _moved(before[span.start : span.end], what, by)
        return before[: span.start] + moved + before[span.end :] if moved else None
    lead = answer.strip().split("\n")[0]
    told = times_in(lead)
    moved = _moved(lead[told[0].start : told[0].end], what, by) if len(told) == 1 else None
    return f"{_NOW.sub('', before).rstrip('?. ')} in {moved}?" if moved else None


def _moved(words: str, what: str, by: int) -> str | None:
    """A time as printed, so many years, quarters or months later, or earlier where ``by`` is negative."""
    moved: str | None = words
    for _ in range(abs(by)):
        moved = shifted(moved, what, 1 if by > 0 else -1) if moved else None
    return moved


def _is_follow_up(text: str) -> bool:
    if FOLLOWS.match(text):
        return True
    said = [token for token in content_tokens(text) if not token.key.startswith("#")]
    if said and areas_in(text) and QUESTION_WORD.search(text):
        return False  # it says of which area, and what
    if CORRECTS.match(text) or re.search(r"\bof (?:these|those|them)\b", text, re.I):
        return True
    own = [token for token in said if token.key not in _GENERAL]
    if not own or _TIME_BEFORE.fullmatch(text.rstrip("?. ")):
        return True
    if _IT.search(text) and len(said) <= _MOST_POINTING:
        return True
    if QUESTION_WORD.search(text) and len(own) >= 2:  # who, when or how many of what it names itself
        return False
    return len(own) <= 2 and (len(text.split()) <= 4 or bool(POINTS_BACK.search(_THERE_IS.sub(" ", text))))


def _in_same_area(text: str, history: Sequence[Turn]) -> str:
    """A question of its own keeps to the area that the conversation is about, unless it names or asks for areas."""
    area = history[-1].local_area or next(iter(areas_in(history[-1].question)), None)
    if not area or areas_in(text) or ASKS_FOR_AREAS.search(text):
        return text
    pointed = re.sub(r"\bthere\b(?! (?:is|are|was|were|be|been|any|a)\b)", f"in {area}", text, count=1, flags=re.I)
    return pointed if pointed != text else f"{text.rstrip('?. ')} in {area}?"


def _same_period(text: str, before: str) -> str:
    """ "that month" and "the same year" written out from the earlier question."""
    dates = times_in(before)
    if not dates:
        return text
    said = before[dates[0].start : dates[0].end]
    month, year = _MONTH_OF_YEAR.search(text), re.search(r"\b(?:19|20)\d\d\b", said)
    if month and year and MONTH_NAME.fullmatch(month["month"].title()):
        return f"{text[: month.start()]}{month['month'].title()} {year[0]}{text[month.end() :]}"
    back = re.compile(r"\b(?:(?:in |during )?(?:that|the same) (?:month|year|period|time)|then)\b", re.I)
    return back.sub(f"in {said}", text, count=1)


def _negated(text: str, before: str) -> str:
    """ "Which two had not?" after "How many had improved?" asks of those that had not improved."""
    if not re.search(r"\b(?:not|\w+n't|\w+n’t)\b", text, re.I):
        return before
    return re.sub(r"\b(had|have|has) (improved|made|met|been)\b", r"\1 not \2", before, count=1, flags=re.I)
