"""What the guide to editors tells people to write can be read by those that it is for."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from tests.e2e.editors.desk import GUIDE, HOME

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
READERS: dict[str, Callable[[str], object]] = {
    "json": json.loads,
    "toml": tomllib.loads,
    "xml": lambda text: ElementTree.fromstring(text.encode()),
}
TEXT = GUIDE.read_text("utf-8")


@pytest.mark.parametrize(("language", "block"), BLOCK.findall(TEXT))
def test_a_block_can_be_read(language: str, block: str) -> None:
    # Those that are programs are run by editors.
    assert language in READERS or language in ("elisp", "lua", "vim")
    if language in READERS:
        READERS[language](block)


def test_links_lead_somewhere() -> None:
    headings = {line.lstrip("# ").lower().replace(" ", "-") for line in TEXT.splitlines() if line.startswith("#")}
    for link in re.findall(r"\]\(([^)]+)\)", TEXT):
        file, _, place = link.partition("#")
        assert not file or (GUIDE.parent / file).resolve().is_relative_to(HOME)
        assert not file or (GUIDE.parent / file).exists(), link
        assert file or place in headings, link
