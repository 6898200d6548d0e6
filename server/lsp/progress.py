"""What a job that fills says while it works: to the editor's progress, and to whatever shows the hole."""

from __future__ import annotations

from holes.report import HoleReport
from server.lsp.client import Client
from server.lsp.jobs import Job, Jobs


class JobProgress:
    """Shows the progress of `job`, under `token` where the editor can show it."""

    def __init__(self, client: Client, jobs: Jobs, job: Job, token: str | None) -> None:
        self._client = client
        self._jobs = jobs
        self._job = job
        self._token = token
        self._total = 1
        self._done = 0
        #: What was said last, to be told where the progress itself is not shown.
        self.notes: list[str] = []

    def start(self, total: int) -> None:
        self._total = max(1, total)

    def hole_started(self, name: str) -> None:
        self._say(f"looking for `{name}`")

    def looked(self, name: str, engine: str, expressions: int, depth: int, fitting: int) -> None:
        found = f"; {fitting} fit so far" if fitting else ""
        self._say(f"`{name}`: {expressions:,} expressions tried by {engine}, now of size {depth}{found}")

    def candidate(self, name: str, engine: str, number: int, passed: int, total: int) -> None:
        self._say(f"{self._of(name)}candidate {number} of {engine}, {passed}/{total} hold")

    def hole_finished(self, report: HoleReport) -> None:
        self._done += 1
        self._say(f"{self._of(report.hole.name)}{report.status}")

    def note(self, sentence: str) -> None:
        self.notes.append(sentence)
        self._say(sentence)

    def close(self) -> None: ...

    def _of(self, name: str) -> str:
        """Whose it is, where the job's title does not say so."""
        return f"`{name}`: " if self._job.hole is None else ""

    def _say(self, message: str) -> None:
        self._jobs.say(self._job, message)
        self._client.report_progress(self._token, message, min(99, 100 * self._done // self._total))
