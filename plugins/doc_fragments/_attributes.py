# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What all modules that manage an object promise."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options: {}
attributes:
  check_mode:
    description: Can run in check mode and return what it would without it.
    support: full
    details: Only reads are sent; what is returned is predicted, with the keys of a real run.
  diff_mode:
    description: Returns details on what has changed.
    support: full
    details: Holds only what differs; secrets are masked.
  idempotent:
    description: A second run with the same options changes nothing.
    support: full
    details: A second run sends no request that changes anything.
"""
