"""Gradio, without two things that it does at every start, that nothing here needs, and that take a third of the time.

Whenever a program imports it, it compares the source of each of its components with a type stub beside it, which helps
editors. And of one page it makes four web applications, of which the last is served.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

if TYPE_CHECKING:
    from gradio import Blocks
    from gradio.routes import App

_MODULE, _STUBS = "gradio.component_meta", "create_or_modify_pyi"


def without_stubs() -> None:
    """From now on, importing Gradio writes and compares no stubs. Without effect where it is imported already."""
    if _MODULE not in sys.modules and not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


@contextmanager
def without_spare_apps() -> Iterator[None]:
    """Meanwhile, the application of a page has no routes: only the one that is mounted afterwards is asked for any.

    Gradio's queue keeps the state of its events in the one that was made last before, which is why there is one at all.
    """
    from gradio.routes import App

    with patch.object(App, "create_app", _bare):
        yield


def _bare(blocks: "Blocks", *_: Any, **__: Any) -> "App":
    from gradio.routes import App

    app = App()
    app.configure_app(blocks)
    return app


class _Finder(MetaPathFinder):
    """Finds one module where it would be found anyway, and has it loaded without its writer of stubs."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != _MODULE:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _WithoutStubs(spec.loader)
        return spec


class _WithoutStubs(Loader):
    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        if hasattr(module, _STUBS):  # another version of Gradio may do without
            setattr(module, _STUBS, lambda *_: None)
