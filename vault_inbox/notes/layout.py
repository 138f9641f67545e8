"""What notes look like in one vault: the order and names of sections, the names and types of properties."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

Section = Literal["summary", "content", "scraped", "connections"]

SECTIONS: tuple[Section, ...] = get_args(Section)
HEADINGS: Mapping[str, str] = MappingProxyType(
    {"summary": "summary", "content": "content", "scraped": "Scraped from", "connections": "connections"}
)
PROPERTIES = (  # in the order in which a note has them
    *("type", "category", "created", "modified", "tags", "aliases", "status"),
    *("source", "url", "author", "published", "site", "original_file", "inbox_id"),
)
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Layout:
    """The settings that `render` and `update` obey.

    `sections` is their order; one left out is not written. `headings` names them. `properties` maps our name of a property to the
    user's, "" leaves it out; `inbox_id` keeps its name. `types` maps a property, by the user's name, to its type in Obsidian: text,
    multitext, number, checkbox, date, datetime, tags, aliases.
    """

    sections: tuple[str, ...] = SECTIONS
    headings: Mapping[str, str] = field(default_factory=lambda: HEADINGS)
    title_heading: bool = True
    properties: Mapping[str, str] = field(default_factory=lambda: _NONE)
    types: Mapping[str, str] = field(default_factory=lambda: _NONE)

    def heading(self, section: str) -> str:
        """Return the words of a section's heading."""
        return self.headings.get(section) or HEADINGS[section]

    def name_of(self, name: str) -> str:
        """Return the user's name for one of our properties, "" where it is left out."""
        return name if name == "inbox_id" else self.properties.get(name, name)

    def type_of(self, name: str) -> str:
        """Return the type that the user assigned to a property, "" for none; names are compared without case, as Obsidian does."""
        folded = name.casefold()
        return next((kind for each, kind in self.types.items() if each.casefold() == folded), "")
