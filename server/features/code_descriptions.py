"""What each diagnostic code means and what to do about it, as documents that an editor can open."""

from __future__ import annotations

from collections.abc import Mapping

_PREFIX, _SUFFIX = "holewright:/codes/", ".md"

#: By code of the design's table: what it means, and what to do.
DESCRIPTIONS: Mapping[str, tuple[str, str]] = {
    "unfilled-hole": (
        "Nothing stands in this hole yet.",
        "Fill it: by the lens above it, by a quick fix, or with `holewright fill`.",
    ),
    "unchecked-fill": (
        "Something stands in this hole, and nothing says whether it is right.",
        "Give the hole, or a function that calls it, an example or a property.",
    ),
    "ambiguous-fill": (
        "The fill holds, but the examples leave open what is meant: mostly another function holds as well.",
        "Choose what the call in the message is to give; that becomes an example. Or lock the fill, if it is right.",
    ),
    "example-failed": (
        "The example was run, and gave something else than it expects.",
        "The message says where the two part, and which call was the first to go wrong. Repair the fill, mend the code "
        "around it, or accept what came if the example was wrong.",
    ),
    "example-raised": (
        "The example raised an exception that it does not expect.",
        "Repair the fill; or expect it: write `Traceback (most recent call last):` and the exception below the call.",
    ),
    "example-timeout": (
        "The example did not come to its end in the time it is given.",
        "Look for a loop without an end. If it honestly takes long, raise the setting `example-seconds`.",
    ),
    "example-crashed": (
        "The process that ran the example came to a sudden end.",
        "That can be a lack of memory (`memory-mb`), endless recursion, or a crash in a library.",
    ),
    "example-denied": (
        "What was run tried something that the sandbox refuses: to write, to use the network, to start a program.",
        "Pass in what it needs as an argument. Data that it may read can be listed in the setting `readable`.",
    ),
    "example-blocked": (
        "The example cannot run yet, because it needs a hole that is not filled.",
        "Fill that hole first. Meanwhile a trace shows how far the example comes.",
    ),
    "example-malformed": (
        "The example cannot be read: it is no Python, or its file or row is not as it has to be.",
        "The message says what is wrong with it.",
    ),
    "examples-conflict": (
        "Two examples expect different things of the same call, so nothing could satisfy both.",
        "Remove or mend one of them.",
    ),
    "property-falsified": (
        "An input was found for which the property does not hold. It is the simplest such input that could be found.",
        "Repair the fill, or say under `Given:` which inputs are not meant.",
    ),
    "memorised-examples": (
        "The fill knows the answers of the examples instead of working them out.",
        "Refill it, or give it more examples, which a table would not know.",
    ),
    "stale-fill": (
        "The fill was made for another description, signature or examples than the hole has now.",
        "Refill it. Where it still holds, filling keeps it.",
    ),
    "sketch-syntax": ("The text is not a sketch that can be read here.", "The message says what is expected."),
    "engine-error": (
        "The engine that was asked could not answer, or found nothing that holds.",
        "The message says what to do. `holewright doctor` says which engine is used and whether it works.",
    ),
}


def code_uri(code: str) -> str:
    """Where the description of a code can be read."""
    return f"{_PREFIX}{code}{_SUFFIX}"


def described(uri: str) -> str | None:
    """The description at `uri`, as Markdown; None where there is none of ours."""
    code = uri.removeprefix(_PREFIX).removesuffix(_SUFFIX)
    if code_uri(code) != uri or code not in DESCRIPTIONS:
        return None
    means, do = DESCRIPTIONS[code]
    return f"# {code}\n\n{means}\n\n{do}\n"
