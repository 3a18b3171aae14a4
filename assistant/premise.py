"""A question that takes something for granted: as the open question behind it, and whether its answer bears it out.

"92% of plans were on time in 2021, weren't they?" asks what percentage it was. The figure the documents state is the
answer; "yes" or "no" goes before it only where that figure, or that name, is of the very thing and time.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.areas import find_areas
from ingest.dates import find_dates
from ingest.numbers import Number, find_numbers

from .draft import Draft, Statement

_VERB = r"(?:is|was|are|were|has|have|had|do|does|did|can|could|will|would|should)"
_TAG = re.compile(
    rf"(?:,?\s+{_VERB}(?:n['’]?t|\s+not) (?:it|they|he|she|there|that|this|we|you)"
    rf"|,\s+{_VERB} (?:it|they|he|she|there|we) not|,\s+{_VERB}n['’]?t"
    r"|,\s+(?:right|correct|true|yes|no|eh|yeah)"
    r"|[,.;–-]?\s+(?:is|are|was|were) (?:that|this|it|he|she|they) (?:right|correct|true|so|wrong|mistaken)"
    r"|,\s+am i right|,\s+or (?:not|is that wrong))\s*\?*\s*$",
    re.I,
)
_BEFORE = re.compile(
    r"^(?:so,? |and )?(?:is it (?:true|right|correct|the case)|am i right(?: (?:in thinking|to think|that))?"
    r"|would it be (?:right|true|fair) to say|can you confirm)(?: that)?,? ",
    re.I,
)
_HEARD = re.compile(
    r"^(?:(?:my|our|the|an?|one|some) (?:[\w’'-]+ ){1,4}?(?:says?|said|reckons?|claims?|claimed|thinks?|insists?"
    r"|tells? (?:me|us)|told (?:me|us))"
    r"|(?:i|we)(?:['’]ve| have| was| were| am| are)? (?:been )?(?:told|heard?|read|gather|understand|believe|think)"
    r"|(?:people|they|someone|somebody|everyone) (?:says?|said|reckons?|claims?|tells? (?:me|us)|told (?:me|us)))"
    r"(?: that)?,? ",
    re.I,
)
"""Who says what is taken for granted, where one asks whether it is so."""
_IS_FIGURE = re.compile(
    r"^(?P<verb>were|was|are|is) (?P<rest>(?:only |just |over )?\d[\d,.]*\s?(?:%|per ?cent)\s.*)$", re.I
)
_QUESTION = re.compile(
    r"\b(?:how (?:many|much|long|often)|what|which|why|whose)\b|(?:^|[.,;] )(?:when|where)\b(?!.*,)", re.I
)
_NAME = r"(?P<name>(?:(?:Dr|Mr|Mrs|Ms|Miss|Professor|Councillor|Cllr)\.? )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,3})"
_DOES = r"led|leads|lead|chaired|chairs|ran|runs|wrote|signed|carried out|conducted|inspected"
_NAMED = (
    (re.compile(rf"^(?:[Ii]t(?:'s|’s| was| is)|(?:[Ww]as|[Ii]s) it) {_NAME} (?:who|that) (?P<rest>.+)$"), "who {rest}"),
    (re.compile(rf"^{_NAME} (?P<rest>(?:{_DOES})\b.+)$"), "who {rest}"),
    (re.compile(rf"^{_NAME} (?P<verb>is|was) (?P<rest>the .+)$"), "who {verb} {rest}"),
    (
        re.compile(rf"^(?P<what>.+?) (?:was|is|were) (?P<verb>{_DOES}) by {_NAME}(?P<rest>.*)$"),
        "who {verb} {what}{rest}",
    ),
)
_LIMIT = re.compile(r"\b(?:within|in|under|over|after|aged?|years?|year|section|stage|phase|of the|all|the)\s*$", re.I)
_HEDGE = re.compile(r"\b(?:only|just|about|around|nearly|almost|over|some|as (?:many|much) as|roughly)\s*$", re.I)
_NEARLY = re.compile(r"\b(?:about|around|nearly|almost|roughly|some|approximately|circa)\s*$", re.I)
_LONG = re.compile(r"\s*(?:hours?|days?|weeks?|months?|years?|terms?)\b", re.I)
_OPENS = re.compile(
    r"(?:The|This|That|There|All|Both|Every|Each|No|None|It|In|At|By|Most|Some|Children|Parents|Inspectors|Plans|When|After|Since|Before|By|Once|During|Only|Nearly)\b"
)
_SPEAKER = re.compile(
    r"(?P<who>(?:the )?(?:\w+ )?(?:inspectors|ofsted|council|cqc|letter|report|committee)) (?:also |have |has |had )?"
    r"(?:reported|reports|said|say|says|found|find|claims?|claimed|boasts?|told (?:us|parents|members))(?: that)?,? ",
    re.I,
)
_MARK = re.compile(r"\b(?:more|fewer|less|better|worse|higher|lower|over|above|below|under|at least) (?:than )?$", re.I)
_THERE = re.compile(r"^there (?:were|was|are|is|have been|had been) ?", re.I)
_TARGET = re.compile(r"\b(?:a |the |its |their )?(target|aim|goal)(?: of| was| is)?\s*$", re.I)


@dataclass(frozen=True)
class Opened:
    """The open question behind one that takes something for granted."""

    question: str
    said: str
    """The figure or the name that is taken for granted; empty where only yes or no is asked."""


def opened(text: str) -> Opened | None:
    """The open question behind a question with a tag ("weren't they?") or "is it true that"; ``None`` for any other.

    Args:
        text: on one line.
    """
    body = _BEFORE.sub("", text.strip())
    body = _TAG.sub("", _HEARD.sub("", body) if _TAG.search(body) else body).rstrip("?. ,")
    figure_first = _IS_FIGURE.match(body)
    asks = figure_first or re.match(r"(?:[Ww]as|[Ii]s) it [A-Z]", body)
    if body == text.strip().rstrip("?. ,") and not asks:
        return None
    if _QUESTION.search(body) or len(body.split()) < 3:
        return None
    if figure_first:
        body = f"{figure_first['rest']} {figure_first['verb'].lower()}"
    named = _of_name(body)
    if named:
        return named
    told = _SPEAKER.match(body)
    by = f" according to {_small(told['who'])}" if told else ""
    body = _small(body[told.end() :] if told else body)
    return _of_figure(body, by) or Opened(f"Is it so that {body}{by}?", "")


def _small(text: str) -> str:
    """A sentence as it stands inside another."""
    return text[0].lower() + text[1:] if _OPENS.match(text) else text


def _of_name(body: str) -> Opened | None:
    for form, question in _NAMED:
        match = form.match(body)
        if match and not find_areas(match["name"]):
            asked = question.format(**{k: v or "" for k, v in match.groupdict().items()})
            return Opened(f"{asked[0].upper()}{asked[1:]}?", match["name"])
    return None


def _of_figure(body: str, by: str) -> Opened | None:
    taken = _taken(body)
    if taken is None:
        return None
    before, after = _THERE.sub("", _HEDGE.sub("", body[: taken.start].rstrip() + " ")), body[taken.end :]
    said = "" if _NEARLY.search(body[: taken.start]) else body[taken.start : taken.end]
    target = _TARGET.search(before)
    lasts = _LONG.match(after)
    rest = after[lasts.end() :] if lasts else after
    if target:
        asked = f"What was the {target[1]} {before[: target.start()]}{rest}"
    elif taken.percent:
        asked = (
            f"What percentage{rest} {before}" if after.lstrip().startswith("of ") else f"What percentage {before}{rest}"
        )
    elif body[taken.start] == "£":
        asked = f"How much money {before}{rest}"
    elif lasts and before.strip():
        asked = f"How long {before}{rest}"
    else:
        asked = f"How many{after} {before}"
    return Opened(f"{' '.join(asked.split())}{by}?", said)


def _taken(body: str) -> Number | None:
    """The one figure that is taken for granted: no date, no limit ("within 20 weeks"), no mark ("more than half")."""
    dates = find_dates(body)
    found = [
        n
        for n in find_numbers(body)
        if not any(d.start <= n.start < d.end for d in dates)
        and not (_LIMIT.search(body[: n.start]) and not n.percent)
        and body[n.start : n.end].lower() not in {"one", "half"}
    ]
    return found[0] if len(found) == 1 and not _MARK.search(body[: found[0].start]) else None


def checked(draft: Draft, said: str, may_deny: bool, earlier: Statement | None = None) -> Draft:
    """An answer to the open question, led by whether it bears out what was taken for granted.

    Args:
        draft: the answer.
        said: the figure or name that was taken for granted.
        may_deny: it rests on what is known of figures and names, and not on a sentence that may speak of another.
        earlier: the figure taken for granted where it is one of another time, and none is asked about.
    """
    if not said or draft.status != "answered" or not draft.statements:
        return draft
    first, *rest = draft.statements
    if _states(first.text, said):
        return replace(draft, statements=(_led("Yes", first), *rest))
    if earlier:
        return replace(draft, statements=(_led("Yes", earlier), *draft.statements))
    if first.form == "direct" and may_deny and not any(_states(s.text, said) for s in rest):
        return replace(draft, statements=(_led("No", first), *rest))
    return draft


def _led(word: str, first: Statement) -> Statement:
    return replace(first, text=f"{word}: {first.text}") if first.form == "direct" else first


def _states(text: str, said: str) -> bool:
    """Whether a text states a figure, or a name by its last word."""
    wanted = find_numbers(said)
    if not wanted:
        return said.split()[-1].lower() in text.lower()
    dates = find_dates(text)
    figures: Sequence[Number] = [n for n in find_numbers(text) if not any(d.start <= n.start < d.end for d in dates)]
    return any(n.value == wanted[0].value for n in figures)
