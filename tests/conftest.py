"""What all tests share: hypothesis keeps no files, and a busy machine fails no test by being slow."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("holewright", database=None, deadline=None)
settings.load_profile("holewright")
