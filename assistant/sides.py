"""A question about several local areas -> the same question of each, and their answers side by side."""

import re
from collections.abc import Sequence

from .answers import Status
from .content import with_one_area
from .draft import Draft, Statement
from .understand import Understood

_COMPARED = re.compile(r"\b(?:more|fewer|less|greater|higher|lower|larger|bigger|smaller|most|fewest)\b ?", re.I)


def sides_of(question: Understood) -> list[Understood]:
    """The question of each area that it names; the question itself where it names one or none.

    "in A in 2018 or in B in 2019" asks of A in 2018 and of B in 2019.
    """
    if len(question.areas) < 2:
        return [question]
    text = _COMPARED.sub("", question.standalone)
    counts = question.intent in {"yes_no", "comparison"} and text != question.standalone
    paired = len(question.periods) == len(question.areas)
    return [
        question.model_copy(
            update={
                "areas": (area,),
                "standalone": with_one_area(text, area),
                "intent": "number" if counts else question.intent,
                "periods": (question.periods[place],) if paired else question.periods,
            }
        )
        for place, area in enumerate(question.areas)
    ]


def side_by_side(drafts: Sequence[Draft], sides: Sequence[Understood]) -> Draft:
    """One draft of the answers for each area, each named; ``partly`` where only some areas have one.

    Args:
        drafts: one a side.
        sides: the questions they answer, each of one area.
    """
    if len(drafts) == 1:
        return drafts[0]
    statuses = {draft.status for draft in drafts}
    status: Status = statuses.pop() if len(statuses) == 1 else "partly"
    if status == "not_in_documents":
        return drafts[0]
    leads: list[Statement] = []
    rest: list[Statement] = []
    for draft, side in zip(drafts, sides, strict=True):
        area = side.areas[0]
        if draft.status == "not_in_documents":
            note = draft.statements[0].text if draft.statements else ""
            rest.append(Statement(note if area in note else f"{area}: not in the documents.", form="note"))
            continue
        for statement in draft.statements:
            if statement.form == "direct":
                leads.append(Statement(f"{area}: {statement.text}", statement.quotes, "direct", statement.why))
            else:
                rest.append(statement)
    return Draft(status, tuple(dict.fromkeys([*leads, *rest])))
