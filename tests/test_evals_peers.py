"""The peers: the same documents and questions, asked in other ways, with citations into our documents."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from measuring import ROOT, SUITE, written

from evals.__main__ import main
from evals.folder import RunFolder
from evals.ours import Ours
from evals.peers.llama_index_citation import LlamaIndexCitation
from evals.peers.locate import Place
from evals.run import Retrieving
from evals.score import score
from evals.systems import SYSTEMS, open_system
from ingest.embed import Embedder
from ingest.errors import SettingsError
from ingest.index import Index
from ingest.place import Folder

QUESTION = "How many of the nine weaknesses had improved?"
LETTER = "walsall-2022-revisit-letter"
WITHOUT_MODEL = ("llamaindex", "chroma", "bm25")


@pytest.fixture(scope="module")
def index(records_index: Folder, embedder: Embedder) -> Iterator[Index]:
    """The index of the records."""
    with Index.open(records_index, embedder.identity) as index:
        yield index


def test_the_systems_are_this_project_and_its_peers() -> None:
    assert SYSTEMS == ("ours", "llamaindex", "citation", "chroma", "bm25")


@pytest.mark.parametrize("name", ["ours", *WITHOUT_MODEL])
def test_every_quote_of_a_system_stands_where_it_says_and_the_ranking_is_shown(
    index: Index, embedder: Embedder, name: str
) -> None:
    system = open_system(name, index, embedder)
    answer = system.ask(QUESTION, (), None, "quotes")
    assert answer.status == "answered" and answer.citations
    for citation in answer.citations:
        assert index.view.document(citation.document).text[citation.start : citation.end] == citation.quote
    assert isinstance(system, Retrieving)
    assert LETTER in [hit.document for hit in system.retrieved(QUESTION)][:5]


def test_what_ours_retrieves_is_what_it_answers_from(index: Index, embedder: Embedder) -> None:
    ours = Ours(index, embedder)
    cited = {citation.document for citation in ours.ask(QUESTION).citations}
    assert cited <= {hit.document for hit in ours.retrieved(QUESTION)}


@pytest.mark.parametrize("name", ["chroma", "bm25"])
def test_a_question_limited_to_an_area_finds_nothing_else(index: Index, embedder: Embedder, name: str) -> None:
    system = open_system(name, index, embedder)
    assert isinstance(system, Retrieving)
    found = {hit.document for hit in system.retrieved(QUESTION, area="Worcestershire")}
    assert found and all(document.startswith("worcestershire") for document in found)


def test_bm25_refuses_where_no_word_is_known(index: Index, embedder: Embedder) -> None:
    assert open_system("bm25", index, embedder).ask("Quokka?", (), None, "quotes").status == "not_in_documents"


def citing(index: Index, embedder: Embedder, reply: Callable[[str], str]) -> LlamaIndexCitation:
    return LlamaIndexCitation(index, embedder, "a stand-in", reply)


def test_the_sources_that_a_model_names_become_citations_into_our_documents(index: Index, embedder: Embedder) -> None:
    prompts: list[str] = []

    def reply(prompt: str) -> str:
        prompts.append(prompt)
        return "Seven had improved [1]. Two had not [2, 9]."

    answer = citing(index, embedder, reply).ask(QUESTION)
    assert QUESTION in prompts[0] and "Source 1:" in prompts[0]
    assert [claim.text for claim in answer.claims] == ["Seven had improved.", "Two had not."]
    first, second = (set(claim.citations) for claim in answer.claims)
    assert first and second and not first & second
    assert first | second == {citation.n for citation in answer.citations}, "there is no ninth source"
    for citation in answer.citations:
        assert index.view.document(citation.document).text[citation.start : citation.end] == citation.quote


def test_a_model_that_cites_nothing_has_refused(index: Index, embedder: Embedder) -> None:
    answer = citing(index, embedder, lambda _: "None of the sources is helpful.").ask("What is the capital of France?")
    assert (answer.status, answer.claims, answer.citations) == ("not_in_documents", (), ())


def test_without_a_language_model_the_citation_engine_is_a_known_error(index: Index, embedder: Embedder) -> None:
    with pytest.raises(SettingsError):
        open_system("citation", index, embedder)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the area has  made SUFFICIENT progress, on seven of the nine", ["sufficient progress on seven of the nine"]),
        ("words that stand nowhere in this record at all, not one run of them", []),
        ("Chris Pollitt", ["Chris Pollitt"]),
    ],
)
def test_a_text_of_another_reader_is_found_in_ours_whatever_lies_between_the_words(
    index: Index, text: str, found: list[str]
) -> None:
    document = index.view.document(LETTER)
    runs = [document.text[start:end] for start, end in Place(document).runs(text)]
    assert len(runs) == len(found)
    assert all(wanted in run for wanted, run in zip(found, runs, strict=True))


def test_a_peer_is_run_and_scored_like_ours(
    records_index: Folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = f"questions: [{{id: a, question: '{QUESTION}', facts: [[seven of the nine]], cites: [{LETTER}]}}]"
    command = ["run", str(written(tmp_path, questions)), "--index", str(records_index.path), "--system", "bm25"]
    assert main([*command, "--out", str(tmp_path / "run"), "--workers", "2", "--repeat", "2"]) == 0
    result = score(RunFolder(tmp_path / "run"))
    assert (result.system, result.generator, result.repeats) == ("bm25", "none", 2)
    assert result.measures["facts"].value == 1.0
    assert result.measures["document_mrr"].value is not None
    assert result.measures["figures_cited"].value is None, "a peer that only retrieves makes no claims"
    assert main([*command, "--generator", "quotes", "--out", str(tmp_path / "other")]) == 1
    assert "has no generators" in capsys.readouterr().err
    assert (ROOT / "evals" / "peers").is_dir()


def test_one_command_asks_all_and_writes_one_report(
    records_index: Folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    suite, out = written(tmp_path, SUITE), tmp_path / "peers"
    command = ["peers", str(suite), "--index", str(records_index.path), "--out", str(out)]
    assert main([*command, "--system", "bm25", "--system", "chroma"]) == 0
    told = capsys.readouterr().out
    assert told.count("suite: ") == 2 and "bm25" in told and "chroma" in told, "a verdict on each peer"
    assert {path.name for path in (out / "suite").iterdir()} == {"ours", "bm25", "chroma"}
    for name in ("report.html", "report.md"):
        assert str(out / name) in told
        text = (out / name).read_text(encoding="utf-8")
        assert all(name in text for name in ("ours", "bm25", "chroma", "What a judge thinks"))
    assert main([*command, "--system", "bm25", "--system", "chroma"]) == 0, "the same command goes on"
    assert capsys.readouterr().out == told
