# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import time

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.suggestions import did_you_mean, similar

# Linear time is a hundredth of this.
PATIENCE_S = 5
LONG = "Operations team of the night shift in the region emea, building number "


def test_names_of_a_small_organization_are_all_compared():
    assert similar("Opertions", ["Admin", "Operations", "Viewer"]) == ["Operations"]
    assert similar("ada@acme.example", ["bob@acme.example", "Ad@acme.example"]) == ["Ad@acme.example"]
    assert did_you_mean("Nothing like it", ["Admin"]) == ""


@pytest.mark.parametrize("copied", [" {} ", "{}\u00a0", "{}\n", "\u200b{}", "{}\ufeff"])
def test_a_copied_name_with_what_nobody_sees_is_found(copied):
    for name in ("Operations", "ada@acme.example"):
        assert similar(copied.format(name), ["Admin", "Operations", "ada@acme.example", "bob@acme.example"])[0] == name


def test_a_misspelling_is_found_among_thousands():
    names = [f"user.{number:05d}@acme.example" for number in range(5000)] + ["Night Watch", "grace@acme.example"]
    assert similar("Nigth watch", names)[0] == "Night Watch"
    assert similar("xight watch", names)[0] == "Night Watch"
    assert similar("graec@acme.example", names)[0] == "grace@acme.example"
    assert "user.00012@acme.example" in similar("user.00012x@acme.example", names)


def test_thousands_of_names_that_are_nearly_the_same_take_seconds():
    """Everybody of a feed, with the roles of another organization."""
    known = [f"{LONG}{number:05d}" for number in range(3000)]
    began = time.process_time()
    for number in range(0, 3000, 20):
        assert f"{LONG}{number:05d}" in similar(f"{LONG}{number:05d}x", known)
    assert time.process_time() - began < PATIENCE_S


def test_a_name_that_nobody_typed_is_not_compared():
    """Comparing two of a million letters would take days."""
    began = time.process_time()
    assert similar("ab" * 500_000, ["ba" * 500_000]) == similar("a" * 300, ["a" * 299]) == []
    assert time.process_time() - began < PATIENCE_S


def test_names_of_others_are_shown_without_what_a_terminal_obeys():
    assert did_you_mean("dan@x.example", ["d\x1b[2Jan@x.example"]) == "Did you mean d\\u001b[2Jan@x.example?"
    assert "\\u202e" in did_you_mean("bob", ["bo\u202eb"])
