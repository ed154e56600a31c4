# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import csv
import io

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.provisioning.feed import read_feed
from ansible_collections.community.bigpanda.plugins.module_utils._core.provisioning.feed_options import make_reading
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.text import find_unseen
from hypothesis import given
from hypothesis import strategies as st

COLUMNS = {"user_name": "mail", "display_name": "cn", "groups": "memberOf", "active": "status"}
FEED = """mail,cn,memberOf,status
ada@example.com,Ada Lovelace,noc;bigpanda-Auditors;canteen,active
grace@example.com,"Hopper, Grace",,
linus@example.com,Linus,noc,leaver
robot@vendor.example,Robot,noc,
"""


def read(feed=FEED, **values):
    return read_all(feed, **values).users


def read_all(feed, **values):
    return read_feed(feed, make_reading(**{"columns": COLUMNS, **values}))


def test_groups_give_roles_and_leavers_are_absent():
    assert read(
        group_roles={"NOC": ["Operations"]},
        group_patterns=[{"pattern": r"bigpanda-(.+)", "role": r"\1"}],
        ignore=["*@Vendor.example"],
    ) == [
        {"user_name": "ada@example.com", "display_name": "Ada Lovelace", "roles": ["Operations", "Auditors"]},
        {"user_name": "grace@example.com", "display_name": "Hopper, Grace", "roles": []},
        {"user_name": "linus@example.com", "state": "absent"},
    ]


def test_all_problems_are_listed_with_their_lines():
    feed = FEED + "ada@EXAMPLE.com,Again,,\n,Nobody,,\ntwo words,X,,\nshort,row\nmaybe@example.com,M,,perhaps\n"
    with pytest.raises(InvalidOption) as raised:
        read(feed)
    text = str(raised.value)
    for words in (
        "5 problems",
        "line 6: ada@EXAMPLE.com is there already (line 2)",
        "line 7: the user name is empty",
        'line 8: the user name "two words"',
        "line 9: 2 cells, expected 4",
        'line 10: "perhaps"',
        "nothing was sent",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [(1, "the feed has 1 problem: line 2"), (50, "50 problems"), (52, "52 problems"), (52, "; … and 2 more.")],
)
def test_fifty_problems_are_shown_and_the_others_are_counted(wrong, words):
    with pytest.raises(InvalidOption) as raised:
        read("mail,cn,memberOf,status\n" + "a b,,,\n" * wrong)
    assert words in str(raised.value)
    assert ("more" in str(raised.value)) == (wrong > 50)
    assert str(raised.value).count("line ") == min(wrong, 50)


@pytest.mark.parametrize(
    ("feed", "values", "words"),
    [
        ("", {}, "no column"),
        ("mail,cn\n", {}, "no column memberOf, status"),
        ("mail,cn,memberOf,status\n", {}, "holds no user"),
        ([], {"columns": {"user_name": "mail"}}, "holds no user"),
        ("text", {"columns": {"user_name": "text"}}, "holds no user"),
        (7, {}, "neither CSV text nor a list"),
        (FEED, {"group_patterns": [{"pattern": "(", "role": "x"}]}, "no regular expression"),
        (FEED, {"group_patterns": [{"pattern": "a{99999999999}", "role": "x"}]}, "is no regular expression"),
        (FEED, {"group_patterns": [{"pattern": "noc", "role": r"\2"}]}, "group_patterns"),
        (FEED, {"refuse_unmapped": True}, 'line 2: the group "noc" gives no role'),
        (FEED + '"open', {}, "line"),
    ],
)
def test_a_feed_that_cannot_be_used_is_a_clear_error(feed, values, words):
    with pytest.raises(InvalidOption, match=words.replace("(", r"\(")):
        read(feed, **values)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"columns": {"user_name": "mail", "actve": "status"}}, "columns names actve. It takes user_name, .*active"),
        ({"columns": {"group": "memberOf"}}, "columns names group"),
        ({"columns": {"groups": "memberOf"}}, "columns does not name user_name"),
        ({"columns": {"user_name": 7}}, "columns holds 7, which is no text. Give text: put it in quotes"),
        ({"columns": "mail"}, "columns holds 'mail', which is no dict"),
        ({"group_roles": {7: "Operations"}}, "group_roles holds 7"),
        ({"group_roles": {"noc": [7]}}, "group_roles holds 7"),
        ({"group_roles": {"noc": None}}, "group_roles holds None"),
        ({"group_roles": ["noc"]}, "group_roles holds .'noc'., which is no dict"),
        ({"group_patterns": [{"pattern": 7, "role": "Operations"}]}, "group_patterns holds 7"),
        ({"group_patterns": [{"pattern": "noc"}]}, "an entry of group_patterns has no role"),
        ({"group_patterns": ["noc"]}, "group_patterns holds 'noc', which is no dict"),
        ({"default_roles": [True]}, "default_roles holds True"),
        ({"ignore": 7}, "ignore holds 7"),
        ({"separator": 7}, "separator holds 7"),
    ],
)
def test_options_that_would_not_do_what_they_say_are_refused(values, words):
    with pytest.raises(InvalidOption, match=words):
        read(**values)


def test_one_text_is_a_list_of_one():
    assert read(default_roles="Viewer", ignore="*@example.com") == [
        {"user_name": "robot@vendor.example", "display_name": "Robot", "roles": ["Viewer"]}
    ]


def test_an_entry_without_groups_does_not_lose_its_roles_by_that():
    with pytest.raises(InvalidOption, match="no column memberOf"):
        read([{"mail": "ada@example.com", "cn": "Ada", "status": ""}])
    rows = [{"mail": "ada@example.com", "cn": "Ada", "status": ""}, {"mail": "grace@example.com", "memberOf": None}]
    with pytest.raises(InvalidOption, match='1 problem: entry 1: it has no "memberOf"'):
        read(rows)
    rows[0]["status"] = "leaver"
    assert read(rows) == [
        {"user_name": "ada@example.com", "state": "absent"},
        {"user_name": "grace@example.com", "roles": []},
    ]


def test_a_blank_name_does_not_clear_the_name():
    rows = [{"mail": "ada@example.com", "cn": " "}]
    assert read(rows, columns={"user_name": "mail", "display_name": "cn"}) == [{"user_name": "ada@example.com"}]


def test_roles_are_not_touched_where_the_feed_has_no_groups():
    assert read(columns={"user_name": "mail"})[0] == {"user_name": "ada@example.com"}


names = st.lists(st.from_regex(r"[a-z]{1,8}@[a-z]{1,5}\.example", fullmatch=True), min_size=1, unique=True)
texts = st.text(max_size=12).filter(lambda text: find_unseen(text) is None and "\ufffd" not in text)


@given(names, st.lists(texts, min_size=1))
def test_a_list_and_its_csv_say_the_same(user_names, titles):
    rows = [
        {"mail": name, "cn": titles[number % len(titles)], "memberOf": "noc", "status": ""}
        for number, name in enumerate(user_names)
    ]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    values = {"group_roles": {"noc": ["Operations"]}}
    assert read(text.getvalue(), **values) == read(rows, **values)


@pytest.mark.parametrize(("group", "given"), [("Betrieb Su\u0308d", "BETRIEB S\u00dcD"), ("Straße", "STRAẞE")])
def test_a_group_is_the_same_in_other_case_and_form(group, given):
    assert read(f"mail,cn,memberOf,status\na@x,,{given},\n", group_roles={group: "Operations"})[0]["roles"] == [
        "Operations"
    ]


@pytest.mark.parametrize(("group", "given"), [("Straße", "Strasse"), ("ſam", "sam")])
def test_a_group_of_other_letters_is_another_group(group, given):
    assert read(f"mail,cn,memberOf,status\na@x,,{given},\n", group_roles={group: "Operations"})[0]["roles"] == []


SCIM = {"value": "5f1d", "display": "noc", "$ref": "https://idp.example/Groups/5f1d"}
OKTA = {"id": "00g1", "type": "OKTA_GROUP", "profile": {"name": "noc", "description": None}}
KEYCLOAK = {"id": "c7", "name": "noc", "path": "/noc", "subGroups": []}
ENTRA = {"@odata.type": "#microsoft.graph.group", "id": "45b", "displayName": "noc", "mailEnabled": False}


def of_groups(groups, **values):
    columns = {"user_name": "mail", "groups": "memberOf"}
    feed = [{"mail": "ada@example.com", "memberOf": groups}]
    return read(feed, columns=columns, group_roles={"noc": "Operations"}, **values)[0]["roles"]


@pytest.mark.parametrize(
    ("group", "key"), [(SCIM, "display"), (OKTA, "profile.name"), (KEYCLOAK, "name"), (ENTRA, "displayName")]
)
def test_a_group_that_is_an_object_is_named_by_the_key_that_is_told(group, key):
    assert of_groups([group], group_key=key) == of_groups([group, "canteen"], group_key=key) == ["Operations"]
    assert of_groups(group, group_key=key) == ["Operations"]
    with pytest.raises(InvalidOption, match="entry 1: the group 1 is a dict with .*, and group_key does not say"):
        of_groups([group])
    with pytest.raises(InvalidOption, match="entry 1: the group 2 is a dict with .*, and no.such in it names no group"):
        of_groups(["noc", group], group_key="no.such")


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        (7, "the cell of groups is the number 7, not text"),
        (True, "the cell of groups is true, not text"),
        (["noc", 7], "the group 2 is the number 7, not text"),
        (["noc", 7.5], "the group 2 is the number 7.5, not text"),
        ([None], "the group 1 is null, not text"),
        ([True], "the group 1 is true, not text"),
        ([["noc"]], "the group 1 is a list, not text"),
        ([{}], "the group 1 is a dict with no key"),
        ([{"name": 7}], "name in it names no group"),
        (["n\u200boc"], "memberOf holds U+200B"),
        ([{"name": "n\u200boc"}], "memberOf holds U+200B"),
    ],
)
def test_what_is_no_group_is_refused_with_its_place(groups, words):
    with pytest.raises(InvalidOption) as raised:
        of_groups(groups, group_key="name")
    assert f"entry 1: {words}" in str(raised.value) or words in str(raised.value)


@pytest.mark.parametrize("value", [7, 1.5, True, ["a"], {"a": 1}, [], {}])
@pytest.mark.parametrize(("name", "words"), [("mail", "the user name is "), ("cn", "the display name is ")])
def test_other_cells_of_a_list_are_text_too(name, words, value):
    row = {"mail": "ada@example.com", "cn": "Ada", "memberOf": "", "status": "", name: value}
    with pytest.raises(InvalidOption, match=f"entry 1: {words}.*, not text"):
        read([row])


@pytest.mark.parametrize("value", [2, -1, 1.0, [], {}, ["active"]])
def test_a_status_is_text_or_a_truth(value):
    with pytest.raises(InvalidOption, match="entry 1: "):
        read([{"mail": "a@x", "cn": "A", "memberOf": "", "status": value}])


@pytest.mark.parametrize(
    ("value", "stays"), [(True, True), (False, False), (1, True), (0, False), (None, True), (" Active ", True)]
)
def test_a_truth_of_a_list_says_who_stays(value, stays):
    (user,) = read([{"mail": "a@x", "cn": "A", "memberOf": "", "status": value}])
    assert ("state" in user) is not stays


DIRECTORY = "mail,cn,memberOf,status\n" + "".join(
    f"u{number}@x,,,{word}\n"
    for number, word in enumerate(["ACTIVE", "STAGED", "SUSPENDED", "on leave", "DEPROVISIONED", "staged"])
)


def test_words_that_nobody_explained_are_all_told_with_their_lines():
    with pytest.raises(InvalidOption) as raised:
        read(DIRECTORY)
    for words in (
        "4 problems",
        'line 3: "STAGED"',
        'line 4: "SUSPENDED"',
        'line 5: "on leave"',
        'line 7: "staged"',
        "Say by status_words what on leave, staged, suspended means, present or absent",
        "active, enabled, true, yes (stays)",
        "deprovisioned, disabled, false, inactive, leaver, no, terminated (leaves)",
    ):
        assert words in str(raised.value)


def test_words_of_a_directory_are_explained():
    words = {"staged": "present", "Suspended": "absent", " ON LEAVE": "present", "active": "absent"}
    users = read(DIRECTORY, status_words=words)
    assert [user.get("state", "present") for user in users] == [
        "absent",
        "present",
        "absent",
        "present",
        "absent",
        "present",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"staged": True}, "status_words holds True. Say of each word present"),
        ({"staged": "stays"}, "status_words holds 'stays'"),
        ({"staged": []}, r"status_words holds \[\]"),
        ({"staged": "absent", "Staged ": "present"}, 'status_words says both present and absent of "Staged "'),
        ({"staged": "present", "STAGED": "absent"}, 'status_words says both present and absent of "STAGED"'),
        ({False: "absent"}, "status_words holds False, which is no text. Give text: put it in quotes"),
        (["staged"], "no dict"),
    ],
)
def test_an_explanation_says_present_or_absent(words, said):
    with pytest.raises(InvalidOption, match=said):
        read(DIRECTORY, status_words=words)


def test_groups_that_give_no_role_are_told_with_the_number_of_their_users():
    feed = read_all(
        FEED + "bob@example.com,Bob,Canteen;canteen;chess,\n",
        group_roles={"noc": "Operations", "chess": []},
        group_patterns=[{"pattern": "bigpanda-(.*)", "role": ""}],
    )
    assert feed.groups_without_roles == {"Canteen": 1, "bigpanda-Auditors": 1, "canteen": 2, "chess": 1}


def test_a_group_that_is_mapped_to_nothing_is_not_unmapped():
    options = {
        "group_roles": {"noc": "Operations", "canteen": []},
        "group_patterns": [{"pattern": "big.*", "role": ""}],
    }
    assert read(FEED, refuse_unmapped=True, **options)[0]["roles"] == ["Operations"]


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
def test_a_cell_that_is_not_parted_as_it_was_written_costs_nobody_a_role(groups, part):
    patterns = [{"pattern": "bp-(.+)", "role": r"\1"}]
    with pytest.raises(InvalidOption, match=f'entry 1: the group .* gives no role, but "{part}" in it does; separator'):
        of_groups(groups, group_patterns=patterns)


@pytest.mark.parametrize("group", ["canteen, chess", "CN=noc,OU=groups", "nocturne, all", "bp-Ops, EU"])
def test_a_group_may_hold_what_parts_others(group):
    assert of_groups([group], group_patterns=[{"pattern": "bp-(.+)", "role": r"\1"}]) in ([], ["Ops, EU"])


def test_a_group_that_holds_another_one_is_passed_over_on_purpose():
    columns, mapped = {"user_name": "mail", "groups": "memberOf"}, {"noc": "Operations", "noc, Berlin": []}
    assert read("mail;memberOf\na@x;noc, Berlin\n", columns=columns, group_roles=mapped)[0]["roles"] == []


def test_roles_of_one_group_in_two_spellings_are_joined():
    assert read(FEED, group_roles={"noc": "Operations", "NOC": "Viewer"})[0]["roles"] == ["Operations", "Viewer"]


@pytest.mark.parametrize(("group", "roles"), [("bp-ſam", ["ſam"]), ("bp-sam", ["Sam"]), ("BP-SAM", ["Sam"])])
def test_a_pattern_takes_no_letter_for_another(group, roles):
    patterns = [{"pattern": "bp-sam", "role": "Sam"}, {"pattern": "bp-ſ(am)", "role": r"ſ\1"}]
    feed = f"mail,cn,memberOf,status\na@x,,{group},\n"
    assert read(feed, group_patterns=patterns)[0]["roles"] == roles


@pytest.mark.parametrize("row", ["ADA@example.com,,noc,", "ada@example.com,,noc,leaver", "ADA\u00a0@example.com,,,"])
def test_nobody_is_there_twice(row):
    with pytest.raises(InvalidOption, match=r"line 6: .*(is there already \(line 2\)|holds a blank)"):
        read(f"{FEED}{row}\n")
