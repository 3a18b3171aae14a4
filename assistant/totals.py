"""How many of the weaknesses improved, by the totals that a document gives, and which are left: where none is judged
one by one, as minutes, pages and articles tell of a revisit."""

import re
from collections.abc import Sequence

from ingest.dates import bounds

from .draft import COUNTED, Draft, Quote, Statement
from .evidence import INSPECTORATE, Scored
from .known import Known
from .library import Library
from .periods import dates_of, document_fits, names_time
from .topics import topic
from .understand import Understood
from .units import Unit
from .verdicts import totals_in_words
from .verify_near import figures
from .wording import count_in_words

_LEFT = re.compile(
    r"\b(?:not|n[o']t|never|fail(?:ed|ing)?|fall(?:s|ing)? short|fell short|insufficient|remain\w*"
    r"|left(?! (?:the|its|their|school|home|care|hospital|[\w’']+['’]s|with)\b)"
    r"|outstanding|unfinished|unresolved|unimproved|still|unsatisf\w+|yet to|go wrong|wrong|short|nowhere"
    r"|no (?:further|headway|progress))\b",
    re.I,
)
_BETTER = re.compile(
    r"\b(?:improv\w+|progress\w*|better|sorted|fix(?:ed)?|resolved|put right|addressed|good enough|well enough|enough"
    r"|moved? on|moving on|moving forward|satisf\w+|sign(?:ed)? off|business as usual|turned (?:a|the) corner"
    r"|dealt with|succeed\w*|pass(?:ed)?|meet|met|done|clear(?:ed)? up|clean(?:ed)? up|far|nowhere|headway)\b",
    re.I,
)
_THINGS = re.compile(
    r"\b(?:weakness(?:es)?|areas?|problems?|concerns?|issues?|faults?|failings?|points?|things|priorit(?:y|ies)"
    r"|topics?|subjects?|bits?|parts?|respects?|matters?|spots?"
    r"|recommendations?|everything|anything|mess|all of (?:it|them)|it all|ones)\b",
    re.I,
)
_AGAIN = re.compile(
    r"\b(?:re-?\s?visit\w*|return\w*|came back|come back|went back|back|re-?inspect\w*"
    r"|checked (?:on )?\w+(?: \w+)? again|follow(?:ed)?[ -]up|second visit"
    r"|later visit|since)\b",
    re.I,
)
_HOW = re.compile(r"\bhow much of\b|\bhow (?:had|did|have|has) \w+(?: \w+){0,3} (?:do|done|get on|fare\w*)\b", re.I)
_MUST = re.compile(r"\b(?:must|ha(?:ve|s|d) to|needs? to|should|ought to)\b", re.I)
"""It asks what is to be done, not what was."""
_MARK = re.compile(r"\b(?:at least|at most|more than|fewer than|less than|most|half|majority|\d+ or more)\b", re.I)
_ANY = re.compile(r"\b(?:any|some|anything|something|a few)\b", re.I)
_EVERY = re.compile(r"\b(?:everything|all|every|each)\b", re.I)
_DENIED = re.compile(r"\b(?:not|never|no|nowhere)\b|n['’]t\b|\bfail", re.I)
_WORDS = """
improv progress suffici enough better sort fix resolv right put satisfi sign busi usual move visit return back
follow second well done spot bit topic subject part respect
matter name what check do fare fault point thing everyth anyth dozen inspector tell say said judg rule
verdict result unfinish short fell wrong still go went forward onc by time autumn spring summer winter start
begin end nowher far got headway on month year count turn corner pass met meet succeed normal
=progress_ok =progress_not =weakness =improvement_area =good =strength =send =kids =wsoa =attend
"""
_OWN = frozenset(_WORDS.split())
"""What belongs to asking how many improved, whatever they are called."""
_OF_LETTER = re.compile(r"\b(?:this|the) letter (?:outlines|sets out|describes|gives)\b", re.I)
"""What a letter says of itself."""
_NAMES_REST = re.compile(
    r"(?:the (?:other|remaining|rest)"
    r"|(?:one|two|three|four|five|six|both) (?:\w+ ){0,3}?(?:areas?|weaknesses|others?|issues"
    r"|were|was|are|is|remain\w*|still))\b(?=.*\b(?:weak\w*|not|insufficient|remain\w*|still|outstanding)\b)"
    r"(?!.*\b(?:had|have|has) (?:improved|been)\b)",
    re.I,
)
"""The sentence after a total that names those left: "Two areas were still weak, the plans and the local services"."""
_MOST_LEFT = 4  # sentences and entries that follow the total


def totals_draft(
    library: Library, question: Understood, documents: Sequence[str], scored: Sequence[Scored]
) -> Draft | None:
    """How many improved, whether all did, which are left; ``None`` where that is not asked, or no total is given."""
    text = question.standalone
    left, better = _LEFT.search(text), _BETTER.search(text)
    asks = (_THINGS.search(text) and (left or better)) or (_AGAIN.search(text) and _HOW.search(text))
    if (
        not asks
        or _MUST.search(text)
        or question.intent not in {"number", "yes_no", "list", "text"}
        or len(question.areas) > 1
    ):
        return None
    spoken = [m.span() for form in (_LEFT, _BETTER, _THINGS, _AGAIN, _HOW) for m in form.finditer(text)]
    if any(token.key not in _OWN for token in topic(question, spoken)):
        return None
    totals = _newest(library, question, documents)
    if not totals or len({known.local_area for known in totals}) > 1:
        return None
    return _told(library, question, totals, left is not None)


def _newest(library: Library, question: Understood, documents: Sequence[str]) -> list[Known]:
    """The totals of the newest document that gives any, inspectors' own before others'; of the period asked about."""
    found = [k for k in library.findings.of("progress total", documents) if _is_of_time(library, question, k)]
    theirs = [k for k in found if library.sources[k.finding.document].kind in INSPECTORATE]
    return library.findings.newest(theirs or found)


def _is_of_time(library: Library, question: Understood, known: Known) -> bool:
    """Whether a total may be of the time asked about: its document is of it or soon after, names it, or has no date."""
    document = known.finding.document
    if _is_dated(library, question, known) or not dates_of(library, document):
        return True
    age = library.age(document)
    return any(bounds(p)[1] < age and int(age[:4]) <= int(bounds(p)[1][:4]) + 1 for p in question.periods if age)


def _is_dated(library: Library, question: Understood, known: Known) -> bool:
    if not question.periods or library.findings.of_period([known], question.periods):
        return True
    document = known.finding.document
    return document_fits(library, question, document) or names_time(library, question, document)


def _told(library: Library, question: Understood, totals: Sequence[Known], left: bool) -> Draft | None:
    findings = [known.finding for known in totals]
    first = next((f for f in findings if totals_in_words(f)), findings[0])
    quotes = tuple(dict.fromkeys(Quote.stating(f) for f in findings))
    text = library.get(quotes[0].document).text
    lines = [Statement(text[quote.start : quote.end], (quote,)) for quote in quotes]
    words = _in_words(first.get("sufficient"), first.get("not_sufficient"), first.get("total"), question, left)
    why = first.derived or ("" if _stands_in(words, " ".join(line.text for line in lines)) else COUNTED)
    lead = [Statement(words, quotes, "direct", why)] if words else []
    beneath = [unit for quote in quotes[-1:] for unit in _following(library, quote)]
    wants_more = question.intent in {"list", "text"} or (left and question.intent != "number")
    more = [Statement(unit.text, (Quote.of(unit),)) for unit in beneath] if wants_more else []
    surely = all(_is_dated(library, question, known) for known in totals)
    if (
        question.intent == "list"
        and not any(unit.is_item or _NAMES_REST.match(unit.text) for unit in beneath)
        and findings[0].get("not_sufficient") != "0"
    ):
        surely = False  # it counts them and may not name them
    return Draft("answered" if surely else "partly", (*lead, *lines, *more))


def _in_words(met: str, unmet: str, total: str, question: Understood, left: bool) -> str:
    """ "Seven of the nine.", "No: seven of the nine.", "None: ..."; empty where a count is not given."""
    asks_number = question.intent == "number"
    if met.isdecimal() and total.isdecimal():
        of = f"{count_in_words(int(met)) if int(met) else 'none'} of the {count_in_words(int(total))}"
        if question.intent == "yes_no":
            holds = _holds(int(met), int(total), question.standalone, left)
            lead = "" if holds is None else "Yes: " if holds else "No: "
            words = f"{lead}sufficient progress in {of}."
            return f"{words[0].upper()}{words[1:]}"
        if left and asks_number:
            rest = int(total) - int(met)
            return f"{count_in_words(rest).capitalize()} of the {count_in_words(int(total))}."
        if left and met == total:
            return f"None: sufficient progress in all {count_in_words(int(total))}."
        return f"{of[0].upper()}{of[1:]}."
    if unmet == "0" and not met:
        lead = ("None: " if left else "") if question.intent != "yes_no" else "No: " if left else "Yes: "
        said = f"{lead}sufficient progress in every one."
        return f"{said[0].upper()}{said[1:]}"
    given = unmet if left else met
    return f"{count_in_words(int(given)).capitalize()}." if asks_number and given.isdecimal() else ""


def _holds(met: int, total: int, asked: str, left: bool) -> bool | None:
    """Whether it is so, of all or of any, that they improved or did not; ``None`` where a mark is set."""
    if _MARK.search(asked):
        return None
    if _ANY.search(asked):
        return (met == 0 if _DENIED.search(asked) else met < total) if left else met > 0
    if left and _EVERY.search(asked):
        return met == 0
    return met < total if left else met == total


def _stands_in(words: str, quoted: str) -> bool:
    """Whether every number of an answer is one that the quotes give."""
    return {figure.value for figure in figures(words)} <= {figure.value for figure in figures(quoted)}


def _following(library: Library, quote: Quote) -> list[Unit]:
    """The entries or the sentences that follow a total: they name what it counts."""
    units = library.units(quote.document)
    after = [u for u in units if u.start >= quote.end and u.path == quote.path and not _OF_LETTER.search(u.text)]
    if after and not after[0].is_item and not after[0].text.endswith(":") and _NAMES_REST.match(after[0].text):
        return after[:1]
    entries: list[Unit] = []
    for unit in after[: _MOST_LEFT + 1]:
        if not unit.is_item and (entries or unit.first_of_block):
            break
        entries.append(unit)
    return entries[:_MOST_LEFT]
