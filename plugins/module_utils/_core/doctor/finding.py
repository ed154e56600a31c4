# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One finding about a connection. Pure data."""

from __future__ import annotations

from dataclasses import dataclass

# The most severe first.
SEVERITIES = ERROR, WARNING, INFO = "error", "warning", "info"


@dataclass(frozen=True)
class Finding:
    """severity: one of SEVERITIES. finding: what is wrong. advice: how to fix it. Both are sentences."""

    severity: str
    finding: str
    advice: str

    @property
    def sentences(self) -> str:
        return f"{self.finding} {self.advice}".strip()
