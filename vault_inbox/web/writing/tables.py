"""A table of a page -> rows of cells, or the verdict that it is no table but a way to lay the page out."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.html import HtmlElement

from ..dom import HEADINGS, parts_of, words_of
from .code import code_text

_MOST_COLUMNS = 40  # wider is no table that anybody reads in a note
_LONG_CELL = 600  # characters; a cell with more holds prose

# A piece of code, a formula (as `notes.inert.forms` knows it: a digit behind its end makes it money), an escaped character, a pipe.
_PIPES = re.compile(r"(``*)(?!`).*?(?<!`)\1(?!`)|(\$\$?)(?![\s$])(?:\\[^$]|[^$\\])+(?<!\s)\2(?![$\d])|\\.|\|")


def rows_of(table: HtmlElement) -> list[list[HtmlElement]]:
    """The cells of each row of a table, without those of tables inside it."""
    rows: dict[HtmlElement | None, list[HtmlElement]] = {}
    for cell in parts_of(table, ("td", "th"), ("table", "caption")):
        rows.setdefault(cell.getparent(), []).append(cell)  # its parent is no `<tr>` where that was forgotten
    return list(rows.values())


def is_layout(table: HtmlElement) -> bool:
    """Whether a table only lays out its cells: one column, nested tables, headings, code of lines or prose in them, or a declared role."""
    if table.get("role") in ("presentation", "none") or next(table.iterdescendants("table", *HEADINGS), None) is not None:
        return True
    if any("\n" in code_text(pre) for pre in table.iterdescendants("pre")):
        return True
    rows = [row for row in rows_of(table) if any(words_of(cell) for cell in row)]
    if not rows or max(map(len, rows)) == 1 or max(map(len, rows)) > _MOST_COLUMNS:
        return True
    return any(_is_prose(cell) for row in rows for cell in row)


def _is_prose(cell: HtmlElement) -> bool:
    if sum(bool(words_of(block)) for block in cell.iter("p", "blockquote")) > 2:
        return True
    return len(words_of(cell)) > _LONG_CELL


def grid(table: HtmlElement, write: Callable[[HtmlElement], str]) -> list[list[str]]:
    """The table's cells as lines of text, each row as wide as the widest; a spanned place is an empty cell."""
    made: list[list[str]] = []
    spans: dict[int, int] = {}
    for row in rows_of(table):
        line: list[str] = []
        for cell in row:
            _fill(line, spans)
            line.append(write(cell))
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            for column in range(len(line) - 1, len(line) - 1 + width):
                if height > 1:
                    spans[column] = height
            line += [""] * (width - 1)
        _fill(line, spans)
        spans = {column: left - 1 for column, left in spans.items() if left > 1}
        if any(line):
            made.append(line)
    return _squared(made)


def titled(rows: list[list[str]], table: HtmlElement) -> tuple[str, list[list[str]]]:
    """A title that stands as the first row over the whole width of a table, "" if there is none, and the other rows."""
    first = next(iter(rows_of(table)), [])
    if len(first) != 1 or len(rows) < 3 or not rows[0][0] or any(rows[0][1:]):
        return "", rows
    return rows[0][0], rows[1:]


def _fill(line: list[str], spans: dict[int, int]) -> None:
    while spans.get(len(line), 0) > 0:
        line.append("")


def _squared(rows: list[list[str]]) -> list[list[str]]:
    width = max(map(len, rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    used = [column for column in range(width) if any(row[column] for row in rows)]
    return [[row[column] for column in used] for row in rows]


def _span(cell: HtmlElement, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return max(1, min(int(value), _MOST_COLUMNS)) if value.isascii() and value.isdigit() else 1


def written(rows: list[list[str]]) -> str:
    """Rows of cells as a GFM table; the first row is its head."""
    lines = ["| " + " | ".join(map(_piped, row)) + " |" for row in rows]
    return "\n".join([lines[0], "| " + " | ".join(["---"] * len(rows[0])) + " |", *lines[1:]])


def _piped(cell: str) -> str:
    """A cell whose pipes end no cell: escaped, and by their names in formulas, where the escaped one is another sign."""
    return _PIPES.sub(_unpiped, cell)


def _unpiped(found: re.Match[str]) -> str:
    if found[1]:
        return re.sub(r"(?<!\\)\|", r"\\|", found[0])
    return _bars(found[0]) if found[2] else "\\|" if found[0] == "|" else found[0]


def _bars(formula: str) -> str:
    return re.sub(r"(\\?)\|(?=(\w?))", lambda found: ("\\Vert" if found[1] else "\\vert") + " " * bool(found[2]), formula)
