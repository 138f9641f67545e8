"""A new note's file: properties above, text below, put together by python-frontmatter with Obsidian's way of writing YAML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import frontmatter
from frontmatter.default_handlers import YAMLHandler

from . import properties


class _ObsidianHandler(YAMLHandler):
    """Writes properties as Obsidian does; PyYAML's own writer would sort and requote them."""

    def export(self, metadata: Mapping[str, Any], **_: object) -> str:
        """The property lines, without the `---` rules."""
        return properties.dump(metadata).rstrip("\n")


def document(values: Mapping[str, Any], body: str) -> str:
    """The text of a new note that ends in one line feed; without properties it is the body alone."""
    if not values:
        return f"{body.rstrip()}\n"
    post = frontmatter.Post(body)
    post.metadata = dict(values)
    return f"{frontmatter.dumps(post, handler=_ObsidianHandler())}\n"
