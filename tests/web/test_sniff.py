"""What a body is, by its bytes; and its text, as a browser reads it."""

from __future__ import annotations

import json

import pytest

from vault_inbox.model import Page
from vault_inbox.web.sniff import decode, kind_of, refresh_target

ATOM = b'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>'


@pytest.mark.parametrize(
    ("body", "declared", "kind"),
    [
        (b"<!DOCTYPE html><p>x", "text/html", "html"),
        (b"\xef\xbb\xbf\n <!-- hi --> <!doctype HTML PUBLIC 'x'><p>x", "application/octet-stream", "html"),
        (b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="x"></html>', "application/xhtml+xml", "html"),
        ("\ufeff<html>wide</html>".encode("utf-16"), "text/html", "html"),
        (b"<div>no root</div>", "text/html", "html"),
        (b"Hello <p>world", "text/html", "html"),
        (b"<div align=center>README</div>", "text/plain", "text"),
        (b"<html><p>served as plain text", "text/plain", "html"),
        (b"just words", "text/html", "text"),
        (b"1 < 2", "text/plain", "text"),
        ("Grüße\r\n\ttext\x0c".encode("cp1252"), "", "text"),
        (ATOM, "text/html", "feed"),
        (b"<?xml version='1.0'?>\n<?xml-stylesheet href='x'?><!-- c --><rss version='2.0'>", "text/plain", "feed"),
        (b'<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x/rss.dtd"><rss version="0.91">', "text/xml", "feed"),
        (b'<a:feed xmlns:a="http://www.w3.org/2005/Atom"/>', "", "feed"),
        (b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">', "", "feed"),
        (b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://xmlns.com/foaf/0.1/">', "text/xml", "xml"),
        (json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": []}).encode(), "application/json", "feed"),
        (b'<?xml version="1.0"?><urlset/>', "text/html", "xml"),
        (b"<opml version='2'/>", "text/x-opml+xml", "xml"),
        (b'{"a": 1}', "text/html", "json"),
        (b'[{"a": 1}]', "", "json"),
        (b"[link](https://example.org) and text", "text/plain", "text"),
        (b"[" * 100_000, "application/json", "text"),
        (b"%PDF-1.7 \x00\x01", "text/html", "pdf"),
        (b"\r\n%PDF-1.4", "", "pdf"),
        (b"\x89PNG\r\n\x1a\n\x00", "text/html", "image"),
        (b"\xff\xd8\xff\xe0", "", "image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "", "image"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml", "image"),
        (b"PK\x03\x04\x00", "application/zip", "binary"),
        (b"text with a \x00 in it", "text/plain", "binary"),
        (b"<html><p>stray \x03 control", "text/html", "html"),
        (b"", "text/html", "empty"),
        (b" \r\n\t ", "text/html", "empty"),
    ],
)
def test_bytes_say_what_a_body_is(body: bytes, declared: str, kind: str) -> None:
    assert kind_of(Page("https://example.org/", declared, body)) == kind


@pytest.mark.parametrize(
    ("body", "declared", "text"),
    [
        ("Grüße".encode(), "text/html", "Grüße"),
        ("Grüße".encode("cp1252"), "text/html", "Grüße"),
        ("“Grüße” – €".encode("cp1252"), "text/html; charset=iso-8859-1", "“Grüße” – €"),
        ("Grüße".encode(), "text/html; charset=ISO-8859-1", "Grüße"),
        ("żółw".encode("iso8859-2"), "text/html; charset=iso-8859-2", "żółw"),
        ("日本語".encode("shift_jis"), 'text/html; charset="Shift_JIS"', "日本語"),
        ("日本語".encode("euc_jp"), "text/html;charset=EUC-JP", "日本語"),
        ("中文".encode("gb18030"), "text/html; charset=gb2312", "中文"),
        ("中文网页".encode(), "text/html; charset=gb2312", "中文网页"),
        ("日本語のページ".encode(), "text/html; charset=Shift_JIS", "日本語のページ"),
        ("한국어 페이지".encode(), "text/html; charset=euc-kr", "한국어 페이지"),
        ("日本語".encode("iso2022_jp"), "text/html; charset=iso-2022-jp", "日本語"),
        (b'<meta charset="windows-1251">' + "Привет".encode("cp1251"), "text/html", '<meta charset="windows-1251">Привет'),
        (b"<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>" + "Да".encode("koi8-r"), "", None),
        (b"<?xml version='1.0' encoding='windows-1252'?>" + "é".encode("cp1252"), "", "<?xml version='1.0' encoding='windows-1252'?>é"),
        (b'<meta charset="utf-16">' + "é".encode(), "", '<meta charset="utf-16">é'),
        ("Grüße".encode("utf-8-sig"), "text/html; charset=iso-8859-1", "Grüße"),
        ("Grüße".encode("utf-16"), "", "Grüße"),
        ("Grüße".encode("utf-16-le"), "text/html; charset=utf-16le", "Grüße"),
        ("Grüße".encode("utf-16-be"), "text/html; charset=utf-16be", "Grüße"),
        ("żółw".encode("iso8859-2"), "text/html; charset=utf-8", None),
        (b"xn--4ca", "text/html; charset=punycode", "xn--4ca"),
        (b"+AGE-", "text/html; charset=utf-7", "+AGE-"),
        (b"aGk=", "text/html; charset=base64", "aGk="),
        (b"\\u0041", "text/html; charset=unicode_escape", "\\u0041"),
        (b"x", "text/html; charset=no-such-thing", "x"),
        ("สภาลงมติ".encode("cp874"), "text/html; charset=windows-874", "สภาลงมติ"),
        ("会議①".encode("cp932"), "text/html; charset=x-sjis", "会議①"),
        ("会議①".encode("cp932"), "text/html; charset=Windows-31J", "会議①"),
        ("你好世界".encode("gbk"), "text/html; charset=x-gbk", "你好世界"),
        ("你好世界".encode("gbk"), "text/html; charset=gb_2312-80", "你好世界"),
        ("Привет".encode("mac_cyrillic"), "text/html; charset=x-mac-cyrillic", "Привет"),
        ("Привет".encode("cp1251"), "text/html; charset=x-cp1251", "Привет"),
        ("שלום עולם".encode("iso8859_8"), "text/html; charset=iso-8859-8-i", "שלום עולם"),
        ("שלום עולם".encode("iso8859_8"), "text/html; charset=logical", "שלום עולם"),
        ("똠방각하".encode("cp949"), "text/html; charset=windows-949", "똠방각하"),
        ("会議の場所は".encode("euc_jp") + b"\xad\xa1" + "山田、".encode("euc_jp"), "text/html; charset=EUC-JP", "会議の場所は①山田、"),
        ("會議，參加€，不要遲到".encode("cp950"), "text/html; charset=big5", "會議，參加€，不要遲到"),
        ("Grüße aus München, schöne".encode() + b" \xfc", "text/html", "Grüße aus München, schöne ü"),
        ("Grüße aus München, schön".encode() + b"\xc3", "text/html; charset=iso-8859-1", "Grüße aus München, schönÃ"),
        ("Grüße aus München, schöne".encode() + b" \x93so\x94"[:4], "text/html; charset=utf-8", "Grüße aus München, schöne “so"),
        ("É, é".encode("cp1252"), "text/html; charset=us-ascii", "É, é"),
        ("© 漏".encode(), "text/html; charset=gb2312", "© 漏"),
        (b"<?xml version='1.0' encoding='koi8-r'?><meta charset=utf-8>" + "Да".encode("koi8-r"), "", None),
        (b"Hello", "text/html; charset=utf-16", "Hello"),
        ("会议定在明天下午三点，请大家".encode()[:-1], "text/html; charset=gb2312", "会议定在明天下午三点，请大\ufffd"),
    ],
)
def test_text_is_decoded_as_browsers_do(body: bytes, declared: str, text: str | None) -> None:
    decoded = decode(Page("https://example.org/", declared, body))
    if text is None:
        assert decoded.endswith("Да") or "\ufffd" in decoded
    else:
        assert decoded == text


def test_a_refresh_leads_to_an_absolute_address() -> None:
    page = Page("https://a.test/x", "text/html", b"<html><meta http-equiv=refresh content='0; url=y'>", final_url="https://b.test/z/")
    assert refresh_target(page) == "https://b.test/z/y"


def test_a_refresh_to_nonsense_leads_nowhere() -> None:
    assert refresh_target(Page("https://a.test/", "text/html", b"<html><meta http-equiv=refresh content='0; url=http://[x'>")) == ""
