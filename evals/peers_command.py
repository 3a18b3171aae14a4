"""``evals peers``: its options, and what it prints and writes."""

import argparse
from pathlib import Path

from evals.settings import OURS
from evals.systems import SYSTEMS

_NEEDS_MODEL = "citation"


def add_peers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    command = commands.add_parser(
        "peers",
        help="ask ours and its peers the same cases, and write one report on all",
        description="Ask ours and its peers the same cases. Writes report.html and report.md.",
    )
    add_asked(command)
    peers = [name for name in SYSTEMS if name != OURS]
    command.add_argument(
        "--system",
        action="append",
        choices=peers,
        metavar="NAME",
        help=f"only this peer, or these: {', '.join(peers)} (default: all but {_NEEDS_MODEL}, which needs a model)",
    )
    command.add_argument("--held-out", action="store_true", help="show failed cases that are held out, too")


def add_asked(command: argparse.ArgumentParser) -> None:
    """What several systems are asked: suites, documents, and the folder of the runs."""
    command.add_argument("suites", type=Path, nargs="+", metavar="SUITE.yaml", help="the questions")
    where = command.add_mutually_exclusive_group()
    where.add_argument("--index", type=Path, metavar="DIR", help="index to ask (default: the assistant's own)")
    where.add_argument("--corpus", type=Path, metavar="PATH", help="documents to build an index of, inside DIR")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder of all runs; goes on in it")


def beside_peers(options: argparse.Namespace) -> str:
    """Ask all and write the report; what to print.

    Raises:
        KnownError: as for ``evals run``.
    """
    # these take seconds to import, and other commands need none of them
    from evals.folder import INDEX
    from evals.indexes import built, opened
    from evals.many_runs import Asking, run_many
    from evals.report import shown, write_shown
    from ingest.embed import load_embedder

    names = [OURS, *(options.system or (name for name in SYSTEMS if name not in {OURS, _NEEDS_MODEL}))]
    place = built(options.corpus, options.out / INDEX, None) if options.corpus else options.index
    with opened(place, None, None) as index:
        whom = [Asking(name, name) for name in dict.fromkeys(names)]
        runs = run_many(options.suites, index, load_embedder(), options.out, whom)
    suites = shown([folder for folders in runs.values() for folder in folders], options.held_out)
    files = write_shown(suites, options.out / "report.html")
    verdicts = [f"{suite.name}: {pair.verdict} {pair.caution}".strip() for suite in suites for pair in suite.pairs]
    return "\n".join([*verdicts, *map(str, files)])
