"""Exports of bookmarks, as browsers and services write them."""

from __future__ import annotations

from datetime import datetime

import pytest

from vault_inbox.drops import read_drop, split_drop
from vault_inbox.drops.forms.bookmarks import without_icons
from vault_inbox.errors import DropError
from vault_inbox.model import Drop, Note

MTIME = datetime(2026, 11, 24, 12, 0)
HEAD = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file.
     It will be read and overwritten.
     DO NOT EDIT! -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks of Eva</H1>

<DL><p>
"""


def link(number: int, name: str, more: str = ' ADD_DATE="1700000000"') -> str:
    return f'    <DT><A HREF="https://s{number}.example.org/"{more}>{name}</A>\n'


def folder(name: str, inside: str) -> str:
    return f'    <DT><H3 ADD_DATE="1700000000">{name}</H3>\n    <DL><p>\n{inside}    </DL><p>\n'


def read(inside: str, head: str = HEAD, name: str = "bookmarks_11_24_26.html") -> Note:
    return read_drop(Drop(name, f"{head}{inside}</DL><p>\n".encode(), MTIME))


def test_folders_and_order_stay_as_they_are() -> None:
    inner = folder("Sauces", link(3, "Pesto") + link(4, "Salsa"))
    note = read(folder("Kitchen", link(1, "Bread") + inner + link(2, "Noodles")) + link(5, "Above all"))
    assert note.content == (
        "- **Kitchen**\n"
        "  - [Bread](https://s1.example.org/) · 2023-11-14\n"
        "  - **Sauces**\n"
        "    - [Pesto](https://s3.example.org/) · 2023-11-14\n"
        "    - [Salsa](https://s4.example.org/) · 2023-11-14\n"
        "  - [Noodles](https://s2.example.org/) · 2023-11-14\n"
        "- [Above all](https://s5.example.org/) · 2023-11-14"
    )
    assert (note.title, note.source, note.words) == ("Bookmarks of Eva", "drop", True)


def test_links_of_a_folder_without_a_name_are_no_other_folders() -> None:
    note = read(folder("Work", link(1, "Bread", "")) + folder("", link(2, "Mine", "")) + link(3, "Above all", ""))
    assert note.content == (
        "- **Work**\n  - [Bread](https://s1.example.org/)\n- **…**\n  - [Mine](https://s2.example.org/)\n- [Above all](https://s3.example.org/)"
    )
    assert read(folder("", folder("&nbsp;", link(1, "Deep", "")))).content == "- **…**\n  - **…**\n    - [Deep](https://s1.example.org/)"


def test_an_icon_in_the_name_of_a_bookmark_is_a_word() -> None:
    icon = ' ICON_URI="https://a.example.org/favicon.ico" ICON="data:image/png;base64,AAAA"'
    name = 'A ICON="x" B'
    data = f"{HEAD}{link(1, name, icon)}</DL>".encode()
    note = read_drop(Drop("b.html", data, MTIME))
    assert note.content == f"- [{name}](https://s1.example.org/)"
    assert without_icons(data) == data.replace(icon.encode(), b"")


def test_no_word_of_a_bookmark_is_a_byline_or_furniture() -> None:
    names = ("By Anna Smith", "von Anna Schmidt", "Newsletter abonnieren", "Share on Facebook", "Related articles", "Impressum", "Log in")
    note = read("".join(link(number, name, "") for number, name in enumerate(names)))
    assert note.content.split("\n") == [f"- [{name}](https://s{number}.example.org/)" for number, name in enumerate(names)]
    assert (note.author, note.site, note.published, note.url, note.references) == ("", "", None, "", ())


def test_a_few_bookmarks_are_no_notice_and_no_page_to_be_fetched() -> None:
    drop = Drop("b.html", f"{HEAD}{link(1, 'Bread')}<DD>The best rye bread, says Tom\n</DL>".encode(), MTIME)
    assert read_drop(drop).content == "- [Bread](https://s1.example.org/) · 2023-11-14\n  The best rye bread, says Tom"
    assert split_drop(drop) == (drop,)


def test_what_is_said_of_a_bookmark_or_folder_stands_below_it() -> None:
    told = "<DD>von Peter Meyer\n- a second line<br># a third\n\n"
    note = read(folder("Kitchen", link(1, "Bread") + told + link(2, "Noodles")).replace("</H3>", "</H3><DD>What to cook"))
    assert note.content == (
        "- **Kitchen**\n"
        "  What to cook\n"
        "  - [Bread](https://s1.example.org/) · 2023-11-14\n"
        "    von Peter Meyer\n"
        "    \\- a second line\n"
        "    \\# a third\n"
        "  - [Noodles](https://s2.example.org/) · 2023-11-14"
    )


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        (' ADD_DATE="1700000000" TAGS="compost, soil"', " · 2023-11-14 · compost, soil"),
        (' ADD_DATE="1700000000000000" SHORTCUTURL="br"', " · 2023-11-14 · br"),
        (" ADD_DATE=1700000000 TAGS=''", " · 2023-11-14"),
        (' ADD_DATE="0" ICON="data:image/png;base64,AAAA"', ""),
        (' add_date="never" tags="a,,b"', " · a, b"),
    ],
)
def test_days_and_tags_of_bookmarks_are_plain_words(attributes: str, told: str) -> None:
    assert read(link(1, "Bread", attributes)).content == f"- [Bread](https://s1.example.org/){told}"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://a.example.org/?x=1&amp;y=2#part", "[Name](https://a.example.org/?x=1&y=2#part)"),
        ("mailto:eva@example.org", "[Name](mailto:eva@example.org)"),
        ("javascript:alert('[[x]]')", "Name"),
        ("place:sort=8&amp;maxResults=10", "Name"),
        ("data:text/html,Hello", "Name"),
        ("about:blank", "Name"),
        ("data.gov/soil", "Name · data.gov/soil"),
        ("place-names.example.org", "Name · place-names.example.org"),
        ("chrome://settings", "Name · chrome:\\//settings"),
        ("", "Name"),
    ],
)
def test_an_address_that_is_no_pages_leads_nowhere(address: str, shown: str) -> None:
    assert read(f'<DT><A HREF="{address}">Name</A>').content == f"- {shown}"


def test_names_of_bookmarks_do_nothing() -> None:
    names = "[[Note]] &lt;b&gt; #tag 1 &amp; 2 ![](x)", "[ ] task", "a &lt; b < c"
    lines = read("".join(f'<DT><A HREF="javascript:1">{name}</A>\n' for name in names)).content.split("\n")
    assert lines == ["- \\[\\[Note]] \\<b> \\#tag 1 & 2 ![]\\(x)", "- \\[ ] task", "- a < b < c"]


def bookmarklet(code: str, name: str = "Zap page") -> str:
    return f'    <DT><A HREF="{code}" ADD_DATE="1700000000">{name}</A>\n'


@pytest.mark.parametrize(
    "code",
    [
        "javascript:(function(){document.body.innerHTML+='</ul></div><a href=https://evil.example.org/>click</a>';})();",
        "javascript:if(1>0){document.write('<h1>Wide</h1><dl><dt>x</dl></DL><p>')}",
        "javascript:for(i=0;i<9;i++)alert('<!-- ' + i)",
        "data:text/html,<title>Pad</title><body contenteditable><li>x",
    ],
)
def test_tags_in_the_code_of_a_bookmarklet_are_none(code: str) -> None:
    note = read(folder("Kitchen", link(1, "Bread") + bookmarklet(code) + link(2, "Soup")) + link(3, "Above all"))
    assert note.content == (
        "- **Kitchen**\n"
        "  - [Bread](https://s1.example.org/) · 2023-11-14\n"
        "  - Zap page · 2023-11-14\n"
        "  - [Soup](https://s2.example.org/) · 2023-11-14\n"
        "- [Above all](https://s3.example.org/) · 2023-11-14"
    )


def test_a_value_that_has_no_end_hides_no_words() -> None:
    forgotten = '<DT><A HREF="javascript:x>Bread</A>\n<DD>as "Tom" bakes it\n'
    assert read(forgotten + link(2, "Soup", "")).content == '- Bread\n  as "Tom" bakes it\n- [Soup](https://s2.example.org/)'
    forgotten = '<DT><A HREF="https://s1.example.org/>Bread</A> as "Tom" bakes it\n'
    assert read(forgotten + link(2, "Soup", "")).content == '- Bread\n  as "Tom" bakes it\n- [Soup](https://s2.example.org/)'
    assert read(bookmarklet("javascript:'<b>'", '5" <b>disc</b> "x"')).content == '- 5" disc "x" · 2023-11-14'


@pytest.mark.parametrize("tag", ["b", "i", "em", "p", "a"])
def test_a_bare_sign_in_a_title_begins_no_tag_where_words_follow(tag: str) -> None:
    assert read(link(1, f"if x<{tag} then c>d", "") + link(2, "Soup", "")).content == (
        f"- [if x\\<{tag} then c>d](https://s1.example.org/)\n- [Soup](https://s2.example.org/)"
    )
    assert read(link(1, "a <b>fat</b> <i class='x'>thin</i> <p /> word", "")).content == "- [a fat thin word](https://s1.example.org/)"


def test_lists_without_ends_and_words_between_them_are_read() -> None:
    links = '<dt><a href=https://s1.example.org/>Bread</a> baked by Tom<dt><a href="https://s2.example.org/">Oats'
    broken = f"<dl><dt><h3>Kitchen</h3><dl>{links}"
    note = read_drop(Drop("b.htm", f"<!doctype netscape-bookmark-file-1><p>All I know{broken}".encode(), MTIME))
    assert note.title == "b"
    assert note.content == (
        "All I know\n\n- **Kitchen**\n  - [Bread](https://s1.example.org/)\n    baked by Tom\n  - [Oats](https://s2.example.org/)"
    )


def test_lists_of_pocket_are_such_exports() -> None:
    page = """<!DOCTYPE html><html><!--So long and thanks for all the fish--><head><meta http-equiv="Content-Type"
content="text/html; charset=UTF-8" /><title>Pocket Export</title></head><body><h1>Unread</h1><ul>
<li><a href="https://s1.example.org/" time_added="1700000000" tags="bread,oven">By Eva</a></li></ul>
<h1>Read Archive</h1><ul><li><a href="https://s2.example.org/" time_added="1600000000" tags="">Oats</a></li></ul></body></html>"""
    note = read_drop(Drop("ril_export.html", page.encode(), MTIME))
    assert note.title == "Pocket Export"
    assert note.content == (
        "- **Unread**\n  - [By Eva](https://s1.example.org/) · 2023-11-14 · bread, oven\n"
        "- **Read Archive**\n  - [Oats](https://s2.example.org/) · 2020-09-13"
    )


def test_a_page_about_bookmarks_is_a_page() -> None:
    words = "<p>The first line of such a file is NETSCAPE-Bookmark-file-1, whatever wrote it, and nobody remembers why that is so.</p>" * 9
    page = f"<!DOCTYPE html><html><head><title>Files of bookmarks</title></head><body><article>{words}</article></body></html>"
    note = read_drop(Drop("x.html", page.encode(), MTIME))
    assert (note.source, note.content[:14]) == ("clip", "The first line")


def test_many_bookmarks_with_their_icons_are_read() -> None:
    icon = f' ADD_DATE="1700000000" ICON_URI="https://a.example.org/favicon.ico" ICON="data:image/png;base64,{"A" * 900}"'
    note = read("".join(folder(f"F {part}", "".join(link(each, f"Page {each}", icon) for each in range(1000))) for part in range(20)))
    assert note.content.count("](https://") == 20_000


def test_a_file_without_bookmarks_says_so() -> None:
    with pytest.raises(DropError, match="holds no bookmarks"):
        read(folder("Kitchen", ""))
