# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Chromium without a window, driven through a pipe, so that a test can click in a page."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from contextlib import contextmanager

NAMES = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-pipe")


def find_chromium():
    """Its path; None if it is not installed."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Page:
    """One open page. ask, told: file descriptors of the browser's pipe."""

    def __init__(self, ask, told):
        self._ask = ask
        self._told = told
        self._unread = b""
        self._number = 0
        self._session = None
        self.messages = []

    def open(self, url):
        (page,) = [each for each in self.call("Target.getTargets")["targetInfos"] if each["type"] == "page"]
        attached = self.call("Target.attachToTarget", targetId=page["targetId"], flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Log", "Runtime", "Network", "Page"):
            self.call(f"{domain}.enable")
        self.call("Page.navigate", url=url)
        while not any(each.get("method") == "Page.loadEventFired" for each in self.messages):
            self._read()

    def evaluate(self, expression):
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def complaints(self):
        """What the browser logged, such as violations of the content security policy."""
        wanted = ("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled")
        return [each for each in self.messages if each.get("method") in wanted]

    def requested(self):
        sent = [each for each in self.messages if each.get("method") == "Network.requestWillBeSent"]
        return [each["params"]["request"]["url"] for each in sent]

    def call(self, method, **params):
        self._number += 1
        session = {"sessionId": self._session} if self._session else {}
        message = {"id": self._number, "method": method, "params": params, **session}
        os.write(self._ask, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]

    def _read(self):
        while b"\0" not in self._unread:
            came = os.read(self._told, 65536)
            assert came, "Chromium ended."
            self._unread += came
        text, _nul, self._unread = self._unread.partition(b"\0")
        self.messages.append(json.loads(text))
        return self.messages[-1]


@contextmanager
def opened(chromium, url, folder):
    """The page at this URL. folder: for what Chromium keeps."""
    for_browser, ask = os.pipe()
    told, from_browser = os.pipe()
    # Chromium reads from 3 and writes to 4.
    command = f'exec "$0" "$@" 3<&{for_browser} 4>&{from_browser}'
    arguments = [*OPTIONS, f"--user-data-dir={folder}", "about:blank"]
    process = subprocess.Popen(
        ["bash", "-c", command, chromium, *arguments],
        pass_fds=(for_browser, from_browser),
        env={**os.environ, "HOME": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for end in (for_browser, from_browser):
        os.close(end)
    try:
        page = Page(ask, told)
        page.open(url)
        yield page
    finally:
        process.kill()
        process.wait()
        os.close(ask)
        os.close(told)
