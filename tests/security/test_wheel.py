"""The wheel installs with what it declares and nothing else, and then does its main job."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def call(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    clean["VAULT_INBOX_OFFLINE"] = "1"
    return subprocess.run([str(part) for part in command], cwd=cwd, env=clean, capture_output=True, text=True, check=False, timeout=300)


@pytest.mark.sweep
@pytest.mark.timeout(600)
def test_the_wheel_runs_with_only_the_declared_packages(tmp_path: Path, vault: Path, write: object) -> None:
    built = call(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "dist", cwd=ROOT)
    assert built.returncode == 0, built.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    assert call(sys.executable, "-m", "venv", "--without-pip", tmp_path / "env", cwd=tmp_path).returncode == 0
    programs = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    pip = (sys.executable, "-m", "pip", "--python", programs / "python", "--disable-pip-version-check", "--quiet")
    if call(*pip, "download", "--no-deps", "--dest", tmp_path / "probe", "click", cwd=tmp_path).returncode:
        pytest.skip("no package registry can be reached")
    installed = call(*pip, "install", "--no-compile", wheel, cwd=tmp_path)
    assert installed.returncode == 0, installed.stderr
    assert call(*pip, "check", cwd=tmp_path).returncode == 0
    there = {package["name"].lower() for package in json.loads(call(*pip[:-1], "list", "--format", "json", cwd=tmp_path).stdout)}
    assert there.isdisjoint({"pytest", "hypothesis", "mypy", "ruff", "hatchling", "html-text"})

    told = call(programs / "vault-inbox", "--help", cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    assert "watch" in told.stdout
    write("Inbox/20250918_114949_phone_Rain_barrels.txt", "Comfrey feeds tomatoes.\n\nhttps://example.org/a\n")  # type: ignore[operator]
    write("Inbox/clip.html", "<title>Clip</title><article>" + "<p>The barrel was full of water again.</p>" * 9)  # type: ignore[operator]
    write("Inbox/letter.eml", "From: Ann <ann@example.org>\nSubject: Letter\n\nThe barrel leaks.\n")  # type: ignore[operator]
    run = call(programs / "vault-inbox", "run", "--json", vault, cwd=tmp_path)
    outcomes = [json.loads(line) for line in run.stdout.split("\n") if line]
    assert sorted(outcome["status"] for outcome in outcomes) == ["created", "created", "pending"], run.stderr
    assert all((vault / outcome["note"]).is_file() for outcome in outcomes)
