"""The command line: ``python -m ingest fetch``, ``build``, ``status`` and ``findings``.

Exit codes: 0 done; 1 a known error, in one line, or files that could not be read, each named; 2 usage; 130 Ctrl-C.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import KnownError

if TYPE_CHECKING:
    from .outcome import Outcome


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(prog="python -m ingest", description="Make documents ready to be asked.")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for make in (_fetch_parser, _build_parser, _status_parser, _findings_parser):
        make(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; what goes wrong is told here and nowhere else.

    Returns:
        the exit code.
    """
    given = parser().parse_args(arguments)
    try:
        outcome: Outcome = given.run(given)
        for note in outcome.notes:
            print(note, file=sys.stderr)
        print(outcome.out, flush=True)
    except KnownError as fault:
        print(f"Error: {fault}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. Nothing was changed.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return outcome.code


def _fetch_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser(
        "fetch",
        help="download original documents",
        description="Download the original documents whose addresses corpus/sources.csv has. This is the only command "
        "that uses the network; documents that are there already are kept.",
    )
    command.add_argument("ids", nargs="*", metavar="ID", help="ids in sources.csv (default: all that have an address)")
    command.add_argument("--area", metavar="A", help="only documents about this local area")
    command.add_argument(
        "--to", type=Path, default=Path("originals"), metavar="DIR", help="folder (default: originals)"
    )
    command.add_argument("--quiet", action="store_true", help="show no progress")
    command.set_defaults(run=_fetch)


def _build_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser(
        "build",
        help="read documents into an index",
        description="Read documents, split them into passages, embed these and swap in a new index. Only what "
        "changed since the last build is read and embedded again. Files that cannot be read are named; the exit code "
        "is then 1.",
    )
    command.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files and folders (default: the project's own corpus)"
    )
    _place_options(command)
    command.add_argument(
        "--embedder", metavar="NAME", help="folder or name of a sentence-transformers model (default: all-MiniLM-L6-v2)"
    )
    command.add_argument("--json", action="store_true", help="print the summary as one JSON object")
    command.add_argument("--quiet", action="store_true", help="show no progress")
    command.set_defaults(run=_build)


def _status_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("status", help="say what an index holds", description="Say what an index holds.")
    _place_options(command)
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.set_defaults(run=_status)


def _findings_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser(
        "findings",
        help="print what was found in the documents",
        description="Print the typed facts that the documents state, each with its place: weaknesses and verdicts, "
        "priority actions, recommendations, planned actions, measures, milestones ...",
    )
    _place_options(command)
    command.add_argument("--area", metavar="A", help="only documents about this local area")
    command.add_argument("--kind", metavar="K", help='only findings of this kind, such as "area for improvement"')
    command.add_argument("--document", metavar="ID", help="only this document")
    command.add_argument("--period", metavar="P", help="only findings of this time: 2021, 2021-04, April 2021")
    command.add_argument("--json", action="store_true", help="print a JSON list, with quotes and offsets")
    command.set_defaults(run=_findings)


def _place_options(command: argparse.ArgumentParser) -> None:
    place = command.add_mutually_exclusive_group()
    place.add_argument("--index", type=Path, metavar="DIR", help="folder of the index (default: in your data folder)")
    place.add_argument("--chroma", metavar="URL", help="a Chroma server instead of a folder: http://HOST:PORT")


def _build(given: argparse.Namespace) -> "Outcome":
    from .build_command import build_command

    return build_command(given.paths, given.index, given.chroma, given.embedder, as_json=given.json, quiet=given.quiet)


def _fetch(given: argparse.Namespace) -> "Outcome":
    from .commands import fetch

    return fetch(given.ids, given.area, given.to, quiet=given.quiet)


def _status(given: argparse.Namespace) -> "Outcome":
    from .commands import status

    return status(given.index, given.chroma, as_json=given.json)


def _findings(given: argparse.Namespace) -> "Outcome":
    from .commands import findings

    return findings(given.index, given.chroma, given.area, given.kind, given.document, given.period, as_json=given.json)


if __name__ == "__main__":
    sys.exit(main())
