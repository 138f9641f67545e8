"""The data that a page holds for its scripts: JSON, state that a script sets, the stream that Next sends behind a page.

Pages are hostile: every walk is linear in the size of the scripts, and a value that is broken costs that value alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.html import HtmlElement

_LARGEST = 10_000_000  # characters of one script
# window.__INITIAL_STATE__ = {…}; the brace of a function or of a script's own object is followed by something else.
_STATE = re.compile(r"(?:window\.|self\.|var |globalThis\.)\s*[\w.]{3,40}\s*=\s*(?=\{\s*[\"}])")
_FLIGHT = re.compile(r"self\.__next_f\.push\((?=\[1,)")  # piece by piece
_ROW = re.compile(r"([0-9a-f]{1,8}):(?:T([0-9a-f]{1,8}),|(?=[\[{]))")
_FAILURES = 50  # starts of a script that are no JSON; each costs a walk from there
_DIGITS = 18  # of a number; Python refuses to read thousands of them


def data_of(root: HtmlElement) -> Iterator[Any]:
    """The data of a page's scripts, as JSON tells them; not JSON-LD."""
    flight: list[str] = []
    for script in root.iter("script"):
        kind, text = (script.get("type") or "").lower(), (script.text or "").strip()
        if len(text) >= _LARGEST:
            continue
        if kind == "application/json":
            yield from (data for data, _ in _decoded(text, 0))
        elif kind in ("", "text/javascript", "module"):
            flight += (piece for _, *pieces in _values(_FLIGHT, text) for piece in pieces if isinstance(piece, str))
            yield from _values(_STATE, text)
    if flight:
        yield _rows(whole("".join(flight)))


def whole(text: str) -> str:
    """A text without halves of characters, which JSON can name and no file can hold: two that belong together become one, others "�"."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _values(start: re.Pattern[str], text: str) -> Iterator[Any]:
    """The JSON values behind the places of a script where a pattern matches."""
    at = failures = 0
    while failures < _FAILURES and (found := start.search(text, at)) is not None:
        at, failures = found.end(), failures + 1
        for data, end in _decoded(text, at):
            yield data
            at, failures = end, failures - 1


def _decoded(text: str, at: int) -> Iterator[tuple[Any, int]]:
    """The JSON that begins at a place of a text, and where it ends; none where it is broken off, or no JSON."""
    try:
        yield json.JSONDecoder(strict=False, parse_int=_number).raw_decode(text, at)
    except (ValueError, RecursionError):
        return


def _number(digits: str) -> int | None:
    return int(digits) if len(digits) <= _DIGITS else None


def _rows(flight: str) -> Any:
    """The rows of Next's stream: "1a:{…}" and a line feed is data, "1b:T5f3,…" a text of so many bytes that data name "$1b"."""
    rows: list[Any] = []
    texts: dict[str, str] = {}
    at = 0
    while at < len(flight):
        found = _ROW.match(flight, at)
        if found is not None and found[2]:
            size = int(found[2], 16)
            text = flight[found.end() : found.end() + size].encode()[:size].decode("utf-8", "ignore")
            texts[f"${found[1]}"] = text
            at = found.end() + len(text)  # the next row may follow at once
            continue
        end = flight.find("\n", at)
        end = end if end >= 0 else len(flight)
        if found is not None:
            rows += (data for data, _ in _decoded(flight[found.end() : end], 0))
        at = end + 1
    _fill(rows, texts)
    return rows


def _fill(data: list[Any], texts: Mapping[str, str]) -> None:
    """Put texts where data name them."""
    todo: list[Any] = [data]
    while todo:
        each = todo.pop()
        for key, value in enumerate(each) if isinstance(each, list) else each.items():
            if isinstance(value, str):
                each[key] = texts.get(value, value)
            elif isinstance(value, list | dict):
                todo.append(value)
