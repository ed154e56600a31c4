# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.plan import make_plan
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.codec import canonical_form, decode, encode
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.plan_context import CONTEXT, PlanContext
from ansible_collections.community.bigpanda.plugins.module_utils._resources.maintenance_plan import (
    MAINTENANCE_PLAN,
    identity_of,
    prepare_maintenance_plan,
)
from hypothesis import given
from hypothesis import strategies as st

NOW = 1_800_000_000
CONDITION = {"=": ["host", "db-1"]}
GIVEN = {"name": "Patch", "condition": CONDITION, "start": NOW + 60, "end": NOW + 120}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"name": ""}, "name is empty"),
        ({"name": "a", "marker": "b]"}, "without square brackets"),
        ({"name": "a", "custom_tags": [{"name": "ansible_marker", "value": "b"}]}, "Use the option marker"),
        ({"name": "a", "frequency": "Once", "frequency_data": {"duration": 60}}, "for repeating plans"),
        ({"name": "a", "frequency_data": {"duration": "0"}}, "frequency_data.duration: .*at least 1 second"),
        ({"name": "a", "start": "1733904622000"}, "looks like milliseconds"),
        ({"name": "a", "end": "2038-01-19T03:14:08Z"}, "times from 1970 to 2038"),
        ({"name": "a", "end": "1969-12-31T23:59:59Z"}, "before 1970"),
        ({"name": "a", "end": "2026-12-24T18:00:00"}, "has no time zone"),
        ({"name": "a", "end": "tonight"}, "not a valid time"),
        ({"name": "a", "condition": {"=": ["host", "x" * 25_000]}}, "characters of JSON long"),
    ],
)
def test_what_no_plan_can_be_is_refused(given, says):
    with pytest.raises(InvalidOption, match=says):
        canonical_form(MAINTENANCE_PLAN, given)


def test_both_ways_to_write_a_time_are_one():
    seconds, text = ({"name": "a", "start": start} for start in (1733904622, "2024-12-11T09:10:22+01:00"))
    assert prepare_maintenance_plan(seconds) == prepare_maintenance_plan(text)


def test_an_end_before_the_start_is_refused_also_if_one_of_them_is_what_the_service_holds():
    current = decode(MAINTENANCE_PLAN, {"id": "p1", "status": "planned", **GIVEN})
    for desired in ({"end": NOW + 60}, {"start": NOW + 120}):
        with pytest.raises(InvalidOption, match="is not after start"):
            make_plan(MAINTENANCE_PLAN, current, {"name": "Patch", CONTEXT: PlanContext(NOW), **desired})


def test_what_an_answer_omits_is_the_default_or_unknown():
    read = decode(MAINTENANCE_PLAN, {"id": "p1", "name": "Patch", "start": "60", "end": "120", "frequency": None})
    assert (read["start"], read["end"], read["frequency"], read["custom_tags"]) == (60, 120, "Once", [])
    unknown = ("condition", "time_zone", "post_maintenance_action", "marker", "frequency_data")
    assert {read[name] for name in unknown} == {None}


@pytest.mark.parametrize(
    ("frequency", "shown", "told"),
    [
        ("Monthly", {"relativity": "First", "hour": 1}, {"relativity": "First", "hour": 1}),
        ("monthly", 3, None),
        ("Once", {"relativity": "First"}, None),
        (None, {"duration": 60}, None),
    ],
)
def test_frequency_data_is_returned_only_of_repeating_plans(frequency, shown, told):
    read = {"id": "p1", "name": "Patch", "frequency": frequency, "frequency_data": shown}
    assert decode(MAINTENANCE_PLAN, read)["frequency_data"] == told


@pytest.mark.parametrize("current", [None, {"frequency": "Once"}, {"frequency": "once", "frequency_data": {"a": 1}}])
def test_frequency_data_of_a_plan_that_happens_once_is_refused(current):
    current = current and decode(MAINTENANCE_PLAN, {"id": "p1", "status": "planned", **GIVEN, **current})
    desired = {**GIVEN, "frequency_data": {"duration": 60}, CONTEXT: PlanContext(NOW)}
    with pytest.raises(InvalidOption, match="for repeating plans"):
        make_plan(MAINTENANCE_PLAN, current, desired)


@pytest.mark.parametrize("held", ['{"=": ["host", "db-1"]}', CONDITION])
def test_a_condition_in_a_text_is_the_same_and_any_other_text_is_kept(held):
    assert decode(MAINTENANCE_PLAN, {"id": "p1", "name": "Patch", "condition": held})["condition"] == CONDITION
    assert decode(MAINTENANCE_PLAN, {"id": "p1", "name": "Patch", "condition": "a = b"})["condition"] == "a = b"


words = st.text(max_size=8)
markers = st.none() | st.text(
    st.characters(exclude_characters="[]", exclude_categories=("Cs",)), min_size=1, max_size=8
)
pairs = st.lists(st.fixed_dictionaries({"name": words.filter(lambda name: name != "ansible_marker"), "value": words}))


@given(words | st.just("a [b]"), markers, words | st.just("a"), markers | st.just("b"))
def test_plans_are_one_only_if_name_and_marker_are(name, marker, other_name, other_marker):
    one, other = {"name": name, "marker": marker}, {"name": other_name, "marker": other_marker}
    assert (identity_of(one) == identity_of(other)) == (one == other)


@given(words, markers, pairs)
def test_a_marker_is_kept_beside_the_pairs_of_the_user_and_comes_back_apart_from_them(name, marker, custom_tags):
    said = encode(MAINTENANCE_PLAN, {"name": name, "marker": marker, "custom_tags": custom_tags})
    assert "marker" not in said and "identity" not in said
    read = decode(MAINTENANCE_PLAN, {"id": "p1", **said})
    assert (read["name"], read["marker"], read["custom_tags"]) == (name, marker, custom_tags)
