"""A trace as JSON, for editors that draw it."""

from __future__ import annotations

from holes.trace import Trace, TracedCall


def trace_to_json(trace: Trace) -> dict[str, object]:
    """`trace` as plain dicts and lists. Calls stand in the order in which they began; `parent` and `firstWrong` are
    indexes into them."""
    return {
        "hole": trace.hole,
        "index": trace.index,
        "source": trace.example.source,
        "verdict": str(trace.verdict),
        "expected": trace.expected,
        "actual": trace.actual,
        "message": trace.message,
        "calls": [_call(call) for call in trace.calls],
        "firstWrong": trace.first_wrong,
        "cut": trace.cut,
        "seconds": round(trace.seconds, 6),
        "printed": trace.printed,
    }


def _call(call: TracedCall) -> dict[str, object]:
    return {
        "hole": call.hole,
        "name": call.name,
        "arguments": [{"name": name, "value": value} for name, value in call.arguments],
        "ending": str(call.ending),
        "gave": call.gave,
        "depth": call.depth,
        "parent": call.parent,
        "seconds": round(call.seconds, 6),
        "answered": call.answered,
        "wrong": call.wrong,
    }
