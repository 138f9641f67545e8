"""What a hostile server and a hostile page cost at most: peak memory and time of a fresh process for each, on the loopback.

    python benchmarks/bounds.py [CASE ...]

A fetch may hold the cap of a body (10 MB) and 64 MiB more than what it starts with, and lasts 20 seconds (here 5). A page is read in a
process of its own, which has 1 GiB and 20 seconds; the parent keeps the cap + 64 MiB.
"""

from __future__ import annotations

import argparse
import socketserver
import subprocess
import sys
import threading
import time
import zlib
from functools import cache
from pathlib import Path

from vault_inbox.errors import FetchError
from vault_inbox.model import Page
from vault_inbox.reading.pool import Pool
from vault_inbox.web.fetching.fetch import Fetcher

CAP = 10_000_000 + (64 << 20)  # bytes
DEADLINE = 5.0  # seconds


def bomb(size: int, wbits: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    block = b"\0" * (1 << 20)
    return b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()


@cache
def packed(status: str, coding: str, wbits: int) -> bytes:
    body = bomb(2 << 30, wbits)
    return f"HTTP/1.1 {status}\r\nLocation: /fine\r\nContent-Encoding: {coding}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


OK = b"HTTP/1.1 200 OK\r\n"
# path -> what is sent first, then without end (None: the connection is closed), seconds between the pieces
ANSWERS = {
    "fine": lambda: (OK + b"Content-Length: 4\r\n\r\nfine", None, 0),
    "redirect with a body that unpacks to 2 GB": lambda: (packed("302 Found", "gzip", 31), None, 0),
    "gzip that unpacks to 2 GB": lambda: (packed("200 OK", "gzip", 31), None, 0),
    "deflate that unpacks to 2 GB": lambda: (packed("200 OK", "deflate", 15), None, 0),
    "bare deflate that unpacks to 2 GB": lambda: (packed("200 OK", "deflate", -15), None, 0),
    "error page that unpacks to 2 GB": lambda: (packed("404 Not Found", "gzip", 31), None, 0),
    "endless body": lambda: (OK + b"\r\n", b"x" * 65536, 0),
    "endless body in chunks": lambda: (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n", 0),
    "one chunk without end": lambda: (OK + b"Transfer-Encoding: chunked\r\n\r\nffffffffff\r\n", b"x" * 65536, 0),
    "chunk length without end": lambda: (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"0" * 65536, 0),
    "a chunk of -1 bytes": lambda: (OK + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n", b"x" * 65536, 0),
    "a chunk of -1 bytes, packed": lambda: (OK + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n", b"x" * 65536, 0),
    "chunk extension without end": lambda: (OK + b"Transfer-Encoding: chunked\r\n\r\n5;", b"x" * 65536, 0),
    "chunks of one byte, extensions of 60 KB": lambda: (
        OK + b"Transfer-Encoding: chunked\r\n\r\n",
        b"1;" + b"x" * 60_000 + b"\r\na\r\n",
        0,
    ),
    "endless trailers": lambda: (OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: " + b"x" * 6000 + b"\r\n", 0),
    "slow drip of a body": lambda: (OK + b"Content-Length: 9999\r\n\r\n", b"x", 0.05),
    "slow drip of headers": lambda: (OK, b"X-A: b\r\n", 0.05),
    "one header of 100 MB": lambda: (OK + b"X: " + b"x" * 100_000_000 + b"\r\n\r\n", None, 0),
    "endless header": lambda: (OK + b"X: ", b"x" * 65536, 0),
    "endless headers": lambda: (OK, b"X: " + b"x" * 6000 + b"\r\n", 0),
    "endless interim answers": lambda: (b"", b"HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n", 0),
}
PAGES = {
    "200,000 <p>": lambda: b"<article>" + b"<p>" * 200_000,
    "200,000 nested <div>": lambda: b"<div>" * 200_000 + b"x",
    "300,000 attributes": lambda: b"<p " + b" ".join(b"a%d=1" % number for number in range(300_000)) + b">x",
    "100,000 open rows": lambda: b"<table>" + b"<tr><td>" * 100_000,
    "10 MB of <p>": lambda: b"<article>" + b"<p>x " * 1_990_000,
    "10 MB of links": lambda: b"<article>" + b"<a href=/x>y</a> " * 580_000,
    "5 MB of <": lambda: b"<" * 5_000_000,
}


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        name = self.rfile.readline(65_536).split()[1].decode().strip("/").replace("%20", " ").replace("%3C", "<").replace("%3E", ">")
        if name.startswith("page:"):
            body = PAGES[name.removeprefix("page:")]()
            first, more, pause = OK + b"Content-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body, None, 0.0
        else:
            first, more, pause = ANSWERS[name]()
        try:
            self.wfile.write(first)
            while more:
                self.wfile.write(more)
                time.sleep(pause)
        except OSError:
            pass  # hung up, as it should


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True


def peak() -> int:
    """The most this process has ever held, in bytes; `ru_maxrss` would begin with what the parent holds."""
    return int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) * 1024


def fetch(url: str) -> None:
    is_page = "page:" in url
    get = Fetcher(allow_private=("127.0.0.1",), deadline=20.0 if is_page else DEADLINE)
    get(url.rpartition("/")[0] + "/fine")
    start, began = peak(), time.monotonic()
    pool = Pool()
    try:
        page: Page = get(url)
        article = pool.page(page) if is_page else None
        said = f"{article.verdict}: {article.reason}" if article else f"{page.status}, {len(page.body)} bytes"
    except FetchError as error:
        said = error.reason
    print(f"{peak() - start}\t{time.monotonic() - began}\t{said}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*")
    parser.add_argument("--fetch", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.fetch:
        fetch(args.fetch)
        return
    worst = 0
    cases = args.cases or [*ANSWERS, *(f"page:{page}" for page in PAGES)]
    for name in cases:
        ANSWERS.get(name, bytes)()  # bombs are made before anybody waits for them
    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for name in cases:
            url = f"http://127.0.0.1:{server.server_address[1]}/{name}"
            done = subprocess.run([sys.executable, __file__, "--fetch", url], check=True, capture_output=True, text=True, timeout=120)
            held, seconds, said = done.stdout.strip().split("\t")
            worst = max(worst, int(held))
            print(f"{name:44} {int(held) / 2**20:6.1f} MiB {float(seconds):5.1f} s  {said}", flush=True)
        server.shutdown()
    print(f"worst {worst / 2**20:.1f} MiB of {CAP / 2**20:.1f} MiB: {'bounded' if worst <= CAP else 'TOO MUCH'}")


if __name__ == "__main__":
    main()
