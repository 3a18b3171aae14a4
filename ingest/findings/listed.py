"""Actions of a plan that stand in no table of columns: on cards of labels and values, and in lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..documents import Block, Cell, Document, Finding, Section, Table
from .cells import action_fields, is_reference, said, split_reference
from .columns import Role, column_role
from .making import Span, Value
from .under import heading_above

_ACTION_LABEL = re.compile(
    r"(?P<word>(?:key |priority |planned )?(?:action|task|activity))\s*(?:no\.?\s*)?"
    r"(?P<reference>[A-Z]{0,4}[-.]?\d[\w.]*\w|\d)?"
    r"\s*(?P<mark>[:–—-]|\.\s|\s(?=[A-Z]))\s*",
    re.I,
)
_LABEL = re.compile(r"(?:^|(?<=[\s(]))(?P<label>[A-Z][\w’'&/-]*(?: (?:[/&]? )?[\w’'/&-]+){0,5}\??)\s?:\s*")
_LONGEST_ACTION = 1200  # characters
_AMBIGUOUS = {"who", "what", "when", "where", "how", "date", "item", "no", "end", "issue", "number"}
"""Labels that lists of other things bear too."""
_PLANS = {"written statement of action", "accelerated progress plan", "priority action plan", "improvement plan"}
_MUST: frozenset[Role] = frozenset(("lead", "deadline", "measure", "status", "rag"))


@dataclass
class _Record:
    """One action as it comes together."""

    start: int
    end: int
    named: bool
    """It calls itself an action, or stands in a plan under a reference."""
    values: dict[Role, str] = field(default_factory=dict)

    def fields(self, weakness: str | None) -> dict[str, Value] | None:
        """The fields; ``None`` where too little says that this is an action."""
        stated = _MUST & self.values.keys()
        if not stated or not (self.named or {"lead", "deadline"} <= stated):
            return None
        return action_fields(self.values, self.values.get("lead"), self.values.get("weakness") or weakness)


def card_actions(document: Document, section: Section, table: Table, weakness: str | None) -> Iterator[Finding]:
    """The actions of a table that has its labels in the cells before the values ("Action | Recruit ...").

    Args:
        document: the table's document.
        section: its section.
        table: of any kind.
        weakness: what it stands under.
    """
    record: _Record | None = None
    for label, value in _pairs(table):
        match = _ACTION_LABEL.fullmatch(f"{label.text.strip(' :')}: ")
        found = column_role(label.text)
        role = "text" if match else found.role if found else None
        if role is None or not (text := said(value.text)):
            continue
        if record is None or role in record.values:
            yield from _finding(document, section, record, weakness)
            record = _Record(label.start, value.end, named=True)
        record.values[role] = text
        if match and match["reference"]:
            record.values["reference"] = match["reference"]
        record.end = value.end
    yield from _finding(document, section, record, weakness)


def _pairs(table: Table) -> Iterator[tuple[Cell, Cell]]:
    """Labels and values, where every row but few is made of them."""
    lines = [[cell for cell in line if cell.text] for line in (table.headings, *table.rows)]
    lines = [line for line in lines if line]
    paired = [line for line in lines if len(line) in {2, 4} and all(map(_is_label, line[::2]))]
    values = [value for line in paired for value in line[1::2]]
    if len(paired) >= 2 and 2 * len(paired) > len(lines) and not all(map(_is_label, values)):
        for line in paired:
            yield from zip(line[::2], line[1::2], strict=True)


def _is_label(cell: Cell) -> bool:
    return bool(column_role(cell.text) or _ACTION_LABEL.fullmatch(f"{cell.text.strip(' :')}: "))


def _finding(document: Document, section: Section, record: _Record | None, weakness: str | None) -> Iterator[Finding]:
    fields = record.fields(weakness) if record else None
    if record and fields:
        yield Span(document, section, record.start, record.end).finding("action", derived=None, **fields)


def listed_actions(document: Document) -> Iterator[Finding]:
    """The actions of lists and paragraphs: "Action 1.1: Recruit ... Lead: ... By when: ...", in one block or in a
    line for each."""
    in_plan = document.source.kind in _PLANS
    for section in document.sections:
        weakness = heading_above(section)
        record = _headed(document, section)
        for block in section.blocks:
            if block.kind == "row":
                continue
            head, parts = _split(document.text[block.start : block.end])
            if record and not head and parts and not record.values.keys() & parts.keys():
                record.values.update(parts)
                record.end = block.end
                continue
            yield from _finding(document, section, record, weakness)
            record = _opened(head, parts, block, in_plan)
        yield from _finding(document, section, record, weakness)


def _headed(document: Document, section: Section) -> _Record | None:
    """An action that a heading names, with its particulars in the lines below."""
    heading = section.path[-1] if section.path else ""
    match = _ACTION_LABEL.match(heading)
    if not match or len(heading) - match.end() < 5 or not document.text.startswith(heading, section.start):
        return None
    record = _Record(section.start, section.start + len(heading), named=True, values={"text": heading[match.end() :]})
    if match["reference"]:
        record.values["reference"] = match["reference"]
    return record


def _opened(head: str, parts: dict[Role, str], block: Block, in_plan: bool) -> _Record | None:
    """What a block begins that is no particular of the action before it."""
    match = _ACTION_LABEL.match(head)
    text = head[match.end() :] if match else head
    if len(text) < 5 or len(text) > _LONGEST_ACTION:
        return None
    reference = match["reference"] if match else None
    reference = reference or (block.label if block.label and is_reference(block.label) else None)
    named = bool(match and (match["reference"] or match["mark"].strip()))
    named = named or (in_plan and bool(reference or split_reference(text)[0]))
    start = block.start - (len(block.label) + 1 if block.label else 0)
    return _Record(start, block.end, named, {"text": text, **({"reference": reference} if reference else {}), **parts})


def _split(text: str) -> tuple[str, dict[Role, str]]:
    """What a block says before its first label, and what it says after each."""
    line = " ".join(text.split())
    found: list[tuple[int, int, Role]] = []
    for match in _LABEL.finditer(line) if ":" in line else ():
        label = match["label"]
        while not (column := column_role(label)) and " " in label:  # "officers Lead": the label is its end
            label = label.partition(" ")[2]
        begins = match.end("label") - len(label)
        alone = label[:1].isupper() and (begins == 0 or line[begins - 2 : begins - 1] in ".;,)(" or " " not in label)
        if column and column.role != "text" and alone and label.lower().rstrip("?") not in _AMBIGUOUS:
            found.append((begins, match.end(), column.role))
    ends = [*(begin for begin, _, _ in found[1:]), len(line)]
    parts: dict[Role, str] = {}
    for (_, begin, role), end in zip(found, ends, strict=False):
        value = said(line[begin:end].strip(" ;,.()–—-|"))
        if value:
            parts.setdefault(role, value)
    head = line[: found[0][0]] if found else line
    return head.strip(" (;,–—-|"), parts
