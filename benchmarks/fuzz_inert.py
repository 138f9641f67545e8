"""Fuzz `inert`, led by which of its lines a text reaches: what comes out must be inert, one step from standing still, and never crash.

    pip install atheris
    python benchmarks/fuzz_inert.py -runs=100000 [a folder for the texts that reach new lines]

The options are libFuzzer's. What counts as live is what the tests count: `tests/notes/conftest.py`.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

with atheris.instrument_imports(include=["vault_inbox.notes"]):
    from vault_inbox.notes.inert import block, code_fence, code_span, line, link, plain

LONGEST = 400  # characters; the slower ones find nothing that these do not


def oracle():
    spec = importlib.util.spec_from_file_location("notes_conftest", ROOT / "tests" / "notes" / "conftest.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.find_live


LIVE = oracle()


def one(data: bytes) -> None:
    text = data.decode("utf-8", "replace")[:LONGEST]
    made, formed = block(text), block(text, forms=True, suffix="-4f2a")
    for name, found in {
        "block": made,
        "line": line(text),
        "link": link(text, text),
        "fence": code_fence(text),
        "span": code_span(text),
    }.items():
        if live := LIVE(found):
            raise AssertionError(f"{name} of {text!r} gives {found!r}, live: {live}")
    if live := LIVE(formed, forms=True):
        raise AssertionError(f"block with forms of {text!r} gives {formed!r}, live: {live}")
    if block(made) != made or block(formed, forms=True, suffix="-4f2a") != formed:
        raise AssertionError(f"block of {text!r} gives {made!r}, with forms {formed!r}, and then another text")
    if plain(plain(text)) != plain(text) or "<%" in plain(text) or "[[" in plain(text):
        raise AssertionError(f"plain of {text!r} gives {plain(text)!r}")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
