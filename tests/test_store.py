"""The store, in a folder and on a real server: what goes in comes out, and what fails says so in one line."""

import http.server
import random
import socket
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st

from ingest.build import build
from ingest.documents import Document, Passage, Source
from ingest.embed import Embedder
from ingest.errors import IndexMissing, SettingsError, StoreError
from ingest.generation import Generation, Vectors
from ingest.generations import generations_at, new_build
from ingest.index import Index
from ingest.parts import by_size, pack, unpack
from ingest.place import Folder, Place, Server, place_of
from ingest.store import connect
from ingest.store_glance import text_at_a_glance

AREAS = ("Walsall", "Worcestershire", "Bexley")


def _passages(count: int) -> list[Passage]:
    return [
        Passage(
            id=f"letter-{n % 3}:{n}",
            document=f"letter-{n % 3}",
            path=("What went well", f"Part {n}"),
            text=f"Passage {n} – “verbatim” text\n",
            start=n,
            end=n + 1,
            page=None if n % 2 else n,
            label="3.1.2",
            embedded=f"{AREAS[n % 3]}. Passage {n}",
        )
        for n in range(count)
    ]


def _sources() -> dict[str, Source]:
    return {
        f"letter-{n}": Source(id=f"letter-{n}", title="A letter", local_area=area, kind="letter")
        for n, area in enumerate(AREAS)
    }


def _vectors(count: int) -> Vectors:
    vectors = np.random.default_rng(7).normal(size=(count, 384)).astype(np.float32)
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def _written(place: Place, count: int) -> Generation:
    """A generation of so many passages, written and opened again."""
    generations, name = generations_at(place), new_build()
    with generations.writing(), closing(generations.create(name, count)) as generation:
        generation.add_passages(_passages(count), _sources(), _vectors(count))
    return generations.open(name)


def test_nearest_passages_are_the_exact_ones_with_their_cosine(place: Place) -> None:
    count = 2500  # more than one request takes
    vectors, names = _vectors(count), [passage.id for passage in _passages(count)]
    with closing(_written(place, count)) as generation:
        assert generation.count() == count
        for row in (3, 700, 2499):
            question = vectors[row] + 0.4 * vectors[0]
            cosine = vectors @ question / np.linalg.norm(question)
            expected = [names[n] for n in np.argsort(-cosine)[:25]]
            found = generation.nearest(question, 25)
            assert [name for name, _ in found] == expected
            assert np.allclose([similarity for _, similarity in found], np.sort(-cosine)[:25] * -1, atol=1e-5)


def test_filters_take_a_value_a_list_or_several_conditions(place: Place) -> None:
    question = _vectors(60)[0]
    with closing(_written(place, 60)) as generation:

        def documents(**where: str | list[str]) -> set[str]:
            return {name.split(":")[0] for name, _ in generation.nearest(question, 60, where)}

        assert len(generation.nearest(question, 60, {"local_area": "Bexley"})) == 20
        assert documents(local_area="Bexley") == {"letter-2"}
        assert documents(local_area=["Bexley", "Walsall"]) == {"letter-0", "letter-2"}
        assert documents(local_area=["Bexley", "Walsall"], document="letter-0", kind="letter") == {"letter-0"}
        assert documents(local_area="Leeds") == documents(local_area=[]) == set()


def test_vectors_come_in_the_order_asked_for(place: Place) -> None:
    names = [passage.id for passage in _passages(400)]
    order = random.Random(1).sample(range(400), 300)
    with closing(_written(place, 400)) as generation:
        assert np.allclose(generation.vectors([names[n] for n in order]), _vectors(400)[order], atol=1e-6)
        assert generation.vectors([]).shape == (0, 0)
        with pytest.raises(KeyError):
            generation.vectors([names[0], "letter-0:9999"])


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_handful_of_passages_is_enough(place: Place, count: int) -> None:
    with closing(_written(place, count)) as generation:
        assert generation.count() == count
        assert len(generation.nearest(_vectors(1)[0], 5)) == count


def test_long_texts_come_back_as_they_were(place: Place) -> None:
    text = "".join(random.Random(2).choices("abcdefgh ½é–\n🙂", k=700_000))
    document = Document(source=Source(id="long", title="Long"), text=text, sections=())
    generations, name = generations_at(place), new_build()
    with generations.writing(), closing(generations.create(name, 0)) as generation:
        parts = pack("document", "long", document.model_dump_json())
        assert len(parts) > 1
        generation.add_texts([*pack("document", "short", "{}"), *parts])
    with closing(generations.open(name)) as generation:
        long, short = generation.texts("document", ["long", "short"])
        assert Document.model_validate_json(long) == document
        assert short == "{}"
        with pytest.raises(StoreError, match=r"damaged.*Build it again"):
            generation.texts("document", ["absent"])


@budget(max_examples=50, deadline=None)
@given(st.text(max_size=3000), st.randoms(use_true_random=False))
def test_packing_loses_nothing_whatever_the_order(text: str, chance: random.Random) -> None:
    parts = pack("document", "a:b", text)
    chance.shuffle(parts)
    assert unpack(parts) == text
    assert [part for group in by_size(parts, limit=1) for part in group] == parts


def test_a_missing_or_damaged_piece_is_noticed() -> None:
    parts = pack("document", "x", "".join(random.Random(2).choices("abcdefgh ½é–\n🙂", k=700_000)))
    assert len(parts) > 1
    for damaged in ([], parts[1:], [*parts[:-1], parts[-1].model_copy(update={"data": "AAAA"})]):
        with pytest.raises(ValueError):
            unpack(damaged)


def test_llama_index_reads_the_passages_as_its_own_nodes(place: Place, corpus: Path, quick: Embedder) -> None:
    from llama_index.core import VectorStoreIndex
    from llama_index.core.vector_stores import MetadataFilter, MetadataFilters

    build([corpus], place, quick)
    with Index.open(place) as index:
        passages = {passage.id: passage for passage in index.passages()}
        their_index = VectorStoreIndex.from_vector_store(index.view.vector_store(), embed_model=quick.as_llama_index())
        filters = MetadataFilters(filters=[MetadataFilter(key="local_area", value="Worcestershire")])
        retriever = their_index.as_retriever(similarity_top_k=3, filters=filters)
        found = retriever.retrieve("Which inspectors came?")
    assert [node.node.metadata["document"] for node in found] == ["worcestershire-2018-inspection"] * 3
    for node in found:
        passage = passages[node.node.node_id]
        assert node.node.get_content() == passage.text
        assert (node.node.metadata["start"], node.node.metadata["end"]) == (passage.start, passage.end)


def test_where_nothing_was_built_there_is_no_index(place: Place) -> None:
    with pytest.raises(IndexMissing, match=r"python -m ingest build --(index|chroma)"):
        Index.open(place)
    if isinstance(place, Folder):
        assert not place.path.exists()  # looking leaves nothing behind


def test_a_server_that_is_not_there_is_named() -> None:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        place = Server(host="127.0.0.1", port=free.getsockname()[1])
    with pytest.raises(StoreError, match=f"No Chroma server answers at {place}.*chroma run"):
        Index.open(place)


def test_another_kind_of_server_is_told_apart(tmp_path: Path) -> None:
    with http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        with pytest.raises(StoreError, match="No Chroma server answers"):
            Index.open(Server(host="127.0.0.1", port=other.server_port))
        other.shutdown()


@pytest.mark.parametrize("address", ["localhost:8000", "ftp://x:1", "http://", "http://x:99999", "http://x:1/path"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(SettingsError, match="http://HOST:PORT"):
        place_of(Path("index"), address)


@pytest.mark.parametrize("address", ["http://localhost:8123", "https://store.example", "http://[::1]:8000"])
def test_an_address_is_kept_as_it_was_given(address: str) -> None:
    assert str(place_of(Path("index"), address)).removesuffix(":443") == address


def test_files_of_other_people_in_the_folder_stay(tmp_path: Path, corpus: Path, quick: Embedder) -> None:
    place = Folder(path=tmp_path / "index")
    left_behind = place.path / "generations" / new_build()
    theirs = [place.path / "thesis.odt", place.path / "generations" / "photos" / "1.jpg"]
    for path in (*theirs, left_behind / "chroma.sqlite3"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mine")
    build([corpus], place, quick)
    assert all(path.read_text() == "mine" for path in theirs)
    assert not left_behind.exists()


def test_collections_of_other_people_on_the_server_stay(server: Server, corpus: Path, quick: Embedder) -> None:
    begun_elsewhere, abandoned = new_build(), f"20200101T000000Z-{'0' * 8}"
    theirs = {"thesis", f"{new_build()}-notes"}
    with closing(connect(server)) as client:
        for collection in client.list_collections():
            client.delete_collection(collection.name)
        for name in theirs:
            client.create_collection(name, embedding_function=None)
        for build_name in (begun_elsewhere, abandoned):
            for kind in ("passages", "texts"):
                name, about = f"send-{build_name}-{kind}", {"machine": "elsewhere", "process": 1, "state": "building"}
                client.create_collection(name, embedding_function=None, metadata=about)
        build([corpus], server, quick)
        left = {collection.name for collection in client.list_collections()}
    assert theirs <= left
    assert any(begun_elsewhere in name for name in left)
    assert not any(abandoned in name for name in left)


@pytest.mark.parametrize("damage", ["pointer", "generation gone", "store gone", "store damaged"])
def test_a_damaged_folder_is_told_in_one_line_and_mended_by_a_build(
    tmp_path: Path, corpus: Path, quick: Embedder, damage: str
) -> None:
    place = Folder(path=tmp_path / "index")
    build([corpus], place, quick)
    (generation,) = (place.path / "generations").iterdir()
    if damage == "pointer":
        (place.path / "current").write_text("{")
    elif damage == "generation gone":
        generation.rename(tmp_path / "elsewhere")
    elif damage == "store gone":
        (generation / "chroma.sqlite3").unlink()
    else:
        (generation / "chroma.sqlite3").write_bytes(b"not a database" * 1000)
    with pytest.raises(StoreError) as failure:
        Index.open(place).passages()
    assert "\n" not in str(failure.value)
    if damage == "pointer":
        (place.path / "current").unlink()  # the remedy: what is live cannot be told any more
    assert build([corpus], place, quick).documents == 3
    with Index.open(place) as index:
        assert len(index.sources()) == 3


@pytest.mark.parametrize("damage", ["gone", "cut short", "overwritten"])
def test_damaged_vectors_are_noticed_by_a_build_and_made_again(
    tmp_path: Path, corpus: Path, quick: Embedder, damage: str
) -> None:
    place = Folder(path=tmp_path / "index")
    build([corpus], place, quick)
    vectors = max((place.path / "generations").rglob("*.bin"), key=lambda path: path.stat().st_size)
    size = vectors.stat().st_size
    if damage == "gone":
        vectors.unlink()
    else:
        vectors.write_bytes(bytes(size // 2 if damage == "cut short" else size))
    summary = build([corpus], place, quick)
    assert (summary.embedded, summary.unchanged) == (summary.passages, 0)
    with Index.open(place) as index:
        for passage in index.passages():
            assert index.query(quick.get_text_embedding(passage.embedded), 1)[0][0] == passage.id
    assert build([corpus], place, quick).embedded == 0


def test_the_record_is_read_without_chroma_also_after_others_read_the_index(
    tmp_path: Path, corpus: Path, quick: Embedder
) -> None:
    place = Folder(path=tmp_path / "index")
    assert generations_at(place).record() is None  # nothing there
    build([corpus], place, quick)
    with Index.open(place) as index:
        index.query(quick.get_query_embedding("Worcestershire"), 5)
        assert generations_at(place).record() == index.record.model_dump_json()


def test_an_index_without_a_seal_is_opened_to_see_whether_it_is_up_to_date(
    tmp_path: Path, corpus: Path, quick: Embedder
) -> None:
    place = Folder(path=tmp_path / "index")
    build([corpus], place, quick)
    (seal,) = place.path.rglob("seal.json")
    seal.unlink()
    assert generations_at(place).record() is None
    assert build([corpus], place, quick).embedded == 0
    (corpus / "worcestershire-2018-inspection.md").unlink()
    assert build([corpus], place, quick).removed == 1


def test_a_database_of_another_shape_is_left_to_chroma(tmp_path: Path, corpus: Path, quick: Embedder) -> None:
    place = Folder(path=tmp_path / "index")
    build([corpus], place, quick)
    (database,) = place.path.rglob("chroma.sqlite3")
    assert text_at_a_glance(database, "send-none-texts", "record") is None
    assert text_at_a_glance(tmp_path / "none", "send-none-texts", "record") is None
    with closing(sqlite3.connect(tmp_path / "other")) as other:
        other.execute("CREATE TABLE collections (id)")
    assert text_at_a_glance(tmp_path / "other", "send-none-texts", "record") is None
