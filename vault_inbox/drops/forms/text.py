"""A captured text (share sheet, phone, feed, script) → its first Note."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ...errors import DropError
from ...model import FOREIGN, Drop, Note, Reference
from ...notes import inert
from ...notes.tags import valid_tag
from ...web.urls import clean, find_urls, identity, site_of
from ..shared.body import share_text
from ..shared.decode import decode, plain_lines
from ..shared.facts import Facts, author_of, folder_wish, tags_of
from ..shared.headers import names_nothing, read_headers, words_beside
from ..shared.links import distinct, link_line, link_lines, outside_code, references, titled_link, with_targets, words_of
from ..shared.names import DropName, first_note, read_name
from ..shared.titles import choose_title, repeats, title_line, without_title
from .entries import read_entry
from .feeds import feed_text
from .mail_lines import read_lines

_MARKED = re.compile(r"\s*#\w")
# A colour, or a word that begins a line of C, C# or Swift.
_NO_TAG = re.compile(
    r"#(?:(?=\D*\d)(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})"
    r"|if|ifdef|ifndef|else|elif|endif|define|include|pragma|undef|error|warning|line|import|region|endregion|available|selector)",
    re.IGNORECASE,
)
PAGE_TEXT = 400  # characters of a clip or share that make it the article itself, not a pointer to it


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a drop without header lines: `html` is true where it was HTML, `links` are its links, best first."""

    text: str
    links: tuple[Reference, ...]
    html: bool = False


def read_text(drop: Drop) -> Note:
    """Read a text drop: header lines at the top, then the text with its links. Raises DropError for what is no text."""
    text = plain_lines(decode(drop.data))
    if read_name(drop).source == "email" and (mail := _mail(drop, text)):
        return mail
    facts, body = read_headers(text)
    entry = read_entry(body)
    if entry is None:
        return captured_note(drop, facts, body)
    told, content = entry
    other = (told.title,) if facts.title and told.title.casefold() != facts.title.casefold() else ()
    return captured_note(drop, replace(facts | told, aliases=other), content, source=read_name(drop).source or "rss", foreign=True)


def _mail(drop: Drop, text: str) -> Note | None:
    read = read_lines(text)
    if read is None:
        return None
    said, sender, rest = read
    parted = not rest.partition("\n")[0].strip()  # what follows a blank line is the mail's text, also where it begins with "Title:"
    facts, body = (Facts(), rest) if parted else read_headers(rest)
    if said.contradicts(facts):
        facts, body = Facts(), rest
    return replace(captured_note(drop, said | facts, body), sender=sender)


def captured_note(drop: Drop, facts: Facts, text: str, *, source: str = "", foreign: bool = False) -> Note:
    r"""Make the note of a captured text from its facts and its body (lines end in `\n`); `source` wins over the file name's.

    With `foreign` the text is a feed's, whatever the source.
    Raises DropError when nothing is left that a note could hold.
    """
    name = read_name(drop)
    source = source or name.source or ("rss" if facts.feed else "drop")
    rss = foreign or source == "rss" or bool(facts.feed)
    foreign = foreign or source in FOREIGN
    headed = facts != Facts()
    if not rss and not foreign and source != "share":
        facts, text = _with_hashtags(facts, text)
    said = facts
    feed, facts = _provenance(facts, rss=rss)
    ways = _ways(said, facts.site or (feed.title if feed else ""), rss=rss)
    chosen = " " in name.title and not name.stamped and not repeats(name.title, text)  # words that a person gave the file for a name
    body = _body(text, source, facts, alone=not chosen, foreign=foreign)
    links = distinct((*facts.links, *body.links))
    url = next((link.url for link in links if link.role == "link"), "")
    complete = source in ("clip", "share") and len(words_of(body.text)) >= PAGE_TEXT
    if complete:  # the article is here: its page is named, not fetched
        links = tuple(replace(link, role="mention") for link in links)
    shared = _named_link(body.text)
    named = name.title if name.stamped or chosen or not shared else ""  # one word that a file needs is no title of a page
    titled = _below_label(body.text, among=headed)
    title = choose_title(facts.title, named, titled, next((link.title for link in links if link.title), ""), url)
    given = bool(facts.title or named)
    content = _content(body, title, given=given, again=given and foreign and rss, url=url)
    named_links = [link for link in facts.links if not repeats(link.title, title)]
    other = [link.title for link in named_links if identity(link.url) == identity(url)]
    others = [titled_link(link.title, link.url) for link in named_links if link.title not in other]
    content = "\n\n".join(filter(None, (content, *_beside(facts, rss=rss), *others)))
    if not (content or url or facts.title or name.title or feed):
        raise DropError("the file holds no text and no link")
    words = not foreign and not complete and bool(words_of(content)) and not shared
    if shared and not named and name.title and name.title != title:
        other.append(name.title)  # a person gave the file that name
    unmet = (facts.category,) if drop.folder and facts.category else ()  # it lies in a folder already
    facts = replace(facts, aliases=(*facts.aliases, *other), tags=(*facts.tags, *unmet))
    note = replace(first_note(drop), title=title, content=content, source=source, url=url, feed=feed, words=words)
    note = replace(note, properties={name: text for name, text in (("date", inert.plain(facts.day)), ("via", ways)) if text})
    return with_facts(note, facts, name, (*links, *((feed,) if feed else ())))


def _below_label(text: str, *, among: bool) -> str:
    """Give the text from which a title is made: below a label that names nothing, if words stand there."""
    line, _, rest = text.lstrip("\n").partition("\n")
    return rest.lstrip("\n") if words_of(rest) and names_nothing(line, among=among) else text


def _with_hashtags(facts: Facts, text: str) -> tuple[Facts, str]:
    """Take a first or last line that is nothing but tags (`#garden #to-do`) for a `Tags:` line, where other words stand beside it.

    Where a third line begins like a tag too, or one of the two may be code, a colour or the end of a sentence, all stay.
    """
    lines = text.strip("\n").split("\n")
    ends = [
        place for place, beside in ((0, 1), (-1, -2)) if len(lines) > 1 and _tags_line(lines[place], lines[beside], among=bool(facts.tags))
    ]
    live = [is_live for _, is_live in outside_code("\n".join(lines))]
    if sum(bool(_MARKED.match(line)) for line in lines) != len(ends) or not all(live[place] for place in ends):
        return facts, text
    tags = [word for place in ends for word in lines[place].split()]
    rest = lines[int(0 in ends) : len(lines) - int(-1 in ends)]
    if not tags or not any(line.strip() for line in rest):
        return facts, text
    return replace(facts, tags=tags_of([*facts.tags, *tags])), "\n".join(rest)


def _tags_line(line: str, beside: str, *, among: bool) -> bool:
    """Tell whether a line is nothing but tags: several, or one with a gap to the line `beside` it, which it may else be a part of.

    One is enough `among` others, of a `Tags:` line.
    """
    words = line.split()
    return bool(words) and (among or len(words) > 1 or not beside.strip()) and all(map(_is_hashtag, words))


def _is_hashtag(word: str) -> bool:
    return len(word) > 1 and word[0] == "#" and valid_tag(word) == word[1:] and not _NO_TAG.fullmatch(word)


def _beside(facts: Facts, *, rss: bool) -> tuple[str, ...]:
    """Give what stood in header lines beside their facts; a feed's tag that can be none is no word of anybody's."""
    return tuple(line for line in facts.beside if not (rss and line.startswith("Tags: ")))


def with_facts(note: Note, facts: Facts, name: DropName, links: tuple[Reference, ...]) -> Note:
    """Put the facts of a drop into its note; `links` become its references."""
    return replace(
        note,
        author=author_of(facts.authors),
        published=facts.published,
        site=facts.site or (note.feed.title if note.feed else ""),
        tags=tags_of(facts.tags),
        aliases=facts.aliases,
        description=facts.description,
        folder=note.folder or folder_wish(facts.category),
        references=distinct(links),
        warnings=tuple(f"“{name}” can be no tag and was left out" for name in facts.lost_tags),
    )


def _provenance(facts: Facts, *, rss: bool) -> tuple[Reference | None, Facts]:
    """Tell the feed of an RSS drop from the link that a `Source:` line of any other drop is."""
    found = find_urls(facts.origin)
    origin = clean(found[0].url) if found else ""
    via = find_urls(facts.via)
    mentions = tuple(Reference(clean(url.url), "mention") for url in via)
    sharer = facts.via.startswith("@")  # who shared it; no site
    site = facts.site or (facts.via if not (via or sharer) else "") or ("" if rss or len(found) > 1 else words_beside(facts.origin))
    if rss:
        feed = Reference(origin, "feed", facts.feed or site_of(origin)) if origin or facts.feed else None
        return feed, replace(facts, links=(*facts.links, *mentions))
    role = "mention" if facts.links else "link"
    own = (Reference(origin, role),) if origin else ()  # type: ignore[arg-type]  # one of two literals
    return None, replace(facts, links=(*facts.links, *own, *mentions), site=site)


def _ways(facts: Facts, site: str, *, rss: bool) -> str:
    """Give what a note keeps, as `via`, of the ways by which its page came: they stand nowhere else in it.

    That is what `Via:` lines say, a `Source:` with an address that is neither the note's link nor its feed, and the words of any
    other `Source:` that did not become the `site`.
    """
    origins = find_urls(facts.origin)
    beside = len(origins) > 1 or bool(origins and facts.links and not rss)
    words = words_beside(facts.origin)
    origin = facts.origin if beside else words if words.casefold() != site.casefold() else ""
    return inert.plain(", ".join(dict.fromkeys(filter(None, (facts.via, origin)))))


def _body(text: str, source: str, facts: Facts, *, alone: bool, foreign: bool) -> Body:
    base = facts.links[0].url if facts.links else ""
    text, html = feed_text(text, base) if foreign else (text, False)
    if not html:
        alone = alone and not (facts.title or facts.links or facts.feed)
        text = share_text(with_targets(text), loose=source == "share" and not facts.title, alone=alone, link=base)
    return Body(text.strip("\n"), references(text, role="mention" if html else "link"), html)


def _named_link(text: str) -> bool:
    """Tell whether a text is only a title with its address below, as share sheets write a page: none of that is the user's own."""
    lines = [line for line in text.split("\n") if line.strip()]
    return len(lines) == 2 and bool(title_line(text)) and link_line(lines[1]) is not None


def _content(body: Body, title: str, *, given: bool, again: bool, url: str) -> str:
    """Give the text without its title line, "" where only links are left whose titles say nothing new: the note names them anyway.

    A title line with a link to another page stays.
    """
    first = body.text.partition("\n")[0]
    leads_away = not body.html and not link_line(first) and any(clean(found.url) != url for found in find_urls(first))
    content = body.text if leads_away else without_title(body.text, title, given=given, again=again).strip("\n")
    links = [link for line in content.split("\n") for link in link_lines(line)]
    if words_of(content) or not (body.html or all(repeats(link.title, title) for link in links)):
        return content
    return "" if url or not words_of(body.text) else body.text
