# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.provisioning.feed_mapping import make_mapping
from ansible_collections.community.bigpanda.plugins.module_utils._core.provisioning.feed_rows import MalformedRow
from ansible_collections.community.bigpanda.plugins.module_utils._core.provisioning.group_roles import GroupRoles
from hypothesis import given
from hypothesis import strategies as st


def roles(cell, **options):
    return GroupRoles(make_mapping(**{"group_roles": {"noc": "Operations"}, **options})).roles(cell)


@pytest.mark.parametrize(("group", "given"), [("Betrieb Su\u0308d", "BETRIEB S\u00dcD"), ("Straße", "STRAẞE")])
def test_a_group_is_the_same_in_other_case_and_form(group, given):
    assert roles(given, group_roles={group: "Operations"}) == ["Operations"]


@pytest.mark.parametrize(("group", "given"), [("Straße", "Strasse"), ("ſam", "sam")])
def test_a_group_of_other_letters_is_another_group(group, given):
    assert roles(given, group_roles={group: "Operations"}) == []


@pytest.mark.parametrize(
    ("group", "given"),
    [
        ("Betrieb S\u00fcd", "Betrieb S?d"),
        ("Betrieb S\u00fcd", "BETRIEB S??D"),
        ("Betrieb S\u00fcd", "Betrieb Sud"),
        ("noc-eu", "noc\u2013eu"),
        ("Ada's team", "Ada\u2019s team"),
        ("007", "7"),
        ("1001", "1001.0"),
        ("a?\u00fc", "a??"),
    ],
)
def test_a_group_that_a_program_has_respelled_costs_nobody_a_role(group, given):
    with pytest.raises(
        MalformedRow, match=re.escape(f'the group "{given}" looks like "{group.lower()}" of group_roles')
    ):
        roles(given, group_roles={group: "Operations"})


@pytest.mark.parametrize(
    ("group", "given"), [("noc_eu", "noc-eu"), ("Sued", "S\u00fcd"), ("noc?", "noc"), ("n?c", "noc"), ("7", "70")]
)
def test_a_group_that_only_resembles_another_one_is_another_one(group, given):
    assert roles(given, group_roles={group: "Operations"}) == []


def test_a_respelled_group_can_be_mapped():
    assert roles("Betrieb S?d", group_roles={"Betrieb S\u00fcd": "Operations", "Betrieb S?d": []}) == []


SCIM = {"value": "5f1d", "display": "noc", "$ref": "https://idp.example/Groups/5f1d"}
OKTA = {"id": "00g1", "type": "OKTA_GROUP", "profile": {"name": "noc", "description": None}}
KEYCLOAK = {"id": "c7", "name": "noc", "path": "/noc", "subGroups": []}
ENTRA = {"@odata.type": "#microsoft.graph.group", "id": "45b", "displayName": "noc", "mailEnabled": False}


@pytest.mark.parametrize(
    ("group", "key"), [(SCIM, "display"), (OKTA, "profile.name"), (KEYCLOAK, "name"), (ENTRA, "displayName")]
)
def test_group_key_names_a_group_that_is_an_object(group, key):
    assert roles([group], group_key=key) == roles([group, "canteen"], group_key=key) == ["Operations"]
    assert roles(group, group_key=key) == ["Operations"]
    with pytest.raises(MalformedRow, match="the group 1 is a dict \\(.*\\), and group_key is not set"):
        roles([group])
    with pytest.raises(
        MalformedRow, match="the group 2 is a dict \\(.*\\), and its no.such is not the name of a group"
    ):
        roles(["noc", group], group_key="no.such")


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        (7, "the cell of groups is 7, not text"),
        (True, "the cell of groups is true, not text"),
        (["noc", 7], "the group 2 is 7, not text"),
        (["noc", 7.5], "the group 2 is 7.5, not text"),
        ([None], "the group 1 is null, not text"),
        ([True], "the group 1 is true, not text"),
        ([["noc"]], "the group 1 is a list of 1, not text"),
        ([{}], "the group 1 is a dict \\(empty\\)"),
        ([{"name": 7}], "its name is not the name of a group"),
    ],
)
def test_what_is_not_a_group_is_refused_with_its_place(groups, words):
    with pytest.raises(MalformedRow, match=words):
        roles(groups, group_key="name")


def test_a_group_that_is_mapped_to_nothing_is_not_unmapped():
    options = {
        "group_roles": {"noc": "Operations", "canteen": []},
        "group_patterns": [{"pattern": "big.*", "role": ""}],
    }
    assert roles("noc;bigpanda-Auditors;canteen", refuse_unmapped=True, **options) == ["Operations"]
    with pytest.raises(MalformedRow, match='the group "chess" grants no role'):
        roles("noc;chess", refuse_unmapped=True, **options)


@pytest.mark.parametrize(
    ("groups", "part"),
    [
        ("noc,canteen", "noc"),
        ("canteen, NOC", "NOC"),
        ("canteen|bp-Ops", "bp-Ops"),
        (["noc;canteen"], "noc"),
        ('["noc", "canteen"]', "noc"),
        ("['canteen', 'noc']", "noc"),
        ("{noc,canteen}", "noc"),
    ],
)
def test_a_cell_with_another_separator_costs_nobody_a_role(groups, part):
    patterns = [{"pattern": "bp-(.+)", "role": r"\1"}]
    with pytest.raises(MalformedRow, match=f'the group .* grants no role, but "{part}" in it does; separator'):
        roles(groups, group_patterns=patterns)


@pytest.mark.parametrize("group", ["canteen, chess", "CN=chess,OU=noc", "nocturne, all", "bp-Ops, EU"])
def test_a_group_may_contain_the_separators_of_other_systems(group):
    assert roles([group], group_patterns=[{"pattern": "bp-(.+)", "role": r"\1"}]) in ([], ["Ops, EU"])


@pytest.mark.parametrize(
    ("groups", "name"),
    [
        ("CN=noc,OU=groups,DC=corp", "noc"),
        ("canteen;cn=NOC, ou=groups", "NOC"),
        (["CN=Ops\\, EU,OU=groups"], "Ops, EU"),
        ("CORP\\noc", "noc"),
        ("/noc", "noc"),
        ("uid=bp-Ops,DC=corp", "bp-Ops"),
    ],
)
def test_the_full_name_of_a_group_costs_nobody_a_role(groups, name):
    options = {
        "group_roles": {"noc": "Operations", "Ops, EU": "Operations"},
        "group_patterns": [{"pattern": "bp-(.+)", "role": r"\1"}],
    }
    with pytest.raises(
        MalformedRow, match=f'grants no role, but "{name}" does; map the whole name, to \\[\\] for none'
    ):
        roles(groups, **options)


def test_the_full_name_of_a_group_can_be_mapped():
    options = {
        "group_roles": {"noc": "Operations", "CN=noc,OU=old": []},
        "group_patterns": [{"pattern": "CN=(noc),OU=new", "role": "Viewer"}],
    }
    assert roles(["CN=noc,OU=new", "CN=noc,OU=old"], **options) == ["Viewer"]


@pytest.mark.parametrize("group", ["#N/A", "#REF!", "#NAME?", "#DIV/0!", "#NV", "#WERT!", "#SPILL!", "########"])
@pytest.mark.parametrize("mapped", [{"noc": "Operations"}, {}])
def test_an_error_of_a_spreadsheet_is_not_a_group(group, mapped):
    with pytest.raises(MalformedRow, match="is an error of a spreadsheet"):
        roles(f"noc;{group}", group_roles=mapped)


@pytest.mark.parametrize(
    "group",
    [
        "System.Object[]",
        "System.Collections.Generic.List[System.Object]",
        "Microsoft.ActiveDirectory.Management.ADPropertyValueCollection",
        "[object Object]",
        "@{name=noc; id=1}",
        "<Group object at 0x7f8b986fad90>",
    ],
)
def test_the_type_of_an_object_is_not_a_group(group):
    with pytest.raises(MalformedRow, match="is the type of a list or an object, not what it contains"):
        roles([group])


@pytest.mark.parametrize("group", ["#noc", "#1 Support", "C#", "#general-chat", "#Team!"])
def test_a_group_may_begin_with_a_hash(group):
    assert roles(group, group_roles={group: "Operations"}) == ["Operations"]
    assert roles(group) == []


def test_a_group_that_contains_another_one_can_be_mapped_to_no_role():
    assert roles("noc, Berlin", group_roles={"noc": "Operations", "noc, Berlin": []}) == []


def test_roles_of_one_group_in_two_spellings_are_joined():
    assert roles("noc", group_roles={"noc": "Operations", "NOC": "Viewer"}) == ["Operations", "Viewer"]


@pytest.mark.parametrize(("group", "granted"), [("bp-ſam", ["ſam"]), ("bp-sam", ["Sam"]), ("BP-SAM", ["Sam"])])
def test_a_pattern_treats_no_letter_as_another(group, granted):
    patterns = [{"pattern": "bp-sam", "role": "Sam"}, {"pattern": "bp-ſ(am)", "role": r"ſ\1"}]
    assert roles(group, group_patterns=patterns) == granted


WORDS = st.text("abAB;,_ ", max_size=4)


@given(
    st.lists(WORDS, max_size=4), st.dictionaries(WORDS, st.lists(st.sampled_from(["x", "y"]))), st.sampled_from(" ;,")
)
def test_a_list_and_a_cell_of_the_same_groups_grant_the_same(groups, mapped, separator):
    groups = [group for group in groups if separator not in group]
    options = {"group_roles": mapped, "separator": separator}
    by_list, by_cell = GroupRoles(make_mapping(**options)), GroupRoles(make_mapping(**options))
    try:
        granted = by_list.roles(groups)
    except MalformedRow as error:
        with pytest.raises(MalformedRow, match=re.escape(str(error))):
            by_cell.roles(separator.join(groups))
        return
    assert by_cell.roles(separator.join(groups)) == granted
    assert by_cell.without_roles == by_list.without_roles
    keys = {group.strip().lower() for group in groups}
    assert set(granted) == {
        role for group, given in mapped.items() if group.strip().lower() in keys - {""} for role in given
    }
