"""The letters of a mail: whatever charset its texts and its headers name, they are read as they were written."""

from __future__ import annotations

from base64 import b64encode
from contextlib import suppress
from datetime import date

import pytest

from vault_inbox.drops import read_drop
from vault_inbox.model import Drop, Note
from vault_inbox.text.charsets import decode_named


def _note(*headers: str, body: bytes = b"Words\n", kind: str = "") -> Note:
    head = "".join(f"{header}\n" for header in (*headers, f"Content-Type: {kind}" if kind else "MIME-Version: 1.0"))
    return read_drop(Drop("x.eml", head.encode() + b"\n" + body))


def _word(text: str | bytes, charset: str = "utf-8") -> str:
    return f"=?{charset}?B?{b64encode(text if isinstance(text, bytes) else text.encode(charset)).decode()}?="


# What mail programs write under the name of a smaller charset.
WIDER = [
    ("朱镕基总理说：你好世界", "gbk", "gb2312"),
    ("你好€世界", "gb18030", "gbk"),
    ("①会議のお知らせ 髙橋㈱", "cp932", "shift_jis"),
    ("会議ｶﾅ", "iso2022_jp_ext", "iso-2022-jp"),
    ("①会議", "euc_jis_2004", "euc-jp"),
    ("会議ｶﾅ 丂", "euc_jp", "euc-jp"),
    ("똠방각하 펲시콜라 안녕", "cp949", "euc-kr"),
    ("똠방각하 안녕", "cp949", "ks_c_5601-1987"),
    ("邨 你好世界", "big5hkscs", "big5"),
    ("裏面 碁 你好€", "cp950", "big5"),
    ("“hello” – it’s 5 €", "cp1252", "iso-8859-1"),
    ("İstanbul “için”", "cp1254", "iso-8859-9"),
    ("שלום עולם", "iso8859_8", "iso-8859-8-i"),
    ("สวัสดี", "cp874", "windows-874"),
    ("こんにちは", "cp932", "x-sjis"),
    ("Привет мир", "cp1251", "x-cp1251"),
    ("Привет мир", "cp1251", "cp-1251"),
    ("Привет мир", "cp1251", "win-1251"),
    ("똠방각하 안녕", "cp949", "windows-949"),
    ("똠방각하 안녕", "cp949", "x-windows-949"),
    ("你好世界", "gbk", "cn-gb"),
    ("你好世界", "gbk", "windows-936"),
    ("邨 你好世界", "big5hkscs", "x-x-big5"),
    ("①会議", "cp932", "windows-932"),
    ("会議ｶﾅ", "iso2022_jp_ext", "cp50221"),
    ("会議ｶﾅ", "iso2022_jp_ext", "iso-2022-jp-2"),
    ("中文 会議", "iso2022_jp_2", "iso-2022-jp-2"),
    ("żółw", "mac_latin2", "x-mac-ce"),
    ("שלום עולם", "iso8859_8", "visual"),
    ("مرحبا", "iso8859_6", "iso-8859-6-i"),
    ("5 € šž", "iso8859_15", "latin-9"),
]


@pytest.mark.parametrize(("text", "written", "named"), WIDER)
def test_a_charset_has_all_letters_that_are_written_in_its_name(text: str, written: str, named: str) -> None:
    assert _note("Subject: A", body=text.encode(written), kind=f"text/plain; charset={named}").content == text
    assert _note(f"Subject: {_word(text.encode(written), named)}").title == text


# Common words of which each letter is one of UTF-8 by chance: 通知 as `֪ͨ`.
BY_CHANCE = [
    *((word, "gb2312") for word in ("系统通知", "学校通知", "录取通知", "停水通知", "学习通知", "停止通知", "通讯系统", "谢谢谢谢")),
    *((f"Contact: {word}, Tom", "gbk") for word in ("系统通知", "录取", "统一系统")),
    *((word, "euc-kr") for word in ("회화", "호환 회화", "홍")),
    *((word, "euc-jp") for word in ("猫", "学習")),
]


@pytest.mark.parametrize(("text", "charset"), BY_CHANCE)
def test_letters_of_east_asia_are_not_those_of_utf_8_by_chance(text: str, charset: str) -> None:
    data = text.encode(charset)
    assert _note("Subject: A", body=data, kind=f"text/plain; charset={charset}").content == text
    assert _note(f"Subject: {_word(data, charset)}").title == text
    assert decode_named(f"<p>{text}</p>".encode(charset), charset, proof=1) == f"<p>{text}</p>"


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "big5", "shift_jis", "euc-jp", "euc-kr"])
@pytest.mark.parametrize(
    ("text", "proof"),
    [
        *((text, 4) for text in ("Привет", "Спасибо за письмо", "Ελλάδα", "שלום", "مرحبا", "会議のお知らせ", "안녕하세요", "你好世界")),
        *((text, 4) for text in ("Grüße für Käthe, schön", "Zażółć gęślą", "La réunion a été décalée, désolé")),
        *((text, 1) for text in ("a café", "© 2020 Bees", "20 °C", "Tom’s", "Дом", "你好", "a\u00a0b")),
    ],
)
def test_utf_8_is_read_whatever_charset_of_east_asia_it_names(text: str, proof: int, charset: str) -> None:
    assert decode_named(text.encode(), charset, proof) == text


@pytest.mark.parametrize(
    ("body", "named", "shown"),
    [
        ("你好世界，这是一个测试".encode("gbk") + b"\xff" + "再见".encode("gbk"), "gbk", "你好世界，这是一个测试\ufffd再见"),
        ("你好世界".encode()[:-1] + "...\n更多文字".encode(), "utf-8", "你好世\ufffd...\n更多文字"),
        ("Привет".encode()[:-1] + b" \n", "utf-8", "Приве\ufffd"),
        ("Привет из ".encode() + b"K\xf6ln", "utf-8", "Привет из Köln"),
        ("Grüße".encode(), "iso-8859-1", "Grüße"),
        ("Grüße für München, schön".encode() + b"\xc3", "iso-8859-1", "Grüße für München, schönÃ"),
        ("Ã©tude".encode("cp1252"), "windows-1252", "étude"),
        ("É bom às 5".encode("cp1252"), "iso-8859-1", "É bom às 5"),
        (b"\xfc\xe2" + "橋さん".encode("euc_jp"), "euc-jp", "髙橋さん"),
        (b"\xad\xa1\xad\xea" + "会議".encode("euc_jp") + b"\xff", "euc-jp", "①㈱会議\ufffd"),
        (b"\x1b$B\x2d\x21\x3e\x6c=j\x2d\x6a\x7c\x62\x1b(B hall", "iso-2022-jp-3", "①場所㈱髙 hall"),
        ("LE CAFÉ\u00a0: menu".encode("cp1252"), "iso-8859-1", "LE CAFÉ\u00a0: menu"),
        ("«LE CAFÉ» et «LÀ»".encode("cp1252"), "iso-8859-1", "«LE CAFÉ» et «LÀ»"),
        ("Ein Spaß».".encode("cp1252"), "iso-8859-15", "Ein Spaß»."),
        ("Your NESCAFÉ® order".encode("cp1252"), "windows-1252", "Your NESCAFÉ® order"),
        ("NEW AT THE CAFÉ’S".encode("cp1252"), "iso-8859-1", "NEW AT THE CAFÉ’S"),
        ("FIANCÉ… RENÉ—".encode("cp1252"), "iso-8859-1", "FIANCÉ… RENÉ—"),
        ("GDAŃ”".encode("cp1250"), "windows-1250", "GDAŃ”"),
        ("Nescafɮ".encode(), "windows-1252", "Nescafɮ"),
        ("à table".encode(), "iso-8859-1", "à table"),
        ("Ași".encode(), "windows-1252", "Ași"),
        ("Așa".encode(), "iso-8859-1", "Așa"),
        ("CAFFÈ™ ROMA".encode("cp1252"), "iso-8859-1", "CAFFÈ™ ROMA"),
        ("λ calculus".encode(), "iso-8859-1", "λ calculus"),
        ("Hawaiʻi".encode(), "iso-8859-1", "Hawaiʻi"),
        ("Żona".encode(), "windows-1250", "Żona"),
        (b"\x1b$B\x2d\x21\x3e\x6c=j\x2d\x6a\x7c\x62\x1b(B hall", "iso-2022-jp", "①場所㈱髙 hall"),
        ("你好世界".encode(), "gb2312", "你好世界"),
        ("联通".encode("gbk"), "gb2312", "联通"),
        (b"C:\\new\\table \\u0041", "unicode_escape", "C:\\new\\table \\u0041"),
        ("Grüße".encode(), "rot13", "Grüße"),
        (b"Hello", "utf-16", "Hello"),
        ("Grüße!".encode(), "unicode", "Grüße!"),
        ("Grüße, 会議".encode("utf-16"), "utf-16", "Grüße, 会議"),
        ("你好世界，这是一个测试，再见".encode()[:-1], "gb2312", "你好世界，这是一个测试，再\ufffd"),
        ("会議の場所は高橋さん".encode() + b"\xff", "euc-jp", "会議の場所は高橋さん\ufffd"),
    ],
)
def test_a_bad_byte_or_a_wrong_name_spoils_no_other_letters(body: bytes, named: str, shown: str) -> None:
    assert _note("Subject: A", body=body, kind=f"text/plain; charset={named}").content == shown


@pytest.mark.parametrize("kind", ["text/html", "text/html; charset=us-ascii"])
@pytest.mark.parametrize(
    ("text", "charset"), [("Привет мир", "windows-1251"), ("Привет мир", "koi8-r"), ("会議", "iso-2022-jp"), ("你好", "gb2312")]
)
def test_a_page_in_a_mail_may_name_its_charset_itself(kind: str, text: str, charset: str) -> None:
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><body><p>{text}</p></body></html>'
    assert _note("Subject: A", body=page.encode(charset), kind=kind).content == text


@pytest.mark.parametrize("kind", ["text/html", "text/html; charset=us-ascii", "text/html; charset=utf-8"])
def test_headers_are_in_the_charset_that_the_page_below_them_names(kind: str) -> None:
    page = '<html><meta charset="windows-1251"><p>Привет</p></html>'
    note = read_drop(Drop("x.eml", f"Subject: Счёт за май\nFrom: Иван <a@x.example>\nContent-Type: {kind}\n\n{page}".encode("cp1251")))
    assert (note.title, note.author, note.content) == ("Счёт за май", "Иван", "Привет")
    note = read_drop(Drop("x.eml", f"Subject: Счёт за май\nContent-Type: {kind}\n\n{page}".encode()))
    assert (note.title, note.content) == ("Счёт за май", "Привет")
    note = _note("Subject: A", body=page.replace("Привет", "&#1055;").encode() + b"Gr\xfc\xdfe " + "für".encode() * 9, kind=kind)
    assert "Grüße fürfür" in note.content


@pytest.mark.parametrize("named", ["windows-1252", "iso-8859-1", "windows-1250", "gb2312", "windows-1251"])
@pytest.mark.parametrize("bad", [b"\xa0", b"\xa0M\xfcnchen"])
def test_a_few_bad_bytes_do_not_make_a_page_in_utf_8_one_of_its_templates_charset(named: str, bad: bytes) -> None:
    page = f'<meta charset="{named}"><p>Grüße – hier die Termine für Köln'.encode() + bad + b"</p>"
    shown = _note("Subject: A", body=page, kind="text/html; charset=utf-8").content
    assert shown == "Grüße – hier die Termine für Köln" + bad.decode("cp1252").replace("\xa0", " ").rstrip()
    if named in ("windows-1252", "iso-8859-1"):  # one letter is enough
        page = page.replace("Grüße – hier die Termine für ".encode(), b"")
        assert _note("Subject: A", body=page, kind="text/html; charset=utf-8").content.startswith("Köln")


@pytest.mark.parametrize(
    ("text", "charset"),
    [("Привет мир, как дела", "koi8-r"), ("Газета «НИИ» № 5 ждёт", "windows-1251"), ("今天下午三点开会", "gb2312"), ("Grüße", "cp1252")],
)
def test_a_page_that_is_no_utf_8_is_in_the_charset_that_it_names_itself(text: str, charset: str) -> None:
    page = f'<meta charset="{charset}"><p>{text}</p>'.encode(charset)
    assert _note("Subject: A", body=page, kind="text/html; charset=utf-8").content == text


@pytest.mark.parametrize("text", ["« QUALITÉ\xa0» disait-il, « LIBERTÉ\xa0»", "ATÉ\xa0amanhã", "Ó\xa0mar"])
def test_a_capital_before_a_space_that_does_not_break_is_no_letter_of_another_script(text: str) -> None:
    page = f'<meta charset="windows-1252"><p>{text}</p>'.encode("cp1252")
    shown = _note("Subject: A", body=page, kind="text/html; charset=utf-8").content
    assert shown == text.replace("\xa0", " ")


@pytest.mark.parametrize("text", ["系统通知", "通知", "会议通知", "你好", "Grüße", "é", "联通"])
def test_a_bare_subject_is_no_utf_8_by_chance(text: str) -> None:
    for charset in ("gbk", "utf-8"):
        with suppress(UnicodeEncodeError):
            subject = text.encode(charset)
            if (text, charset) not in {("Grüße", "gbk"), ("é", "utf-8")}:  # the first is none of Chinese; of one letter nobody can tell
                body = b"Subject: " + subject + b"\nContent-Type: text/plain; charset=gb2312\n\n" + "今天".encode("gbk")
                assert read_drop(Drop("x.eml", body)).title == text


def test_the_header_of_a_page_outweighs_what_the_page_says() -> None:
    page = '<meta charset="windows-1251"><p>Grüße</p>'
    assert _note("Subject: A", body=page.encode("cp1252"), kind="text/html; charset=windows-1252").content == "Grüße"
    assert _note("Subject: A", body=b'<meta charset="utf-16"><p>Words</p>', kind="text/html").content == "Words"


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("=?iso-8859-1?Q?It=92s_=93here=94?=", "It’s “here”"),
        ("=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?=", "Grüße"),
        ("=?UTF-8?Q?a b_=E2=82=AC?=", "a b €"),
        ("=?utf-8*en?Q?Who?_me?=", "Who? me"),
        ("[list] =?utf-8?Q?=C3=A9?= plain =?utf-8?Q?=C3=A0?= =?iso-8859-1?Q?_b?=", "[list] é plain à b"),
        ("Hello =?utf-8?Q?W=C3=B6rld?=again", "Hello Wörldagain"),
        ("=?UTF-8?B?SGVsbG8?=", "Hello"),
        ("=?UTF-8?B?SGVsbG8h?= =?broken", "Hello! =?broken"),
        ("=?utf-8?B?SG\n VsbG8?= =?utf-8?B?x?=", "Hello"),
        ("=?x-none?Q?Gr=FC=DFe?=", "Grüße"),
        ("Grüße roh", "Grüße roh"),
    ],
)
def test_a_subject_is_read(subject: str, title: str) -> None:
    assert _note(f"Subject: {subject}").title == title


def test_a_subject_of_bare_bytes_is_read() -> None:
    note = read_drop(Drop("x.eml", b"Subject: Gr\xfc\xdfe\nFrom: Ren\xe9 <a@x.example>\n\nWords\n"))
    assert (note.title, note.author) == ("Grüße", "René")


@pytest.mark.parametrize(
    ("text", "charset"), [("Привет", "windows-1251"), ("Привет", "koi8-r"), ("会議ソ", "shift_jis"), ("Grüße", "windows-1252")]
)
def test_bare_bytes_of_headers_are_in_the_charset_that_the_mail_names(text: str, charset: str) -> None:
    for written in (charset, "utf-8"):
        head = f"Subject: {text}\nFrom: {text} <a@x.example>\n".encode(written)
        note = read_drop(Drop("x.eml", head + f"Content-Type: text/plain; charset={charset}\n\n1 {text}\n".encode(charset)))
        assert (note.title, note.author, note.content) == (text, text, f"1 {text}")


def test_bare_bytes_above_several_parts_are_in_the_charset_of_the_first_text() -> None:
    head = "Subject: Привет\nFrom: Иван <a@x.example>\nContent-Type: multipart/mixed; boundary=b\n\n"
    parts = "--b\nContent-Type: text/plain\n\nWords\n--b\nContent-Type: text/plain; charset=windows-1251\n\nмир\n--b--\n"
    note = read_drop(Drop("x.eml", (head + parts).encode("cp1251")))
    assert (note.title, note.author, note.content) == ("Привет", "Иван", "Words\n\nмир")


@pytest.mark.parametrize("kind", ["text/plain; charset=iso-2022-jp", "text/plain", "multipart/mixed; boundary=b"])
def test_bare_letters_of_jis_in_headers_are_read(kind: str) -> None:
    head = "Subject: 会議の件\nFrom: 山田 <a@x.example>\n".encode("iso2022_jp") + f"Content-Type: {kind}\n\nWords\n".encode()
    note = read_drop(Drop("x.eml", head))
    assert (note.title, note.author) == ("会議の件", "山田")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Müller, Jürgen (K 12) <a@x.example>", "Müller, Jürgen (K 12)"),
        ("Bees: The News <a@x.example>", "Bees: The News"),
        ("Tom & Eva; Home <a@x.example>", "Tom & Eva; Home"),
        ("Eva @ Bees <a@x.example>", "Eva @ Bees"),
        ("Eva @Bees <a@x.example>", "Eva @Bees"),
        ("@Bees <a@x.example>", "@Bees"),
        ("Bees@ <a@x.example>", "Bees@"),
        (f"a@x.example ({_word('Müller')})", "Müller"),
        ('a@x.example (Eva "Bee" Field)', 'Eva "Bee" Field'),
        ("list@x.example, Eva <a@x.example>", "list@x.example"),
        ("a@x.example <a@x.example>", "a@x.example"),
        ("Team: Eva <a@x.example>, Tom <b@x.example>;", "Eva"),
        (f"{_word('Интернет-магазин «Озо')}\n {_word('н» и партнёры')} <a@x.example>", "Интернет-магазин «Озон» и партнёры"),
        (f'"{_word("Müller, A")} {_word("nna")}" <a@x.example>', "Müller, Anna"),
        (f"{_word('Müller, Anna (Köln)')} <a@x.example>", "Müller, Anna (Köln)"),
        (f"{_word('Anna „Ann“')} {_word(chr(34) + 'M')} <a@x.example>", 'Anna „Ann“"M'),
        ("=?utf-8?Q?Stra=C3=9Fe_M=C3=BC?=\n =?utf-8?Q?nchen?= <a@x.example>", "Straße München"),
        (_word("Прив".encode() + b"\xd0") + "\n " + _word(b"\xb5" + "т".encode()) + " <a@x.example>", "Привет"),
        (f"Dr. {_word('Änne')} M. <a@x.example>", "Dr. Änne M."),
        ('"Müller, \\"Ann\\"" <a@x.example>', 'Müller, "Ann"'),
        (_word("Anna <a@x.example>"), "Anna"),
        ("Anna M. <a@x.example>, Bob <b@x.example>", "Anna M."),
        ("<a@x.example>", "a@x.example"),
        ("Field, Eva <a@x.example>", "Field, Eva"),
        ("Acme, Inc. <a@x.example>", "Acme, Inc."),
        ("Eva [Acme] <a@x.example>", "Eva [Acme]"),
        ("Field, Eva <a@x.example>, Tom <b@x.example>", "Field"),
        ("Eva (home) <a@x.example>", "Eva (home)"),
        ("undisclosed-recipients:;", "undisclosed-recipients:;"),
    ],
)
def test_a_sender_is_read(written: str, name: str) -> None:
    assert _note("Subject: A", f"From: {written}").author == name


@pytest.mark.parametrize(
    ("day", "read"),
    [
        ("Mon, 01 Jan 0001 00:00:00 +0000", None),
        ("Mon, 01 Jan 0001 00:00:00", None),
        ("Tue, 9 Sep 25 10:00:00 +0200", date(2025, 9, 9)),
        ("Tue, 9 Sep\n 2025 23:10:00 -0700 (PDT)", date(2025, 9, 9)),
    ],
)
def test_a_day_is_the_one_that_is_written(day: str, read: date | None) -> None:
    assert _note("Subject: A", f"Date: {day}").published == read


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Re: Fwd: AW: hi", "hi"),
        ("Re[2]:hi", "hi"),
        ("Re:Fwd: hi", "hi"),
        ("Re:会議", "会議"),
        ("Re:Zero is an anime", "Re:Zero is an anime"),
        ("Re: Re:Zero", "Re:Zero"),
        ("re:publica 2025", "re:publica 2025"),
        ("Re:Über die Brücke", "Re:Über die Brücke"),
        ("Re:Re:Hello", "Hello"),
        ("Re (2): Hello", "Hello"),
        ("Re^2: Hello", "Hello"),
        ("ODP: Cześć", "Cześć"),
        ("YNT: Selam", "Selam"),
        ("İLT: Selam", "Selam"),
        ("Doorst: Hallo", "Hallo"),
        ("回覆: 你好", "你好"),
        ("轉寄：你好", "你好"),
        ("返信: こんにちは", "こんにちは"),
        ("転送: こんにちは", "こんにちは"),
        ("轉發: 你好", "你好"),
        ("RE:Hello", "Hello"),
        ("RE:Invoice 5", "Invoice 5"),
        ("VB: macros for tables", "VB: macros for tables"),
        ("Отв: Иван", "Отв: Иван"),
        ("R: Re: Ciao", "Ciao"),
        ("Re: ENC: Olá", "Olá"),
        ("SV: VS: Möte", "Möte"),
        ("RV: 5 berths, sleeps four", "RV: 5 berths, sleeps four"),
        ("VS: code tips", "VS: code tips"),
        ("I: a life", "I: a life"),
        ("Fwd: R: how to plot", "R: how to plot"),
        ("PD: a detective", "PD: a detective"),
        ("Antwort: nein", "Antwort: nein"),
        ("RE:HELLO", "HELLO"),
        ("Fwd:Invoice 5", "Invoice 5"),
        ("AW:Treffen morgen", "Treffen morgen"),
        ("WG:Rechnung 5", "Rechnung 5"),
        ("SV:Möte", "Möte"),
        ("A question re: the roof", "A question re: the roof"),
        ("Care: at home", "Care: at home"),
    ],
)
def test_what_an_answer_begins_with_goes(subject: str, title: str) -> None:
    assert _note(f"Subject: {subject}").title == title
    text = Drop("20251004_100000_email_.txt", f"From: Anna <a@x.example>\nSubject: {subject}\n\nWords.\n".encode())
    assert read_drop(text).title == title


@pytest.mark.parametrize("header", ["In-Reply-To", "References"])
def test_an_answers_prefix_needs_no_blank(header: str) -> None:
    assert _note("Subject: Re:Hello", f"{header}: <1@x.example>").title == "Hello"
    assert _note("Subject: Re: Re:Zero", f"{header}: <1@x.example>").title == "Re:Zero"


@pytest.mark.parametrize("prefix", ["R", "I", "RES", "ENC", "PD", "RV", "VS", "VB", "VL", "Antwort", "Ответ", "Отв", "رد", "전달"])
def test_a_word_that_people_use_too_is_a_prefix_in_an_answer(prefix: str) -> None:
    assert _note(f"Subject: {prefix}: Hello", "In-Reply-To: <1@x.example>").title == "Hello"
    assert _note(f"Subject: {prefix}: Hello").title == f"{prefix}: Hello"


@pytest.mark.parametrize("prefix", ["RV", "VS", "Antwort"])
def test_outlook_tells_what_a_mail_that_is_passed_on_is_about(prefix: str) -> None:
    first, further = (f"Thread-Index: {b64encode(bytes(size)).decode()}" for size in (22, 27))
    assert _note(f"Subject: {prefix}: Hello", "Thread-Topic: Hello", first).title == f"{prefix}: Hello"
    assert _note(f"Subject: {prefix}: Hello", "Thread-Topic: Hello").title == "Hello"
    assert _note(f"Subject: {prefix}: Hello", "Thread-Topic: Hello", further).title == "Hello"
    assert _note(f"Subject: {prefix}: Hello", further).title == "Hello"
    assert _note(f"Subject: {prefix}: Hello", f"Thread-Topic: {prefix}: Hello", first).title == f"{prefix}: Hello"
    assert _note(f"Subject: {prefix}: Hello", f"{first[:40]}\n {first[40:]}").title == f"{prefix}: Hello"
    assert _note(f"Subject: {prefix}: Hello", "Thread-Topic: Bees").title == f"{prefix}: Hello"
    assert _note(f"Subject: {prefix}: an ode", "Thread-Topic: ode").title == f"{prefix}: an ode"
    assert _note("Subject: Re:Zero is back", "Thread-Topic: Re:Zero is back", first).title == "Re:Zero is back"


def test_one_letter_within_the_subject_of_an_answer_stays() -> None:
    assert _note("Subject: Re: R: how to plot", "In-Reply-To: <1@x.example>").title == "R: how to plot"


@pytest.mark.timeout(20)
@pytest.mark.parametrize("pair", [b"\xad\xa1", b"\xff", b"\xfc\xe2"])
def test_signs_of_windows_and_bad_bytes_in_japanese_take_no_time(pair: bytes) -> None:
    body = "会議".encode("euc_jp") + pair * (1_000_000 // len(pair))
    assert _note("Subject: A", body=body, kind="text/plain; charset=euc-jp").content.startswith("会議")


@pytest.mark.timeout(15)
@pytest.mark.parametrize("pair", [b"\xfe\xfe", b"\xfe ", b"\xa4 "])
def test_a_text_of_bad_letters_in_japanese_is_read_at_once(pair: bytes) -> None:
    text = decode_named("会議".encode("euc_jp") + pair * (5_000_000 // len(pair)), "euc-jp")
    assert text.startswith("会議\ufffd")


def test_doubled_line_ends_of_windows_are_single_ones() -> None:
    mail = b"From: Anna <a@x.example>\r\r\nSubject: Canteen\r\r\nDate: Mon, 1 Sep 2025 10:00:00 +0000\r\r\n\r\r\nHello\r\r\nyou\r\r\n"
    note = read_drop(Drop("x.eml", mail))
    assert (note.title, note.author, note.published, note.content) == ("Canteen", "Anna", date(2025, 9, 1), "Hello\nyou")
