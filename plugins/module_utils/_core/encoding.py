# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How JSON goes over the wire. Pure."""

from __future__ import annotations

import json
from typing import Any


def compact_json(value: Any) -> str:
    """Without the blanks, which may count where the service limits a length."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def json_bytes(value: Any) -> bytes:
    return compact_json(value).encode("utf-8")
