"""Pages are read in processes that may be killed: one hostile page costs its own drop a verdict and no other drop anything."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vault_inbox import read_drop
from vault_inbox.errors import DropError, FetchError
from vault_inbox.model import Article, Drop, Page
from vault_inbox.web.extract import read_page
from vault_inbox.web.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable

    from vault_inbox.reading.pool import Pool

    MakePool = Callable[..., Pool]
    Helpers = tuple[Callable[[], set[int]], Callable[[int], bool], Callable[..., bool]]

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
FEED = b"""<rss version="2.0"><channel><title>News</title><link>https://x.test/</link>
<item><title>One</title><link>https://x.test/1</link><description>&lt;p&gt;Text of one&lt;/p&gt;</description></item></channel></rss>"""
MAIL = b"From: Ann <ann@example.org>\r\nSubject: Barrels\r\nContent-Type: text/html\r\n\r\n<p>Text of the <b>mail</b></p>"


def test_what_is_read_there_is_what_would_be_read_here(pool: MakePool, good: Page) -> None:
    readers = pool()
    assert readers.page(good) == read_page(good)
    assert readers.page(good).verdict == "article"
    for body, kind in [(b"", "text/html"), (b"%PDF-1.7", "application/pdf"), (b"\xff\xfeg\x00", "text/plain"), (b"<p>\xed\xa0\x80", "")]:
        page = Page("https://x.test/a?utm_source=b", kind, body, 404 if not body else 200, "https://x.test/b")
        assert readers.page(page) == read_page(page)
    when = datetime(2025, 9, 18, 11, 49)
    for drop in (Drop("clip.html", good.body, when), Drop("20250918_114949_email_X.eml", MAIL), Drop("a.htm", good.body, folder="24-x")):
        assert readers.drop(drop) == read_drop(drop)


def test_an_entry_of_a_feed_is_found_there(pool: MakePool) -> None:
    readers, page = pool(), Page("https://x.test/feed", "text/xml", FEED)
    found = readers.entry(page, "https://x.test/1", "")
    assert found is not None
    assert (found.title, found.site, found.text) == ("One", "News", "Text of one")
    assert readers.entry(page, "https://x.test/2", "Two") is None
    with pytest.raises(FetchError, match="not a feed") as caught:
        readers.entry(Page("https://x.test/feed", "text/html", b"<html>no"), "https://x.test/1", "")
    assert (caught.value.url, caught.value.retryable) == ("https://x.test/feed", False)


@pytest.mark.parametrize(("name", "data"), [("a.html", b""), ("a.eml", b"\n\n"), ("a.html", b"<p>" + b"x" * 5_000_001)])
def test_a_drop_that_can_be_no_note_says_why(pool: MakePool, name: str, data: bytes) -> None:
    with pytest.raises(DropError) as here:
        read_drop(Drop(name, data))
    with pytest.raises(DropError) as there:
        pool().drop(Drop(name, data))
    assert str(there.value) == str(here.value)


def test_a_fault_of_ours_is_told_in_one_line_and_the_log_has_the_rest(pool: MakePool, good: Page, caplog: pytest.LogCaptureFixture) -> None:
    readers = pool()
    with caplog.at_level("DEBUG"), pytest.raises(RuntimeError, match=r"^the reader failed \((?:TypeError|AttributeError)[^\n]*\)$"):
        readers.page(Page(5, "text/html", b"<p>words"))  # type: ignore[arg-type]
    assert "Traceback (most recent call last)" in caplog.text
    assert readers.page(good).verdict == "article"


def test_r39_a_page_that_takes_too_long_has_a_verdict_and_the_next_is_read(pool: MakePool, good: Page, slow: Page) -> None:
    readers = pool(seconds=1.0)
    began = time.monotonic()
    assert readers.page(slow) == Article(
        "https://example.org/slow", verdict="too large", reason="the page could not be read within 1 seconds"
    )
    assert time.monotonic() - began < 30
    assert readers.page(good).title == "Rain"


@linux
def test_r39_a_page_that_takes_too_much_memory_has_a_verdict_and_the_next_is_read(pool: MakePool, good: Page, large: Page) -> None:
    readers = pool(memory=64 << 20)
    found = readers.page(large)
    assert (found.verdict, found.reason) == ("too large", "the page needs too much memory to be read")
    assert readers.page(good).title == "Rain"


def test_r39_hostile_feeds_and_drops_are_bounded_as_well(pool: MakePool, slow: Page) -> None:
    readers = pool(seconds=1.0)
    with pytest.raises(DropError, match="it could not be read within 1 seconds"):
        readers.drop(Drop("page.html", slow.body))
    entry = b"<item><description>" + slow.body.replace(b"<", b"&lt;") + b"</description><link>https://x.test/1</link></item>"
    feed = Page("https://x.test/feed", "text/xml", b'<rss version="2.0"><channel><title>News</title>' + entry + b"</channel></rss>")
    asked: list[str] = []
    library = Library(lambda url: asked.append(url) or feed, reader=readers)  # type: ignore[func-returns-value]
    took = []
    for _ in range(4):
        began = time.monotonic()
        with pytest.raises(FetchError, match="the feed could not be read within 1 seconds") as caught:
            library.entry("https://x.test/feed", "https://x.test/1", "")
        assert not caught.value.retryable
        took.append(time.monotonic() - began)
    assert min(took[1:]) < 1.0  # the next drops of this feed do not wait for it again
    assert len(asked) == 1


def test_a_book_is_no_article(pool: MakePool) -> None:
    text = "".join(f"<p>{day}: " + f"On day {day} the rain barrel was full. " * 700 + "</p>" for day in range(45))
    found = pool().page(Page("https://x.test/", "text/html", f"<article>{text}</article>".encode()))
    assert (found.verdict, found.text, found.reason) == ("too large", "", "the article is longer than 1,000,000 characters")


@linux
def test_nothing_is_started_before_there_is_markup_to_read(pool: MakePool, good: Page, helpers: Helpers) -> None:
    children, _, _ = helpers
    before, readers = children(), pool()
    for drop in (
        Drop("a.txt", b"Link: https://x.test/\n\n3 < 5"),
        Drop("b.md", b"# <b>Mine</b>\n\nwords"),
        Drop("c.url", b"[InternetShortcut]\nURL=https://x.test/"),
    ):
        assert readers.drop(drop) == read_drop(drop)
    assert children() == before
    source = readers.warming(lambda url: good)
    source("https://x.test/")
    source("https://x.test/")
    assert len(children() - before) == 1
    readers.close()
    assert children() == before


@linux
def test_text_with_markup_from_a_feed_is_read_there(pool: MakePool, helpers: Helpers) -> None:
    children, _, _ = helpers
    before, readers = children(), pool()
    drop = Drop("20250918_114949_rss_X.txt", "RSS Feed: News\n\n<p>Text of <b>one</b></p>".encode("utf-16"))
    assert readers.drop(drop) == read_drop(drop)
    assert len(children() - before) == 1


@linux
def test_a_killed_process_is_made_anew(pool: MakePool, good: Page, helpers: Helpers) -> None:
    children, runs, awaited = helpers
    before, readers = children(), pool()
    readers.page(good)
    (pid,) = children() - before
    os.kill(pid, signal.SIGKILL)
    assert awaited(lambda: not runs(pid))
    assert readers.page(good).title == "Rain"
    assert len(children() - before) == 1


@linux
def test_a_process_that_breaks_down_is_tried_once_more_and_no_more(pool: MakePool, slow: Page, helpers: Helpers) -> None:
    children, runs, awaited = helpers
    before, readers = children(), pool(seconds=60.0)

    def busy() -> list[int]:
        """Those that have computed for longer than it takes to start: they are at the page."""
        enough = 2.0 * os.sysconf("SC_CLK_TCK")
        spent = {pid: int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11]) for pid in children() - before}
        return [pid for pid, ticks in spent.items() if ticks > enough]

    def kill() -> None:
        for _ in range(2):
            assert awaited(lambda: bool(busy()))
            pid = busy()[0]
            os.kill(pid, signal.SIGKILL)
            assert awaited(lambda: not runs(pid))  # noqa: B023 - used at once

    killer = threading.Thread(target=kill)
    killer.start()
    found = readers.page(slow)
    killer.join()
    assert (found.verdict, found.reason) == ("empty", "the page could not be read: its markup breaks the reader")


HTML = Drop("barrels.html", b"<p>Day one: the rain barrel stood in the garden.</p>", captured=datetime(2025, 9, 18))


@pytest.mark.parametrize("why", ["it is not ready in time", "it ends before it is ready"])
def test_a_process_that_does_not_start_is_no_fault_of_a_page_or_a_drop(
    pool: MakePool, good: Page, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    readers = pool(start=0.001 if "time" in why else 60.0)
    if "ends" in why:
        monkeypatch.setattr(sys, "executable", shutil.which("false"))
    with pytest.raises(FetchError, match="does not start") as caught:
        readers.page(good)
    assert caught.value.retryable
    with pytest.raises(FetchError, match="does not start") as caught:
        readers.entry(good, "https://x.test/1", "")
    assert caught.value.retryable
    with pytest.raises(OSError, match="does not start"):
        readers.drop(HTML)
    monkeypatch.undo()
    assert pool().drop(HTML).content


@linux
def test_with_two_workers_nobody_waits_for_a_slow_page(pool: MakePool, good: Page, slow: Page, helpers: Helpers) -> None:
    children, _, awaited = helpers
    before, readers = children(), pool(workers=2, seconds=60.0)
    found: list[str] = []

    def read_slowly() -> None:
        try:
            found.append(readers.page(slow).verdict)
        except FetchError as error:
            found.append(error.reason)

    waits = threading.Thread(target=read_slowly)
    waits.start()
    assert awaited(lambda: len(children() - before) == 1)
    (first,) = children() - before
    assert [readers.page(good).verdict for _ in range(3)] == ["article"] * 3
    assert waits.is_alive()
    assert len(children() - before) == 2
    while waits.is_alive():  # it need not go on for a minute
        for pid in children() - before:
            os.kill(pid, signal.SIGKILL)
        waits.join(0.05)
    assert found in (["empty"], ["the process that reads pages does not start"])  # the second one is killed at once
    assert first not in children()


@linux
def held_by(pid: int) -> list[str]:
    """The different files that a process holds open; it may be reading one of its own modules."""
    held = set()
    for path in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            held.add(str(path.readlink()))
    return sorted(held)


def test_a_process_inherits_two_pipes_and_no_secret(
    pool: MakePool, good: Page, helpers: Helpers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    children, _, awaited = helpers
    monkeypatch.setenv("VAULT_INBOX_PROXY", "http://me:hunter2@proxy.test/")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hunter2")
    before, readers = children(), pool()
    with (tmp_path / "lock").open("w") as lock:
        os.set_inheritable(lock.fileno(), True)
        readers.page(good)
        (pid,) = children() - before
        assert awaited(lambda: [what.partition(":")[0] for what in held_by(pid)] == ["/dev/null", "pipe", "pipe"]), held_by(pid)
    assert b"hunter2" not in Path(f"/proc/{pid}/environ").read_bytes()
    limits = Path(f"/proc/{pid}/limits").read_text()
    assert [line.split()[4] for line in limits.split("\n") if line.startswith("Max file size")] == ["0"]


PARENT = """
import sys, threading
from pathlib import Path
from vault_inbox.model import Page
from vault_inbox.reading.pool import Pool
readers = Pool(seconds=60)
readers.page(Page("https://x.test/", "text/html", b"<p>x"))
threading.Thread(target=lambda: readers.page(Page("https://x.test/", "text/html", Path(sys.argv[1]).read_bytes())), daemon=True).start()
print(*Path("/proc/self/task", Path("/proc/thread-self").readlink().name, "children").read_text().split(), flush=True)
{then}
"""


@linux
@pytest.mark.parametrize("then", ["sys.stdin.read()", "sys.exit()"], ids=["killed", "done"])
def test_processes_end_with_their_parent_even_in_the_middle_of_a_page(tmp_path: Path, slow: Page, helpers: Helpers, then: str) -> None:
    _, runs, awaited = helpers
    (tmp_path / "page").write_bytes(slow.body)
    command = [sys.executable, "-c", PARENT.format(then=then), str(tmp_path / "page")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        if then != "sys.exit()":
            assert runs(pid)
            parent.kill()
        parent.wait()
    assert awaited(lambda: not runs(pid))


def test_modules_in_the_folder_it_is_called_in_are_not_loaded(
    pool: MakePool, good: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "trafilatura", "vault_inbox", "sitecustomize", "usercustomize"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'a').write({name!r})")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert pool().page(good).title == "Rain"
    assert not (tmp_path / "ran").exists()


def test_extractors_stay_in_this_process(pool: MakePool, good: Page) -> None:
    seen: list[int] = []

    def mine(page: Page) -> Article:
        seen.append(os.getpid())
        return Article(page.url, title="Mine", text="# [[x]]")

    article = Library(lambda url: good, [mine], reader=pool()).article("https://x.test/")
    assert (seen, article.title) == ([os.getpid()], "Mine")
    assert "[[" not in article.text.replace("\\", "x")
