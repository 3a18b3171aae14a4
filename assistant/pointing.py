"""Follow-ups whose form says what they point at: an inspection, a day, some of what was counted, a person, an area."""

import re

from ingest.areas import find_areas

from .answers import Turn
from .content import areas_in, content_tokens
from .forms import ASKS_ITSELF, AUX, OPENS
from .moving import JOINED, NOW
from .put_in import without_dates
from .subject import person_in
from .times import times_in

_WHOSE = re.compile(r"\btheirs\b(?P<after> (?:in|out|up|off))?", re.I)
_HAS_AREA = re.compile(rf"{OPENS}(?:what|how) about\b", re.I)
_WHEN_IT_WAS = re.compile(rf"{OPENS}when (?:was|did) (?:that|it|this)(?: take place| happen)?", re.I)
_DECIDED = re.compile(
    rf"{OPENS}what did (?:they|inspectors|the inspectors|ofsted) (?:decide|conclude|judge|say overall)", re.I
)
_SINCE = re.compile(r"\bsince(?: then)?(?=\s*[?.]*$)", re.I)
_LED = re.compile(
    r"\b(?:led|lead|leads|leading|ran|run|carried out|conducted|chaired) (?P<it>it|that|this)\b(?! \w)", re.I
)
_INSPECTED = re.compile(r"\b(?:ofsted|cqc|inspectors?|inspected|inspection)\b", re.I)
_REVISITED = re.compile(r"\b(?:revisit\w*|re-?inspect\w*|(?:came|went|come|gone) back|returned)\b", re.I)
_COUNTED = "one|two|three|four|five|six|seven|eight|nine|ten|\\d+"
_WHICH = re.compile(
    rf"{OPENS}(?:which|what) (?:are |were )?(?P<count>{_COUNTED})?s?(?: of (?:them|those|these))?"
    rf"(?P<rest> (?:{AUX})(?: they| these| those)?(?: not|n['’]t)?"
    rf"| (?:{AUX}|remain(?:ed)?) ?(?:still )?(?:left|outstanding|there|to do|unresolved|remaining)?)?",
    re.I,
)
_HOW_MANY = re.compile(
    r"how many (?:of )?(?P<what>.+?) (?P<verb>had|have|has|were|are|was|is)"
    r"(?P<predicate>(?: not)? (?!there\b).+?)[?.]*$",
    re.I,
)
_NOT = re.compile(r"\bnot\b|n['’]t\b|\b(?:left|outstanding|unresolved|remain\w*)\b", re.I)
HE = re.compile(r"\b(?:he|she|him|her)\b(?! (?:majesty|team|office)\b)", re.I)
_STILL = re.compile(
    rf"{OPENS}(?:is|was) (?:that|this|it) still (?:the (?:case|same)|true|so|right|correct|like that)"
    rf"|{OPENS}(?:still|(?:what|how) about (?:now|today|these days)|now|today|these days|currently"
    r"|what is it now)",
    re.I,
)


def still(plain: str, before: str) -> str | None:
    """The earlier question asked of today: "Is that still the case?"."""
    return f"{without_dates(NOW.sub('', before)).rstrip('?. ')} now?" if _STILL.fullmatch(plain) else None


def of_inspection(text: str, before: str) -> str | None:
    """A question about the inspection or revisit that the one before it was about: "When was that?", "Who led it?"."""
    areas, plain = areas_in(before), text.rstrip("?. ")
    if not areas or not (_INSPECTED.search(before) or _REVISITED.search(before)):
        return None
    event = f"the {'revisit' if _REVISITED.search(before) else 'inspection'} of {areas[0]}"
    if _WHEN_IT_WAS.fullmatch(plain) and not times_in(before):
        return f"When was {event}?"
    if _DECIDED.fullmatch(plain):
        return f"What was the outcome of {event}?"
    led = _LED.search(text)
    return f"{text[: led.start('it')]}{event}{text[led.end('it') :]}" if led else None


def since(text: str, answer: str) -> str | None:
    """A question of what came since, with the day that the answer before it gave: "Has there been one since?"."""
    match = _SINCE.search(text)
    told = times_in(answer.strip().split("\n")[0]) if match else []
    if not match or len(told) != 1 or not content_tokens(text[: match.start()]):
        return None
    lead = answer.strip().split("\n")[0]
    return f"{text[: match.start()].rstrip()} since {lead[told[0].start : told[0].end]}?"


def which(text: str, before: str) -> str | None:
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


def named(text: str, last: Turn) -> str:
    """A follow-up with the person whom "he" or "she" means, and the thing that "theirs" means."""
    if HE.search(text):
        person = person_in(last.answer)
        if person:
            text = HE.sub(person, text, count=1)
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
    return re.split(rf"\s+(?=(?:{AUX})\b|\w+ed\b)", words, maxsplit=1)[0]


def of_another_area(text: str) -> str | None:
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
