"""A model service: where it is, and what its failures mean in one sentence that says what to do.

The key appears in no sentence, representation or record: whatever a service sends back is scrubbed of it.
"""

from __future__ import annotations

import ipaddress
import math
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import SplitResult, urlsplit

from attrs import field, frozen

from holes.engines.protocol import Usage

#: How often a request is made before a failure counts, by what went wrong.
TRIES_BUSY = 6
TRIES_UNREACHABLE = 3
TRIES_BAD_ANSWER = 2


@frozen
class ModelSettings:
    """How to reach a model. `timeout` is the longest silence in seconds, `parallel` the number of requests at once."""

    base_url: str = "https://api.openai.com/v1"
    api_key: str = field(default="", repr=False)
    model: str = ""
    temperature: float | None = 0.8
    timeout: float = 60.0
    stream: bool = True
    parallel: int = 4

    @property
    def host(self) -> str:
        """Host and port for people, without a user name or password that the address may hold."""
        parts = _split(self.base_url)
        try:
            port = f":{parts.port}" if parts is not None and parts.port else ""
        except ValueError:
            port = ""
        return f"{parts.hostname}{port}" if parts is not None and parts.hostname else self.base_url[:60]

    @property
    def is_local(self) -> bool:
        """Whether the service is on this machine: it needs no key, and nothing leaves."""
        parts = _split(self.base_url)
        name = (parts.hostname if parts is not None else None) or ""
        if name == "localhost" or name.endswith(".localhost"):
            return True
        try:
            return ipaddress.ip_address(name).is_loopback
        except ValueError:
            return False

    def problem(self) -> str | None:
        """Why nothing can be asked with these settings, or None."""
        parts = _split(self.base_url)
        if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
            return "The model service's address is not an http or https address; set HOLEWRIGHT_BASE_URL to one like https://api.openai.com/v1."
        if not self.model:
            return "No model is set; set HOLEWRIGHT_MODEL to the name of one that the service offers."
        if not self.api_key and not self.is_local:
            return f"There is no key for the model service at {self.host}; set HOLEWRIGHT_API_KEY."
        if any(ord(character) < 33 or ord(character) > 126 for character in self.api_key):
            return "The key holds spaces or characters that no key has; set HOLEWRIGHT_API_KEY anew."
        return None

    def scrubbed(self, text: str) -> str:
        """`text` with `***` wherever the key stood. What is shorter than eight characters is no secret but a stopgap
        (`none`, `x`), and would be found in words that have nothing to do with it."""
        return text.replace(self.api_key, "***") if len(self.api_key) >= 8 else text


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None


class Failure(Exception):
    """A request that gave no answer. `tries` is how often it is worth making, `wait` the seconds that the service asked
    for. `usage` was spent all the same."""

    def __init__(self, sentence: str, *, tries: int = 1, wait: float | None = None, usage: Usage | None = None) -> None:
        super().__init__(sentence)
        self.tries = tries
        self.wait = wait
        self.usage = usage or Usage(requests=1)


class TooSlow(Failure):
    """The time for the request is over; the sentence still lacks how much that was."""

    def __init__(self, settings: ModelSettings, usage: Usage) -> None:
        super().__init__(f"The model service at {settings.host} did not finish", usage=usage)


def status_failure(
    settings: ModelSettings, status: int, detail: str, code: str | None, headers: Mapping[str, str], now: datetime
) -> Failure:
    """What an error status means."""
    service = f"The model service at {settings.host}"
    said = f" ({quoted(settings, detail)})" if detail else ""
    if status in (401, 403) and not settings.api_key:
        return Failure(f"{service} asks for a key; set HOLEWRIGHT_API_KEY.")
    if status in (401, 403):
        return Failure(f"{service} refused the key; set HOLEWRIGHT_API_KEY to one that it accepts{said}.")
    if status == 404:
        return Failure(
            f"{service} does not know the model {settings.model!r} or the address; "
            f"check HOLEWRIGHT_MODEL and HOLEWRIGHT_BASE_URL{said}."
        )
    if 300 <= status < 400:
        return Failure(
            f"{service} sends on to another address, where no key is sent; set HOLEWRIGHT_BASE_URL to the final one."
        )
    if status == 402 or code in ("insufficient_quota", "billing_hard_limit_reached"):
        return Failure(
            f"{service} says that the quota is used up; check the account's plan, or choose another service."
        )
    wait = retry_after(headers, now)
    if status == 429:
        sentence = f"{service} limits the rate of requests; wait a while, or ask for fewer candidates."
        return Failure(sentence, tries=TRIES_BUSY, wait=wait)
    if status >= 500 or status in (408, 409, 425):
        sentence = f"{service} failed with status {status}; try again later{said}."
        return Failure(sentence, tries=TRIES_BUSY, wait=wait)
    return Failure(f"{service} refused the request with status {status}; check the model and its settings{said}.")


def quoted(settings: ModelSettings, detail: str) -> str:
    """A service's own words, scrubbed, on one line, cut."""
    plain = " ".join(settings.scrubbed(detail).split()).rstrip(".")
    return f"{plain[:160]}…" if len(plain) > 160 else plain


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that the service asks to wait: `retry-after-ms`, or `Retry-After` as seconds or as a date."""
    try:
        seconds = float(headers["retry-after-ms"]) / 1000
    except (KeyError, ValueError):
        text = headers.get("retry-after", "")
        try:
            seconds = float(text)
        except ValueError:
            try:
                date = parsedate_to_datetime(text)
                seconds = (date - now).total_seconds() if date.tzinfo else math.nan
            except (ValueError, TypeError, OverflowError):
                return None
    return max(seconds, 0.0) if math.isfinite(seconds) else None


def unreachable(settings: ModelSettings, reason: str) -> Failure:
    """The service was not reached, or the connection broke before a whole answer came."""
    why = f" ({quoted(settings, reason)})" if reason else ""
    return Failure(
        f"The model service at {settings.host} cannot be reached{why}; check that it runs, and HOLEWRIGHT_BASE_URL.",
        tries=TRIES_UNREACHABLE,
    )


def broken(settings: ModelSettings, usage: Usage) -> Failure:
    """The connection ended in the middle of an answer."""
    return Failure(
        f"The model service at {settings.host} broke off in the middle of its answer; try again.",
        tries=TRIES_UNREACHABLE,
        usage=usage,
    )


def bad_answer(settings: ModelSettings, what: str, *, tries: int = 1) -> Failure:
    """An answer that is no chat completion."""
    return Failure(
        f"The model service at {settings.host} answered with {what} instead of a chat completion; "
        "check that HOLEWRIGHT_BASE_URL is the address of its API (it often ends in /v1).",
        tries=tries,
    )


def declined(settings: ModelSettings, usage: Usage) -> Failure:
    """The model, or a filter behind it, would not answer."""
    return Failure(
        f"The model at {settings.host} declined to answer; reword the description, or choose another model.",
        usage=usage,
    )
