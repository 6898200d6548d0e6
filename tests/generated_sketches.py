"""Sketches made up of every form that a hole can have, for property tests, and fills for them."""

from __future__ import annotations

from hypothesis import strategies as st

from sketch.model import Fill, Hole, Kind, Sketch

_DOCSTRINGS = (
    '"""Do $."""',
    "'do $'",
    'r"""Do \\$."""',
    '("do " "$")',
    '"""Do $.\n\n    >>> $(123456)\n    234567\n    """',
    '"""\n    >>> x = 112233\n    >>> $(x)\n    [445566,\n     778899]\n\n    Also $ 🎈.\n    """',
    "'''Do $.\n\n    Examples: $.jsonl\n    >>> $(1)\n    Traceback (most recent call last):\n    ValueError\n    '''",
    '"""Do $.\n\n    >>> $(1)\n    987654"""',
)
_ENDINGS = ("", "\n    ...", "\n    pass  # now", "; ...", "  # so", "\n    # why\n\n    ...", ";")
_ONE_LINE = ('"do $"', "'''do $'''; pass", '"do $"; ...  # so', '"do $";')
_USES = (
    "x = `do $`(1)\n# >>> _(123123)\n# 'expected'\n",
    """def g$(y=`start $`()):
    z = `do $`(y, k=`more $`(*y))
    # >>> a = 1
    # >>> _(a)
    # [54321]
    return z
""",
    """# Say.

# And $.
@`wrap $`()
def h$(y):
    '''Use it.

    >>> h$(3)
    456123
    '''
    return y
""",
    """class K$:
    a = [`do $`(i) for i in `many $`()]
    def m(self):
        if `is $`(self):
            return 1
""",
    "import os; x = lambda: `do $`(1); y = 2\n",
    """async def k$():
    async for i in `seen $`(1):
        yield await `do $`(i)
        # >>> _(1)
        # 665544
""",
    "while`more $`(1):\n    # >>> _(1)\n    # 777888\n    break\n",
    "v$ = `choose: 1$, -2$, 'a'` ** 2 + f(`choose: 0.$, None`)\n",
    "def s$(x): return x\n",
    "def t$(x): 'said'; return x  # so\n",
)


def _number(template: str, number: int) -> str:
    return template.replace("$", f"n{number}" if "choose" not in template else str(number))


@st.composite
def _named(draw: st.DrawFn) -> str:
    decorator = draw(st.sampled_from(["", "@staticmethod\n", "@a.b(1)\n@c\n"]))
    header = draw(st.sampled_from(["def $(x):", "async def $(x, *, y=1) -> int:", "def $(\n    x,\n):"]))
    if draw(st.booleans()):
        return f"{decorator}{header} {draw(st.sampled_from(_ONE_LINE))}\n"
    return f"{decorator}{header}\n    {draw(st.sampled_from(_DOCSTRINGS))}{draw(st.sampled_from(_ENDINGS))}\n"


@st.composite
def sketch_texts(draw: st.DrawFn) -> str:
    """The text of an `.anpl` sketch without problems, of any line end and indentation."""
    text = draw(
        st.sampled_from(["", '"""About."""\n', "#!/usr/bin/env python\n", "'a'; from __future__ import annotations\n"])
    )
    for number in range(draw(st.integers(0, 4))):
        block = _number(draw(st.one_of(_named(), st.sampled_from(_USES))), number)
        wrapped = draw(st.sampled_from(["", "", f"class C{number}:\n", f"def outer{number}():\n", f"if {number}:\n"]))
        if wrapped:
            block = wrapped + "".join(
                f"    {line}\n" if line else "\n" for line in block.removesuffix("\n").split("\n")
            )
        text += block + draw(st.sampled_from(["", "\n", "\n\n"]))
    if draw(st.booleans()):
        text = text.replace("    ", "\t")
    text = text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"])))
    return text.rstrip() if draw(st.booleans()) else text


def fill_for(hole: Hole) -> Fill:
    """A fill of several lines, with a string of several lines in it."""
    if hole.kind is Kind.CHOICE:
        return Fill(hole.choices[-1])
    kind = "async def" if hole.signature.is_async else "def"
    return Fill(f'{kind} {hole.name}(*a, **k):\n    s = """\n  kept\n"""\n    if a:\n        return s\n    return k\n')


def fills_for(sketch: Sketch) -> dict[str, Fill]:
    """A fill for every hole."""
    return {hole.id: fill_for(hole) for hole in sketch.holes}
