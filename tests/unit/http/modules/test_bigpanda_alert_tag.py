# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from unit.http.modules.lifecycle import Life, live

BY_HOST = {"type": "extraction", "source": "host", "regex": "^([^-]+)-.*$"}
BY_CHECK = {"type": "extraction", "source": "check", "regex": "(.*)", "when": {"IN": ["team", ["dba", "noc"]]}}
LINK = {"type": "composition", "value": "https://wiki.example.com/${host}", "note": "Agreed"}
ZABBIX = {"type": "composition", "source": "oim.zabbix", "value": "https://zabbix.example.com/${host}"}
LIFE = Life(
    module="alert_tag",
    create={"name": "service_name", "description": "Service derived from host", "enrichments": [BY_HOST, BY_CHECK]},
    reordered={
        "enrichments": [
            {**BY_HOST, "active": True, "destination": "service_name"},
            {**BY_CHECK, "when": {"and": [{"in": ["Team", ["noc", "dba"]]}]}},
        ],
        "name": "service_name",
    },
    change={"name": "service_name", "active": False},
    before={"active": True},
    after={"active": False},
    read={"name": "service_name"},
    absent={"name": "service_name", "state": "absent"},
)


def ids(tag):
    return [rule["id"] for rule in tag["alert_tag"]["enrichments"]]


@pytest.mark.sends("create_alert_tag", "delete_alert_tag", "get_alert_tag", "update_alert_tag")
def test_lifecycle(call_there, written):
    live(LIFE, call_there, written)


@pytest.mark.sends(
    "create_tag_enrichments", "delete_tag_enrichments", "update_tag_enrichment_order", "update_tag_enrichments"
)
def test_rules_are_turned_around_changed_and_replaced(call, written):
    made = call("alert_tag", name="wiki", enrichments=[LINK, BY_HOST])
    written()
    turned = call("alert_tag", name="wiki", enrichments=[BY_HOST, LINK])
    assert turned["changed"] and ids(turned) == ids(made)[::-1]
    assert written() == ["update_tag_enrichment_order"]

    # Something else in one rule, another in place of the second, and one at the end.
    rules = [{**LINK, "note": "Agreed again"}, BY_CHECK, ZABBIX]
    mixed = call("alert_tag", name="wiki", enrichments=rules)
    assert mixed["changed"] and not call("alert_tag", name="wiki", enrichments=rules)["changed"]
    sent = written()
    assert sorted(sent) == sorted(set(sent))
    shown = mixed["alert_tag"]["enrichments"]
    assert [rule["type"] for rule in shown] == ["composition", "extraction", "composition"]
    assert shown[0]["id"] == ids(made)[0] and shown[0]["note"] == "Agreed again"

    other = {"type": "extraction", "source": "description", "regex": "(.*)"}
    assert len(ids(call("alert_tag", name="wiki", enrichments=[other]))) == 1


def test_a_tag_that_a_map_feeds_goes_with_it(call, refuse):
    columns = [{"title": "application", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}]
    call("enrichment_map", name="owners", fields=columns, rows=[{"application": "billing", "owner": "Ada"}])
    refuse("alert_tag", ({"name": "owner", "state": "absent"}, 'enrichment map "owners"'))
    call("enrichment_map", name="owners", state="absent")
    assert not call("alert_tag", name="owner", state="absent")["changed"]


@pytest.mark.sends("list_alert_tags")
def test_a_tag_may_have_the_name_of_a_column_whatever_it_is(call):
    call("alert_tag", name="wiki", enrichments=[LINK])
    name = "Place (CMDB)"
    columns = [{"title": "application", "type": "query_tag"}, {"title": name, "type": "result_tag"}]
    call("enrichment_map", name="places", fields=columns, rows=[{"application": "billing", name: "Vienna"}])
    assert call("alert_tag", name=name, active=False)["changed"]
    removed = call(
        "organization",
        enrichment_maps=[{"name": "places", "state": "absent"}],
        alert_tags=[{"name": name, "state": "absent"}],
        alert_tag_orders=[{"tags": ["wiki"]}],
    )
    assert not removed.get("failed")
    assert [tag["name"] for tag in call("alert_tag_info")["alert_tags"]] == ["wiki"]


def test_refused(call, refuse):
    call("alert_tag", name="wiki", enrichments=[LINK])
    refuse(
        "alert_tag",
        ({"name": "Owner"}, 'name is "Owner"'),
        ({"enrichments": []}, "state=absent"),
        ({"enrichments": [{"type": "extraction", "source": "host"}]}, "^enrichments.0.: regex is missing"),
        ({"enrichments": [{"type": "composition", "value": "a", "regex": "b"}]}, "regex is given"),
        (
            {"enrichments": [{**BY_HOST, "regex": "^([^-]+"}]},
            r"enrichments\[0\]: regex opens \( at character 2 and does",
        ),
        ({"enrichments": [{"type": "mapping"}]}, "composition"),
        (
            {"enrichments": [{"type": "composition", "value": "a", "when": {"=": ["host"]}}]},
            "takes a tag and a value",
        ),
        name="wiki",
    )
