"""Links between notes as Obsidian resolves them: written so that they lead to that very note, read by the same rules.

The rules: an exact path from the vault's root wins; else a file of that name in the linking note's own folder; else the shortest path.
Case never counts, aliases never resolve. Every link is proved by resolving it before it is given out.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal
from urllib.parse import quote, unquote

from ..notes.blocks import find_block
from ..text.folding import fold
from .subpaths import subpath, subpaths

Named = Callable[[str], Collection[str]]  # a file name, `X.md` or `X`, compared by `fold` -> the paths of all files of the vault so named

_BREAKS_WIKILINK = re.compile(r"[#^|\[\]`\\\n]|%%|<%")
_BREAKS_MARKDOWN = re.compile(r"[\s()<>#^?*\"%\[\]|\\`]")
_SPOKEN = str.maketrans({"[": "(", "]": ")", "|": "-", "`": "'", "\n": " ", "\r": " "})


@dataclass(frozen=True, slots=True)
class LinkStyle:
    """How the vault writes links: Obsidian's `useMarkdownLinks` and `newLinkFormat`."""

    markdown: bool = False
    form: Literal["shortest", "relative", "absolute"] = "shortest"


def write_link(target: str, source: str, named: Named, style: LinkStyle | None = None) -> str:
    """Return the link to the file at `target` as it stands in the note at `source`; both are paths from the vault's root.

    The reader sees the note's name, which a bare wikilink shows by itself. A name that a wikilink cannot carry (`#`, `|`, `[` …) gets a
    Markdown link with its whole path.
    """
    style = style or LinkStyle()
    known = _with(named, target)
    shown = _shown(_name(target))
    for path in _candidates(target, source, known, style):
        if resolve(path, source, known) != target:
            continue
        if style.markdown or _BREAKS_WIKILINK.search(path):
            dest = path if path.endswith(_ending(target)) else path + _ending(target)
            return f"[{_escaped(shown)}]({_encoded(dest)})"
        return f"[[{path}]]" if path == shown else f"[[{path}|{shown}]]"
    return f"[{_escaped(shown)}]({_encoded(target)})"


def resolve(link: str, source: str, named: Named) -> str | None:
    """Return the path of the file that a link in the note at `source` leads to, `None` if there is none.

    `link` is what stands between `[[` and `]]`, or a decoded Markdown destination; a heading, block or alias after it is ignored.
    """
    path = re.split(r"[#|]", link, maxsplit=1)[0].strip()
    folder = posixpath.dirname(source)
    if path.startswith(("./", "../")):
        path = posixpath.normpath(posixpath.join(folder, path))
        return None if path.startswith("../") else _exact(path, named)
    if path.startswith("/"):
        return _exact(path.lstrip("/"), named)
    if not path:
        return source if link.strip().startswith("#") else None
    return _exact(path, named) or _by_name(path, folder, named)


def repoint(text: str, old: str, new: str, lies: Callable[[str], str], means: Callable[[str, bool], str] | None = None) -> str:
    """Return a note's text after a move from folder `old` to `new`: relative links and embeds to files that exist lead to them again.

    Folders are paths from the vault's root, "" for the root itself; `lies` is asked with such paths, and says where the file that lay there
    lies now, "" where there is none. Where that is another place, links from the root follow as well. Definitions (`[x]: ../y`) and the
    `src` and `href` of HTML count. Bare wikilinks, which Obsidian finds by name, say what `means` gives for their name, if anything; it is
    also told whether the link names a heading or block that stands in this very text. Links inside code and addresses stay as they are;
    so do links in the properties that lead to a name with signs which YAML may read as its own.
    """
    block = find_block(text)
    names: dict[tuple[str, bool], str] = {}
    own = cache(lambda: subpaths(text))  # most texts have no such link

    def in_place(match: re.Match[str]) -> str:
        written = moved(match)
        in_properties = block is not None and match.start() < block.end()
        return match.group() if in_properties and (set(written) - set(match.group())) & _NOT_IN_YAML else written

    def moved(match: re.Match[str]) -> str:
        if wiki := match["wiki"]:
            return match.group().replace(wiki, _moved(wiki, old, new, lies) if wiki.startswith(".") else _rooted(wiki, lies), 1)
        if bare := match["bare"]:
            link = bare, means is not None and match["subpath"] is not None and subpath(match["subpath"]) in own()
            if link not in names:
                names[link] = (means(bare.strip(), link[1]) if means else "") or bare
            return f"[[{names[link]}"
        kind = next((kind for kind in _DESTINATIONS if match[kind]), "")
        dest = match[kind] if kind else ""
        if not dest or re.match(r"[a-z][a-z0-9+.-]*:|//|#", dest, re.IGNORECASE):
            return match.group()
        path, hash_, heading = dest.partition("#")
        decoded = unquote(path)
        target = _rooted(decoded, lies) if decoded.startswith("/") else _moved(decoded, old, new, lies)
        if target == decoded:
            return match.group()
        written = target if kind in {"angle", "defined_angle"} else _encoded(target)
        start, end = match.span(kind)
        offset = match.start()
        return f"{match.group()[: start - offset]}{written}{hash_}{heading}{match.group()[end - offset :]}"

    return _LINK.sub(in_place, text)


_NOT_IN_YAML = frozenset("'\"\\,:#[]{}&*!|>%@`")
_DESTINATIONS = ("dest", "angle", "defined", "defined_angle", "html")
_CLOSED = r"(?=\]\]|(?:\\?\||#)(?:[^\[\]\n]++|\[(?!\[)|\](?!\]))*+\]\])"  # without it, what follows `[[` is text as any other
_LINK = re.compile(
    r"^ {0,3}(?P<fence>`{3,}+|~{3,}+)[^\n]*\n.*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)"  # code is left alone: a fence,
    r"|(?<!`)(?P<ticks>`+)(?!`).{0,10000}?(?<!`)(?P=ticks)(?!`)"  # or a span; without the bound, runs that nothing closes take too long
    r"|\\[\\\[]"  # an escaped bracket begins no link, one behind an escaped backslash does
    rf"|\[\[(?P<wiki>[^\]\[|#\n/]*/(?:[^\]\[|#\n\\]|\\(?!\|))++){_CLOSED}"  # in a table `\|` stands before the words that are shown
    rf"|\[\[(?P<bare>[^\]\[|#\n/\\]++){_CLOSED}(?=(?P<subpath>#[^\[\]|\n]*+)?)"
    r"|\]\([ \t]*(?:<(?P<angle>[^<>\n]+)>|(?P<dest>[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*))(?=[\s)])"
    r"|^ {0,3}\[(?!\^)(?:[^\]\\\n]|\\.)+\]:[ \t]*(?:<(?P<defined_angle>[^<>\n]+)>|(?P<defined>[^\s<>]+))(?=\s|$)"
    r"|<(?:img|a|video|audio|source|track|embed|iframe)\b[^<>]*?\s(?:src|href)[ \t]*=[ \t]*(?P<quote>[\"'])(?P<html>[^\"'<>\n]+)(?P=quote)",
    re.MULTILINE | re.DOTALL,
)


def _moved(path: str, old: str, new: str, lies: Callable[[str], str]) -> str:
    target = posixpath.normpath(posixpath.join(old, path))
    now = "" if target.startswith("..") else _now(target, lies)
    from_root = now not in {target, path} and "/" in path and not path.startswith(".") and _now(path, lies) == path  # that was meant
    if not now or from_root:
        return _rooted(path, lies)
    if now == target and old == new:
        return path
    relative = posixpath.relpath(now, new or ".")
    return relative if relative.startswith("../") or not path.startswith("./") else f"./{relative}"


def _rooted(path: str, lies: Callable[[str], str]) -> str:
    """The path of a link from the vault's root, led to where the file lies now."""
    target = path.lstrip("/")
    now = "" if ".." in target.split("/") else _now(target, lies)
    return path[: len(path) - len(target)] + now if now else path


def _now(target: str, lies: Callable[[str], str]) -> str:
    """Where the file of a link lies now, written as the link writes it: with its ending or without."""
    return lies(target) or lies(f"{target}.md").removesuffix(".md")


def _candidates(target: str, source: str, named: Named, style: LinkStyle) -> Iterator[str]:
    """Yield ways to write the path, the wished one first; each later one leaves less room for another meaning."""
    base = posixpath.basename(target)
    rooted = target.removesuffix(".md")
    if style.form == "relative":
        relative = posixpath.relpath(rooted, posixpath.dirname(source) or ".")
        yield from (relative, f"./{relative}")
    elif style.form == "shortest" and len(_files(base, named)) == 1:
        yield base.removesuffix(".md")
    yield from (rooted, target, f"/{rooted}", f"/{target}")


def _with(named: Named, target: str) -> Named:
    """Return `named` that also knows the target, which may not be written yet."""
    wanted = {fold(posixpath.basename(target)), fold(_name(target))}

    def known(name: str) -> Collection[str]:
        return {*named(name), target} if fold(name) in wanted else named(name)

    return known


def _files(name: str, named: Named) -> set[str]:
    """Return the paths of the files with exactly this file name, whether `named` wants to be asked with its ending or without."""
    paths = {*named(name), *(named(name.removesuffix(".md")) if name.endswith(".md") else ())}
    wanted = fold(name)
    return {path for path in paths if fold(path.rpartition("/")[2]) == wanted}


def _exact(path: str, named: Named) -> str | None:
    wanted = fold(path)
    for name, full in ((posixpath.basename(path), wanted), (f"{posixpath.basename(path)}.md", f"{wanted}.md")):
        same = sorted(other for other in _files(name, named) if fold(other) == full)
        if same:
            return path if path in same else f"{path}.md" if f"{path}.md" in same else same[0]
    return None


def _by_name(path: str, folder: str, named: Named) -> str | None:
    base, tail = posixpath.basename(path), fold(f"/{path}")
    for name, end in ((base, tail), (f"{base}.md", f"{tail}.md")):
        found = [other for other in _files(name, named) if fold(f"/{other}").endswith(end)]
        if found:
            return min(found, key=lambda other: (fold(other.rpartition("/")[0]) != fold(folder), len(other), other))
    return None


def _ending(target: str) -> str:
    return ".md" if target.endswith(".md") else ""


def _name(target: str) -> str:
    return posixpath.basename(target).removesuffix(".md")


def _shown(text: str) -> str:
    return " ".join(text.translate(_SPOKEN).replace("%%", "%").replace("<%", "< %").split())


def _escaped(text: str) -> str:
    return re.sub(r"([\\*_~=$<>#^])", r"\\\1", text)


def _encoded(path: str) -> str:
    return _BREAKS_MARKDOWN.sub(lambda match: quote(match.group()), path)
