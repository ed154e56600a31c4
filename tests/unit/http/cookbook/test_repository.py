# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The example of a repository can be applied as it is, and the guide shows its pipelines."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from unit.http.cookbook.conftest import ROOT

REPOSITORY = ROOT / "examples" / "repository"
GUIDE = (ROOT / "docs" / "organization_as_code.md").read_text(encoding="utf-8")
PIPELINES = (".gitlab-ci.yml", ".github/workflows/bigpanda.yml")
ORGANIZATIONS = {"amer": ("acme", "us"), "emea": ("globex", "eu")}
FEED = (
    "mail,cn,memberOf,status\nadmin@globex.example,Gala Admin,bigpanda-Admin,active\nada@emea.example,Ada,noc,active\n"
)


@pytest.fixture
def run(ansible, simulator):
    """Runs playbooks of the collection for the organizations of the example, which the simulator has."""
    connection = {
        "vault_bigpanda_api_keys": {
            name: f"test-api-key-{there}-5f1d8e37a6b0" for name, (there, _region) in ORGANIZATIONS.items()
        },
        "tokens": {name: f"test-org-token-{there}-1b7e5a90c4d2" for name, (there, _region) in ORGANIZATIONS.items()},
        "bigpanda_org_token": "{{ tokens[inventory_hostname] }}",
        "urls": {name: simulator.api_url(region) for name, (_there, region) in ORGANIZATIONS.items()},
        "bigpanda_api_url": "{{ urls[inventory_hostname] }}",
    }

    def play(*arguments, **variables):
        inventory = ["-i", str(REPOSITORY / "inventory")]
        done = ansible(*inventory, "-e", json.dumps({**connection, **variables}), *arguments)
        assert done["status"] == 0, done["said"]
        return done

    return play


def test_the_example_is_applied_and_agrees_with_itself(run, acme, globex):
    playbooks = (f"community.bigpanda.{name}" for name in ("validate", "onboard", "drift", "onboard"))
    assert run(*playbooks)["changed"] == [0, len(ORGANIZATIONS), 0, 0]
    assert {"Operations", "Auditors"} <= {role["name"] for role in acme.roles.values()}
    analytics = {"resource_type": "analytics", "resource_id": None, "actions": ["read"]}
    assert analytics in globex.find_role("Auditors")["permissions"]
    assert analytics not in acme.find_role("Auditors")["permissions"]
    (rows,) = globex.tables.values()
    assert len(rows) == 2 and len(acme.stores["maintenance_plans"]) == 1


def test_the_example_provisions_a_feed(run, globex):
    provision = ["community.bigpanda.provision_users", "-l", "emea"]
    run("community.bigpanda.onboard", *provision, bigpanda_users_csv=FEED)
    assert globex.find_user("ada@emea.example")["active"]


@pytest.mark.parametrize("name", PIPELINES)
def test_the_guide_shows_the_pipeline(name):
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    assert yaml.safe_load(text)
    shown = re.search(rf"`{re.escape(name)}`:\n\n```yaml\n(.*?)```", GUIDE, re.DOTALL)[1]
    assert shown in text
