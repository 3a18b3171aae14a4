"""Markdown -> pieces, by way of the tokens of markdown-it-py (CommonMark with tables)."""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .pieces import Piece, RawTable
from .repair import clean, split_label
from .text import read_text

_LABELLED = re.compile(r"[A-Z][^:.;!]{1,40}:(?= \S)")
_DATE = re.compile(r"(?:\w+day,? )?\d{1,2}(?:st|nd|rd|th)? \w{3,9} (?:19|20)\d\d")
_ENDS = re.compile(r"[.:;!?][\"”’')\]]*$")
_WRAPPED = 60  # characters from which on a line without an end mark may go on in the next
_BREAKS = {"softbreak", "hardbreak"}
_HELD_APART = {"heading_open", "table_open", "fence", "code_block", "html_block"}
"""What a text without any of them is read for by its lines, as plain text is."""


def read_markdown(text: str) -> list[Piece]:
    """Pieces of a Markdown text; emphasis and links are reduced to their words, HTML is kept as text."""
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(_without_front_matter(text))
    if not any(token.type in _HELD_APART for token in tokens):
        return read_text(_as_lines(tokens))
    pieces: list[Piece] = []
    depth = 0
    first_in_item = False
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            depth += 1
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            depth -= 1
        elif token.type == "list_item_open":
            first_in_item = True
        elif token.type == "heading_open":
            label, words = split_label(_words(tokens[index + 1]))
            pieces.append(Piece("heading", words, level=int(token.tag[1]), label=label))
            index += 1
        elif token.type == "table_open":
            index = _table(tokens, index, pieces)
        elif token.type in {"inline", "code_block", "fence"}:
            pieces.extend(_paragraphs(token, depth if first_in_item else 0))
            first_in_item = False
        index += 1
    return pieces


def _without_front_matter(text: str) -> str:
    if text.startswith("---\n") and "\n---\n" in text[4:]:
        return text[text.index("\n---\n", 4) + 5 :]
    return text


def _paragraphs(token: Token, item_depth: int) -> list[Piece]:
    words = _words(token)
    if not words:
        return []
    if not item_depth and len(lines := _labelled_lines(token)) > 1:
        return [Piece("paragraph", line) for line in lines]
    if item_depth:
        label, rest = split_label(words)
        return [Piece("item", rest, level=item_depth, label=label)]
    label, rest = split_label(words)
    return [Piece("paragraph", rest, label=label)]


def _as_lines(tokens: Sequence[Token]) -> str:
    """A text that has no heading of Markdown's, as it stands in lines, without the marks of emphasis and links."""
    lines: list[str] = []
    depth, mark = 0, ""
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            depth += 1
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            depth -= 1
        elif token.type == "list_item_open":
            mark = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "inline":
            first, *more = _unwrapped(_lines(token))
            lines.extend([] if depth else [""])
            lines.extend([f"{'  ' * (depth - 1)}{mark}{first}", *more])
            mark = ""
    return "\n".join(lines)


def _lines(token: Token) -> list[str]:
    """The lines of an inline token as they were written."""
    lines: list[list[Token]] = [[]]
    for child in token.children or []:
        if child.type in _BREAKS:
            lines.append([])
        else:
            lines[-1].append(child)
    return [clean("".join(child.content for child in line)) for line in lines]


def _unwrapped(lines: Sequence[str]) -> list[str]:
    """Lines with those joined that a long line without an end was wrapped into."""
    whole: list[str] = []
    for line in lines:
        if whole and len(whole[-1]) >= _WRAPPED and not _ENDS.search(whole[-1]):
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
    return whole


def _labelled_lines(token: Token) -> list[str]:
    """The lines of a front that gives a label and its value a line ("Date: ..."), and of a paragraph that ends with a
    date in a line of its own; none of any other."""
    said = _lines(token)
    if all(_LABELLED.match(line) for line in said):
        return said
    is_dated = len(said) > 1 and _DATE.fullmatch(said[-1]) and _ENDS.search(said[-2])
    return [" ".join(said[:-1]), said[-1]] if is_dated else []


def _words(token: Token) -> str:
    """The words of an inline token: link texts and emphasis without their marks, line ends as spaces."""
    if not token.children:
        return clean(token.content.replace("\n", " "))
    parts = []
    for child in token.children:
        if child.type in {"text", "code_inline", "html_inline"}:
            parts.append(child.content)
        elif child.type in _BREAKS:
            parts.append(" ")
        elif child.type == "image":
            parts.append(child.content)
    return clean("".join(parts))


def _table(tokens: list[Token], start: int, pieces: list[Piece]) -> int:
    """Append the table that opens at ``start``; index of its closing token."""
    rows: list[tuple[str, ...]] = []
    cells: list[str] = []
    index = start
    while tokens[index].type != "table_close":
        if tokens[index].type == "tr_open":
            cells = []
        elif tokens[index].type == "inline":
            cells.append(_words(tokens[index]))
        elif tokens[index].type == "tr_close":
            rows.append(tuple(cells))
        index += 1
    caption = next((p.text for p in reversed(pieces[-2:]) if p.kind == "paragraph" and p.text.endswith(":")), None)
    if len(rows) > 1:
        table = RawTable(rows=tuple(rows[1:]), headings=rows[0], caption=caption, separator=" | ")
        pieces.append(Piece("table", table=table))
    return index
