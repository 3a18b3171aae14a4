"""``python -m evals``: run and score suites, compare and report runs, hold them against floors; findings; speed."""

import argparse
import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.parts import PARTS, Parts
from evals.ablation_command import ablated, add_ablation
from evals.adapter_command import adapted, add_adapter, cross_encoded
from evals.cases import load_suite
from evals.folder import INDEX, RunFolder
from evals.peers_command import add_peers, beside_peers
from evals.reading_command import add_reading, reading_text
from evals.score import score
from evals.settings import OURS
from evals.speed_command import add_speed, measured, positive
from evals.systems import SYSTEMS
from evals.table import table
from ingest.errors import KnownError, SettingsError


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one command.

    Returns:
        exit code: 0 done, also where cases failed; 1 a known error, named in one line on stderr. Wrong usage ends
        with 2.
    """
    options = parser().parse_args(arguments)
    try:
        return int(COMMANDS[options.command](options))
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
    run.add_argument("--generator", metavar="G", help="what writes the answers (default: quotes); not for peers")
    run.add_argument(
        "--system",
        default=OURS,
        choices=SYSTEMS,
        metavar="NAME",
        help=f"what is asked: {', '.join(SYSTEMS)} (default: {OURS})",
    )
    run.add_argument("--embedder", metavar="E", help="name or folder of the embedder that builds or built the index")
    run.add_argument(
        "--without",
        action="append",
        default=[],
        choices=PARTS,
        metavar="PART",
        help=f"leave out a part of {OURS}, or several: {', '.join(PARTS)}",
    )
    run.add_argument("--repeat", type=positive, default=1, metavar="N", help="ask every case N times (default: 1)")
    run.add_argument("--workers", type=positive, default=1, metavar="N", help="ask N at the same time (default: 1)")
    run.add_argument(
        "--out", type=Path, required=True, metavar="RUN_DIR", help="folder of the run; a stopped run in it goes on"
    )
    rate = commands.add_parser(
        "score", help="measure the answers of a run", description="Measure the answers of a run."
    )
    rate.add_argument("run_dir", type=Path, metavar="RUN_DIR", help="folder that run wrote")
    rate.add_argument("--held-out", action="store_true", help="show failed cases that are held out, too")
    rate.add_argument("--json", action="store_true", help="print one JSON object")
    _add_judge(commands)
    _add_compare(commands)
    _add_report(commands)
    _add_gate(commands)
    _add_findings(commands)
    add_peers(commands)
    add_ablation(commands)
    add_speed(commands)
    add_reading(commands)
    add_adapter(commands)
    return top


def _add_findings(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    check = commands.add_parser(
        "findings",
        help="measure findings against gold files: precision and recall of each field",
        description="Measure findings against gold files.",
    )
    check.add_argument("gold", type=Path, nargs="*", metavar="GOLD.yaml", help="what documents state (default: all)")
    where = check.add_mutually_exclusive_group()
    where.add_argument("--index", type=Path, metavar="DIR", help="index to measure (default: the assistant's own)")
    where.add_argument("--corpus", type=Path, metavar="PATH", help="originals to read, without an index")
    where.add_argument("--chroma", metavar="URL", help="Chroma server that holds the index")
    check.add_argument("--tracker", type=Path, metavar="CSV", help="public table of reports to measure beside them")
    check.add_argument("--json", action="store_true", help="print one JSON object")


def _run(options: argparse.Namespace) -> int:
    suite, folder, generator = load_suite(options.suite), RunFolder(options.out), _generator(options)
    # these take seconds to import, and the other commands need none of them
    from evals.indexes import built, opened
    from evals.suite_run import Asked, run_suite
    from evals.systems import open_system
    from ingest.embed import load_embedder

    with folder.claimed():
        if options.corpus:
            options.index = built(options.corpus, options.out / INDEX, options.embedder)
        with opened(options.index, options.chroma, options.embedder) as index:
            parts = Parts.without(options.without)
            system = open_system(options.system, index, load_embedder(options.embedder), parts)
            asked = Asked(options.suite, suite, options.system, generator, options.repeat, options.workers)
            run_suite(asked, system, index, folder)
    answers = sum(len(repeat.answers()) for repeat in folder.repeats())
    errors = sum(len(repeat.errors()) for repeat in folder.repeats())
    asked = len(suite.cases) * options.repeat
    print(f"{answers} of {asked} cases answered, {errors} ended in an error: {folder.path}")
    print(f"Next: python -m evals score {shlex.quote(str(folder.path))}")
    return 0


def _generator(options: argparse.Namespace) -> str:
    """What writes the answers: quotes unless another is named; a peer brings its own way of answering."""
    if options.system == OURS:
        return str(options.generator or "quotes")
    if options.generator:
        raise SettingsError(f"The system {options.system} has no generators", "Leave out --generator")
    return "none"


def _score(options: argparse.Namespace) -> int:
    result = score(RunFolder(options.run_dir))
    if options.json:
        shown = [failure for failure in result.failed if options.held_out or not failure.held_out]
        result = result.model_copy(update={"failed": tuple(shown)})
    print(result.model_dump_json(indent=2) if options.json else table(result, options.held_out))
    return 0


def _add_judge(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    opinion = commands.add_parser(
        "judge",
        help="have a language model judge the answers of a run; score then shows it, apart",
        description="Have a language model judge faithfulness and completeness of a run's answers.",
    )
    opinion.add_argument("run_dir", type=Path, metavar="RUN_DIR", help="folder that run wrote; goes on in it")
    opinion.add_argument("--judge", metavar="MODEL", help="model on the server at SEND_JUDGE_URL (default: SEND_JUDGE)")


def _judge(options: argparse.Namespace) -> int:
    from evals.judge_settings import judge_model

    model = judge_model(options.judge)  # first: one that is not set up is told at once
    from evals.judge import judge

    failed = judge(RunFolder(options.run_dir), model)
    print(f"{failed} verdicts could not be had; the same command asks for them again" if failed else "All judged.")
    print(f"Next: python -m evals score {shlex.quote(str(options.run_dir))}")
    return 0


def _add_compare(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    compare = commands.add_parser(
        "compare",
        help="say case by case which of two or more runs is better, and whether that may be chance",
        description="Compare runs of one suite with the first of them, case by case.",
    )
    compare.add_argument("first", type=Path, metavar="RUN_A", help="folder of the run to compare with")
    compare.add_argument("others", type=Path, nargs="+", metavar="RUN_B", help="folders of the runs that are compared")
    compare.add_argument("--held-out", action="store_true", help="name cases that are held out, too")
    compare.add_argument("--json", action="store_true", help="print one JSON object")


def _compare(options: argparse.Namespace) -> int:
    from evals.compare import compare
    from evals.compare_text import comparison_text
    from evals.outcomes import read_run

    first, *others = (read_run(RunFolder(path)) for path in (options.first, *options.others))
    result = compare(first, others, options.held_out)
    print(result.model_dump_json(indent=2) if options.json else comparison_text(result))
    return 0


def _add_report(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    report = commands.add_parser(
        "report",
        help="write one HTML file about one or more runs, and a Markdown summary beside it",
        description="Write one HTML file that needs nothing else, and a Markdown summary beside it.",
    )
    report.add_argument("run_dirs", type=Path, nargs="+", metavar="RUN_DIR", help="folders that run wrote")
    report.add_argument(
        "--out", type=Path, default=Path("report.html"), metavar="FILE.html", help="default: report.html"
    )
    report.add_argument("--held-out", action="store_true", help="show failed cases that are held out, too")


def _report(options: argparse.Namespace) -> int:
    from evals.report import write_report

    for path in write_report([RunFolder(path) for path in options.run_dirs], options.out, options.held_out):
        print(path)
    return 0


def _add_gate(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    gate = commands.add_parser(
        "gate",
        help="end with 1 where a run falls below the floors of its suite",
        description="Hold runs against the floors of their suites; exit code 1 where one falls below.",
    )
    gate.add_argument("run_dirs", type=Path, nargs="+", metavar="RUN_DIR", help="folders that run wrote")
    gate.add_argument("--floors", type=Path, metavar="FILE.yaml", help="default: evals/floors.yaml")


def _gate(options: argparse.Namespace) -> int:
    from evals.floors import FLOORS, breaches, load_floors

    floors = load_floors(options.floors or FLOORS)
    found = [(path, breaches(floors, RunFolder(path))) for path in options.run_dirs]
    for path, lines in found:
        print("\n".join([f"{path}: {len(lines) or 'no'} measure{'s' * (len(lines) != 1)} below the floor", *lines]))
    return int(any(lines for _, lines in found))


def _findings(options: argparse.Namespace) -> int:
    from evals.findings_table import findings_table  # takes readers along, which score does not need

    print(findings_table(options))
    return 0


def _peers(options: argparse.Namespace) -> int:
    print(beside_peers(options))
    return 0


def _ablation(options: argparse.Namespace) -> int:
    print(ablated(options))
    return 0


def _speed(options: argparse.Namespace) -> int:
    print(measured(options))
    return 0


def _reading(options: argparse.Namespace) -> int:
    print(reading_text(options))
    return 0


def _adapter(options: argparse.Namespace) -> int:
    print(adapted(options))
    return 0


def _cross_encoder(options: argparse.Namespace) -> int:
    print(cross_encoded(options))
    return 0


COMMANDS = {
    "run": _run,
    "score": _score,
    "judge": _judge,
    "compare": _compare,
    "report": _report,
    "gate": _gate,
    "findings": _findings,
    "peers": _peers,
    "ablation": _ablation,
    "speed": _speed,
    "reading": _reading,
    "adapter": _adapter,
    "cross-encoder": _cross_encoder,
}


if __name__ == "__main__":
    sys.exit(main())
