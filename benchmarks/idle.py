"""What a daemon costs: at rest over a large vault, with a full inbox, after a burst that it slept through. Linux only.

    python benchmarks/idle.py rest [SECONDS]      processor time of an idle `watch`, vault of 10,000 folders; goal: below 0.5 % of a core
    python benchmarks/idle.py waiting [DROPS]     peak memory with so many drops waiting at the start; goal: below 300 MiB
    python benchmarks/idle.py burst [DROPS]       drops that came while the daemon was stopped by SIGSTOP; goal: each done once

Without a number: 60 seconds, 10,000 drops, 20,000 drops. `waiting` and `burst` work everything off and say what became of it.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from daemons import Daemon, Drops, new_vault

FOLDERS = 10_000
OFFLINE = {"VAULT_INBOX_OFFLINE": "1"}


def rest(place: Path, seconds: int) -> bool:
    """Processor time at rest."""
    vault = new_vault(place / "vault")
    for number in range(FOLDERS):
        folder = vault / f"{number % 100:02}-area/{number:05}"
        folder.mkdir(parents=True)
        (folder / f"Note {number}.md").write_text(f"---\ntags: [area]\n---\nA note about number {number}.\n", encoding="utf-8")
    daemon = Daemon(vault, place / "here", **OFFLINE)
    drops = Drops(vault)
    drops.put()
    _until(lambda: drops.left() == 0)
    _quiet(daemon)
    before, began = daemon.cpu(), time.monotonic()
    time.sleep(seconds)
    share = (daemon.cpu() - before) / (time.monotonic() - began) * 100
    print(f"{FOLDERS} folders, {seconds} s at rest: {daemon.cpu() - before:.2f} s of processor time, {share:.2f} % of a core")
    print(f"memory {daemon.memory():.0f} MiB, {daemon.threads()} threads, {daemon.descriptors()} descriptors")
    daemon.end()
    return share < 0.5


def waiting(place: Path, count: int) -> bool:
    """Peak memory with a full inbox."""
    vault = new_vault(place / "vault")
    drops = _many(vault, count)
    return _worked_off(Daemon(vault, place / "here", **OFFLINE), drops)


def burst(place: Path, count: int) -> bool:
    """A burst that overflows the queue of events while the daemon is stopped."""
    vault = new_vault(place / "vault")
    daemon = Daemon(vault, place / "here", **OFFLINE)
    first = Drops(vault)
    first.put()
    _until(lambda: first.left() == 0)
    daemon.signal(signal.SIGSTOP)
    drops = _many(vault, count, first)
    daemon.signal(signal.SIGCONT)
    return _worked_off(daemon, drops)


def _many(vault: Path, count: int, drops: Drops | None = None) -> Drops:
    drops = drops or Drops(vault)
    for number in range(count):
        drops.put(".md" if number % 10 == 9 else ".txt")
    return drops


def _worked_off(daemon: Daemon, drops: Drops) -> bool:
    began = told = time.monotonic()
    try:
        while drops.left() and daemon.is_running():
            time.sleep(1.0)
            if time.monotonic() - told > 60:
                told = time.monotonic()
                print(f"{told - began:5.0f} s: {drops.left()} left, {daemon.memory():.0f} MiB", flush=True)
        took, peak = time.monotonic() - began, daemon.memory("VmHWM")
        print(f"{len(drops.made)} drops in {took:.0f} s, {took / len(drops.made) * 1000:.0f} ms each; peak {peak:.0f} MiB")
        print(f"{daemon.cpu():.0f} s of processor time, {daemon.threads()} threads, {daemon.descriptors()} descriptors")
    finally:
        daemon.end()
    verdict = drops.verdict()
    print(", ".join(f"{name} {number}" for name, number in verdict.items()))
    return peak < 300 and not any(number for name, number in verdict.items() if name != "drops")


def _until(done: Callable[[], bool]) -> None:
    while not done():
        time.sleep(0.1)


def _quiet(daemon: Daemon) -> None:
    """Wait until it has done nothing for five seconds."""
    before = -1.0
    while daemon.cpu() - before > 0.02:
        before = daemon.cpu()
        time.sleep(5.0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["rest", "waiting", "burst"])
    parser.add_argument("number", type=int, nargs="?")
    args = parser.parse_args()
    measure, usual = {"rest": (rest, 60), "waiting": (waiting, 10_000), "burst": (burst, 20_000)}[args.what]
    with tempfile.TemporaryDirectory() as place:
        return 0 if measure(Path(place), args.number or usual) else 1


if __name__ == "__main__":
    sys.exit(main())
