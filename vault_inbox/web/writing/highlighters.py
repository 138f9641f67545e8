"""Code as highlighters set it, taken to pieces for its line numbers -> plain blocks of code with their language.

Done before the article is chosen: then a block is one text, kept or left out as a whole, and an empty line no box in which nothing is left.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from ..dom import BLOCKS, HEADINGS, holds_blocks, tag_of, text_of, words_of
from .code import code_text, is_gutter, is_numbering, language_of, shown_text
from .tables import rows_of

# The cells that hold the code, by the names that only highlighters give; `code` by itself may be any column.
_CELL = re.compile(r"(?:^|\s)(?:crayon-code|urvanov-syntax-highlighter-code|rouge-code|blob-code|hljs-ln-code|de1)(?=$|\s)")
_CODE = re.compile(r"(?:^|\s)code(?=$|\s)")
# SyntaxHighlighter 2 and 3, 1.5, Crayon: boxes in which all is code but the parts named below.
_BOX = re.compile(r"(?:^|\s)(?:syntaxhighlighter|dp-highlighter|(?:crayon|urvanov-syntax-highlighter)-syntax)(?=$|\s)")
_CRAYON = re.compile(r"(?:^|\s)(?:crayon|urvanov-syntax-highlighter)-(?:(main)|(language)|(title))(?=$|\s)")
_LISTED = re.compile(r"(?:^|\s)(?:dp-(?:c|j|py|rb|vb|xml|css|sql|cpp|delphi)|hljs-ln)(?=$|\s)")
_BARS = frozenset(("bar", "tools", "toolbar", "number", "gutter"))
# What lines of code are made of. A box that holds more was never closed, and has the rest of the page in it.
_LINES = frozenset(("div", "p", "ol", "ul", "li", "table", "caption", "thead", "tbody", "tr", "td", "th", "pre", "button", "textarea"))
_LABEL = re.compile(r"(?:^|\s)(?:lang|language-name)(?=$|\s)")
_GIST = re.compile(r"https://gist\.github\.com/(?!.*/raw(?:/|$))")  # its page, not the bare file
_HOLDERS = frozenset(("pre", "code", "table", "div", "ol"))  # of all that highlighters make
_NEAR = 3  # elements on each side of a block
_FLOWING = ("p", "div", "li", "dd", "blockquote", "section", "article", "main", "center", "body", "figure")


def set_plain(root: HtmlElement) -> None:
    """Put a plain `<pre>` in the place of each block of code below an element that a highlighter has taken to pieces."""
    todo = [root]
    while todo:
        element = todo.pop()
        if element.tag not in _HOLDERS or not _set(element):
            todo += reversed(element)


def _set(element: HtmlElement) -> bool:
    """Make one block of an element if it is one; true where nothing below it is to be looked at."""
    tag, classes = tag_of(element), element.get("class") or ""
    if tag == "pre":
        if holds_blocks(element) and _is_of_lines(element) and not is_numbering(element):
            _become(element, code_text(element), language_of(element))
        _clear_beside(element)
        return True
    if tag == "code":
        return _is_alone(element) and _become(element, shown_text(element), language_of(element))
    if tag == "table":
        return _of_table(element)
    if tag == "div" and _BOX.search(classes) and _is_of_lines(element):
        _of_box(element)
        return True
    if tag == "div" and "gist" in classes.split():
        return _of_gist(element)
    if tag == "ol" and _LISTED.search(classes):
        return _become(element, code_text(element, verbatim=False), language_of(element))
    return False


def _is_of_lines(element: HtmlElement) -> bool:
    return all(each.tag in _LINES for each in element.iterdescendants(*BLOCKS, "img"))


def _become(element: HtmlElement, code: str, language: str, titles: tuple[str, ...] = ()) -> bool:
    """Make an element a plain block of code, below lines that name it; does nothing where there is no code."""
    if not code.strip():
        return False
    tail, parent = element.tail, element.getparent()
    element.clear()
    element.tag, element.text, element.tail = "pre", code, tail
    if language:
        element.set("class", f"language-{language}")
    for title in titles if parent is not None else ():
        line = element.makeelement("p")
        line.text = title
        element.addprevious(line)
    return True


def _clear_beside(pre: HtmlElement) -> None:
    """Take out the line numbers beside a block, and the label that says its language once more."""
    for sibling in [*islice(pre.itersiblings(), _NEAR), *islice(pre.itersiblings(preceding=True), _NEAR)]:
        said = words_of(sibling) if tag_of(sibling) in ("div", "span") else ""
        numbers = said and is_gutter(sibling) and not any(map(str.isalpha, said))
        if numbers or (said and _LABEL.search(sibling.get("class") or "") and said.lower() == language_of(pre)):
            sibling.drop_tree()


def _of_gist(gist: HtmlElement) -> bool:
    """The files of a gist that is shown in a page, each below its name, which leads to it; "view raw" and "hosted by" are GitHub's."""
    made: list[HtmlElement] = []
    if next(gist.iter("article"), None) is not None:
        return False  # one of its files is Markdown
    for table in gist.iter("table"):
        box = next((each for each in table.iterancestors("div") if "gist-file" in (each.get("class") or "").split()), gist)
        link = next((link for link in box.iter("a") if _GIST.match(link.get("href") or "")), None)
        if not _of_table(table):
            return False
        if link is not None:
            made.append(gist.makeelement("p"))
            made[-1].append(link)
            link.tail = None
        made.append(table)
    if made:
        gist[:] = made
    return bool(made)


def _of_table(table: HtmlElement) -> bool:
    """A table of line numbers and code: each of its rows has numbers, by the name of their cell, and one cell of code."""
    if next(table.iterdescendants("table", *HEADINGS), None) is not None:
        return False
    titles = [words_of(caption) for caption in table.iterchildren("caption")]
    cells: list[HtmlElement] = []
    numbered = False
    for row in rows_of(table):
        if len(row) == 1 and tag_of(row[0]) == "th" and not cells:  # the name of the file
            titles.append(words_of(row[0]))
            continue
        others = [cell for cell in row if not _is_numbers(cell)]
        if len(others) != 1 or not _is_code(others[0]):
            return False
        numbered = numbered or len(row) > 1
        cells += others
    if not numbered:
        return False
    language = next(filter(None, (language_of(pre) for cell in cells[:1] for pre in cell.iter("pre"))), "") or language_of(table)
    code = "\n".join(code_text(cell, verbatim=not holds_blocks(cell)) for cell in cells)  # a cell without boxes is its line as it stands
    return _become(table, code, language, tuple(filter(None, titles)))


def _is_numbers(cell: HtmlElement) -> bool:
    """Whether a cell holds line numbers, named as such; empty ones are drawn by the style sheet."""
    text = text_of(cell)
    return not any(map(str.isalpha, text)) and (is_gutter(cell) or (bool(text.strip()) and not code_text(cell)))


def _is_code(cell: HtmlElement) -> bool:
    classes = cell.get("class") or ""
    if _CELL.search(classes):
        return True
    if _CODE.search(classes) and next(cell.iter("pre", "code", "div"), None) is not None:
        return True
    first = next(cell.iter("pre"), None)  # `<code>` alone is a word of a table: a command, a verb of HTTP
    return first is not None and words_of(first) == words_of(cell)


def _of_box(box: HtmlElement) -> None:
    """A box of SyntaxHighlighter's or Crayon's: its bars, buttons and numbers go, its title stays above, its language is said."""
    titles = [words_of(caption) for caption in box.iter("caption")]
    language, main = language_of(box), box
    for part in box.iterdescendants("div", "span"):
        named = _CRAYON.search(part.get("class") or "")
        if named and named[1]:
            main = part
        elif named and named[2]:
            language = words_of(part).lower() or language
        elif named:
            titles.append(words_of(part))
    for part in list(main.iterdescendants("div", "td", "code", "caption", "textarea")):
        names = (part.get("class") or "").split()
        if (part.tag in ("caption", "textarea") or (names and _BARS.issuperset(names[:1]))) and part.getparent() is not None:
            part.drop_tree()
    if not language:
        language = next(filter(None, map(language_of, islice(main.iter("ol", "pre"), 2))), "")
    _become(box, code_text(main, verbatim=False), language, tuple(filter(None, titles)))


def _is_alone(code: HtmlElement) -> bool:
    """Whether `<code>` of more than one line is all that its paragraph says; in a row of cells it is a word of a table."""
    if next(code.iter("br"), None) is None or next(code.iterdescendants("code", *BLOCKS), None) is not None or "\n" not in shown_text(code):
        return False
    holder = code
    while True:
        parent = holder.getparent()
        if parent is None or _says_beside(holder, parent):
            return False
        if tag_of(parent) in BLOCKS:
            cell = next((each for each in (parent, *parent.iterancestors("td", "th", "pre")) if each.tag in ("td", "th", "pre")), None)
            return (parent is cell or tag_of(parent) in _FLOWING) and (cell is None or _is_row(cell))
        holder = parent


def _is_row(cell: HtmlElement) -> bool:
    """Whether a cell is all of its row, as are those of the rows beside it: such a table but lays out, or frames, what it holds."""
    row = cell.getparent()
    if cell.tag != "td" or row is None or row.tag != "tr":
        return False
    return len(row) == 1 and all(len(each) == 1 for each in (row.getprevious(), row.getnext()) if each is not None)


def _says_beside(element: HtmlElement, parent: HtmlElement) -> bool:
    """Whether words or pictures stand in one line with an element, up to the next block on each side."""
    if _is_text(element.tail):
        return True
    for sibling in element.itersiblings():
        if tag_of(sibling) in BLOCKS:
            break
        if _says(sibling) or _is_text(sibling.tail):
            return True
    for sibling in element.itersiblings(preceding=True):
        if _is_text(sibling.tail):
            return True
        if tag_of(sibling) in BLOCKS:
            return False
        if _says(sibling):
            return True
    return _is_text(parent.text)


def _is_text(text: str | None) -> bool:
    return bool(text) and not str(text).isspace()


def _says(element: HtmlElement) -> bool:
    return tag_of(element) == "img" or bool(words_of(element))
