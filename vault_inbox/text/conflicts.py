"""The names that sync apps give to the losing one of two versions of a file: its conflict copy."""

from __future__ import annotations

import re

# The day, or its time, that each app puts into the name belongs to the pattern: without it the words are somebody's title. What OneDrive
# and iCloud write (`x-LAPTOP.md`, `x 2.md`) is no sign of a copy: people call notes so as well.
# A machine's or a person's name may hold parentheses of its own, whose digits are no day.
_INSIDE = r"(?:[^()]|\([^()]*\))*"
# Dropbox writes in the language of the machine: German, French, Italian, Spanish, Japanese (`ピ` is two characters in names from a Mac).
_ELSEWHERE = (
    r"in konflikt stehende kopie\b|copie en conflit\b|copia in conflitto\b|copia en conflicto\b|copia conflictiva\b"
    r"|(?:問題のある|競合)コ(?:ピ|ヒ\u309a)ー"
)
_FORMS = (
    re.compile(r"(?P<stem>.+)\.sync-conflict-\d{8}-\d{6}(?:-\w+)?(?P<suffix>\.[^.]*)?"),  # Syncthing
    re.compile(  # Obsidian Sync, Dropbox, Nextcloud
        rf"(?P<stem>.+?)[ _]?\((?:(?=(?:[^()\d]|\([^()]*\))*\d){_INSIDE}conflicted copy\b"
        rf"|(?={_INSIDE}\d{{4}}-\d\d-\d\d){_INSIDE}(?:{_ELSEWHERE})){_INSIDE}\)(?P<suffix>\.[^.]*)?",
        re.IGNORECASE,
    ),
    re.compile(r"(?P<stem>.+)_conflict-\d{8}-\d{6}(?P<suffix>\.[^.]*)?"),  # ownCloud
)


def conflict_of(name: str) -> str | None:
    """Return the name of the file that this is a sync app's conflict copy of, `None` if it is none."""
    if "onfli" not in name.lower() and "コ" not in name:  # nearly all names, of all files of a vault
        return None
    for form in _FORMS:
        match = form.fullmatch(name)
        if match:
            return match["stem"] + (match["suffix"] or "")
    return None
