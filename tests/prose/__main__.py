# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Check that everything that users read is plain English. Prints each finding; exit status 1 if there are any."""

from __future__ import annotations

import sys
from pathlib import Path

from prose.check import findings, register_rules
from prose.texts import prose

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    checks = register_rules()
    found = [line for path, text in prose(ROOT) for line in findings(str(path.relative_to(ROOT)), text, checks)]
    print("\n".join(found) or "The documentation is plain English.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
