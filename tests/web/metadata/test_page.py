"""What else a page says of itself: its address, description, picture and keywords, and where each value was found."""

from __future__ import annotations

import json

import pytest
from heads import meta, read


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://www.gardenpress.example/barrels#top", "https://www.gardenpress.example/barrels"),
        ("/barrels", "https://www.gardenpress.example/barrels"),
        ("https://m.gardenpress.example/barrels", "https://m.gardenpress.example/barrels"),
        ("https://www.gardenpress.example/", "https://www.gardenpress.example/2024/rain-barrels"),
        ("https://other.example/barrels", "https://www.gardenpress.example/2024/rain-barrels"),
        ("javascript:x", "https://www.gardenpress.example/2024/rain-barrels"),
        ("http://[bad", "https://www.gardenpress.example/2024/rain-barrels"),
    ],
)
def test_canonical_address_only_if_plausible(link: str, url: str) -> None:
    assert read(f'<link rel=canonical href="{link}">').url == url


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("m.press.example", "www.press.example"),
        ("press.example", "www.press.example"),
        ("amp.press.example", "press.example"),
        ("mobile.press.example", "touch.press.example"),
        ("edition.press.example", "www.press.example"),
        ("amp.news.press.example", "news.press.example"),
        ("en.m.wiki.example", "en.wiki.example"),
        ("uk.press.example", "www.press.example"),
        ("us.press.example", "uk.press.example"),
        ("pt-br.press.example", "press.example"),
        ("m.press.co.uk", "www.press.co.uk"),
        ("WWW.Press.example.", "press.example"),
        ("lite.press.example", "www.press.example"),
        ("text.press.example", "www.press.example"),
        ("mobil.press.example", "www.press.example"),
        ("new.press.example", "old.press.example"),
        ("wap.press.com.cn", "www.press.com.cn"),
        ("www2.press.example", "www.press.example"),
        ("blog.press.example", "press.example"),
        ("m.tom.blogspot.com", "tom.blogspot.com"),
        ("www.substack.com", "substack.com"),
    ],
)
def test_the_canonical_address_may_stand_on_another_host_of_the_site(asked: str, named: str) -> None:
    for here, there in ((asked, named), (named, asked)):
        head = f'<link rel=canonical href="https://{there}/barrels">'
        assert read(head, url=f"https://{here}/2024/rain").url == f"https://{there.lower().removesuffix('.')}/barrels"


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("evil.co.uk", "bank.co.uk"),
        ("evil.com.au", "bank.com.au"),
        ("m.co.uk", "amp.co.uk"),
        ("evil.github.example", "good.github.example"),
        ("evil.blogs.example.org", "good.blogs.example.org"),
        ("evil.substack.example", "substack.example"),
        ("evil.substack.example", "www.substack.example"),
        ("m.evil.substack.example", "m.good.substack.example"),
        ("ab.blogspot.com", "cd.blogspot.com"),
        ("de.blogspot.co.uk", "fr.blogspot.co.uk"),
        ("us.github.io", "uk.github.io"),
        ("beta.wordpress.com", "new.wordpress.com"),
        ("blog.tumblr.com", "tumblr.com"),
        ("m.de.substack.com", "fr.substack.com"),
        ("tv.press.example", "www.press.example"),
        ("ai.press.example", "go.press.example"),
        ("evil.example", "bank.example"),
        ("bank.de", "bank.com"),
        ("evilbank.example", "bank.example"),
        ("bank.example.evil.test", "bank.example"),
        ("10.0.0.1", "10.0.0.2"),
        ("localhost", "example.org"),
    ],
)
@pytest.mark.parametrize("given", ['<link rel=canonical href="{}">', '<meta property="og:url" content="{}">'])
def test_a_page_takes_no_other_sites_place(asked: str, named: str, given: str) -> None:
    for here, there in ((asked, named), (named, asked)):
        asked_for = f"https://{here}/2024/rain"
        assert read(given.format(f"https://{there}/barrels"), url=asked_for).url == asked_for


def test_everything_else() -> None:
    head = (
        meta("og:site_name", "Garden Press")
        + meta("og:description", "All about   barrels &amp;amp; cans")
        + meta("og:image", "/b.jpg")
        + meta("article:tag", "Water")
        + meta("article:tag", "Garden tools")
    )
    about = read(head, lang="en-GB")
    assert (about.site, about.language, about.description) == ("Garden Press", "en", "All about barrels & cans")
    assert (about.image, about.tags) == ("https://www.gardenpress.example/b.jpg", ("Water", "Garden tools"))
    assert about.sources["site"] == "og:site_name"
    assert about.sources["tags"] == "article:tag"


def test_keywords_only_if_they_are_few() -> None:
    assert read('<meta name=keywords content="water, barrels">').tags == ("water", "barrels")
    assert read(f'<meta name=keywords content="{", ".join(f"word{i}" for i in range(30))}">').tags == ()


@pytest.mark.parametrize(
    ("descriptions", "found"),
    [
        (["Garden Press is where northern gardeners find their tools"], ""),
        (["Garden Press is where northern gardeners find rain barrels"], "Garden Press is where northern gardeners find rain barrels"),
        (["Garden Press", "How to fill them"], "How to fill them"),
        (["The", "How to fill them"], "How to fill them"),
        (["<br />How <b>to</b> fill them"], "How to fill them"),
        (["雨水を集める"], "雨水を集める"),
    ],
)
def test_description_of_the_article_not_of_the_site(descriptions: list[str], found: str) -> None:
    names = ("og:description", "description")
    head = meta("og:site_name", "Garden Press") + "".join(map(meta, names, (text.replace("<", "&lt;") for text in descriptions)))
    assert read(head, f"<h1>Rain barrels</h1><p>{'Water is kept for dry weeks. ' * 5}</p>").description == found


@pytest.mark.parametrize(
    ("path", "is_kept"),
    [
        ("/2024/barrel.jpg", True),
        ("/media/2946-barrel-logo.jpg", True),
        ("/sites/default/files/2946.jpg", True),
        ("/images/GardenPress_Logo_lg.gif", False),
        ("/images/fb_share_default.png", False),
        ("/images/icons/big_black.png", False),
        ("/spacer.gif", False),
        ("/m/apple-touch-icon.png", False),
    ],
)
def test_a_sites_logo_is_no_picture(path: str, *, is_kept: bool) -> None:
    image = "https://gardenpress.example" + path
    assert read(meta("og:site_name", "Garden Press") + meta("og:image", image)).image == (image if is_kept else "")
    other = "https://gardenpress.example/other.jpg"
    assert read(meta("og:image", image) + meta("twitter:image", other)).image == (image if is_kept else other)


def test_what_somebody_asked_is_the_text_of_a_page_of_questions() -> None:
    question = {"@type": "Question", "name": "Why do my beans rot?", "text": "I sow them in April.", "author": {"name": "Eva"}}
    asked = f'<script type="application/ld+json">{json.dumps({"@type": "QAPage", "mainEntity": question})}</script>'
    assert read(asked).body == "I sow them in April."
    nobodys = {key: value for key, value in question.items() if key != "author"}  # of a list of frequent questions
    assert read(asked.replace(json.dumps(question), json.dumps(nobodys))).body == ""
