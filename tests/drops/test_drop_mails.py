"""Saved e-mails: each of their texts stands in the note, or a warning names the file that stays in the original."""

from __future__ import annotations

import re
from base64 import encodebytes

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


def test_a_picture_that_leads_on_shows_the_site_and_no_address_that_counts_clicks() -> None:
    address = "https://www.bees.example/ls/click?upn=" + "u001.Ab" * 40
    note = _note(f'{HEAD}Content-Type: text/html\n\n<p>Hi.</p><a href="{address}"><img src="https://x.example/a.jpg"></a>')
    assert note.content == f"Hi.\n\n![](https://x.example/a.jpg)[bees.example]({address})"


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


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><p>One</p></body></html><p>Two</p>",
        "<html><body><p>One</p></body></html>\n<html><head><title>x</title></head><body><p>Two</p></body></html>",
        "<!DOCTYPE html><html><body><p>One</p></body></html><!DOCTYPE html><html><body><p>Two</p></body></html>",
        "<HTML><BODY><p>One</p></BODY></HTML>\n<p>Two</p>",
        '<p title="</html>">One</p><!-- </html> --><p>Two</p>',
        '<html><body><script>"</html>"</script><p>One</p></body></html><p>Two</p>',
        "<html><body><p>One</p></body></Html><p>Two</p>",
        "<html><body><p title=it's>One</p></body></html><p>Two</p>",
        '<html><body><img alt=5" src=x><p>One</p></body></html><p>Two</p>',
        '<html><body><p "quoted>One</p></body></html><p>Two</p>',
        "<html><body><p title = '</html>'>One</p></body></html><p>Two</p>",
        '<html><body><a href=x?a=">One</a></body></html><p>Two</p>',
    ],
)
def test_text_below_the_end_of_a_page_is_read(page: str) -> None:
    assert _note(f"{HEAD}Content-Type: text/html\n\n{page}").content == "One\n\nTwo"


PICTURE = '<p>Hello <img src="https://x.example/a.png" {} alt="Party on 5 July"></p>'


@pytest.mark.parametrize(
    ("looks", "stays"),
    [
        ('width="600" style="border-width:0px;"', True),
        ('style="max-height:1px"', True),
        ('style="width:300px;line-height:1;"', True),
        ('width="600" data-width="1"', True),
        ('width="1" height="1"', False),
        ("height=0", False),
        ('style="display:block;width:1px;height:1px"', False),
    ],
)
def test_a_picture_with_a_thin_border_is_no_mark_of_a_tracker(looks: str, stays: bool) -> None:
    assert ("Party on 5 July" in _note(f"{HEAD}Content-Type: text/html\n\n{PICTURE.format(looks)}").content) is stays


@pytest.mark.parametrize("written", ["base64 ", "base64\t", "base64;", '"base64"', "BASE64 (as text)"])
def test_a_text_is_unpacked_however_its_header_is_written(written: str) -> None:
    text = encodebytes("Grüße aus Köln.".encode()).decode()
    assert _note(f"{HEAD}Content-Transfer-Encoding: {written}\n\n{text}").content == "Grüße aus Köln."
    packed = f"{HEAD}Content-Transfer-Encoding: {written}\n\nGr=C3=BC=C3=9Fe"
    assert _note(re.sub("base64", "quoted printable", packed, flags=re.IGNORECASE)).content == "Grüße"
    assert _note(re.sub("base64", "quoted-printable", packed, flags=re.IGNORECASE)).content == "Grüße"


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ('<a href="{}"><img src="https://x.example/a.jpg" alt="Sale on Sunday &gt; 8"></a>', "[Sale on Sunday > 8]({})"),
        ("<a class=b href='{}'>\n <span><IMG ALT=Sale SRC=a.jpg></span>&nbsp;</a>", "[Sale]({})"),
        ('<a href="{}"><img src="a.jpg" alt="Honey"> <img src="b.jpg" alt="Bread"></a>', "[Honey Bread]({})"),
        ('<a href="{}"><table><tr><td bgcolor=red>Confirm your place</td></tr></table></a>', "[Confirm your place]({})"),
        ('<a href="{}"><table><tr><td><img src="a.jpg" alt="Sale"></td></tr></table></a>', "[Sale]({})"),
        ('So: <a href="{0}"><table><tr><td><h2>Bees</h2><p>are here</table></a>', "So:\n\n### [Bees]({0})\n\n[are here]({0})"),
        ('<a href="{0}"><table><tr><td>Bees<td>are here</table></a><p>Bye</p>', "[Bees are here]({0})\n\nBye"),
        ('<a href="{}"><img src="https://x.example/a.jpg" alt="Bees"> Read on</a>', "![Bees](https://x.example/a.jpg)[Read on]({})"),
        ('<a href="{}"><img src="https://x.example/a.jpg" alt="Sale > 8" width="300"></a>', "[Sale > 8]({})"),
        ("<a href='{}'><img alt='A -> B' src=https://x.example/a.jpg></a>", "[A -> B]({})"),
        (
            '<a href="{}"><img src="https://x.example/a.jpg" alt=Tom\'s> Read on</a> it\'s',
            "![Tom's](https://x.example/a.jpg)[Read on]({}) it's",
        ),
        ('<a href="{}"><span style="display:none">unseen</span><img src="https://x.example/a.jpg" alt="Sale"></a>', "[Sale]({})"),
        ('<a href="{0}"><img src="https://x.example/a.jpg"></a>', "![](https://x.example/a.jpg)[x.example]({0})"),
        ('<a href="{0}"><img src="https://x.example/a.jpg" alt="" width=600></a>', "![](https://x.example/a.jpg)[x.example]({0})"),
        ('<a href="{}"><img src="https://x.example/a.jpg" alt="We <3 you"></a>', "[We <3 you]({})"),
        ("<a href='{}'><img alt='a < b' src=https://x.example/a.jpg></a>", "[a < b]({})"),
        (
            '<a href="{}"><img src="https://x.example/a.jpg" alt="Sale"><img src="https://x.example/b.jpg" alt=""></a>',
            "![](https://x.example/b.jpg)[Sale]({})",
        ),
        ('<a href="{}"><img src="https://x.example/i.png" width="24" alt=""></a>', ""),
        ('<a href="#top"><img src="https://x.example/a.jpg" alt="Bees"></a>', "![Bees](https://x.example/a.jpg)"),
        ('<a href="{}"><img src="https://x.example/i.png" width="24" alt="Facebook"></a>', ""),
        ('<a href="{}"><img src="https://x.example/a.jpg" style="display:none" alt="Sale"></a>', ""),
    ],
)
def test_a_button_leads_where_its_link_does(link: str, shown: str) -> None:
    note = _note(f"{HEAD}Content-Type: text/html\n\n<p>Hi.</p><div>{link.format('https://x.example/sale')}</div>")
    assert note.content == f"Hi.\n\n{shown.format('https://x.example/sale')}".strip()


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ('filename="=?shift_jis?B?h0CJ7y5wZGY=?="', "①会.pdf"),
        ("filename*=shift_jis''%87%40%89%EF.pdf", "①会.pdf"),
        ("filename*0*=x-sjis''%87%40;\n filename*1*=%89%EF;\n filename*2=.pdf", "①会.pdf"),
        ('filename="=?iso-8859-1?Q?Gr=FC=DFe=96.pdf?="', "Grüße–.pdf"),
        ('filename="Привет; 5.pdf"', "Привет; 5.pdf"),
        ("filename=\"=?x-sjis?B?gQ==?=\"; filename*=windows-874''%CA%C7.pdf", "สว.pdf"),
        ('filename="my \\"plan\\".pdf"', 'my "plan".pdf'),
        ("filename==?utf-8?B?5bm05oqlLnBkZg==?=", "年报.pdf"),
        ("filename=Invoice May 2026.pdf", "Invoice May 2026.pdf"),
        ("filename=Отчёт за год.pdf", "Отчёт за год.pdf"),
        ("filename=Plan(1).pdf; size=5", "Plan(1).pdf"),
        ("filename=Plan.pdf size=5", "Plan.pdf"),
        ("filename=Plan.pdf (the new one)", "Plan.pdf"),
        ("filename=Plan.pdf (see page.2)", "Plan.pdf"),
        ("filename=Report (1).pdf; size=5", "Report (1).pdf"),
        ("filename=Report_(final).pdf", "Report_(final).pdf"),
    ],
)
def test_a_file_is_told_by_its_name_whatever_charset_that_is_in(named: str, told: str) -> None:
    file = _part("x", PDF, f"Content-Disposition: attachment; {named}")
    mail = HEAD + _parts("mixed", _part("Привет", "text/plain; charset=windows-1251"), file)
    assert _note(mail.encode("cp1251")).warnings == _stay(told)


@pytest.mark.parametrize("form", ['filename="{}"', "filename={}"])
def test_the_name_of_a_file_may_be_in_bare_jis(form: str) -> None:
    name = form.format("会議資料.pdf").encode("iso2022_jp").decode("ascii")
    mail = HEAD + _parts("mixed", _part("Words", "text/plain"), _part("x", PDF, f"Content-Disposition: attachment; {name}"))
    assert _note(mail).warnings == _stay("会議資料.pdf")


def test_a_photo_that_a_page_shows_is_told() -> None:
    page = _part('<p>Look: <img src="cid:a@x" alt="IMG_1.jpeg"></p>', "text/html")
    for length, told in ((30_000, ("IMG_1.jpeg",)), (300, ())):
        photo = _part("x" * length, "image/jpeg", "Content-ID: <a@x>", "Content-Transfer-Encoding: base64", INLINE.format("IMG_1.jpeg"))
        assert _note(HEAD + _parts("related", page, photo)).warnings == _stay(*told)


@pytest.mark.parametrize("wrapped", [1, 2])
def test_a_mail_within_that_is_sent_in_base64_is_read(wrapped: int) -> None:
    inner = INNER.encode()
    for _ in range(wrapped):
        text = encodebytes(inner).decode()
        part = _part(text, "message/rfc822", "Content-Transfer-Encoding: base64", "Content-Disposition: attachment; filename=a.eml")
        inner = (HEAD + _parts("mixed", _part("See below."), part)).encode()
    note = _note(inner)
    assert note.content.endswith("See below.\n\nInner (Bob)\n\nThe words within.")


def test_what_is_called_base64_and_is_none_is_text() -> None:
    part = _part("The words, as they stand.", "message/rfc822", "Content-Transfer-Encoding: base64")
    assert "The words, as they stand." in _note(HEAD + _parts("mixed", _part("See below."), part)).content


@pytest.mark.parametrize("head", ["<style>p { color: red }</style>", "<title>Mail</title>", "<script>a < b</script>"])
def test_a_page_with_looks_of_its_own_is_a_twin_too(head: str) -> None:
    page = _part(f"<html><head>{head}</head><body><p>The words</p></body></html>", "text/html")
    assert _note(HEAD + _parts("mixed", _part("The words"), page)).content == "The words"
    hidden = _part("<p>The</p><p style='display:none'>words</p>", "text/html")
    assert _note(HEAD + _parts("mixed", _part("The words"), hidden)).content == "The words\n\nThe"


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
@pytest.mark.parametrize("value", ["; a*0=b" * 280, "(" * 1_900])
def test_many_parts_with_a_header_that_is_hard_to_read_cost_little(value: str) -> None:
    parts = (f"Content-Type: text/plain{value}\n\nOne {number}" for number in range(100))
    assert "One 99" in _note(HEAD + _parts("mixed", *parts)).content


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", ["Content-Type", "Content-Disposition", "Content-Transfer-Encoding", "Content-ID"])
def test_a_long_header_of_a_part_costs_little(name: str) -> None:
    header = f"{name}: text/plain{'; a=b' * 80_000}"
    assert _note(f"{HEAD}{header}\n\nWords\n").title == "Hello"
    assert "Words" in _note(HEAD + _parts("mixed", _part("Words"), f"{header}\n\nMore")).content
