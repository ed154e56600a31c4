# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.provisioning.feed_mapping import make_mapping
from ansible_collections.community.bigpanda.plugins.module_utils._core.validation.feed import check_feed
from ansible_collections.community.bigpanda.plugins.module_utils._core.validation.organization import (
    declared_roles,
    existing_roles,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG

ROLE_ID = "5f1d8e37a6b0000000000001"
MAPPING = make_mapping(
    columns={"user_name": "mail", "groups": "groups"},
    group_roles={"noc": ["Opertions", "Viewer"], "night": "Night watch", "ids": ROLE_ID},
    default_roles=["user"],
)
FEED = """\
mail,groups
ada@example.com,noc;night
bob@example.com,noc;ids
carl@example.com,noc
"""


def said(problems):
    return [(each.path, each.severity, each.subject, f"{each.message} {each.advice}".strip()) for each in problems]


def test_all_roles_that_do_not_exist_are_listed_with_group_and_line():
    feed, problems = check_feed(FEED, MAPPING, existing_roles(CATALOG, ["Operations", "viewer", "User"]), is_live=True)
    assert [user["user_name"] for user in feed.users] == ["ada@example.com", "bob@example.com", "carl@example.com"]
    assert said(problems) == [
        (
            ("line 2",),
            "error",
            "ada@example.com",
            'group noc -> role "Opertions", which does not exist. The same for 2 more users. Did you mean Operations?',
        ),
        (
            ("line 2",),
            "error",
            "ada@example.com",
            'group night -> role "Night watch", which does not exist. Create the role first, or correct the mapping of '
            "groups.",
        ),
    ]


@pytest.mark.parametrize("role", ["Operations ", " Operations", "Night  watch"])
def test_a_role_that_differs_by_a_space_is_said_to(role):
    mapping = make_mapping(columns={"user_name": "mail", "groups": "groups"}, group_roles={"noc": role})
    known = existing_roles(CATALOG, ["Operations", "Night watch"])
    _feed, problems = check_feed("mail,groups\nada@example.com,noc\n", mapping, known, is_live=True)
    ((_path, _severity, _user, sentence),) = said(problems)
    assert f'role "{" ".join(role.split())}", which does not exist with these spaces. Did you mean ' in sentence


def test_offline_only_a_misspelled_role_is_an_error():
    organization = {"roles": [{"name": "Operations", "permissions": []}, {"name": "Viewer", "permissions": []}]}
    _feed, problems = check_feed(FEED, MAPPING, declared_roles(CATALOG, organization, 0))
    assert [(severity, sentence.split(".")[0]) for _line, severity, _user, sentence in said(problems)] == [
        ("error", 'group noc -> role "Opertions", which is not declared'),
        ("warning", 'group night -> role "Night watch", which is not declared'),
    ]
    known = {"roles": ["Night*"]}
    _feed, problems = check_feed(FEED, MAPPING, declared_roles(CATALOG, organization, 0, known))
    assert len(problems) == 1
    _feed, problems = check_feed(FEED, MAPPING, declared_roles(CATALOG, organization, 0, is_whole=False))
    assert {severity for _line, severity, _user, _sentence in said(problems)} == {"warning"}


def test_a_default_role_that_does_not_exist_is_that_of_all_users():
    mapping = make_mapping(default_roles=["Everybody"])
    _feed, (problem,) = check_feed([{"user_name": "a"}], mapping, existing_roles(CATALOG, []), is_live=True)
    assert problem.path == ("entry 1",)
    assert problem.message == 'all users -> role "Everybody", which does not exist.'


def test_every_malformed_row_is_a_problem_of_its_own():
    feed, problems = check_feed("mail,groups\n,noc\na,b,c\n\n x y,z\n", MAPPING)
    assert feed is None
    assert [each.path for each in problems] == [("line 2",), ("line 3",), ("line 5",)]
    _feed, (problem,) = check_feed("user\nx\n", MAPPING)
    assert problem.path == () and "no column" in problem.message


def test_advice_on_statuses_is_given_where_one_is_unknown():
    mapping = make_mapping(columns={"user_name": "mail", "active": "status"})
    _feed, problems = check_feed("mail,status\na,GONE\n,yes\n", mapping)
    assert ["status_words" in each.advice for each in problems] == [True, False]
