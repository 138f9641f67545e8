"""Documentation and files of code: the text of pages whose software is known, whole, without what its theme puts around and into it."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace

from lxml.etree import SubElement
from lxml.html import HtmlElement, fragment_fromstring

from ..dom import HEADINGS, words_of
from ..metadata.page import Metadata
from ..writing.code import language_of
from .forums import has
from .manuals import MANUALS, Manual

_SHORTEST = 200  # characters; a page with less says nothing, or says it elsewhere
_README = frozenset(("markdown-body", "file-view"))  # a file of Markdown is whole, however short
_LINKED = 0.6  # of the characters; a page with more of them in links is a list of other pages
_LANGUAGE = re.compile(r'"language":\s*"([A-Za-z+#]{1,20})"')
_GIST_TYPE = re.compile(r"(?:^|\s)type-([\w+#-]+)")


def document_of(root: HtmlElement, markup: str) -> HtmlElement | None:
    """The text of a page of documentation or of a file of code, `None` if the page is none that is known; `markup` is the page as it came.

    Pages that hardly say anything, or only list others, are left to be judged as any page.
    """
    file = _file_of(root, markup)
    if file is not None:
        return file
    for manual in MANUALS:
        if manual.word in markup and root.xpath(manual.signature) and (found := root.xpath(manual.content)):
            content = deepcopy(found[0])
            content.tail = None
            _clean(content, manual)
            if not _says_enough(content):
                return None
            _untitle(content, root)
            return _boxed(content)
    return None


def undated(about: Metadata) -> Metadata:
    """What a page of documentation says of itself: a day of its last change is none of publication."""
    if about.sources.get("published") != "shown as changed":
        return about
    return replace(about, published=None, modified=about.modified or about.published)


def _says_enough(content: HtmlElement) -> bool:
    words = words_of(content)
    linked = sum(len(words_of(anchor)) for anchor in content.iter("a") if (anchor.get("href") or "#")[:1] != "#")
    least = 1 if not _README.isdisjoint((content.get("class") or "").split()) else _SHORTEST
    return len(words) >= least and linked <= _LINKED * len(words)


def _clean(content: HtmlElement, manual: Manual) -> None:
    for chrome in _found(content, manual.chrome):
        if chrome is not content and chrome.getparent() is not None:
            chrome.drop_tree()
    for signature in _found(content, manual.signatures):
        _declare(signature)
    for box in _found(content, manual.boxes):
        box.set("class", f"admonition {box.get('class')}")
    for element in _found(content, manual.layout):
        element.tag = "div"
    for pre in content.iter("pre") if manual.language else ():
        if not language_of(pre):
            pre.set("data-lang", manual.language)
    for tabs in _found(content, manual.tabs):
        _label(tabs, manual)


def _found(content: HtmlElement, path: str) -> list[HtmlElement]:
    return list(content.xpath(path)) if path else []


def _declare(signature: HtmlElement) -> None:
    """A declaration becomes code; in a heading it stays one."""
    text = words_of(signature)
    for child in list(signature):
        signature.remove(child)
    signature.text = None
    SubElement(signature, "code").text = text
    if signature.tag not in (*HEADINGS, "dt"):
        signature.tag = "p"


def _label(tabs: HtmlElement, manual: Manual) -> None:
    """Each panel gets its label as a line above it: all of them are seen at once in a note."""
    labels, panels = tabs.xpath(manual.label), tabs.xpath(manual.panel)
    if len(labels) == len(panels):
        for label, panel in zip(labels, panels, strict=True):
            line = fragment_fromstring("<p></p>")
            SubElement(line, "b").text = words_of(label) or label.get("data-title")
            line.tail, panel.text = panel.text, None
            panel.insert(0, line)
    for label in labels:
        label.drop_tree()


def _untitle(content: HtmlElement, root: HtmlElement) -> None:
    """Take out the heading that is the page's title: its only one of the first level, or one that `<title>` says again."""
    heading = next(content.iter("h1"), None)
    title = next((words_of(element) for element in root.iter("title")), "")
    alone = len(list(root.iter("h1"))) == 1
    if heading is not None and (alone or words_of(heading).casefold() in title.casefold()):
        heading.drop_tree()


def _boxed(content: HtmlElement) -> HtmlElement:
    article = fragment_fromstring("<div></div>")
    article.append(content)
    return article


def _file_of(root: HtmlElement, markup: str) -> HtmlElement | None:
    """The code of a file on GitHub, or of the files of a gist."""
    article = fragment_fromstring("<div></div>")
    for area in root.xpath("id('read-only-cursor-text-area')[self::textarea]"):
        scripts = (script.text or "" for script in root.iter("script") if script.get("data-target") == "react-app.embeddedData")
        language = next((found[1] for script in scripts if (found := _LANGUAGE.search(script))), "")
        SubElement(_code(article, language), "code").text = area.text
    files = root.xpath(f"//div[{has('gist-content')}]//div[{has('file')}]") if "gist-content" in markup else []
    for file in files:
        if len(files) > 1 and (names := file.xpath(f".//*[{has('gist-blob-name')}]")):
            SubElement(article, "h2").text = words_of(names[0])
        _gist(file, article)
    return article if len(article) else None


def _gist(file: HtmlElement, article: HtmlElement) -> None:
    for body in file.xpath(f".//article[{has('markdown-body')}]"):
        article.append(body)
    for table in file.xpath(f".//table[{has('js-file-line-container')}]"):
        holder = table.xpath(f"ancestor::div[{has('blob-wrapper')}]/@class")
        found = _GIST_TYPE.search(holder[0]) if holder else None
        _code(article, found[1] if found else "").append(table)


def _code(article: HtmlElement, language: str) -> HtmlElement:
    return SubElement(article, "pre", {"class": f"language-{language.lower()}"} if language else {})
