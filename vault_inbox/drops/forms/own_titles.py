"""What of a person's own note its title is made of, where its file has no name: the words, not the marks that Obsidian reads."""

from __future__ import annotations

import re

from ..shared.links import outside_code

_LOOK = 50_000  # characters of a note in which its first words are looked for
_EMBED = re.compile(r"!\[\[([^\[\]|\n]{1,500})(?:\|[^\[\]\n]{0,500})?\]\]|!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)")
_WIKILINK = re.compile(r"\[\[([^\[\]|\n]{1,500})(?:\|([^\[\]\n]{1,500}))?\]\]")
_BEHIND = re.compile(r"(?<=[.!?…])[ \t]{1,9}(?:\[\[[^\[\]\n]{1,500}\]\][ \t]{0,9}){1,20}+$")  # links below a sentence, on its line
_CALLOUT = re.compile(r"[ \t]{0,9}(?:>[ \t]{0,9}){1,9}\[![\w-]{1,40}\][+-]?")
_MARK = re.compile(r"#(?=[\w/-]*[^\W\d])[\w/-]+|\^[A-Za-z0-9-]+")  # a tag, and the name of a block
_COMMENT = re.compile(r"[ \t]*(?:%%.*%%|\$\$)[ \t]*")
_FENCE = re.compile(r" {0,3}(?:`{3}|~{3})")


def spoken(text: str) -> str:
    """Give the lines of a note of which a title can be made, links by their words, without embeds and the marks of callouts, tags and code.

    Where nothing else stands: what stands in its code, else the names of what it shows, else all of it.
    """
    lines = [*outside_code(text[:_LOOK])]
    words = [said for line, live in lines if live for said in _said(line)]
    if not any(re.search(r"\w", line) for line in words):
        words = [line for line, live in lines if not live and not _FENCE.match(line)]
    if not any(map(str.strip, words)):
        words = [_stem(embed[1]) for line, _ in lines for embed in _EMBED.finditer(line) if embed[1]]
    return "\n".join(words) or text


def _said(line: str) -> list[str]:
    """Give what a line says: nothing of one that only shows something, two lines of a callout's title, which stands alone."""
    plain = _EMBED.sub("", line)
    if callout := _CALLOUT.match(plain):
        title = plain[callout.end() :].strip()
        return [_WIKILINK.sub(_words, title), ""] if title else []
    if (plain != line and not plain.strip()) or _COMMENT.fullmatch(plain):
        return []
    plain = _WIKILINK.sub(_words, _BEHIND.sub("", plain))
    while (parts := plain.rstrip().rsplit(None, 1)) and _MARK.fullmatch(parts[-1]):
        plain = parts[0] if len(parts) == 2 else ""
    return [plain] if plain.strip() or not line.strip() else []


def _words(link: re.Match[str]) -> str:
    """Give the words that a link shows: its own, else the name of the note, without its folder, or of the heading in this one."""
    name, _, heading = link[1].partition("#")
    return (link[2] or name.rpartition("/")[2] or heading).strip()


def _stem(target: str) -> str:
    return re.sub(r"\.\w{1,5}$", "", target.partition("#")[0].rpartition("/")[2])
