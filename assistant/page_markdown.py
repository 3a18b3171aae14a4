"""Markdown of an answer -> HTML that holds nothing but text, lists, tables, emphasis and citation links.

HTML, links and images in an answer are shown as text: an answer may be written by a language model, and it may
repeat what a hostile document says.
"""

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from assistant.render import printable

_NOT_ALLOWED = ("html_block", "html_inline", "link", "image", "autolink", "reference", "code")


def to_html(markdown: str, link: Callable[[int], str | None]) -> str:
    """Markdown -> HTML.

    Args:
        markdown: the answer as Markdown with ``[1]`` markers.
        link: gives the HTML for the marker with this number; ``None`` leaves the marker as text.
    """
    env: EnvType = {"link": link}
    tokens = _PARSER.parse(printable(markdown), env)
    for token in tokens:
        if token.type.startswith("heading"):
            token.tag = "h3"  # the question above the answer is the page's h2
    return str(_PARSER.renderer.render(tokens, _PARSER.options, env))


def _citation(state: StateInline, silent: bool) -> bool:
    """Inline rule: ``[1]`` becomes a citation token. An escaped bracket never gets here."""
    end = state.src.find("]", state.pos, state.pos + 6)
    digits = state.src[state.pos + 1 : end] if end > 0 and state.src[state.pos] == "[" else ""
    if not (digits.isascii() and digits.isdigit()):
        return False
    shown = state.env["link"](int(digits))
    if shown is None:
        return False
    if not silent:
        state.push("citation", "", 0).content = shown
    state.pos = end + 1
    return True


def _show_citation(_: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return tokens[index].content


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "maxNesting": 20})
    parser.enable("table").disable(list(_NOT_ALLOWED))
    parser.inline.ruler.before("link", "citation", _citation)
    parser.add_render_rule("citation", _show_citation)
    return parser


_PARSER = _parser()
