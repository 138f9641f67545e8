"""A process that lets children work on a vault whose disk fails, or that are killed, at a call of choice.

A program for the tests in this folder: orders come as JSON, one a line, on standard input; what became of each goes to standard output.
The children are forked from here, where there are no threads, so that each starts in a few milliseconds.
"""

from __future__ import annotations

import dataclasses
import errno
import gc
import json
import os
import random
import select
import signal
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

from vault_inbox import FetchError, Inbox, Page, read_page
from vault_inbox.disk import Disk

CALLS = ("open", "write", "fsync", "link", "rename", "rename_new", "exchange", "unlink", "mkdir")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class FaultyDisk(Disk):
    """Counts the calls; the one at `at` raises, is the process's last, or happens beside an edit of somebody else's."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.at: int = order.get("at", 0)
        self.fault: str = order.get("fault", "")
        self.lasting: bool = order.get("lasting", False)
        self.edits: dict[str, str] = order.get("edits", {})
        self.cannot: list[str] = order.get("cannot", [])
        self.calls: list[str] = []

    def do(self, name: str, real: Any, *args: Any) -> Any:
        if name in self.cannot:
            raise OSError(errno.EPERM if name == "link" else errno.EINVAL, "this file system cannot")
        if self.fault in {"kill", "edit"} and name == "open" and not args[1] & WRITING:
            return real(*args)  # being killed before one only reads is being killed after the call before
        self.calls.append(name)
        here = len(self.calls) == self.at or (self.lasting and 0 < self.at < len(self.calls))
        if here and self.fault == "kill":
            if name == "write":
                real(args[0], args[1][: len(args[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        elif here and self.fault == "edit":
            self.save()
        elif here and self.fault:
            code = getattr(errno, self.fault)
            raise OSError(code, os.strerror(code))
        return real(*args)

    def save(self) -> None:
        """Save files as a phone's sync does: beside, with an old time, then renamed over."""
        for path, text in self.edits.items():
            temp = Path(path).with_name(".saving")
            temp.write_text(text, encoding="utf-8", newline="")
            os.utime(temp, (1_700_000_000, 1_700_000_000))
            temp.replace(path)


def _counted(name: str) -> Any:
    def call(self: FaultyDisk, *args: Any) -> Any:
        return self.do(name, getattr(super(FaultyDisk, self), name), *args)

    return call


for _name in CALLS:
    setattr(FaultyDisk, _name, _counted(_name))


def work(order: dict[str, Any]) -> dict[str, Any]:
    pages = order.get("pages", {})

    def page(url: str) -> Page:
        if url not in pages:
            raise FetchError(url, "there is no network", retryable=True)
        return Page(url, "text/html", pages[url].encode())

    disk = FaultyDisk(order)
    runs = [work_once(order, page, disk) for _ in range(order.get("times", 1))]
    return {**runs[0], "runs": runs, "calls": disk.calls}


def work_once(order: dict[str, Any], page: Any, disk: FaultyDisk) -> dict[str, Any]:
    # pages are read here and not in a process of their own: these tests are about the disk, and start some thousand children
    inbox = Inbox(order["vault"], pages=page, extractors=[read_page], options=order["options"], disk=disk)
    result: dict[str, Any] = {"outcomes": [], "error": ""}
    try:
        done = getattr(inbox, order["work"])(*order.get("args", ()), **order.get("named", {}))
        result["outcomes"] = [dataclasses.asdict(getattr(one, "outcome", one)) for one in done]
    except Exception:
        result["error"] = traceback.format_exc()
    return result


def in_a_child(order: dict[str, Any]) -> dict[str, Any]:
    read, write = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            os.close(read)
            if "user" in order:
                os.setgid(order["user"])
                os.setuid(order["user"])
            random.seed()
            with os.fdopen(write, "w") as file:
                json.dump(work(order), file)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(write)
    if "kill_after" in order and not select.select([read], [], [], order["kill_after"])[0]:
        os.kill(pid, signal.SIGKILL)
    with os.fdopen(read) as file:
        said = file.read()
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        return {"killed": os.WTERMSIG(status)}
    return {"killed": 0, **json.loads(said)}


def warm_up() -> None:
    """Load here, once, what every child needs: a run over a vault of its own."""
    read_page(Page("https://example.org/", "text/html", b"<p>Load what reads pages.</p>"))
    "".encode("utf-8-sig")  # settings are read so, and a codec is a module: another user may not be able to load it
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder) / "vault"
        (vault / ".obsidian").mkdir(parents=True)
        for name, text in {
            "20250918_114949_phone_A.txt": "One text.\n",
            "b.md": "---\na: b\n---\nSome prose, with a [[link]].\n",
            "c.txt": "a\0b",
        }.items():
            (vault / "Inbox").mkdir(parents=True, exist_ok=True)
            (vault / "Inbox" / name).write_text(text)
            os.utime(vault / "Inbox" / name, (1_700_000_000, 1_700_000_000))
        work({"vault": str(vault), "work": "run", "options": {"state_dir": f"{folder}/state", "cache_dir": f"{folder}/cache"}})
    gc.freeze()


def main() -> None:
    warm_up()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(in_a_child(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
