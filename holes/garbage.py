"""Work that makes many objects and leaves no garbage among them."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def uncollected(function: Callable[P, T]) -> Callable[P, T]:
    """The same function, while which nobody looks for garbage: that can take longer than the function itself, as it
    goes through all that was made so far again and again."""

    @wraps(function)
    def undisturbed(*args: P.args, **kwargs: P.kwargs) -> T:
        collects = gc.isenabled()
        gc.disable()
        try:
            return function(*args, **kwargs)
        finally:
            if collects:
                gc.enable()

    return undisturbed
