# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from unit.http.recorder import Recorder, answering

ROLES = "/resources/v2.1/roles"
API_KEY = "test-api-key-acme-5f1d8e37a6b0"
ORG_TOKEN = "test-org-token-acme-1b7e5a90c4d2"
ROLE = {"name": "Operations", "permissions": []}


def writes(simulator):
    return [entry["operation_id"] for entry in simulator.requests(writes_only=True)]


def test_a_read_is_returned_with_status_and_envelope(run):
    read = run("api", path=ROLES, query={"page": 1, "per_page": 2})
    assert not read["changed"] and read["status"] == 200
    assert len(read["json"]) == 2 and read["objects"] is None and read["job"] is None


def test_all_pages_of_each_style_are_read(run, simulator):
    acme = simulator.organization("acme")
    for number in range(7):
        acme.add_role(f"role {number}", [])
    found = run("api", path=ROLES, all_pages=True, page_size=3, check_mode=True)["objects"]
    assert [role["name"] for role in found] == [role["name"] for role in acme.roles.values()]
    index = {
        "page_style": "index",
        "page_parameter": "startIndex",
        "page_size_parameter": "count",
        "page_size": 2,
        "items_in": "Resources",
    }
    found = run("api", path="/resources/v2.0/scim/Users", all_pages=True, **index)["objects"]
    assert {user["id"] for user in found} == set(acme.users)


def test_a_write_is_a_change_each_time_and_is_not_sent_in_check_mode(run, simulator):
    predicted = run("api", check_mode=True, method="POST", path=ROLES, body=ROLE)
    assert predicted["changed"] and predicted["status"] is None and predicted["json"] is None
    assert simulator.requests() == []
    made = run("api", method="POST", path=ROLES, body=ROLE)
    assert made["changed"] and made["status"] in (200, 201) and made["json"]["name"] == "Operations"
    removal = {"method": "DELETE", "path": f"{ROLES}/{made['json']['id']}"}
    assert "which bigpanda_api does not check" in str(run("api", check_mode=True, **removal)["warnings"])
    removed = run("api", **removal)
    assert removed["changed"] and removed["json"] is None
    assert writes(simulator) == ["create_role", "delete_role"]


@pytest.mark.parametrize("fault", [{"kind": "reset_after"}, {"kind": "status", "status": 503}], ids=str)
def test_a_write_whose_answer_was_lost_is_not_repeated_and_reported_as_possibly_done(run, simulator, fault):
    simulator.set_faults([fault])
    failed = run("api", method="POST", path=ROLES, body=ROLE)
    assert failed["failed"] and "It may have been carried out, so it was not repeated" in failed["msg"]
    assert (failed["method"], failed["path"]) == ("POST", ROLES)
    assert writes(simulator) == ["create_role"]


def test_a_job_is_waited_for(run, simulator):
    table = {"fields": [{"title": "a", "type": "query_tag"}, {"title": "b", "type": "result_tag"}]}
    made = run("enrichment_map", name="owners", rows=[{"a": "1", "b": "2"}], **table)["enrichment_map"]
    path = f"/resources/v2.1/mapping-enrichment/{made['id']}/map"
    sent = run("api", method="POST", path=path, body="a,b\r\n1,3\r\n", body_format="csv", wait_job=True)
    assert sent["status"] == 202 and sent["job"]["status"] == "done"
    assert run("api", path=path, all_pages=True)["objects"][0]["b"] == "3"
    unasked = run("api", method="POST", path=path, body="a,b\r\n1,4\r\n", body_format="csv")
    assert unasked["job"] is None
    none = run("api", path=ROLES, wait_job=True)
    assert none["job"] is None and "does not refer to a job" in str(none["warnings"])


def test_the_other_credential_is_used_where_it_is_named(run):
    path = "/resources/v2.1/apikeys"
    assert run("api", path=path, credential="org_token", org_token=ORG_TOKEN)["json"]
    refused = run("api", check_mode=True, method="POST", path=path, credential="org_token")
    assert "needs the Org Token (org_token); only the User API Key (api_key) is set" in refused["msg"]


def test_failures_name_what_came_back_and_no_secret(run, simulator):
    acme = simulator.organization("acme")
    viewer = acme.add_user("viewer@acme.example")
    acme.api_keys["test-api-key-acme-viewer-9c04d71fe2"] = {"user_id": viewer["id"]}
    failed = run("api", path=ROLES, api_key="test-api-key-acme-viewer-9c04d71fe2")
    assert failed["status"] == 403 and "needs the permission of this operation" in failed["msg"]
    assert "test-api-key-acme-viewer-9c04d71fe2" not in failed["printed"]


JOB = {"job_id": "j1", "status": "pending"}
DONE = {"job_id": "j1", "status": "done"}
V1_MAP = "/resources/v1.0/enrichments/1/map"


@pytest.mark.parametrize(
    ("location", "asked"),
    [
        ({}, "/resources/v1.0/enrichment-jobs/j1"),
        ({"Location": f"{V1_MAP}/j1"}, f"{V1_MAP}/j1"),
    ],
    ids=["by its id", "at its place"],
)
@pytest.mark.parametrize("api_key", [None, "test-api-key-acme-5f1d8e37a6b0"], ids=["one credential", "both"])
def test_a_job_is_asked_for_where_it_was_begun_with_the_same_credential(run, api_key, location, asked):
    with Recorder(answering({V1_MAP: (202, location, JOB), asked: DONE})) as server:
        options = {"api_url": server.url(), "api_key": api_key, "org_token": ORG_TOKEN, "credential": "org_token"}
        sent = run("api", method="POST", path=V1_MAP, body="a\n1\n", body_format="csv", wait_job=True, **options)
    assert sent["job"] == {"id": "j1", "status": "done"}
    assert [path for path, _headers in server.seen] == [V1_MAP, asked]
    assert {headers["Authorization"] for _path, headers in server.seen} == {f"Bearer {ORG_TOKEN}"}


@pytest.mark.parametrize(
    "answer",
    [(201, {"Location": "/scim/v2/Users/1"}, {"id": "1"}), (202, {}, {"id": "1"}), (202, {}, {"job_id": "j1"})],
    ids=["a new object", "no place", "a place that is not known"],
)
def test_a_job_that_cannot_be_asked_for_is_not_waited_for(run, answer):
    with Recorder(answering({"/scim/v2/Users": answer})) as server:
        sent = run("api", api_url=server.url(), method="POST", path="/scim/v2/Users", body={}, wait_job=True)
    assert sent["job"] is None and "does not refer to a job" in str(sent["warnings"]) and len(server.seen) == 1


def test_a_job_that_cannot_be_followed_says_that_the_request_was_taken(run):
    accepted = (202, {"Location": "https://elsewhere.example/jobs/1"}, {"status": "pending"})
    with Recorder(answering({V1_MAP: accepted})) as server:
        options = {"api_url": server.url(), "org_token": ORG_TOKEN, "credential": "org_token"}
        failed = run("api", method="POST", path=V1_MAP, body="a\n1\n", body_format="csv", wait_job=True, **options)
    assert failed["failed"] and failed["msg"].startswith("The service accepted the request")
    assert "elsewhere.example" in failed["msg"]


CHANGE = {
    "method": "POST",
    "path": "/data/changes",
    "body": {
        "identifier": "CNG-166146",
        "status": "Done",
        "summary": "Lower it",
        "start": 1879723984,
        "end": 1879724984,
    },
}
APP_KEY = "test-app-key-acme-77d0c1b2"


def test_a_header_goes_with_the_request_and_is_masked(run):
    with Recorder(lambda _path: (204, {}, b"")) as server:
        sent = run("api", api_url=server.url(), headers={"x-bp-app-key": APP_KEY}, **CHANGE)
    assert sent["status"] == 204 and server.seen[0][1]["x-bp-app-key"] == APP_KEY
    assert APP_KEY not in sent["printed"]
    with Recorder(answering({"/x?page=1&per_page=100": []})) as server:
        run("api", api_url=server.url(), path="/x", all_pages=True, headers={"x-bp-app-key": APP_KEY})
    assert server.seen[0][1]["x-bp-app-key"] == APP_KEY


@pytest.mark.parametrize("value", [2, "a", True, "null"])
def test_a_header_that_is_no_secret_changes_nothing_in_the_result(run, value):
    answered = {"id": "a2b", "number": 12, "other": 2, "is_active": True, "nothing": None, "text": "a true null"}
    with Recorder(answering({"/a": answered})) as server:
        done = run("api", path="/a", headers={"X-Version": value}, api_url=server.url())
    assert (done["status"], done["json"]) == (200, answered)


@pytest.mark.parametrize("secret", [API_KEY, f"Bearer {API_KEY}", "header-8b1f0c"])
def test_a_secret_that_the_service_returns_as_a_name_is_masked(run, secret):
    with Recorder(answering({"/a": {"seen": {secret: [{secret: 1}]}, secret: 2}})) as server:
        done = run("api", path="/a", headers={"X-Other": "header-8b1f0c"}, api_url=server.url())
    assert "seen" in done["json"] and len(done["json"]) == 2
    assert API_KEY not in done["printed"] and "header-8b1f0c" not in done["printed"]


def test_a_change_is_sent_as_the_contract_has_it(run, simulator):
    """The simulator takes none, but it checks them before it says so."""
    acme = simulator.organization("acme")
    owner = acme.api_keys["test-api-key-acme-5f1d8e37a6b0"]["user_id"]
    acme.add_role("Changes", [{"resource_type": "Root Cause Changes", "actions": ["full_access"]}], [owner])
    assert run("api", **CHANGE)["status"] == 400
    assert "the header x-bp-app-key is missing" in str(simulator.violations())
    simulator.clear_violations()
    assert run("api", headers={"x-bp-app-key": APP_KEY}, **CHANGE)["status"] == 501


def test_lists_in_a_query_are_sent_either_way(run, simulator):
    path, users = "/resources/v2.1/users", list(simulator.organization("acme").users)[:2]
    repeated = run("api", path=path, query={"ids": users}, query_lists="repeated")
    assert {user["id"] for user in repeated["json"]["data"]} == set(users)
    simulator.service.readings.choose({"query_lists": "commas"})
    commas = run("api", path=path, query={"ids": users})
    assert commas["json"] == repeated["json"]


def test_parts_are_sent_as_the_contract_has_them(run):
    path = "/resources/alert-enricher/schemas/1/rules"
    file = {"content": "a,b\n\u00e9,2\n", "filename": "owners.csv", "mime_type": "text/csv"}
    options = {"method": "POST", "path": path, "body": {"csvdata": file}, "body_format": "multipart"}
    assert run("api", **options)["status"] == 501
    asked = "/resources/alert-enricher/jobs/j1"
    with Recorder(answering({path: (202, {}, JOB), asked: DONE})) as server:
        sent = run("api", api_url=server.url(), wait_job=True, **options)
    assert sent["job"]["status"] == "done"
    assert server.seen[0][1]["Content-Type"].startswith("multipart/form-data; boundary=")
    head, content = server.bodies[0].decode().split("\r\n\r\n", 1)
    assert 'name="csvdata"; filename="owners.csv"' in head and "Content-Type: text/csv" in head
    assert content.startswith("a,b\n\u00e9,2\n\r\n--")


@pytest.mark.parametrize(("method", "body"), [("GET", None), ("POST", {})])
def test_an_answer_that_is_no_json_is_returned_as_text(run, method, body):
    plain = {"Content-Type": "text/plain; charset=utf8"}
    with Recorder(lambda _path: (200, plain, "60c5 \u00e9".encode())) as server:
        sent = run("api", api_url=server.url(), method=method, path="/x", body=body)
    assert (sent["text"], sent["json"], len(server.seen)) == ("60c5 \u00e9", None, 1)
    with Recorder(lambda _path: (200, plain, b'{"id": 1}')) as server:
        sent = run("api", api_url=server.url(), method=method, path="/x", body=body)
    assert (sent["text"], sent["json"]) == ('{"id": 1}', {"id": 1})


@pytest.mark.parametrize(("method", "body"), [("GET", None), ("POST", {})])
@pytest.mark.parametrize(
    "answer",
    [
        (200, {"Content-Type": "text/plain", "Content-Length": "99"}, b"cut off"),
        (200, {"Content-Type": "application/json"}, b"no json"),
        (200, {"Content-Type": "text/plain"}, b"<html>Please log in</html>"),
    ],
    ids=["cut off", "said to be JSON", "HTML"],
)
def test_what_may_not_be_the_answer_of_the_service_stays_an_error(run, method, body, answer):
    with Recorder(lambda _path: answer) as server:
        failed = run("api", api_url=server.url(), method=method, path="/x", body=body, retry_timeout=0)
    assert failed["failed"] and failed["path"] == "/x"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ('{"name": "a", "name": "b"}', 'body contains the duplicate key "name". Remove one of them.'),
        ('[{"a": {"x": 1, "x": 1}}]', 'body contains the duplicate key "x".'),
        ("[" * 9999, "body is nested more than 150 levels deep."),
    ],
    ids=["at the top", "inside", "too deep"],
)
def test_json_text_that_would_lose_a_value_is_refused(run, simulator, body, says):
    refused = run("api", method="POST", path=ROLES, body=body)
    assert refused["failed"] and says in refused["msg"]
    assert simulator.requests() == []


def test_a_dict_as_json_text_with_a_duplicate_key_is_refused(run, simulator):
    refused = run("api", path=ROLES, query='{"page": 1, "page": 2}')
    assert refused["failed"] and 'query contains the duplicate key "page".' in refused["msg"]
    refused = run("api", path=ROLES, headers='{"X-A": "secret-8b1f0c", "X-A": "b"}')
    assert refused["failed"] and "headers contains a duplicate key." in refused["msg"]
    assert simulator.requests() == []


def test_a_condition_as_json_text_with_a_duplicate_key_is_refused(run, simulator):
    twice = '{"and": [{"=": ["a", "b"]}], "and": [{"=": ["c", "d"]}]}'
    for kind, option in (("environment", "filter"), ("alert_filter", "bpql")):
        refused = run(kind, name="Production", **{option: twice})
        assert refused["failed"] and 'contains the duplicate key "and". Join' in refused["msg"], refused["msg"]
    assert simulator.requests(writes_only=True) == []


@pytest.mark.parametrize("body", ['{"a": [1, NaN]}', '{"a": [1, 1e999]}'])
def test_a_number_that_json_does_not_have_is_named_and_not_sent(run, simulator, body):
    for check_mode in (True, False):
        refused = run("api", check_mode=check_mode, method="POST", path=ROLES, body=body)
        assert refused["failed"] and "body.a[1] is " in refused["msg"], refused["msg"]
    assert simulator.requests() == []
