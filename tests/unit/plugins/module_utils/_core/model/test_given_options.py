# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.given_options import canonical_options

SPEC = {
    "api_key": {"type": "str", "aliases": ["api_token"], "no_log": True, "fallback": (str, [])},
    "frequency": {"type": "str", "choices": ["Once", "Daily"]},
    "purge": {"type": "list", "elements": "str", "choices": ["roles", "scim_users"]},
    "users": {"type": "list", "elements": "str"},
    "ids": {"type": "list", "elements": "int"},
    "phone": {"type": "dict", "options": {"type": {"type": "str", "choices": ["work", "home"]}}},
    "roles": {
        "type": "list",
        "elements": "dict",
        "options": {"permissions": {"type": "list", "elements": "str", "aliases": ["permission"]}},
    },
}


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ({"frequency": "daily"}, {"frequency": "Daily"}),
        ({"frequency": " DAILY "}, {"frequency": "Daily"}),
        ({"frequency": "hourly"}, {"frequency": "hourly"}),
        ({"frequency": None, "users": None}, {}),
        ({"phone": {"type": None}, "roles": [{"permissions": None}]}, {"phone": {}, "roles": [{}]}),
        # An empty variable with a key must not make the task use the key of the environment.
        ({"api_key": None}, {"api_key": None}),
        ({"purge": ["Roles", "SCIM_USERS"]}, {"purge": ["roles", "scim_users"]}),
        ({"purge": "Roles, scim_users"}, {"purge": ["roles", "scim_users"]}),
        ({"purge": "Roles"}, {"purge": "roles"}),
        ({"users": "ada, grace ,linus"}, {"users": ["ada", "grace", "linus"]}),
        ({"users": [" ada", "a, b"]}, {"users": [" ada", "a, b"]}),
        ({"users": "ada"}, {"users": "ada"}),
        ({"ids": "1, 2"}, {"ids": "1, 2"}),
        ({"phone": {"type": "Work"}}, {"phone": {"type": "work"}}),
        ({"phone": "type=Work"}, {"phone": "type=Work"}),
        ({"roles": [{"permission": "a, b"}, "text"]}, {"roles": [{"permissions": ["a", "b"]}, "text"]}),
        ({"api_token": "x"}, {"api_key": "x"}),
        ({"api_token": "x", "api_key": None}, {"api_key": "x"}),
        ({"api_token": None, "api_key": "x"}, {"api_key": "x"}),
        ({"unknown": "Daily, x"}, {"unknown": "Daily, x"}),
    ],
)
def test_options_are_read_as_people_write_them(given, canonical):
    assert canonical_options(SPEC, given) == canonical


@pytest.mark.parametrize(
    "given", [{"api_key": "secret-1", "api_token": "secret-2"}, {"api_token": "secret-1", "api_key": "secret-2"}]
)
def test_a_name_and_its_alias_do_not_contradict_each_other_and_no_value_is_shown(given):
    with pytest.raises(InvalidOption, match="^api_key and its alias api_token have different values") as refused:
        canonical_options(SPEC, given)
    assert "secret" not in str(refused.value)


def test_the_place_of_a_contradiction_is_named():
    with pytest.raises(InvalidOption, match=r"roles\[1\].permissions and its alias permission"):
        canonical_options(SPEC, {"roles": [{}, {"permissions": ["a"], "permission": ["b"]}]})


def test_choices_that_differ_only_in_case_are_not_guessed():
    spec = {"mode": {"type": "str", "choices": ["a", "A", "b"]}}
    assert canonical_options(spec, {"mode": "A"}) == {"mode": "A"}
    assert canonical_options(spec, {"mode": "B"}) == {"mode": "b"}
