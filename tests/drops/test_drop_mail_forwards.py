"""Mails that are passed on: the note is by who wrote them; a reply with a quotation, and whatever is in doubt, stays as it is."""

from __future__ import annotations

from datetime import date

import pytest

from vault_inbox.drops import read_drop
from vault_inbox.model import Drop, Note

DAY, OWN = date(2026, 5, 15), date(2026, 5, 17)
OUTLOOK = "From: Eva <e@x.example>\nSent: Friday, May 15, 2026 9:12 AM\nTo: Me <me@x.example>\nSubject: Bees"
MAIL = "From: Eva <e@x.example>\nDate: Fri, 15 May 2026 09:00:00 +0200\nSubject: Bees\n\nThey fly.\n"


def _note(subject: str, body: str, kind: str = "text/plain", *headers: str) -> Note:
    head = ["From: Me <me@x.example>", f"Subject: {subject}", "Date: Sun, 17 May 2026 21:00:00 +0200", "MIME-Version: 1.0", *headers]
    return read_drop(Drop("x.eml", "\n".join([*head, f"Content-Type: {kind}; charset=utf-8", "", body]).encode()))


@pytest.mark.parametrize(
    ("prefix", "line", "block"),
    [
        ("Fwd", "---------- Forwarded message ---------", ("From", "Date", "Fri, May 15, 2026 at 9:00 AM", "Subject", "To")),
        ("Fwd", "---------- Forwarded message ---------", ("Von", "Date", "Fr., 15. Mai 2026 um 09:00 Uhr", "Subject", "To")),
        ("Fwd", "---------- Forwarded message ---------", ("De", "Date", "ven. 15 mai 2026 à 09:00", "Subject", "To")),
        ("Fwd", "---------- Forwarded message ---------", ("De", "Date", "vie, 15 may 2026 a las 9:00", "Subject", "To")),
        ("Fwd", "---------- Forwarded message ---------", ("Da", "Date", "ven 15 mag 2026 alle ore 09:00", "Subject", "To")),
        ("Fwd", "---------- Forwarded message ---------", ("From", "Date", "2026年5月15日(金) 9:00", "Subject", "To")),
        ("FW", "-----Original Message-----", ("From", "Sent", "Friday, May 15, 2026 9:12 AM", "Subject", "To")),
        ("WG", "-----Ursprüngliche Nachricht-----", ("Von", "Gesendet", "Freitag, 15. Mai 2026 09:12", "Betreff", "An")),
        ("TR", "-----Message d'origine-----", ("De", "Envoyé", "vendredi 15 mai 2026 09:12", "Objet", "À")),
        ("RV", "-----Mensaje original-----", ("De", "Enviado", "viernes, 15 de mayo de 2026 9:12", "Asunto", "Para")),
        ("I", "-----Messaggio originale-----", ("Da", "Inviato", "venerdì 15 maggio 2026 09:12", "Oggetto", "A")),
        ("転送", "________________________________", ("差出人", "送信日時", "2026年5月15日 9:12", "件名", "宛先")),
        ("Fwd", "Begin forwarded message:", ("From", "Date", "May 15, 2026 at 9:00:00 AM GMT+2", "Subject", "To")),
        ("Fwd", "Anfang der weitergeleiteten Nachricht:", ("Von", "Datum", "15. Mai 2026 um 09:00:00 MESZ", "Betreff", "An")),
        ("Fwd", "Début du message réexpédié :", ("De", "Date", "15 mai 2026 à 09:00:00 UTC+2", "Objet", "À")),
    ],
)
def test_a_mail_that_is_passed_on_is_by_who_wrote_it(prefix: str, line: str, block: tuple[str, ...]) -> None:
    by, when, day, about, to = block
    facts = f"{by}: Eva <e@x.example>\n{when}: {day}\n{to}: Me <me@x.example>\n{about}: Bees"
    for own in ("", "Look at this!"):
        for quote in ("", "> "):
            passed = "\n".join(f"{quote}{each}".rstrip() for each in f"{facts}\n\nThey fly.\n\nAnd dance.".split("\n"))
            note = _note(f"{prefix}: Bees", f"{own}\n\n{line}\n{passed}\n")
            assert (note.author, note.sender, note.published, note.title) == ("Eva", "Me", DAY, "Bees")
            assert note.content == (f"{own}\n\nBees (Eva, 2026-05-15)\n\n" if own else "") + "They fly.\n\nAnd dance."


@pytest.mark.parametrize(
    "page",
    [
        (
            "<p>Look!</p><div>---------- Forwarded message ---------<br>"
            "From: <b>Eva</b> &lt;<a href='mailto:e@x.example'>e@x.example</a>&gt;<br>"
            "Date: Fri, May 15, 2026 at 9:00 AM<br>Subject: Bees<br>To: Me &lt;<a href='mailto:m@x.example'>m@x.example</a>&gt;<br></div>"
            "<p>They fly.</p>"
        ),
        (
            "<p>Look!</p><div><p><b>Von:</b> Eva &lt;e@x.example&gt; <br><b>Gesendet:</b> Freitag, 15. Mai 2026 09:12<br><b>An:</b> Me<br>"
            "<b>Betreff:</b> Bees</p></div><p>They fly.</p>"
        ),
        (
            "<p>Look!</p><blockquote type=cite><div>Begin forwarded message:</div><br><div><b>From: </b>Eva &lt;e@x.example&gt;</div>"
            "<div><b>Subject: Bees</b></div><div><b>Date: </b>May 15, 2026 at 9:00:00 AM GMT+2</div><div><b>To: </b>Me</div><br>"
            "<div>They fly.</div></blockquote>"
        ),
    ],
)
def test_so_is_one_in_a_page(page: str) -> None:
    note = _note("Fwd: Bees", page, "text/html")
    assert (note.author, note.sender, note.published, note.content) == ("Eva", "Me", DAY, "Look!\n\nBees (Eva, 2026-05-15)\n\nThey fly.")


GMAIL = (
    "<div dir=ltr>{}<div class='gmail_quote gmail_quote_container'><div dir=ltr class=gmail_attr>---------- Forwarded message ---------<br>"
    "From: <b>Eva</b> &lt;e@x.example&gt;<br>Date: Fri, May 15, 2026 at 9:00 AM<br>Subject: Bees<br>To: Me &lt;m@x.example&gt;<br></div>"
    "<br><p>They fly.</p></div>{}</div>{}"
)
CITED = (
    "{}<blockquote type=cite><div>Begin forwarded message:</div><br><div><b>From: </b>Eva &lt;e@x.example&gt;</div>"
    "<div><b>Subject: Bees</b></div><div><b>Date: </b>May 15, 2026 at 9:00:00 AM GMT+2</div><br><div>They fly.</div></blockquote>{}{}"
)


@pytest.mark.parametrize("page", [GMAIL, CITED])
@pytest.mark.parametrize(("behind", "below"), [("No, they walk.", ""), ("<p>No, they walk.</p>", ""), ("", "<div>No, they walk.</div>")])
def test_one_with_words_below_it_stays_with_who_passes_it_on(page: str, behind: str, below: str) -> None:
    note = _note("Fwd: Bees", page.format("Look!", behind, below), "text/html")
    assert (note.author, note.published) == ("Me", OWN)
    assert "Eva" in note.content
    assert "No, they walk." in note.content


@pytest.mark.parametrize(
    "below", ["", "<br><br>", "<div class=gmail_signature_prefix>-- </div><div dir=ltr class=gmail_signature>Me, Kiel</div>"]
)
def test_a_signature_below_it_says_nothing(below: str) -> None:
    note = _note("Fwd: Bees", GMAIL.format("", "", below), "text/html")
    assert (note.author, note.published) == ("Eva", DAY)


@pytest.mark.parametrize("own", ["", "Look!"])
def test_so_is_one_that_is_attached(own: str) -> None:
    body = f"--b\nContent-Type: text/plain\n\n{own}\n--b\nContent-Type: message/rfc822\n\n{MAIL}\n--b--\n"
    note = _note("Fwd: Bees", body, "multipart/mixed; boundary=b")
    assert (note.author, note.sender, note.published) == ("Eva", "Me", DAY)
    assert note.content == (f"{own}\n\nBees (Eva, 2026-05-15)\n\n" if own else "") + "They fly."
    for subject in ("Re: Bees", "Bees", "Fwd: two mails"):
        note = _note(subject, body, "multipart/mixed; boundary=b")
        assert (note.author, note.published) == ("Me", OWN)
        assert "(Eva, 2026-05-15)" in f"{note.title} {note.content}"


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Re: Bees", f"I agree.\n\n-----Original Message-----\n{OUTLOOK}\n\nThey fly."),
        ("Bees", f"I agree.\n\n-----Original Message-----\n{OUTLOOK}\n\nThey fly."),
        ("Re: Fwd: Bees", f"I agree.\n\n-----Original Message-----\n{OUTLOOK}\n\nThey fly."),
        ("Fwd: Wasps", f"Two mails.\n\n{OUTLOOK}\n\nThey fly."),
        ("Fwd: Bees", "Look.\n\nFrom: Eva\nTo: Tom\nSubject: Bees\n\nThey fly."),
        ("Fwd: Bees", "Look.\n\nFrom: Kiel\nDate: next week\nSubject: Bees\n\nThey fly."),
        ("Fwd: Bees", "Look.\n\n> From: Eva <e@x.example>\n> Date: 15 May 2026\n> Subject: Bees\n>\n> They fly.\n\nNo, they do not."),
        ("Fwd: Bees", "On Fri, May 15, 2026 at 9:00 AM Eva <e@x.example> wrote:\n\n> They fly."),
    ],
)
def test_a_reply_and_what_is_in_doubt_keep_all_their_words(subject: str, body: str) -> None:
    note = _note(subject, body)
    assert (note.author, note.published, note.content) == ("Me", OWN, body)


@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_a_text_that_begins_like_headers_is_not_one_of_them(between: str) -> None:
    text = "Date: 19 September 2026\nWhere: Room 5\n\nTo: all"
    note = _note("FW: Bees", f"{OUTLOOK}{between}{text}")
    assert (note.author, note.published, note.content) == ("Eva", DAY, text)


APART = ("From: Eva", "Sent: Friday, May 15, 2026 9:12 AM", "To: Me", "Subject: Bees")
GERMAN = ("Von: Eva", "Gesendet: Freitag, 15. Mai 2026 09:12", "An: Me", "Betreff: Bees")
APPLE = ("From: Eva", "Subject: Bees", "Date: May 15, 2026 at 9:00:00 AM GMT+2", "To: Me")


@pytest.mark.parametrize("tag", ["p", "div"])
@pytest.mark.parametrize("between", ["", "<div><br></div>"])
@pytest.mark.parametrize(
    ("headers", "text"),
    [
        (APART, ("Date: 19 December 2026", "Where: Room 5")),
        (GERMAN, ("Datum: 19. Dezember 2026", "Kopie: bitte an alle", "Ort: Raum 5")),
        (APPLE, ("CC: is short for carbon copy.", "Sent: yesterday by train", "Hi.")),
        (APPLE, ("From: the hill", "To: the lake")),
        (APPLE[:3], ("CC: is short for carbon copy.", "Hi.")),
        ((*APPLE, "Cc: Tom &lt;t@x.example&gt;", "Reply-To: e@x.example"), ("They fly.",)),
        ((*APPLE, "Cc: Tom; Ann"), ("They fly.",)),
    ],
)
def test_so_is_one_below_headers_that_stand_apart(headers: tuple[str, ...], text: tuple[str, ...], tag: str, between: str) -> None:
    page = "".join(f"<{tag}>{line}</{tag}>" for line in headers) + between + "".join(f"<{tag}>{line}</{tag}>" for line in text)
    note = _note("Fwd: Bees", page, "text/html")
    assert (note.author, note.published) == ("Eva", DAY)
    assert [line.strip() for line in note.content.split("\n") if line.strip()] == list(text)


@pytest.mark.parametrize("own", ["", "Pay this."])
def test_a_subject_that_was_written_anew_leaves_the_first_one_in_the_text(own: str) -> None:
    said = f"{own}\n\n---------- Forwarded message ---------\n"
    block = "From: Eva <e@x.example>\nDate: Fri, May 15, 2026 at 9:00 AM\nSubject: {}\nTo: Me <me@x.example>\n\nHello."
    note = _note("Fwd: please pay", said + block.format("Invoice 4711"))
    assert (note.title, note.author) == ("please pay", "Eva")
    assert note.content == (f"{own}\n\n" if own else "") + "Invoice 4711 (Eva, 2026-05-15)\n\nHello."
    for first in ("please pay", "Re: Please pay"):  # the title says it
        assert _note("Fwd: please pay", block.format(first)).content == "Hello."
    assert _note("Fwd: please pay", "---------- Forwarded message ---------\n" + block.format("")).content == "Hello."


@pytest.mark.parametrize(
    ("by", "author"),
    [
        ("Ann Lee <ann@y.example<mailto:ann@y.example>>", "Ann Lee"),
        ("Ann Lee<mailto:ann@y.example>", "Ann Lee"),
        ("Ann Lee [mailto:ann@y.example]", "Ann Lee"),
        ("ann@y.example<mailto:ann@y.example>", "ann@y.example"),
        ("ann@y.example", "ann@y.example"),
        ('"李安" <ann@y.example>;', "李安"),
        ("*Ann Lee* <ann@y.example>", "Ann Lee"),
        ("Ann Lee [Hive] <ann@y.example>", "Ann Lee [Hive]"),
        ("list@x.example [mailto:list@x.example] On Behalf Of Ann Lee", None),
        ("list@x.example on behalf of Ann Lee <ann@y.example>", None),
        ("Ann <ann@y.example>, Tom <tom@y.example>", None),
        ('"Ann";<ann@y.example>', None),
        ("", None),
    ],
)
def test_its_author_is_a_name_or_an_address_alone(by: str, author: str | None) -> None:
    body = f"From: {by}\nSent: Friday, May 15, 2026 9:12 AM\nTo: Me\nSubject: Bees\n\nThey fly."
    note = _note("FW: Bees", body)
    assert (note.author, note.content) == ((author, "They fly.") if author else ("Me", body))


LONG = "A very long subject that says much about bees and about wasps"


@pytest.mark.parametrize(
    ("subject", "about", "to"),
    [
        (f"{LONG} in the north", f"{LONG}\nin the north", "Me <m@x.example>"),
        (f"{LONG} in the north and in the south", f"Re: {LONG}\nin the north\nand in the south", "Me <m@x.example>"),
        ("Bees", "Bees", "Me <m@x.example>, Tom <t@x.example>,\nDora <d@x.example>"),
        ("Bees", "Bees", "Me <m@x.example>,\n Tom <t@x.example>,\n Dora\n <d@x.example>\nCc: Ann <a@x.example>".replace("Dora\n", "Dora")),
        ("Bees", "Bees", "Me <m@x.example>, A Very Long Name Of A Club\n<club@x.example>\nCc: Ann <a@x.example>"),
    ],
)
def test_a_header_may_go_on_in_the_next_line(subject: str, about: str, to: str) -> None:
    for block in (f"Subject: {about}\nTo: {to}", f"To: {to}\nSubject: {about}"):
        note = _note(f"Fwd: {subject}", f"From: Eva <e@x.example>\nDate: Fri, May 15, 2026 at 9:00 AM\n{block}\n\nThey fly.")
        assert (note.author, note.title, note.content) == ("Eva", subject, "They fly.")


@pytest.mark.parametrize(
    ("subject", "block"),
    [
        ("Wasps", f"Subject: {LONG}\nin the north\nTo: Me"),  # the rest of another subject, or text
        ("Bees", "Subject: Bees\nTo: Me <m@x.example>\nWrite to tom@x.example!"),
        ("Bees", "Subject: Bees\nTo: Me <m@x.example>, Tom\nSmith <t@x.example>"),
        ("Bees", "Subject: Bees\nTo: Me\nThey dance."),
        ("Bees", "Subject: Bees\nTo: Me," + "\nTom <t@x.example>," * 30),
    ],
)
def test_a_line_that_may_be_a_header_or_text_leaves_all_as_it_is(subject: str, block: str) -> None:
    body = f"---------- Forwarded message ---------\nFrom: Eva <e@x.example>\nDate: Fri, May 15, 2026 at 9:00 AM\n{block}\n\nThey fly."
    note = _note(f"Fwd: {subject}", body)
    assert (note.author, note.published, note.content) == ("Me", OWN, body)


@pytest.mark.parametrize("text", ["They fly.", "Attachments: a.pdf", "Bees are small."])
def test_what_follows_the_whole_subject_at_once_is_text(text: str) -> None:
    note = _note("FW: Bees", f"{OUTLOOK}\n{text}\n\nAnd dance.")
    assert (note.author, note.content) == ("Eva", f"{text}\n\nAnd dance.")


@pytest.mark.parametrize("line", ["-------- Forwarded Message --------", ""])
def test_thunderbird_writes_the_subject_first(line: str) -> None:
    body = (
        f"Look!\n\n{line}\nSubject: \tBees\nDate: \tFri, 15 May 2026 09:00:00 +0200\nFrom: \tEva <e@x.example>\nTo: \tMe <m@x.example>\n\n"
        "They fly."
    )
    note = _note("Fwd: Bees", body)
    if line:
        assert (note.author, note.published, note.content) == ("Eva", DAY, "Look!\n\nBees (Eva, 2026-05-15)\n\nThey fly.")
    else:  # without the line these may be words of the one who passes it on
        assert (note.author, note.published) == ("Me", OWN)
        assert "Subject: \tBees\nDate: " in note.content


@pytest.mark.parametrize(
    ("sent", "day"),
    [
        ("Gesendet: 03.04.2026 09:00", date(2026, 4, 3)),
        ("Gesendet: Freitag, 03.04.2026 09:00", date(2026, 4, 3)),
        ("Отправлено: 3.4.2026 9:00", date(2026, 4, 3)),
        ("Enviado el: viernes, 3 de abril de 2026 9:00", date(2026, 4, 3)),
        ("Enviada em: sexta-feira, 3 de abril de 2026 09:00", date(2026, 4, 3)),
        ("Gesendet: 03.14.2026 09:00", None),
        ("Enviado: 03/04/2026 9:00", None),
        ("Sent: 03.04.2026 09:00", None),
        ("Sent: 3/4/2026 9:00 AM", None),
    ],
)
def test_a_day_in_digits_is_told_where_dots_and_the_language_tell_the_order(sent: str, day: date | None) -> None:
    body = f"Von: Eva\n{sent}\nAn: Me\nBetreff: Bees\n\nThey fly."
    note = _note("WG: Bees", body)
    assert (note.author, note.published, note.content) == (("Eva", day, "They fly.") if day else ("Me", OWN, body))


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "line",
    [
        "From: Eva\n",
        "> From: Eva\n\n",
        "From: " + "[" * 99 + "\n",
        "\n",
        "-" * 30 + "\n",
        "**From**" * 9 + "\n",
        "From: " + "<a<mailto:" * 99 + "\n",
    ],
)
def test_many_lines_that_look_like_headers_take_no_time(line: str) -> None:
    assert _note("Fwd: Bees", "Look." + "\n" + line * (1_000_000 // len(line)) + "End.").author == "Me"
