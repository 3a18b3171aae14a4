"""The command line: ``python -m assistant ask``, ``chat``, ``serve`` and ``progress``.

Exit codes: 0 done; 1 a known error, in one line; 2 wrong usage; 130 Ctrl-C.
"""

import argparse
import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import KnownError

if TYPE_CHECKING:
    from .ask import Assistant

Commands = "argparse._SubParsersAction[argparse.ArgumentParser]"


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(prog="python -m assistant", description="Ask the inspection documents.")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    ask = commands.add_parser("ask", help="answer one question", description="Answer one question, every fact cited.")
    ask.add_argument("question", metavar="QUESTION")
    _options(ask)
    ask.add_argument("--json", action="store_true", help="print the answer as one JSON object")
    ask.set_defaults(run=_ask)
    chat = commands.add_parser(
        "chat",
        help="answer questions one after another",
        description="A conversation; an empty line or Ctrl-D ends it.",
    )
    _options(chat)
    chat.set_defaults(run=_chat)
    serve = commands.add_parser("serve", help="open the page", description="Serve the page on this machine.")
    _place(serve)
    _generator(serve)
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    serve.add_argument("--port", type=_port, default=7860, help="port to listen on (default: %(default)s)")
    serve.add_argument("--open", action="store_true", help="open the page in the browser")
    serve.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        help="file with the password that the page asks for (default: SEND_PASSWORD; needed off this machine)",
    )
    serve.add_argument(
        "--question-log",
        type=Path,
        metavar="FILE",
        help="file for what is asked, a line a question, without names, numbers and addresses (default: "
        "SEND_QUESTION_LOG; if neither is given, nothing of a question is written)",
    )
    serve.set_defaults(run=_serve)
    follow = commands.add_parser(
        "progress",
        help="follow weaknesses, actions and measures of a local area through its documents",
        description="For a local area: each weakness, priority action and recommendation, and what each later document "
        "says of it; measures over time; milestones. Every line with its place.",
    )
    _place(follow)
    follow.add_argument("--area", metavar="A", required=True, help="the local area")
    form = follow.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object")
    form.add_argument("--csv", action="store_true", help="print a table for a spreadsheet")
    follow.set_defaults(run=_progress)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; what goes wrong is told here and nowhere else.

    Returns:
        the exit code.
    """
    given = parser().parse_args(arguments)
    try:
        code: int = given.run(given)
        sys.stdout.flush()
    except KnownError as fault:
        print(f"Error: {fault}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text} is not a port (1 to 65535)")
    return int(text)


def _place(command: argparse.ArgumentParser) -> None:
    command.add_argument("--index", type=Path, metavar="DIR", help="folder of the index (default: SEND_INDEX)")
    command.add_argument("--chroma", metavar="URL", help="address of a Chroma server that holds the index")


def _options(command: argparse.ArgumentParser) -> None:
    _place(command)
    _generator(command)
    command.add_argument("--area", metavar="A", help="keep to one local area")


def _generator(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--generator",
        metavar="G",
        default="quotes",
        help="what writes the answer: quotes, model (the one that SEND_MODEL names) or another model's name on the "
        "server at SEND_MODEL_URL (default: %(default)s)",
    )


def _open(given: argparse.Namespace, meanwhile: Callable[[], object] | None = None) -> "Assistant":
    with _loading():
        from .ask import Assistant  # the store and the embedder load only when a question is asked

        if "generator" in given:
            from .model import model_of

            model_of(given.generator)  # one that is not set up is told at once
        return Assistant.open(given.index, given.chroma, meanwhile=meanwhile)


@contextmanager
def _loading() -> Iterator[None]:
    """What is loaded stays, so to look through it for what can be thrown away, again and again, only takes time."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _told() -> Callable[[str], None] | None:
    """Shows a language model's sentences while it writes, where somebody watches."""
    from .render import printable

    return (lambda sentence: print(f"… {printable(sentence)}", file=sys.stderr)) if sys.stderr.isatty() else None


def _width() -> int:
    return min(shutil.get_terminal_size().columns, 100)


def _ask(given: argparse.Namespace) -> int:
    from .understand import check_question

    check_question(given.question)
    with _open(given) as assistant:
        answer = assistant.ask(given.question, area=given.area, generator=given.generator, told=_told())
    if given.json:
        print(answer.model_dump_json(indent=2))
        return 0
    from .render import to_terminal

    print(to_terminal(answer, _width()))
    return 0


def _chat(given: argparse.Namespace) -> int:
    from .answers import Turn
    from .render import to_terminal

    with _open(given) as assistant:
        history: list[Turn] = []
        while True:
            try:
                question = input("Ask: ").strip() if sys.stdin.isatty() else sys.stdin.readline().strip()
            except EOFError:
                question = ""
            if not question:
                return 0
            try:
                answer = assistant.ask(question, history, given.area, given.generator, _told())
            except KnownError as fault:  # one bad question does not end the conversation
                print(f"Error: {fault}", file=sys.stderr)
                continue
            history.append(
                Turn(question=answer.standalone_question, answer=answer.answer, local_area=answer.searched.local_area)
            )
            print(f"\n{to_terminal(answer, _width())}\n")


def _progress(given: argparse.Namespace) -> int:
    from .progress_text import to_csv, to_terminal

    with _open(given) as assistant:
        found = assistant.progress(given.area)
        sources = {info.source.id: info.source for info in assistant.sources()}
    if given.json:
        print(found.model_dump_json(indent=2))
    elif given.csv:
        print(to_csv(found), end="")
    else:
        print(to_terminal(found, sources, _width()))
    return 0


def _serve(given: argparse.Namespace) -> int:
    from .page_password import page_password

    password = page_password(given.host, given.password_file)
    with _open(given, _load_page) as assistant:
        from .app import serve

        serve(
            assistant,
            host=given.host,
            port=given.port,
            open_browser=given.open,
            generator=given.generator,
            password=password,
            question_log=given.question_log,
        )
    return 0


def _load_page() -> None:
    """What loads longest, loaded while the embedder is."""
    from .page_gradio import without_stubs

    without_stubs()  # before anything imports Gradio
    from . import app  # noqa: F401


if __name__ == "__main__":
    sys.exit(main())
