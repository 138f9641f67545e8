"""The three files that `init` makes: the settings note, the `Inbox.base` view, the template for a phone's share sheet."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .vault import VaultSettings

# every line that begins with "# key =" shows a default: without its # it says the same (a test does just that)
_NOTE = """\
# Vault Inbox

Text that lands in the folder `@INBOX_NAME@` becomes a finished note. This note holds the settings; edit it on any device.

Each line that begins with `#` in the grey blocks is a setting at its default. To change one, remove the `#` and write your own value.
Curly quotes are fine. While a block has a mistake, the last good settings stay in force, and a note in the folder for failures says
what is wrong. Keep the name of this note and its place.

## Folders

```toml
# Where drops arrive. Sub-folders are looked into: a drop in @INBOX_NAME@/Books is filed in Books.
inbox = @INBOX@

# Where text goes that could not become a note, each with a note that says why.
# failed = @FAILED@

# Where each drop is kept, byte for byte, after its note is safe. A name with a dot is hidden from Obsidian.
# originals = ".vault-inbox/originals"

# How long they are kept: "forever", or a number of days.
# keep_originals = "forever"

# The one computer that makes notes here; "" means any. Where two make the same note, one of both goes to the trash.
processor = @MACHINE@

# The time zone of the dates in notes, such as "Europe/Berlin"; "" means the computer's.
# timezone = ""
```

## What is done with a drop

```toml
# In this order. A step that is left out is not done.
# steps = ["fetch", "title", "summary", "tags", "category", "connections"]

[step.fetch]
# Most pages read for one note; 0 reads none.
# limit = 3

[step.tags]
# Most tags for one note, and how certain each must be, from 0 (always fill the limit) to 1 (only what is sure).
# limit = 5
# cutoff = 0.5

[step.category]
# The folders that notes may be filed in, as patterns such as ["24-*", "areas/**"]; [] means those with
# at least two notes, and those with one note whose name the text says.
# folders = []
# How certain the folder must be; with 0 one is always chosen.
# cutoff = 0.5

[step.connections]
# Most links to other notes, and how certain each must be.
# limit = 5
# cutoff = 0.5
```

## Rules of your own

They come before what is learned from the vault. Each is a table with a name, with patterns (`site`, `source`, `tag`, `title`; `*` stands
for anything; all that are given must hold) and what then is so (`folder`, `tags`, `status`, `template`), such as:

    [rule.videos]
    site = ["youtube.com", "vimeo.com"]
    folder = "50-watching"
    tags = ["video"]

## What notes look like

```toml
[note]
# Where notes go. These are filled in: {category} {year} {month} {source} {site}
# folder = "{category}"

# Where they go when no category is certain; "" means Obsidian's folder for new notes, else "Unfiled".
# unfiled = ""

# The sections, in their order. One that is left out is not written; an empty one never is.
# sections = ["summary", "content", "scraped", "connections"]

# Their headings.
# headings = { summary = "summary", content = "content", scraped = "Scraped from", connections = "connections" }

# Whether the title stands above the text.
# title_heading = true

[note.folders]
# A folder by where a drop came from, before the category: rss = "Feeds/{site}"

[note.properties]
# Other names for properties: url = "link". With "" a property is left out: type = ""
```

## When

```toml
[watch]
# Seconds that a file must be unchanged before it is read, and the same for a note that somebody may be typing in.
# settle = 2.0
# settle_md = 60.0

# Seconds between two looks at the whole inbox.
# rescan = 30.0

[refresh]
# What is brought up to date by itself in notes made here: "all", "pending" (only what was still to be fetched), "off".
# auto = "all"
```
"""

_SHARE = """\
---
inbox_capture: share
title: >-
  {{title}}
url: >-
  {{url}}
author: >-
  {{author}}
published: >-
  {{published}}
site: >-
  {{site}}
description: >-
  {{description}}
---
"""


def settings_note(machine: str, inbox: str) -> str:
    """Write the settings note: every setting explained, at its default but for the inbox and the machine that processes."""
    filled = {"INBOX_NAME": inbox, "INBOX": _quoted(inbox), "FAILED": _quoted(f"{inbox}/Failed"), "MACHINE": _quoted(machine)}
    return re.sub("@([A-Z_]+)@", lambda match: filled[match[1]], _NOTE)


def share_template() -> str:
    """Write the template for the share sheet of Obsidian on iOS; `inbox_capture` marks what it makes as captured text.

    The values are YAML block scalars, which need no escaping: a title may hold quotes and colons.
    """
    return _SHARE


def inbox_base(settings: VaultSettings) -> str:
    """Write the `Inbox.base` view: what came in, what is still to be fetched, what failed. Properties bear the names of the settings."""
    renamed = settings.note.properties
    names = {name: renamed.get(name, name) for name in ("created", "category", "source", "site", "url", "status", "tags")}
    columns = ["file.name", *(f"note.{name}" for name in names.values() if name)]
    ours = 'file.hasProperty("inbox_id")'
    newest = f"note.{names['created']}" if names["created"] else "file.ctime"
    views = [_view("What came in", [ours], columns, newest)]
    if names["status"]:
        pending = f'note[{_quoted(names["status"])}] == "pending"'
        views.append(_view("Pending", [ours, pending], columns, newest))
    views.append(_view("Failed", [f"file.inFolder({_quoted(settings.failed)})"], ["file.name", "file.ext", "file.mtime"], "file.mtime"))
    return "views:\n" + "".join(views)


def _view(name: str, filters: list[str], columns: list[str], newest: str) -> str:
    lines = ["  - type: table", f"    name: {_quoted(name)}", "    filters:", "      and:"]
    lines += [f"        - {_quoted(condition)}" for condition in filters]
    lines += ["    order:", *(f"      - {_quoted(column)}" for column in columns)]
    lines += ["    sort:", f"      - property: {_quoted(newest)}", "        direction: DESC"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Quote a text as TOML, YAML and Obsidian's expressions all do: a JSON string is one in each of them."""
    return json.dumps(text, ensure_ascii=False)
