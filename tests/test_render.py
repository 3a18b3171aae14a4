"""What an answer looks like in a terminal, and that text of documents is never markup."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.answers import Answer, Citation, Claim, Searched
from assistant.page_markdown import to_html
from assistant.render import date_in_words, escape_markdown, plain_text, printable, to_terminal

HOSTILE = [
    '<script>alert("x")</script>',
    '<img src=x onerror="alert(1)">',
    "[click](javascript:alert(1))",
    "![picture](http://example.org/a.png)",
    "<http://example.org> http://example.org www.example.org someone@example.org",
    "`code` ```block``` ~~~ ~~gone~~",
    "**bold** __bold__ *it* _it_",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "# heading\n\n    indented\n\n> quoted\n\n---\n\n1. one\n- two\n+ three\n* four",
    "heading\n===",
    "See [1] and [2][3], [text][1]\n\n[1]: http://example.org",
    "&lt;b&gt; &amp;amp; &#60;script&#62; AT&T & Co",
    "$$x$$ \\(y\\) \\[1\\] \\\\[1] \\",
    "{{constructor}} ${alert(1)} @children",
]
SPECIAL = st.text(alphabet=st.sampled_from(list("\\`*_[](){}<>#+-=.!|~$&;:/@\"'^ \n\tab1w0x")), max_size=40)


def answer(**fields: object) -> Answer:
    given_fields = {
        "question": "?",
        "standalone_question": "?",
        "status": "answered",
        "answer": "",
        "generator": "quotes",
    }
    return Answer.model_validate(given_fields | fields)


def citation(n: int = 1, **fields: object) -> Citation:
    quote = str(fields.get("quote", "The area has made sufficient progress."))
    given_fields = {
        "n": n,
        "document": "a",
        "title": "Revisit letter",
        "local_area": "Walsall",
        "kind": "revisit letter",
    }
    given_fields |= {"published": "2022-06-23", "page": 3, "section": "Findings › 2.1", "quote": quote}
    return Citation.model_validate(given_fields | {"start": 0, "end": len(quote), "url": None} | fields)


class Reader(HTMLParser):
    """The text and the tags that a browser would make of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def as_one_line(text: str) -> str:
    return " ".join(printable(text).split())


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("flavour", ["commonmark", "gfm-like"])
def test_escaped_text_is_shown_as_it_stands_and_as_nothing_else(text: str, flavour: str) -> None:
    parser = MarkdownIt(flavour, {"html": True, "linkify": False})
    seen = Reader(parser.render(escape_markdown(text)))
    assert seen.tags == ["p"]
    assert seen.text.strip() == as_one_line(text)


@given(st.one_of(SPECIAL, st.text(max_size=60)))
def test_no_text_becomes_markup_and_reading_gives_it_back(text: str) -> None:
    escaped = escape_markdown(text)
    assert plain_text(escaped) == as_one_line(text)
    seen = Reader(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(escaped))
    assert set(seen.tags) <= {"p"}
    assert seen.text.strip("\n") == as_one_line(text)


@given(st.one_of(SPECIAL, st.sampled_from(HOSTILE)))
def test_a_citation_marker_inside_a_documents_text_is_not_a_citation(text: str) -> None:
    html = to_html(f"{escape_markdown(text)} – end [1]", lambda n: f"<a>{n}</a>")
    assert Reader(html).tags.count("a") == 1


@given(st.one_of(SPECIAL, st.sampled_from(HOSTILE)))
def test_an_answer_with_hostile_markdown_makes_no_link_picture_or_script(text: str) -> None:
    allowed = {"p", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "br", "h3"}
    allowed |= {"table", "thead", "tbody", "tr", "th", "td", "s"}
    assert set(Reader(to_html(text, lambda n: None)).tags) <= allowed


def test_markers_without_a_citation_stay_text() -> None:
    html = to_html("Seven of nine [1], says [7].", lambda n: "<a>one</a>" if n == 1 else None)
    assert html.strip() == "<p>Seven of nine <a>one</a>, says [7].</p>"


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2022-06-23", "23 June 2022"),
        ("2021-09", "September 2021"),
        ("2021", "2021"),
        ("2022-06-20/2022-06-22", "20 to 22 June 2022"),
        ("2018-01-29/2018-02-02", "29 January to 2 February 2018"),
        ("2018-12-30/2019-01-03", "30 December 2018 to 3 January 2019"),
        ("2018-03/2018-05", "March to May 2018"),
        ("2020/2021", "2020 to 2021"),
        ("2022-06-20/2022-06-20", "20 June 2022"),
        ("2022-06/2022-06-22", "June 2022 to 22 June 2022"),
        ("2021-13", "2021-13"),
        ("spring 2021", "spring 2021"),
        (None, "date not known"),
    ],
)
def test_dates_are_written_as_people_write_them(iso: str | None, words: str) -> None:
    assert date_in_words(iso) == words


def test_a_terminal_answer_says_everything_a_reader_needs() -> None:
    markdown = f"**Seven of nine** had improved [1].\n\n- {escape_markdown('“1. Progress * [2] <b>”')} [1]"
    shown = to_terminal(
        answer(
            answer=markdown,
            citations=(citation(url="https://example.org/letter.pdf"),),
            searched=Searched(local_area="Walsall", period="2022-06", documents=1),
        )
    )
    assert shown == (
        "Answered\n"
        "\n"
        "Seven of nine had improved [1].\n"
        "\n"
        "- “1. Progress * [2] <b>” [1]\n"
        "\n"
        "Where this comes from\n"
        "\n"
        "[1] Revisit letter (23 June 2022; revisit letter; Walsall; page 3, Findings ›\n"
        "    2.1)\n"
        "    “The area has made sufficient progress.”\n"
        "    https://example.org/letter.pdf\n"
        "\n"
        "Searched 1 document about Walsall for June 2022."
    )


@pytest.mark.parametrize(
    ("searched", "words"),
    [
        ({"documents": 5}, "Searched 5 documents."),
        ({"documents": 1, "local_area": "Walsall"}, "Searched 1 document about Walsall."),
        ({"documents": 2, "kind": "revisit letter"}, "Searched 2 documents, revisit letter only."),
        ({"documents": 2, "period": "2022"}, "Searched 2 documents for 2022."),
        ({"documents": 2, "period": "1990-01-01/2022-12-31"}, "Searched 2 documents up to 31 December 2022."),
        ({"documents": 2, "period": "2021-01-01/2100-12-31"}, "Searched 2 documents from 1 January 2021 on."),
    ],
)
def test_what_was_searched_is_said_in_words(searched: dict[str, object], words: str) -> None:
    assert to_terminal(answer(answer="Text.", searched=searched)).splitlines()[-1] == words


@pytest.mark.parametrize(
    ("status", "words"),
    [("answered", "Answered"), ("partly", "Partly answered"), ("not_in_documents", "Not in the documents")],
)
def test_the_status_is_said_first_and_in_words(status: str, words: str) -> None:
    assert to_terminal(answer(status=status, answer="Text.")).splitlines()[0] == words


def test_a_claim_that_failed_its_check_is_marked_where_it_stands() -> None:
    text = "It rose to 61% in April_May."
    claim = Claim(text=text, citations=(1,), check="unsupported", why="61% is not in quote 1")
    shown = to_terminal(answer(answer=f"{escape_markdown(text)} [1]", claims=(claim,), citations=(citation(),)))
    assert f"{text} (not confirmed by the quote) [1]" in shown
    assert f"- {text} (61% is not in quote 1)" in shown


def test_a_supported_claim_carries_no_mark() -> None:
    claim = Claim(text="It rose.", citations=(1,), check="supported")
    assert "confirmed" not in to_terminal(answer(answer="It rose. [1]", claims=(claim,), citations=(citation(),)))


def test_nothing_in_a_document_steers_the_terminal() -> None:
    nasty = "\x1b[2J\x1b]0;title\x07red\x9b31m\u202eback\u2066"
    shown = to_terminal(
        answer(answer=escape_markdown(nasty), citations=(citation(title=nasty, quote=nasty, section=nasty, url=nasty),))
    )
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


@given(st.lists(st.text(alphabet="abc de", max_size=80), max_size=5), st.integers(30, 120))
def test_lines_keep_to_the_width_of_the_terminal(lines: list[str], width: int) -> None:
    markdown = "\n".join(f"- {escape_markdown(line)}" for line in lines)
    shown = to_terminal(answer(answer=markdown, citations=(citation(quote="word " * 40),)), width)
    longest_word = max((len(word) for word in shown.split()), default=0)
    assert all(len(line) <= max(width, longest_word + 4) for line in shown.splitlines())


def test_table_rows_stay_on_their_line() -> None:
    row = f"| {'long cell ' * 20}| {escape_markdown('a|b')} |"
    assert f"| {'long cell ' * 20}| a|b |" in to_terminal(answer(answer=f"{row}\n|---|---|\n| 1 | 2 |"), 40)
