"""What reports say of themselves: how the inspection was done, and what their publisher prints on every one.

Neither tells what was found, however many words of a question it says.
"""

import re

_PROCEDURE = re.compile(
    r"(?:Inspectors (?:also )?(?:spoke|met|examined|considered|visited|looked|reviewed|held|gathered)|"
    r"They (?:reviewed|visited|looked)|"
    r".{0,200}\bto (?:decide|determine|see|judge|assess|check) (?:whether|if)\b|"
    r"(?:The|This) inspection (?:was led|was carried out|team)|In reaching their judgements)"
)
"""How an inspection was done says nothing of what it found."""
_IMPRINT = re.compile(
    r"(?:The Office for Standards in Education\b|This (?:inspection|report) was carried out at the request\b"
    r"|(?:To view|You may re-?use) this\b|This publication is available\b|Interested in our work\b|© |You can subscribe"
    r"|If you would like a copy of this\b)"
)
"""What the publisher prints on every report."""
_ASKS_IMPRINT = re.compile(
    r"\b(?:licen[cs]e|copyright|copy|re-?use|subscribe|regulat\w+|section|act|law|legal\w*|request\w*|secretary|powers?"
    r"|remit|contact|phone|telephone|email|website|format|braille|print"
    r"|what (?:is|are|does|do) (?:the )?(?:ofsted|cqc))\b",
    re.I,
)
_ASKS_PROCEDURE = re.compile(
    r"\b(?:who|whom|speak|spoke|meet|met|look|examine|visit|team|led|lead)\b"
    r"|\bhow (?:was|were|did|do|many) (?:the )?(?:\w+ )?(?:inspect\w*|they|visit\w*)\b",
    re.I,
)


def is_procedure(question: str, text: str) -> bool:
    """Whether a sentence only says how an inspection was done, and that is not asked.

    Args:
        question: as asked.
        text: the sentence.
    """
    return bool(_PROCEDURE.match(text)) and not _ASKS_PROCEDURE.search(question)


def is_imprint(question: str, text: str) -> bool:
    """Whether a sentence only says who publishes a report and how, and that is not asked."""
    return bool(_IMPRINT.match(text)) and not _ASKS_IMPRINT.search(question)
