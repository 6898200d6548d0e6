"""Our text after an editor's changes is the editor's, whatever they do to a byte order mark and to line ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from server.lsp.texts import changed, opened
from sketch.model import Language
from sketch.parse import parse
from tests.server.lsp.storm.texts import offset_of, positions

texts = st.text(alphabet="ab \n\r\f\ufeff🎈é`\"'>()#:", max_size=30)


@st.composite
def edits(draw: st.DrawFn, text: str) -> tuple[int, int, str]:
    """An edit that no editor would refuse to make: none begins or ends between the parts of a line end."""
    between = [at for at in range(len(text) + 1) if text[max(0, at - 1) : at + 1] != "\r\n"]
    ends = sorted(draw(st.tuples(st.sampled_from(between), st.sampled_from(between))))
    return ends[0], ends[1], draw(texts)


@given(st.data(), texts, st.sampled_from(("utf-8", "utf-16", "utf-32")), st.sampled_from(Language))
def test_it_is_the_editors_text(data: st.DataObject, text: str, encoding: str, language: Language) -> None:
    ours = opened(text, language, 1, encoding, sketch=True)
    for version in range(2, 5):
        changes: list[types.TextDocumentContentChangeEvent] = []
        for start, end, put in data.draw(st.lists(edits(text), min_size=1, max_size=1)):
            first, last = (types.Position(**found) for found in positions(text, (start, end), encoding))
            changes.append(types.TextDocumentContentChangePartial(types.Range(first, last), put))
            text = text[:start] + put + text[end:]
        ours = changed(ours, changes, version)
        assert (ours.whole, ours.version) == (text, version)
        assert ours.positions.marked == text.startswith("\ufeff")
        assert ours.parsed is not None
        assert ours.parsed.sketch == parse(text.removeprefix("\ufeff"), language).sketch


@given(st.data(), texts, st.sampled_from(("utf-8", "utf-16", "utf-32")))
def test_changes_are_told_one_after_the_other(data: st.DataObject, text: str, encoding: str) -> None:
    ours = opened(text, Language.ANPL, 1, encoding, sketch=True)
    changes: list[types.TextDocumentContentChangeEvent] = []
    for _ in range(data.draw(st.integers(1, 4))):
        if data.draw(st.booleans()):
            start, end, put = data.draw(edits(text))
            first, last = (types.Position(**found) for found in positions(text, (start, end), encoding))
            changes.append(types.TextDocumentContentChangePartial(types.Range(first, last), put))
            text = text[:start] + put + text[end:]
        else:
            text = data.draw(texts)
            changes.append(types.TextDocumentContentChangeWholeDocument(text))
    ours = changed(ours, changes, 2)
    assert ours.whole == text
    assert ours.parsed is not None
    assert ours.parsed.sketch == parse(text.removeprefix("\ufeff"), Language.ANPL).sketch


@given(st.data(), texts, st.sampled_from(("utf-8", "utf-16", "utf-32")))
def test_every_offset_has_a_position_that_the_editor_has(data: st.DataObject, text: str, encoding: str) -> None:
    ours = opened(text, Language.ANPL, 1, encoding, sketch=True)
    offset = data.draw(st.integers(0, len(ours.text)))
    found = ours.positions.position(offset)
    between = ours.text[max(0, offset - 1) : offset + 1] == "\r\n"
    place = offset_of(text, {"line": found.line, "character": found.character}, encoding)
    assert place == offset - between + ours.positions.marked
    assert ours.positions.offset(found) == offset - between
