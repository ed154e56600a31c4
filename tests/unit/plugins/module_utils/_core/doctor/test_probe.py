# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is asked of the service, in which order, and what is not asked. What comes of it is tested over real HTTP."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.observations import (
    ACCEPTED,
    FAILED,
    UNAUTHORIZED,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.doctor.probe import observe
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import (
    ConnectionFailed,
    Forbidden,
    ServerError,
    Unauthorized,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.settings import make_settings
from ansible_collections.community.bigpanda.plugins.module_utils._resources.doctor import DOCTOR
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment import ENVIRONMENT

API_KEY, ORG_TOKEN = "test-api-key-a6b0", "test-org-token-c4d2"
LIST_ROLES, LIST_KEYS = DOCTOR.roles.list.operation.id, DOCTOR.api_keys.id
LIST_SCHEDULES, LIST_ENVIRONMENTS = DOCTOR.by_org_token.id, ENVIRONMENT.list.operation.id


def settings(api_key=API_KEY, org_token=None):
    given = {"api_key": api_key, "org_token": org_token, "timeout": 1, "retry_timeout": 0}
    return make_settings({"region": "us", "validate_certs": True, "rate_limit_share": 1, "max_answer_mb": 1, **given})


BOTH = settings(org_token=ORG_TOKEN)


class Service:
    """A client whose calls fail as told, by operation and type of token, and that notes what was asked.

    values: the path parameters of reads. It only has the methods that read.
    """

    def __init__(self, failures=None, unreachable=(), environments=()):
        self.failures, self.unreachable, self.environments = failures or {}, unreachable, list(environments)
        self.asked, self.values = [], []
        self.transport = self

    def probe_host(self, name):
        self.asked.append(name)
        if name in self.unreachable:
            raise ConnectionFailed(f"the {name} host is gone.", "Look for it.")

    def proxy_of(self, _name):
        return None

    def _ask(self, operation):
        self.asked.append((operation.id, *operation.credentials))
        failure = self.failures.get((operation.id, *operation.credentials)) or self.failures.get(operation.id)
        if failure:
            raise failure(f"{operation.id} failed.", "Advice.")

    def read(self, operation, values=None, **_query):
        self._ask(operation)
        self.values += [values] if values else []

    def read_all(self, operation, _paging):
        self._ask(operation)
        return [{"id": "k", "key_suffix": "a6b0"}, {"id": "other", "key_suffix": "ffff"}]

    def list(self, resource):
        self._ask(resource.list.operation)
        return self.environments if resource is ENVIRONMENT else [{"id": "r"}]


def test_a_good_connection_is_asked_no_more_than_needed():
    service = Service()
    observations = observe(service, BOTH, DOCTOR, [])
    assert service.asked[:2] == ["api", "integrations"]
    assert sorted(service.asked[2:]) == sorted(
        (call, kind) for call in (LIST_ROLES, LIST_KEYS) for kind in ("api_key", "org_token")
    )
    assert [key["id"] for key in observations.keys] == ["k"]
    assert observations.roles is None and observations.views == {} and not observations.same_token


def test_no_credential_is_sent_if_the_host_cannot_be_used():
    service = Service(unreachable=("api",))
    observations = observe(service, BOTH, DOCTOR, ["bigpanda_role"])
    assert service.asked == ["api", "integrations"]
    assert {token.by_api_key_call.outcome for token in observations.tokens.values()} == {FAILED}


def test_the_other_host_is_not_needed_to_go_on():
    service = Service(unreachable=("integrations",))
    assert observe(service, BOTH, DOCTOR, []).tokens["api_key"].by_api_key_call.outcome == ACCEPTED


@pytest.mark.parametrize(
    ("by_api_key", "by_either", "is_asked"),
    [
        (None, Unauthorized, False),
        (Unauthorized, None, True),
        (Forbidden, None, True),
        (ServerError, Forbidden, True),
        (ServerError, ServerError, False),
        (ServerError, None, False),
    ],
)
def test_the_call_for_the_org_token_is_only_tried_if_a_refusal_is_to_be_explained(by_api_key, by_either, is_asked):
    service = Service({LIST_ROLES: by_api_key, LIST_KEYS: by_either})
    observations = observe(service, settings(), DOCTOR, [])
    assert ((LIST_SCHEDULES, "api_key") in service.asked) is is_asked
    assert (observations.tokens["api_key"].by_org_token_call is not None) is is_asked


@pytest.mark.parametrize(
    ("failures", "is_tested"),
    [
        ({}, True),
        ({(LIST_ROLES, "api_key"): Forbidden}, True),
        ({(LIST_ROLES, "api_key"): Forbidden, (LIST_SCHEDULES, "api_key"): Unauthorized}, True),
        # The call that only takes the Org Token accepts it: no permission is tested with a token of the wrong type.
        ({(LIST_ROLES, "api_key"): Unauthorized, (LIST_KEYS, "api_key"): Unauthorized}, False),
        ({(LIST_ROLES, "api_key"): ServerError}, False),
    ],
)
def test_permissions_are_only_tested_with_what_may_be_an_api_key(failures, is_tested):
    service = Service(failures)
    observations = observe(service, BOTH, DOCTOR, ["bigpanda_environment_info"])
    expected = is_tested and (LIST_SCHEDULES, "api_key") not in service.asked
    expected = expected or failures.get((LIST_SCHEDULES, "api_key")) is Unauthorized
    assert (LIST_ENVIRONMENTS in {each[0] for each in service.asked}) is expected
    assert (observations.views != {}) is expected


def test_a_call_that_only_takes_the_api_key_proves_its_type():
    failures = {(LIST_ROLES, "api_key"): Forbidden, (LIST_SCHEDULES, "api_key"): ServerError}
    assert observe(Service(failures), BOTH, DOCTOR, ["bigpanda_environment_info"]).api_key_is_proven
    failures[LIST_ENVIRONMENTS] = Forbidden
    assert not observe(Service(failures), BOTH, DOCTOR, ["bigpanda_environment_info"]).api_key_is_proven


@pytest.mark.parametrize(
    ("environments", "failure", "outcome", "words"),
    [
        ([{"id": "e1"}, {"id": "e2"}], None, ACCEPTED, ""),
        ([], None, FAILED, "no environment exists"),
        ([{"id": None}], None, FAILED, "no environment exists"),
        ([{"id": "e1"}], Forbidden, FAILED, "others were not tested"),
        ([{"id": "e1"}], Unauthorized, UNAUTHORIZED, "failed"),
    ],
)
def test_permissions_on_environments_are_tested_in_the_first_one(environments, failure, outcome, words):
    service = Service({"search_incidents": failure}, environments=environments)
    view = observe(service, BOTH, DOCTOR, ["bigpanda_incident_info"]).views["Environment - View"]
    assert (view.outcome, words in view.text) == (outcome, True)
    asked = [each for each in service.asked if each[0] == "search_incidents"]
    assert len(asked) == (bool(environments) and environments[0]["id"] is not None)
    assert service.values == ([{"environment_id": "e1"}] if outcome == ACCEPTED else [])


def test_no_environment_is_read_if_no_permission_needs_one():
    service = Service(environments=[{"id": "e1"}])
    observe(service, BOTH, DOCTOR, ["bigpanda_role_info"])
    assert LIST_ENVIRONMENTS not in {each[0] for each in service.asked}


def test_the_same_token_for_both_options_is_noticed():
    assert observe(Service(), settings(org_token=API_KEY), DOCTOR, []).same_token
