"""``evals speed``: its options, and what it prints."""

import argparse
from pathlib import Path


def positive(text: str) -> int:
    """A whole number from 1 up, as an option's value."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not 1 or more")
    return number


def add_speed(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    speed = commands.add_parser(
        "speed",
        help="measure building and asking on made documents, or on yours",
        description="Measure building and asking, against plain sentence-transformers and a plain Chroma query.",
    )
    what = speed.add_mutually_exclusive_group()
    what.add_argument(
        "--sizes",
        type=_numbers,
        default=(1, 10),
        metavar="N,N",
        help="sizes of the made corpus, times five documents; 100 takes long (default: 1,10)",
    )
    what.add_argument("--corpus", type=Path, metavar="PATH", help="documents to measure in place of made ones")
    speed.add_argument(
        "--callers", type=_numbers, default=(1, 4, 16), metavar="N,N", help="callers at the same time (default: 1,4,16)"
    )
    speed.add_argument("--questions", type=positive, default=60, metavar="N", help="questions asked (default: 60)")
    speed.add_argument(
        "--encoded", type=positive, default=256, metavar="N", help="passages embedded in both ways (default: 256)"
    )
    speed.add_argument("--rounds", type=positive, default=3, metavar="N", help="times they are (default: 3)")
    speed.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder of the results; goes on in it")
    speed.add_argument(
        "--before", type=Path, metavar="DIR", help="folder of an earlier measurement, to be set beside this one"
    )
    speed.add_argument("--json", action="store_true", help="print one JSON object")


def _numbers(text: str) -> tuple[int, ...]:
    """Whole numbers from 1 up with commas between them, the smallest first."""
    return tuple(sorted({positive(part) for part in text.split(",")}))


def measured(options: argparse.Namespace) -> str:
    """Measure and keep the figures; what to print.

    Raises:
        SuiteError: the folder holds another measurement, that of ``--before`` none, or a command here failed.
    """
    from evals.speed import read_speed, shown, speed
    from evals.speed_table import speed_table
    from evals.speed_text import speed_text
    from evals.speed_types import Plan

    before = read_speed(options.before) if options.before else None
    plan = Plan(
        sizes=() if options.corpus else options.sizes,
        corpus=str(options.corpus) if options.corpus else None,
        callers=options.callers,
        questions=options.questions,
        encoded=options.encoded,
        rounds=options.rounds,
    )
    with shown() as stage:
        result = speed(plan, options.out, stage)
    text = speed_text(result) + (f"\n\n{speed_table(before, result)}" if before else "")
    (options.out / "speed.txt").write_text(f"{text}\n", encoding="utf-8")
    return result.model_dump_json(indent=2) if options.json else text
