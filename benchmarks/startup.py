"""How quick `vault-inbox --help` and `import vault_inbox` are, against a bare Python, run in turn.

    python benchmarks/startup.py [RUNS]

The limit for `--help` is twice a bare `python -c "import sys"` plus 150 ms.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

COMMANDS = {
    "python -c 'import sys'": ["-c", "import sys"],
    "import vault_inbox": ["-c", "import vault_inbox"],
    "vault-inbox --help": ["-m", "vault_inbox", "--help"],
}


def seconds(arguments: list[str]) -> float:
    """Wall time of one process."""
    began = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("runs", type=int, nargs="?", default=15, help="of each command")
    runs = parser.parse_args().runs
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(runs + 1):  # the first of each is a warm-up
        for name, arguments in COMMANDS.items():
            times[name].append(seconds(arguments))
    medians = {name: statistics.median(found[1:]) for name, found in times.items()}
    bare = medians["python -c 'import sys'"]
    for name, median in medians.items():
        print(f"{name:24} {median * 1000:6.1f} ms  {median / bare:4.1f} x")
    print(f"{'limit for --help':24} {(2 * bare + 0.15) * 1000:6.1f} ms")


if __name__ == "__main__":
    main()
