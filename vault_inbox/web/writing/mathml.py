r"""A formula in MathML -> TeX, for pages that carry no TeX of their own: `<mfrac>` -> `\frac{…}{…}`, letters of Unicode as they stand."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from lxml.html import HtmlElement

from ..dom import tag_of

_ACCENTS = {
    "→": r"\vec", "⃗": r"\vec", "~": r"\tilde", "˜": r"\tilde", "^": r"\hat", "ˆ": r"\hat", "˙": r"\dot", "¨": r"\ddot",
    "¯": r"\bar", "‾": r"\overline", "―": r"\overline", "_": r"\overline", "⏞": r"\overbrace", "ˇ": r"\check", "˘": r"\breve",
}  # fmt: skip
_UNDERS = {"⏟": r"\underbrace", "_": r"\underline", "‾": r"\underline", "̲": r"\underline"}
_NAMED = {
    "∑": r"\sum", "∫": r"\int", "∏": r"\prod", "∮": r"\oint", "∞": r"\infty", "≤": r"\leq", "≥": r"\geq", "≠": r"\neq", "±": r"\pm",
    "×": r"\times", "⋅": r"\cdot", "·": r"\cdot", "→": r"\to", "∈": r"\in", "∂": r"\partial", "∇": r"\nabla", "≈": r"\approx",
    "α": r"\alpha", "β": r"\beta", "γ": r"\gamma", "δ": r"\delta", "ε": r"\varepsilon", "ϵ": r"\epsilon", "θ": r"\theta",
    "λ": r"\lambda", "μ": r"\mu", "π": r"\pi", "ρ": r"\rho", "σ": r"\sigma", "τ": r"\tau", "φ": r"\varphi", "ϕ": r"\phi",
    "ψ": r"\psi", "ω": r"\omega", "Γ": r"\Gamma", "Δ": r"\Delta", "Θ": r"\Theta", "Λ": r"\Lambda", "Π": r"\Pi", "Σ": r"\Sigma",
    "Φ": r"\Phi", "Ψ": r"\Psi", "Ω": r"\Omega", "…": r"\ldots", "⋯": r"\cdots", "−": "-", "\u2061": "", "\u2062": "", "\u2063": "",
    "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&",
}  # fmt: skip
_FENCES = {"(": "pmatrix", "[": "bmatrix", "{": "Bmatrix", "|": "vmatrix"}
_DEEPEST = 60


def tex_of(math: HtmlElement) -> str:
    """The TeX of a `<math>` element; "" where it holds what cannot be told in TeX, or is nested beyond reason."""
    try:
        return " ".join(_row(math, 0).split())
    except (_UntoldError, ValueError):
        return ""


class _UntoldError(Exception):
    """An element that has no TeX."""


def _row(element: HtmlElement, depth: int) -> str:
    if depth > _DEEPEST:
        raise _UntoldError
    made = ""
    parts = [_one(child, depth + 1) for child in _children(element)]
    for part in parts:
        glued = made[-1:].isalpha() and "\\" in made.rpartition(" ")[2].rpartition("}")[2] and part[:1].isalpha()
        made += f" {part}" if glued else part
    return made


def _children(element: HtmlElement) -> list[HtmlElement]:
    return [child for child in element if tag_of(child) and tag_of(child) not in ("annotation", "annotation-xml", "none", "mprescripts")]


def _one(element: HtmlElement, depth: int) -> str:
    tag = tag_of(element).rpartition(":")[2]
    if tag in ("mi", "mn", "mo"):
        return _symbol(element, tag)
    if tag in ("mtext", "ms"):
        words = "".join(element.itertext()).replace("%", "%%")
        return f"\\text{{{words}}}".replace("%%", "\\%") if words.strip() and not set(words) & set("\\{}$") else " "
    if tag == "mspace":
        return " "
    write = _WRITERS.get(tag)
    if write is None:
        raise _UntoldError
    return write(element, depth)


def _symbol(element: HtmlElement, tag: str) -> str:
    words = "".join(element.itertext()).strip()
    if set(words) & set("\\"):
        raise _UntoldError
    named = "".join(_NAMED.get(char, char) for char in words)
    if tag == "mi" and len(words) > 1 and words.isascii() and words.isalpha():
        return f"\\{words}" if words in _FUNCTIONS else f"\\mathrm{{{words}}}"
    return f" {named} " if tag == "mo" and words not in ("(", ")", "[", "]", "|", "!", "'", "′", ",", ".") else named


_FUNCTIONS = frozenset(
    """
    arccos arcsin arctan arg cos cosh cot csc deg det dim exp gcd hom inf ker lg lim ln log max min sec sin sinh sup tan tanh
    """.split()  # noqa: SIM905 - a list of literals would fill a page
)


def _parts(element: HtmlElement, count: int, depth: int) -> list[str]:
    parts = [_one(child, depth).strip() for child in islice(_children(element), count)]
    if len(parts) != count:
        raise _UntoldError
    return parts


def _script(*marks: str) -> Callable[[HtmlElement, int], str]:
    def write(element: HtmlElement, depth: int) -> str:
        base, *scripts = _parts(element, 1 + len(marks), depth)
        core = base if len(base) < 2 or base.startswith("\\") else f"{{{base}}}"
        return core + "".join(f"{mark}{_braced(script)}" for mark, script in zip(marks, scripts, strict=True) if script)

    return write


def _braced(tex: str) -> str:
    return tex if len(tex) == 1 and tex.isalnum() else f"{{{tex}}}"


def _over(element: HtmlElement, depth: int) -> str:
    return _accented(element, depth, _ACCENTS, "^")


def _under(element: HtmlElement, depth: int) -> str:
    return _accented(element, depth, _UNDERS, "_")


def _accented(element: HtmlElement, depth: int, known: dict[str, str], mark: str) -> str:
    base, _ = _parts(element, 2, depth)
    above = _children(element)[1]
    accent = known.get("".join(above.itertext()).strip())
    if accent:
        return f"{accent}{{{base}}}"
    return _script(mark)(element, depth)


def _table(element: HtmlElement, depth: int) -> str:
    rows = [[_row(cell, depth) for cell in _children(row)] for row in _children(element)]
    return r"\begin{matrix} " + r" \\ ".join(" & ".join(" ".join(cell.split()) for cell in row) for row in rows) + r" \end{matrix}"


def _enclosed(element: HtmlElement, depth: int) -> str:
    if element.get("notation") != "top":
        raise _UntoldError
    return f"\\overline{{{_row(element, depth)}}}"


def _grouped(element: HtmlElement, depth: int) -> str:
    """A row; one that is a matrix between brackets gets the name of its brackets."""
    children = _children(element)
    if len(children) == 3 and tag_of(children[1]) == "mtable" and (name := _FENCES.get("".join(children[0].itertext()).strip())):
        return _table(children[1], depth).replace("{matrix}", f"{{{name}}}")
    return _row(element, depth)


def _fenced(element: HtmlElement, depth: int) -> str:
    inner = ",".join(_one(child, depth).strip() for child in _children(element))
    return f"{element.get('open', '(')}{inner}{element.get('close', ')')}"


def _root(element: HtmlElement, depth: int) -> str:
    base, degree = _parts(element, 2, depth)
    return f"\\sqrt[{degree}]{{{base}}}"


def _fraction(element: HtmlElement, depth: int) -> str:
    above, below = _parts(element, 2, depth)
    if (element.get("linethickness") or "").rstrip("pxemt") == "0":
        return f"{{{above} \\atop {below}}}"
    return f"\\frac{{{above}}}{{{below}}}"


def _square_root(element: HtmlElement, depth: int) -> str:
    return f"\\sqrt{{{_row(element, depth).strip()}}}"


_WRITERS: dict[str, Callable[[HtmlElement, int], str]] = {
    **dict.fromkeys(("mrow", "mstyle", "mpadded", "semantics", "math"), _grouped),
    "mfrac": _fraction,
    "msqrt": _square_root,
    "mroot": _root,
    "msup": _script("^"),
    "msub": _script("_"),
    "msubsup": _script("_", "^"),
    "munderover": _script("_", "^"),
    "mover": _over,
    "munder": _under,
    "mtable": _table,
    "menclose": _enclosed,
    "mfenced": _fenced,
}
