"""What of the file system a confined process is shown: the interpreter's environment, and the packages of a project.

Computed by the interpreter that is about to be confined, since it alone knows where its modules come from. Whatever
cannot be told to belong to one of the two is not shown.
"""

from __future__ import annotations

import errno
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: So many files and folders are looked at in projects; those behind them are not shown.
_MOST = 50_000

#: So many pieces of readable folders can be shown one by one, where something in the folder is not; each costs a mount.
_MOST_PIECES = 1_000

#: Files are compared with those that are hidden up to this size, in bytes.
_LARGEST = 16 << 20

#: In so many folders, one in another, a module is looked for where no `__init__.py` says that they are packages.
_DEEPEST = 3

#: No package is nested deeper than this, counted from the root of the file system.
_DEEPEST_PLACE = 200

#: Time zones, what kinds of files there are, and what the dynamic loader goes by. Where a system lets one choose
#: between libraries, their names are links into `/etc/alternatives`, and that is a folder of links alone.
_SYSTEM = (
    "/usr/share/zoneinfo",
    "/etc/localtime",
    "/etc/mime.types",
    "/etc/ld.so.cache",
    "/etc/alternatives",
    "/lib64",
    "/usr/lib64",
)
_SYSTEM_ROOTS = ("/lib/", "/lib32/", "/lib64/", "/usr/")
_STORES = ("/nix/store", "/gnu/store")

_CACHE = "__pycache__"
_MODULES = (".py", ".so", ".pyd")
_CODE = (".anpl", *_MODULES)
_INSTALLED = ("site-packages", "dist-packages")
_METADATA = (".egg-info", ".dist-info")
_ENVIRONMENT_MARKS = ("pyvenv.cfg", "conda-meta")
_SECRET_NAMES = ("holes.lock", "node_modules")
_HARMLESS_NAMES = (".gitkeep", ".gitignore", ".gitattributes", ".ds_store")
_SECRET_BEGINNINGS = (".", "id_rsa", "id_ed25519")
_ROWS = (".jsonl", ".ndjson")
_SECRET_ENDINGS = (".anpl", *_ROWS, ".pem", ".key", ".p12", "~", ".swp", ".orig", ".bak")
#: Names of files that say what is expected, or hold what has been found.
_TELLING = (".anpl", "/holes.lock")


def shown(import_path: Iterable[str], hidden: Iterable[str], readable: Iterable[str] = ()) -> list[str]:
    """The files and folders (absolute, existing, none below another) that a confined process may read: the standard
    library, installed packages and shared libraries of this interpreter, and of each folder of `import_path` and
    `sys.path` the modules and packages, without the files `hidden`, those beside one with the same stem, and those
    whose names are of secrets or of editors' copies. Of the paths `readable` files are shown whatever they are called,
    but for sketches and what is hidden, and folders as packages are, with files of rows. Raises OSError
    where a readable folder has too much in it."""
    hidden, readable = list(hidden), list(readable)
    walk = _Walk(hidden)
    environment = _libraries()
    projects: list[str] = []
    for entry in [*import_path, *sys.path]:
        if entry:
            (environment if _is_environment(entry) else projects).append(os.path.abspath(entry))
    found = []
    for path in dict.fromkeys(environment):
        found += walk.package(path, os.path.realpath(path))[0] if walk.hides_below(path) else _existing(path)
    for path in dict.fromkeys(projects):
        if os.path.isfile(path):
            found += [] if walk.hides_below(path) else [path]  # an archive of modules
        else:
            found += walk.level(path, os.path.realpath(path), 0)[0]
    for path in _editable():
        if os.path.isdir(path):
            found += walk.package(path, os.path.realpath(path))[0]
        elif not walk.hides(*os.path.split(os.path.realpath(path))):
            found.append(path)
    data = _Walk(hidden, tuple(ending for ending in _SECRET_ENDINGS if ending not in _ROWS)) if readable else walk
    for path in readable:
        found += data.asked(path)
    return _outermost(_without_strays(found, [*walk.links, *data.links]))


class _Walk:
    """Goes through folders, and collects what of them is shown. Its methods take a folder as it is to be named and as
    it is without symbolic links; they give what is shown of it, which is the folder itself where that is all that is in
    it, and whether it is. Symbolic links are not followed, and collected in `links` too."""

    def __init__(self, hidden: Iterable[str], secret_endings: tuple[str, ...] = _SECRET_ENDINGS) -> None:
        self.links: list[str] = []
        self._secret_endings = secret_endings
        self._left = _MOST
        self._pieces = 0
        self._hidden: set[str] = set()
        self._stems: dict[str, set[str]] = {}
        self._contents: dict[int, set[bytes]] = {}
        for path in hidden:
            folder, name = os.path.split(os.path.abspath(path))
            self._hide(os.path.realpath(folder), name)
            self._hide(*os.path.split(os.path.realpath(path)))
            content = _content(path)
            if content.strip():
                self._contents.setdefault(len(content), set()).add(content)

    def _hide(self, folder: str, name: str) -> None:
        self._hidden.add(os.path.join(folder, name))
        stems = self._stems.setdefault(folder, set())
        stem, ending = os.path.splitext(name)
        if ending.casefold() in _CODE:
            stems.add(stem.casefold())

    def _hide_copies(self, folder: str, entries: list[os.DirEntry[str]]) -> None:
        """Hide what holds the same as a file that is hidden: a copy that a build or another checkout has made, or the
        file itself under a further name, by which some walls would show it under all of them."""
        for entry in entries:
            try:
                size = entry.stat(follow_symlinks=False).st_size
            except OSError:
                continue  # It has gone since.
            if size in self._contents and _content(entry.path) in self._contents[size]:
                self._hide(folder, entry.name)

    def hides(self, folder: str, name: str) -> bool:
        """Whether the file or folder of that name in the folder (without links) is not to be shown."""
        place, name = os.path.join(folder, name), name.casefold()
        secret = name.startswith(_SECRET_BEGINNINGS) and name not in _HARMLESS_NAMES
        if secret or name.endswith(self._secret_endings) or name in _SECRET_NAMES or _is_test(name):
            return True
        if name.startswith("#") and name.endswith("#"):
            return True
        source = os.path.dirname(folder) if folder.endswith("/" + _CACHE) else folder
        return any(name.startswith(stem + ".") for stem in self._stems.get(source, ())) or (
            folder in self._stems and place in self._hidden
        )

    def hides_below(self, path: str) -> bool:
        """Whether a file that is hidden is at `path` or below it."""
        real = os.path.realpath(path)
        return any(place == real or place.startswith(real + "/") for place in self._hidden)

    def asked(self, path: str) -> list[str]:
        """What is shown of a file or folder that was asked for by name: under that name, and where it leads to."""
        real = os.path.realpath(path)
        names = dict.fromkeys([os.path.abspath(path), real])
        if os.path.isdir(real):
            pieces = [piece for name in names for piece in self.package(name, real)[0]]
            self._pieces += len(pieces)
            if self._left < 0:
                raise OSError(errno.EFBIG, f"it has more than {_MOST} files, too many to be readable", path)
            if self._pieces > _MOST_PIECES:
                reason = f"beside what is never shown it has more than {_MOST_PIECES} files, too many to be readable"
                raise OSError(errno.EFBIG, reason, path)
            return pieces
        content = _content(real)
        known = real in self._hidden or content in self._contents.get(len(content), ())
        if known or real.casefold().endswith(_TELLING) or not os.path.isfile(real):
            return []
        return list(names)

    def package(self, folder: str, real: str) -> tuple[list[str], bool]:
        """All that is in a package."""
        entries = self._entries(folder, real)
        if entries is None:
            return [], False
        kept, whole = [], True
        for entry in entries:
            name = entry.name
            if self.hides(real, name):
                whole = False
            elif entry.is_symlink():
                kept.append(entry.path)
                self.links.append(entry.path)
            elif entry.is_dir(follow_symlinks=False):
                below, all_below = self.package(entry.path, real + "/" + name)
                kept += below
                whole = whole and all_below
            elif entry.is_file(follow_symlinks=False):
                kept.append(entry.path)
            else:
                whole = False
        return ([folder], True) if whole else (kept, False)

    def level(self, folder: str, real: str, depth: int) -> tuple[list[str], bool]:
        """The modules and packages in a folder that is not itself a package; the one at depth 0 is never all shown."""
        entries = self._entries(folder, real)
        if entries is None:
            return [], False
        kept, whole, others, cache, stems = [], depth > 0, [], None, set()
        for entry in entries:
            name = entry.name
            if self.hides(real, name):
                whole = False
            elif name == _CACHE:
                cache = entry
            elif entry.is_symlink():
                kept.append(entry.path)
                self.links.append(entry.path)
            elif entry.is_dir(follow_symlinks=False):
                others.append(entry)
            elif name.endswith(_MODULES) and entry.is_file(follow_symlinks=False):
                kept.append(entry.path)
                stems.add(name.partition(".")[0])
            else:
                whole = False
        spaces = []
        for entry in others:
            if entry.name.endswith(_METADATA) or os.path.lexists(os.path.join(entry.path, "__init__.py")):
                below, all_below = self.package(entry.path, real + "/" + entry.name)
                kept += below
                whole = whole and all_below
            else:
                spaces.append(entry)
        for entry in spaces:
            below, all_below = [], False
            if depth < _DEEPEST and entry.name.isidentifier():
                below, all_below = self.level(entry.path, real + "/" + entry.name, depth + 1)
            kept += below
            whole = whole and all_below
        if cache is not None:
            below, all_below = self._compiled(cache.path, real + "/" + _CACHE, stems)
            kept += below
            whole = whole and all_below
        return ([folder], True) if whole and kept else (kept, False)

    def _compiled(self, folder: str, real: str, stems: set[str]) -> tuple[list[str], bool]:
        """Of a folder of compiled modules those of the modules with such stems."""
        entries = self._entries(folder, real) or []
        kept = [
            entry.path
            for entry in entries
            if entry.name.partition(".")[0] in stems
            and not self.hides(real, entry.name)
            and entry.is_file(follow_symlinks=False)
        ]
        return ([folder], True) if entries and len(kept) == len(entries) else (kept, False)

    def _entries(self, folder: str, real: str) -> list[os.DirEntry[str]] | None:
        """What is in a folder; None where it is not looked into: too much has been, it is a whole environment, or it
        cannot be read."""
        if real.count("/") > _DEEPEST_PLACE or self._left < 0:
            return None
        try:
            with os.scandir(folder) as listing:
                entries = list(listing)
        except OSError:
            return None
        self._left -= len(entries) + 1
        if self._left < 0 or any(entry.name in _ENVIRONMENT_MARKS for entry in entries):
            return None
        if self._contents:
            self._hide_copies(real, entries)
        return entries


def _content(path: str) -> bytes:
    """What is in a file; nothing where it cannot be read or is larger than any text that somebody wrote."""
    try:
        if not os.path.isfile(path) or os.path.getsize(path) > _LARGEST:
            return b""
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def _is_test(name: str) -> bool:
    """Whether a file, compiled or not, holds tests: they may say what a sketch beside them is expected to give."""
    stem, _, ending = name.partition(".")
    return (stem.startswith("test_") or stem.endswith("_test") or stem == "conftest") and ending.endswith(("py", "pyc"))


def _is_environment(entry: str) -> bool:
    """Whether an entry of the import path is a part of the interpreter or of the environment that it was started in."""
    real = os.path.realpath(entry)
    if real == os.path.realpath(os.path.dirname(os.__file__)):
        return True
    name = os.path.basename(real)
    if name in _INSTALLED:
        site = sys.modules.get("site")
        if site is not None and entry in site.getsitepackages():
            return True
    elif name not in ("lib-dynload", f"python{sys.version_info[0]}{sys.version_info[1]}.zip"):
        return False
    prefixes = {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix}
    return any(real.startswith(os.path.realpath(prefix).rstrip("/") + "/") for prefix in prefixes)


def _libraries() -> list[str]:
    """Where the shared libraries lie that the interpreter has loaded, and those that its modules may load."""
    prefix = os.path.realpath(sys.base_prefix)
    paths = list(_SYSTEM)
    triplet = getattr(sys.implementation, "_multiarch", "")
    if triplet:
        paths += [f"/lib/{triplet}", f"/usr/lib/{triplet}"]
    paths += [store for store in _STORES if prefix.startswith(store + "/")]
    if "/Cellar/" in prefix:
        home = prefix.partition("/Cellar/")[0]
        paths += [f"{home}/{name}" for name in ("Cellar", "opt", "lib")]
    own = os.path.join(prefix, "lib")
    if prefix not in ("/", "/usr"):
        paths.append(own)
    for library in _loaded():
        # Elsewhere a library may lie beside anything.
        folder = os.path.dirname(library)
        paths.append(folder if (folder + "/").startswith((own + "/", *_SYSTEM_ROOTS)) else library)
    return paths


def _loaded() -> Iterator[str]:
    try:
        with open("/proc/self/maps", encoding="utf-8", errors="surrogateescape") as maps:
            lines = {line.rstrip("\n").split(None, 5)[-1] for line in maps}
    except OSError:
        return
    for path in lines:
        name = os.path.basename(path)
        if path.startswith("/") and (name.endswith(".so") or ".so." in name):
            yield path


def _editable() -> Iterator[str]:
    """The packages and modules that editable installs name one by one."""
    for finder in sys.meta_path:
        name = getattr(finder, "__module__", "")
        if isinstance(name, str) and name.startswith("__editable__"):
            module = sys.modules.get(name)
            mapped = list(getattr(module, "MAPPING", {}).values())
            for paths in getattr(module, "NAMESPACES", {}).values():
                mapped += paths
            for path in mapped:
                for ending in ("", *_MODULES):
                    yield from _existing(os.path.abspath(path) + ending)


def _existing(path: str) -> list[str]:
    return [path] if os.path.exists(path) else []


def _without_strays(paths: list[str], links: list[str]) -> list[str]:
    """Leave out symbolic links to what is not shown by itself."""
    doubtful = set(links)
    kept = [path for path in paths if path not in doubtful]
    places = {os.path.realpath(path) for path in kept}
    for path in paths:
        if path in doubtful:
            place = os.path.realpath(path)
            while place not in places and place != "/":
                place = os.path.dirname(place)
            if place in places:
                kept.append(path)
    return kept


def _outermost(paths: list[str]) -> list[str]:
    """Each path once, without those below another."""
    kept: dict[str, None] = {}
    for path in sorted(set(paths), key=lambda path: (path.count("/"), path)):
        outer = os.path.dirname(path)
        while outer not in kept and outer != "/":
            outer = os.path.dirname(outer)
        if outer == "/":
            kept[path] = None
    return list(kept)
