"""Answers SyGuS problems by cvc5: a line of JSON for each on standard input, and a line for each on standard output.

It needs cvc5 and nothing of ours, so that any interpreter which has that can run it. The first line that it writes
gives the version. Each problem has a process of its own, which the system ends when its seconds of processor time are
over; what is found is tried on examples by cvc5's own evaluation, so what operators mean at their edges is up to it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from typing import Any

import cvc5  # type: ignore[import-not-found]

_LANGUAGE = cvc5.InputLanguage.SYGUS_2_1
#: Seconds for trying a solution on examples.
_PATIENCE = 2


def main() -> None:
    """Answer until there is no more."""
    print(json.dumps({"version": cvc5.__version__}), flush=True)
    for line in sys.stdin:
        print(json.dumps(_apart(json.loads(line))), flush=True)


def _apart(asked: dict[str, Any]) -> dict[str, Any]:
    """What a process of its own answers: the solution's text, if there is one, and whether it gives what was shown and
    what was held back, or an error; and the seconds that this took."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        with os.fdopen(writing, "w") as back:
            signal.setitimer(signal.ITIMER_PROF, asked["seconds"])
            try:
                json.dump(_solved(asked), back)
            except Exception as error:
                json.dump({"error": str(error)}, back)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as back:
        text = back.read()
    _, status, used = os.wait4(process, 0)
    answer = {"took": used.ru_utime + used.ru_stime, **(json.loads(text) if text else {})}
    ended = os.waitstatus_to_exitcode(status)
    return answer if ended in (0, -signal.SIGPROF) else {**answer, "error": f"ended with {ended}"}


def _solved(asked: dict[str, Any]) -> dict[str, Any]:
    solver = cvc5.Solver(cvc5.TermManager())
    solver.setOption("sygus", "true")
    parser = cvc5.InputParser(solver)
    names = parser.getSymbolManager()
    parser.setStringInput(_LANGUAGE, asked["text"], "problem")
    while not (command := parser.nextCommand()).isNull():
        said = command.invoke(solver, names)
        if said:
            raise ValueError(said)
    parser.setStringInput(_LANGUAGE, "f", "name")
    function = parser.nextTerm()
    if not solver.checkSynth().hasSolution():
        return {}
    solution = solver.getSynthSolution(function)
    took = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, _PATIENCE)
    return {
        "solution": str(solution),
        "took": took,
        "fits": _gives(solver, parser, solution, asked["shown"]),
        "right": _gives(solver, parser, solution, asked["held"]),
    }


def _gives(solver: Any, parser: Any, solution: Any, cases: list[list[str]]) -> bool:
    """Whether the solution has the result that is last in each case."""
    variables, body = solution
    for case in cases:
        parser.setStringInput(_LANGUAGE, "\n".join(case), "case")
        *arguments, expected = (parser.nextTerm() for _ in case)
        if solver.simplify(body.substitute(list(variables), arguments)) != solver.simplify(expected):
            return False
    return True


if __name__ == "__main__":
    main()
