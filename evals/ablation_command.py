"""``evals ablation``: its options, and what it prints and writes."""

import argparse

from assistant.parts import PARTS
from evals.peers_command import add_asked


def add_ablation(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    command = commands.add_parser(
        "ablation",
        help="ask LlamaIndex's defaults, ours, and ours without each of its parts, and show what each is worth",
        description="Measure what each part of the pipeline is worth. Writes ablation.md and report.html.",
    )
    add_asked(command)
    command.add_argument(
        "--part",
        action="append",
        choices=PARTS,
        metavar="PART",
        help=f"leave out only this part, or these (default: one after the other {', '.join(PARTS)})",
    )


def ablated(options: argparse.Namespace) -> str:
    """Ask whom there is to ask, write the table and a report; what to print.

    Raises:
        KnownError: as for ``evals run``.
    """
    # these take seconds to import, and other commands need none of them
    from evals.ablation import PEER, ablation, run_all
    from evals.ablation_text import ablation_text
    from evals.folder import INDEX
    from evals.indexes import built, opened
    from evals.lines import writing
    from evals.report import write_report
    from ingest.embed import load_embedder

    place = built(options.corpus, options.out / INDEX, None) if options.corpus else options.index
    with opened(place, None, None) as index:
        runs = run_all(options.suites, index, load_embedder(), options.out, options.part or PARTS)
    text = ablation_text(ablation(runs))
    with writing(options.out):
        (options.out / "ablation.md").write_text(f"{text}\n", encoding="utf-8")
    others = [folder for name, folders in runs.items() if name != PEER for folder in folders]
    write_report([*others, *runs[PEER]], options.out / "report.html")  # all beside the whole, which stands first
    return text
