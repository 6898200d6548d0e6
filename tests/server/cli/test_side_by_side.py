"""Expected and actual side by side, at several widths, with awkward characters and huge values."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from server.cli.cells import clean, width
from server.cli.look import Look, plain
from server.cli.side_by_side import broken, common_start, differing, side_by_side


def drawn(expected: str, actual: str, cells: int = 80, look: Look | None = None) -> str:
    """The comparison as a person sees it in a pipe."""
    return plain(side_by_side(expected, actual, cells, look or Look()))


def test_short_values_stand_on_one_line() -> None:
    assert drawn("0", "1") == snapshot("expected  0    actual  1\n")


def test_carets_mark_what_differs() -> None:
    assert drawn("[1, 2, 3]", "[1, 2, 4]") == snapshot("""\
expected  [1, 2, 3]    actual  [1, 2, 4]
                 ^                    ^
""")


def test_a_missing_element_is_marked_where_it_should_be() -> None:
    assert drawn("[1, 2, 3]", "[1, 2]") == snapshot("""\
expected  [1, 2, 3]    actual  [1, 2]
               ^^^                  ^
""")


def test_nothing_expected() -> None:
    assert drawn("", "'x'") == snapshot("expected  (nothing)    actual  'x'\n")


def test_carets_stand_under_wide_characters() -> None:
    assert drawn("['你好', 1]", "['你好', 2]") == snapshot("""\
expected  ['你好', 1]    actual  ['你好', 2]
                   ^                      ^
""")


def test_emoji_take_two_cells() -> None:
    assert drawn("'🙂 a'", "'🙂 b'") == snapshot("""\
expected  '🙂 a'    actual  '🙂 b'
              ^                 ^
""")


def test_escape_sequences_are_shown_not_obeyed() -> None:
    assert drawn("\x1b[31mred\x07", "\x1b[32mred\x07") == snapshot("""\
expected  \\x1b[31mred\\x07    actual  \\x1b[32mred\\x07
               ^^^^^^                     ^^^^^^
""")


def test_tabs_and_carriage_returns_are_visible() -> None:
    assert drawn("a\tb", "a\rb") == snapshot("""\
expected  a\\tb    actual  a\\rb
           ^^              ^^
they differ in white space only
""")


def test_differences_in_white_space_alone_are_said() -> None:
    assert drawn("'a b'", "'a  b'") == snapshot("""\
expected  'a b'    actual  'a  b'
            ^                ^^
they differ in white space only
""")


def test_characters_that_look_alike_are_named() -> None:
    assert drawn("'é'", "'e\u0301'") == snapshot("""\
expected  'é'    actual  'é'
           ^              ^
they look alike, but part at U+00E9 U+0027 against U+0065 U+0301
""")


def test_values_written_alike() -> None:
    assert drawn("<Point>", "<Point>") == snapshot("""\
expected  <Point>
actual    <Point>  written alike
""")


def test_values_too_wide_for_one_line_are_stacked() -> None:
    numbers = list(range(10))
    assert drawn(repr(numbers), repr([*numbers[:5], 0, *numbers[6:]]), 60) == snapshot("""\
expected  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
                          ^
actual    [0, 1, 2, 3, 4, 0, 6, 7, 8, 9]
                          ^
""")


def test_a_long_value_is_cut_around_the_first_difference() -> None:
    assert drawn("x" * 300 + "y" + "x" * 300, "x" * 300 + "z" + "x" * 200, 60) == snapshot("""\
expected  …xxxxxxxxxxxxxxxxyxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
actual    …xxxxxxxxxxxxxxxxzxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
                           ^
cut around the first difference, at character 301 of 601 and
501
""")


def test_a_difference_at_the_end_uses_the_room_before_it() -> None:
    assert drawn("a" * 500 + "b", "a" * 500 + "c", 60) == snapshot("""\
expected  …aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab
                                                          ^
actual    …aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac
                                                          ^
cut around the first difference, at character 501 of 501
""")


def test_megabytes_are_cut_too() -> None:
    assert drawn("'" + "a" * 1_000_000 + "b'", "'" + "a" * 1_000_000 + "c'", 60) == snapshot("""\
expected  …aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'
                                                         ^
actual    …aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac'
                                                         ^
cut around the first difference, at character 1,000,002 of
1,000,003
""")


def test_lines_stand_against_each_other() -> None:
    assert drawn("a\nb\nc\n", "a\nB\nc\n") == snapshot("""\
expected   actual
a        │ a
b        ≠ B
c        │ c
""")


def test_lines_missing_on_one_side() -> None:
    assert drawn("a\nc", "a\nb\nb\nc") == snapshot("""\
expected   actual
a        │ a
         ≠ b
         ≠ b
c        │ c
""")


def test_a_grid_is_shown_row_by_row() -> None:
    grid = [[column * row % 10 for column in range(8)] for row in range(4)]
    wrong = [list(row) for row in grid]
    wrong[2][3] = 0
    assert drawn(repr(grid), repr(wrong), 60) == snapshot("""\
expected                     actual
[[0, 0, 0, 0, 0, 0, 0, 0], │ [[0, 0, 0, 0, 0, 0, 0, 0],
 [0, 1, 2, 3, 4, 5, 6, 7], │  [0, 1, 2, 3, 4, 5, 6, 7],
 [0, 2, 4, 6, 8, 0, 2, 4], ≠  [0, 2, 4, 0, 8, 0, 2, 4],
 [0, 3, 6, 9, 2, 5, 8, 1]] │  [0, 3, 6, 9, 2, 5, 8, 1]]
""")


def test_a_grid_too_wide_for_two_columns() -> None:
    grid = [[column * row % 10 for column in range(12)] for row in range(14)]
    wrong = [list(row) for row in grid]
    wrong[2][3] = 0
    assert drawn(repr(grid), repr(wrong), 50) == snapshot("""\
- expected   + actual
… 1 line, the same in both
   [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1],
-  [0, 2, 4, 6, 8, 0, 2, 4, 6, 8, 0, 2],
             ^
+  [0, 2, 4, 0, 8, 0, 2, 4, 6, 8, 0, 2],
             ^
   [0, 3, 6, 9, 2, 5, 8, 1, 4, 7, 0, 3],
… 10 lines, the same in both
""")


def test_many_lines_are_left_out_where_they_agree() -> None:
    lines = [str(number) for number in range(100_000)]
    other = [*lines[:70_000], "x", *lines[70_001:]]
    assert drawn("\n".join(lines), "\n".join(other)) == snapshot("""\
expected   actual
… 69,999 lines, the same in both
69999    │ 69999
70000    ≠ x
70001    │ 70001
… 29,998 lines, the same in both
""")


def test_many_lines_that_differ_are_counted() -> None:
    assert drawn("\n".join("a" * 50), "\n".join("b" * 50), 60) == snapshot("""\
expected   actual
a        ≠ b
a        ≠ b
a        ≠ b
a        ≠ b
a        ≠ b
a        ≠ b
a        ≠ b
a        ≠ b
… 42 lines more
""")


def test_ascii_where_nothing_else_can_be_written() -> None:
    assert drawn("é" * 100 + "1", "é" * 100 + "2", 60, Look(encoding="ascii")) == snapshot("""\
expected  ...\\xe9\\xe9\\xe9\\xe9\\xe9\\xe9\\xe9\\xe9\\xe9\\xe91
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
actual    ...\\xe9\\xe9\\xe9\\xe9\\xe9\\xe9\\xe9\\xe9\\xe9\\xe92
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
cut around the first difference, at character 101 of 101
""")


def test_ascii_gutter() -> None:
    assert drawn("a\nb", "a\nc", 60, Look(encoding="ascii")) == snapshot("""\
expected   actual
a        | a
b        ! c
""")


def test_colours_take_the_place_of_carets() -> None:
    lines = side_by_side("[1, 2]", "[1, 3]", 80, Look(colour=True))
    assert lines == snapshot(
        (
            (
                ("expected  ", "dim"),
                ("[1, ", "expected"),
                ("2", "expected-part"),
                ("]", "expected"),
                ("    ", ""),
                ("actual  ", "dim"),
                ("[1, ", "actual"),
                ("3", "actual-part"),
                ("]", "actual"),
            ),
        )
    )


def test_broken_keeps_brackets_and_commas_inside_strings() -> None:
    assert broken("['a, [b', \"it's\", 'xxxxxxxxxxxxxxxxxxxxxxxxxx']") == snapshot(
        ["['a, [b',", ' "it\'s",', " 'xxxxxxxxxxxxxxxxxxxxxxxxxx']"]
    )
    assert broken("[1, 2, 3]") is None
    assert broken("[1] + [2222222222222222222222222, 3]") is None
    assert broken("'[1, 2]'") is None


@given(st.text(), st.text())
def test_common_start_is_the_longest(first: str, second: str) -> None:
    length = common_start(first, second)
    assert first[:length] == second[:length]
    assert first[length : length + 1] != second[length : length + 1] or length == min(len(first), len(second))


@given(st.text(alphabet=string.printable, max_size=40), st.text(alphabet=string.printable, max_size=40))
def test_what_does_not_differ_is_the_same_in_both(first: str, second: str) -> None:
    def rest(text: str, parts: tuple[tuple[int, int], ...]) -> str:
        kept, position = "", 0
        for start, end in parts:
            kept, position = kept + text[position:start], end
        return kept + text[position:]

    ours, theirs = differing(first, second)
    assert rest(first, ours) == rest(second, theirs)


@given(
    st.text(max_size=300), st.text(max_size=300), st.integers(40, 120), st.sampled_from(["utf-8", "ascii", "cp1252"])
)
def test_no_line_is_too_wide_and_no_character_harms(expected: str, actual: str, cells: int, encoding: str) -> None:
    for line in side_by_side(expected, actual, cells, Look(encoding=encoding)):
        text = "".join(piece for piece, _ in line)
        assert text == clean(text, encoding)
        assert width(text) <= cells
        text.encode(encoding)


def test_as_many_elements_are_compared_place_by_place() -> None:
    assert drawn("[1, 2, 4]", "[0, 1, 2]") == snapshot("""\
expected  [1, 2, 4]    actual  [0, 1, 2]
           ^  ^  ^              ^  ^  ^
""")
