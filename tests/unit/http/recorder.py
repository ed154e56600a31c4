# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A server that only notes what reaches it."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Recorder(ThreadingHTTPServer):
    """A server that notes what reaches it and answers as it is told; for what the simulator has no business to do."""

    def __init__(self, answer, tls=None):
        self.seen = []
        self.bodies = []
        recorder = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                recorder.seen.append((self.path, dict(self.headers)))
                recorder.bodies.append(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
                status, headers, body = answer(self.path)
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            do_HEAD = do_POST = do_CONNECT = do_GET

            def log_message(self, *_arguments):
                return

        super().__init__(("127.0.0.1", 0), Handler)
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True)

    def __enter__(self):
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_exception):
        self.shutdown()
        self.server_close()

    def url(self, scheme="http"):
        return f"{scheme}://localhost:{self.server_port}"


def empty_list(_path):
    return 200, {"Content-Type": "application/json"}, b"[]"


def answering(bodies):
    """Answers of a server by path; the body or (status, headers, body)."""

    def answer(path):
        given = bodies[path]
        status, headers, body = given if isinstance(given, tuple) else (200, {}, given)
        return status, {"Content-Type": "application/json", **headers}, json.dumps(body).encode()

    return answer
