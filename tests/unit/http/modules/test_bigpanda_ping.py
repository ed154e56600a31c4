# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re

import pytest

READER, SERVICE_ACCOUNT = "test-api-key-acme-viewer-9c04d71fe2", "test-api-key-acme-service-41b7c9e05d"
LACKS = r"Roles Management. .full access"


@pytest.fixture
def look(call, written):
    """Checks the connection, which writes nothing."""

    def ask(**options):
        found = call("ping", **options)
        assert written() == []
        return found

    return ask


def found(told):
    return [each["finding"] for each in told["findings"]]


def test_a_good_connection(look):
    healthy = look(for_modules=["bigpanda_role", "community.bigpanda.bigpanda_incident"], fail_on="warning")
    assert not healthy["changed"] and healthy["findings"] == [] and "warnings" not in healthy
    assert healthy["msg"] == "The connection works: no errors, no warnings."
    assert healthy["hosts"]["api"]["reachable"] and healthy["hosts"]["integrations"]["reachable"]
    assert healthy["credentials"]["api_key"]["valid"] and healthy["credentials"]["org_token"]["valid"]
    assert healthy["credentials"]["api_key"]["owner"]["name"] == "onboarding"
    assert {permission["granted"] for permission in healthy["permissions"]} == {True}
    assert look(check_mode=True)["permissions"] == []


def test_a_key_that_only_reads(look):
    stopped = look(api_key=READER, for_modules=["bigpanda_role"])
    assert stopped["failed"] and len([each for each in found(stopped) if re.search(LACKS, each)]) == 1
    assert re.search(rf"^1 error[.] .*lacks the permission .{LACKS}", stopped["msg"])
    assert "needed by bigpanda_role." in stopped["msg"] and "\n" not in stopped["msg"]
    reader = look(api_key=READER, for_modules=["bigpanda_role"], fail_on="never")
    assert "failed" not in reader and reader["findings"] == stopped["findings"] and reader["msg"] == stopped["msg"]
    assert re.search(LACKS, str(reader["warnings"])) and "warnings" not in stopped


def test_a_permission_that_only_some_options_need_stops_nobody(look, simulator):
    simulator.set_faults([{"kind": "status", "status": 403, "operations": ["list_environments"]}])
    optional = look(for_modules=["bigpanda_role"])
    assert "failed" not in optional
    ((finding),) = optional["findings"]
    assert (
        finding["severity"] == "warning" and 'lacks the permission "Manage Environments" (view)' in finding["finding"]
    )
    assert "unless you do not use the options of bigpanda_role that need it" in finding["advice"]
    assert f"{finding['finding']} {finding['advice']}" in str(optional["warnings"]).replace("\\'", "'")
    assert look(for_modules=["bigpanda_environment"])["failed"]
    assert look(for_modules=["bigpanda_role"], fail_on="warning")["failed"]


def test_what_cannot_be_determined_is_a_warning_that_names_the_permission(look):
    unknown = look(for_modules=["bigpanda_topology", "bigpanda_organization"])
    assert "failed" not in unknown
    warning = str(unknown["warnings"])
    assert '"Topology View" (full access)' in warning and "does not document how roles grant it" in warning
    assert unknown["msg"].startswith("1 warning. It is unknown whether the owner of the API key has")
    assert look(for_modules=["bigpanda_topology"], fail_on="warning")["failed"]


def test_the_key_of_a_service_account(look):
    told = look(api_key=SERVICE_ACCOUNT, for_modules=["bigpanda_role"], fail_on="warning")
    assert {permission["granted"] for permission in told["permissions"]} == {True}
    assert told["credentials"]["api_key"]["owner"]["expires_at"] == 4102444800


def test_only_one_credential_and_both_exchanged(look, connection):
    half = look(api_key="", for_modules=["bigpanda_incident", "bigpanda_alert"])
    assert [each["severity"] for each in half["findings"]] == ["warning"]
    assert re.search("bigpanda_incident needs the User API Key .api_key. for some of its options", found(half)[0])
    exchanged = look(api_key=connection()["org_token"], org_token="")
    assert "api_key looks like the Org Token" in found(exchanged)[0]
    assert found(look(api_key="", org_token=""))[0] == "No credential was given."


def test_credentials_of_another_region_and_of_nobody(look, connection):
    globex = connection("eu")
    elsewhere = look(api_key=globex["api_key"], org_token=globex["org_token"])
    assert len([each for each in elsewhere["findings"] if "Correct api_url" in each["advice"]]) == 2
    unknown = look(api_key="test-api-key-nobody-77aa0192")
    assert "no API key with this ending" in found(unknown)[0]


def test_a_host_that_is_not_there(look):
    nowhere = look(api_url="https://api.nowhere.invalid", for_modules=["bigpanda_role"])
    assert "cannot be resolved" in nowhere["hosts"]["api"]["problem"]


def test_refused(refuse):
    refuse(
        "ping",
        ({"for_modules": ["bigpanda_rol"]}, "for_modules: unknown module bigpanda_rol[.] Did you mean bigpanda_role"),
    )
