# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import BigPandaError
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident_tag_values import (
    named_tags,
    tag_value,
)

LEVELS = [
    {"display_name": "P1", "order_id": 1000, "description": "Drop everything"},
    {"display_name": "P2", "order_id": 900, "description": "P3", "active": True},
    {"display_name": "P0", "active": False},
    {"display_name": "P9", "active": "false"},
]
DEFINITIONS = [
    {"id": "priority", "name": "Priority", "type": "Priority", "config": {"ordered_list": LEVELS}},
    {"id": "t1", "name": "Ticket", "type": "Text"},
    {"id": "t2", "name": "Team", "type": "ClosedListValuesMulti", "config": {"incident_tag_values": ["DBA", "noc"]}},
    {"id": "t3", "name": "site", "type": "Text"},
    {"id": "t4", "name": "SITE", "type": "Text"},
    {"id": "t5", "name": "Level", "type": "Priority", "config": {"ordered_list": ["High"]}},
    {"id": "t6", "name": "Empty", "type": "ClosedListValuesSingle"},
]


@pytest.mark.parametrize(
    ("key", "tag_id"),
    [("Ticket", "t1"), ("TICKET", "t1"), ("T1", "t1"), ("PRIORITY", "priority"), ("site", "t3"), ("SITE", "t4")],
)
def test_tags_are_named_in_any_case(key, tag_id):
    assert named_tags({key: "x"}, DEFINITIONS, {}) == {tag_id: (key, "x")}


@pytest.mark.parametrize(
    ("tags", "words"),
    [
        ({"Tiket": "x"}, 'tags: "Tiket" is not an active incident tag. Did you mean Ticket?'),
        ({"zzz": "x"}, "Active tags are Empty, Level, Priority, SITE, Team, Ticket, site."),
        ({"Site": "x"}, 'several tags are named "Site": t3, t4'),
        ({"ticket": "x", "Ticket": "y"}, "ticket and Ticket are the same tag"),
    ],
)
def test_a_tag_that_is_not_clear_is_refused(tags, words):
    with pytest.raises(BigPandaError, match=re.escape(words)):
        named_tags(tags, DEFINITIONS, {})


@pytest.mark.parametrize(
    ("tag_id", "given", "value"),
    [
        ("priority", "p1", "P1"),
        ("t2", ["dba", "NOC", "DBA"], ["DBA", "noc"]),
        ("t2", "Noc", ["noc"]),
        ("t5", "HIGH", "High"),
        ("t6", "anything", "anything"),
        ("t1", "Any Text", "Any Text"),
        ("unknown", ["a"], ["a"]),
    ],
)
def test_values_of_a_list_are_written_in_any_case(tag_id, given, value):
    assert tag_value(tag_id, "tag", given, DEFINITIONS) == value


@pytest.mark.parametrize(
    ("tag_id", "given", "words"),
    [
        ("priority", "P9", 'tags.prio: "P9" is not an active value of this tag. Possible are P1, P2.'),
        ("priority", "P0", '"P0" is not an active value of this tag'),
        ("priority", "P9", '"P9" is not an active value of this tag'),
        ("priority", 1000, '"1000" is not an active value of this tag. Possible are P1, P2.'),
        ("priority", "Drop everything", '"Drop everything" is not an active value of this tag'),
        ("priority", "P3", '"P3" is not an active value of this tag'),
        ("priority", True, '"True" is not an active value of this tag'),
        ("t2", ["dba", "xyz"], 'tags.prio: "xyz" is not an active value of this tag. Possible are DBA, noc.'),
        ("t1", ["a"], "tags.prio is a list, but the tag has a single value (Text)."),
    ],
)
def test_a_value_that_the_tag_cannot_have_is_refused(tag_id, given, words):
    with pytest.raises(BigPandaError, match=re.escape(words)):
        tag_value(tag_id, "prio", given, DEFINITIONS)
