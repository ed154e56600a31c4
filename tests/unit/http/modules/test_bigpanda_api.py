# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from urllib.parse import quote

import pytest

CREATION = {
    "method": "POST",
    "path": "/resources/v2.0/environments",
    "body": {"name": "Databases", "filter": "host = db-*"},
}


def test_an_environment_is_made_read_and_removed(call, written):
    predicted = call("api", check_mode=True, **CREATION)
    assert predicted["changed"] and predicted["status"] is None and predicted["json"] is None
    assert written() == []
    made = call("api", **CREATION)
    assert made["changed"] and made["json"]["name"] == "Databases"
    path = f"/resources/v2.0/environments/{quote(made['json']['id'], safe='')}"
    read = call("api", check_mode=True, path=path)
    assert not read["changed"] and read["status"] == 200 and read["json"]["id"] == made["json"]["id"]
    assert call("api", method="DELETE", path=path)["changed"]
    gone = call("api", path=path)
    assert gone["failed"] and gone["status"] == 404


def test_a_list_is_read_to_its_end(call):
    listed = call("api", path="/resources/v2.1/roles", all_pages=True, page_size=1)
    assert sorted(role["name"] for role in listed["objects"]) == ["Admin", "User", "Viewer"]
    assert listed["json"] is None


def test_the_other_credential_and_repeated_parameters_are_sent(call):
    keys = call("api", path="/resources/v2.1/apikeys", credential="org_token")["json"]
    assert sorted(key["name"] for key in keys) == ["onboarding", "pipeline", "reader"]
    first = call("api", path="/resources/v2.1/users")["json"]["data"][0]["id"]
    user = call(
        "api",
        path="/resources/v2.1/users",
        query={"ids": [first]},
        query_lists="repeated",
        headers={"x-request-id": "test-request-6b1f0a7d"},
    )
    assert [each["id"] for each in user["json"]["data"]] == [first]
    assert user["text"] is None


def test_a_job_is_waited_for(call):
    columns = [{"title": "application", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}]
    rows = [{"application": "billing", "owner": "Ada"}]
    made = call("enrichment_map", name="owners", fields=columns, rows=rows)["enrichment_map"]
    replaced = call(
        "api",
        method="POST",
        path=f"/resources/v2.1/mapping-enrichment/{quote(made['id'], safe='')}/map",
        body="application,owner\r\nbilling,Grace\r\n",
        body_format="csv",
        wait_job=True,
    )
    assert replaced["job"]["status"] == "done"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"path": None}, "missing required arguments: path"),
        ({"path": "https://elsewhere.example/x"}, "path is a full URL"),
        ({"path": "//elsewhere.example/x"}, "path is a full URL"),
        ({"path": "/x/../y"}, "contains [.] or [.][.]"),
        ({"path": "/x?a=1"}, "option query"),
        ({"path": "/x#a"}, "fragment"),
        ({"body": {}}, "GET takes no body"),
        ({"method": "POST", "all_pages": True}, "all_pages reads a list"),
        ({"all_pages": True, "wait_job": True}, "wait_job and all_pages are mutually exclusive"),
        ({"wait_timeout": -1}, "wait_timeout is -1"),
        ({"headers": {"Host": "elsewhere"}}, "headers.Host is set by the module"),
        ({"method": "POST", "body": {}, "body_format": "multipart"}, "body is not a dict of parts"),
        ({"host": "elsewhere"}, "value of host must be one of"),
        ({"credential": "org_token", "org_token": ""}, "needs the Org Token"),
    ],
)
def test_refused(refuse, options, says):
    given = {name: value for name, value in {"path": "/x", **options}.items() if value is not None}
    refuse("api", (given, says))
