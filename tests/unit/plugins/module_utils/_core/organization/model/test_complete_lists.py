# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.finding.object_index import ObjectIndex
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.field import Field, Reference
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.model.complete_lists import (
    complete_lists,
    without_gone,
)
from unit.plugins.module_utils._core.engine.gardens import GARDEN, HERBS, ID, OTHER_ID, ROSES

BY_ID = Field("garden", refers=Reference("garden"))
BY_KEY = Field("garden", refers=Reference("garden", sends="key"))
SEVERAL = Field("gardens", type="list", elements="str", refers=Reference("garden"))
ALL = Field("order", type="list", elements="str", refers=Reference("garden", sends="key", complete=True))
ALL_BY_ID = Field("order", type="list", elements="str", refers=Reference("garden", complete=True))


def test_other_lists_stay_as_they_are():
    mixed = [Field("note"), SEVERAL, ALL_BY_ID]
    known = {"garden": ObjectIndex(GARDEN, [ROSES], gone=[HERBS])}
    current = {"gardens": [OTHER_ID], "order": [OTHER_ID, ID]}
    assert without_gone(mixed, current, known) == {"gardens": [OTHER_ID], "order": [ID]}
    assert without_gone(mixed, {}, known) == {"order": []}
    assert complete_lists(mixed, {"gardens": [], "order": [ID]}, current) == {"gardens": [], "order": [ID, OTHER_ID]}


def test_what_goes_soon_stays_at_the_end_of_a_list_of_all():
    assert complete_lists([ALL, BY_ID], {"order": ["b"]}, {"order": ["a", "b", "c"]}) == {"order": ["b", "a", "c"]}
    assert complete_lists([ALL], {}, {"order": ["a"]}) == {}
    assert complete_lists([ALL], {"order": ["b"]}, {}) == {"order": ["b"]}


def test_a_list_of_all_is_seen_without_what_the_run_removes():
    known = {"garden": ObjectIndex(GARDEN, [ROSES], gone=[HERBS])}
    current = {"order": ["herbs", "Roses"], "garden": "herbs"}
    assert without_gone([ALL, BY_KEY], current, known) == {"order": ["Roses"], "garden": "herbs"}
    assert without_gone([ALL], current, {}) == current
    assert current["order"] == ["herbs", "Roses"]
