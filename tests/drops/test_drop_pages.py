"""Saved web pages, e-mails and the HTML that feeds write."""

from __future__ import annotations

import inspect
import sys
from datetime import date, datetime
from email.message import EmailMessage

import pytest

from vault_inbox.drops import read_drop, split_drop
from vault_inbox.drops.forms.html import page_url
from vault_inbox.errors import DropError
from vault_inbox.model import Drop, Reference

MTIME = datetime(2025, 9, 18, 12, 0)
PARAGRAPHS = "".join(
    f"<p>In the {part} of the valley the bees came back this spring, and the people who keep them were glad to see so many of them fly.</p>"
    for part in ("north", "south", "east", "west", "middle", "rest")
)
ARTICLE = f"""<!DOCTYPE html><html lang="en"><!--
 Page saved with SingleFile
 url: https://example.org/2025/bees?utm_source=x
 saved date: Thu Sep 18 2025
--><head><meta charset="utf-8"><title>The bees are back | Bee News</title><meta property="og:title" content="The bees are back">
<meta property="og:site_name" content="Bee News"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2025-09-09T10:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>The bees are back</h1>{PARAGRAPHS}
<img src="data:image/png;base64,PICTURE"></article></body></html>"""


SAVED = "<!-- saved from url=(0025)https://example.org/bees -->"
WITH_FILES = """
<p>Here is <img src="./The bees_files/hive.jpg" alt="A hive"> and <a href="The%20bees_files/all (1).jpg">all of them</a>.</p>
<figure><img srcset="./The bees_files/two.jpg 2x" src="./The bees_files/one.jpg" alt="Two hives"></figure>
<p>The folder "./The bees_files/" is said.</p><p><img src="./The bees_files/none.jpg"></p>
<p>Here <img src="https://cdn.example/far.jpg" alt="far"> and <img src="pictures/near.jpg" alt="near">.</p>
<iframe src="./The bees_files/saved_resource.html"></iframe>"""


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("The bees.html", SAVED),
        ("The bees.html", '<link rel="canonical" href="https://example.org/bees">'),
        ("Bees again.html", SAVED),
        ("20250918_114949_clip_The_bees.html", '<link rel="canonical" href="https://example.org/bees">'),
    ],
    ids=["Chrome", "Firefox", "renamed", "stamped"],
)
def test_what_a_browser_put_beside_a_saved_page_has_no_address_and_its_words_stay(name, head):
    page = ARTICLE[: ARTICLE.index("<!--")] + head + ARTICLE[ARTICLE.index("<head>") :].replace("</article>", WITH_FILES + "</article>")
    content = read_drop(Drop(name, page.encode(), captured=MTIME)).content
    assert "Here is A hive and all of them." in content
    assert "\n\nTwo hives\n\nThe folder" in content
    assert content.count("_files") == 1
    assert 'The folder "./The bees_files/" is said.' in content
    assert "](https://cdn.example/far.jpg)" in content
    assert "](https://example.org/pictures/near.jpg)" in content
    assert "invalid" not in content


def test_a_folder_of_the_sites_own_that_is_called_so_keeps_its_address():
    picture = '<p>Here is <img src="press_files/hive.jpg" alt="A hive">.</p></article>'
    page = ARTICLE.replace("</article>", picture)
    content = read_drop(Drop("The bees.html", page.encode(), captured=MTIME)).content
    assert "![A hive](https://example.org/2025/press_files/hive.jpg)" in content


@pytest.mark.parametrize(
    ("charset", "written", "text"),
    [
        ("windows-874", "cp874", "สภาลงมติปิดสะพานเก่าเป็นเวลาสองปี"),
        ("x-sjis", "cp932", "明日の午後三時に来てください①"),
        ("iso-8859-8-i", "iso8859_8", "המועצה החליטה לסגור את הגשר"),
        ("big5", "cp950", "會議，參加€，不要遲到"),
    ],
)
def test_a_saved_page_is_read_as_its_charset_is_meant(charset: str, written: str, text: str) -> None:
    page = f"<html><head><meta charset={charset}><title>{text}</title></head><body><h1>{text}</h1><p>{text}, {text}.</p></body></html>"
    note = read_drop(Drop("x.html", page.encode(written), MTIME))
    assert note.title == text
    assert f"{text}, {text}" in note.content


def test_a_bad_byte_spoils_no_saved_page() -> None:
    text = "Grüße aus München, schöne Straße über Köln."
    page = f"<html><head><title>Grüße</title></head><body><p>{text} {text}</p></body></html>".encode().replace(b"</p>", b" \x93\xc3</p>")
    note = read_drop(Drop("x.html", page, MTIME))
    assert note.title == "Grüße"
    assert note.content.startswith(f"{text} {text} “")


def test_a_saved_page_holds_its_article() -> None:
    drop = Drop("The bees are back (9_18_2025 11_49).html", ARTICLE.encode(), MTIME)
    note = read_drop(drop)
    assert (note.title, note.source, note.url) == ("The bees are back", "clip", "https://example.org/2025/bees")
    assert (note.author, note.site, str(note.published)[:10]) == ("Jane Doe", "Bee News", "2025-09-09")
    assert note.content.startswith("In the north of the valley")
    assert "Home" not in note.content
    assert note.references == (Reference("https://example.org/2025/bees", "mention"),)
    assert (note.words, split_drop(drop)) == (False, (drop,))


def test_pictures_in_a_saved_page_do_not_count_as_size() -> None:
    note = read_drop(Drop("x.htm", ARTICLE.replace("PICTURE", "A" * 6_000_000).encode(), MTIME))
    assert note.title == "The bees are back"
    with pytest.raises(DropError, match="too large"):
        read_drop(Drop("x.htm", ARTICLE.replace("PICTURE", "*" * 6_000_000).encode(), MTIME))


WALL = """<html><head><title>Before you continue</title>{head}</head><body><h1>Before you continue</h1><p>We and our 812 partners store and
access cookies on your device. Accept all to agree, or manage your choices.</p>
<button>Accept all</button><button>Reject all</button></body></html>"""


def test_a_saved_consent_wall_is_no_content() -> None:
    address = "https://example.org/2025/bees"
    named = WALL.replace("{head}", f"<link rel=canonical href={address}>").encode()
    note = read_drop(Drop("20250918_114949_clip_Bees.html", named, MTIME))
    assert (note.title, note.content, note.references) == ("Bees", "", (Reference(address),))
    with pytest.raises(DropError, match="asks for consent"):
        read_drop(Drop("Bees.html", WALL.replace("{head}", "").encode(), MTIME))


def test_a_page_without_article_keeps_its_text() -> None:
    note = read_drop(Drop("20250918_114949_phone_Shopping.html", b"<ul><li>milk</li><li>eggs</li></ul>", MTIME))
    assert (note.title, note.source, note.url, note.references) == ("Shopping", "phone", "", ())
    assert "milk" in note.content
    assert "eggs" in note.content


@pytest.mark.parametrize("data", [b"", b"<html><body></body></html>"])
def test_a_page_with_nothing_in_it(data: bytes) -> None:
    with pytest.raises(DropError, match=r"empty|no text"):
        read_drop(Drop("x.html", data))


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<!-- saved from url=(0031)https://example.org/saved/page -->", "https://example.org/saved/page"),
        (
            "<!-- saved from url=(0021)https://example.org/a -->\n<!--\n Page saved with SingleFile\n url: https://bank.example/ \n-->",
            "https://example.org/a",
        ),
        (
            "<!--\n Page saved with SingleFile\n url: https://example.org/a \n-->\n<!-- saved from url=(0021)https://bank.example/ -->",
            "https://example.org/a",
        ),
        (
            "<!-- saved from url=(0014)about:internet -->\n<!--\n Page saved with SingleFile\n url: https://example.org/a \n-->",
            "https://example.org/a",
        ),
        ("<meta data-a:b=c  property = 'og:url'\ncontent= https://example.org/o>", "https://example.org/o"),
        ('<link href="https://example.org/c" rel="canonical"><base href="https://example.org/b">', "https://example.org/c"),
        ("<meta property='og:url' content='https://example.org/o?a=1&amp;b=2'>", "https://example.org/o?a=1&b=2"),
        ('<base href="https://example.org/b/">', "https://example.org/b/"),
        ('<link rel="canonical" href="/relative">', ""),
        ("<p>text</p>", ""),
    ],
)
def test_where_a_saved_page_names_its_address(head: str, url: str) -> None:
    assert page_url(f"<html>{head}") == url


def _mail(html: str = "", plain: str = "", **headers: str) -> bytes:
    message = EmailMessage()
    fields = {"Subject": "Re: Fwd: The bees  are back", "From": "Bee News <news@example.org>", "Date": "Tue, 09 Sep 2025 23:13:53 -0700"}
    for name, value in (fields | headers).items():
        message[name] = value
    if plain or not html:
        message.set_content(plain)
    if html:
        (message.add_alternative if plain else message.set_content)(html, subtype="html")
    return message.as_bytes()


NEWSLETTER = f"""<html><body><p><a href="https://news.example.org/42?utm_medium=email"><b>View in browser</b></a></p>
<h1>The bees are back</h1>{PARAGRAPHS}<p>Read <a href="https://example.org/more">more about bees</a>.</p>
<img src="https://track.example.org/p.gif" width="1" height="1" alt="pixel">
<p>You asked for it. <a href="https://example.org/u">Unsubscribe</a></p>
</body></html>"""


def test_a_newsletter() -> None:
    note = read_drop(Drop("mail.eml", _mail(NEWSLETTER, "Plain text"), MTIME))
    assert (note.title, note.source, note.author, note.sender) == ("The bees are back", "email", "Bee News", "Bee News")
    assert (note.published, note.created, note.url) == (date(2025, 9, 9), MTIME, "https://news.example.org/42")
    assert "In the north" in note.content
    assert "[more about bees](https://example.org/more)" in note.content
    assert not [word for word in ("browser", "track.example", "nsubscribe", "Plain text") if word in note.content]
    assert not note.content.startswith(("#", "The bees are back"))
    assert {reference.role for reference in note.references} == {"mention"}
    assert not note.words


def test_a_plain_mail() -> None:
    note = read_drop(
        Drop("20250918_114949_email.eml", _mail(plain="Hello,\n\nthe bees: https://example.org/\n", From="jane@example.org"), MTIME)
    )
    assert (note.content, note.sender, note.url) == ("Hello,\n\nthe bees: https://example.org/", "jane@example.org", "")
    assert note.created == datetime(2025, 9, 18, 11, 49, 49)


@pytest.mark.parametrize(
    "data",
    [
        b"Subject: =?utf-8?q?B=C3=A4ume?=\nContent-Type: text/plain; charset=nonsense\n\ntext\n",
        b"Subject: =?utf-8?q?B=C3=A4ume?=\nFrom: =?utf-8?q?broken\nDate: never\nContent-Type: text/plain; charset=x\n\nt\xe4xt\n",
        b"Subject: =?utf-8?q?B=C3=A4ume?=\nContent-Type: multipart/mixed\n\ntext\n",
    ],
)
def test_broken_mails_are_read_as_far_as_they_go(data: bytes) -> None:
    assert read_drop(Drop("x.eml", data)).title == "Bäume"


@pytest.mark.parametrize(("data", "reason"), [(b"", "empty"), (b"\n\n", "empty"), (b"X-Nothing: 1\n\n", "no text")])
def test_a_mail_with_nothing_in_it(data: bytes, reason: str) -> None:
    with pytest.raises(DropError, match=reason):
        read_drop(Drop("x.eml", data))


def test_an_email_that_only_passes_another_on_holds_the_text_of_that() -> None:
    outer, inner = EmailMessage(), EmailMessage()
    inner.set_content("The bees are back.")
    outer["Subject"], outer["From"] = "Fwd: Bees", "jane@example.org"
    outer.make_mixed()
    outer.attach(_passed_on(inner))
    note = read_drop(Drop("x.eml", outer.as_bytes(), MTIME))
    assert (note.title, note.content) == ("Bees", "The bees are back.")


def test_an_email_beside_which_others_stand_holds_all_of_them() -> None:
    outer, inner = EmailMessage(), EmailMessage()
    inner["Subject"], inner["From"], inner["Date"] = "Trip", "Carl <c@example.org>", "Sun, 15 Nov 2025 10:00:00 +0100"
    inner.set_content("<p>By <b>train</b>.</p>", subtype="html")
    outer["Subject"], outer["From"] = "Fwd: Trip", "jane@example.org"
    outer.set_content("My own words, as a<b.")
    outer.add_attachment(inner)
    note = read_drop(Drop("x.eml", outer.as_bytes(), MTIME))
    assert note.content == "My own words, as a\\<b.\n\nTrip (Carl, 2025-11-15)\n\nBy **train**."


PNG = b"\x89PNG"


def _mixed(*texts: str, between: bool = True) -> EmailMessage:
    """Texts one after the other, with a photo between them as Apple's mail app sends it."""
    mail = EmailMessage()
    mail["Subject"] = "Bees"
    mail["Content-Type"] = "multipart/mixed"
    for number, text in enumerate(texts):
        if number and between:
            photo = EmailMessage()
            photo.set_content(PNG, maintype="image", subtype="png", filename="photo.png", disposition="inline")
            mail.attach(photo)
        part = EmailMessage()
        part.set_content(text, subtype="html" if text.startswith("<") else "plain")
        mail.attach(part)
    return mail


def _alternatives() -> EmailMessage:
    """A plain text, and a page in two parts with a photo between them, as Apple's mail app sends it."""
    mail = EmailMessage()
    mail["Subject"] = "Bees"
    mail.set_content("The first. The last.")
    mail.make_alternative()
    mail.attach(_mixed("<p>The first.</p>", "<p>The <b>last</b>.</p>"))
    return mail


@pytest.mark.parametrize(
    ("mail", "content"),
    [
        (_alternatives(), "The first.\n\nThe **last**."),
        (_mixed("The first.", "The last."), "The first.\n\nThe last."),
        (_mixed("The first, as a<b.", "<p>The <b>last</b>.</p>"), "The first, as a\\<b.\n\nThe **last**."),
        (_mixed("<p>The first.</p>", "<p>The last.</p>"), "The first.\n\nThe last."),
        (_mixed("<p>The <b>bees</b>.</p>"), "The **bees**."),
        (_mixed("Grüße, the bees.", "<p>Gr&uuml;&szlig;e, the <b>bees</b>.</p>", between=False), "Grüße, the **bees**."),
        (_mixed("The bees", "<p class='The bees'>Of the valley: The bees.</p>"), "The bees\n\nOf the valley: The bees."),
        (_mixed("", "The bees."), "The bees."),
        (_mixed("", ""), ""),
    ],
)
def test_every_text_of_an_email_stands_in_its_note_and_a_plain_twin_of_the_page_once(mail: EmailMessage, content: str) -> None:
    assert read_drop(Drop("x.eml", mail.as_bytes(), MTIME)).content == content


def _attached(*names: str) -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = "Bees"
    mail.set_content("The bees are back.")
    for name in names:
        mail.add_attachment(PNG, maintype="image", subtype="png", filename=name)
    return mail


def _newsletter(*, inline: bool) -> EmailMessage:
    """A page with its logo, and a photo beside it as Apple's mail app sends one: inline, but no part of the page."""
    mail = EmailMessage()
    mail.set_content("The bees are back.")
    mail.add_alternative("<p>The bees are back. <img src='cid:x'></p>", subtype="html")
    html = mail.get_payload()[1]
    html.add_related(PNG, maintype="image", subtype="png", cid="<x>", filename="logo.png", disposition="inline")
    if inline:
        mail.make_mixed()
        photo = EmailMessage()
        photo.set_content(PNG, maintype="image", subtype="png", filename="photo.png", disposition="inline")
        mail.attach(photo)
    return mail


def _signed() -> EmailMessage:
    mail = _attached()
    mail.add_attachment(b"x", maintype="application", subtype="pgp-signature", filename="signature.asc")
    return mail


def _forwarded() -> EmailMessage:
    mail = _attached()
    mail.add_attachment(_attached("inner.png"))
    return mail


@pytest.mark.parametrize(
    ("mail", "told"),
    [
        (_attached(), ()),
        (_attached("photo.jpg"), ("1 attachment (photo.jpg) stays in the original alone",)),
        (_attached("1", "2", "3", "4", "5"), ("5 attachments (1, 2, 3 and 2 more) stay in the original alone",)),
        (_attached(""), ("1 attachment (without a name) stays in the original alone",)),
        (_attached("Grüße\x1b[31m " + "x" * 90), (f"1 attachment (Grüße [31m {'x' * 68}…) stays in the original alone",)),
        (_newsletter(inline=False), ()),
        (_newsletter(inline=True), ("1 attachment (photo.png) stays in the original alone",)),
        (_signed(), ()),
        (_forwarded(), ("1 attachment (inner.png) stays in the original alone",)),
    ],
)
def test_the_files_of_an_email_are_told_as_they_stay_in_the_original(mail: EmailMessage, told: tuple[str, ...]) -> None:
    note = read_drop(Drop("x.eml", mail.as_bytes(), MTIME))
    assert note.warnings == told
    assert "The bees are back." in note.content


@pytest.mark.timeout(20)
@pytest.mark.parametrize("header", ["Content-Disposition", "Content-Type"])
@pytest.mark.parametrize("value", ["attachment; filename*0*=" + "=?a?" * 90_000, "attachment; filename*=x'y", "attachment; " + "a;" * 3000])
def test_a_broken_name_of_a_file_costs_little_and_no_text(header: str, value: str) -> None:
    mail = (
        f'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\nText\n--b\nContent-Disposition: attachment\n{header}: {value}\n\nx\n--b--\n'
    )
    note = read_drop(Drop("x.eml", mail.encode(), MTIME))
    assert note.content == "Text"
    assert len(note.warnings) == 1


@pytest.mark.timeout(20)
def test_a_header_of_very_many_encoded_words_costs_little() -> None:
    for name in ("Subject", "From", "Date"):
        mail = b"From: a@example.org\nSubject: Bees\n".replace(
            f"{name}: ".encode(), f"{name}: ".encode() + b"=?utf-8?q?x=C3=A4?= " * 50_000
        )
        assert read_drop(Drop("x.eml", mail + b"\nText\n", MTIME)).content == "Text"


def _passed_on(inner: EmailMessage) -> EmailMessage:
    part = EmailMessage()
    part.set_content(inner)
    return part


def test_an_email_of_parts_in_parts_is_refused() -> None:
    parts = "".join(f"Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n" for depth in range(300))
    mail = f"From: a@example.org\nSubject: Bees\n{parts}\nwords\n".encode()
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 200)  # at the usual one it takes a second
    try:
        with pytest.raises(DropError, match="nested too deep"):
            read_drop(Drop("x.eml", mail, MTIME))
    finally:
        sys.setrecursionlimit(limit)


@pytest.mark.parametrize(
    "body",
    [
        '<p>The <b>bees</b> &amp; the <a href="https://example.org/hive">hive</a>.</p><p>Two.</p>',
        "&lt;p&gt;The &lt;b&gt;bees&lt;/b&gt; &amp;amp; the &lt;a href=&quot;https://example.org/hive&quot;&gt;hive&lt;/a&gt;.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;",
        'The <b>bees</b> &amp; the <a href="https://example.org/hive">hive</a>.\n\nTwo.',
    ],
)
def test_html_in_a_feed_becomes_markdown(body: str) -> None:
    header = "RSS Feed: Bees\nLink: https://example.org/1\n\n"
    note = read_drop(Drop("20250918_114949_rss_Bees.txt", (header + body).encode()))
    assert note.content == "The **bees** & the [hive](https://example.org/hive).\n\nTwo."
    assert note.references == (Reference("https://example.org/1"), Reference("https://example.org/hive", "mention"))
