"""What a long job says while it works."""

from __future__ import annotations

from typing import Protocol

from holes.report import HoleReport


class Progress(Protocol):
    """Told of each step of a fill. Implementations show it; none may raise."""

    def start(self, total: int) -> None:
        """`total` holes are to be filled."""
        ...

    def hole_started(self, name: str) -> None:
        """Work on a hole begins."""
        ...

    def looked(self, name: str, engine: str, expressions: int, depth: int, fitting: int) -> None:
        """So many expressions were tried, of up to this cost, and so many of them differ and fit the examples."""
        ...

    def candidate(self, name: str, engine: str, number: int, passed: int, total: int) -> None:
        """The `number`-th candidate was judged: `passed` of `total` examples and properties hold."""
        ...

    def hole_finished(self, report: HoleReport) -> None:
        """Work on a hole ended."""
        ...

    def note(self, sentence: str) -> None:
        """Something the person should know."""
        ...

    def close(self) -> None:
        """Nothing more comes."""
        ...


class Silent:
    """Shows nothing."""

    def start(self, total: int) -> None: ...

    def hole_started(self, name: str) -> None: ...

    def looked(self, name: str, engine: str, expressions: int, depth: int, fitting: int) -> None: ...

    def candidate(self, name: str, engine: str, number: int, passed: int, total: int) -> None: ...

    def hole_finished(self, report: HoleReport) -> None: ...

    def note(self, sentence: str) -> None: ...

    def close(self) -> None: ...
