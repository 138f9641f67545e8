"""The cache file: opened, made, and thrown away when it cannot be used. Everything in it can be read again from the notes."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from ...errors import VaultBusy

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

# Raise it when the tables, `scan`, `words` or `web.urls.identity` change what they say: every cache is then built anew.
VERSION = 10
NONSENSE = (AttributeError, LookupError, TypeError, ValueError)  # what values of the wrong type lead to
BUSY_SECONDS = 60.0  # another process may be building the index of 100,000 notes

# `template` holds the notes that are templates by their content: nothing of them is found, but their files and names are known.
# `body` is apart from `note` so that looking through all notes' sizes and times reads no text. `fts` keeps no copy of it. Document
# frequencies have a table of their own: fts5vocab has to walk a word's whole list to count it (105 ms for 300 words at 100,000 notes).
# `basis` is what of the settings the facts were found by; see `basis.py`.
# `original` is the path of the note that this one is, by its name, a conflict copy of. Notes with `copy` are such copies beside that
# note: known by path, name and `inbox_id`, and by the links that the user wrote in them, so that these keep working; no more of them is
# in any table or total. What a copy says its note says too, and each would count twice. See `copies.py`.
# Marks count as letters, as in `words`; accents stay. `detail` stays full, for names of several words; nobody asks for a column's size.
# A word of the first column takes two bytes less than one of another.
_TABLES = """
CREATE TABLE note (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL, name TEXT NOT NULL, folder TEXT NOT NULL, title TEXT NOT NULL,
    tags TEXT NOT NULL, aliases TEXT NOT NULL, inbox_id TEXT NOT NULL, url TEXT NOT NULL, original TEXT NOT NULL, copy INTEGER NOT NULL,
    by_hand INTEGER NOT NULL, length INTEGER NOT NULL,
    size INTEGER NOT NULL, mtime INTEGER NOT NULL, inode INTEGER NOT NULL, ctime INTEGER NOT NULL, seen INTEGER NOT NULL,
    digest BLOB NOT NULL
);
CREATE TABLE body (id INTEGER PRIMARY KEY, title TEXT NOT NULL, headings TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE tag (note INTEGER NOT NULL, spelling TEXT NOT NULL, vocabulary INTEGER NOT NULL, PRIMARY KEY (note, spelling)) WITHOUT ROWID;
CREATE TABLE phrase (words TEXT NOT NULL, note INTEGER NOT NULL, PRIMARY KEY (words, note)) WITHOUT ROWID;
CREATE TABLE opening (word TEXT NOT NULL, length INTEGER NOT NULL, PRIMARY KEY (word, length)) WITHOUT ROWID;
CREATE TABLE link (note INTEGER NOT NULL, target TEXT NOT NULL, name TEXT NOT NULL, words TEXT NOT NULL, ours INTEGER NOT NULL);
CREATE TABLE url (page TEXT NOT NULL, note INTEGER NOT NULL, PRIMARY KEY (page, note)) WITHOUT ROWID;
CREATE TABLE template (
    path TEXT PRIMARY KEY, name TEXT NOT NULL, size INTEGER NOT NULL, mtime INTEGER NOT NULL, inode INTEGER NOT NULL,
    ctime INTEGER NOT NULL, seen INTEGER NOT NULL, digest BLOB NOT NULL
) WITHOUT ROWID;
CREATE VIEW file AS
    SELECT path, name, size, mtime, inode, ctime, seen FROM note UNION ALL SELECT path, name, size, mtime, inode, ctime, seen FROM template;
CREATE TABLE listing (digest BLOB NOT NULL);
CREATE TABLE basis (digest BLOB NOT NULL);
CREATE TABLE total (notes INTEGER NOT NULL, length INTEGER NOT NULL);
CREATE TABLE folder (path TEXT PRIMARY KEY, notes INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE spelling (tag TEXT PRIMARY KEY, notes INTEGER NOT NULL, chosen INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE frequency (word TEXT PRIMARY KEY, notes INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE fts USING fts5 (
    text, headings, title, content = 'body', content_rowid = 'id', columnsize = 0,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (fts, row);
"""
# `path` and `ours` stand last in an index so that no row of the table has to be read for them.
_INDEXES = (
    "CREATE UNIQUE INDEX note_path ON note (path)",
    "CREATE INDEX note_name ON note (name, path)",
    "CREATE INDEX note_inbox_id ON note (inbox_id) WHERE inbox_id <> ''",
    "CREATE INDEX note_original ON note (original) WHERE original <> ''",
    "CREATE INDEX tag_spelling ON tag (spelling)",
    "CREATE INDEX phrase_note ON phrase (note)",
    "CREATE INDEX link_note ON link (note)",
    "CREATE INDEX link_words ON link (words, name, note, ours)",
    "CREATE INDEX url_note ON url (note)",
    "CREATE INDEX template_name ON template (name)",
)
# Totals are kept as rows come and go: every drop asks for them anew, and counting 100,000 notes takes longer than all else for it.
_TRIGGERS = (
    """CREATE TRIGGER note_in AFTER INSERT ON note WHEN NOT NEW.copy BEGIN
    UPDATE total SET notes = notes + 1, length = length + NEW.length;
    INSERT INTO folder VALUES (NEW.folder, 1) ON CONFLICT (path) DO UPDATE SET notes = notes + 1; END""",
    """CREATE TRIGGER note_out AFTER DELETE ON note WHEN NOT OLD.copy BEGIN
    UPDATE total SET notes = notes - 1, length = length - OLD.length;
    UPDATE folder SET notes = notes - 1 WHERE path = OLD.folder; END""",
    """CREATE TRIGGER tag_in AFTER INSERT ON tag BEGIN
    INSERT INTO spelling (tag, notes, chosen) VALUES (NEW.spelling, 1, NEW.vocabulary)
    ON CONFLICT (tag) DO UPDATE SET notes = notes + 1, chosen = chosen + NEW.vocabulary; END""",
    """CREATE TRIGGER tag_out AFTER DELETE ON tag BEGIN
    UPDATE spelling SET notes = notes - 1, chosen = chosen - OLD.vocabulary WHERE tag = OLD.spelling; END""",
)

# The same totals, of rows that came while no trigger was there.
_TOTALS = (
    "DELETE FROM total",
    "DELETE FROM folder",
    "DELETE FROM spelling",
    "INSERT INTO total SELECT count(*), coalesce(sum(length), 0) FROM note WHERE NOT copy",
    "INSERT INTO folder SELECT folder, count(*) FROM note WHERE NOT copy GROUP BY folder",
    "INSERT INTO spelling (tag, notes, chosen) SELECT spelling, count(*), sum(vocabulary) FROM tag GROUP BY spelling",
)


def open_database(cache: Path | None) -> tuple[sqlite3.Connection, bool]:
    """Return a usable database and whether an older one was thrown away for it.

    Where the cache cannot be written, or `cache` is `None`, it lies in memory. Raises `VaultBusy` when another process holds it.
    """
    if cache is None:
        return _in_memory(), False
    try:
        cache.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        existed = cache.exists()
        try:
            return _prepared(_connect(cache)), False
        except (sqlite3.Error, UnicodeDecodeError) as error:  # the latter from a message that quotes broken bytes
            if not damaged(error):
                raise
            throw_away(cache)
            return _prepared(_connect(cache)), existed
    except (OSError, sqlite3.Error, UnicodeDecodeError) as error:
        if locked(error):
            raise VaultBusy(f"another process holds the index {cache}") from error
        log.warning("the index cannot be kept in %s (%s); it is kept in memory as long as this runs", cache, error)
        return _in_memory(), False


def throw_away(cache: Path) -> None:
    """Remove the cache file and what SQLite keeps beside it; raises `OSError` where that cannot be done."""
    for suffix in ("-wal", "-shm", "-journal", ""):
        cache.with_name(cache.name + suffix).unlink(missing_ok=True)


def locked(error: BaseException) -> bool:
    """Whether another process holds the database for longer than we wait."""
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def damaged(error: BaseException) -> bool:
    """Whether the database itself is broken: it is none, is of another version, its pages are malformed, its tables are not ours.

    Broken bytes show as nearly any error of SQLite's, and as values of the wrong type.
    """
    if isinstance(error, sqlite3.Error):
        return isinstance(error, sqlite3.DatabaseError) and not (
            isinstance(error, sqlite3.ProgrammingError) or locked(error) or unwritable(error)
        )
    return isinstance(error, NONSENSE)


def unwritable(error: BaseException) -> bool:
    """Whether the place cannot be written to: a full disk, a folder without permission, a disk that fails."""
    return _code(error) in (
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
    )


class _OtherVersionError(sqlite3.DatabaseError):
    """A database of another version of this program."""


def _code(error: BaseException) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF  # the low byte; the rest says where it happened


def _connect(cache: Path) -> sqlite3.Connection:
    if not cache.exists():
        cache.touch(mode=0o600)  # SQLite gives the files beside it the same permissions
    return sqlite3.connect(cache, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)


def _in_memory() -> sqlite3.Connection:
    return _prepared(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False))


def _prepared(database: sqlite3.Connection) -> sqlite3.Connection:
    try:
        database.execute("PRAGMA synchronous = NORMAL" if _is_shared(database) else "PRAGMA synchronous = OFF")
        database.execute("PRAGMA cache_size = -32000")
        if _version(database) != VERSION:
            _create(database)
    except (sqlite3.Error, UnicodeDecodeError):
        database.close()
        raise
    return database


def share(database: sqlite3.Connection) -> None:
    """Let readers and a writer work side by side from now on, and wait for the disk where a power cut would break the file.

    Not before the first build: in a new file the older journal costs nothing, while WAL writes every page twice; and what is lost with
    the power then is an index that was not finished.
    """
    with suppress(sqlite3.OperationalError):
        if not _is_shared(database):
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")


def loosen(database: sqlite3.Connection) -> None:
    """Take indexes and triggers away before an empty database gets its first notes; `fasten`, in the same transaction, brings them back.

    An index is made of all rows at once in a third of the time that it takes row by row.
    """
    rows = database.execute("SELECT type, name FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL").fetchall()
    for kind, name in rows:
        database.execute(f"DROP {kind} {name}")


def fasten(database: sqlite3.Connection) -> None:
    """Make the indexes, the totals and the triggers that keep them."""
    for statement in (*_INDEXES, *_TOTALS, *_TRIGGERS):
        database.execute(statement)


def _is_shared(database: sqlite3.Connection) -> bool:
    return bool(database.execute("PRAGMA journal_mode").fetchone()[0] == "wal")


def _create(database: sqlite3.Connection) -> None:
    database.execute("BEGIN EXCLUSIVE")  # of two processes that find no index one makes the tables
    version = _version(database)
    if version == 0 and not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        for statement in _TABLES.split(";\n"):
            database.execute(statement)
        fasten(database)
        database.execute(f"PRAGMA user_version = {VERSION}")
    elif version != VERSION:
        database.execute("ROLLBACK")
        raise _OtherVersionError
    database.execute("COMMIT")


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])
