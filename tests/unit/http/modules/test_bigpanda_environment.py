# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re

import pytest
from unit.http.modules.lifecycle import Life, live

LIFE = Life(
    module="environment",
    create={"name": "Staging", "description": "Not for customers.", "filter": "env = staging"},
    reordered={"filter": '(ENV="Staging")', "name": "Staging"},
    change={"name": "Staging", "filter": "env IN [staging, preview]"},
    before={"filter": "env = staging"},
    after={"filter": "env IN [staging, preview]"},
    read={"name": "Staging"},
    absent={"name": "Staging", "state": "absent"},
)


@pytest.mark.sends(
    "create_environment", "delete_environment", "get_environment", "list_environments", "update_environment"
)
def test_lifecycle(call_there, written):
    live(LIFE, call_there, written)


def test_roles_may_use_it(call):
    def share(roles, **rest):
        return call("environment", name="Shared", roles=roles, read_only_roles=["viewer"], **rest)

    predicted = share(["Admin", "user"], check_mode=True)
    shared = share(["Admin", "user"])
    assert predicted["changed"] and shared["changed"]
    assert set(predicted["environment"]) == set(shared["environment"])
    assert sorted(shared["environment"]["role_names"]) == ["Admin", "User"]
    assert shared["environment"]["read_only_role_names"] == ["Viewer"]
    assert not share(["User", "Admin"])["changed"]
    emptied = call("environment", name="Shared", roles=[])
    assert emptied["diff"]["after"] == {"roles": []}
    assert emptied["environment"]["read_only_roles"] == shared["environment"]["read_only_roles"]
    unknown = call("environment", name="Shared", read_only_roles=["Viewers"])
    assert re.search("read_only_roles.*Viewers.*does not exist. Did you mean Viewer", unknown["msg"])


def test_refused(refuse):
    refuse(
        "environment",
        ({"filter": "env = staging"}, "name"),
        ({"name": "Staging", "filter": "env = staging AND (region = eu"}, "^filter. the condition opens"),
        ({"name": "Staging", "filter": "production"}, '^filter. the condition "production" compares nothing'),
    )


def test_tags_in_capitals_are_sent_in_lower_case(call):
    made = call("environment", name="Databases", filter=r"HOST = /db[(]\d/ AND NOT Env IN [Test]")
    assert made["environment"]["filter"] == r"host = /db[(]\d/ AND NOT env IN [Test]"
    assert not call("environment", name="Databases", filter=r"NOT env IN ['test'] and host=/db[(]\d/")["changed"]
