"""A page reads the same whether it was saved or fetched: its formulas, highlights, callouts and footnotes live, its words never do."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from vault_inbox import Drop, Inbox, read_drop, render
from vault_inbox.notes.inert import block

URL = "https://sums.example/areas"
WORDS = "The area of a square is the length of its side times itself, whatever the size of the square may be. " * 4
BODY = (
    f"<article><h1>Areas</h1><p>{WORDS}It is <math><mi>a</mi><mo>=</mo><msup><mi>s</mi><mn>2</mn></msup></math>, which "
    "<mark>everybody knows</mark>.<sup id=r1><a href='#fn1'>1</a></sup> It costs $5 or $6.</p>"
    "<div class='admonition note'><p class='admonition-title'>Note</p><p>Measure twice.</p></div>"
    f"<p>{WORDS}</p><ol class=footnotes><li id=fn1>Nearly. <a href='#r1'>↩</a></li></ol></article>"
)
PAGE = f"<!doctype html><html><head><title>Areas</title><link rel=canonical href='{URL}'></head><body>{BODY}</body></html>"
FORMS = ("$a = s^2$", "==everybody knows==", "> [!note] Note\n> Measure twice.", "\\$5 or \\$6", "[^1-")


def section(text: str, heading: str) -> str:
    """A section of a note, the names of its footnotes without what tells them from those of other pages."""
    found = re.search(rf"^## {heading}[^\n]*\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    return re.sub(r"(\[\^\d+)-[0-9a-f]{4}\]", r"\1]", found[1]).strip("\n")


def test_a_saved_page_reads_as_the_same_page_fetched(inbox: Callable[..., Inbox], write: Callable[..., Path], vault: Path) -> None:
    write("Inbox/saved.html", PAGE)
    (saved,) = inbox().run()
    write("Inbox/fetched.txt", f"Link: {URL}2\n")
    (fetched,) = inbox({f"{URL}2": PAGE.replace(URL, f"{URL}2")}).run()
    texts = [(vault / str(outcome.note)).read_text(encoding="utf-8") for outcome in (saved, fetched)]
    assert section(texts[0], "content") == section(texts[1], "Scraped from")
    assert all(form in text for form in FORMS for text in texts)


def test_a_mail_of_html_keeps_them_too() -> None:
    mail = f"From: Ada <ada@sums.example>\nSubject: Areas\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{BODY}\n"
    text = render(read_drop(Drop("mail.eml", mail.encode())))
    assert all(form in text for form in FORMS)


def test_the_same_marks_in_a_text_are_but_characters() -> None:
    text = render(read_drop(Drop("words.txt", "\n".join(FORMS).encode())))
    assert not any(form in text for form in FORMS[:3])


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(["$", "$$", "==", "[^1]", "[^1]:", "> [!note]", "x", " ", "<br>", "<p>", "\\", "<b>", "`"]), max_size=12))
def test_words_of_a_saved_page_form_nothing(words: list[str]) -> None:
    page = f"<!doctype html><title>Areas</title><p>{WORDS}</p><p>{''.join(words)}</p>"
    content = section(render(read_drop(Drop("saved.html", page.encode()))), "content")
    assert block(content, images="link") == content  # without its forms let through it is the same: there are none
