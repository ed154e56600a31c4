# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import csv
import io

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.provisioning.feed import read_feed
from ansible_collections.community.bigpanda.plugins.module_utils._core.provisioning.feed_mapping import make_mapping
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
    return read_feed(feed, make_mapping(**{"columns": COLUMNS, **values}))


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
        "line 6: ada@EXAMPLE.com is a duplicate of line 2",
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
        ("", {}, "the feed is empty"),
        ("mail,cn\n", {}, "no column memberOf, status"),
        ("mail,cn,memberOf,status\n", {}, "contains no users"),
        ([], {"columns": {"user_name": "mail"}}, "contains no users"),
        ("text", {"columns": {"user_name": "text"}}, "contains no users"),
        (7, {}, "neither CSV text nor a list"),
        (
            [{"mail": "n\u200boc"}],
            {"columns": {"user_name": "mail"}},
            "entry 1: mail contains the invisible character U+200B",
        ),
        (
            [{"mail": [{"name": "n\u200boc"}]}],
            {"columns": {"user_name": "mail"}},
            "entry 1: mail contains the invisible",
        ),
        (FEED, {"group_patterns": [{"pattern": "(", "role": "x"}]}, "not a valid regular expression"),
        (FEED, {"group_patterns": [{"pattern": "a{99999999999}", "role": "x"}]}, "not a valid regular expression"),
        (FEED, {"group_patterns": [{"pattern": "noc", "role": r"\2"}]}, "group_patterns"),
        (FEED, {"refuse_unmapped": True}, 'line 2: the group "noc" grants no role'),
        (FEED + '"open', {}, "line"),
    ],
)
def test_a_feed_that_cannot_be_used_is_a_clear_error(feed, values, words):
    with pytest.raises(InvalidOption, match=words.replace("(", r"\(").replace("+", r"\+")):
        read(feed, **values)


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


def test_all_unknown_statuses_are_listed_with_their_lines():
    with pytest.raises(InvalidOption) as raised:
        read(DIRECTORY)
    for words in (
        "4 problems",
        'line 3: "STAGED"',
        'line 4: "SUSPENDED"',
        'line 5: "on leave"',
        'line 7: "staged"',
        "Define on leave, staged, suspended with status_words, as present or absent",
        "active, enabled, true, yes (present)",
        "deprovisioned, disabled, false, inactive, leaver, no, terminated (absent)",
    ):
        assert words in str(raised.value)


@pytest.mark.parametrize("date", ["2026-01-31", "31.01.2026", "1/31/26", "2026-01-31T00:00:00Z"])
def test_a_date_is_not_a_status(date):
    with pytest.raises(InvalidOption, match="Dates are not compared: let the export say who is active"):
        read([{"mail": "ada@example.com", "cn": "Ada", "memberOf": "", "status": date}])


def test_of_many_unknown_statuses_some_are_shown():
    feed = [{"mail": f"u{number}@x", "cn": "", "memberOf": "", "status": f"word{number:04}"} for number in range(60)]
    with pytest.raises(InvalidOption, match="Define word0000, .*word0009 and 50 more with status_words"):
        read(feed)


def test_status_words_define_the_words_of_a_directory():
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


def test_groups_without_roles_are_returned_with_the_number_of_their_users():
    feed = read_all(
        FEED + "bob@example.com,Bob,Canteen;canteen;chess,\n",
        group_roles={"noc": "Operations", "chess": []},
        group_patterns=[{"pattern": "bigpanda-(.*)", "role": ""}],
    )
    assert feed.groups_without_roles == {"Canteen": 1, "bigpanda-Auditors": 1, "canteen": 2, "chess": 1}


@pytest.mark.parametrize("row", ["ADA@example.com,,noc,", "ada@example.com,,noc,leaver", "ADA\u00a0@example.com,,,"])
def test_duplicate_users_are_refused(row):
    with pytest.raises(InvalidOption, match=r"line 6: .*(is a duplicate of line 2|contains a space)"):
        read(f"{FEED}{row}\n")
