"""The abbreviations of these documents, written out."""

import re
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_suffix(".yaml")
_KEPT = frozenset({"AP", "EP", "OT", "APP", "SALT"})
"""In small letters these are words or endings: only capitals are read."""
_COMMON = frozenset({"SEND", "SEN"})
"""In nearly every sentence: written out they would only make all sentences alike."""


@cache
def abbreviations() -> dict[str, str]:
    """Each abbreviation as it is written in documents, and what it stands for."""
    found: dict[str, str] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return found


@cache
def _by_capitals() -> dict[str, str]:
    return {short.upper(): long for short, long in abbreviations().items()}


@cache
def _pattern(common: bool) -> re.Pattern[str]:
    read = (short for short in _by_capitals() if common or short not in _COMMON)
    one = "|".join(sorted(read, key=len, reverse=True))
    return re.compile(rf"(?<![\w/.@-])({one})(s?)(?![\w/@-])", re.I)


def spelt_out(text: str, common: bool = False) -> str:
    """The text with abbreviations written out: "EHCPs" becomes "education, health and care plans".

    Args:
        text: any text.
        common: those too that stand in nearly every sentence, such as SEND.
    """

    def written(match: re.Match[str]) -> str:
        short = match[1]
        if short.upper() in _KEPT and not short.isupper():
            return match[0]
        return _by_capitals()[short.upper()] + match[2]

    return _pattern(common).sub(written, text)
