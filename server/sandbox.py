"""What is said of how candidates were kept from everything else."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from holes.bench import Bench
from holes.report import FileReport
from holes.runner.protocol import Confinement, Tier
from holes.runner.session import StartError

#: Weakest last.
_TIERS = tuple(Tier)

#: What every report says of a tier; of the others there is nothing to be said.
_LINES = {
    Tier.LANDLOCK: "sandbox: landlock — names of files can be seen",
    Tier.SEATBELT: "sandbox: seatbelt — memory is not limited",
    Tier.INTERPRETER: "sandbox: interpreter — it runs a part of Python, and the rest is inconclusive",
    Tier.LIMITS: "NOT SANDBOXED — what was run had all the rights of your account",
    Tier.NONE: (
        "nothing was run, since it could not be confined: holewright doctor says why; "
        "--sandbox limits runs it, with all the rights of your account"
    ),
}

#: What `doctor` says of each.
MEANINGS = {
    Tier.FULL: "a candidate sees its modules, read-only, and nothing else",
    Tier.BUBBLEWRAP: "as full, in namespaces that bwrap makes",
    Tier.LANDLOCK: "as full, but names of files can be seen, though nothing in them",
    Tier.SEATBELT: "a candidate reads its modules and nothing else; memory is not limited",
    Tier.INTERPRETER: "a restricted interpreter with no way out; what it cannot run is inconclusive",
    Tier.LIMITS: "NOT SANDBOXED: limits of time and memory, and all the rights of your account",
    Tier.NONE: "nothing is run; --sandbox limits would run it, with all the rights of your account",
}


async def confinement_of(bench: Bench) -> Confinement | None:
    """How what `bench` runs is confined; None where the interpreter does not start, which a run tells of."""
    try:
        return await bench.runner.confinement()
    except StartError:
        return None


async def with_sandbox(report: FileReport, bench: Bench) -> FileReport:
    """`report` with how what it tells of was confined, where there was anything to run."""
    if not any(entry.examples or entry.properties for entry in report.holes):
        return report
    return evolve(report, sandbox=await confinement_of(bench))


async def may_run(bench: Bench) -> bool:
    """Whether anything may be run at all."""
    confinement = await confinement_of(bench)
    return confinement is None or confinement.tier is not Tier.NONE


def weakest(files: Iterable[FileReport]) -> Tier | None:
    """The weakest tier that any of `files` was run in; None where nothing was to be run."""
    return max((file.sandbox.tier for file in files if file.sandbox is not None), key=_TIERS.index, default=None)


def sandbox_lines(files: Iterable[FileReport]) -> tuple[tuple[Tier, str], ...]:
    """The tiers that have to be spoken of, strongest first, with what is said."""
    found = {file.sandbox.tier for file in files if file.sandbox is not None}
    return tuple((tier, line) for tier, line in _LINES.items() if tier in found)


def warning(tier: Tier | None) -> str | None:
    """What is told of a tier whatever else is shown, so that nobody overlooks it; None where that is nothing."""
    return _LINES[tier] if tier in (Tier.LIMITS, Tier.NONE) else None
