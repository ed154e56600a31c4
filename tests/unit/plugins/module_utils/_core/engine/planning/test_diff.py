# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a step shows of its change, and what it warns of."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.diff import make_diff
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.plan import (
    ignored_changes,
    immutable_changes,
    make_plan,
    not_compared,
    refuse_impossible_creation,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.step import MASK
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import ImmutableField, InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.field import BEST_EFFORT, SOMETIMES, Field
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.listing import Listing
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.operation import Operation
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.resource import Resource
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_tag import ALERT_TAG_ORDER
from ansible_collections.community.bigpanda.plugins.module_utils._resources.enrichment_map import ENRICHMENT_MAP
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER

GARDEN = Resource(
    name="garden",
    plural="gardens",
    key="name",
    list=Listing(Operation("list_gardens", "GET", "/gardens", ("none", "view"))),
    fields=(
        Field("name"),
        Field("note", read_back=BEST_EFFORT),
        Field("gate", read_back=SOMETIMES),
        Field("code", secret=True),
        Field("place", immutable=True),
        Field("mark", internal=True),
    ),
)
CURRENT = {"id": "1", "name": "South", "note": "a", "gate": "left", "code": "1234", "place": "yard", "mark": "m"}


def diff_of(desired, *current, state="present"):
    """current: the object in place of CURRENT, if there is another one or none."""
    return make_diff(make_plan(GARDEN, *(current or (CURRENT,)), {"name": "South", **desired}, state))


def test_only_what_differs_is_shown_and_nothing_that_the_engine_keeps():
    assert diff_of({"note": "b", "mark": "n"}) == {"before": {"note": "a"}, "after": {"note": "b"}}
    assert diff_of({"note": "a"}) == {"before": {}, "after": {}}
    assert diff_of({"note": "b"}, {"id": "1", "name": "South"}) == {"before": {}, "after": {"note": "b"}}


def test_a_secret_is_masked_on_each_side_that_has_one():
    assert diff_of({"code": "9"}) == {"before": {"code": MASK}, "after": {"code": MASK}}
    assert diff_of({"code": "9"}, {**CURRENT, "code": None}) == {"before": {"code": None}, "after": {"code": MASK}}
    assert diff_of({}, state="absent")["before"]["code"] == MASK
    assert diff_of({"note": "b", "code": "1234"}) == {"before": {"note": "a"}, "after": {"note": "b"}}


def test_what_is_made_shows_what_was_given_and_what_is_removed_all_that_was_there():
    made = diff_of({"note": "b", "code": "9"}, None)
    assert made == {"before": {}, "after": {"name": "South", "note": "b", "code": MASK}}
    shown = {name: value for name, value in CURRENT.items() if name != "mark"}
    assert diff_of({}, state="absent") == {"before": {**shown, "code": MASK}, "after": {}}


def test_a_password_shows_only_that_there_is_one():
    given = {"user_name": "ada", "password": "x"}
    assert make_diff(make_plan(SCIM_USER, None, given))["after"]["password"] == MASK
    assert "password" not in make_diff(make_plan(SCIM_USER, None, {"user_name": "ada"}))["after"]
    current = {"id": "1", "user_name": "ada", "active": True}
    changed = make_diff(make_plan(SCIM_USER, current, {**given, "display_name": "Ada"}))
    assert changed == {"before": {}, "after": {"display_name": "Ada"}}


def test_a_user_who_becomes_active_again_is_called_so():
    current = {"id": "1", "user_name": "ada", "active": False}
    diff = make_diff(make_plan(SCIM_USER, current, {"user_name": "ada"}))
    assert diff == {
        "before": {"active": False},
        "after": {"active": True},
        "before_header": 'SCIM user "ada"',
        "after_header": 'SCIM user "ada" (reactivated)',
    }


@pytest.mark.parametrize(
    ("desired", "current", "state", "fields"),
    [
        ({"gate": "x"}, {"gate": None}, "present", ("gate",)),
        ({"gate": "x"}, {}, "present", ("gate",)),
        ({"gate": "x"}, {"gate": "left"}, "present", ()),
        ({"note": "x"}, {"gate": None}, "present", ()),
        ({"gate": "x"}, {"gate": None}, "absent", ()),
        ({"gate": "x"}, None, "present", ()),
    ],
)
def test_what_is_not_shown_is_named_as_not_compared(desired, current, state, fields):
    named = current if current is None else {"id": "1", "name": "South", **current}
    step = make_plan(GARDEN, named, {"name": "South", **desired}, state)
    assert not_compared(step) == fields
    if fields:
        assert not step.changed


@pytest.mark.parametrize(
    ("desired", "shown", "is_told"),
    [
        ({"note": "b"}, {"note": "a"}, True),
        ({"note": "b"}, {}, True),
        ({"note": "b"}, {"note": "b"}, False),
        ({"note": "b"}, None, False),
        ({"code": "9"}, {"code": "1234", "note": "z"}, False),
        ({}, {"note": "z"}, False),
    ],
)
def test_a_change_that_the_service_ignored_is_reported(desired, shown, is_told):
    told = ignored_changes(make_plan(GARDEN, CURRENT, {"name": "South", **desired}), shown)
    assert len(told) == is_told
    assert all('garden "South" still has another note' in text for text in told)


def test_what_cannot_be_changed_is_refused_with_what_to_do_instead():
    with pytest.raises(ImmutableField, match="place of an existing garden cannot be changed.*create it again"):
        diff_of({"place": "roof"})
    assert immutable_changes(GARDEN, CURRENT, {**CURRENT, "place": "roof", "note": "x"}) == ("place",)
    stored = {"id": "1", "name": "owners", "fields": [{"title": "host", "type": "query_tag"}]}
    desired = {"name": "owners", "fields": [{"title": "owner", "type": "query_tag"}]}
    with pytest.raises(ImmutableField, match="fields of an existing enrichment map .*or set recreate=true"):
        make_plan(ENRICHMENT_MAP, stored, desired)


def test_what_shows_only_with_others_is_never_made():
    with pytest.raises(InvalidOption):
        refuse_impossible_creation(ALERT_TAG_ORDER, {"tags": []}, None, "present")
    refuse_impossible_creation(ALERT_TAG_ORDER, {"tags": []}, {"id": "x"}, "present")
    refuse_impossible_creation(ALERT_TAG_ORDER, {"tags": []}, None, "absent")
    with pytest.raises(InvalidOption, match='there is no garden with the id "9".*omit id to create one'):
        refuse_impossible_creation(GARDEN, {"id": "9"}, None, "present")
    refuse_impossible_creation(GARDEN, {"id": "9"}, None, "absent")
    refuse_impossible_creation(GARDEN, {"name": "x"}, None, "present")
