# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A server that writes whatever bytes it is told to, for answers that no library would send."""

from __future__ import annotations

import contextlib
import gzip
import json
import socket
import threading
import time

# Nothing is sent for longer than this, whatever becomes of the test.
LONGEST_S = 120.0
# Threads that answer a request may go on when the client has given up.
SERVING = "process_request_thread"


class RawServer:
    """answer: what is written to each request: bytes, or pieces of them as they come, each after a moment."""

    def __init__(self, answer, pause_s=0.0):
        self._answer = answer
        self._pause_s = pause_s
        self._stopped = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.requests = []

    def __enter__(self):
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_exception):
        self._stopped.set()
        # A socket that another thread waits for goes on listening until that is woken.
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def url(self):
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def _accept(self):
        while not self._stopped.is_set():
            with contextlib.suppress(OSError):
                connection, _address = self._listening.accept()
                threading.Thread(target=self._serve, args=(connection,), name=SERVING, daemon=True).start()

    def _serve(self, connection):
        with connection, contextlib.suppress(OSError), connection.makefile("rb") as file:
            request = file.readline()
            length = 0
            for line in iter(file.readline, b"\r\n"):
                name, _colon, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            self.requests.append((request.split()[0].decode(), request.split()[1].decode(), file.read(length)))
            answer = self._answer(self.requests[-1]) if callable(self._answer) else self._answer
            ends = time.monotonic() + LONGEST_S
            for piece in [answer] if isinstance(answer, bytes) else answer:
                connection.sendall(piece)
                if self._stopped.wait(self._pause_s) or time.monotonic() > ends:
                    break


def response(body=b"", status="200 OK", **headers):
    """A whole answer. Names of headers are written with _ in place of -; body: bytes, or what is to be JSON."""
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    said = {"Content-Type": "application/json", "Content-Length": str(len(body)), "Connection": "close"}
    said.update({name.replace("_", "-"): value for name, value in headers.items()})
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in said.items() if value is not None)]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def gzip_bomb(megabytes):
    """As many megabytes of blanks in about a thousandth of that, as one list of JSON."""
    one = gzip.compress(b" " * 1024 * 1024)
    return gzip.compress(b"[") + one * megabytes + gzip.compress(b"]")


def dripping(beginning, piece):
    """The beginning at once, then a piece now and then, for ever."""
    yield beginning
    while True:
        yield piece
