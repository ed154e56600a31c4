# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.model import operation
from ansible_collections.community.bigpanda.plugins.module_utils._core.raw.request import FIELDS, limit_of, make_request
from ansible_collections.community.bigpanda.plugins.module_utils._resources.known_path import KNOWN_PATHS
from documentation import operations

DEFAULTS = {field.name: field.default for field in FIELDS if field.default is not None}
PERIODS = {"second": 1, "minute": 60}


def made(**options):
    return make_request({**DEFAULTS, "path": "/x", **options}, KNOWN_PATHS)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"body": {}}, "GET takes no body"),
        ({"method": "HEAD", "body": ""}, "HEAD takes no body"),
        ({"method": "POST", "all_pages": True}, "method is POST"),
        ({"method": "HEAD", "all_pages": True}, "method is HEAD"),
        ({"query": {"a": ["\udcff"]}}, r"query\.a\[0\] contains .*not a whole character"),
        ({"query": {"\udcff": 1}}, "query contains .*not a whole character"),
        ({"wait_timeout": -1}, "wait_timeout is -1"),
        ({"all_pages": True, "wait_job": True}, "wait_job and all_pages are mutually exclusive"),
        ({"all_pages": True, "page_size": 0}, "page_size is 0"),
        ({"all_pages": True, "query": {"page": 2}}, "query.page is set by all_pages"),
        ({"all_pages": True, "page_style": "cursor", "query": {"per_page": 2}}, "query.per_page is set by all_pages"),
    ],
)
def test_what_does_not_fit_together_is_refused(options, words):
    with pytest.raises(InvalidOption, match=words):
        made(**options)


def test_a_job_is_asked_for_at_the_routes_of_the_contract_by_whoever_began_it():
    contract = operations.contract()
    accepting = [
        each
        for each in contract.values()
        if "Location" in each.definition["responses"].get("202", {}).get("headers", {}) and each.host == "api"
    ]
    begun = [each for each in accepting if "enrich" in each.path]
    assert {each.group for each in begun} == {"Mapping V2.1", "Advanced Mapping", "Enrichment V2.0", "Enrichment V1"}
    for each in begun:
        kind = "org_token" if "orgToken" in each.definition["security"][0] else "api_key"
        job = made(path=re.sub(r"\{\w+\}", "1", each.path), credential=kind).job.operation
        asked = next(known for known in contract.values() if (known.method, known.path) == ("GET", job.path))
        assert asked.group == each.group and asked.definition["security"] == each.definition["security"]
        assert job.credentials == (kind,)
    assert made(path="/resources/v2.0/environments/1/incidents/2/merge").job.operation.path == ""


@pytest.mark.parametrize(
    ("path", "by_content"),
    [
        ("/resources/v2.1/roles", False),
        ("/resources/v2.1/mapping-enrichment", False),
        ("/resources/v2.1/mapping-enrichment/1/map", True),
        ("/resources/v2.0/alert-enrichments/1/map", True),
    ],
)
def test_only_rows_are_compared_whole(path, by_content):
    assert made(path=path, all_pages=True).paging.by_content is by_content


def test_a_cursor_leaves_page_to_the_user():
    assert made(all_pages=True, page_style="cursor", query={"page": 2}).query == {"page": "2"}


def test_pages_are_read_as_the_user_says():
    options = {"page_style": "index", "page_parameter": "startIndex", "page_size_parameter": "count", "page_size": 7}
    paging = made(all_pages=True, **options).paging
    assert (paging.style, paging.position, paging.size, paging.size_value) == ("index", "startIndex", "count", 7)
    assert made().paging is None


@pytest.mark.parametrize("described", operations.contract().values(), ids=operations.contract().keys())
def test_each_call_of_the_contract_is_paced_as_its_module_would(described):
    limit = described.definition.get("x-rate-limit")
    published = operation.RateLimit(limit["requests"], PERIODS[limit["per"]], limit["scope"]) if limit else None
    assert limit_of(described.path, KNOWN_PATHS) == published


def test_a_job_is_only_waited_for_if_asked():
    assert made().job.timeout_s is None
    assert made(wait_job=True, wait_timeout=7).job.timeout_s == 7


PEOPLE = ("/resources/v2.1/roles/1", "/resources/v2.1/roles/1/users", "/scim/v2/Users/1", "/scim/v2/Groups/1")
KEYS = ("/resources/v2.1/apikeys/1", "/resources/v2.1/service-accounts/1", "/resources/v2.1/%72oles/1")


@pytest.mark.parametrize("path", [*PEOPLE, *KEYS, "/resources/v2.0/scim/Users/1", "/resources/v2.1/users/1"])
def test_a_request_that_can_take_access_away_is_warned_of(path):
    for method in ("PUT", "PATCH", "DELETE"):
        ((warning),) = made(method=method, path=path).warnings
        assert "bigpanda_role and bigpanda_scim_user do" in warning
    for method in ("GET", "HEAD", "POST"):
        assert made(method=method, path=path).warnings == ()


@pytest.mark.parametrize("path", ["/resources/v2.1/roles", "/x/roles/1", "/resources/v2.1/roles-x/1"])
def test_requests_for_other_objects_are_not_warned_of(path):
    assert made(method="DELETE", path=path).warnings == ()


def test_every_change_of_people_in_the_contract_is_warned_of():
    named = ("{role_id}", "{user_id}", "/Groups/{group_id}", "{apikey_id}", "{service_account_id}")
    taking = {
        each.path
        for each in operations.contract().values()
        if each.method in ("PUT", "PATCH", "DELETE") and any(name in each.path for name in named)
    }
    assert len(taking) > 6
    for path in taking:
        assert made(method="DELETE", path=re.sub(r"\{\w+\}", "1", path)).warnings, path
