# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from email.utils import formatdate

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.operation import STATUS_ONLY, Operation
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident_v1 import UPDATE_V1
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from unit.http.raw_server import RawServer, dripping
from unit.http.recorder import Recorder, empty_list

TOKEN = "test-api-key-acme-5f1d8e37a6b0"


def writes(simulator):
    return [entry["operation_id"] for entry in simulator.requests(writes_only=True)]


def test_a_host_that_does_not_resolve_shows_the_regions(make_client):
    with pytest.raises(errors.HostNotFound, match=r"eu-api\.bigpanda\.io, eu\.integrations\.bigpanda\.io"):
        make_client(api_url="https://api.nowhere.invalid").list(ROLE)


def test_a_404_suggests_the_wrong_region(make_client, simulator):
    with pytest.raises(errors.NotFound, match="Check region and api_url"):
        make_client("globex", api_url=simulator.api_url("us")).list(ROLE)


def test_a_wrong_token_is_a_401_that_names_the_option(make_client):
    with pytest.raises(errors.Unauthorized, match="api_key"):
        make_client(api_key="test-api-key-nobody-77aa0192").list(ROLE)


def test_a_missing_permission_is_named(make_client, simulator):
    acme = simulator.organization("acme")
    viewer = acme.add_user("viewer@acme.example")
    acme.find_role("Viewer")["users"][viewer["id"]] = None
    acme.api_keys["test-api-key-acme-viewer-9c04d71fe2"] = {"user_id": viewer["id"]}
    with pytest.raises(errors.Forbidden, match=r'"Roles Management" \(full access\)'):
        make_client(api_key="test-api-key-acme-viewer-9c04d71fe2").write(
            ROLE.create, body={"name": "x", "permissions": []}
        )


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, "BadRequest"),
        (403, "Forbidden"),
        (404, "NotFound"),
        (409, "Conflict"),
        (410, "Gone"),
        (501, "NotSupported"),
    ],
)
def test_each_status_is_an_error_of_its_own_and_is_not_retried(client, simulator, status, kind):
    simulator.set_faults([{"kind": "status", "status": status}])
    with pytest.raises(getattr(errors, kind)) as raised:
        client.read(ROLE.list.operation)
    assert raised.value.to_result()["status"] == status
    assert raised.value.to_result()["errors"] == ["Please try again later."]
    assert len(simulator.requests()) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
@pytest.mark.parametrize("retry_after", [None, 0, "date"])
def test_reads_are_retried_until_retry_timeout(client, simulator, status, retry_after):
    simulator.set_faults([{"kind": "status", "status": status, "retry_after": retry_after, "times": 1}])
    assert len(client.list(ROLE)) == 3


@pytest.mark.parametrize("kind", ["reset_before", "reset_after", "truncated", "empty", "not_json"])
def test_lost_and_broken_answers_to_reads_are_read_again(client, simulator, kind):
    simulator.set_faults([{"kind": kind, "times": 2}])
    assert len(client.list(ROLE)) == 3


def test_an_answer_of_another_shape_is_read_four_times_however_long_may_be_waited(make_client):
    answer = (200, {"Content-Type": "application/json"}, b'{"roles": "many"}')
    with Recorder(lambda _path: answer) as server:
        with pytest.raises(errors.UnreadableResponse):
            make_client(api_url=server.url(), retry_timeout=3600).list(ROLE)
        assert len(server.seen) == 4


def test_html_in_place_of_json_is_an_error_at_once(client, simulator):
    simulator.set_faults([{"kind": "html"}])
    with pytest.raises(errors.UnreadableResponse, match="HTML.*proxy or a login page"):
        client.read(ROLE.list.operation)


@pytest.mark.parametrize("kind", ["html", "redirect"])
def test_a_write_that_somebody_else_answers_may_have_been_carried_out(client, simulator, kind):
    simulator.set_faults([{"kind": kind}])
    with pytest.raises(errors.RequestError, match="may have been carried out"):
        client.write(ROLE.create, body={"name": "Operations", "permissions": []})


@pytest.mark.parametrize(
    ("content_type", "body", "says"),
    [
        ("application/json", b'{"error": "boom"}', "HTTP 400: boom. Check the options"),
        ("application/scim+json", b'{"detail": "no such thing"}', "HTTP 400: no such thing."),
        ("text/plain", b"bad request, really", "HTTP 400: bad request, really."),
        ("text/html", b"<html>blocked</html>", "HTTP 400. Something else answers"),
        ("application/json", b"[1]", "HTTP 400: 1. Check the options"),
    ],
)
def test_the_reason_is_shown_wherever_it_is(make_client, content_type, body, says):
    answer = (400, {"Content-Type": content_type}, body)
    with Recorder(lambda _path: answer) as server, pytest.raises(errors.BadRequest, match=says):
        make_client(api_url=server.url()).read(ROLE.list.operation)


@pytest.mark.parametrize("name", ["", ".", "..", " "])
def test_no_value_makes_another_path_of_it(client, simulator, name):
    with pytest.raises(errors.InvalidOption, match="role_id is"):
        client.read(ROLE.get, {"role_id": name})
    assert simulator.requests() == []


def test_endless_rate_limiting_ends_with_how_long_was_waited(make_client, simulator):
    simulator.set_faults([{"kind": "status", "status": 429}])
    with pytest.raises(errors.RateLimited, match=r"Gave up after \d+ tries in \d+ s \(retry_timeout is 2 s\)"):
        make_client(retry_timeout=2).read(ROLE.list.operation)


def test_a_write_answered_429_is_sent_again(client, simulator):
    simulator.set_faults([{"kind": "status", "status": 429, "times": 2}])
    client.write(ROLE.create, body={"name": "Operations", "permissions": []})
    assert writes(simulator) == ["create_role"] * 3


@pytest.mark.parametrize(
    "fault",
    [{"kind": "reset_before"}, {"kind": "reset_after"}, {"kind": "status", "status": 503}, {"kind": "truncated"}],
    ids=str,
)
def test_a_write_with_an_unknown_outcome_is_not_repeated_blindly(client, simulator, fault):
    simulator.set_faults([fault])
    with pytest.raises(errors.UncertainWrite):
        client.write(ROLE.create, body={"name": "Operations", "permissions": []})
    assert writes(simulator) == ["create_role"]


def test_a_write_that_never_reached_anybody_is_retried_until_the_time_is_up(make_client):
    with pytest.raises(errors.ConnectionFailed, match="refused.*Gave up"):
        make_client(api_url="http://127.0.0.1:9", retry_timeout=1).write(ROLE.create, body={"name": "x"})


def test_a_service_that_hangs_ends_with_timeout(make_client):
    silent = RawServer(dripping(b"", b""), pause_s=60)
    with silent, pytest.raises(errors.ConnectionFailed, match="within timeout"):
        make_client(api_url=silent.url(), timeout=0.2, retry_timeout=0).read(ROLE.list.operation)
    assert len(silent.requests) == 1


def test_the_other_credential_is_chosen_by_the_operation(make_client, simulator):
    with pytest.raises(errors.NotFound):
        make_client(api_key=None).write(UPDATE_V1, {"incident_id": "1"}, {"resolved": True})
    with pytest.raises(errors.WrongCredential):
        make_client(org_token=None).write(UPDATE_V1, {"incident_id": "1"}, {"resolved": True})
    assert writes(simulator) == ["update_incident_v1"]


def test_no_error_contains_a_secret(make_client, simulator):
    for fault in ("reset_after", "html", "truncated", "redirect"):
        simulator.set_faults([{"kind": fault}])
        with pytest.raises(errors.BigPandaError) as raised:
            make_client(retry_timeout=0).write(ROLE.create, body={"name": "secret-body", "permissions": []})
        text = repr(raised.value) + str(raised.value.to_result())
        assert TOKEN not in text
        assert "secret-body" not in text


def test_a_retry_after_that_nobody_can_read_is_ignored(make_client):
    answers = iter([(503, {"Retry-After": "soon"}, b""), (503, {"Retry-After": formatdate(0, usegmt=True)}, b"")])
    with Recorder(lambda path: next(answers, empty_list(path))) as server:
        assert make_client(api_url=server.url()).list(ROLE) == []


def test_a_repeatable_write_is_sent_again_and_its_answer_says_so(client, simulator):
    repeatable = ROLE.create.replace(repeatable=True)
    simulator.set_faults([{"kind": "reset_before", "times": 1}])
    assert client.write(repeatable, body={"name": "First", "permissions": []}).after_lost_response
    assert not client.write(repeatable, body={"name": "Second", "permissions": []}).after_lost_response
    assert writes(simulator) == ["create_role"] * 3


def test_a_repeatable_write_is_given_up_with_the_cause(make_client, simulator):
    simulator.set_faults([{"kind": "status", "status": 503, "after_write": True}])
    body = {"name": "First", "permissions": []}
    with pytest.raises(errors.ServerError, match="Gave up after"):
        make_client(retry_timeout=0.2).write(ROLE.create.replace(repeatable=True), body=body)


@pytest.mark.parametrize("body", [b"Event accepted.", b'"Event accepted."', b"{}", b""])
def test_where_the_status_is_enough_no_body_is_read(make_client, body):
    with Recorder(lambda _path: (201, {}, body)) as server:
        client = make_client(api_url=server.url())
        answer = client.write(ROLE.create.replace(response=STATUS_ONLY), body={}, headers={"x-app-key": "key"})
    assert (answer.status, answer.body) == (201, None)
    assert server.seen[0][1]["x-app-key"] == "key"


def test_what_cannot_be_sent_is_known_before(make_client, simulator):
    make_client().transport.check_access(ROLE.create)
    with pytest.raises(errors.WrongCredential):
        make_client(api_key=None).transport.check_access(ROLE.create)
    with pytest.raises(errors.InvalidOption):
        make_client(integrations_url=None).transport.check_access(ROLE.create.replace(host="integrations"))
    assert simulator.requests() == []


def test_half_a_character_is_refused_wherever_it_stands(client, simulator):
    half = "caf\udce9"
    with pytest.raises(errors.InvalidOption, match=r"permissions\[0\].resource_type contains '\\udce9'"):
        client.write(ROLE.create, body={"name": "ü", "permissions": [{"resource_type": half}]})
    with pytest.raises(errors.InvalidOption, match="the path or query contains"):
        client.read(ROLE.get, {"role_id": half})
    with pytest.raises(errors.InvalidOption, match="the path or query contains"):
        client.read(ROLE.list.operation, per_page=[1, half])
    assert simulator.requests() == []


def test_a_head_is_answered_without_a_body(make_client):
    def by_path(path):
        return (200 if path == "/here" else 404), {"Content-Type": "application/json"}, b""

    with Recorder(by_path) as server:
        client = make_client(api_url=server.url(), retry_timeout=0)
        answer = client.send(Operation("", "HEAD", "/here", ("not stated", "")), {})
        assert (answer.status, answer.body) == (200, None)
        with pytest.raises(errors.NotFound):
            client.send(Operation("", "HEAD", "/elsewhere", ("not stated", "")), {})
    assert [path for path, _headers in server.seen] == ["/here", "/elsewhere"]
