/** The sketches of the scenarios: a league table, and the functions that a model would write for its holes. */

/** Two named holes and a function that needs both. Nothing is filled. */
export const LEAGUE = `"""A league table, from the results of a season."""


def points(results: str) -> int:
    """Three points for each win, one for each draw.

    >>> points("WWD")
    7
    >>> points("LL")
    0
    """


def ahead(score: int, scores: list[int]) -> int:
    """How many of the scores are greater than this one.

    >>> ahead(4, [1, 6, 4])
    1
    >>> ahead(5, [5, 1, 5, 2])
    0
    """


def places(season: dict[str, str]) -> dict[str, int]:
    """The place of each team; teams with equal points share one.

    >>> places({"Ayr": "WDL", "Barry": "WWL", "Crewe": "LLD"})
    {'Ayr': 2, 'Barry': 1, 'Crewe': 3}
    """
    table = {team: points(results) for team, results in season.items()}
    scores = list(table.values())
    return {team: ahead(score, scores) + 1 for team, score in table.items()}
`;

/** What a model answers for each hole. */
export const FILLS = {
  points: `def points(results: str) -> int:
    return 3 * results.count("W") + results.count("D")
`,
  ahead: `def ahead(score: int, scores: list[int]) -> int:
    return sum(other > score for other in scores)
`,
};

/** The same, where a person has written how points are counted. */
export const POINTS_WRITTEN = LEAGUE.replace(
  '    0\n    """\n',
  '    0\n    """\n    return 3 * results.count("W") + results.count("D")\n',
);

/** A hole in the middle of a line. */
export const INLINE = `"""The longest name of a team."""


def longest(teams: list[str]) -> int:
    """
    >>> longest(["Ayr", "Barry", "Crewe"])
    5
    """
    lengths = \`the length of each name\`(teams)
    # >>> _(["Ayr", "Barry"])
    # [3, 5]
    # >>> _([])
    # []
    return max(lengths)
`;
