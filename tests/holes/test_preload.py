"""Which modules are loaded before any candidate comes."""

from __future__ import annotations

from pathlib import Path

from holes.preload import preload


def check(text: str, expected: set[str], *folders: Path) -> None:
    assert set(preload(text, tuple(map(str, folders)))) == expected


def test_the_sketch_itself() -> None:
    check("import numpy as np\nimport re, json\nfrom os.path import join\n", {"numpy", "re", "json", "os.path"})
    check("from . import near\nfrom .near import thing\n", set())
    check("def f():\n    import late\nif True:\n    import perhaps\n", set())
    check('"""\nfrom here on it is text\n>>> import example\n"""\n', set())
    check("", set())


def test_through_the_users_own_modules(tmp_path: Path) -> None:
    (tmp_path / "helpers.py").write_text("import pandas\nimport package.inner\nimport helpers\n")
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "__init__.py").write_text("import attrs\n")
    (tmp_path / "package" / "inner.py").write_text("from collections import abc\nfrom . import x\n")
    (tmp_path / "space").mkdir()
    check("import helpers\nimport space\n", {"pandas", "attrs", "collections"}, tmp_path / "none", tmp_path)


def test_what_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "bytes.py").write_bytes(b"\xff\xfe import numpy")
    (tmp_path / "folder.py").mkdir()
    check("import bytes\nimport folder\n", {"folder"}, tmp_path)
