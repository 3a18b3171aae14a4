"""The earlier question with another area, time or thing in its place: "And in May?", "What about EHC plans?"."""

import re
from collections.abc import Sequence

from ingest.areas import find_areas, misspelt_area
from ingest.dates import DateSpan

from .content import areas_in, content_tokens
from .forms import MONTH_NAME, OPENS
from .times import times_in
from .words import Token, tokens

_OPENER = re.compile(
    r"^(?:and |but |so |or |ok(?:ay)?,? |sorry,? )*(?:(?:what|how) about|(?:the )?same(?: (?:question|thing|again))?"
    r" (?:for|with|about|but))?\s*",
    re.I,
)
_PREPOSITION = re.compile(r"(?P<word>for|with|about|on|of|to|from|by|in|at)\s+", re.I)
_DETERMINER = re.compile(r"(?:the|their|its|his|her|your|our|a|an|any|all|some)\s+", re.I)
_ASKS = re.compile(
    r"\b(?:how|when|who|whose|whom|which|why|what|where|is|are|was|were|has|have|had|do|does|did|don['’]t|doesn['’]t|can"
    r"|could|will|would|should|it|this|they|them|those|these|if|since|as|then|there|i|we|you)\b",
    re.I,
)
CORRECTS = re.compile(
    r"^(?:(?:sorry|no|oops|actually|hang on|wait)\b[,.: –-]*)*(?:i (?:meant?|was asking about|asked (?:about|for))"
    r"|make that|not .{2,40}?,? but)\s+",
    re.I,
)
_COMPARES = re.compile(
    r"\b(?:is|was|were|are|did|do|does|that|it|this|they|any|much|a lot|"
    r"better|worse|higher|lower|more|less|fewer|longer|shorter|than|the same|different|similar|too|also|as well|then"
    r"|either|instead)\b",
    re.I,
)
"""Words that only set another time or area against the one asked about before: "Was January any better?"."""
_QUARTER = re.compile(r"\b(?:q|quarter )[1-4]\b(?! (?:19|20)\d\d)|\b(?:q|quarter )[1-4]\b", re.I)
_ADJECTIVE = re.compile(r"(?:(?:very )?(?:\w{3,}est|most|least|best|worst) ?\w*|(?:more|less|better|worse) ?\w*)", re.I)
"""What is no thing to be put in another's place: "and the longest?"."""
_ONE = re.compile(
    r"(?P<which>(?:most recent|latest|newest|last|first|initial|original|second|previous|earlier|next|current|other|new"
    r"|old|later)(?: \w+)?) one",
    re.I,
)
_THING = re.compile(
    r"(?<= )(?:(?:first|initial|last|latest|previous|next|20\d\d) )?"
    r"(?P<noun>re-?inspection|inspection|revisit|visit|letter|report|plan|strategy|action|review|meeting|target)\b",
    re.I,
)
_CLAUSE = re.compile(
    r"\s*\b(?:when|while|after|before|since|as of|by the end|at the (?:\w+ ){0,4}?(?:end|time|revisit|inspection))\b",
    re.I,
)
_VERB = re.compile(
    r"\s*\b(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|should|must)\b",
    re.I,
)
"""Where the thing that a question asks about ends: a clause of time, or the verb."""
_SAID_OF = ("about", "with", "on", "for", "of")
_INSPECTORATES = frozenset({"ofst", "=cqc"})
_DETAILS = frozenset({"=contact_phone", "=contact_email", "=contact_web"})
_NAMES = """
camhs sendiass autism neurodev neet altprov icb ccg senco edpsych slt ot physio dco dmo semh pfa haf cme parentforum
exclusion shortbreak joint_comm local_offer specialplace complaint tribunal deficit coprod ehcp ehcneed staffing
"""
SUBJECTS = frozenset(f"={name}" for name in _NAMES.split())
"""Services and subjects, of which one may be put in the place of another."""
_ASKS_FOR = re.compile(rf"{OPENS}(who|whose|why|when|where)\b", re.I)
_TARGET = re.compile(r"\btarget\b", re.I)
_REACHED = re.compile(rf"{OPENS}what (?:was|is) it\b", re.I)
_DOING = re.compile(r"\b(?:doing|done|do|happen\w*|said|say|mean)\b", re.I)
_PEOPLE = re.compile(r"\b(?:under|over|aged?|girls?|boys?|pupils?|children|young people|year \d+)\b", re.I)
"""Some of those that something is asked of, which is no other thing."""
SERVICES = frozenset({"=sendiass", "=camhs", "=parentforum", "=local_offer"})
_YEAR_OF_IT = re.compile(
    r"\b(?:19|20)\d\d (?=(?:\w+ ){0,2}?(?:inspection|re-?inspection|revisit|visit|letter|report)\b)", re.I
)


def swapped(text: str, before: str) -> str | None:
    """The earlier question with the area, the time or both that the follow-up names; ``None`` if it says more.

    Args:
        text: the follow-up.
        before: the question it goes on from.
    """
    plain = _COMPARES.sub(" ", text)
    rest = [token for token in content_tokens(plain) if not misspelt_area(plain[token.start : token.end])]
    if rest and not (len(rest) == 1 and MONTH_NAME.fullmatch(plain[rest[0].start : rest[0].end].title())):
        return None
    if _asks_otherwise(text, before):
        return None
    before = _TARGET.sub("figure", before) if _REACHED.match(text) else before
    areas, dates = areas_in(text), times_in(text)
    month = MONTH_NAME.search(text.title()) if not dates else None
    quarter = _QUARTER.search(text) if not (dates or month) else None
    if areas:
        before = with_area(before, areas[0])
    if quarter and _QUARTER.search(before):
        return _QUARTER.sub(quarter[0], before, count=1)
    if dates:
        return _with_date(before, text[dates[0].start : dates[0].end])
    if month:
        return _with_month(before, month[0])
    return before if areas else None


def _asks_otherwise(text: str, before: str) -> bool:
    """Whether a follow-up asks for something else of another area or time: "What are they doing about it in Leeds?"."""
    asked, other = _ASKS_FOR.match(text), _ASKS_FOR.match(before)
    return bool(_DOING.search(text)) or bool(asked and (not other or other[1].lower() != asked[1].lower()))


def put_in(text: str, before: str) -> str | None:
    """The earlier question with the thing that the follow-up names; ``None`` where it does not say in place of what.

    Args:
        text: the follow-up: "What about EHC plans?", "And for the CQC?", "Sorry, I meant the email address."
        before: the question it goes on from.
    """
    correction = CORRECTS.match(text)
    rest = text[correction.end() :] if correction else text[_OPENER.match(text).end() :]  # type: ignore[union-attr]
    rest = rest.strip(" ?.,")
    preposition = _PREPOSITION.match(rest)
    thing = rest[preposition.end() :] if preposition else rest
    thing = _DETERMINER.sub("", thing, count=1) if _DETERMINER.match(thing) else thing
    one = _ONE.fullmatch(thing)
    if one:
        return _another_one(one["which"], before)
    said = content_tokens(thing)
    if not said or _ASKS.search(thing) or _ADJECTIVE.fullmatch(thing):
        return None
    made = _of_its_class(thing, said, before, (_INSPECTORATES, _DETAILS))
    if made:
        return made
    after = _after_preposition(preposition["word"].lower(), thing, before) if preposition else None
    made = after or _of_its_class(thing, said, before, (SUBJECTS,))
    if made or preposition or not (correction or rest != text.strip(" ?.,")):
        return made
    return next((m for word in _SAID_OF if (m := _after_preposition(word, thing, before))), None)


def is_thing(text: str) -> bool:
    """Whether a follow-up only names another thing: "What about speech therapy?"."""
    rest = text[_OPENER.match(text).end() :]  # type: ignore[union-attr]
    return not _ASKS.search(rest) and bool(content_tokens(rest))


def _another_one(which: str, before: str) -> str | None:
    """ "And the most recent one?" after a question of a revisit."""
    found = _THING.search(before)
    if not found:
        return None
    noun = "inspection" if re.search(r"inspection|visit", found["noun"], re.I) else found["noun"]
    return f"{before[: found.start()]}{which} {noun}{before[found.end() :]}"


def _of_its_class(thing: str, said: list[Token], before: str, classes: Sequence[frozenset[str]]) -> str | None:
    """One inspectorate, contact detail or subject in the place of another."""
    keys = {token.key for token in said}
    spans = [token for token in tokens(before) if not token.stop]
    for members in classes:
        if not keys & members or (members is _INSPECTORATES and len(keys) > 1):
            continue
        place = next((n for n, token in enumerate(spans) if token.key in members and token.key not in keys), None)
        if place is None:
            continue
        start, end = spans[place].start, spans[place].end
        for token in spans[place + 1 :]:  # "autism waits" for "speech therapy waits"
            if token.key not in keys or before[end : token.start].strip():
                break
            end = token.end
        own = "'s" if re.search(r"['’]s$", before[start:end]) else ""
        return f"{before[:start]}{thing}{own}{before[end:]}"
    return None


def _after_preposition(word: str, thing: str, before: str) -> str | None:
    """The thing in the place of what stands after the last such preposition, up to the area, the time or a clause."""
    fixed = fixed_in(before)
    concepts = [token for token in tokens(before) if token.key.startswith("=")]
    for found in reversed(list(re.finditer(rf"\b{word}\s+(?:the |their |its )?", before, re.I))):
        if any(t.start <= found.start() and found.start() + len(word) < t.end for t in concepts):
            continue  # "on" of "on time"
        ends = [start for start in fixed if start >= found.end()] or [len(before.rstrip("?. "))]
        end = min(ends)
        named = {token.key for token in content_tokens(before[found.end() : end])}
        if named and not (named & SUBJECTS and _PEOPLE.search(thing)):
            return f"{before[: found.end()]}{thing}{before[end:]}"
    return None


def fixed_in(before: str) -> list[int]:
    """Where what keeps its place in a question begins: its area, its times and clauses of time, and verbs."""
    return sorted([*closing_in(before), *(match.start() for match in _VERB.finditer(before))])


def closing_in(before: str) -> list[int]:
    """Where the area, the times and the clauses of time of a question begin, with their prepositions."""
    starts = [area.start for area in find_areas(before)] + [span.start for span in times_in(before)]
    starts = [_with_preposition(before, start) for start in starts]
    return sorted([*starts, *(match.start() for match in _CLAUSE.finditer(before))])


def _with_preposition(text: str, start: int) -> int:
    match = re.search(r"\s*\b(?:in|on|at|by|for|of|from|during|since|to|with|the|,)?\s*(?:the )?$", text[:start], re.I)
    return match.start() if match else start


def with_area(before: str, area: str) -> str:
    """The earlier question of another area; the year that says which inspection of the first it was falls away."""
    named = find_areas(before)
    if not named:
        return f"{before.rstrip('?. ')} in {area}?"
    moved = before[: named[0].start] + area + before[named[0].end :]
    return _YEAR_OF_IT.sub("", moved) if named[0].name != area else moved


def _with_date(before: str, date: str) -> str:
    named = times_in(before)
    if named:
        return before[: named[0].start] + date + before[named[0].end :]
    return f"{before.rstrip('?. ')} in {date}?"


def _with_month(before: str, month: str) -> str:
    named = MONTH_NAME.search(before)
    if named:
        return before[: named.start()] + month + before[named.end() :]
    return f"{before.rstrip('?. ')} in {month}?"


def without_dates(before: str) -> str:
    """A question without the times it names, with their prepositions."""
    for named in reversed(_outermost(times_in(before))):
        start = re.search(
            r"(?:\b(?:in|on|by|at|since|from|of|during|as of|at the end of|the end of) )?$", before[: named.start]
        )
        before = before[: start.start() if start else named.start].rstrip() + before[named.end :]
    return before


def _outermost(spans: list[DateSpan]) -> list[DateSpan]:
    return [s for s in spans if not any(o is not s and o.start <= s.start and s.end <= o.end for o in spans)]


def without_areas(text: str) -> str:
    """A text without the areas it names."""
    for named in reversed(find_areas(text)):
        text = f"{text[: named.start].rstrip()} {text[named.end :].lstrip()}"
    return text
