# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the collection serves of the contract is known, and is what was promised."""

from __future__ import annotations

import re

import pytest
from documentation import coverage, operations
from simulator.rules import RULES

TASK = re.compile(r"^ +community\.bigpanda\.(\w+):$", re.MULTILINE)
CONTRACT = operations.contract()
SERVED = operations.served()
# Groups of the contract of which every operation is served, or has a better reason than that nobody came to it yet.
PROMISED = {
    "Roles",
    "SCIM 1.1 Users",
    "Environments",
    "Environment Groups",
    "Alert Filters",
    "Alert Filter Schedules",
    "Mapping V2.1",
    "Incidents V2",
    "Incident tags",
    "Alert Tags V2.1",
    "Correlation Patterns",
    "Incident Tag Definitions",
    "Maintenance Plans",
    "Topology",
    "Alerts",
    "Audit Logs",
}


def test_the_page_is_up_to_date():
    assert coverage.PAGE.read_text(encoding="utf-8") == coverage.page(), "run make documentation"


def test_what_the_page_says_is_sent_is_proved_by_a_test():
    assert coverage.unproved() == {}


def test_only_operations_of_the_contract_are_proved():
    assert set().union(*operations.proved().values()) <= set(CONTRACT)


def test_promised_groups_are_served():
    missing = {name: reason for name, reason in coverage.unserved().items() if CONTRACT[name].group in PROMISED}
    assert coverage.NOT_YET not in missing.values(), missing


def test_reasons_are_given_for_what_is_not_served():
    groups = {operation.group for operation in CONTRACT.values()}
    assert set(coverage.reasons()) <= groups | set(CONTRACT) - set(SERVED)


@pytest.mark.parametrize("name", sorted(SERVED))
def test_the_simulator_serves_what_the_modules_send(name):
    assert name in RULES


def test_what_only_a_purge_asks_is_no_work_of_a_reader():
    assert SERVED["list_api_keys"] == ["bigpanda_organization"]


def test_the_way_out_serves_nothing():
    assert not operations.SERVING_NOTHING & {module for modules in SERVED.values() for module in modules}


def test_ansible_runs_each_module():
    """Only so it is seen that Ansible ships all that a module imports. Of the whole organization other targets are."""
    target = operations.ROOT / "tests" / "integration" / "targets" / "modules"
    modules = {path.stem for path in operations.MODULES.glob("bigpanda_*.py")}
    others = {"bigpanda_organization", "bigpanda_organization_info", *operations.OFFLINE}
    run = {name for path in target.glob("tasks/*.yml") for name in TASK.findall(path.read_text(encoding="utf-8"))}
    assert run == modules - others
    assert set((target / "aliases").read_text(encoding="utf-8").split()[2:]) == run
