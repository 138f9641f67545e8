"""A soak: mixed drops, edits, renames, pauses and kills for a while. Says what daemons took, and whether anything was lost. Linux only.

    python benchmarks/soak.py [MINUTES] [--every SECONDS]      30 minutes, a line each minute

Two vaults get the same: the daemon of `kept` runs on from start to end, so that a leak would show; that of `killed` is killed by
SIGKILL, SIGTERM, or stopped and continued every few seconds. Pages come from a server on the loopback that answers, is slow, is busy
(503, 429) or breaks off. At the end the inboxes are worked off and looked at: exit code 1 where a drop or an edit is lost, a note is
doubled or torn, or the kept daemon's memory, threads or descriptors grew.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from daemons import WORDS, Daemon, Drops, new_vault

SETTINGS = "[watch]\nsettle = 0.5\nsettle_md = 1.0\nrescan = 5.0"
GROWTH = 1.15  # of the median memory of the last third over that of the second
QUICK = 0.7  # seconds between two rounds


class Pages(BaseHTTPRequestHandler):
    """One page for each path, in one of several moods."""

    def do_GET(self) -> None:
        """Answer by the path's first part."""
        mood = self.path.split("/")[1]
        status = {"busy": 503, "often": 429, "gone": 404}.get(mood, 200)
        chance = random.Random(self.path)
        text = "".join(f"<p>{' '.join(chance.choices(WORDS, k=60))}.</p>" for _ in range(8))
        head = f"<html><head><title>{self.path}</title></head><body><article><h1>Page {self.path}</h1>"
        body = f"{head}{text}</article></body></html>".encode()
        if mood == "slow":
            time.sleep(1.5)
        with suppress(OSError):
            self.send_response(status)
            self.send_header("Content-Type", "text/html")
            if status >= 429:
                self.send_header("Retry-After", "20")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if mood == "half" else body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@dataclass
class Side:
    """One vault with its drops and what its user did."""

    drops: Drops
    daemon: Daemon
    chance: random.Random
    port: int
    edits: list[str] = field(default_factory=list)

    def round(self) -> None:
        """Some drops, an edit, a rename."""
        for _ in range(self.chance.randint(0, 2)):
            mood = self.chance.choice(["", "", "", "fine", "fine", "slow", "busy", "often", "gone", "half"])
            host = self.chance.choice(["127.0.0.1", "localhost"])
            address = f"http://{host}:{self.port}/{mood}/{len(self.drops.made)}" if mood else ""
            self.drops.put(self.chance.choice([".txt", ".txt", ".md"]), address)
        notes = [path for path in self.drops.vault.glob("*/*.md") if path.parent.name not in {"Inbox", ".vault-inbox"}]
        notes += [path for path in self.drops.vault.glob("*.md") if path.name != "Vault Inbox.md"]
        if notes and self.chance.random() < 0.5:
            self.edit(self.chance.choice(notes))
        if notes and self.chance.random() < 0.2:
            self.rename(self.chance.choice(notes))

    def edit(self, note: Path) -> None:
        """Add a line of the user's to a note, saved as sync apps do: beside, then over it."""
        line = f"An edit of the user's, number {len(self.edits)}."
        with suppress(OSError):  # moved meanwhile
            temp = note.with_name(f".saving-{len(self.edits)}")
            temp.write_bytes(note.read_bytes() + f"\n{line}\n".encode())
            temp.rename(note)
            self.edits.append(line)

    def rename(self, note: Path) -> None:
        """Give a note another name, or another folder."""
        folder = self.drops.vault / self.chance.choice(["12-garden", "24-computing", ""])
        folder.mkdir(exist_ok=True)
        with suppress(OSError):
            note.rename(folder / f"{note.stem[:60]} {self.chance.randint(0, 999)}.md")

    def hurt(self) -> str:
        """End or stop the daemon in one of several ways, and have it run again."""
        how = self.chance.choice(["kill", "kill", "kill", "term", "stop"])
        if how == "stop":
            self.daemon.signal(signal.SIGSTOP)
            for _ in range(10):
                self.drops.put()
            time.sleep(1.0)
            self.daemon.signal(signal.SIGCONT)
        else:
            self.daemon.end(kill=how == "kill")
            self.daemon.start()
        return how

    def lost_edits(self) -> int:
        """How many lines of the user's stand in no note."""
        text = "\n".join(path.read_text(encoding="utf-8") for path in self.drops.vault.rglob("*.md"))
        lines = set(text.split("\n"))
        return sum(line not in lines for line in self.edits)


@dataclass(frozen=True)
class Sample:
    """What the kept daemon takes at a moment; `memory` (MiB) with and `own` without its reading processes."""

    seconds: float
    memory: float
    own: float
    threads: int
    descriptors: int


def sample(daemon: Daemon, began: float) -> Sample:
    """A look at a daemon."""
    return Sample(time.monotonic() - began, daemon.memory(), daemon.memory(family=False), daemon.threads(), daemon.descriptors())


def is_flat(samples: list[Sample]) -> bool:
    """Whether the last third takes as much as the second; the first warms up."""
    third = len(samples) // 3
    second, last = samples[third : 2 * third], samples[2 * third :]
    ratios = [_median(last, name) / _median(second, name) for name in ("own", "threads", "descriptors")]
    print(f"last third over second third: memory {ratios[0]:.3f}, threads {ratios[1]:.3f}, descriptors {ratios[2]:.3f}")
    return all(ratio <= GROWTH for ratio in ratios)


def _median(samples: list[Sample], name: str) -> float:
    values = sorted(float(getattr(one, name)) for one in samples)
    return values[len(values) // 2]


def soak(place: Path, port: int, minutes: float, every: float) -> bool:
    """Run both vaults and judge them."""
    environment = {"VAULT_INBOX_ALLOW_PRIVATE": f"127.0.0.1:{port},localhost:{port}"}
    sides: list[Side] = []
    for number, name in enumerate(("kept", "killed")):
        vault = new_vault(place / name, SETTINGS)
        sides.append(Side(Drops(vault), Daemon(vault, place / f"{name}-home", **environment), random.Random(number), port))
    kept, killed = sides
    began = told = time.monotonic()
    next_hurt, hurts = began + 8.0, 0
    samples = [sample(kept.daemon, began)]
    while time.monotonic() < began + 60 * minutes:
        for side in sides:
            side.round()
        if time.monotonic() >= next_hurt:
            killed.hurt()
            hurts += 1
            next_hurt = time.monotonic() + killed.chance.uniform(1.0, 12.0)
        samples.append(sample(kept.daemon, began))
        if time.monotonic() - told >= every:
            told = time.monotonic()
            _tell(samples[-1], kept, hurts)
        time.sleep(QUICK)
    end = time.monotonic() + 180
    while any(side.drops.left() for side in sides) and time.monotonic() < end:
        time.sleep(1.0)
    _tell(sample(kept.daemon, began), kept, hurts)
    well = all([side.daemon.is_running() for side in sides] + [side.daemon.end() == 0 for side in sides])
    for side in sides:
        verdict = {**side.drops.verdict(), "edits": len(side.edits), "edits lost": side.lost_edits()}
        print(f"{side.drops.vault.name}: " + ", ".join(f"{name} {number}" for name, number in verdict.items()))
        well = well and not any(number for name, number in verdict.items() if name not in {"drops", "edits"})
    return is_flat(samples) and well


def _tell(now: Sample, kept: Side, hurts: int) -> None:
    print(
        f"{now.seconds:5.0f} s: {now.own:.0f} MiB, with its readers {now.memory:.0f}, {now.threads} threads, {now.descriptors} descriptors;"
        f" {len(kept.drops.made)} drops, {len(kept.edits)} edits, the other daemon ended or stopped {hurts} times",
        flush=True,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("minutes", type=float, nargs="?", default=30.0)
    parser.add_argument("--every", type=float, default=60.0)
    args = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as place:
        return 0 if soak(Path(place), server.server_address[1], args.minutes, args.every) else 1


if __name__ == "__main__":
    sys.exit(main())
