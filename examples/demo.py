"""`make demo`: the main job on a copy of `examples/vault`, offline, with `examples/site` as the internet."""

from __future__ import annotations

import os
import shutil
import sys
import tomllib
from datetime import datetime
from pathlib import Path

from vault_inbox import Inbox, Page

HERE = Path(__file__).resolve().parent
MADE = HERE.parent / "demo"
SHOWN = "The 2025 PSF Board Election is Open!.md"


def site(folder: Path) -> dict[str, Page]:
    """The pages of `examples/site`, by address."""
    table = tomllib.loads((folder / "pages.toml").read_text(encoding="utf-8"))
    return {
        url: Page(url, entry.get("type", "text/html"), (folder / entry["file"]).read_bytes(), entry.get("status", 200))
        for url, entry in table.items()
    }


def tree(vault: Path) -> str:
    """The files of a vault; folders with many notes of the user's own are shortened."""
    lines = []
    for folder in sorted({path.parent for path in vault.rglob("*") if path.is_file()}):
        name = folder.relative_to(vault).as_posix()
        if name.startswith(".obsidian") or name in {"Templates", "Daily"}:
            continue
        lines.append(f"{name}/")
        lines += [f"    {path.name}" for path in sorted(folder.iterdir()) if path.is_file()]
    return "\n".join(lines)


def main() -> int:
    """Copy, run, show. Returns the exit code: 0 if every drop became what it should."""
    shutil.rmtree(MADE, ignore_errors=True)
    vault = MADE / "vault"
    shutil.copytree(HERE / "vault", vault)
    when = datetime(2025, 9, 19, 8, 30).timestamp()
    for path in vault.rglob("*"):
        os.utime(path, (when, when))
    print("BEFORE\n" + tree(vault / "Inbox") + "\n")
    pages = site(HERE / "site")
    options = {"state_dir": str(MADE / "state"), "cache_dir": str(MADE / "cache")}
    outcomes = Inbox(vault, pages=pages.__getitem__, options=options).run()
    print("WHAT HAPPENED")
    for outcome in outcomes:
        print(f"  {outcome.status:9} {outcome.drop} -> {outcome.note}", *outcome.warnings, sep="\n      ")
    print("\nAFTER\n" + tree(vault) + "\n")
    note = next(vault.rglob(SHOWN))
    print(f"ONE NOTE: {note.relative_to(vault)}\n\n{note.read_text(encoding='utf-8')}")
    print(f"ALL OF THEM: {vault} (a vault that Obsidian opens; the next demo makes it anew)")
    return int(any(outcome.status == "failed" for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
