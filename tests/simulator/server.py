# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The service on 127.0.0.1: one listener for each host of each region."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterable
from typing import Any

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wrappers import Request as HttpRequest
from werkzeug.wrappers import Response

from .control import PREFIX, control
from .service import Listener, Outcome, Service

HOSTS = tuple(Listener(region, host) for region in ("us", "eu") for host in ("api", "integrations"))


class QuietHandler(WSGIRequestHandler):
    """Keep-alive, without the delay that small answers suffer otherwise, and without a log line for each request."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_request(self, *_args: Any, **_named: Any) -> None:
        return

    def log_error(self, *_args: Any, **_named: Any) -> None:
        return


def make_application(service: Service, listener: Listener) -> Callable:
    def application(environ: dict, start_response: Callable) -> Iterable[bytes]:
        http = HttpRequest(environ)
        # Read to its end, or the rest would be taken for the next request of the connection.
        http.get_data()
        is_control = http.path.startswith(PREFIX)
        outcome = control(service, http) if is_control else service.answer(listener, http)
        if outcome.drop:
            _reset(environ["werkzeug.socket"])
            return Response(status=500)(environ, start_response)
        return _response(outcome)(environ, start_response)

    return application


def _reset(connection: socket.socket) -> None:
    """Close without an answer; the zero linger makes it a reset."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.shutdown(socket.SHUT_RDWR)


def _response(outcome: Outcome) -> Response:
    if outcome.status == 204:
        return Response(status=204, headers=outcome.headers)
    response = Response(outcome.body, outcome.status, outcome.headers, content_type=outcome.content_type)
    if outcome.cut:
        response.set_data(outcome.body[: len(outcome.body) // 2])
        response.headers["Content-Length"] = str(len(outcome.body))
        response.headers["Connection"] = "close"
    return response


class Servers:
    """All listeners, each in its thread. Ports are free ones unless given."""

    def __init__(self, service: Service, ports: dict[Listener, int] | None = None):
        chosen = ports or {}
        self._servers: dict[Listener, BaseWSGIServer] = {
            listener: make_server(
                "127.0.0.1",
                chosen.get(listener, 0),
                make_application(service, listener),
                threaded=True,
                request_handler=QuietHandler,
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
