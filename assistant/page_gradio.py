"""Gradio, without two things that it does at every start, that nothing here needs, and that take a third of the time.

Whenever a program imports it, it compares the source of each of its components with a type stub beside it, which helps
editors. And of one page it makes four web applications, of which the last is served.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gradio import Blocks
    from gradio.routes import App

_MODULE, _STUBS = "gradio.component_meta", "create_or_modify_pyi"


def without_stubs() -> None:
    """From now on, importing Gradio compares and writes no stubs. Without effect where it is imported already."""
    if _MODULE not in sys.modules and _Finder not in sys.meta_path:
        sys.meta_path.insert(0, _Finder)


@contextmanager
def without_spare_apps() -> Iterator[None]:
    """Meanwhile, the application of a page has no routes: only the one that is mounted afterwards is asked for any.

    Gradio's queue keeps the state of its events in the one that was made last before, which is why there is one at all.
    """
    from gradio.routes import App

    whole = App.create_app
    App.create_app = staticmethod(_bare)  # type: ignore[method-assign]
    try:
        yield
    finally:
        App.create_app = staticmethod(whole)  # type: ignore[method-assign]


def _bare(blocks: "Blocks", *_: Any, **__: Any) -> "App":
    from gradio.routes import App

    app = App()
    app.configure_app(blocks)
    return app


class _Finder:
    """Finds one module where it would be found anyway, and has it loaded without its writer of stubs."""

    @staticmethod
    def find_spec(fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """The module's specification; ``None`` for any other module."""
        spec = PathFinder.find_spec(fullname, path, target) if fullname == _MODULE else None
        if spec is None or spec.loader is None:
            return None
        load = spec.loader.exec_module

        def load_without_stubs(module: ModuleType) -> None:
            load(module)
            if hasattr(module, _STUBS):  # another version of Gradio may do without
                setattr(module, _STUBS, lambda *_: None)

        spec.loader.exec_module = load_without_stubs  # type: ignore[method-assign]
        return spec
