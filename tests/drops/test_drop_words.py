"""Nothing that a person wrote vanishes: each word of a drop stands somewhere in its note, whatever its lines look like."""

from __future__ import annotations

import re
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vault_inbox import render
from vault_inbox.drops import read_drop, split_drop
from vault_inbox.errors import DropError
from vault_inbox.model import Drop

# Left out by construction, since it is meant to go: an app's words ("Check out this article:", "via @app") on the line of a link or right
# before one, an app's signature at the end, the words of a `Category:`, which name the folder, and the names of header lines ("Title") and
# tags (<item>), which say what the note shows.
LINES = st.sampled_from(
    [
        "", "", "", "Tomorrow:", "Listen to the podcast\nCall mummy", "Listen to this song!\nBuy bread.", "Bread.", "- [ ] water roses",
        "- trees", "#garden #frost", "#Shopping", "#general", "#endif", "#c0ffee", "# Heading", "Prune the pear, and ask about it in",
        "https://example.org/bees", "Good honey - https://example.org/honey", "[Wasps](https://example.org/nest)",
        'Watch "Dune" on Saturday', "“Quoted lines.”", "Title: Fine weather", "Tags: autumn, winter", "Tags:", "Date: tomorrow evening",
        "Author: Jane Poet, John Writer", "Link: missing", "Source: Paper", "Note: errands", "From: Anna <a@b.org>",
        "Subject: Meeting", "```", "    indented code", "==========", "---", "<item><name>Thing</name></item>",
        "<entry><title>Purchase</title><rating>Stars</rating>between</entry>",
        "<item><title>Entry</title><description>Told</description></item>",
        '{"url": "https://example.org/json", "content_text": "Article", "remark": "mine"}', "The post about ants appeared first on paper",
        "a < b && c &amp; dear", "Sent by nobody, shared with friends", "Shared with Thomas",
        "Have a look at this house", "x{{content}}y", "Titel: Gutes Brot", "Datum: morgen, bei Anna",
        "標題：ants", "Betreff: Treffen", "  and folded", "call[index](value)", "    call[index](value)", "[label](place.org/path)",
    ]
)  # fmt: skip
LABEL = re.compile(r"^(?:title|titel|標題|tags|date|datum|author|link|source)[:：]|</?\w+>|https?://\S+", re.IGNORECASE | re.MULTILINE)
WORD = re.compile(r"[^\W\d_]{4,}")


def _words(text: str) -> set[str]:
    return set(WORD.findall(text.casefold()))


@settings(deadline=None, max_examples=120)
@given(st.lists(LINES, min_size=1, max_size=7))
@example(["Tomorrow:", "Listen to the podcast", "Call mummy"])
@example(["<item><name>Thing</name></item>"])
@example(["<entry><title>Purchase</title><rating>Stars</rating>between</entry>"])
@example(["Call mummy", "#endif"])
@example(["Title: Fine weather", "Title: Good honey", "Buy bread."])
def test_each_word_of_a_drop_stands_in_its_note(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        notes = [render(read_drop(part)) for part in split_drop(Drop("20250918_114949_phone_.txt", text.encode()))]
    except DropError:  # tags or authors of nothing: the file itself is kept, and named
        assert not any(line and not re.match("Tags:|Author:|Date:|Datum:|Source:|- |```", line) for line in lines)
        return
    shown = "\n".join(notes).casefold()
    assert not [word for word in _words(LABEL.sub(" ", text)) if word not in shown]


# Parts of texts that mix tags with signs of the writer's own. Not in it: attributes, and what only runs or is drawn (scripts, films).
MARKUP = st.sampled_from(
    [
        " ", "\n", "\n\n", ". ", "<b>", "</b>", "<br>", "<p>", "</p>", '<div class="x">', "</div>", "less<bread and cheese>",
        "vector<intro> ", "List<String>", " < ", ">", "<code>", "</code>", "<pre>", "</pre>", "<spoken> ", "<https://example.org/auto> ",
        "&lt;", "&amp;", "$sum<beta$ ", "<i>", "</i>", "<li>", "<ul>", "</ul>", "<table><tr><td>", "</td></tr></table>", "<select>",
        '<a href="https://example.org/x">', "</a>", "[label](target.org/path)", "call[index](value)", "`", "#include <vector>",
        "if (left<right && up>down) ", "<Media omitted>", "<button>", "<", "one", "two\nthree", "four five",
    ]
)  # fmt: skip
SHOWN = re.compile(r"</?(?:a|div|code|table|select|button)\b[^<>]*>|https?://[^\s<>\"]+")


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(["rss", "clip", "email", "phone"]), st.lists(MARKUP, min_size=2, max_size=12))
@example("rss", ["less<bread and cheese>", "<b>", "one", "</b>", "<br>", "four five"])
@example("clip", ["#include <vector>", "\n", "vector<intro> ", "<p>", "two\nthree", "</p>"])
@example("rss", ["<ul>", "four five", "</ul>"])
def test_each_word_between_tags_stands_in_its_note(source: str, parts: list[str]) -> None:
    text = "".join(f"{part}stone" if part.endswith((">", " ")) else part for part in parts)
    try:
        notes = [render(read_drop(part)) for part in split_drop(Drop(f"20250918_114949_{source}_.txt", text.encode()))]
    except DropError:
        return  # signs alone
    shown = "\n".join(notes).replace("\\", "").casefold()
    assert not [word for word in _words(SHOWN.sub(" ", text)) if word not in shown]


# A mail's part: a text of its own, a mail within, or parts in parts. Of alternatives one is read, so that they are no part of this.
PARTS = st.recursive(
    st.tuples(
        st.sampled_from(["plain", "html", "markdown", "csv", "x-patch", "calendar", "rfc822", "global", "delivery-status"]), st.just([])
    ),
    lambda parts: st.tuples(
        st.sampled_from(["mixed", "signed", "related", "report", "parallel", "digest", "x-other"]), st.lists(parts, min_size=1, max_size=3)
    ),
    max_leaves=6,
)


def _written(part: tuple[str, list[Any]], said: list[str]) -> str:
    """Write a part as it stands in a mail, and add its words to what is `said`, the name of a file where it is none of the text."""
    form, below = part
    if below:
        parts = [_written(each, said) for each in below]
        bound = f"bound{sum(map(len, parts))}"  # the parts around are longer
        lines = "".join(f"--{bound}\n{each}\n" for each in parts)
        return f"Content-Type: multipart/{form}; boundary={bound}\n\n{lines}--{bound}--\n"
    said.append(f"word{len(said)}x")
    word = said[-1]
    if form in ("rfc822", "global"):
        return f"Content-Type: message/{form}\n\nSubject: inner\n\n{word}\n"
    if form == "delivery-status":
        return f"Content-Type: message/{form}\n\nReporting-MTA: dns; mx\n\nDiagnostic-Code: {word}\n"
    if form == "calendar":
        return f"Content-Type: text/calendar; name={word}\n\nBEGIN:VCALENDAR\n"
    return f"Content-Type: text/{form}\n\n" + (f"<p>{word} a&lt;b</p><!-- not ended" if form == "html" else f"{word} a<b")


@settings(deadline=None, max_examples=60)
@given(PARTS)
@example(("related", [("mixed", [("plain", []), ("html", [])]), ("delivery-status", [])]))
def test_each_text_of_a_mail_of_many_kinds_stands_in_its_note_or_is_told(part: tuple[str, list[Any]]) -> None:
    said: list[str] = []
    mail = f"From: a@b.example\nSubject: Outer\nMIME-Version: 1.0\n{_written(part, said)}"
    note = read_drop(Drop("a.eml", mail.encode()))
    told = re.search(r"and (\d+) more", " ".join(note.warnings))  # of many files only the first are named
    missing = [word for word in said if word not in f"{note.content} {note.warnings}"]
    assert len(missing) == (int(told[1]) if told else 0)


@settings(deadline=None, max_examples=60)
@given(st.booleans(), st.lists(st.tuples(st.sampled_from(["html", "plain"]), st.integers(0, 9)), min_size=1, max_size=4))
def test_each_text_of_a_mail_stands_in_its_note(is_html: bool, parts: list[tuple[str, int]]) -> None:
    mail, said = EmailMessage(), ["ownwords"]
    mail["From"], mail["Subject"] = "a@b.example", "Outer"
    mail.set_content("<html><body><p>ownwords</p></body></html>" if is_html else "ownwords", subtype="html" if is_html else "plain")
    for kind, number in parts:
        words = f"inner{number}"
        inner = EmailMessage()
        inner["Subject"], inner["From"] = f"about{number}", f"from{number}@b.example"
        inner.set_content(
            f"<html><head></head><body><p>{words} a&lt;b</p></body></html>" if kind == "html" else f"{words} a<b",
            subtype="html" if kind == "html" else "plain",
        )
        mail.add_attachment(inner)
        said += [words, f"about{number}", f"from{number}"]
    content = read_drop(Drop("a.eml", mail.as_bytes())).content
    assert not [word for word in said if word not in content]


OF_APPS = (
    "Sent from my iPhone", "Sent from my iPhone using Tapatalk", "Sent from my Samsung Galaxy smartphone.", "Sent from Outlook for iOS",
    "Sent from Mail for Windows 10", "Sent with Proton Mail secure email.", "Von meinem iPhone 12 gesendet",
    "Gesendet mit der GMX Mail App",
    "Gesendet von meinem Samsung Galaxy Smartphone.", "Envoyé depuis mon téléphone", "Envoyé à partir de Outlook pour iOS",
    "Enviado desde mi iPhone", "Enviado do meu iPhone", "Inviato da iPhone", "Verstuurd vanaf mijn iPhone",
    "Wysłane z mojego telefonu Samsung", "Wysłane z iPhone'a", "Wysłane z iPada", "iPhone'umdan gönderildi", "iPad’imden gönderildi",
    "Отправлено с моего iPhone", "发自我的小米手机", "來自我的 iPad", "私のiPhoneから送信", "나의 iPhone에서 보냄",
    "Get [Outlook for iOS](https://aka.ms/o0ukef)", "Sent from Yahoo Mail on Android", "Sent from my Galaxy S9+", "iPhone 12から送信",
    "Enviado desde mi teléfono", "Sent from my iPad Pro 12 using Tapatalk", "Sent from my Samsung SM-G991B",
)  # fmt: skip
OF_PEOPLE = (
    "Sent from my phone to Tom for the invoice", "Sent from my heart", "Sent via Mail", "Sent via PayPal", "Sent from Berlin",
    "Shared with Tom and Anna", "Saved from Fire", "Geteilt mit Anna", "Gesendet von Tom", "Gesendet via Mail",
    "Von meinem Handy an Tom gesendet",
    "Envoyé de Paris", "Compartido con Luis", "Enviado desde Madrid", "Inviato da Marco", "Отправлено с почты", "发自我的内心",
    "東京から送信", "나의 마음에서 보냄", "Get Outlook for iOS and try it",
    "Sent from my sister Anna's phone", "Sent from my phone for Anna", "Sent from my iPhone Anna Needs Milk", "Sent from Big Mac",
    "Gesendet von der Chefin per Mail", "Gesendet aus der Klinik, per Handy", "Sent from my Galaxy S9 On Sunday 3 PM For 20 EUR",
    "Von meinem Bruder Tom, Handy gesendet", "Annaから送信", "Tokyoから送信", "Отправлено с Mallorca", "发自我的 heart and soul",
    "나의 heart에서 보냄", "Sent from Mac", "Sent from my iPhone 555123", "Sent from my mother's phone",
    "Sent from my iPhone 3PM", "Sent from my phone 55 12 33", "Sent from my iPhone 20 EUR", "Sent from my phone using Anna",
    "Wysłane z iPhone'a Tomka", "Wysłane z Krakowa", "Tom'dan gönderildi", "iPhone'umdan Anna'ya gönderildi",
)  # fmt: skip


@pytest.mark.parametrize("line", OF_APPS)
def test_a_line_of_an_app_below_a_text_goes(line: str) -> None:
    assert read_drop(Drop("Untitled.txt", f"Notes\n\nBuy bread.\n\n{line}\n".encode())).content == "Buy bread."


@pytest.mark.parametrize("line", OF_PEOPLE)
def test_a_line_of_a_person_below_a_text_stays(line: str) -> None:
    assert read_drop(Drop("Untitled.txt", f"Notes\n\nBuy bread.\n\n{line}\n".encode())).content == f"Buy bread.\n\n{line}"


@pytest.mark.parametrize(
    "line",
    [
        "Saved via Dad",
        "Shared via Tom",
        "via @anna",
        "Geteilt via Anna",
        "Clipped with Pocket scissors",
        "Partagé avec Marie",
        "Partagé via l'application de Marie",
    ],
)
def test_a_line_of_a_person_below_an_address_stays(line: str) -> None:
    assert line in read_drop(Drop("Untitled.txt", f"Notes\nhttps://x.example/a\n{line}\n".encode())).content


@pytest.mark.parametrize(
    "line",
    [
        "Saved via Pocket",
        "Shared via Feedly for iOS",
        "via @pocket",
        "Geteilt via WhatsApp",
        "Sent from my iPhone",
        "Partagé via l’application Google",
        "Shared via the Google app",
        "Compartido desde la aplicación de Chrome",
        "Geteilt über die Google App",
    ],
)
def test_a_line_of_an_app_below_an_address_goes(line: str) -> None:
    for text in (f"https://x.example/a\n{line}", f"URL: https://x.example/a\n{line}"):
        note = read_drop(Drop("Untitled.txt", text.encode()))
        assert (note.title, note.content) == ("x.example", "")


def test_an_app_is_no_title_of_the_address_below_it() -> None:
    assert read_drop(Drop("Untitled.txt", b"Sent from my iPhone\nhttps://x.example/a")).title == "x.example"
    assert read_drop(Drop("Untitled.txt", b"Shared via Pocket\nhttps://x.example/a")).title == "x.example"
    assert read_drop(Drop("Untitled.txt", b"Shared via Tom\nhttps://x.example/a")).title == "Shared via Tom"
    note = read_drop(Drop("Untitled.txt", b"I saw https://x.example/a today, did you?\nShared via Pocket"))
    assert note.content == "I saw https://x.example/a today, did you?\nShared via Pocket"  # a sentence: no app shared that
