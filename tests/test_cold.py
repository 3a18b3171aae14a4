"""A program that starts, answers one question and ends loads only what answering needs: loading is most of its time."""

import json
import subprocess
import sys
from pathlib import Path

from ingest.build import build
from ingest.place import Folder

SLOW = {"llama_index", "sqlalchemy", "torch", "transformers", "gradio", "fastapi", "pdfplumber", "docx", "bs4", "onnx"}
"""Libraries that take long to load and have no part in a quoted answer."""

CODE = """
import json, sys
from pathlib import Path
from assistant.ask import Assistant
with Assistant.open(Path(sys.argv[1])) as assistant:
    answer = assistant.ask("How many of the nine weaknesses had improved?")
print(json.dumps([answer.status, sorted({name.partition(".")[0] for name in sys.modules}), sorted(sys.modules)]))
"""


def test_a_quoted_answer_loads_neither_llama_index_nor_readers_nor_a_page(records_index: Folder) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(records_index.path)], capture_output=True, text=True, check=True
    )
    status, packages, modules = json.loads(done.stdout)
    assert status == "answered"
    assert SLOW & set(packages) == set()
    assert [name for name in modules if name.startswith(("ingest.readers", "ingest.findings.reports"))] == []


BUILD = """
import json, sys
from ingest.__main__ import main
code = main(["build", sys.argv[1], "--index", sys.argv[2], "--quiet", "--json"])
print(json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules}), sorted(sys.modules)]))
"""


def test_a_build_with_nothing_to_do_loads_neither_store_nor_embedder_nor_readers(corpus: Path, tmp_path: Path) -> None:
    place = Folder(path=tmp_path / "index")
    first = build([corpus], place)
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(corpus), str(place.path)], capture_output=True, text=True, check=True
    )
    summary, rest = json.JSONDecoder().raw_decode(done.stdout)
    code, packages, modules = json.loads(done.stdout[rest:])
    assert (code, summary["unchanged"], summary["embedded"]) == (0, first.documents, 0)
    assert (SLOW | {"chromadb", "numpy", "onnxruntime", "tokenizers", "httpx"}) & set(packages) == set()
    assert {"ingest.read", "ingest.extract", "ingest.view", "ingest.renew"} & set(modules) == set()
