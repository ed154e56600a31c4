# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Operators and patterns of BPQL conditions. Pure. Source: contract, configuration notes, "Conditions (BPQL)"."""

from __future__ import annotations

JOINING = ("AND", "OR")
LISTING = ("IN", "NOT IN")
# Types of values in the object form: `*` matches anything; a regular expression.
WILDCARD, REGEX = "regex", "formal-regex"
