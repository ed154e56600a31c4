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
    """Asks the doctor, who writes nothing."""

    def ask(**options):
        found = call("ping", **options)
        assert written() == []
        return found

    return ask


def found(told):
    return [each["finding"] for each in told["findings"]]


def test_a_good_connection(look):
    healthy = look(for_modules=["bigpanda_role", "community.bigpanda.bigpanda_incident"], fail_on="warning")
    assert not healthy["changed"] and healthy["findings"] == []
    assert healthy["hosts"]["api"]["reachable"] and healthy["hosts"]["integrations"]["reachable"]
    assert healthy["credentials"]["api_key"]["valid"] and healthy["credentials"]["org_token"]["valid"]
    assert healthy["credentials"]["api_key"]["owner"]["name"] == "onboarding"
    assert {permission["granted"] for permission in healthy["permissions"]} == {True}
    assert look(check_mode=True)["permissions"] == []


def test_a_key_that_only_reads(look):
    reader = look(api_key=READER, for_modules=["bigpanda_role"])
    assert len([each for each in found(reader) if re.search(LACKS, each)]) == 1
    stopped = look(api_key=READER, for_modules=["bigpanda_role"], fail_on="error")
    assert stopped["failed"] and stopped["findings"] == reader["findings"]
    assert re.search(f"lacks the permission .{LACKS}.*needed by bigpanda_role", stopped["msg"])


def test_the_key_of_a_service_account(look):
    told = look(api_key=SERVICE_ACCOUNT, for_modules=["bigpanda_role"], fail_on="warning")
    assert {permission["granted"] for permission in told["permissions"]} == {True}
    assert told["credentials"]["api_key"]["owner"]["expires_at"] == 4102444800


def test_one_credential_alone_and_both_exchanged(look, connection):
    half = look(api_key="", for_modules=["bigpanda_incident", "bigpanda_alert"])
    assert [each["severity"] for each in half["findings"]] == ["warning"]
    assert re.search("bigpanda_incident needs the User API Key .api_key. for some of what it does", found(half)[0])
    exchanged = look(api_key=connection()["org_token"], org_token="")
    assert "api_key looks like the Org Token" in found(exchanged)[0]
    assert found(look(api_key="", org_token=""))[0] == "No credential was given."


def test_credentials_of_another_region_and_of_nobody(look, connection):
    globex = connection("eu")
    elsewhere = look(api_key=globex["api_key"], org_token=globex["org_token"])
    assert len([each for each in elsewhere["findings"] if "Correct api_url" in each["advice"]]) == 2
    unknown = look(api_key="test-api-key-nobody-77aa0192")
    assert "no API key that ends like it" in found(unknown)[0]


def test_a_host_that_is_not_there(look):
    nowhere = look(api_url="https://api.nowhere.invalid", for_modules=["bigpanda_role"])
    assert "cannot be resolved" in nowhere["hosts"]["api"]["problem"]


def test_refused(refuse):
    refuse("ping", ({"for_modules": ["bigpanda_rol"]}, "for_modules holds bigpanda_rol[.] Give names out of"))
