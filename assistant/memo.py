"""What is worked out once for an answer: much depends on the question alone and is wanted for every sentence weighed.

It is kept while one question is answered and forgotten then, so that nothing goes stale or piles up; outside of that,
everything is worked out each time.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")
_memo: ContextVar[dict[Any, Any] | None] = ContextVar("memo", default=None)


@contextmanager
def one_answer() -> Iterator[None]:
    """Within it, what ``once`` marks is worked out once for the same arguments."""
    token = _memo.set({})
    try:
        yield
    finally:
        _memo.reset(token)


def once(work: Callable[_P, _T]) -> Callable[_P, _T]:
    """Mark a function of hashable arguments whose result nobody changes: worked out once an answer."""

    @wraps(work)
    def kept(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        memo = _memo.get()
        if memo is None or kwargs:
            return work(*args, **kwargs)
        key = (work, *args)
        if key not in memo:
            memo[key] = work(*args, **kwargs)
        found: _T = memo[key]
        return found

    return kept
