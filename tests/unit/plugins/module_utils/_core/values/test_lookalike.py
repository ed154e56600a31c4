# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.lookalike import (
    appearance,
    by_appearance,
    refuse_lookalike,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter import ALERT_FILTER
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_tag import ALERT_TAG_ORDER
from ansible_collections.community.bigpanda.plugins.module_utils._resources.correlation_pattern import (
    CORRELATION_PATTERN,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE

FILTERS = [{"id": "1", "name": "On call"}, {"id": "2", "name": "Ärger"}, {"id": "3", "name": None}, {"id": "4"}]
ROLES = [{"id": "1", "name": "On call"}]


def refuse(resource, key, objects):
    refuse_lookalike(resource, key, by_appearance(resource, objects))


@pytest.mark.parametrize(
    ("resource", "key", "objects", "words"),
    [
        (ALERT_FILTER, "On  call", FILTERS, 'name is "On  call"; the alert filter "On call" that exists looks like it'),
        (ALERT_FILTER, " On call ", FILTERS, 'the alert filter "On call" that exists'),
        (ALERT_FILTER, "On\u00a0call", FILTERS, "Use the existing spelling"),
        (ALERT_FILTER, "On\u200b call", FILTERS, r'name is "On\\u200b call"; the alert filter "On call"'),
        # What is there may be the one that nobody can read.
        (ALERT_FILTER, "Team", [{"name": "Te\u200bam"}], r'the alert filter "Te\\u200bam" that exists'),
        # Letter case tells filters apart, and roles not.
        (ROLE, "ON  CALL", ROLES, 'the role "On call" that exists looks like it'),
        # Nobody sees what is in it, though nothing is there that looks like it.
        (
            ALERT_FILTER,
            "Te\u200bam",
            FILTERS,
            r'"Te\\u200bam" contains the invisible .* U\+200B \(zero width space\) at position 3',
        ),
        (ROLE, "a\nb", [], r"contains the invisible character U\+000A at position 2.*Remove the character"),
    ],
)
def test_a_key_that_people_take_for_another_one_is_refused(resource, key, objects, words):
    with pytest.raises(InvalidOption, match=words):
        refuse(resource, key, objects)


@pytest.mark.parametrize(
    ("resource", "key", "objects"),
    [
        (ALERT_FILTER, "On duty", FILTERS),
        (ALERT_FILTER, "ON CALL", FILTERS),
        (ALERT_FILTER, "Arger", FILTERS),
        (ALERT_FILTER, "None", FILTERS),
        (ROLE, "Off call", ROLES),
        # Keys that the engine makes of something else say nothing to people.
        (CORRELATION_PATTERN, "a\u200bb", [{"identity": "ab"}]),
        (ALERT_TAG_ORDER, "alert_tag_ order", [{"id": "alert_tag_order"}]),
    ],
)
def test_any_other_key_is_taken(resource, key, objects):
    refuse(resource, key, objects)


def test_names_look_alike_as_far_as_the_kind_is_case_sensitive():
    assert appearance(ROLE, "On  CALL") == appearance(ROLE, "on call")
    assert appearance(ALERT_FILTER, "On  call") == appearance(ALERT_FILTER, "On call")
    assert appearance(ALERT_FILTER, "On CALL") != appearance(ALERT_FILTER, "On call")
    assert by_appearance(ROLE, [*ROLES, {"name": 7}]) == {"on call": ["On call"]}
