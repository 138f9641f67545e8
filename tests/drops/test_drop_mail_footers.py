"""The rows above and below a newsletter: what programs put there goes, what a person says stays, and only its own page is its address."""

from __future__ import annotations

import pytest

from vault_inbox.drops import read_drop
from vault_inbox.model import Drop, Note

HEAD = "From: Anna <a@x.example>\nSubject: Hello\nMIME-Version: 1.0\n"
LINK = "https://x.example/u?a=b"


def _note(mail: str) -> Note:
    return read_drop(Drop("x.eml", mail.encode()))


@pytest.mark.parametrize(
    "block",
    [
        f"You asked for it. [**Unsubscribe**]({LINK})",
        f"You are receiving this because you signed up at our shop. [Unsubscribe]({LINK}) | [Privacy Policy]({LINK})",
        f"To unsubscribe, click [here]({LINK}).",
        f"Sie erhalten diesen Newsletter an a@x.example. [Abmelden]({LINK})",
        f"Unsubscribe: <{LINK}>",
        f"[Unsubscribe]({LINK}) | 12 Hive Street, Kiel",
        f"You are receiving this email because\nyou subscribed to our list.\nTo unsubscribe: {LINK}",
        f"If you no longer want to receive these emails, you can [unsubscribe]({LINK}) at any time.",
        f"Want to unsubscribe? [Click here]({LINK})",
        f"Wenn Sie diesen Newsletter nicht mehr erhalten möchten, können Sie ihn [hier]({LINK}) abbestellen.",
        f"--\nUnsubscribe: {LINK}",
        f"Du bekommst diese Nachricht, weil du dich bei uns angemeldet hast. [Abmelden]({LINK}) vom Newsletter",
        f"You're receiving this newsletter because you've signed up for Bee News on our website. [Unsubscribe]({LINK})",
        f"Sie erhalten diesen Newsletter, weil Sie sich auf unserer Webseite registriert haben. [Abmelden]({LINK})",
        f"[Unsubscribe]({LINK}) | 5 Old Mill, Kiel 24103",
        f"You are receiving this email because you opted in via our website. [Unsubscribe]({LINK})",
        f"You're receiving this email because you signed up at bees.example. [Unsubscribe]({LINK})",
        f"You are receiving this email because you subscribed to our newsletter at news.bees.example. [Unsubscribe]({LINK})",
        f"You're receiving this email because you previously opted in to our list. [Unsubscribe]({LINK})",
        f"You are receiving this email because you have subscribed to our free newsletter. [Unsubscribe]({LINK})",
        f"You received this email because you signed up to our weekly digest of links. [Unsubscribe]({LINK})",
        f"You are receiving this email since you subscribed to our blog. [Unsubscribe]({LINK})",
        f"You are receiving this because you are subscribed to this thread. [Unsubscribe]({LINK})",
        f"You received this message because you are subscribed to the Google Groups group. [Unsubscribe]({LINK})",
        f"You received this because you subscribed to posts from Anna. [Unsubscribe]({LINK})",
        f"You're receiving this email because you signed up to receive news from the Bee Society. [Unsubscribe]({LINK})",
        f"Sie erhalten diesen Newsletter, weil Sie sich dafür angemeldet haben. [Abmelden]({LINK}) vom Newsletter",
        f"Sie erhalten diesen Newsletter, weil Sie sich auf www.bienen.example angemeldet haben. [Abmelden]({LINK}) vom Newsletter",
        f"Du bekommst diese E-Mail, weil du dich für unseren kostenlosen Newsletter angemeldet hast. [Abmelden]({LINK}) vom Newsletter",
        f"Sie erhalten diese Mail, weil Sie sich angemeldet haben. [Abmelden]({LINK}) vom Newsletter",
        f"Sie erhalten diese Mail, weil Sie sich angemeldet haben. [Abmelden]({LINK})",
        f"Sie erhalten diesen Newsletter, weil Sie sich angemeldet haben.\n\n[Newsletter abbestellen]({LINK})",
        f"You are receiving this email because you opted in via our website.\n\n[Unsubscribe]({LINK}) | [Privacy policy]({LINK})",
        f"[Newsletter abbestellen]({LINK}) | [Profil bearbeiten]({LINK}) | [Impressum]({LINK})",
        f"[Abmelden]({LINK}) | [Impressum]({LINK})",
        f"Recibes este correo electrónico porque estás suscrito a nuestra lista. [Darse de baja]({LINK}) del boletín",
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
        f"how can I unsubscribe from the newsletter? I tried {LINK} and got an error, please call me on 555-123.",
        "wer sein Kind vom Mittagessen abmelden will, schreibt bis 8 Uhr eine E-Mail an essen@x.example und erhält das Geld zurück.",
        "Das Abonnement der Zeitung kannst du bei abo@x.example abbestellen, Kundennummer 4711.",
        f"We received your payment of 120 EUR for invoice 4711.\nManage your email preferences: {LINK}",
        f"Today: tomato soup 4 euros, pasta 6 euros.\nYou receive this mail daily. [Unsubscribe]({LINK})",
        f"the list of who receives a key hangs at the door.\nTom\n-- \nTo unsubscribe: {LINK}",
        "> how do I unsubscribe from the mailing list? See mailto:list@x.example",
        f"> Unsubscribe: {LINK}",
        f"The web version of the newsletter is at {LINK}, the password is secret5.",
        f"Please unsubscribe from the newsletter: {LINK}",
        f"Can you unsubscribe from this list? {LINK}",
        f"Unsubscribe us from this list: {LINK}",
        f"You are receiving this mail because you signed up for the hike: we start at 6. [Unsubscribe]({LINK})",
        f"You are receiving this mail because the roof fell in. [Unsubscribe]({LINK})",
        f"Unsubscribe {LINK}. Your subscription ends on 5 May, the price is 12 EUR.",
        f"Sign up for the trip by Friday, or opt out, at {LINK} .",
        f"The opt-out law: everybody receives a letter. See {LINK} .",
        f"Abmelden: {LINK}",
        f"[change my subscription]({LINK})",
        f"[Unsubscribe]({LINK}) | Party on Friday",
        f"[Read the full story online]({LINK})",
        f"[Open the document online]({LINK})",
        f"[View your order online]({LINK})",
        f"Open Budget Plan in your browser: {LINK}",
        f"You're receiving this because you signed up for the workshop, bring your own tools. [Unsubscribe]({LINK})",
        f"You are receiving this email because you registered for the parents' evening, it has moved to Room B. [Unsubscribe]({LINK})",
        f"This email was sent to everybody who signed up for the trip, the bus leaves from the old mill instead. [Unsubscribe]({LINK})",
        f"This email was sent to everybody who signed up for the trip and the bus leaves from the old mill instead. [Unsubscribe]({LINK})",
        f"You are receiving this email because you signed up for the walk (bring boots). [Unsubscribe]({LINK})",
        f"Du bekommst diese Nachricht, weil du dich zum Grillen angemeldet hast, bring bitte Salat mit. [Abmelden]({LINK}) vom Newsletter",
        f"[Unsubscribe]({LINK}) | Room 12, bring cake",
        f"[Unsubscribe]({LINK}) | dinner at 8, Eva's home",
        f"[Unsubscribe]({LINK}) | 12 Hive Street, bring cake",
        f"[Unsubscribe]({LINK}) | 12 Chairs From Home, Please",
        f"[Unsubscribe]({LINK}) · 3 Eggs Two Lemons, Sugar",
        f"You received this newsletter by mistake because I signed up with your mail. [Unsubscribe]({LINK})",
        f"This message was sent to everybody on the mailing list by Eva who is ill today. [Unsubscribe]({LINK})",
        f"You are getting this because I signed up for you. [Unsubscribe]({LINK})",
        f"You are receiving this mail because you signed up for the walk. [Unsubscribe]({LINK})",
        f"You are receiving this mail because you signed up at bees.example for the walk. [Unsubscribe]({LINK})",
        f"You are receiving this mail because you signed up at bees.example, we meet at 6. [Unsubscribe]({LINK})",
        f"You are receiving this mail because you opted in and the roof fell in. [Unsubscribe]({LINK})",
        f"You are receiving this mail since you signed up for free beer. [Unsubscribe]({LINK})",
        f"You are receiving this mail because I opted in for you. [Unsubscribe]({LINK})",
        f"Sie erhalten diese Nachricht, weil Sie für den Elternabend Dienstag Aula angemeldet sind. [Newsletter abbestellen]({LINK})",
        f"Sie erhalten diese E-Mail, weil Sie am Dienstag Abend angemeldet sind. [Newsletter abbestellen]({LINK})",
        f"Sie erhalten diese E-Mail, weil Sie bei Hort Sonne Aula Dienstag registriert sind. [Newsletter abbestellen]({LINK})",
        f"You received this because you previously registered at St Anna Hospital Ward Five. [Unsubscribe]({LINK})",
        f"You received this message because you are subscribed to the group Password Is Secret. [Unsubscribe]({LINK})",
        f"Sie erhalten diese Mail, weil der Kurs ausfällt.\n\n[Bilder vom Kurs]({LINK})",
        "You are receiving this email because you signed up on our website.",
        f"You are receiving this email because you signed up on our website.\n\n[The hive is open]({LINK})",
        f"[Abmelden]({LINK}) | [Profil]({LINK})",
        f"[Mein Profil bearbeiten]({LINK})",
        f"Du bekommst diese Nachricht, weil du dich dafür angemeldet hast und der Kurs ausfällt. [Abmelden]({LINK}) vom Newsletter",
    ],
)
def test_what_a_person_says_beside_a_link_stays(block: str) -> None:
    assert _note(f"{HEAD}\nHi.\n\n{block}\n").content == f"Hi.\n\n{block}"


@pytest.mark.parametrize(
    "line",
    [
        f"View this email in your browser: {LINK}",
        f"[View in browser]({LINK})",
        f"Web version: {LINK}",
        f"The web version: {LINK}",
        "Online version: https://x.example/draft",
        "Read the issue online: https://x.example/issues/5",
        f"View this post on the web at {LINK}",
    ],
)
def test_the_address_of_a_page_stays_in_a_mail_of_plain_text(line: str) -> None:
    assert _note(f"{HEAD}\nThe bees are back.\n\n{line}\n").content == f"The bees are back.\n\n{line}"


def test_an_address_beside_that_of_the_mail_stays() -> None:
    page = f'<p>Words.</p><p><a href="{LINK}1">View in browser</a></p><p>Online version: https://x.example/draft</p>'
    note = _note(f"{HEAD}Content-Type: text/html\n\n{page}")
    assert (note.url, note.content) == (f"{LINK}1", "Words.\n\nOnline version: https://x.example/draft")


def _page_url(*links: tuple[str, str]) -> tuple[str, str]:
    page = "".join(f'<p>Some words.</p><p><a class="a" href="{LINK}{at}">{words}</a></p>' for words, at in links)
    note = _note(f"{HEAD}Content-Type: text/html\n\n{page}")
    return note.url.removeprefix(LINK), note.content


@pytest.mark.parametrize(
    "words",
    [
        "View in browser",
        "View <b>Bee News</b> in your browser",
        "View this newsletter online",
        "Trouble viewing this email? Web version",
        "Read Online",
        "Online lesen",
    ],
)
def test_the_link_to_see_a_mail_in_a_browser_is_its_address(words: str) -> None:
    assert _page_url(("A story", "s"), (words, "1"), (words, "1"))[0] == "1"


@pytest.mark.parametrize(
    "row",
    [
        f'<a href="{LINK}">View in browser</a>',
        f'<a href="{LINK}">View this letter in your browser</a>',
        f'<a href="{LINK}">View this post on the web</a>',
        f'<a href="{LINK}">Im Browser ansehen</a>',
        f'Trouble viewing this email? <a href="{LINK}">View it in your browser</a>',
        f'<a href="{LINK}">Web version</a> | <a href="{LINK}2">Unsubscribe</a>',
    ],
)
def test_words_around_that_link_go_with_it(row: str) -> None:
    note = _note(f"{HEAD}Content-Type: text/html\n\n<p>The bees are back.</p><p>{row}</p>")
    assert (note.url, note.content) == (LINK, "The bees are back.")


@pytest.mark.parametrize(
    "words",
    [
        "Read the full story online",
        "Read the article online",
        "View your order online",
        "See your statement online",
        "Open the document online",
        "Open the document in your browser",
        "Read about our new web version",
    ],
)
def test_a_link_to_another_page_is_not(words: str) -> None:
    url, content = _page_url((words, "1"))
    assert (url, content) == ("", f"Some words.\n\n[{words}]({LINK}1)")


def test_a_row_of_ways_out_and_a_view_online_goes_whole() -> None:
    row = " | ".join(
        f'<a href="{LINK}{at}">{words}</a>' for words, at in [("Unsubscribe", 1), ("Manage preferences", 2), ("View online", 3)]
    )
    note = _note(f"{HEAD}Content-Type: text/html\n\n<p>Some words.</p><p>{row}</p>")
    assert (note.content, note.url) == ("Some words.", f"{LINK}3")


def test_of_several_such_links_none_is_the_mails_own_and_all_stay() -> None:
    url, content = _page_url(("View in browser", "1"), ("View in browser", "2"))
    assert (url, content.count("[View in browser]")) == ("", 2)


PASSED_ON = "Content-Type: multipart/mixed; boundary=b"
NEWSLETTER = f'<p><a href="{LINK}">View in browser</a></p><p>The bees are back.</p>'


@pytest.mark.parametrize(
    "mail",
    [
        f"Content-Type: text/html\n\n<p>Yes.</p><blockquote type=cite>{NEWSLETTER}</blockquote>",
        f"Content-Type: text/html\n\n<p>Yes.</p><blockquote>Hm.<blockquote>No.</blockquote>{NEWSLETTER}</blockquote>",
        f"In-Reply-To: <1@x.example>\nContent-Type: text/html\n\n<p>Yes.</p>{NEWSLETTER}",
        f"References: <1@x.example>\nContent-Type: text/html\n\n<p>Yes.</p>{NEWSLETTER}",
        f"{PASSED_ON}\n\n--b\n\nYes.\n--b\nContent-Type: message/rfc822\n\nSubject: A\nContent-Type: text/html\n\n{NEWSLETTER}\n--b--\n",
    ],
)
def test_the_page_of_a_mail_that_is_quoted_is_not_that_of_the_answer(mail: str) -> None:
    note = _note(HEAD + mail)
    assert note.url == ""
    assert note.content.startswith("Yes.")
    assert f"[View in browser]({LINK})" in note.content


def test_above_a_way_out_only_the_words_of_programs_go() -> None:
    said = "You are receiving this email because the roof fell in."
    assert _note(f"{HEAD}\nHi.\n\n{said}\n\n[Unsubscribe]({LINK})\n").content == f"Hi.\n\n{said}"
    said = "You are receiving this email because you signed up on our website."
    assert _note(f"{HEAD}\nHi.\n\n{said}\n\n\n\nBye.\n").content == f"Hi.\n\n{said}\n\nBye."
    quoted = "> You are receiving this email because you signed up."
    assert _note(f"{HEAD}\nHi.\n\n{quoted}\n\n[Unsubscribe]({LINK})\n").content == f"Hi.\n\n{quoted}"


def test_a_newsletter_may_quote_somebody() -> None:
    note = _note(f"{HEAD}Content-Type: text/html\n\n<blockquote>So it is.</blockquote>{NEWSLETTER}")
    assert (note.url, note.content) == (LINK, "> So it is.\n\nThe bees are back.")


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "mark",
    [
        '<a href="https://x"><img ',
        "<a href=https:><table><td>",
        'href="https://x" ',
        "<a ",
        '<a href="https://x">',
        "<img alt=\"<img alt='",
        '<a x><img alt="<"',
    ],
)
def test_links_that_do_not_end_take_no_time(mark: str) -> None:
    assert _note(f"{HEAD}Content-Type: text/html\n\n<p>Words</p><a {mark * (600_000 // len(mark))}").title == "Hello"


def test_a_mail_of_nothing_but_such_a_link_is_a_reminder() -> None:
    assert _note(f"{HEAD}\nUnsubscribe: {LINK}\n").content == f"Unsubscribe: {LINK}"
