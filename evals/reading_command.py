"""``evals reading``: its options, and what it prints."""

import argparse
from pathlib import Path

from evals.speed_command import positive


def add_reading(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    reading = commands.add_parser(
        "reading",
        help="measure how long reading documents and taking out their findings takes",
        description="Measure reading alone: files to documents to findings, with no index and no embedding.",
    )
    reading.add_argument("--corpus", type=Path, metavar="PATH", help="documents to read (default: made ones)")
    reading.add_argument(
        "--files", type=positive, default=60, metavar="N", help="how many; fewer are read again (default: 60)"
    )
    reading.add_argument("--json", action="store_true", help="print one JSON object")


def reading_text(options: argparse.Namespace) -> str:
    """Measure; what to print.

    Raises:
        NothingToRead: there is no such folder, or no document in it.
    """
    from evals.reading import measure_reading  # takes readers along, which other commands do not need
    from ingest.show import shown

    with shown(quiet=False) as progress:
        found = measure_reading(options.corpus, options.files, progress)
    if options.json:
        return found.model_dump_json(indent=2)
    read = found.files - found.unread
    again = "" if found.different == found.files else f" ({found.different} different, read again)"
    pages = f", {found.pages:,} pages" if found.pages else ""
    whole = found.read_seconds + found.findings_seconds
    load = "unknown" if found.load is None else f"{found.load:.1f}"
    lines = [
        f"{found.files} files{again}{pages}, {found.characters:,} characters",
        f"reading         {found.read_seconds:6.1f} s",
        f"findings        {found.findings_seconds:6.1f} s, {found.findings:,} of them",
        f"both            {whole:6.1f} s, {whole / max(read, 1):.2f} s a file",
        f"processor time  {found.processor_seconds:6.1f} s, {found.processor_seconds / max(read, 1):.2f} s a file",
        f"on {found.machine}; load at the start {load}",
    ]
    return "\n".join([*lines, *([f"{found.unread} could not be read"] if found.unread else [])])
