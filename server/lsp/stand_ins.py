"""Files that stand in for documents that only the server has, where an editor can open nothing but files."""

from __future__ import annotations

import shutil
import tempfile
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote


class StandIns:
    """The files that stand in for documents, in a folder that is only there while the server is."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def write(self, uri: str, text: str) -> Path:
        """Write the file that stands in for the document `uri`, always the same. Raises OSError."""
        if self._folder is None or not self._folder.is_dir():
            self._folder = Path(tempfile.mkdtemp(prefix="holewright-"))
        folder = self._folder / sha256(uri.encode("utf-8", "replace")).hexdigest()[:12]
        folder.mkdir(exist_ok=True)
        file = folder / unquote(uri.rpartition("/")[2])
        file.unlink(missing_ok=True)
        file.write_text(text, "utf-8", errors="replace", newline="")
        # What is typed here would go nowhere.
        file.chmod(0o444)
        return file

    def remove(self) -> None:
        """Take all of them away."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
