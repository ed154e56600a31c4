# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A simulator with a door in front of it, and those who come through: runs, single modules, somebody at the web."""

from __future__ import annotations

from functools import partial

from ansible_collections.community.bigpanda.plugins.module_utils._core.http import client_pool as clients_module
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.client import Client
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.client_pool import ClientPool
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.settings import make_settings
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.transport import Transport
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.ensure import plan_organization
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.run import bulk_run as run
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.safety.limits import SafetyLimits
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.spec import OrganizationSpec
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from unit.http.ensuring import ensure
from unit.http.neighbours.door import ACTOR_HEADER, Course, Door, every_course
from unit.http.organizations import make_organizations_anew, objects_of

KEY = "test-api-key-acme-5f1d8e37a6b0"
FAST = 100_000
# More would take too long; a plan that has more is to be made smaller.
MOST_ORDERS = 150
READ = {"resource_type": "users", "actions": ["read"]}
FULL = {"resource_type": "users", "actions": ["full_access"]}
ANALYTICS = {"resource_type": "analytics", "actions": ["read"]}
WIDER = {"name": "Team", "permissions": [FULL]}


class Stage:
    """One simulator, a door in front of it, and those who come through it."""

    def __init__(self, simulator, monkeypatch):
        self.simulator = simulator
        self.door = Door(simulator.service)
        self._transports = []
        # One after the other within a run, so that an order of turns can be played again.
        monkeypatch.setattr(clients_module, "WORKERS", 1)
        monkeypatch.setattr(run, "WORKERS", 1)

    @property
    def acme(self):
        return self.simulator.organization("acme")

    def client(self, actor=None, **options):
        transport = Transport(
            make_settings(
                {
                    "api_key": KEY,
                    "region": "us",
                    "api_url": self.simulator.api_url(),
                    "validate_certs": True,
                    "timeout": 40,
                    "retry_timeout": 20,
                    "rate_limit_share": FAST,
                    "max_answer_mb": 64,
                    **options,
                }
            )
        )
        if actor:
            transport._session.headers[ACTOR_HEADER] = actor
        self._transports.append(transport)
        return Client(transport)

    def close(self):
        for transport in self._transports:
            transport.close()

    def plan(self, declaration, purge=(), protect=None, actor=None):
        """A run of the organization module up to its plan; `carry_out` does the rest."""
        spec = OrganizationSpec(objects_of(declaration), frozenset(purge), SafetyLimits("100%", protect or {}))
        plan = plan_organization(ClientPool(lambda: self.client(actor)), CATALOG, spec, KEY, "host")
        if plan.prepared.refusal:
            raise plan.prepared.refusal
        return plan

    def carry_out(self, plan, actor=None):
        """The entries of the plan, by (kind, key)."""
        result = self.result_of(plan, actor)
        if result.error:
            raise result.error
        return {(entry["resource"], entry["key"]): entry for entry in result.entries}

    def result_of(self, plan, actor=None):
        return plan.carry_out(ClientPool(lambda: self.client(actor)))

    def bring(self, declaration, purge=()):
        return self.carry_out(self.plan(declaration, purge))

    def written(self):
        return [entry["operation_id"] for entry in self.simulator.requests(writes_only=True)]

    def single(self, resource, desired, actor=None, state="present"):
        """What a module of one object does."""
        result = ensure(self.client(actor), resource, desired, state, CATALOG.resources)
        return result.values[resource.name]

    def by_hand(self, change):
        """Somebody at the web interface: one change, when it is their turn."""

        def act(_made):
            self.door.wait_for_turn("hand")
            change(self.acme)

        return act

    def members(self, role):
        found = self.acme.find_role(role)
        return {self.acme.users[user]["userName"] for user in found["users"]}

    def every_order(self, setting, actors, check, switches=2):
        """Play every order of turns; how many there were.

        actors: to whom what `setting` returned is handed, as they begin: runs have made their plans by then, from what
        was there before anybody wrote. check: called with what each returned or raised.
        """

        def play(course: Course):
            make_organizations_anew(self.simulator)
            made = setting(self.acme)
            with self.door:
                results = self.door.play({name: partial(act, made) for name, act in actors.items()}, course.choose)
            try:
                check(results)
            except AssertionError as error:
                raise AssertionError(f"{error}\nin the order {course.taken}") from error

        return every_course(play, switches, MOST_ORDERS)

    def planned(self, *declarations):
        """A setting in which these runs have their plans."""

        def make(acme):
            teams(acme)
            return [self.plan(declaration) for declaration in declarations]

        return make

    def run(self, number, actor):
        return lambda made: self.carry_out(made[number], actor)


def teams(acme, members=2):
    """A role with members, and people who are in none."""
    ids = [acme.add_user(f"user{each}@example.com", displayName=f"User {each}")["id"] for each in range(members + 4)]
    acme.add_role("Team", [READ], ids[:members])
    acme.add_role("Other", [READ], [])


def user_id(acme, number):
    return acme.find_user(f"user{number}@example.com")["id"]


def join(acme, number, role="Team"):
    acme.find_role(role)["users"][user_id(acme, number)] = None


def is_green(result):
    return isinstance(result, dict) and not any(entry["error"] for entry in result.values())


def address(number):
    return f"user{number}@example.com"
