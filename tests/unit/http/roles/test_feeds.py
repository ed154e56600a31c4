# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Feeds as directories and spreadsheets write them: nobody loses a role, nobody is made twice. All share one run."""

from __future__ import annotations

import csv

HEADER = "user_name,display_name,groups"
PEOPLE = [f"seed.user{number}@example.com" for number in range(4)]
GROUP = "Betrieb Süd"


def feed_of(groups, header=HEADER, names=PEOPLE):
    return "\n".join([header, *(f"{name},Seed,{groups}" for name in names)]) + "\n"


def variables_of(feed, **more):
    return {"bigpanda_users_csv": feed, "user_provisioning_group_roles": {GROUP: "Operators", "all": "User"}, **more}


def cases(folder):
    """By name: variables of the role, and words of the refusal; no words where the feed is read.

    What else a feed may be is a table of the pure reader; here is what the role adds: files, paths, words, remarks.
    """
    (folder / "latin1.csv").write_bytes(feed_of(f"{GROUP};all").encode("latin-1"))
    (folder / "good, of today.csv").write_bytes(feed_of("Betrieb Su\u0308d;all;canteen").encode("utf-8-sig"))
    rows = [f"{name}\t{word}\n" for name, word in zip(PEOPLE, ["STAGED", "LOCKED_OUT", "ACTIVE", ""], strict=True)]
    (folder / "directory.csv").write_text("".join(["user_name\tstatus\n", *rows]), encoding="utf-8")
    words = {
        "user_provisioning_columns": {"user_name": "user_name", "active": "status"},
        "user_provisioning_status_words": '{"STAGED": "present", "locked_out": "present"}',
        "user_provisioning_delimiter": "tab",
    }
    objects = [{"user_name": name, "display_name": "Seed", "groups": [{"name": GROUP}, "all"]} for name in PEOPLE]
    return {
        "latin1": (variables_of("latin1.csv"), "the feed is not UTF-8: line 2, byte 38 is 0xFC"),
        "header alone": (variables_of(HEADER), "the feed contains no users"),
        "good": (variables_of("good, of today.csv", user_provisioning_report="report.csv"), None),
        "objects": (variables_of(None, bigpanda_users=objects, user_provisioning_group_key="name"), None),
        "words": (variables_of("directory.csv", **words), None),
    }


def test_a_feed_is_read_right_or_refused_with_its_line(call_roles, simulator, tmp_path):
    acme = simulator.organization("acme")
    operators = acme.add_role("Operators", [])
    for name in PEOPLE:
        user = acme.add_user(name, displayName="Seed")
        for role in (operators, acme.find_role("User")):
            role["users"][user["id"]] = None
    before = {user["userName"]: (user["active"], acme.role_names()[user["id"]]) for user in acme.users.values()}
    simulator.clear_requests()
    told = cases(tmp_path)
    ended = call_roles({name: ("user_provisioning", variables) for name, (variables, _words) in told.items()})
    for name, (_variables, words) in told.items():
        if words:
            assert words in ended[name].get("refused", "it was read"), name
        else:
            assert ended[name].get("changed") is False, (name, ended[name])
    assert simulator.requests(writes_only=True) == []
    users_read = [entry for entry in simulator.requests() if entry["query"].startswith("startIndex=1&")]
    # The list of thousands of users is read once in a run.
    assert len(users_read) == sum(words is None for _variables, words in told.values())
    after = {user["userName"]: (user["active"], acme.role_names()[user["id"]]) for user in acme.users.values()}
    assert after == before
    remark = f'The group "canteen" grants no role; users in this group: {len(PEOPLE)}.'
    assert ended["good"]["remarks"] == [remark]
    rows = list(csv.DictReader((tmp_path / "report.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["error"] for row in rows if row["outcome"] == "remark"] == [remark]
