"""Documents that no file holds, for each editor in the way it can open them: by the address that only this server
knows or, where it would not know what to do with that, as a file that stands in for it."""

from __future__ import annotations

from contextlib import suppress

from pygls.uris import to_fs_path

from server.features.code_descriptions import described
from server.features.virtual_documents import content, parse_virtual_uri
from server.lsp.session import Session


def text_of(session: Session, uri: str) -> str:
    """What the document `uri` shows. Raises ValueError with a sentence where there is none."""
    found = described(uri)
    if found is not None:
        return found
    address = parse_virtual_uri(uri)
    view, document = session.view(address.document), session.documents.get(address.document)
    if view is None or document is None:
        raise ValueError("the sketch that this is about is not open")
    text = document.shown[uri] = content(view, address)
    return text


def openable(session: Session, uri: str) -> str:
    """The URI by which the editor can open the document `uri`."""
    if session.client.can.opens_content:
        return uri
    with suppress(OSError):
        return session.stand_ins.write(uri, text_of(session, uri)).as_uri()
    return uri


async def show(session: Session, uri: str, title: str, *, focus: bool = True) -> None:
    """Have the editor show the document `uri` or, where it shows none by itself, say where it can be read."""
    target = openable(session, uri)
    if not await session.client.show(target, focus=focus) and (file := to_fs_path(target)) and target != uri:
        session.client.message(f"{title} is in {file}")
