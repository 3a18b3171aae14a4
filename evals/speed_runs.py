"""Commands of this program, run as users run them: in a process of their own, with time and memory."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from evals.speed_types import Built, Ran
from ingest.errors import SuiteError

_ROOT = Path(__file__).resolve().parent.parent
MB = 1_000_000
_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes that ``ru_maxrss`` counts in."""


def build(corpus: Path, index: Path) -> Built:
    """``ingest build``, first or again.

    Raises:
        SuiteError: nothing could be built.
    """
    ran, out = command("ingest", "build", str(corpus), "--index", str(index), "--json", "--quiet")
    return Built(run=ran, **{name: out[name] for name in ("documents", "passages", "findings", "embedded")})


def ask(question: str, index: Path) -> Ran:
    """``assistant ask`` of a program that has to start first.

    Raises:
        SuiteError: it gave no answer.
    """
    return command("assistant", "ask", question, "--index", str(index), "--json")[0]


def command(module: str, *arguments: str) -> tuple[Ran, dict[str, Any]]:
    """Run ``python -m MODULE`` to its end.

    Returns:
        time and memory, and the JSON object that it printed.

    Raises:
        SuiteError: it printed none.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as told:
        started = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-m", module, *arguments], stdout=out, stderr=told, env=program())
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        printed, said = (_text(file) for file in (out, told))
    try:
        found: dict[str, Any] = json.loads(printed)
    except ValueError:
        last = said.strip().splitlines()[-1:] or [f"it ended with {process.returncode}"]
        raise SuiteError(f"python -m {module} {arguments[0]} failed ({last[0]})", "Try it by hand") from None
    used = usage.ru_utime + usage.ru_stime
    return Ran(seconds=seconds, processor_seconds=used, peak_mb=peak_mb(usage.ru_maxrss)), found


def program() -> dict[str, str]:
    """The environment in which ``python -m`` runs this program, wherever it is started."""
    path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path}


def peak_mb(ru_maxrss: int) -> float:
    """Peak memory as the system reports it, in MB."""
    return ru_maxrss * _UNIT / MB


def folder_mb(folder: Path) -> float:
    """Size of the files in a folder, in MB."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / MB


def _text(file: Any) -> str:
    file.seek(0)
    return bytes(file.read()).decode(errors="replace")
