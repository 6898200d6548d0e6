"""Arrays go in as lists, and the program that is found takes and gives arrays."""

from __future__ import annotations

from holes.engines.arrays import Arrays, with_arrays, without_arrays
from holes.engines.protocol import Observation
from holes.values import Value, from_python
from sketch.model import Parameter, Signature


def array(rows: list[list[int]]) -> Value:
    return Value("array", ("int64", from_python(rows)))


def test_arrays_become_nested_lists() -> None:
    seen = Observation((array([[1, 2]]), from_python(3)), returns=array([[2, 1]]))
    (plain,), arrays = without_arrays([seen], Signature("def f(grid, k)", (Parameter("grid"), Parameter("k"))))
    assert plain == Observation((from_python([[1, 2]]), from_python(3)), returns=from_python([[2, 1]]))
    assert arrays == Arrays(("grid",), True)


def test_what_is_an_array_only_now_and_then_stays() -> None:
    seen = [
        Observation((array([[1]]),), returns=from_python(1)),
        Observation((from_python([[2]]),), returns=from_python(2)),
    ]
    assert without_arrays(seen, Signature("def f(grid)", (Parameter("grid"),))) == (tuple(seen), Arrays())


def test_a_list_for_what_is_annotated_as_an_array_arrives_as_one() -> None:
    seen = Observation((from_python([[1, 2]]),), returns=from_python([[2, 1]]))
    signature = Signature("def f(grid)", (Parameter("grid", annotation="np.ndarray"),), "np.ndarray")
    assert without_arrays([seen], signature) == ((seen,), Arrays(("grid",), True))


def test_a_program_is_written_for_arrays() -> None:
    text = "def f(grid):\n    import math\n    if len(grid) > 2:\n        return grid\n    return grid[::-1]\n"
    assert with_arrays(text, Arrays(("grid",), True)) == (
        "def f(grid):\n    import numpy as np\n    import math\n    grid = grid.tolist()\n"
        "    if len(grid) > 2:\n        return np.array(grid)\n    return np.array(grid[::-1])\n"
    )
    assert with_arrays(text, Arrays()) == text
