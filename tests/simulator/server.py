# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The service on 127.0.0.1: one listener for each host of each region."""

from __future__ import annotations

import io
import socket
import struct
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from werkzeug.wrappers import Request as HttpRequest

from .control import PREFIX, control
from .service import Listener, Outcome, Service

HOSTS = tuple(Listener(region, host) for region in ("us", "eu") for host in ("api", "integrations"))


class Handler(BaseHTTPRequestHandler):
    """Keep-alive, and without the delay that small answers suffer otherwise.

    The standard library's server, since Werkzeug's own closes the connection after every answer.
    """

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    service: Service
    listener: Listener

    def answer(self) -> None:
        # Read to its end, or the rest would be taken for the next request of the connection.
        announced = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(announced)
        if len(body) < announced:
            # Whoever sent it was stopped in the middle: nothing has been asked.
            self.close_connection = True
            return
        http = HttpRequest(self._environ(body))
        is_control = http.path.startswith(PREFIX)
        outcome = control(self.service, http) if is_control else self.service.answer(self.listener, http)
        if outcome.drop:
            self._reset()
        else:
            self._send(outcome)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer

    def _environ(self, body: bytes) -> dict[str, Any]:
        parts = urlsplit(self.path)
        headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in self.headers.items()}
        return {
            **headers,
            "REQUEST_METHOD": self.command,
            # WSGI wants the bytes of the path, each as one character.
            "PATH_INFO": unquote(parts.path, "latin-1"),
            "QUERY_STRING": parts.query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": str(self.server.server_address[1]),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
        }

    def _send(self, outcome: Outcome) -> None:
        self.send_response(outcome.status)
        headers = dict(outcome.headers or {})
        if outcome.status != 204:
            headers.update({"Content-Type": outcome.content_type, "Content-Length": str(len(outcome.body))})
        if outcome.cut:
            headers["Connection"] = "close"
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(outcome.body[: len(outcome.body) // 2] if outcome.cut else outcome.body)
        self.wfile.flush()

    def _reset(self) -> None:
        """Close without an answer; the zero linger makes it a reset."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_arguments: Any) -> None:
        return


class Server(ThreadingHTTPServer):
    """Quiet about clients that go away in the middle, which is everyday life here; loud about anything else."""

    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], (ConnectionError, OSError)):
            super().handle_error(request, client_address)


class Servers:
    """All listeners, each in its thread. Ports are free ones unless given."""

    def __init__(self, service: Service, ports: dict[Listener, int] | None = None):
        chosen = ports or {}
        self._servers = {
            listener: Server(
                ("127.0.0.1", chosen.get(listener, 0)),
                type("ListenerHandler", (Handler,), {"service": service, "listener": listener}),
            )
            for listener in HOSTS
        }
        self._threads = [
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
            for server in self._servers.values()
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        for server in self._servers.values():
            server.shutdown()
            server.server_close()

    def url(self, region: str, host: str) -> str:
        return f"http://127.0.0.1:{self._servers[Listener(region, host)].server_port}"
