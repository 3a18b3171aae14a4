"""A program that starts, answers one question and ends loads only what answering needs: loading is most of its time."""

import json
import subprocess
import sys

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
