"""The names that sync apps give to the losing one of two versions of a file: its conflict copy."""

from __future__ import annotations

import re

# The day, or its time, that each app puts into the name belongs to the pattern: without it the words are somebody's title. What OneDrive
# and iCloud write (`x-LAPTOP.md`, `x 2.md`) is no sign of a copy: people call notes so as well.
_FORMS = (
    re.compile(r"(?P<stem>.+)\.sync-conflict-\d{8}-\d{6}(?:-\w+)?(?P<suffix>\.[^.]*)?"),  # Syncthing
    re.compile(  # Obsidian Sync, Dropbox, Nextcloud
        r"(?P<stem>.+?)[ _]?\((?=[^()]*\d)[^()]*conflicted copy\b[^()]*\)(?P<suffix>\.[^.]*)?", re.IGNORECASE
    ),
    re.compile(r"(?P<stem>.+)_conflict-\d{8}-\d{6}(?P<suffix>\.[^.]*)?"),  # ownCloud
)


def conflict_of(name: str) -> str | None:
    """Return the name of the file that this is a sync app's conflict copy of, `None` if it is none."""
    if "conflict" not in name.lower():  # nearly all names, of all files of a vault
        return None
    for form in _FORMS:
        match = form.fullmatch(name)
        if match:
            return match["stem"] + (match["suffix"] or "")
    return None
