"""`Popen` and `run` of subprocess, where a Python that is to run `-m vault_inbox` or `-c …` starts in milliseconds.

Such a process is forked from a server that has loaded the program already: half a second of loading, spared a few hundred times. It is a
real process and a child of this one: it is waited for, stopped and killed as any other. What cannot be had this way (options of the
interpreter, an environment that it reads as it starts, another system than Linux) is started as usual.
"""

from __future__ import annotations

import atexit
import ctypes
import functools
import gc
import importlib
import json
import os
import runpy
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

PROGRAM = (
    "vault_inbox.cli.machine",
    "vault_inbox.cli.output",
    "vault_inbox.cli.signals",
    "vault_inbox.inbox",
    "vault_inbox.web.fetching.fetch",
)
PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h: what is orphaned below becomes a child of this process
ENVIRONMENT = dict(os.environ)  # the server's, as no test has changed it
AT_START = ("PYTHON", "LC_", "LANG")  # what an interpreter reads as it starts


class Popen(subprocess.Popen):
    """`subprocess.Popen`, from the server where that can be."""

    def _execute_child(self, args: Any, *rest: Any) -> None:
        cwd, env, fds = rest[4], dict(os.environ if rest[5] is None else rest[5]), (rest[9], rest[12], rest[14])
        words = [os.fspath(word) for word in args] if isinstance(args, (list, tuple)) else []
        if rest[0] or rest[1] or rest[3] or rest[8] or not _can_be_forked(words, env):  # a program, preexec_fn, pass_fds, shell
            super()._execute_child(args, *rest)
            return
        kind, what, *argv = words[1:]
        order = {"kind": kind, "what": what, "argv": argv, "cwd": os.fspath(cwd or Path.cwd()), "env": env}
        self.pid = _server().start(order, [number if fd == -1 else fd for number, fd in enumerate(fds)])
        self._child_created = True
        self._close_pipe_fds(*rest[9:15])


def run(args: Any, *, timeout: float | None = None, check: bool = False, capture_output: bool = False, **options: Any) -> Any:
    """`subprocess.run`, from the server where that can be."""
    given = options.pop("input", None)
    if given is not None:
        options["stdin"] = subprocess.PIPE
    if capture_output:
        options |= {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with Popen(args, **options) as process:
        try:
            out, error = process.communicate(given, timeout)
        except BaseException:
            process.kill()
            raise
    done = subprocess.CompletedProcess(args, process.returncode, out, error)
    if check:
        done.check_returncode()
    return done


def _can_be_forked(words: list[str], env: dict[str, str]) -> bool:
    read = {name: value for name, value in env.items() if name.startswith(AT_START)}
    return (
        sys.platform == "linux"
        and words[:1] == [sys.executable]
        and (words[1:3] == ["-m", "vault_inbox"] or words[1:2] == ["-c"])
        and read == {name: value for name, value in ENVIRONMENT.items() if name.startswith(AT_START)}
    )


class _Server:
    """The process that has the program loaded; it ends with this one."""

    def __init__(self) -> None:
        self.libc = ctypes.CDLL(None, use_errno=True)
        self.here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with there:
            command = [sys.executable, __file__, str(there.fileno())]
            self.process = subprocess.Popen(command, pass_fds=[there.fileno()], stdin=subprocess.DEVNULL, env=ENVIRONMENT)
        atexit.register(self.close)

    def start(self, order: dict[str, Any], fds: list[int]) -> int:
        """Have a process forked that becomes a child of this one; returns its number."""
        self.libc.prctl(PR_SET_CHILD_SUBREAPER, 1)
        try:
            socket.send_fds(self.here, [json.dumps(order).encode()], fds)
            return int(self.here.recv(100))
        finally:
            self.libc.prctl(PR_SET_CHILD_SUBREAPER, 0)

    def close(self) -> None:
        self.here.close()
        self.process.kill()
        self.process.wait()


@functools.cache
def _server() -> _Server:
    return _Server()


def _serve(link: socket.socket) -> dict[str, Any]:
    """Fork for each order; returns it, in the process that is to do it."""
    while True:
        said, fds, _, _ = socket.recv_fds(link, 1 << 20, 3)
        if not said:
            sys.exit()
        reads, writes = os.pipe()
        between = os.fork()
        if not between:
            if number := os.fork():
                os.write(writes, str(number).encode())
                os._exit(0)
            os.close(reads)
            os.close(writes)
            link.close()
            _take(fds)
            return dict(json.loads(said))
        os.waitpid(between, 0)  # from now on the new process is a child of whoever asked
        link.send(os.read(reads, 100))
        for fd in (reads, writes, *fds):
            os.close(fd)


def _take(fds: list[int]) -> None:
    """Make these the standard streams."""
    for number, fd in enumerate(fds):
        os.dup2(fd, number)
        os.close(fd)
    sys.stdin = open(0, closefd=False, errors=sys.stdin.errors)  # noqa: SIM115 - numbers, open to the end
    sys.stdout = open(1, "w", closefd=False, errors=sys.stdout.errors, buffering=1 if os.isatty(1) else -1)  # noqa: SIM115
    sys.stderr = open(2, "w", closefd=False, errors="backslashreplace", buffering=1)  # noqa: SIM115


def _become(order: dict[str, Any]) -> None:
    """Do what the order says as a Python that has just been started for it."""
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    time.tzset()
    sys.path[0] = order["cwd"] if order["kind"] == "-m" else ""
    sys.argv = [order["kind"], *order["argv"]]
    if order["kind"] == "-m":
        runpy.run_module(order["what"], run_name="__main__", alter_sys=True)
    else:
        exec(compile(order["what"], "<string>", "exec"), sys.modules["__main__"].__dict__)


def _main() -> None:
    for name in PROGRAM:
        importlib.import_module(name)
    gc.freeze()
    _become(_serve(socket.socket(fileno=int(sys.argv[1]))))


if __name__ == "__main__":
    _main()
