# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import csv
import io

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.feed import make_reading, users_of_feed
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
    return users_of_feed(feed, make_reading(**{"columns": COLUMNS, **values}))


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
    ("feed", "values", "words"),
    [
        ("", {}, "no column"),
        ("mail,cn\n", {}, "no column memberOf, status"),
        ("mail,cn,memberOf,status\n", {}, "holds no user"),
        ([], {"columns": {"user_name": "mail"}}, "holds no user"),
        ("text", {"columns": {"user_name": "text"}}, "holds no user"),
        (7, {}, "neither CSV text nor a list"),
        (FEED, {"group_patterns": [{"pattern": "(", "role": "x"}]}, "no regular expression"),
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
        ({"columns": {"user_name": 7}}, "columns holds 7, which is no text. Put it in quotes"),
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
    with pytest.raises(InvalidOption, match='1 problems: entry 1: it has no "memberOf"'):
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
texts = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12).map(str.strip)


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
