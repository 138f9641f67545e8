"""Signals for the daemon: SIGTERM and Ctrl-C set a flag, so that the note in hand is finished and nothing is half done."""

from __future__ import annotations

import signal
import threading
from types import FrameType


class Stop(threading.Event):
    """An event that remembers whether Ctrl-C set it."""

    interrupted = False


def stop_on_signals() -> Stop:
    """An event that SIGTERM and SIGINT set; the second Ctrl-C interrupts at once."""
    stop = Stop()

    def on_signal(number: int, _frame: FrameType | None) -> None:
        if number == signal.SIGINT:
            if stop.is_set():
                raise KeyboardInterrupt
            stop.interrupted = True
        stop.set()

    signal.signal(signal.SIGTERM, on_signal)
    signal.signal(signal.SIGINT, on_signal)
    return stop
