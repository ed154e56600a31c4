# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What was asked and answered, for tests to assert on. Holds no token and no body."""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass


@dataclass
class Entry:
    """One request. `violation` says how it, or our answer, broke the contract; `fault` which fault was injected."""

    sequence: int
    organization: str | None
    method: str
    path: str
    path_template: str | None
    operation_id: str | None
    query: str
    is_write: bool
    status: int | None = None
    fault: str | None = None
    violation: str | None = None


class RequestLog:
    def __init__(self):
        self._entries: list[Entry] = []
        self._succeeded: set[str] = set()
        self._violations: list[dict] = []
        self._sequence = 0
        self._lock = threading.Lock()

    def begin(self, **known) -> Entry:
        with self._lock:
            self._sequence += 1
            entry = Entry(sequence=self._sequence, **known)
            self._entries.append(entry)
            return entry

    def end(self, entry: Entry, status: int | None) -> None:
        """status: None where the connection was closed in place of an answer."""
        with self._lock:
            entry.status = status
            if entry.operation_id and status and 200 <= status < 300:
                self._succeeded.add(entry.operation_id)

    def violate(self, entry: Entry, kind: str, problems: list[str]) -> None:
        with self._lock:
            entry.violation = f"{kind}: {'; '.join(problems)}"
            self._violations.append({"kind": kind, "method": entry.method, "path": entry.path, "problems": problems})

    def entries(self, organization: str | None = None, writes_only: bool = False) -> list[dict]:
        with self._lock:
            return [
                asdict(entry)
                for entry in self._entries
                if organization in (None, entry.organization) and (entry.is_write or not writes_only)
            ]

    def succeeded(self) -> list[str]:
        """Operations that were answered well since the start; they stay when requests are forgotten."""
        with self._lock:
            return sorted(self._succeeded)

    def clear_succeeded(self) -> None:
        with self._lock:
            self._succeeded.clear()

    def violations(self) -> list[dict]:
        with self._lock:
            return list(self._violations)

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()

    def clear_violations(self) -> None:
        with self._lock:
            self._violations.clear()
