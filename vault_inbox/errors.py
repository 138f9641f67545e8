"""Every exception that vault-inbox raises on purpose, by what the caller can do about it.

::

    VaultInboxError             catch this to catch them all
    ├── ConfigError             settings are wrong, or there is no vault: mend them, run again
    ├── DropError               a dropped file cannot become a note: it goes to Failed/
    ├── FetchError              a page could not be had: try later if .retryable
    ├── ExtractError            an extractor declines a page: the next one is asked
    ├── NoteError               a note cannot be written or rewritten safely: it stays as it is
    └── VaultBusy               another process holds the vault: try later
"""

from __future__ import annotations


class VaultInboxError(Exception):
    """The root of all errors of this package."""


class ConfigError(VaultInboxError):
    """Settings that cannot be used; the message names file, line, key and the valid choices."""


class DropError(VaultInboxError):
    """A dropped file that cannot become a note; the message says why in the user's words."""


class FetchError(VaultInboxError):
    """A page that could not be had.

    `reason` completes the sentence "Not fetched: …"; `retryable` is true when a later try may succeed (no network, a time-out,
    a busy server) and `retry_after` is the least wait in seconds that the server asked for.
    """

    def __init__(self, url: str, reason: str, retryable: bool = False, *, retry_after: float | None = None) -> None:
        super().__init__(url, reason, retryable)
        self.url = url
        self.reason = reason
        self.retryable = retryable
        self.retry_after = retry_after

    def __str__(self) -> str:
        return f"{self.url}: {self.reason}"


class ExtractError(VaultInboxError):
    """Raised by an extractor that does not know this kind of page; the next extractor is asked."""


class NoteError(VaultInboxError):
    """A note whose new text cannot be proved safe; its bytes stay as they are."""


class VaultBusy(VaultInboxError):  # noqa: N818 - the name is a promise to users
    """Another process holds the vault."""
