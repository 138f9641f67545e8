"""Addresses as text: found, cleaned, compared."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vault_inbox.web.urls import clean, find_urls, identity, site_of


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("see https://example.org/a.", "https://example.org/a"),
        ("(see https://example.org/a_(b)), or <https://example.org/c>!", "https://example.org/a_(b) https://example.org/c"),
        ("[text](https://example.org/a_(b)) [t](<https://example.org/c> 'x')", "https://example.org/a_(b) https://example.org/c"),
        ("[https://example.org/a](https://example.org/b)", "https://example.org/a https://example.org/b"),
        (
            "“https://example.org/a” 'https://example.org/b', \"https://example.org/c\"",
            "https://example.org/a https://example.org/b https://example.org/c",
        ),
        ("https://example.org/a… https://example.org/b...", "https://example.org/a https://example.org/b"),
        ('<a href="https://example.org/?a=1&amp;b=2">x</a>', "https://example.org/?a=1&b=2"),
        ("<a href='https://example.org/a'>https://example.org/it's</a>", "https://example.org/a https://example.org/it's"),
        ("&lt;a href=&quot;https://example.org/a&quot;&gt;", "https://example.org/a"),
        ("go to www.example.org/x, not me@www.example.org or awww.example.org", "https://www.example.org/x"),
        ("HTTP://EXAMPLE.ORG/A", "HTTP://EXAMPLE.ORG/A"),
        ("看https://example.org/中文。好（https://example.org/b）", "https://example.org/中文 https://example.org/b"),
        ("https://en.wikipedia.org/wiki/A*_(b)?a[]=1&b=~x", "https://en.wikipedia.org/wiki/A*_(b)?a[]=1&b=~x"),
        (
            "**https://example.org/a** _https://example.org/b_ `https://example.org/c`",
            "https://example.org/a https://example.org/b https://example.org/c",
        ),
        ("<https://example.org|Slack>", "https://example.org"),
        ("http:// https://... www. https://[ ftp://example.org mailto:a@example.org", ""),
        ("https://web.archive.org/web/2020/https://example.org/", "https://web.archive.org/web/2020/https://example.org/"),
    ],
)
def test_find(text: str, urls: str) -> None:
    assert [found.url for found in find_urls(text)] == urls.split()


def test_the_span_is_what_stands_in_the_text() -> None:
    text = "a www.example.org/?a=1&amp;b=2, b"
    (found,) = find_urls(text)
    assert (text[found.start : found.end], found.url) == ("www.example.org/?a=1&amp;b=2", "https://www.example.org/?a=1&b=2")


TARGET = "https%3A%2F%2Fexample.org%2Fa%3Fid%3D3%26utm_source%3Dx"


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://example.org", "https://example.org/"),
        ("www.example.org/x", "https://www.example.org/x"),
        (" https://Example.ORG:443/A?b=1#top ", "https://example.org/A?b=1"),
        ("http://example.org:80/", "http://example.org/"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("https://user:secret@example.org/", "https://example.org/"),
        ("https://bücher.example/ä b?x=ü", "https://xn--bcher-kva.example/%C3%A4%20b?x=%C3%BC"),
        ("https://straße.de/", "https://xn--strae-oqa.de/"),
        ("https://example。org/", "https://example.org/"),
        ("https://[2001:DB8::1]:8443/", "https://[2001:db8::1]:8443/"),
        # trackers
        (
            "https://example.org/?utm_source=a&id=3&UTM_Medium=b&fbclid=c&v=1&p=2&q=x&page=4&ref=r",
            "https://example.org/?id=3&v=1&p=2&q=x&page=4&ref=r",
        ),
        ("https://example.org/?gclid=1&mc_cid=2&mc_eid=3&_hsenc=4&mkt_tok=5&oly_enc_id=6&igshid=7", "https://example.org/"),
        (
            "https://example.org/?gid=1&cid=2&sid=3&pk_id=4&s=5&t=6&feature=7&tag=8",
            "https://example.org/?gid=1&cid=2&sid=3&pk_id=4&s=5&t=6&feature=7&tag=8",
        ),
        ("https://x.com/a/status/1?s=20&t=abc", "https://x.com/a/status/1"),
        ("https://notx.com/?s=20&t=abc", "https://notx.com/?s=20&t=abc"),
        ("https://www.youtube.com/watch?v=abc&feature=share&si=xyz&t=42", "https://www.youtube.com/watch?v=abc&t=42"),
        ("https://open.spotify.com/track/1?si=abc", "https://open.spotify.com/track/1"),
        # fragments
        ("https://example.org/a#:~:text=some%20words", "https://example.org/a"),
        ("https://example.org/#/inbox/3", "https://example.org/#/inbox/3"),
        ("https://example.org/#!/inbox:~:text=a", "https://example.org/#!/inbox"),
        ("https://example.org/#!", "https://example.org/"),
        # wrappers
        (f"https://www.google.com/url?sa=t&url={TARGET}&usg=x", "https://example.org/a?id=3"),
        (f"https://l.facebook.com/l.php?u={TARGET}&h=x", "https://example.org/a?id=3"),
        (f"https://out.reddit.com/t3_x?url={TARGET}&token=x", "https://example.org/a?id=3"),
        (f"https://t.umblr.com/redirect?z={TARGET}&t=x", "https://example.org/a?id=3"),
        (f"https://eur01.safelinks.protection.outlook.com/?url={TARGET}&data=x", "https://example.org/a?id=3"),
        (f"https://www.youtube.com/redirect?event=d&q={TARGET}", "https://example.org/a?id=3"),
        (
            f"https://www.google.com/url?q=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3D{TARGET.replace('%', '%25')}",
            "https://example.org/a?id=3",
        ),
        ("https://www.google.com/url?q=javascript:alert(1)", "https://www.google.com/url?q=javascript:alert(1)"),
        ("https://example.org/url?q=https://example.com/", "https://example.org/url?q=https://example.com/"),
        ("https://www.google.com/amp/s/www.example.org/a/", "https://www.example.org/a/"),
        ("https://www-example-org.cdn.ampproject.org/c/s/www.example.org/a", "https://www.example.org/a"),
        # none at all
        *(
            (junk, "")
            for junk in (
                "",
                "x",
                "mailto:a@example.org",
                "javascript:alert(1)",
                "file:///etc/passwd",
                "https://",
                "http://[",
                "//example.org",
            )
        ),
        *(
            (f"https://{host}/", "")
            for host in ("a..b", "exa mple.org", "a\\@example.org", "example.org:99999", "-", "%00.org", "[::1%25eth0]")
        ),
        ("https://example.org/" + "a" * 20_000, ""),
    ],
)
def test_clean(url: str, wanted: str) -> None:
    assert clean(url) == wanted


@pytest.mark.parametrize(
    "urls",
    [
        "https://example.org/a http://www.example.org/a/ https://m.example.org/a https://amp.example.org/a HTTPS://EXAMPLE.ORG:443/a#x",
        "https://example.org/a https://example.org/a/amp https://example.org/a/amp/ https://example.org/a.amp https://example.org/a?amp=1",
        "https://example.org/ https://example.org https://example.org/index.html https://example.org/?utm_source=x",
        "https://example.org/a.html https://example.org/a.amp.html",
        "https://example.org/?b=2&a=1 https://example.org/?a=1&b=2&",
        "https://example.org/%c3%a4%7E https://example.org/%C3%A4~ https://example.org/ä~",
        "https://en.wikipedia.org/wiki/Bee https://en.m.wikipedia.org/wiki/Bee#Life",
        "https://x.com/a/status/1?s=20 https://mobile.twitter.com/a/status/1",
        "https://youtu.be/abcdefghijk?si=x https://www.youtube.com/watch?v=abcdefghijk&feature=share https://m.youtube.com/shorts/abcdefghijk",
        "https://old.reddit.com/r/bees https://www.reddit.com/r/bees/",
        "https://bücher.example/ https://xn--bcher-kva.example/",
    ],
)
def test_the_same_page(urls: str) -> None:
    assert len({identity(url) for url in urls.split()}) == 1


def test_other_pages_differ() -> None:
    urls = [
        "https://example.org/a",
        "https://example.org/A",
        "https://example.org/a/b",
        "https://example.org/a?id=1",
        "https://example.org/a?id=2",
        "https://example.org/#/a",
        "https://example.com/a",
        "https://sub.example.org/a",
        "https://example.org:8080/a",
        "https://example.org/a%2Fb",
        "https://example.org/camp",
        "https://m.org/a",
        "https://amp.dev/a",
        "https://dev/a",
        "https://org/a",
        "https://example.org/a?q=x+y",
        "https://example.org/a?q=x%2By",
    ]
    assert len({identity(url) for url in urls}) == len(urls)
    assert identity("nonsense") == ""


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.example.org/a", "example.org"),
        ("https://en.wikipedia.org:8080/", "en.wikipedia.org"),
        ("https://xn--bcher-kva.example/", "bücher.example"),
        ("https://xn--a/", "xn--a"),
        ("nonsense", ""),
    ],
)
def test_site(url: str, site: str) -> None:
    assert site_of(url) == site


PIECES = st.sampled_from(
    [
        "https://",
        "http://",
        "www.",
        "m.",
        "amp.",
        "google.com",
        "/url?q=",
        "?url=",
        "l.facebook.com",
        "/l.php?u=",
        "example.org",
        "x.com",
        "/amp",
        ".amp",
        ".html",
        "/index.html",
        "?",
        "&",
        "=",
        "#",
        "#!",
        "/",
        ":",
        "@",
        "%",
        "%2",
        "%41",
        "%c3%a4",
        "utm_source=x",
        "a=1",
        "ä",
        "ß",
        "。",
        "\\",
        "[",
        "]",
        "(",
        ")",
        "\u202e",
        "�",
        "+",
        "'",
        "youtu.be/abcdefg",
        "google.com/amp/s/",
        "%2525",
        ":80",
        ".",
    ]
)
URLS = st.one_of(
    st.text(max_size=40),
    st.lists(PIECES, max_size=14).map("".join),
    st.lists(PIECES, max_size=14).map(lambda parts: "https://" + "".join(parts)),
)


@settings(deadline=None, max_examples=400)
@given(URLS)
@example("https://example.org/?a=%26utm_source=x")
@example("https://www.google.com/amp/s/google.com/url?q=http://x.com/")
def test_cleaning_twice_changes_nothing(url: str) -> None:
    once = clean(url)
    assert clean(once) == once
    assert identity(once) == identity(url)
    assert once == "" or once.isascii()
    site_of(url)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=14).map(" ".join))
def test_finding_never_fails(text: str) -> None:
    for found in find_urls(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.url.lower().startswith(("http://", "https://"))
