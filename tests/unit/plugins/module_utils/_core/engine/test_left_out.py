# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the user left out keeps whatever the service has, at any depth, whatever kind of object it is of."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.finding.object_index import ObjectIndex
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.plan import make_plan
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.planning.writes import make_writes
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import ImmutableField
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.codec import canonical_form, decode
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.compare import AS_SET
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.field import Field
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.listing import Listing
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.operation import Operation
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.resource import Resource
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.update_body import Put
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.export import declare
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.comparison import has_elements
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter import ALERT_FILTER
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_tag import ALERT_TAG
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from ansible_collections.community.bigpanda.plugins.module_utils._resources.enrichment_map import ENRICHMENT_MAP
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER
from hypothesis import example, given
from hypothesis import strategies as st

PERMISSION = ("Gardens Management", "full_access")


def garden(beds, **words):
    """A kind of object whose list of beds is declared so."""
    parts = (Field("kind"), Field("width", type="int"), Field("shaded", type="bool"), Field("note"))
    return Resource(
        name="garden",
        plural="gardens",
        key="name",
        list=Listing(Operation("list_gardens", "GET", "/gardens", PERMISSION)),
        create=Operation("create_garden", "POST", "/gardens", PERMISSION),
        update=Operation("update_garden", "PUT", "/gardens/{garden_id}", PERMISSION),
        update_body=Put(),
        fields=(Field("name"), Field(beds, type="list", elements="dict", fields=parts, **words)),
    )


SETS = garden("beds", compare=AS_SET.replace(match_by=(("kind",),)))
NAMELESS = garden("beds", compare=AS_SET)
SEQUENCE = garden("beds")


def planned(resource, current, *beds):
    return make_plan(resource, {"id": "g1", "name": "South", "beds": current}, {"name": "South", "beds": list(beds)})


HERBS = {"kind": "herbs", "width": 2, "shaded": True, "note": "of the service", "x_soil": "clay"}
ROSES = {"kind": "roses", "width": 1, "shaded": False, "note": "its own", "x_soil": "loam"}


@pytest.mark.parametrize("resource", [SETS, NAMELESS], ids=["identified", "nameless"])
@pytest.mark.parametrize("left_out", ["width", "shaded", "note"])
def test_a_part_that_was_omitted_is_not_compared(resource, left_out):
    beds = [
        {name: bed[name] for name in ("kind", "width", "shaded", "note") if name != left_out} for bed in (ROSES, HERBS)
    ]
    assert not planned(resource, [HERBS, ROSES], *beds).changed


def test_a_part_that_was_given_is_compared_and_the_others_stay():
    step = planned(SETS, [HERBS, ROSES], {"kind": "roses", "width": 3}, {"kind": "herbs"})
    assert step.after["beds"] == [{**ROSES, "width": 3}, HERBS]
    (write,) = make_writes(step)
    # A PUT sends the elements whole, without what the service put into them.
    assert [set(bed) for bed in write.body["beds"]] == [{"kind", "width", "shaded", "note"}] * 2
    assert [bed["note"] for bed in write.body["beds"]] == ["its own", "of the service"]


def test_an_element_that_is_not_declared_goes_and_a_new_one_says_only_what_was_given():
    step = planned(SETS, [HERBS, ROSES], {"kind": "roses"}, {"kind": "lilies"})
    assert step.after["beds"] == [ROSES, {"kind": "lilies", "width": None, "shaded": None, "note": None}]
    (write,) = make_writes(step)
    assert write.body["beds"][1] == {"kind": "lilies"}


def test_what_says_most_chooses_first():
    step = planned(
        NAMELESS, [HERBS, {**HERBS, "note": "other"}], {"kind": "herbs"}, {"kind": "herbs", "note": "of the service"}
    )
    assert not step.changed


def test_elements_that_nothing_identifies_are_distinguished_by_their_place():
    assert not planned(SEQUENCE, [HERBS, ROSES], {"kind": "herbs"}, {"kind": "roses"}).changed
    step = planned(SEQUENCE, [HERBS, ROSES], {"kind": "herbs"}, {"kind": "tulips"})
    assert step.after["beds"] == [HERBS, {**ROSES, "kind": "tulips"}]
    assert planned(SEQUENCE, [HERBS, ROSES], {"kind": "roses"}, {"kind": "herbs"}).after["beds"] == [ROSES, HERBS]


beds = st.fixed_dictionaries(
    {"kind": st.sampled_from(["herbs", "roses", "tulips"])},
    optional={"width": st.integers(0, 1), "shaded": st.booleans(), "note": st.sampled_from(["", "a"])},
)
stored_beds = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["herbs", "roses"]),
        "width": st.integers(0, 1),
        "shaded": st.booleans(),
        "note": st.sampled_from([None, "", "a"]),
        "x_soil": st.sampled_from(["clay", "loam"]),
    }
)


@given(
    resource=st.sampled_from([SETS, NAMELESS, SEQUENCE]),
    current=st.lists(stored_beds, max_size=4),
    declared=st.lists(beds, max_size=4),
)
@example(SETS, [], [{"kind": "roses", "width": 0}, {"kind": "roses", "shaded": False, "note": ""}])
def test_what_a_change_leads_to_is_what_was_declared(resource, current, declared):
    after = planned(resource, current, *declared).after["beds"]
    assert not planned(resource, after, *declared).changed
    # Whatever is there was there, or was declared.
    assert all(bed.get("x_soil") is None or any(bed["x_soil"] == each["x_soil"] for each in current) for bed in after)


@given(current=st.lists(stored_beds, max_size=4, unique_by=lambda bed: bed["kind"]), data=st.data())
def test_omitting_any_part_of_what_exists_is_no_change(current, data):
    parts = st.sets(st.sampled_from(["width", "shaded", "note"]))
    said = [
        {"kind": bed["kind"], **{name: "" if bed[name] is None else bed[name] for name in data.draw(parts)}}
        for bed in current
    ]
    for resource in (SETS, NAMELESS, SEQUENCE):
        assert not planned(resource, current, *said).changed


# -- the kinds that there are ----------------------------------------------------------------------------------


def lists_of_objects(fields, path=""):
    for field in fields:
        if has_elements(field):
            yield f"{path}{field.name}", field
        yield from lists_of_objects(field.fields, f"{path}{field.name}.")


@pytest.mark.parametrize("resource", CATALOG.resources, ids=lambda resource: resource.name)
def test_elements_with_parts_that_may_be_omitted_have_something_that_identifies_them(resource):
    for path, field in lists_of_objects(resource.fields):
        optional = [inner.name for inner in field.fields if not inner.is_required]
        assert field.identities or not optional, path


COLUMNS = [{"title": "application", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}]


def stored_map(**parts):
    columns = [{**column, **parts} for column in COLUMNS]
    return decode(ENRICHMENT_MAP, {"id": "m1", "active": True, "config": {"name": "owners", "fields": columns}})


@pytest.mark.parametrize(
    "parts",
    [{}, {"override_existing": True}, {"override_existing": False}, {"override_existing": None}, {"optional": True}],
    ids=str,
)
def test_columns_keep_what_the_service_says_of_them(parts):
    desired = canonical_form(ENRICHMENT_MAP, {"name": "owners", "fields": COLUMNS})
    assert not make_plan(ENRICHMENT_MAP, stored_map(**parts), desired).changed
    assert not make_plan(ENRICHMENT_MAP, stored_map(**parts, tag_name="of_another_name"), desired).changed


def test_a_column_that_is_declared_otherwise_cannot_be_changed():
    columns = [COLUMNS[0], {**COLUMNS[1], "override_existing": False}]
    desired = canonical_form(ENRICHMENT_MAP, {"name": "owners", "fields": columns})
    assert not make_plan(ENRICHMENT_MAP, stored_map(), desired).changed
    with pytest.raises(ImmutableField, match="fields of an existing enrichment map"):
        make_plan(ENRICHMENT_MAP, stored_map(override_existing=True), desired)


def test_nothing_that_was_omitted_is_sent_of_a_new_map():
    desired = canonical_form(ENRICHMENT_MAP, {"name": "owners", "fields": COLUMNS})
    step = make_plan(ENRICHMENT_MAP, None, desired)
    (write,) = make_writes(step)
    assert write.body == {"type": "mapping", "config": {"name": "owners", "fields": COLUMNS}}
    assert step.after["fields"][1] == {
        **{"title": "owner", "type": "result_tag", "tag_name": "owner"},
        **{"override_existing": None, "optional": None},
    }


def test_rules_keep_their_source_destination_and_note():
    rule = {"id": "r1", "type": "Composition", "note": "by hand", "active": False, "when": {"=": ["host", "a"]}}
    config = {"source": "oim.x", "destination": "other", "value": "x"}
    current = decode(ALERT_TAG, {"name": "service", "enrichments": [{**rule, "config": config}]})
    desired = {"name": "service", "enrichments": [{"type": "composition", "value": "x"}]}
    assert not make_plan(ALERT_TAG, current, canonical_form(ALERT_TAG, desired)).changed
    desired["enrichments"][0]["value"] = "y"
    (write,) = make_writes(make_plan(ALERT_TAG, current, canonical_form(ALERT_TAG, desired)))
    assert write.body == {"enrichments": [{"id": "r1", "config": {**config, "value": "y"}}]}


def test_a_permission_without_an_environment_is_for_all_of_them():
    stored = [{"resource_type": "environments", "resource_id": "e1", "actions": ["read"]}]
    current = decode(ROLE, {"id": "r1", "name": "Operations", "permissions": stored})
    permission = {"resource_type": "environments", "actions": ["read"]}
    desired = canonical_form(ROLE, {"name": "Operations", "permissions": [permission]})
    step = make_plan(ROLE, current, desired)
    assert step.after["permissions"] == [{**permission, "resource_id": None}]
    assert make_writes(step)[0].body["permissions"] == [permission]
    assert make_writes(make_plan(ROLE, None, desired))[0].body == {"name": "Operations", "permissions": [permission]}


# -- values out of a documented set ----------------------------------------------------------------------------


@pytest.mark.parametrize("actions", [["Read"], "Read", ["READ"]])
def test_permissions_are_compared_case_insensitively_and_stay_as_they_are_stored(actions):
    stored = {"resource_type": "Roles", "resource_id": None, "actions": actions}
    current = decode(ROLE, {"id": "r1", "name": "Operations", "permissions": [stored]})
    permission = {"resource_type": "roles", "actions": ["read"]}
    desired = canonical_form(ROLE, {"name": "Operations", "permissions": [permission]})
    step = make_plan(ROLE, current, desired)
    spelled = [actions] if isinstance(actions, str) else actions
    assert (step.changed, step.after["permissions"][0]["actions"]) == (False, spelled)
    (write,) = make_writes(make_plan(ROLE, current, {**desired, "new_name": "Ops"}), in_place=False)
    assert write.body["permissions"] == [{"resource_type": "Roles", "actions": spelled}]
    more = canonical_form(
        ROLE, {"name": "Operations", "permissions": [{**permission, "actions": ["read", "full_access"]}]}
    )
    assert make_plan(ROLE, current, more).after["permissions"][0]["actions"] == [*spelled, "full_access"]


@pytest.mark.parametrize(
    ("resource", "stored", "desired"),
    [
        (ALERT_FILTER, {"exclude_status": ["ok", "CRITICAL"]}, {"exclude_status": ["Critical", "Ok"]}),
        (
            SCIM_USER,
            {"userName": "a", "phoneNumbers": [{"value": "1", "type": "Work"}]},
            {"user_name": "a", "phone_number": {"value": "1", "type": "work"}},
        ),
        (
            ENRICHMENT_MAP,
            {"config": {"name": "a", "fields": [{"title": "b", "type": "Query_Tag"}]}},
            {"name": "a", "fields": [{"title": "b", "type": "query_tag"}]},
        ),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_values_out_of_a_documented_set_are_compared_case_insensitively(resource, stored, desired):
    current = decode(resource, {"id": "1", "name": "a", **stored})
    desired = canonical_form(resource, {resource.key: "a", **desired})
    assert not make_plan(resource, current, desired).changed


# -- exports ---------------------------------------------------------------------------------------------------


def told(resource, *stored):
    objects = [decode(resource, each) for each in stored]
    return declare({resource.name: ObjectIndex(resource, objects)}, [resource], None)[resource.plural]


def test_an_export_contains_what_the_service_shows_and_changes_nothing():
    columns = [{**column, "override_existing": True, "x_from_the_future": 1} for column in COLUMNS]
    stored = {"id": "m1", "active": True, "config": {"name": "owners", "fields": columns}}
    (declared,) = told(ENRICHMENT_MAP, stored)
    assert [column["override_existing"] for column in declared["fields"]] == [True, True]
    step = make_plan(ENRICHMENT_MAP, decode(ENRICHMENT_MAP, stored), canonical_form(ENRICHMENT_MAP, declared))
    assert not step.changed


@pytest.mark.parametrize(("statuses", "said"), [(["ok"], ["Ok"]), ([], []), (["Ok", "Asleep"], None)])
def test_statuses_are_returned_as_they_can_be_declared_or_not_at_all(statuses, said):
    stored = {"id": "f1", "name": "Patch", "active": True, "bpql": {"=": ["host", "a"]}, "exclude_status": statuses}
    assert told(ALERT_FILTER, stored)[0].get("exclude_status") == said


def test_columns_of_an_unknown_type_are_not_returned():
    columns = [COLUMNS[0], {"title": "owner", "type": "advanced_tag"}]
    (declared,) = told(ENRICHMENT_MAP, {"id": "m1", "config": {"name": "owners", "fields": columns}})
    assert "fields" not in declared
