# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import importlib
import itertools
import json
import re

import pytest
import yaml
from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.diagnosis import (
    failing,
    module_names,
    needed_by,
    report,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.findings import SEVERITIES
from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.observations import (
    ACCEPTED,
    FAILED,
    FORBIDDEN,
    NOT_FOUND,
    UNAUTHORIZED,
    Attempt,
    HostObservation,
    Observations,
    TokenObservation,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._resources.doctor import DOCTOR

MODULES = "ansible_collections.community.bigpanda.plugins.modules"
# As notes of modules say one: C(Mapping Enrichment (API Only)) (full access; view is enough in check mode).
PERMISSION_SAID = re.compile(r"C\(((?:[^()]|\([^()]*\))+)\)\s\((view|full access)")
# What notes say is needed only where the service does not do as it was told, which cannot be known before.
NEEDED_BY_CHANCE = {"bigpanda_scim_user": {("Roles Management", "full_access")}}
NOW = 1_700_000_000
OUTCOMES = (ACCEPTED, FORBIDDEN, UNAUTHORIZED, NOT_FOUND, FAILED)
GOOD_HOST = HostObservation("https://api.bigpanda.io", True, True)
KEY = {"name": "onboarding", "user_id": "u1", "key_suffix": "a6b0"}
ROLE = {"name": "Operations", "users": ["u1"], "permissions": [{"resource_type": "roles", "actions": ["full_access"]}]}


def token(*outcomes):
    return TokenObservation(*(outcome and Attempt(outcome, f"{outcome} text.", "Advice.") for outcome in outcomes))


def seen(**changes):
    hosts = {"api": GOOD_HOST, "integrations": HostObservation("https://integrations.bigpanda.io", True, True)}
    given = {
        "region": "us",
        "validate_certs": True,
        "hosts": hosts,
        "tokens": {"api_key": token(ACCEPTED, ACCEPTED)},
        **changes,
    }
    return Observations(**given)


def told(modules=(), **changes):
    return report(seen(**changes), DOCTOR, list(modules), NOW)


def findings(modules=(), **changes):
    return [(each["severity"], f"{each['finding']} {each['advice']}") for each in told(modules, **changes)["findings"]]


def test_of_a_good_connection_there_is_nothing_to_say():
    healthy = told(tokens={"api_key": token(ACCEPTED, FORBIDDEN), "org_token": token(UNAUTHORIZED, ACCEPTED)})
    assert healthy["findings"] == [] and healthy["permissions"] == []
    kinds = {name: (each["valid"], each["kind"]) for name, each in healthy["credentials"].items()}
    assert kinds == {"api_key": (True, "api_key"), "org_token": (True, "org_token")}


@pytest.mark.parametrize(
    ("option", "outcomes", "severity", "words"),
    [
        (
            "api_key",
            (UNAUTHORIZED, ACCEPTED),
            "error",
            "api_key looks like the Org Token (org_token). Give it as org_token",
        ),
        ("org_token", (ACCEPTED, ACCEPTED), "error", "org_token looks like the User API Key (api_key)."),
        ("org_token", (FORBIDDEN, FORBIDDEN, UNAUTHORIZED), "error", "org_token looks like the User API Key"),
        ("org_token", (FORBIDDEN, ACCEPTED, UNAUTHORIZED), "error", "org_token looks like the User API Key"),
        ("api_key", (FORBIDDEN, FORBIDDEN, ACCEPTED), "error", "api_key looks like the Org Token (org_token)."),
        ("org_token", (FORBIDDEN, NOT_FOUND, NOT_FOUND), "error", "seems to live in another region"),
        ("api_key", (UNAUTHORIZED, UNAUTHORIZED, ACCEPTED), "error", "api_key looks like the Org Token (org_token)."),
        ("api_key", (UNAUTHORIZED, UNAUTHORIZED), "error", "not accepted. It is wrong or has expired"),
        ("org_token", (UNAUTHORIZED, UNAUTHORIZED, UNAUTHORIZED), "error", "not accepted. It is wrong or has expired"),
        ("org_token", (UNAUTHORIZED, UNAUTHORIZED, NOT_FOUND), "error", "seems to live in another region"),
        ("org_token", (FORBIDDEN, FORBIDDEN, NOT_FOUND), "error", "seems to live in another region"),
        ("api_key", (UNAUTHORIZED, UNAUTHORIZED, NOT_FOUND), "error", "not accepted. It is wrong or has expired"),
        ("api_key", (UNAUTHORIZED, FAILED, NOT_FOUND), "warning", "could not be found out: failed text. Advice."),
        ("org_token", (UNAUTHORIZED, UNAUTHORIZED, FAILED), "warning", "could not be found out: failed text. Advice."),
        ("api_key", (NOT_FOUND, NOT_FOUND), "error", "seems to live in another region. Set region: eu"),
        ("org_token", (UNAUTHORIZED, NOT_FOUND), "error", "seems to live in another region"),
        ("api_key", (FAILED, FAILED), "warning", "could not be found out: failed text. Advice."),
    ],
)
def test_what_a_token_met_with_tells_what_it_is(option, outcomes, severity, words):
    ((found, text),) = findings(tokens={option: token(*outcomes)})
    assert found == severity and words in text


@pytest.mark.parametrize(
    ("outcomes", "kind"),
    [
        ((UNAUTHORIZED, UNAUTHORIZED, ACCEPTED), "org_token"),
        ((FORBIDDEN, FORBIDDEN, ACCEPTED), "org_token"),
        ((FORBIDDEN, ACCEPTED, ACCEPTED), "org_token"),
        ((FORBIDDEN, ACCEPTED, FAILED), None),
        ((FORBIDDEN, ACCEPTED, FORBIDDEN), None),
        ((FORBIDDEN, ACCEPTED, NOT_FOUND), None),
        ((FORBIDDEN, FORBIDDEN, FORBIDDEN), None),
        ((UNAUTHORIZED, UNAUTHORIZED, FORBIDDEN), None),
        ((UNAUTHORIZED, FORBIDDEN, UNAUTHORIZED), None),
    ],
)
def test_the_org_token_is_known_by_the_call_that_takes_it_alone(outcomes, kind):
    told_of = told(tokens={"org_token": token(*outcomes)})
    assert told_of["findings"] == []
    assert (told_of["credentials"]["org_token"]["valid"], told_of["credentials"]["org_token"]["kind"]) == (True, kind)


@pytest.mark.parametrize("outcomes", [(FORBIDDEN, FORBIDDEN, FORBIDDEN), (FORBIDDEN, FORBIDDEN, NOT_FOUND)])
@pytest.mark.parametrize(("is_proven", "kind", "granted"), [(False, None, None), (True, "api_key", False)])
def test_what_is_forbidden_lacks_a_permission_only_if_the_token_is_an_api_key(outcomes, is_proven, kind, granted):
    views = {"Roles Management": Attempt(FORBIDDEN, "It is forbidden.")}
    told_of = told(
        ["bigpanda_role_info"], tokens={"api_key": token(*outcomes)}, views=views, api_key_is_proven=is_proven
    )
    assert (told_of["credentials"]["api_key"]["valid"], told_of["credentials"]["api_key"]["kind"]) == (True, kind)
    (permission,) = told_of["permissions"]
    assert permission["granted"] is granted
    assert (permission["reason"] is None) == (granted is not None)
    assert len(told_of["findings"]) == [granted].count(False)


def test_which_token_lists_api_keys_is_not_sure_so_a_refusal_is_for_no_lack_of_permission():
    told_of = told(["bigpanda_organization"], views={"API Keys": Attempt(FORBIDDEN, "It is forbidden.")})
    (permission,) = (each for each in told_of["permissions"] if each["name"] == "API Keys")
    assert permission["granted"] is None and "kind of the token" in permission["reason"]
    assert told_of["findings"] == []


@pytest.mark.parametrize(
    ("url", "given", "advice"),
    [
        ("https://api.bigpanda.io", False, "Set region: eu. That was not tried"),
        ("https://api.bigpanda.io", True, "Leave api_url out and set region: eu. That"),
        ("https://eu-api.bigpanda.io", True, "Leave api_url out and set region: us. That"),
        ("https://gateway.example", True, "Correct api_url. That"),
    ],
)
def test_the_way_to_another_region_is_one_that_has_an_effect(url, given, advice):
    changes = {"hosts": {"api": HostObservation(url, True, True)}, "given_urls": frozenset({"api"} if given else ())}
    said = findings(tokens={"api_key": token(NOT_FOUND, NOT_FOUND)}, **changes)
    assert said[0][0] == "error" and advice in said[0][1]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ([], "no API key that ends like it"),
        ([{**KEY, "expires_at": NOW - 1}], "has expired"),
        ([{**KEY, "active": False}], "is inactive"),
        ([{**KEY, "expires_at": NOW + 1, "active": True}], "It is wrong or has expired"),
        ([{**KEY, "active": None}], "It is wrong or has expired"),
        (None, "It is wrong or has expired"),
    ],
)
def test_a_refused_key_is_sought_among_those_that_are_listed(keys, words):
    tokens = {"api_key": token(UNAUTHORIZED, UNAUTHORIZED), "org_token": token(UNAUTHORIZED, ACCEPTED)}
    ((severity, text),) = findings(tokens=tokens, keys=keys)
    assert severity == "error" and words in text


@pytest.mark.parametrize(
    ("changes", "severity", "words"),
    [
        ({"tokens": {}}, "error", "No credential was given"),
        ({"same_token": True}, "warning", "are the same token"),
        ({"validate_certs": False}, "warning", "Certificates are not verified"),
        (
            {"hosts": {"api": HostObservation("https://api.eu.bigpanda.io", False, problem="cannot be resolved.")}},
            "error",
            "which is no host of BigPanda's. The host is eu-api.bigpanda.io: leave api_url out and set region: eu.",
        ),
        (
            {"hosts": {"api": HostObservation("https://eu-api.biggy.io", False, problem="cannot be resolved.")}},
            "error",
            "api_url is eu-api.biggy.io, which is no host of BigPanda's. The host is eu-api.bigpanda.io",
        ),
        (
            {"hosts": {"integrations": HostObservation("https://eu-integrations.bigpanda.io", False, problem="no.")}},
            "error",
            "The host is eu.integrations.bigpanda.io",
        ),
        (
            {"hosts": {"api": HostObservation("https://x.example", False, problem="gone.", advice="Do.")}},
            "error",
            "gone. Do.",
        ),
        ({"hosts": {"integrations": HostObservation("https://x.example", False, problem="gone.")}}, "warning", "gone."),
        ({"hosts": {"integrations": HostObservation(None, problem="no URL.")}}, "info", "no URL."),
        (
            {"hosts": {"api": HostObservation("https://eu-api.bigpanda.io", True, True)}},
            "warning",
            "is a host of region eu",
        ),
        (
            {"hosts": {"api": HostObservation("https://api.bigpanda.io", True, True, "http://proxy:3128")}},
            "info",
            "through the proxy http://proxy:3128",
        ),
    ],
)
def test_each_trouble_is_a_finding_with_advice(changes, severity, words):
    ((found, text),) = findings(**changes)
    assert found == severity and words in text


@pytest.mark.parametrize(
    ("views", "keys", "roles", "view", "full_access"),
    [
        (ACCEPTED, [KEY], [ROLE], True, True),
        (ACCEPTED, [KEY], [{**ROLE, "users": ["u2"]}], True, False),
        (ACCEPTED, [KEY], [{**ROLE, "permissions": [{"resource_type": "roles", "actions": ["read"]}]}], True, False),
        (
            ACCEPTED,
            [KEY],
            [{**ROLE, "permissions": [{"resource_type": "Roles", "actions": ["Full_Access"]}]}],
            True,
            True,
        ),
        (ACCEPTED, [KEY, KEY], [ROLE], True, None),
        (ACCEPTED, [{**KEY, "user_id": None}], [ROLE], True, None),
        (ACCEPTED, [{**KEY, "user_id": None, "roles": []}], [ROLE], True, None),
        (ACCEPTED, [{**KEY, "user_id": None, "roles": ["OPERATIONS"]}], [ROLE], True, True),
        (ACCEPTED, [{**KEY, "user_id": None, "roles": ["Operations"]}], [{**ROLE, "permissions": []}], True, False),
        (ACCEPTED, [{**KEY, "user_id": None, "roles": ["Operations", "unlisted"]}], [ROLE], True, None),
        (ACCEPTED, [], [ROLE], True, None),
        (ACCEPTED, None, [ROLE], True, None),
        (ACCEPTED, [KEY], None, True, None),
        (FORBIDDEN, None, None, False, False),
        (FAILED, [KEY], None, None, None),
    ],
)
def test_permissions_are_what_was_tried_and_what_roles_hold(views, keys, roles, view, full_access):
    healthy = {"keys": keys, "roles": roles, "views": {"Roles Management": Attempt(views, "It failed.")}}
    permissions = {
        each["level"]: each
        for each in told(["bigpanda_role"], **healthy)["permissions"]
        if each["name"] == "Roles Management"
    }
    assert (permissions["view"]["granted"], permissions["full_access"]["granted"]) == (view, full_access)
    for each in permissions.values():
        assert (each["reason"] is None) == (each["granted"] is not None)
    missing = [text for severity, text in findings(["bigpanda_role"], **healthy) if severity == "error"]
    assert len(missing) == [view, full_access].count(False)
    assert all("needed by bigpanda_role" in text for text in missing)


EVERYWHERE = {"resource_type": "environments", "resource_id": None, "actions": ["incident_actions"]}
IN_ONE = {**EVERYWHERE, "resource_id": "e1"}


@pytest.mark.parametrize(
    ("held", "granted"),
    [
        ([], False),
        ([IN_ONE], None),
        ([IN_ONE, {**IN_ONE, "resource_id": "e2"}], None),
        ([IN_ONE, EVERYWHERE], True),
        ([{**IN_ONE, "actions": ["read"]}], False),
        ([{"resource_type": "environments", "actions": ["incident_actions"]}], True),
    ],
)
def test_what_is_held_on_some_environments_is_not_claimed_for_all(held, granted):
    permissions = told(["bigpanda_alert_resolve"], keys=[KEY], roles=[{**ROLE, "permissions": held}])["permissions"]
    (acting,) = (each for each in permissions if each["level"] == "full_access")
    assert acting["granted"] is granted
    assert (acting["reason"] == "The owner has it only on some environments.") is (granted is None)


FULL_EVERYWHERE = {**EVERYWHERE, "actions": ["read", "full_access"]}
FULL_IN_ONE = {**FULL_EVERYWHERE, "resource_id": "e1"}


@pytest.mark.parametrize(
    ("held", "granted", "words"),
    [
        ([FULL_EVERYWHERE], None, "has full_access on environments, and whether that includes it is not sure"),
        ([FULL_IN_ONE], None, "whether that includes it is not sure"),
        ([FULL_EVERYWHERE, EVERYWHERE], True, None),
        ([FULL_EVERYWHERE, IN_ONE], None, "only on some environments"),
        ([{**EVERYWHERE, "actions": ["full_access", "incident_actions"]}], True, None),
        ([{"resource_type": "roles", "actions": ["full_access"]}], False, None),
    ],
)
def test_whether_full_access_on_environments_lets_act_on_incidents_is_left_open(held, granted, words):
    result = told(["bigpanda_incident"], keys=[KEY], roles=[{**ROLE, "permissions": held}])
    (acting,) = (each for each in result["permissions"] if each["name"] == "Environment - Incident Actions")
    assert acting["granted"] is granted
    assert (acting["reason"] is None) if words is None else (words in acting["reason"])
    assert ("Incident Actions" in str(result["findings"])) is (granted is False)


def test_what_is_documented_nowhere_is_not_claimed():
    attempts = {"Topology View": Attempt(ACCEPTED)}
    permissions = told(["bigpanda_topology"], keys=[KEY], roles=[ROLE], views=attempts)["permissions"]
    assert [(each["level"], each["granted"]) for each in permissions] == [("view", True), ("full_access", None)]


def test_a_module_for_which_no_credential_was_given_is_named():
    tokens = {"org_token": token(UNAUTHORIZED, ACCEPTED)}
    ((severity, text),) = findings(["bigpanda_role"], tokens=tokens)
    assert severity == "error" and "bigpanda_role needs the User API Key (api_key)" in text


@pytest.mark.parametrize(
    ("module", "given", "needed"),
    [
        ("bigpanda_incident", "org_token", "User API Key (api_key)"),
        ("bigpanda_incident_info", "org_token", "User API Key (api_key)"),
        ("bigpanda_incident", "api_key", None),
        ("bigpanda_incident_info", "api_key", None),
        ("bigpanda_alert", "org_token", None),
        ("bigpanda_alert", "api_key", "Org Token (org_token)"),
        ("bigpanda_organization", "api_key", None),
    ],
)
def test_a_credential_that_a_module_needs_for_some_of_what_it_does_is_named(module, given, needed):
    tokens = {given: token(ACCEPTED, ACCEPTED) if given == "api_key" else token(UNAUTHORIZED, ACCEPTED)}
    said = findings([module], tokens=tokens)
    assert [severity for severity, _text in said] == ["warning"] * (needed is not None)
    assert all(f"{module} needs the {needed} for some of what it does" in text for _severity, text in said)


def test_modules_that_only_read_need_no_full_access():
    readers = [name for name in DOCTOR.modules if name.endswith("_info")]
    assert {level for _name, level in needed_by(DOCTOR, readers)} == {"view"}


def permissions_said(module):
    """What the notes of a module say that it needs of the owner of the API key."""
    documentation = yaml.safe_load(importlib.import_module(f"{MODULES}.{module}").DOCUMENTATION)
    notes = " ".join(documentation["notes"]).replace("\\", "")
    return {(name, level.replace(" ", "_")) for name, level in PERMISSION_SAID.findall(notes)}


@pytest.mark.parametrize("module", DOCTOR.modules)
def test_a_module_is_said_to_need_what_its_notes_say(module):
    said = permissions_said(module) - NEEDED_BY_CHANCE.get(module, set())
    looked_at = set(needed_by(DOCTOR, [module]))
    # Full access includes view, so notes do not name the latter beside it.
    included = {(name, "view") for name, level in said if level == "full_access"}
    assert said <= looked_at <= said | included


@pytest.mark.parametrize(
    ("given", "is_needed"),
    [((), True), (("api_key",), True), (("org_token",), False), (("api_key", "org_token"), False)],
)
def test_no_permission_is_needed_for_what_the_org_token_is_sent_with(given, is_needed):
    assert (("API Keys", "view") in needed_by(DOCTOR, ["bigpanda_organization"], given)) is is_needed


def test_an_organization_needs_the_api_key_however_keys_are_listed():
    tokens = {"org_token": token(UNAUTHORIZED, ACCEPTED)}
    ((severity, text),) = findings(["bigpanda_organization"], tokens=tokens)
    assert severity == "error" and "bigpanda_organization needs the User API Key (api_key)" in text


def test_modules_are_named_in_short_or_in_full_and_unknown_ones_are_refused():
    names = ["bigpanda_role", "community.bigpanda.bigpanda_scim_user", "bigpanda_role"]
    assert module_names(DOCTOR, names) == ["bigpanda_role", "bigpanda_scim_user"]
    with pytest.raises(InvalidOption, match=r"for_modules holds bigpanda_rol\..*bigpanda_role,"):
        module_names(DOCTOR, ["bigpanda_rol"])


@pytest.mark.parametrize(("fail_on", "count"), [("never", 0), ("error", 1), ("warning", 2)])
def test_a_task_fails_on_what_it_is_told_to(fail_on, count):
    told_of = [{"severity": severity, "finding": "It is so.", "advice": "Do this."} for severity in SEVERITIES]
    assert failing(told_of, fail_on) == ["It is so. Do this."] * count


def test_whatever_was_seen_can_be_told():
    """Each way in which two tokens may be received, with what may be known beside it."""
    third = {UNAUTHORIZED: [None, *OUTCOMES]}
    pairs = itertools.product(OUTCOMES, repeat=2)
    every = [None, *(token(*pair, last) for pair in pairs for last in third.get(pair[1], [None]))]
    for api_key, org_token in itertools.product(every, repeat=2):
        given = {"api_key": api_key, "org_token": org_token}
        result = told(["bigpanda_role"], tokens={name: each for name, each in given.items() if each})
        json.dumps(result)
        order = [SEVERITIES.index(each["severity"]) for each in result["findings"]]
        assert order == sorted(order)
        assert all(each["finding"] and each["advice"] for each in result["findings"])
