"""Signs of life for a service manager: systemd's notification protocol, a datagram to the socket that it names."""

from __future__ import annotations

import contextlib
import socket
import sys
import time


class Notifier:
    """Tells the service manager at `address`, the value of NOTIFY_SOCKET, how the daemon is; with "" it tells nobody.

    An address is a path, or a name after `@` in Linux's abstract space (sd_notify(3)). What cannot be sent is lost: a daemon must not
    fail, or wait, because nobody listens.
    """

    def __init__(self, address: str = "") -> None:
        self._address = address.replace("@", "\0", 1) if address.startswith("@") else address
        self._ready = False

    def alive(self) -> None:
        """Say that the daemon works on; the first time, that it is ready."""
        self._send("WATCHDOG=1" if self._ready else "READY=1\nWATCHDOG=1")
        self._ready = True

    def reloading(self) -> None:
        """Say that the settings are read again; the next `alive` says that this is done."""
        self._send(f"RELOADING=1\nMONOTONIC_USEC={time.monotonic_ns() // 1000}")
        self._ready = False

    def stopping(self) -> None:
        """Say that the daemon is about to end."""
        self._send("STOPPING=1")

    def _send(self, text: str) -> None:
        if sys.platform != "win32" and self._address.startswith(("/", "\0")):
            with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
                channel.setblocking(False)
                channel.sendto(text.encode(), self._address)
