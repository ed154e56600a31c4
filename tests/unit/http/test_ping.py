# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
import ssl
import time

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.probe import observe
from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.report import make_report
from ansible_collections.community.bigpanda.plugins.module_utils._resources.doctor import DOCTOR
from unit.http.recorder import Recorder, empty_list

KEY, ORG_TOKEN = "test-api-key-acme-5f1d8e37a6b0", "test-org-token-acme-1b7e5a90c4d2"
VIEWER_KEY = "test-api-key-acme-viewer-9c04d71fe2"


@pytest.fixture
def look(make_client):
    """The result of a check of the connection, without the cost of a module."""

    def look_at(*modules, organization="acme", now=0, **connection):
        client = make_client(organization, **{"retry_timeout": 0, **connection})
        observations = observe(client, client.transport._settings, DOCTOR, list(modules))
        return make_report(observations, DOCTOR, list(modules), now).to_result()

    return look_at


def texts(told, severity="error"):
    return [f"{each['finding']} {each['advice']}" for each in told["findings"] if each["severity"] == severity]


@pytest.fixture
def viewer(simulator):
    acme = simulator.organization("acme")
    user = acme.add_user("viewer@acme.example")
    acme.find_role("Viewer")["users"][user["id"]] = None
    acme.api_keys[VIEWER_KEY] = {
        **acme.api_keys[KEY],
        "id": "another",
        "key_suffix": VIEWER_KEY[-4:],
        "user_id": user["id"],
    }
    return user


def test_of_a_good_connection_only_undocumented_permissions_are_unknown_and_nothing_is_written(look, simulator):
    told = look(*DOCTOR.modules)
    assert texts(told) == []
    ((unknown),) = texts(told, "warning")
    assert '"Topology View" (full access)' in unknown and "BigPanda does not document how roles grant it" in unknown
    assert [host["reachable"] for host in told["hosts"].values()] == [True, True]
    assert told["credentials"]["api_key"]["owner"]["name"] == "onboarding"
    assert not [each for each in told["permissions"] if each["granted"] is False]
    assert simulator.requests(writes_only=True) == []


def test_swapped_credentials_are_recognised(look):
    told = look(api_key=ORG_TOKEN, org_token=KEY)
    kinds = {name: (each["valid"], each["kind"]) for name, each in told["credentials"].items()}
    assert kinds == {"api_key": (True, "org_token"), "org_token": (True, "api_key")}
    assert len(texts(told)) == 2


@pytest.mark.parametrize("refused", [401, 403])
@pytest.mark.parametrize("taken", ["either", "org_token", "api_key"])
def test_the_kind_of_a_credential_is_recognised_whichever_one_may_list_api_keys(look, simulator, taken, refused):
    simulator.set_options({"api_keys_credential": taken, "wrong_kind_status": refused})

    def kinds(**connection):
        told = look(**connection)
        return [(each["valid"], each["kind"]) for each in told["credentials"].values()], texts(told)

    assert kinds() == ([(True, "api_key"), (True, "org_token")], [])
    assert kinds(api_key=None) == ([(None, None), (True, "org_token")], [])
    assert kinds(org_token=None) == ([(True, "api_key"), (None, None)], [])
    exchanged, said = kinds(api_key=ORG_TOKEN, org_token=KEY)
    assert exchanged == [(True, "org_token"), (True, "api_key")] and len(said) == 2
    unknown, said = kinds(api_key=None, org_token="test-org-token-nobody-77aa0192")
    assert unknown[1] == (False, None) and "org_token is not accepted" in said[0]
    elsewhere, said = kinds(organization="globex", api_url=simulator.api_url("us"))
    assert [valid for valid, _kind in elsewhere] == [None, None]
    assert all("is probably in another region" in text for text in said) and len(said) == 2


def test_the_same_token_given_for_both_credentials_is_reported(look):
    told = look(api_key=KEY, org_token=KEY)
    assert "are the same token" in texts(told, "warning")[0]


def test_the_wrong_region_is_suspected_and_permissions_are_left_open(look, simulator):
    told = look("bigpanda_role", organization="globex", api_url=simulator.api_url("us"))
    assert all("another region. Correct api_url." in text for text in texts(told)) and texts(told)
    assert [each["granted"] for each in told["permissions"]] == [None] * len(told["permissions"])


def test_an_unknown_token_is_reported_as_not_accepted(look):
    told = look(api_key="test-api-key-nobody-77aa0192", org_token=None)
    assert told["credentials"]["api_key"]["valid"] is False
    assert "check api_key and region" in texts(told)[0]
    told = look(api_key="test-api-key-nobody-77aa0192")
    assert "no API key with this ending" in texts(told)[0]


def test_missing_permissions_are_named_with_the_modules_that_need_them(look, viewer):
    told = look("bigpanda_role", "bigpanda_scim_user_info", api_key=VIEWER_KEY)
    granted = {(each["name"], each["level"]): each["granted"] for each in told["permissions"]}
    assert granted[("Roles Management", "view")] and granted[("Roles Management", "full_access")] is False
    missing = [text for text in texts(told) if '"Roles Management" (full access)' in text]
    assert len(missing) == 1 and "needed by bigpanda_role." in missing[0]
    assert told["credentials"]["api_key"]["owner"]["user_id"] == viewer["id"]


def test_whoever_may_nothing_is_told_so_and_what_is_unknown_has_a_reason(look, simulator):
    acme = simulator.organization("acme")
    user = acme.add_user("nobody@acme.example")
    acme.api_keys[VIEWER_KEY] = {
        **acme.api_keys[KEY],
        "id": "another",
        "key_suffix": VIEWER_KEY[-4:],
        "user_id": user["id"],
    }
    told = look("bigpanda_role", "bigpanda_incident", api_key=VIEWER_KEY, org_token=None)
    assert told["credentials"]["api_key"] == {"given": True, "valid": True, "kind": "api_key", "owner": None}
    for each in told["permissions"]:
        assert (each["granted"] is None) == (each["reason"] is not None)
    environment = next(each for each in told["permissions"] if each["name"] == "Environment - View")
    assert environment["granted"] is None and "no environment" in environment["reason"]


@pytest.fixture
def hold(simulator):
    """Gives a new user one permission, and to read roles and API keys unless told otherwise; its key."""

    def give(roles_and_keys=True, **permission):
        acme = simulator.organization("acme")
        user = acme.add_user("limited@acme.example")
        kinds = ("roles", "api_keys") if roles_and_keys else ()
        readable = [{"resource_type": kind, "resource_id": None, "actions": ["read"]} for kind in kinds]
        acme.add_role("Limited", [*readable, permission], [user["id"]])
        key = {**acme.api_keys[KEY], "id": "another", "key_suffix": VIEWER_KEY[-4:], "user_id": user["id"]}
        acme.api_keys[VIEWER_KEY] = key

    return give


ROLES_UNREADABLE = "The roles cannot be read, and testing it would change something."


def granted(told):
    return {(each["name"], each["level"]): (each["granted"], each["reason"]) for each in told["permissions"]}


def test_an_org_token_given_as_api_key_lacks_no_permission(look, simulator):
    simulator.set_options({"wrong_kind_status": 403})
    told = look("bigpanda_role", api_key=ORG_TOKEN, org_token=None)
    assert [text for text in texts(told) if "lacks" in text] == []
    assert "looks like the Org Token" in texts(told)[0]


SCHEDULES_V1 = "list_alert_filter_schedules_v1"


@pytest.mark.parametrize("status", [403, 404, 500])
def test_two_correct_credentials_are_no_error_if_the_deciding_call_shows_nothing(look, simulator, status):
    simulator.set_options({"wrong_kind_status": 403})
    simulator.set_faults([{"kind": "status", "status": status, "operations": [SCHEDULES_V1]}])
    told = look("bigpanda_role")
    kinds = {name: (each["valid"], each["kind"]) for name, each in told["credentials"].items()}
    assert kinds == {"api_key": (True, "api_key"), "org_token": (True, None)}
    assert texts(told) == []


def test_an_api_key_is_known_by_another_call_that_takes_only_it(look, simulator, hold):
    hold(resource_type="topology", resource_id=None, actions=["read"], roles_and_keys=False)
    simulator.set_options({"wrong_kind_status": 403})
    told = look("bigpanda_topology_info", "bigpanda_role_info", api_key=VIEWER_KEY, org_token=None)
    assert told["credentials"]["api_key"]["kind"] == "api_key"
    assert granted(told)["Roles Management", "view"] == (False, None)


def test_whether_a_permission_or_the_kind_of_a_token_is_refused_is_unknown(look, simulator, hold):
    hold(resource_type="topology", resource_id=None, actions=["read"], roles_and_keys=False)
    simulator.set_options({"wrong_kind_status": 403})
    told = look("bigpanda_role_info", api_key=VIEWER_KEY, org_token=None)
    assert (told["credentials"]["api_key"]["valid"], told["credentials"]["api_key"]["kind"]) == (True, None)
    is_granted, reason = granted(told)["Roles Management", "view"]
    assert is_granted is None and "wrong type of token" in reason
    assert texts(told) == []


def test_what_full_access_may_hold_as_well_is_not_claimed(look, hold):
    hold(resource_type="environments", resource_id=None, actions=["full_access"])
    told = look("bigpanda_alert_resolve", api_key=VIEWER_KEY)
    is_granted, reason = granted(told)["Environment - Incident Actions", "full_access"]
    assert is_granted is None and "does not document whether" in reason
    assert [text for text in texts(told) if "Incident Actions" in text] == []


def test_what_incidents_need_for_the_names_of_tags_is_reported(look):
    told = look("bigpanda_incident")
    assert ("Incident Enrichment", "view") in granted(told)


def test_what_is_held_on_one_environment_is_claimed_for_none(look, simulator, hold):
    environment = simulator.organization("acme").add_environment({"name": "Production"})
    hold(resource_type="environments", resource_id=environment["id"], actions=["read", "incident_actions"])
    told = granted(look("bigpanda_alert_resolve", api_key=VIEWER_KEY))
    assert told["Environment - Incident Actions", "full_access"] == (
        None,
        "The owner has it only on some environments.",
    )
    assert told["Environment - View", "view"][0] is None


def test_what_one_environment_refuses_may_be_granted_on_another(look, simulator):
    simulator.set_faults([{"kind": "status", "status": 403, "operations": ["search_incidents"]}])
    told = look("bigpanda_incident_info")
    is_granted, reason = granted(told)["Environment - View", "view"]
    assert is_granted is None and "others were not tested" in reason
    assert texts(told) == []


@pytest.mark.parametrize(("roles", "expected"), [(["viewer"], False), (["viewer", "ADMIN"], True)])
def test_the_roles_of_a_service_account_are_those_of_its_key(look, simulator, roles, expected):
    acme = simulator.organization("acme")
    account = {"id": "another", "key_suffix": VIEWER_KEY[-4:], "user_id": None, "service_account_id": "s1"}
    acme.api_keys[VIEWER_KEY] = {**acme.api_keys[KEY], **account, "roles": roles, "expires_at": int(time.time()) + 60}
    told = look("bigpanda_role", api_key=VIEWER_KEY)
    owner = told["credentials"]["api_key"]["owner"]
    assert owner["service_account_id"] == "s1" and owner["expires_at"] > time.time()
    assert granted(told)["Roles Management", "full_access"][0] is expected


def test_an_expired_key_is_reported(look, simulator):
    simulator.organization("acme").api_keys[KEY]["expires_at"] = 1
    said = texts(look(now=2))
    assert "An API key with the same ending has expired" in said[0]


def test_a_private_authority_is_reported_and_receives_no_credential(look, tls_server):
    told = look(api_url=tls_server.url("https"))
    assert (told["hosts"]["api"]["reachable"], told["hosts"]["api"]["tls"]) == (True, False)
    assert "ca_path" in texts(told)[0]
    assert tls_server.seen == []


def test_a_port_that_speaks_no_tls_is_no_refused_certificate(look):
    with Recorder(empty_list) as server:
        told = look(api_url=server.url("https"))
    host = told["hosts"]["api"]
    assert (host["reachable"], host["tls"]) == (True, None)
    assert "the TLS connection to localhost failed" in host["problem"]
    assert "its port" in host["advice"] and "ca_path" not in texts(told)[0]


@pytest.mark.parametrize("content", ["", "no certificate", "-----BEGIN CERTIFICATE-----\n?\n"])
def test_a_ca_path_without_certificates_is_no_refused_certificate(look, tls_server, tmp_path, content):
    bundle = tmp_path / "bundle.pem"
    bundle.write_text(content, encoding="utf-8")
    told = look(api_url=tls_server.url("https"), ca_path=str(bundle))
    host = told["hosts"]["api"]
    assert (host["reachable"], host["tls"]) == (None, None)
    assert f"no certificate can be read from {bundle}" in host["problem"]
    assert "Set ca_path to a PEM file" in host["advice"]


def test_a_folder_without_certificates_leaves_the_authority_unknown(look, tls_server, tmp_path):
    told = look(api_url=tls_server.url("https"), ca_path=str(tmp_path))
    assert told["hosts"]["api"]["tls"] is False and "was not accepted" in texts(told)[0]


def test_a_certificate_for_another_name_is_refused(look, authority):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("elsewhere.example").configure_cert(context)
    with Recorder(empty_list, context) as server, authority.cert_pem.tempfile() as ca_path:
        told = look(api_url=server.url("https"), ca_path=ca_path)
    assert told["hosts"]["api"]["tls"] is False and "was not accepted" in texts(told)[0]


def test_the_host_is_probed_without_a_credential_first(look, tls_server, authority, monkeypatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine localhost login somebody password else\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    with authority.cert_pem.tempfile() as ca_path:
        told = look(api_url=tls_server.url("https"), ca_path=ca_path)
    assert told["hosts"]["api"]["tls"] is True and told["hosts"]["api"]["problem"] is None
    assert "Authorization" not in tls_server.seen[0][1]
    assert {headers["Authorization"] for _path, headers in tls_server.seen[1:]} == {
        f"Bearer {KEY}",
        f"Bearer {ORG_TOKEN}",
    }


def test_a_host_that_does_not_resolve_ends_the_check(look, simulator):
    told = look("bigpanda_role", api_url="https://api.nowhere.invalid")
    assert told["hosts"]["api"]["reachable"] is False
    assert "cannot be resolved. Check region and api_url" in texts(told)[0]
    assert [each["valid"] for each in told["credentials"].values()] == [None, None]
    assert simulator.requests() == []


@pytest.mark.parametrize(
    ("proxy", "shown", "problem"),
    [
        ("http://somebody:test-password@127.0.0.1:9", "http://127.0.0.1:9", "the proxy cannot be used"),
        ("127.0.0.1:9", "http://127.0.0.1:9", "the proxy cannot be used"),
        ("somebody:test-password@127.0.0.1:9", "http://127.0.0.1:9", "is not valid"),
        ("http://somebody:test-pass/word@127.0.0.1:9/", "http://127.0.0.1:9", "is not valid"),
        ("somebody:test-pass://word@127.0.0.1:9", "http://127.0.0.1:9", "is not valid"),
        ("HTTP://somebody:test-password@[::1:9", "http://[::1:9", "is not valid"),
        ("socks5h://somebody:test-password@h:9", "socks5h://h:9", ""),
    ],
)
def test_proxies_are_reported_without_user_and_password(look, monkeypatch, proxy, shown, problem):
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    monkeypatch.setenv("https_proxy", proxy)
    told = look(api_url="https://proxied.example")
    assert problem in texts(told)[0]
    assert told["hosts"]["api"]["proxy"] == shown
    assert "test-pass" not in str(told) and "somebody" not in str(told)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((200, {"Content-Type": "text/html"}, b"<html>Please log in</html>"), "HTML"),
        ((403, {"Content-Type": "text/html"}, b"<html>Blocked by policy</html>"), "Something else answers"),
        ((302, {"Location": "https://login.example/"}, b""), "redirects to login.example"),
        ((503, {}, b""), "503"),
        ((200, {"Content-Type": "application/json"}, b"{cut"), "cut off"),
    ],
)
def test_an_answer_that_is_not_from_the_service_is_reported(look, answer, words):
    with Recorder(lambda _path: answer) as server:
        told = look(api_url=server.url())
    assert told["credentials"]["api_key"]["valid"] is None
    assert words in texts(told, "warning")[0]


PAGE = (b"<html>Blocked by policy</html>", {"Content-Type": "text/html"})


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 407, 501, 503])
def test_a_page_proves_nothing_about_a_token_whatever_its_status(look, status):
    with Recorder(lambda _path: (status, PAGE[1], PAGE[0])) as server:
        told = look("bigpanda_role", "bigpanda_alert_resolve", api_url=server.url())
    assert [(each["valid"], each["kind"]) for each in told["credentials"].values()] == [(None, None)] * 2
    assert {each["granted"] for each in told["permissions"]} == {None}
    assert texts(told) == []
    warnings = texts(told, "warning")
    assert "The API key cannot be used" in warnings.pop()
    assert warnings and all(f"HTTP {status}" in text for text in warnings)
    assert all("HTML" in text and "omething else answers" in text for text in warnings)


def test_a_page_in_place_of_some_answers_is_no_lack_of_permission(look):
    def answer(path):
        return (403, PAGE[1], PAGE[0]) if "environments" in path else empty_list(path)

    with Recorder(answer) as server:
        told = look("bigpanda_environment_info", api_url=server.url(), org_token=None)
    is_granted, reason = granted(told)["Manage Environments", "view"]
    assert is_granted is None and "HTML" in reason
    assert texts(told) == []


@pytest.fixture
def answering():
    """A server that answers lists whose paths hold a text with a body, an API key where keys are listed, else none."""
    keys = [{"id": "k", "key_suffix": KEY[-4:], "user_id": "u1"}]

    def recorder(where, body):
        def answer(path):
            said = body if where in path else keys if "apikeys" in path else []
            return 200, {"Content-Type": "application/json"}, json.dumps(said).encode()

        return Recorder(answer)

    return recorder


NO_OBJECTS = [[1], [None], ["text"], [[]], {"status": 200, "data": [1]}]


@pytest.mark.parametrize("body", NO_OBJECTS)
def test_keys_that_are_not_objects_are_reported_as_an_unreadable_response(look, answering, body):
    with answering("apikeys", body) as server:
        told = look("bigpanda_role", api_url=server.url(), org_token=None)
    assert told["credentials"]["api_key"] == {"given": True, "valid": True, "kind": "api_key", "owner": None}
    finding, *unknown = texts(told, "warning")
    assert "API keys cannot be listed: GET /resources/v2.1/apikeys: the list contains an element that is not" in finding
    assert any('"Roles Management" (full access)' in text for text in unknown)
    _granted, reason = granted(told)["Roles Management", "full_access"]
    assert "since API keys cannot be listed" in reason


@pytest.mark.parametrize("body", [*NO_OBJECTS, [{"name": "nameless"}]])
@pytest.mark.parametrize("where", ["roles", "environments"])
def test_other_lists_that_cannot_be_read_leave_permissions_open(look, answering, body, where):
    with answering(where, body) as server:
        told = look("bigpanda_role", "bigpanda_incident_info", api_url=server.url(), org_token=None)
    assert told["credentials"]["api_key"]["owner"]["user_id"] == "u1"
    said = granted(told)["Roles Management", "full_access"]
    assert (said == (None, ROLES_UNREADABLE)) is (where == "roles")


def test_ping_prints_no_secret_and_fails_unless_asked_not_to(run, simulator):
    connection = {"api_key": "test-api-key-nobody-77aa0192", "org_token": ORG_TOKEN}
    told = run("ping", check_mode=True, fail_on="never", **connection)
    assert not told["changed"] and "failed" not in told
    assert [each["severity"] for each in told["findings"]] == ["error", "info"]
    failed = run("ping", **connection)
    assert failed["failed"] and failed["findings"] == told["findings"]
    assert "is not accepted" in failed["msg"] and "integrations_url" not in failed["msg"]
    for secret in connection.values():
        assert secret not in told["printed"] + failed["printed"]


def test_unknown_modules_are_refused_before_anything_is_sent(run, simulator):
    refused = run("ping", for_modules=["bigpanda_rol"])
    assert refused["failed"] and "Did you mean bigpanda_role" in refused["msg"]
    assert simulator.requests() == []
