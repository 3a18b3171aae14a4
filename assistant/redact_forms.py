"""What gives itself away by its form: addresses of e-mail, of pages and of houses, numbers, dates to the day."""

import re

WORD, NUMBER, DATE, POSTCODE, ADDRESS, LINK, EMAIL = (
    f"[{what}]" for what in ("name", "number", "date", "postcode", "address", "link", "email")
)
PLACEHOLDERS = (WORD, NUMBER, DATE, POSTCODE, ADDRESS, LINK, EMAIL)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:,?[ ./-]+(?:\d{4}|['’]?\d{2}))"
_DIGIT_WORD = r"(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine|double|triple|\d+)"
_ROAD = (
    r"(?:street|road|avenue|lane|crescent|terrace|close|drive|way|court|place|park|grove|gardens?|hill|view|mews|st|rd"
    r"|ave)"
)
_SURELY_ROAD = r"(?:street|road|avenue|crescent|terrace|mews|cul-de-sac)"
_NAMED = r"(?:(?!(?:the|a|an|of|on|in|at|to|and|for|by|my|our|their|this|that|which|main|local)\b)[^\W\d]+ )"
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(form, re.I), name)
    for form, name in (
        (r"\S*@\S+", EMAIL),
        (r"\b(?:[a-z][a-z\d+.-]*://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S*", LINK),
        (r"\b(?:[\w-]+\.)+(?:uk|com|org|net|io|info|edu|eu|gov|nhs|app|me)\b", LINK),
        (r"\b[a-z]{1,2}\d[a-z\d]?[\s.,-]*\d[a-z]{2}\b", POSTCODE),
        (rf"\b{_DAY}(?:\s+of)?[ ./-]*{_MONTH}{_YEAR}?", DATE),
        (rf"\b{_MONTH}[ ./-]+{_DAY}\b(?!\d){_YEAR}?", DATE),
        (r"\b\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,4}\b", DATE),
        (
            rf"\b(?:born|dob|d\.o\.b\.?|date of birth|birthday)\b[^\d\[?.!]{{0,25}}(?:{_DAY}|\d{{4}}|\[date\])",
            f"born {DATE}",
        ),
        (rf"\b(?:{_DIGIT_WORD}[\s,-]+){{4,}}{_DIGIT_WORD}\b", NUMBER),
        (rf"\b(?:(?:flat|unit|apartment|room) \w+,? )?\d+[a-z]?,? (?:[^\W\d]+ ){{1,3}}?{_ROAD}\b", ADDRESS),
        (rf"\b{_NAMED}{{1,2}}{_SURELY_ROAD}\b", ADDRESS),
    )
)
_GROUPS = re.compile(r"\+?\d+(?:[\s().,/+–-]{1,3}\d+)+|\+\d+")
_REST_OF_NUMBER = re.compile(rf"(?:\d[\d\s().,/+–-]*)?{re.escape(NUMBER)}(?:[\s().,/+–-]*\d+\b)*")
_IS_YEAR = re.compile(r"(?:19|20)\d\d")
_SCHOOL_YEAR = re.compile(r"(?:19|20)\d\d\s?[-/–]\s?\d\d")
_FEWEST = 6  # digits of a telephone number written in groups
_FEWEST_AT_ONCE = 5
_LINKS = 4  # of the forms, which may hold figures: they come first


def hidden(text: str) -> str:
    """A text with placeholders in place of what is told by its form.

    Args:
        text: of one line.
    """
    for form, name in _FORMS[:_LINKS]:
        text = form.sub(name, text)
    text = _GROUPS.sub(lambda match: _number(match[0]), text)
    for form, name in _FORMS[_LINKS:]:
        text = form.sub(name, text)
    text = re.sub(rf"\w*\d{{{_FEWEST_AT_ONCE},}}\w*", NUMBER, text)
    return _REST_OF_NUMBER.sub(NUMBER, text)


def _number(groups: str) -> str:
    """The groups of digits as they are, unless they may be one number: years, and parts of a number, are none."""
    if groups.startswith("+"):
        return NUMBER
    rest = _SCHOOL_YEAR.sub(" ", groups)
    each = re.findall(r"\d+", rest)
    is_long = any(group[0] == "0" and len(group) > 2 for group in each)
    counted = sum(len(group) for group in each if not _IS_YEAR.fullmatch(group))
    return NUMBER if is_long or counted >= _FEWEST else groups
