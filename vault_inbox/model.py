"""The frozen types that flow from a dropped file to a finished note.

`Drop` is what lands, `Note` what is to be written; `Page` and `Article` are what the web gives; `Connection` is a link with its reason;
`Outcome` is what became of one note-to-be. `Context` is all that a step may know of the world. Nothing here does any work.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Literal, Protocol

FOREIGN = frozenset({"rss", "clip", "email"})  # sources of a drop whose text and title are a page's or a mail's, never the user's own words

Role = Literal["link", "feed", "mention"]
Status = Literal["created", "updated", "duplicate", "pending", "failed", "skipped"]
Verdict = Literal[
    "article",
    "feed",
    "listing",
    "error page",
    "consent wall",
    "login or paywall",
    "script-only",
    "not text",
    "too large",
    "empty",
]


@dataclass(frozen=True, slots=True)
class Drop:
    """A file that landed in the inbox: its name, its bytes, and what the folder knows of it.

    `captured` is local time of the vault and holds only where the file name has no time of its own (the file's mtime, usually).
    `folder` is the sub-folder of the inbox it lay in, `/`-separated, "" for the inbox itself. `part` is "2/3" for the second of three
    drops split from a list of links; such a drop keeps the name, the time and the source of the whole.
    """

    name: str
    data: bytes
    captured: datetime | None = None
    folder: str = ""
    part: str = "1/1"

    @property
    def inbox_id(self) -> str:
        """SHA-256 of the bytes, first 16 hex digits: the identity of the note this drop becomes."""
        return sha256(self.data).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Reference:
    """An address that a drop names: `link` is to be fetched, `feed` is provenance, `mention` stays a link in the text."""

    url: str
    role: Role = "link"
    title: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answered: the bytes of the body after content decoding, the declared type, the status, the address after redirects."""

    url: str
    content_type: str
    body: bytes
    status: int = 200
    final_url: str | None = None

    def __post_init__(self) -> None:
        """Take what any source of pages may give for what it means: no type, no body, or a body that is text already."""
        given: Any = self.body  # foreign code made it, whatever the annotation says
        object.__setattr__(self, "content_type", self.content_type or "")
        if isinstance(given, str):  # the byte order mark outweighs any charset that the type or the text declares
            text = given.removeprefix("\ufeff").encode(errors="replace")
            object.__setattr__(self, "body", text and codecs.BOM_UTF8 + text)
        elif not isinstance(given, bytes):
            object.__setattr__(self, "body", bytes(memoryview(given or b"")))


@dataclass(frozen=True, slots=True)
class Article:
    """The readable part of a page.

    `url` is the canonical address without fragment and trackers; `text` is harmless Markdown without the title, its headings at
    level 3 and below, its links absolute, its images still images. `verdict` says what the page is; for anything but "article" the
    text may be empty and `reason` completes the sentence "Not fetched: …". `partial` marks an article that is cut by a paywall.
    `tags` are the keywords that the page or feed entry gives itself. `sources` names for each metadata field where it was found, `left_out`
    says which pieces of the page are not in the text, and why. `head_title` is its `<title>` as a browser's tab shows it, most often the
    title with the site's name, as an app shares it.
    """

    url: str
    title: str = ""
    text: str = ""
    author: str | tuple[str, ...] = ""
    published: date | datetime | None = None
    site: str = ""
    language: str = ""
    verdict: Verdict = "article"
    modified: date | datetime | None = None
    description: str = ""
    image: str = ""
    reason: str = ""
    partial: bool = False
    tags: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    head_title: str = ""


@dataclass(frozen=True, slots=True)
class Connection:
    """A link to a related note: its path in the vault (`24-computing/X.md`), a few words of reason, a certainty from 0 to 1.

    `link` is the link as it is written, in the vault's own style; "" until the note's own place is known. `relation` are words that
    stand before the link ("same page as").
    """

    target: str
    reason: str = ""
    score: float = 1.0
    link: str = ""
    relation: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What a drop becomes. All text is plain or foreign Markdown: `render` makes it harmless when it writes.

    `content` is the drop's own text as Markdown, without header lines. `own` is the whole text of a `.md` drop that a person wrote,
    byte for byte; where it is set, `content` is only what the steps read. `frontmatter` holds the raw property lines (without the
    `---` rules) of a captured `.md`, which stay. `scraped` has one article per page that was fetched or tried. `feed` is where an RSS
    drop came from and `sender` the author of an e-mail: the provenance line. `words` is true when `content` holds words of the
    user's own, not only of the page or feed. `folder` is a folder of the vault that the drop was put into by hand. `tags`, `category`
    and `connections` are best first; `tags` holds the drop's own first, and `found_tags` those of them that a step found. `properties`
    holds further properties of a step's own.
    `formed` is true when `content` was written from a page's markup (a saved page, an e-mail), as the text of an article is: formulas,
    highlights, callouts and footnotes in it are the page's own, and stay so; in other text their marks are but characters.
    `warnings` say what of the drop could not be kept.
    """

    title: str
    content: str = ""
    created: datetime | None = None
    modified: datetime | None = None
    source: str = "drop"
    status: str = "draft"
    url: str = ""
    author: str | tuple[str, ...] = ""
    published: date | datetime | None = None
    site: str = ""
    tags: tuple[str, ...] = ()
    category: str | None = None
    aliases: tuple[str, ...] = ()
    summary: str = ""
    scraped: tuple[Article, ...] = ()
    connections: tuple[Connection, ...] = ()
    original_file: str = ""
    inbox_id: str = ""
    properties: Mapping[str, Any] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    feed: Reference | None = None
    sender: str = ""
    description: str = ""
    words: bool = False
    folder: str = ""
    own: str | None = None
    frontmatter: str = ""
    file_name: str = ""
    formed: bool = False
    warnings: tuple[str, ...] = ()
    found_tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one note-to-be; paths are relative to the vault, `part` is that of the `Drop`, `seconds` is wall time."""

    drop: str
    part: str
    status: Status
    note: str | None = None
    warnings: tuple[str, ...] = ()
    error: str | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A note of the vault, as the index knows it. `ours` is true where it bears an `inbox_id`; `title` is the file name without `.md`."""

    path: str
    title: str
    folder: str = ""
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    inbox_id: str = ""
    url: str = ""

    @property
    def ours(self) -> bool:
        """Whether the note was made by vault-inbox."""
        return bool(self.inbox_id)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A note that resembles a text: a score that falls from best to worst, and the rarest words both share."""

    note: NoteRef
    score: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A title or alias of a note that stands in a text: where it starts, and how often (0…1) the vault links that phrase when it occurs."""

    note: NoteRef
    phrase: str
    start: int
    probability: float = 0.0


class VaultView(Protocol):
    """What a step may ask of the vault. Every answer leaves out the inbox, templates, daily notes and files that the user excluded."""

    def note(self, path: str) -> NoteRef | None:
        """The note at this path."""

    def similar(self, text: str, limit: int = 20) -> Sequence[Neighbour]:
        """The notes whose words are most like the text's (BM25), best first."""

    def mentions(self, text: str) -> Sequence[Mention]:
        """The notes whose title or alias stands in the text as whole words, case-blind, longest phrase first at each place."""

    def with_url(self, url: str) -> Sequence[NoteRef]:
        """The notes of this page, by `url` property or scraped heading, compared as pages and not as strings."""

    def with_tag(self, tag: str) -> Sequence[NoteRef]:
        """The notes that bear this tag, however it is spelled; hundreds stand for more."""

    def with_inbox_id(self, inbox_id: str) -> Sequence[NoteRef]:
        """The notes that bear this `inbox_id`; more than one after a sync conflict."""

    def tags(self) -> Mapping[str, int]:
        """Every tag as the vault spells it -> how many notes bear it."""

    def folders(self) -> Mapping[str, int]:
        """Every folder that holds notes -> how many lie directly in it; "" is the vault's root and is left out."""

    def rarity(self, words: Sequence[str]) -> Mapping[str, float]:
        """Inverse document frequency of each word in the vault: ln((N + 1) / (notes with it + 1))."""

    def links_from(self, path: str) -> Sequence[str]:
        """The paths of the notes that the user links to in this note."""

    def linkers(self, paths: Sequence[str]) -> Mapping[str, int]:
        """Path -> how many notes link to this note by its title or an alias; hundreds stand for more."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """From how many notes the user took out what we had written there, of how many it was written in."""

    notes: int = 0
    of: int = 0


def _nothing_refused(field: str, value: str) -> Refusal:
    return Refusal()


@dataclass(frozen=True, slots=True)
class Context:
    """All that a step may know of the world.

    `article(url)` fetches and reads a page, `entry(feed_url, link, title)` finds the one entry of a feed that a link belongs to (`None`
    when there is none); both raise `FetchError`. `now` is the vault's local time. `warn(text)` tells the user; `explain(field, text)`
    records why a field has its value. `refused("tags", tag)` and `refused("connections", path)` tell how often the user took such a tag
    or link out of our notes again.
    """

    vault: VaultView
    article: Callable[[str], Article]
    entry: Callable[[str, str, str], Article | None]
    now: datetime
    warn: Callable[[str], None]
    explain: Callable[[str, str], None]
    refused: Callable[[str, str], Refusal] = _nothing_refused


Step = Callable[[Note, Context], Note]
Extractor = Callable[[Page], Article]
PageSource = Callable[[str], Page]
