"""The kinds of finding, and which fields each has. Every kind is stated by the quote of its finding."""

from ..documents import FindingKind

Fields = dict[str, str]
"""Names of fields, with what each holds."""

_SPEAKER = {
    "said_by": 'whose word it is: "inspectors", "council", "department", or a person with their post, as named there'
}
_DUE = {
    "due": 'the words that say when: "within approximately three years", "by July 2024"',
    "by": "ISO 8601 month or date that these words come to; how it was reckoned is in ``derived``",
}

FIELDS: dict[FindingKind, Fields] = {
    # inspections
    "inspection": {
        "framework": '"area SEND inspection" (2023 onwards), "local area SEND inspection" (2016-2022), "revisit" or '
        '"monitoring inspection"',
        "dates": "ISO 8601 date, month, year or interval",
        "outcome": '"positive experiences", "inconsistent experiences" or "systemic failings"; of 2023 onwards only',
        "inspectors": "names of the lead inspectors",
    },
    "outcome": {"outcome": "as of an inspection; the quote is the sentence that gives it"},
    "previous inspection": {
        "dates": 'ISO 8601, or "not previously inspected"',
        "type": '"inspection", "revisit" or "monitoring inspection"',
    },
    "next inspection": {"type": '"full inspection" or "monitoring inspection"', **_DUE},
    "inspector": {"name": "", "role": "as printed", "body": '"Ofsted" or "CQC"', "lead": '"yes" for a lead inspector'},
    "body": {
        "name": "of a body of the partnership",
        "type": '"local authority" or "integrated care board" (before July 2022 "clinical commissioning group")',
        "website": "",
    },
    "leader": {"name": "of a person", "role": "their post", "body": "the body they speak for"},
    # what inspectors ask for, and find
    "area for priority action": {
        "number": "its place in the list, from 1",
        "text": "",
        "responsible_body": "all",
        "verdict": '"effective action" or "not effective action", of a monitoring inspection; none elsewhere',
    },
    "area for improvement": {"number": "its place in the list, from 1", "text": ""},
    "written statement of action": {"required": '"yes" or "no"', "responsible_body": "all who must submit it"},
    "area of significant weakness": {
        "number": "its place in the list, from 1",
        "text": "",
        "verdict": '"sufficient progress", "not sufficient progress" or "not stated"',
        "verdict_source": '"stated" by a line about this weakness, "derived" from the totals, or none',
    },
    "verdict": {"number": "of the weakness it is about", "weakness": "its text", "verdict": "as of the weakness"},
    "progress": {
        "number": "of the weakness it is about",
        "weakness": "its text",
        "text": "what was found since; a bullet or paragraph beneath the weakness",
    },
    "progress total": {
        "sufficient": "how many weaknesses made sufficient progress",
        "not_sufficient": "how many did not",
        "total": "of how many",
        **_SPEAKER,
    },
    "strength": {"question": "identify, meet needs, improve outcomes; or the heading it stands under", "text": ""},
    "area for development": {"question": "as of a strength", "text": ""},
    # what is planned and reported
    "recommendation": {"number": "its place in the list, from 1", "text": "", "to": "who is asked", **_SPEAKER},
    "action": {
        "reference": "as printed",
        "text": "what is to be done",
        "lead": "who",
        "deadline": "as printed",
        "by": "ISO 8601 date or month of the deadline",
        "measure": "how success is known",
        "status": "as printed: complete, on track ...",
        "rag": '"red", "amber", "green" or "blue", where a column gives it',
        "weakness": "heading or area of weakness it stands under",
    },
    "measure": {
        "series": "what is counted, as the document words it",
        "period": "as printed, with its year: April 2021",
        "dates": "ISO 8601 date, month, year or interval of the period",
        "value": "plain decimal without separators: 73.9",
        "unit": '"%", "£", "places", "weeks" ...; none for a plain count',
        "area": '"England" or another area that the figure is about, where it is not the local area',
        **_SPEAKER,
    },
    "milestone": {
        "date": "ISO 8601 date, month or year",
        "event": "a word for it: plan submitted, plan agreed, plan reviewed, declared fit for purpose, monitoring "
        "ended, inspected, visited ...",
        "text": "the sentence",
        **_SPEAKER,
    },
    "meeting": {"committee": "as named", "date": "ISO 8601 date on which the report is considered"},
    "contact": {"service": "", "telephone": "", "email": "", "website": "", "address": ""},
}
"""Fields of each kind. A field that a document does not state is ``None`` or left out."""
