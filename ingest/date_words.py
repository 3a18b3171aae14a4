"""What stands before a date that says when a document was published, updated, agreed or laid before a meeting.

Each form but the last few is matched on what a sentence says up to its date: ``^`` is where the sentence starts.
"""

import re

_STARTS = r"(?:^|[.;:|•(]\s*)"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
_THING = (
    r"(?:report|letter|document|publication|plan|statement|page|web ?page|article|strategy|version|notice|news|story"
    r"|information|content|wsoa|app|pap|tracker|newsletter)"
)
_SETTLED = r"(?:agreed|approved|submitted|signed[ -]off|endorsed|adopted|ratified|finalised|produced|prepared|issued)"
_ISSUED = r"(?:published|issued|released|produced|circulated)"
_BODIES = r"(?:committee|cabinet|board|panel|council|commission|executive|forum|group)"

PUBLISHED = re.compile(
    rf"(?:{_STARTS}(?:date (?:first )?published|(?:report |letter |first |originally )?published"
    r"|publication date"
    r"|published date|date of (?:publication|issue|report|letter)|made public|release date|issue date|issued"
    r"|dated?)(?: on"
    r"| online)?"
    rf"|\bthis {_THING} (?:was|is|has been) (?:first |formally |originally )?(?:published|issued|released)"
    rf"(?: online| by [^.]{{1,60}}?)?(?: on| in)?)\s*[:–-]?\s*{_WEEKDAY}$",
    re.I,
)
OUTRIGHT = re.compile(
    rf"^(?:date (?:first )?published|published(?: on(?:line)?)?|publication date|published date|date of publication)"
    rf"(?: of (?:the )?(?:minutes|agenda|report|papers?))?\s*[:–-]?\s*{_WEEKDAY}$",
    re.I,
)
"""A paper says outright when it was published, whenever its meeting is."""
PUBLISHED_BY = re.compile(
    rf"^(?:jointly )?{_ISSUED}(?: jointly| and distributed| online)? (?:by|for|on behalf of) .{{2,180}}?"
    r"(?:,| on| in|:|\(| [–-])\s*$",
    re.I,
)
""" "Published by Westmarsh Council and its partners on ..."."""
UPDATED = re.compile(
    rf"(?:{_STARTS}|\bthis )(?:(?:{_THING} )?(?:was |is |has been )?(?:last|most recently) (?:updated"
    r"|reviewed|modified"
    rf"|amended|revised|changed)|date (?:last )?updated|{_THING} (?:was |has been )?updated|updated)"
    rf"(?: on| at| in)?\s*[:–-]?\s*{_WEEKDAY}$",
    re.I,
)
VERSION = re.compile(
    rf"{_STARTS}(?:(?:final|draft|current|working|revised) )*(?:version|v|issue|revision|edition|final|draft)"
    rf"\.?(?: ?(?:no\.? ?|number )?\d+(?:\.\d+)*[a-z]?)?(?: (?:final|draft))?\s*[,:;|(–-]?\s*"
    rf"(?:{_SETTLED}\b[^.;]{{0,90}}?)?(?:\b(?:on|in|of|dated|as at|from))?\s*$"
    rf"|{_STARTS}(?:{_THING} )?(?:was )?{_SETTLED}\b[^.;]{{0,120}}?(?:\b(?:on|in))?\s*[:–-]?\s*$"
    rf"|\bthis {_THING} was {_SETTLED}\b[^.;]{{0,120}}?\b(?:on|in)\s*$",
    re.I,
)
AS_AT = re.compile(
    r"^(?:(?:this|the|our) )?(?:(?:plan|page|tracker|action) )?(?:position|status|progress|information|content)?"
    r"(?: is| was)?(?: (?:correct|accurate|current|up to date))?\s*\(?as (?:at|of)\s*:?\s*$",
    re.I,
)
""" "Position as at ...": the date of a plan or page that says no other."""
ISSUE = re.compile(
    r"^(?:(?!inspection|report)[\w’'&-]+,? ){0,8}?"
    r"(?:newsletter|bulletin|e-?news|round-?up|briefing|issue|edition|volume)\b"
    r"(?: (?:no\.? ?|number )?\d+)?\s*(?:[,:|•(–-]\s*|for |of |from )*$",
    re.I,
)
""" "SEND Newsletter, issue 12, November 2025"."""
MEETING = re.compile(
    r"^(?:date (?:and (?:time|venue) )?of (?:the )?(?:meeting|committee|board|cabinet|panel|forum|decision|council)"
    r"|(?:meeting|committee|cabinet|decision|board|panel|forum|council) (?:date|of|held on|held)"
    r"|(?:meeting|date and time|when)(?=\s*:)"
    rf"|(?:(?-i:[A-Z&])[\w’'&-]*[ ,–-]+(?:(?:and|of|the|for|&)[ ,]+)*){{0,9}}{_BODIES}(?: meeting)?"
    rf"(?: (?:held )?on|,| [–-]|:)?)\s*:?\s*{_WEEKDAY}$"
    r"|^(?:(?:draft|public|confirmed|unconfirmed|approved|open|formal|signed) )*"
    r"(?:minutes|notes|agenda|record|action (?:notes|log)|decisions|proceedings|summons|papers)\b.{0,200}?"
    rf"(?:\b(?:on|of|for|at|from|held)|[,:–-])\s*{_WEEKDAY}$"
    rf"|^(?:(?:joint|highlight|progress|update|officer|annual) )*(?:report|paper|presentation|briefing|update)"
    rf" (?:to|for)\b.{{0,120}}?{_BODIES}\b.{{0,60}}?(?:\bon|\bof|\bmeeting|[,:–-])\s*{_WEEKDAY}$"
    r"|^(?:a |the )?(?:virtual |remote |public |hybrid )?(?:meeting )?(?:was )?held\b"
    rf".{{0,120}}?(?:\bon|,)\s*{_WEEKDAY}$",
    re.I,
)
OF_ANOTHER = re.compile(
    r"\b(?:next|previous|last (?:meeting|time|minutes)|prior|future|forthcoming|upcoming|following|subsequent"
    r"|deadline|will|to be|due|matters arising)\b",
    re.I,
)
"""It is another meeting's date, or that of something yet to come."""
SAYS_MORE = re.compile(r"\s*(?:\([^)]*\)\s*)?,?\s*(?:were|was|is|are|be|agreed|approved|had|have)\b", re.I)
"""What follows the date of a sentence that tells something: "The minutes of 9 June were approved"."""
ALONE = re.compile(r"(?:date|published|published on|date of (?:publication|report)|report published)?", re.I)
BYLINE = re.compile(
    r"(?:[A-Z][\w’'&-]*(?:,? (?:and|of|the|for|&))* ){1,7}"
    r"(?:Council|Board|Trust|Authority|Partnership|Forum|Team|Service|Commission)(?:,? (?:published|issued)(?: on)?:?)?"
)
"""Who it is by, as it stands before a date: "Rutland County Council, 9 July 2025"."""
WRITER = re.compile(
    r"(?:(?:by|author:?) )?(?!.*\b(?:(?:re-?)?inspect\w*|(?:re-?)?visit\w*|meeting|review|next|due|start|end|target"
    r"|issue|version|deadline|clos\w+|response|consultation|effective|hearing|expires?|joint|last)\b)"
    r"(?:(?-i:[A-Z])[\w’'-]+ ?){2,4}",
    re.I,
)
""" "Ellie Ames, 9 May 2024": who wrote an article, and when."""
MET = re.compile(
    r"(?:[–-]\s*)?(?:(?:agenda )?item \d+\b.*|(?:by|via|on|in) (?:microsoft |ms )?(?:teams|zoom|skype|video\w*)"
    r"\b.{0,40}|(?:at|in) .{0,40}\b(?:rooms?|hall|chambers?|house|civic|suite|offices?)\b.{0,40}|online\b.*)",
    re.I,
)
"""What follows the date at the head of an item of a meeting: "18/12/2019 - Item 26 - ...", "..., by Teams"."""
TIMES = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:at|from|to|until)?\s*\d{1,2}(?:[.:]\d\d)?\s*(?:am|pm|noon)\b"
    r"|\b(?:at|from|to|until)?\s*\d{1,2}[.:]\d\d\b",
    re.I,
)
"""Days of the week and times beside a date."""
NOT_ALONE = (
    "inspection date", "dates of", "date of previous", "date of inspection", "next", "date of next", "dates for",
    "date of the next", "review", "date for review", "date of review", "deadline", "due", "date due", "background",
    "notes", "references", "future", "forthcoming", "key dates",
)  # fmt: skip
"""How a line starts whose date, in the line below, is not the document's."""
