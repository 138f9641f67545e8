"""Saved e-mails: each of their texts stands in the note, or a warning names the file that stays in the original."""

from __future__ import annotations

import pytest

from vault_inbox.drops import read_drop
from vault_inbox.model import Drop, Note

HEAD = "From: Anna <a@x.example>\nSubject: Hello\nMIME-Version: 1.0\n"
INNER = "From: Bob <b@x.example>\nSubject: Inner\n\nThe words within.\n"
PDF, PNG = "application/pdf", "image/png"


def _note(mail: str | bytes) -> Note:
    return read_drop(Drop("x.eml", mail.encode() if isinstance(mail, str) else mail))


def _part(text: str, kind: str = "text/plain; charset=utf-8", *headers: str) -> str:
    return "\n".join([f"Content-Type: {kind}", *headers, "", text])


def _parts(kind: str, *parts: str) -> str:
    """Several parts as one, to stand in a mail or in others; the outer ones are longer, and so is the name of their end."""
    bound = f"b{sum(map(len, parts))}"
    return f'Content-Type: multipart/{kind}; boundary="{bound}"\n\n' + "".join(f"--{bound}\n{part}\n" for part in parts) + f"--{bound}--\n"


def _stay(*names: str) -> tuple[str, ...]:
    count = "1 attachment ({}) stays" if len(names) == 1 else f"{len(names)} attachments ({{}}) stay"
    return (f"{count} in the original alone".format(", ".join(names)),) if names else ()


@pytest.mark.parametrize(
    "named", ["", "text/plain", "text/plain; charset=utf-8", "text/plain; charset=us-ascii", "text/html; charset=none"]
)
@pytest.mark.parametrize("written", ["utf-8", "cp1252"])
def test_a_text_keeps_its_letters_whatever_charset_it_names(named: str, written: str) -> None:
    head = HEAD + (f"Content-Type: {named}\nContent-Transfer-Encoding: 8bit\n" if named else "")
    assert _note((head + "\nGrüße aus „Köln“\n").encode(written)).content == "Grüße aus „Köln“"


def test_single_letters_of_another_encoding_spoil_no_others() -> None:
    mail = HEAD.encode() + b"Content-Type: text/plain; charset=utf-8\n\n" + "Grüße aus ".encode() + b"K\xf6ln \x81\n"
    assert _note(mail).content == "Grüße aus Köln \ufffd"


@pytest.mark.parametrize("kind", ["mixed", "signed", "report; report-type=x", "parallel", "related", "appledouble", "x-unheard-of"])
@pytest.mark.parametrize("form", ["plain", "markdown", "csv", "x-patch", "enriched", "rfc822-headers", "x-unheard-of"])
def test_all_texts_are_read_whatever_kinds_they_are_of(kind: str, form: str) -> None:
    parts = _parts(kind, _part("One."), _parts("mixed", _part("Two.", f"text/{form}"), _part("Three.")))
    assert _note(HEAD + parts).content == "One.\n\nTwo.\n\nThree."


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>The <b>page</b></p>", "The **page**"),
        ("<body><style>p { color: red }</style><title>x</title><!-- words --></body>", "The plain text"),
        ('<img src="https://x.example/a.png">', "The plain text"),
        ('<a href="https://x.example/words"><img src="https://x.example/a.png"></a>', "The plain text"),
        ("<p>1</p>", "1"),
        ("<p>字</p>", "字"),
    ],
)
def test_of_alternatives_the_page_is_read_where_it_shows_a_word(page: str, shown: str) -> None:
    assert _note(HEAD + _parts("alternative", _part("The plain text"), _part(page, "text/html; charset=utf-8"))).content == shown


@pytest.mark.parametrize("mark", ["<!-- x", "<style>", "<script>", "<title>", "<textarea>", "<iframe>", '<a href="', "<plaintext>"])
def test_markup_that_does_not_end_swallows_no_other_text(mark: str) -> None:
    page = _part(f"<p>One</p>{mark}", "text/html")
    mail = HEAD + _parts("mixed", page, _part("Two, as a<b"), _part(INNER, "message/rfc822"))
    assert _note(mail).content == "One\n\nTwo, as a\\<b\n\nInner (Bob)\n\nThe words within."


STATUS = "Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; b@x.example\nDiagnostic-Code: smtp; 550 no such\n user\n"
REASON = "Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; b@x.example\nDiagnostic-Code: smtp; 550 no such user"


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        *((f"message/{kind}", INNER, "Inner (Bob)\n\nThe words within.") for kind in ("rfc822", "global", "news")),
        ("message/delivery-status", STATUS, REASON),
        ("message/global-delivery-status", STATUS, REASON.replace("such user", "such\n user")),
        ("message/feedback-report", "Feedback-Type: abuse\n", "Feedback-Type: abuse"),
        ("message/disposition-notification", "Disposition: manual; displayed\n", "Disposition: manual; displayed"),
    ],
)
def test_mails_and_reports_within_are_read(kind: str, text: str, shown: str) -> None:
    assert _note(HEAD + _parts("report", _part("See below."), _part(text, kind))).content == f"See below.\n\n{shown}"


@pytest.mark.parametrize("kind", ["multipart/mixed", "multipart/mixed; boundary=other", "multipart/alternative; boundary=other"])
def test_parts_that_cannot_be_told_apart_are_one_text(kind: str) -> None:
    assert "The words." in _note(f"{HEAD}Content-Type: {kind}\n\n--b\n\nThe words.\n--b--\n").content


@pytest.mark.parametrize(
    ("before", "title", "content"),
    [
        (b"\xef\xbb\xbf", "Hello", "Words"),
        (b"\r\n\n", "Hello", "Words"),
        (b"\xef\xbb\xbf\n", "Hello", "Words"),
        (b"\nNote: of my own\n", "x", "Note: of my own\nFrom: Anna <a@x.example>\nSubject: Hello\nMIME-Version: 1.0\n\nWords"),
    ],
)
def test_what_stands_before_the_headers(before: bytes, title: str, content: str) -> None:
    note = _note(before + f"{HEAD}\nWords\n".encode())
    assert (note.title, note.content) == (title, content)


PAGE = _part('<p>Look: <img src="cid:logo%40x"></p>', "text/html")
INLINE = "Content-Disposition: inline; filename={}"


@pytest.mark.parametrize(
    ("kind", "parts", "told"),
    [
        ("related", (PAGE, _part("x", PNG, "Content-ID: <logo@x>")), ()),
        ("mixed", (PAGE, _part("x", PNG, "Content-ID: <logo@x>", INLINE.format("logo.png"))), ()),
        ("related", (PAGE, _part("x", PNG, "Content-ID: <other@x>", INLINE.format("me.png"))), ("me.png",)),
        ("related", (PAGE, _part("x", PDF, "Content-ID: <logo@x>", INLINE.format("a.pdf"))), ("a.pdf",)),
        ("related", (PAGE, _part("x", f'{PDF}; name="a.pdf"')), ("a.pdf",)),
        ("mixed", (_part("Look:"), _part("x", PDF), _part("x", PNG)), ("without a name", "without a name")),
        ("mixed", (_part("Look:"), _part("x", "text/calendar; name=a.ics"), _part("x", "text/vcard")), ("a.ics", "without a name")),
        ("mixed", (_part("Look:"), _part("x", "text/plain", "Content-Disposition: attachment; filename=a.txt")), ("a.txt",)),
        ("mixed", (_part("Look:"), _part("too long " * 20_000, "text/plain", INLINE.format("a.log"))), ("a.log",)),
        ("mixed", (_part("Look:"), _part("too long " * 600_000, "text/plain", INLINE.format("a.log"))), ("a.log",)),
        ("encrypted", (_part("Look:"), _part("Version: 1", "application/pgp-encrypted"), _part("x", "application/x; name=a")), ("a",)),
    ],
)
def test_what_stands_in_no_note_is_told(kind: str, parts: tuple[str, ...], told: tuple[str, ...]) -> None:
    note = _note(HEAD + _parts(kind, *parts))
    assert (note.content, note.warnings) == ("Look:", _stay(*told))


def test_a_long_text_with_a_name_is_read_where_it_is_the_mail() -> None:
    for kind, head in (("text/plain", ""), ("text/html", "Content-Disposition: inline\n")):
        note = _note(f"{HEAD}Content-Type: {kind}; name=letter\n{head}\n{'words ' * 20_000}\n")
        assert (len(note.content.split()), note.warnings) == (20_000, ())


def test_a_mail_of_one_text_for_programs_says_where_it_is() -> None:
    note = _note(f"{HEAD}Content-Type: text/calendar; name=a.ics\n\nBEGIN:VCALENDAR\n")
    assert (note.title, note.content, note.warnings) == ("Hello", "", _stay("a.ics"))


LINK = "https://x.example/u?a=b"


@pytest.mark.parametrize(
    "block",
    [
        f"[View in browser]({LINK})",
        f"Trouble viewing this email? [View it in your browser]({LINK})",
        f"View this email in your browser: {LINK}",
        f"[Web version]({LINK}) | [Unsubscribe]({LINK})",
        f"You asked for it. [**Unsubscribe**]({LINK})",
        f"You are receiving this because you signed up at our shop. [Unsubscribe]({LINK}) | [Privacy Policy]({LINK})",
        f"To unsubscribe, click [here]({LINK}).",
        f"[Im Browser ansehen]({LINK})",
        f"Sie erhalten diesen Newsletter an a@x.example. [Abmelden]({LINK})",
        f"Unsubscribe: <{LINK}>",
        f"[View this letter in your browser]({LINK})",
        f"View this post on the web at {LINK}",
        f"[Unsubscribe]({LINK}) | 12 Hive Street, Kiel",
    ],
)
def test_what_only_serves_the_sending_goes(block: str) -> None:
    assert _note(f"{HEAD}\nThe bees are back.\n\n{block}\n\nThey fly.\n").content == "The bees are back.\n\nThey fly."


@pytest.mark.parametrize(
    "block",
    [
        "Please remember to unsubscribe from the gym before March.",
        "Read the tax letter online tonight and pay",
        "Newsletter abbestellen!",
        f"Party on Friday, bring cake. [open our web page]({LINK})",
        f"Party on Friday, bring cake. [View in browser]({LINK})",
        f"Bring cake. [Unsubscribe]({LINK})",
        f"Party | [Unsubscribe]({LINK})",
        f"[The honey is back]({LINK}) [Unsubscribe]({LINK})",
        f"Did you see the invoice online? It is 300: {LINK}",
        f"Read the tax letter online: {LINK}",
        f"Open the tax form in your browser: {LINK}",
        f"Change my gym subscription: {LINK}",
        f"Voir la maison en ligne: {LINK}",
        f"Please unsubscribe me from the gym before March: {LINK}",
        f"Bitte beim Turnverein abmelden, bis Montag: {LINK}",
    ],
)
def test_what_a_person_says_beside_a_link_stays(block: str) -> None:
    assert _note(f"{HEAD}\nHi.\n\n{block}\n").content == f"Hi.\n\n{block}"


def test_a_mail_of_nothing_but_such_a_link_is_a_reminder() -> None:
    assert _note(f"{HEAD}\nUnsubscribe: {LINK}\n").content == f"Unsubscribe: {LINK}"


def test_a_page_that_hides_its_words_is_no_twin_of_those_beside_it() -> None:
    page = _part('<p style="display:none">The words</p>', "text/html")
    assert _note(HEAD + _parts("mixed", page, _part("The words"))).content == "The words"


@pytest.mark.parametrize("name", ["Content-Type", "Content-Disposition", "Content-Transfer-Encoding", "Content-ID"])
@pytest.mark.parametrize("value", ["; é*", "x/y; a*", "inline; é*", "<", "(", "; a*0*='", "\\"])
def test_a_broken_header_of_a_part_costs_no_text(name: str, value: str) -> None:
    broken = f"{name}: {value}\n"
    note = _note(f"{HEAD}{broken}\nWords\n")
    assert "Words" in note.content or note.warnings == _stay("without a name")  # a kind of its own is a file
    assert "Words" in _note(HEAD + _parts("mixed", f"{broken}\nMore", _part("Words"))).content


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", ["Content-Type", "Content-Disposition", "Content-Transfer-Encoding", "Content-ID"])
def test_a_long_header_of_a_part_costs_little(name: str) -> None:
    header = f"{name}: text/plain{'; a=b' * 80_000}"
    assert _note(f"{HEAD}{header}\n\nWords\n").title == "Hello"
    assert "Words" in _note(HEAD + _parts("mixed", _part("Words"), f"{header}\n\nMore")).content
