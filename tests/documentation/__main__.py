# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes anew what of the documentation follows from contract, declarations and modules."""

from __future__ import annotations

import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / ".cache" / "link")]

from documentation import (  # noqa: E402  the line above makes it importable
    architecture,
    cookbook,
    coverage,
    json_schema,
    organizations,
    permissions,
)


def main() -> int:
    for path in organizations.WRITTEN:
        path.write_text(organizations.renewed(path), encoding="utf-8")
    architecture.PAGE.write_text(architecture.renewed(), encoding="utf-8")
    coverage.PAGE.write_text(coverage.page(), encoding="utf-8")
    json_schema.FILE.write_text(json_schema.text(), encoding="utf-8")
    cookbook.PAGE.write_text(cookbook.page(), encoding="utf-8")
    permissions.PAGE.write_text(permissions.renewed(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
