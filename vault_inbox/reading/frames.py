"""Messages on a pipe: four bytes of length, then the bytes."""

from __future__ import annotations

from typing import IO

_PIECE = 1 << 20  # bytes read at once, so that a length that lies costs no memory


def write_frame(pipe: IO[bytes], data: bytes) -> None:
    """Write one message and send it off."""
    pipe.write(len(data).to_bytes(4, "big"))
    pipe.write(data)
    pipe.flush()


def read_frame(pipe: IO[bytes], largest: int) -> bytes:
    """Read one message; `EOFError` where the other side is gone, `ValueError` for one of more than `largest` bytes."""
    length = int.from_bytes(_exactly(pipe, 4), "big")
    if length > largest:
        raise ValueError(f"a message of {length} bytes")
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    data = bytearray()
    while len(data) < count:
        piece = pipe.read(min(count - len(data), _PIECE))
        if not piece:
            raise EOFError
        data += piece
    return bytes(data)
