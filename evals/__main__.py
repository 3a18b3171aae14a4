"""``python -m evals``: run a suite, score a run."""

import argparse
import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from evals.cases import load_suite
from evals.folder import INDEX, RunFolder
from evals.score import score
from evals.settings import IndexUsed, settings_of
from evals.table import table
from ingest.errors import KnownError, SuiteError


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one command.

    Returns:
        exit code: 0 done, also where cases failed; 1 a known error, named in one line on stderr. Wrong usage ends
        with 2.
    """
    options = parser().parse_args(arguments)
    try:
        return _run(options) if options.command == "run" else _score(options)
    except KnownError as error:
        print(f"Error: {error}", file=sys.stderr)
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print("stopped; the same command goes on where it stopped", file=sys.stderr)
    return 1


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(prog="python -m evals", description="Measure answers against suites of questions.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    run = commands.add_parser(
        "run", help="ask every question of a suite and keep the answers", description="Ask every question of a suite."
    )
    run.add_argument("suite", type=Path, metavar="SUITE.yaml", help="the questions (format: evals/README.md)")
    where = run.add_mutually_exclusive_group()
    where.add_argument("--index", type=Path, metavar="DIR", help="index to ask (default: the assistant's own)")
    where.add_argument("--corpus", type=Path, metavar="PATH", help="documents to build an index of, inside RUN_DIR")
    where.add_argument("--chroma", metavar="URL", help="Chroma server that holds the index")
    run.add_argument("--generator", default="quotes", metavar="G", help="what writes the answers (default: quotes)")
    run.add_argument(
        "--out", type=Path, required=True, metavar="RUN_DIR", help="folder of the run; a stopped run in it goes on"
    )
    rate = commands.add_parser(
        "score", help="measure the answers of a run", description="Measure the answers of a run."
    )
    rate.add_argument("run_dir", type=Path, metavar="RUN_DIR", help="folder that run wrote")
    rate.add_argument("--held-out", action="store_true", help="show failed cases that are held out, too")
    rate.add_argument("--json", action="store_true", help="print one JSON object")
    return top


def _run(options: argparse.Namespace) -> int:
    suite, folder = load_suite(options.suite), RunFolder(options.out)
    # these take seconds to import, and score needs none of them
    from assistant.ask import Assistant
    from evals.run import run

    with folder.claimed():
        if options.corpus:
            options.index = _built(options.corpus, options.out / INDEX)
        used = _index_used(options)
        folder.begin(options.suite, settings_of(suite, options.generator, used))
        with Assistant.open(index=options.index, chroma=options.chroma) as assistant:
            run(suite, assistant, folder, options.generator)
        if _index_used(options) != used:
            raise SuiteError("the index was built anew during the run", "run again in a new folder")
    answers, errors = folder.answers(), folder.errors()
    print(f"{len(answers)} of {len(suite.cases)} cases answered, {len(errors)} ended in an error: {folder.path}")
    print(f"Next: python -m evals score {shlex.quote(str(folder.path))}")
    return 0


def _built(corpus: Path, index: Path) -> Path:
    """Build an index of a corpus; files that cannot be read are named on stderr."""
    from ingest.build import build
    from ingest.place import Folder

    summary = build([corpus], Folder(path=index.absolute()))
    for problem in summary.problems:
        print(f"left out: {problem.file}: {problem.reason}", file=sys.stderr)
    return index


def _index_used(options: argparse.Namespace) -> IndexUsed:
    """The index that the assistant will find, too."""
    from ingest.index import Index
    from ingest.place import place_of
    from ingest.settings import IngestSettings
    from ingest.settings import settings_of as read

    settings = read(IngestSettings)
    chroma = options.chroma or (None if options.index else settings.chroma)
    with Index.open(place_of(options.index or settings.index, chroma)) as index:
        return IndexUsed.of(index.record)


def _score(options: argparse.Namespace) -> int:
    result = score(RunFolder(options.run_dir))
    if options.json:
        shown = [failure for failure in result.failed if options.held_out or not failure.held_out]
        result = result.model_copy(update={"failed": tuple(shown)})
    print(result.model_dump_json(indent=2) if options.json else table(result, options.held_out))
    return 0


if __name__ == "__main__":
    sys.exit(main())
