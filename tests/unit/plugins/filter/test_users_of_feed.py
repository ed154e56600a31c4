# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.filter.users_of_feed import users_of_feed

FEED = "mail,groups\nada@example.com,noc\n"
COLUMNS = {"user_name": "mail", "groups": "groups"}


def roles_of(feed, **options):
    return [user["roles"] for user in users_of_feed(feed, columns=COLUMNS, **options)]


def test_a_feed_is_read_with_the_options_of_each_call():
    assert roles_of(FEED, group_roles={"noc": "Operations"}) == [["Operations"]]
    assert roles_of(FEED, group_roles={"noc": "Viewer"}) == [["Viewer"]]
    assert roles_of(FEED.replace("noc", "dba"), group_roles={"dba": "Viewer"}) == [["Viewer"]]


def test_what_is_done_with_the_users_does_not_change_those_of_the_next_call():
    users_of_feed(FEED, columns=COLUMNS, group_roles={"noc": "Operations"})[0]["roles"].append("Admin")
    assert roles_of(FEED, group_roles={"noc": "Operations"}) == [["Operations"]]


def test_a_malformed_feed_is_refused_each_time():
    for _time in range(2):
        with pytest.raises(AnsibleFilterError, match="line 3: the user name is empty"):
            users_of_feed(FEED + ",noc\n", columns=COLUMNS)
