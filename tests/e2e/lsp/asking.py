"""What an editor asks of a server, in words that tests can compare."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lsprotocol import types

from tests.e2e.lsp.buffer import Buffer
from tests.e2e.lsp.hearing import Hearing, plain

_NO_COMMANDS = types.ExecuteCommandOptions([])


class Asking(Hearing):
    """The side of an editor that asks."""

    async def on_show(self, buffer: Buffer) -> Sequence[types.Diagnostic]:
        """What is on show. An editor that pulls does so when its text has changed, or when it was told to."""
        if self.profile.pulls:
            now = (buffer.version, self.refreshed.get(types.WORKSPACE_DIAGNOSTIC_REFRESH, 0))
            stamp, identifier = self._pulled.get(buffer.uri, (None, None))
            if stamp != now:
                params = types.DocumentDiagnosticParams(buffer.identifier, "holewright", identifier)
                report = await self.client.text_document_diagnostic_async(params)
                if report.kind == "full":
                    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
                    buffer.shown = report.items
                self._pulled[buffer.uri] = (now, report.result_id)
        return buffer.shown

    async def actions(
        self,
        buffer: Buffer,
        words: str,
        *only: str,
        trigger: types.CodeActionTriggerKind = types.CodeActionTriggerKind.Invoked,
    ) -> dict[str, types.CodeAction | types.Command]:
        """The actions for a cursor at `words`, by title. As in an editor, the diagnostics there go along."""
        at = buffer.at(words)
        await self.on_show(buffer)
        here = [item for item in buffer.shown if _key(item.range.start) <= _key(at) <= _key(item.range.end)]
        context = types.CodeActionContext(here, list(only) or None, trigger)
        params = types.CodeActionParams(buffer.identifier, types.Range(at, at), context)
        found = await self.client.text_document_code_action_async(params) or ()
        listed = [self._action(plain(item)) for item in found]
        titles = [action.title for action in listed]
        assert len(set(titles)) == len(titles), f"actions that nobody can tell apart: {titles}"
        return {action.title: action for action in listed}

    def _action(self, said: dict[str, Any]) -> types.CodeAction | types.Command:
        read = self.client.protocol._converter.structure
        if isinstance(said.get("command"), str):
            return read(said, types.Command)
        return read(said, types.CodeAction)

    async def choose(self, action: types.CodeAction | types.Command) -> Any:
        """Do as an editor does when an action is chosen: its edit, then its command."""
        if isinstance(action, types.Command):
            return await self.execute(action)
        assert action.disabled is None, action.disabled
        if action.edit is None and self.profile.resolves and action.command is None:
            action = await self.client.code_action_resolve_async(action)
        assert action.edit is not None or action.command is not None, f"{action.title} does nothing"
        if action.edit is not None:
            assert self.make(action.edit, action.title), "the edit of an action is of another version"
        if action.command is not None:
            return await self.execute(action.command)
        return None

    async def execute(self, command: types.Command) -> Any:
        """Call a command as a lens or an action has it."""
        assert command.command in (self.capabilities.execute_command_provider or _NO_COMMANDS).commands
        params = types.ExecuteCommandParams(command.command, command.arguments)
        return await self.client.workspace_execute_command_async(params)

    async def command(self, name: str, buffer: Buffer, **arguments: object) -> Any:
        """Call `holewright.NAME` on a document."""
        return await self.execute(
            types.Command(name, f"holewright.{name}", arguments=[{"uri": buffer.uri, **arguments}])
        )

    async def ask(self, method: str, params: object) -> Any:
        """Ask something of which the client has no method."""
        return await self.client.protocol.send_request_async(method, params)  # type: ignore[no-untyped-call]

    async def hover(self, buffer: Buffer, words: str) -> tuple[str, str] | None:
        """What stands under the words and the text that is shown; None where nothing is."""
        params = types.HoverParams(buffer.identifier, buffer.at(words))
        found = await self.client.text_document_hover_async(params)
        if found is None:
            return None
        assert isinstance(found.contents, types.MarkupContent)
        assert found.range is not None
        return buffer.under(found.range), found.contents.value

    async def lenses(self, buffer: Buffer) -> list[types.CodeLens]:
        """All lenses of a document."""
        return list(await self.client.text_document_code_lens_async(types.CodeLensParams(buffer.identifier)) or ())

    async def titles(self, buffer: Buffer) -> list[str]:
        """What the lenses of a document say."""
        return [lens.command.title for lens in await self.lenses(buffer) if lens.command is not None]

    async def press(self, buffer: Buffer, title: str) -> object:
        """Click the only lens with this title."""
        (lens,) = (item for item in await self.lenses(buffer) if item.command and item.command.title == title)
        assert lens.command is not None
        return await self.execute(lens.command)

    async def hints(self, buffer: Buffer) -> list[str]:
        """The text with its hints, as `what stands before on its line → label`."""
        params = types.InlayHintParams(buffer.identifier, buffer.whole)
        found = await self.client.text_document_inlay_hint_async(params) or ()
        told: list[str] = []
        for hint in found:
            line = buffer.under(types.Range(types.Position(hint.position.line, 0), hint.position))
            told.append(f"{line.strip()} → {hint.label}")
        return told

    async def content(self, uri: str) -> str:
        """The text of a virtual document."""
        said = await self.ask("holewright/textDocumentContent", {"uri": uri})
        return str(said.text)


def _key(at: types.Position) -> tuple[int, int]:
    return at.line, at.character
