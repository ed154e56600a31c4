# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A file with the same mistake in each line is checked soon, and the answer can be read."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.validation.problem import MOST_PROBLEMS
from ansible_collections.community.bigpanda.plugins.plugin_utils.validation import findings_of

NOW_S = 1_800_000_000
MANY = 3 * MOST_PROBLEMS
NUMBERS = range(MANY)
ROLES = "roles:\n" + "".join(f"  - {{name: role{number}, permissions: []}}\n" for number in NUMBERS)
FILES = {
    "unknown options": "roles:\n  - {name: x, " + ", ".join(f"k{number}: 1" for number in NUMBERS) + "}\n",
    "wrong elements": "roles:\n  - {name: x, users: [" + "{}, " * MANY + "]}\n",
    "wrong choices": "incident_tags:\n  - {name: x, type: ["
    + ", ".join(f"texx{number}" for number in NUMBERS)
    + "]}\nroles:\n  - {name: x, permissions: ["
    + ", ".join(f"{{resource_type: environmets{number}}}" for number in NUMBERS)
    + "]}\n",
    "same entries": "roles:\n" + "  - {name: x}\n" * MANY,
    "wrong entries": "roles:\n" + "  - x\n" * MANY,
    "incomplete entries": "roles:\n" + "".join(f"  - {{name: x{number}, nam: y}}\n" for number in NUMBERS),
    "unknown kinds": "".join(f"rol{number}: []\n" for number in NUMBERS),
    "duplicate keys": "a: 1\n" * MANY,
    "misread": "roles:\n" + "  - {name: 010}\n" * MANY,
    "unknown tags of values": "roles: [" + "!!float x, " * MANY + "]\n",
    "misspelled names": ROLES
    + "scim_users:\n"
    + "".join(f"  - {{user_name: u{number}@x.example, roles: [rolle{number}]}}\n" for number in NUMBERS),
}


@pytest.mark.parametrize("name", FILES)
def test_the_first_mistakes_are_listed_and_the_rest_is_said(tmp_path, name):
    (tmp_path / "all.yml").write_text(FILES[name], encoding="utf-8")
    found = findings_of([str(tmp_path)], NOW_S)
    assert MOST_PROBLEMS <= len(found) <= 3 * MOST_PROBLEMS + 3
    assert [each for each in found if "more" in each.message], [each.message for each in found[-3:]]


@pytest.mark.parametrize("wrong", ["a@x.example,A\n", "u{}@x.example,A,rolle{}\n"])
def test_so_are_those_of_a_feed(tmp_path, wrong):
    (tmp_path / "all.yml").write_text(ROLES, encoding="utf-8")
    feed = tmp_path / "feed.csv"
    rows = "".join(wrong.format(number, number) for number in NUMBERS)
    feed.write_text(f"user_name,display_name,groups\n{rows}", encoding="utf-8")
    variables = tmp_path / "variables"
    variables.write_text("user_provisioning_group_patterns: [{pattern: (.+), role: '\\1'}]\n", encoding="utf-8")
    found = findings_of([str(tmp_path)], NOW_S, feed=str(feed), variables=str(variables))
    assert len(found) == MOST_PROBLEMS + 1
    assert found[-1].message.startswith(f"{MANY - MOST_PROBLEMS:,} more ")
