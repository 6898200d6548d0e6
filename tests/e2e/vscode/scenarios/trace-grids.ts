import { EDITOR, lens, line } from "../harness/person.ts";
import type { Scenario } from "../harness/scenario.ts";

/** Shapes are coloured by their size, the largest in the wrong colour. */
const GRIDS = `"""Colour each shape of a grid by its size."""


def grow(grid: list[list[int]], start: tuple[int, int]) -> list[tuple[int, int]]:
    """All cells connected with the start, in order.

    >>> grow([[5, 5], [0, 5]], (0, 0))
    [(0, 0), (0, 1), (1, 1)]
    """
    cells, todo = set(), [start]
    while todo:
        row, column = todo.pop()
        inside = 0 <= row < len(grid) and 0 <= column < len(grid[0])
        if inside and (row, column) not in cells and grid[row][column] == 5:
            cells.add((row, column))
            todo += [(row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)]
    return sorted(cells)


def colour_of(size: int) -> int:
    """1 for a single cell, 2 for two, 3 for more.

    >>> colour_of(1)
    1
    >>> colour_of(4)
    3
    """
    return min(size, 4)


def paint(grid: list[list[int]], shape: list[tuple[int, int]], colour: int) -> list[list[int]]:
    """The grid with the shape in another colour."""
    return [[colour if (r, c) in shape else cell for c, cell in enumerate(row)] for r, row in enumerate(grid)]


def solve(grid: list[list[int]]) -> list[list[int]]:
    """
    >>> solve([[5, 0, 0, 5, 5], [0, 0, 0, 5, 5], [5, 5, 0, 0, 0]])
    [[1, 0, 0, 3, 3], [0, 0, 0, 3, 3], [2, 2, 0, 0, 0]]
    """
    for row in range(len(grid)):
        for column in range(len(grid[0])):
            if grid[row][column] == 5:
                shape = grow(grid, (row, column))
                grid = paint(grid, shape, colour_of(len(shape)))
    return grid
`;

export default {
  title: "sees the grids of a trace as pictures, goes through it by the keyboard, and opens the code of the wrong step",
  files: { "grids.anpl": GRIDS },
  settings: { "workbench.colorTheme": "Default Dark Modern" },
  async run({ person }) {
    await person.open("grids.anpl");
    await person.sees(line("got"));
    await person.command("View: Toggle Primary Side Bar Visibility");
    await person.goTo(GRIDS, "solve([[5");
    await person.command("Holewright: Trace an Example");
    const view = person.page.frameLocator("iframe.webview").frameLocator("#active-frame");
    const calls = view.getByRole("treeitem");
    await person.sees(calls.filter({ hasText: "first wrong step" }));
    await person.sees(view.getByRole("img", { name: "a grid of 3 × 5" }).first());
    await person.picture("beside");
    await person.command("View: Toggle Maximize Editor Group");
    await calls.filter({ hasText: "first wrong step" }).first().focus();
    await person.press("Home", "Space");
    await person.sees(view.getByRole("complementary").filter({ hasText: "call 1 of" }));
    await person.picture("values");
    await person.press("Escape");
    await view.getByRole("button", { name: "First wrong step" }).click();
    await person.picture("graph");
    await person.press("Enter");
    await person.sees(`${EDITOR} .view-line:has-text("return min(size, 4)")`);
    await person.sees(lens("1/2 examples"));
    await person.picture("code");
  },
} satisfies Scenario;
