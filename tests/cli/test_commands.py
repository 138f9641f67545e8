"""The commands as a user types them, in real processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import launch
import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def command(*args: str, cwd: Path | None = None, stdin: str | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    return launch.run(
        [sys.executable, "-m", "vault_inbox", *args],
        cwd=cwd,
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "VAULT_INBOX_OFFLINE": "1", **env},
        check=False,
    )


def lines(done: subprocess.CompletedProcess[str]) -> list[dict]:
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def on_a_terminal(*args: str, **env: str) -> str:
    """What a command writes to a terminal."""
    ours, theirs = os.openpty()
    with launch.Popen(
        [sys.executable, "-m", "vault_inbox", *args],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "VAULT_INBOX_OFFLINE": "1", "TERM": "dumb", **env},
    ) as process:
        os.close(theirs)
        told = b""
        with suppress(OSError):  # so Linux says that the other end is closed
            while piece := os.read(ours, 65536):
                told += piece
        assert process.wait(timeout=60) == 0
    os.close(ours)
    return told.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="no such names, and another kind of terminal")
def test_r43_no_name_of_a_file_drives_the_terminal(write, vault):
    write("Inbox/esc\x1b]0;x\x07\x1b[2J\u202e\nb 👩\u200d🌾.txt", "Comfrey makes the compost hot.\n")
    for args in (("run", str(vault)), ("log", str(vault))):
        told = on_a_terminal(*args)
        assert not {char for char in told if char < " "} - {"\r", "\n"}
        assert "\u202e" not in told
        assert r"esc\x1b]0;x\x07\x1b[2J\u202e\nb 👩‍🌾.txt" in told


def test_a_title_that_the_charset_of_the_output_lacks_stops_nothing(write, vault):
    write("Inbox/a.txt", "堆肥怎么做\n\nText")
    write("Inbox/b.txt", "Second\n\nText")
    done = command("run", str(vault), PYTHONIOENCODING="cp1252")
    assert (done.returncode, done.stderr.strip()) == (0, "2 created")


def test_init_makes_the_inbox_and_keeps_what_is_there(tmp_path):
    vault = tmp_path / "Notes"
    first = command("init", str(vault))
    assert first.returncode == 0, first.stderr
    for name in ("Inbox", "Inbox/Failed", "Vault Inbox.md", "Inbox.base"):
        assert (vault / name).exists()
    (vault / "Inbox/a.txt").write_text("one")
    (vault / "Vault Inbox.md").write_text("mine\n")
    second = command("init", str(vault))
    assert "1 file lies in Inbox; `vault-inbox run` makes notes of the texts" in second.stdout
    assert (vault / "Vault Inbox.md").read_text() == "mine\n"


@pytest.mark.parametrize("made", ["Inbox", "Inbox/Projects", "Inbox/../Inbox"])
def test_no_vault_is_made_in_the_inbox_of_another(vault, made):
    done = command("init", str(vault / made))
    assert (done.returncode, done.stdout) == (2, "")
    assert "lies in the inbox of the vault" in done.stderr
    assert [path.name for path in vault.rglob("*")] == [".obsidian", "Inbox"]


def test_a_vault_beside_the_inbox_of_another_and_one_that_stands_in_it_are_no_matter(vault):
    assert command("init", str(vault / "Projects")).returncode == 0
    (vault / "Inbox/Old/.obsidian").mkdir(parents=True)
    assert command("init", str(vault / "Inbox/Old")).returncode == 0


@pytest.mark.parametrize("called", ["run", "init", "status"])
def test_a_file_is_no_vault(write, called):
    done = command(called, str(write("Home.md", "# Home\n")))
    assert (done.returncode, done.stdout) == (2, "")
    assert "Home.md is no folder" in done.stderr


def test_a_log_of_less_than_nothing_is_refused(vault):
    assert command("log", str(vault), "-n", "-3").returncode == 2
    assert command("log", str(vault), "-n", "0").returncode == 0


@pytest.mark.parametrize("typed", ["../Rake.txt", "../Inbox/../Rake.txt", "{}/Inbox/../Rake.txt"])
def test_a_preview_of_a_file_beside_the_inbox_is_filed_in_the_vault(vault, write, monkeypatch, typed):
    write("Rake.txt", "Comfrey makes the compost hot.\n")
    monkeypatch.chdir(vault / "Inbox")
    done = command("preview", typed.format(vault))
    assert done.returncode == 0, done.stderr
    assert "would become Unfiled/Rake.md" in done.stderr
    assert "category" not in done.stdout


def test_a_vault_made_by_init_works_with_the_settings_it_was_given(tmp_path):
    vault = tmp_path / "Notes"
    command("init", str(vault), "--inbox", "Eingang")
    path = vault / "Eingang/idea.txt"
    path.write_text("Comfrey makes the compost hot.\n")
    os.utime(path, (0, 0))
    (outcome,) = lines(command("run", str(vault), "--json"))
    assert (outcome["drop"], outcome["status"]) == ("Eingang/idea.txt", "created")


def test_run_prints_one_json_object_for_each_note_to_be(write, vault):
    write("Inbox/idea.txt", "Comfrey makes the compost hot.\n")
    write("Inbox/bad.txt", b"a\0b")
    done = command("run", str(vault), "--json")
    assert done.returncode == 1
    bad, idea = lines(done)
    assert set(idea) == {"drop", "part", "status", "note", "warnings", "error", "seconds"}
    assert (idea["drop"], idea["part"], idea["status"], idea["error"]) == ("Inbox/idea.txt", "1/1", "created", None)
    assert (vault / idea["note"]).is_file()
    assert (bad["status"], bad["part"]) == ("failed", "1/1")
    assert "NUL" in bad["error"]
    assert "1 created" in done.stderr
    again = command("run", str(vault), "--json")
    assert (again.returncode, again.stdout) == (0, "")


@pytest.mark.parametrize("how", ["argument", "option", "variable", "folder"])
def test_the_vault_is_found_by_argument_option_variable_or_folder(vault, write, how):
    write("Inbox/idea.txt", "Comfrey makes the compost hot.\n")
    deep = vault / "24-computing"
    deep.mkdir()
    done = {
        "argument": lambda: command("run", str(vault), "--json"),
        "option": lambda: command("run", "--vault", str(vault), "--json"),
        "variable": lambda: command("run", "--json", VAULT_INBOX_VAULT=str(vault)),
        "folder": lambda: command("run", "--json", cwd=deep),
    }[how]()
    assert [line["status"] for line in lines(done)] == ["created"]


def test_broken_settings_exit_2_name_the_line_and_touch_nothing(vault, write):
    drop = write("Inbox/idea.txt", "Comfrey.\n")
    write("Vault Inbox.md", '# Settings\n\n```toml\ninbox = "Inbox"\nkeep_orginals = 30\n```\n')
    done = command("run", str(vault))
    assert done.returncode == 2
    assert "Vault Inbox.md" in done.stderr
    assert "line 5" in done.stderr
    assert "keep_originals" in done.stderr
    assert drop.exists()
    assert not (vault / ".vault-inbox").exists()


def test_a_missing_vault_or_inbox_is_never_made(tmp_path, vault):
    assert command("run", str(tmp_path / "nowhere")).returncode == 2
    assert not (tmp_path / "nowhere").exists()
    (vault / "Inbox").rmdir()
    done = command("run", str(vault))
    assert done.returncode == 2
    assert "init" in done.stderr
    assert not (vault / "Inbox").exists()


def test_wrong_calls_exit_2(vault):
    assert command("rnu").returncode == 2
    assert command("run", str(vault), "--colour").returncode == 2
    assert command("add", "text", "--source", "two words", "--vault", str(vault)).returncode == 2


def test_add_reads_standard_input(vault):
    done = command("add", "-", "--title", "From a pipe", "--tag", "later", "--vault", str(vault), stdin="piped text\n")
    path = vault / done.stdout.strip()
    assert path.read_text() == "Title: From a pipe\nTags: later\n\npiped text\n"
    assert path.name.endswith("_script_From_a_pipe.txt")


def test_preview_prints_the_note_and_writes_nothing(vault, tmp_path):
    drop = tmp_path / "20250918_114949_phone_Comfrey.txt"
    drop.write_text("Comfrey makes the compost hot.\n")
    before = sorted(vault.rglob("*"))
    done = command("preview", str(drop), "--vault", str(vault))
    assert done.stdout.startswith("---\ntype: note\n")
    assert "- processed from phone shortcut\n" in done.stdout
    assert sorted(vault.rglob("*")) == before
    assert drop.exists()


def test_status_log_steps_and_explain_tell_what_happened(vault, write):
    write("Inbox/20250918_114949_phone_Link.txt", "https://example.org/a\n")
    write("Inbox/bad.txt", b"a\0b")
    outcomes = lines(command("run", str(vault), "--json"))
    (status,) = lines(command("status", str(vault), "--json"))
    assert (status["waiting"], status["notes"], len(status["pending"]), len(status["failed"])) == (0, 1, 1, 1)
    assert [line["status"] for line in lines(command("log", str(vault), "--json"))] == ["pending", "failed"]
    assert "pending" in command("log", str(vault)).stdout
    names = [line["name"] for line in lines(command("steps", str(vault), "--json"))]
    assert names[:6] == ["fetch", "title", "summary", "tags", "category", "connections"]
    note = next(outcome["note"] for outcome in outcomes if outcome["note"] and outcome["status"] == "pending")
    assert note in command("explain", note, "--vault", str(vault)).stdout


def test_help_loads_nothing_heavy():
    probe = "import sys, vault_inbox.cli.main; print(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {
        "requests",
        "trafilatura",
        "lxml",
        "yaml",
        "watchdog",
        "rich",
        "sqlite3",
        "feedparser",
        "markdown_it",
        "frontmatter",
    }


def test_watch_processes_what_comes_and_leaves_on_sigterm(vault, tmp_path):
    process = launch.Popen(
        [sys.executable, "-m", "vault_inbox", "watch", str(vault), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "VAULT_INBOX_OFFLINE": "1"},
    )
    try:
        (tmp_path / "a.txt").write_text("Comfrey makes the compost hot.\n")
        (tmp_path / "a.txt").rename(vault / "Inbox/a.txt")
        first = json.loads(process.stdout.readline())
        assert (first["drop"], first["status"]) == ("Inbox/a.txt", "created")
        (vault / "Inbox/b.txt").write_text("And so does fresh grass.\n")
        second = json.loads(process.stdout.readline())
        assert second["drop"] == "Inbox/b.txt"
        began = time.monotonic()
        process.terminate()
        assert process.wait(timeout=30) == 0
        assert time.monotonic() - began < 30
    finally:
        process.kill()
        process.communicate()


# The command with a clock that sleeping moves on at once; in the end it says how long it slept
HURRIED = """
import atexit, sys, time

slept = 0.0

def sleep(seconds):
    global slept
    slept += seconds

time.perf_counter, time.sleep = (lambda: slept), sleep
atexit.register(lambda: print(slept))
from vault_inbox.cli.main import main
main()
"""


def test_a_second_daemon_waits_half_a_minute_and_is_refused_with_3(vault, write):
    write("Vault Inbox.md", "```toml\n[watch]\nsettle = 0.1\n```\n")
    first = launch.Popen(
        [sys.executable, "-m", "vault_inbox", "watch", str(vault), "--json"], stdout=subprocess.PIPE, text=True, stderr=subprocess.PIPE
    )
    try:
        (vault / "Inbox/a.txt").write_text("Comfrey makes the compost hot.\n")
        assert json.loads(first.stdout.readline())["status"] == "created"
        second = launch.run([sys.executable, "-c", HURRIED, "watch", str(vault)], capture_output=True, text=True, check=False, timeout=60)
        assert second.returncode == 3, second.stderr
        assert float(second.stdout) == pytest.approx(30.0)
    finally:
        first.terminate()
        first.communicate(timeout=30)


def test_preview_of_a_list_of_links_names_each_note_as_run_would(vault, tmp_path):
    drop = tmp_path / "20250918_180002_phone_.txt"
    drop.write_text("https://e.example/\nhttps://e.example/?id=1\n")
    done = command("preview", str(drop), "--vault", str(vault), "--json")
    paths = [line["note"] for line in lines(done)]
    assert len(set(paths)) == 2


def test_init_does_not_make_an_inbox_that_the_settings_do_not_name(vault):
    command("init", str(vault))
    done = command("init", str(vault), "--inbox", "Other")
    assert done.returncode == 2
    assert "Vault Inbox.md" in done.stderr
    assert not (vault / "Other").exists()


def test_init_in_a_folder_of_a_vault_is_about_that_vault(vault, tmp_path):
    deep = vault / "24-computing/deeper"
    deep.mkdir(parents=True)
    done = command("init", cwd=deep)
    assert done.returncode == 0, done.stderr
    assert f"vault {vault}\n" in done.stdout
    assert (vault / "Vault Inbox.md").is_file()
    assert list(deep.iterdir()) == []
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    refused = command("init", cwd=fresh)
    assert (refused.returncode, list(fresh.iterdir())) == (2, [])
    assert "`vault-inbox init .`" in refused.stderr
    assert command("init", ".", cwd=fresh).returncode == 0
    assert (fresh / "Vault Inbox.md").is_file()
    other = tmp_path / "other"
    assert command("init", str(other), VAULT_INBOX_VAULT=str(vault)).returncode == 0
    assert (other / "Vault Inbox.md").is_file()


def test_a_named_vault_overrules_the_environment(vault, write, tmp_path):
    write("Inbox/idea.txt", "Comfrey makes the compost hot.\n")
    done = command("run", str(vault), "--json", VAULT_INBOX_VAULT=str(tmp_path / "elsewhere"))
    assert [line["status"] for line in lines(done)] == ["created"], done.stderr


@pytest.mark.parametrize(
    ("args", "text"),
    [
        (["- [ ] buy milk"], "- [ ] buy milk\n"),
        (["-- and --title more --help"], "-- and --title more --help\n"),
        (["--title", "- a dash", "- [ ] buy milk"], "Title: - a dash\n\n- [ ] buy milk\n"),
        (["--title=Two words", "--", "-5"], "Title: Two words\n\n-5\n"),
    ],
)
def test_a_text_may_begin_with_a_dash(vault, args, text):
    done = command("add", "--vault", str(vault), *args)
    assert done.returncode == 0, done.stderr
    assert (vault / done.stdout.strip()).read_text() == text


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Comfrey makes the compost hot.\n", "Comfrey makes the compost hot.\n"),
        ("Title: Comfrey\nLink: https://e.example/a\n\nIt makes the compost hot.\n", "Title: Comfrey\nLink: https://e.example/a\n"),
    ],
    ids=["the same bytes", "the same page"],
)
def test_preview_names_the_note_that_a_drop_is_a_duplicate_of(vault, write, tmp_path, first, second):
    write("Inbox/first.txt", first)
    (made,) = lines(command("run", str(vault), "--json"))
    drop = tmp_path / "second.txt"
    drop.write_text(second)
    done = command("preview", str(drop), "--vault", str(vault))
    assert (done.stdout, done.stderr) == ("", f"duplicate of [[{made['note'].removesuffix('.md')}]]\n")
    (value,) = lines(command("preview", str(drop), "--vault", str(vault), "--json"))
    assert value == {"note": made["note"], "text": "", "status": "duplicate", "warnings": []}


def test_preview_warns_as_run_does(vault, write):
    path = write("Inbox/idea.txt", "Tags: 2026, compost\nCategory: Nowhere\n\nComfrey makes the compost hot.\n")
    (value,) = lines(command("preview", str(path), "--json"))
    told = command("preview", str(path)).stderr
    (outcome,) = lines(command("run", str(vault), "--json"))
    assert value["warnings"] == outcome["warnings"]
    assert (value["note"], value["status"]) == (outcome["note"], "created")
    assert told.split("\n")[1:-1] == [f"    {warning}" for warning in value["warnings"]]
    assert all(any(name in warning for warning in value["warnings"]) for name in ("2026", "Nowhere"))


@pytest.mark.parametrize("call", ["run", "add", "refresh", "status", "log", "steps", "undo", "adopt"])
def test_a_folder_that_is_no_vault_is_left_alone(tmp_path, own_machine, call):
    drop = tmp_path / "plain/Inbox/idea.txt"
    drop.parent.mkdir(parents=True)
    drop.write_text("Comfrey makes the compost hot.\n")
    more = {"add": ["text"], "undo": ["--last-run"]}.get(call, [])
    done = command(call, *more, "--vault", str(tmp_path / "plain"))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"`vault-inbox init {tmp_path / 'plain'}`" in done.stderr
    assert [path for path in (tmp_path / "plain").rglob("*") if path.is_file()] == [drop]
    assert list(own_machine.iterdir()) == []


@pytest.mark.parametrize("call", ["run", "status", "explain", "preview"])
def test_a_rule_whose_template_is_missing_is_refused_with_its_line(vault, write, call):
    drop = write("Inbox/idea.txt", "Comfrey makes the compost hot.\n")
    write("Vault Inbox.md", '```toml\n[rule.v]\nsite = "youtube.com"\ntemplate = "Templates/Nope"\n```\n')
    more = {"explain": ["idea"], "preview": [str(drop)]}.get(call, [])
    done = command(call, *more, "--vault", str(vault))
    assert (done.returncode, done.stdout, drop.exists()) == (2, "", True)
    assert done.stderr.startswith('vault-inbox: Vault Inbox.md, line 4: rule.v.template = "Templates/Nope.md": there is no such note')
    write("Templates/Nope.md", "---\nshelf: films\n---\n")
    assert command("run", str(vault)).returncode == 0


@pytest.mark.parametrize(("call", "line"), [("refresh", "! Nope\n    Nope: there is no such note\n")])
def test_a_note_that_is_not_there_is_named_once_and_no_drop_with_it(vault, call, line):
    done = command(call, "--note", "Nope", "--vault", str(vault))
    assert (done.returncode, done.stdout) == (1, line)


def test_preview_takes_the_vault_that_the_file_lies_in(vault, write, tmp_path):
    write("Inbox/idea.txt", "Comfrey makes the compost hot.\n")
    write("Vault Inbox.md", '```toml\n[note]\nunfiled = "Sorted later"\n```\n')
    done = command("preview", str(vault / "Inbox/idea.txt"), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Sorted later/" in done.stderr
    assert "Comfrey" in done.stdout


def test_a_state_folder_that_cannot_be_made_exits_2_and_is_named(vault, tmp_path):
    (tmp_path / "file").write_text("")
    for name in ("state_dir", "cache_dir"):
        done = command("run", str(vault), **{f"VAULT_INBOX_{name.upper()}": str(tmp_path / "file/x")})
        assert done.returncode == 2
        assert f"{name} = " in done.stderr
