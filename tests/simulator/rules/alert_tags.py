# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Alert tags, their enrichment rules and the orders of both. Contract: enrichment notes, "Alert tags and rules"."""

from __future__ import annotations

import json
import time
import uuid

from ..organization import Organization
from ..reply import Refusal, Reply, not_found
from .lists import enveloped
from .registry import Request, in_words_of, rule
from .stored import audited, change

KIND = "alert_tags"
# Per organization, and per tag (notes, "Rate limit and ceilings").
MOST_TAGS, MOST_RULES = 1000, 500
CONFIGS = {
    "composition": ({"source", "destination", "value"}, set()),
    "extraction": ({"source", "destination", "regex"}, {"selected_source_system", "template"}),
}
PATCHED = ("active", "when", "config", "note")


def _tag(request: Request) -> dict:
    try:
        return request.organization.stores[KIND][request.values["alerttag_name"]]
    except KeyError:
        raise not_found("Alert tag") from None


def _fed_by_map(tag: dict) -> bool:
    return any(each["type"] == "mapping" for each in tag["enrichments"])


# -- rules -----------------------------------------------------------------------------------------------------


def made_rule(values: dict, by: str) -> dict:
    _check_config(values["type"], values["config"])
    return {"active": True, "note": None, **values, "id": str(uuid.uuid4()), "version": 1, **_signed(by)}


def _signed(by: str) -> dict:
    return {"created_by": by, "updated_by": by}


def _check_config(kind: str, config: dict) -> None:
    """What the schema of a change leaves open: its config is a whole one. Raises Refusal."""
    if kind not in CONFIGS:
        raise Refusal(400, f"Rules of type {kind} are managed through maps.")
    needed, possible = CONFIGS[kind]
    if not needed <= set(config) <= needed | possible:
        raise Refusal(400, f"config of {kind} takes {', '.join(sorted(needed | possible))}.")


def _merge(organization: Organization, tag: dict, rules: list[dict]) -> None:
    """New rules go to the top; the notes also speak of creation time. The order among them is theirs, or not."""
    if len(tag["enrichments"]) + len(rules) > MOST_RULES:
        raise Refusal(400, f"A tag takes {MOST_RULES} rules.")
    place = organization.readings["new_rules"]
    if place == "bottom":
        tag["enrichments"] = [*tag["enrichments"], *rules]
    else:
        tag["enrichments"] = [*(reversed(rules) if place == "reversed" else rules), *tag["enrichments"]]


def _remove(organization: Organization, tag: dict, ids: set[str]) -> None:
    """A tag goes with its last rule."""
    tag["enrichments"] = [each for each in tag["enrichments"] if each["id"] not in ids]
    if not tag["enrichments"]:
        _forget(organization, tag)


def _forget(organization: Organization, tag: dict) -> None:
    organization.stores[KIND].pop(tag["name"], None)
    organization.stores["rule_orders"].pop(tag["name"], None)
    organization.stores["tag_order"].pop(tag["name"], None)


# -- what maps do to tags --------------------------------------------------------------------------------------


def feed(organization: Organization, stored_map: dict) -> None:
    """Result columns create missing alert tags on their own (notes, "Replace, append, read back")."""
    config = stored_map["config"]
    for column in config["fields"]:
        if column["type"] != "result_tag":
            continue
        name, by = column.get("tag_name") or column["title"], stored_map["created_by"]
        tag = organization.stores[KIND].get(name)
        if tag is None:
            now = int(time.time())
            tag = {"name": name, "active": True, "enrichments": [], **_signed(by), "created_at": now, "updated_at": now}
            organization.stores[KIND][name] = tag
        if not any(each.get("map") == stored_map["id"] for each in tag["enrichments"]):
            values = {"type": "mapping", "active": True, "when": {}, "note": None, "config": dict(config)}
            made = {**values, "id": str(uuid.uuid4()), "version": 1, **_signed(by), "map": stored_map["id"]}
            _merge(organization, tag, [made])


def starve(organization: Organization, map_id: str) -> None:
    """The rules of a map go with it, and with them tags that had no other."""
    for tag in list(organization.stores[KIND].values()):
        ids = {each["id"] for each in tag["enrichments"] if each.get("map") == map_id}
        if ids:
            _remove(organization, tag, ids)


# -- answers ---------------------------------------------------------------------------------------------------


def _shown_rule(request: Request, stored: dict) -> dict:
    """`map` is ours: no answer names the map behind a rule."""
    shown = {name: value for name, value in stored.items() if name != "map"}
    condition = stored.get("when")
    if condition:
        shown["when"] = json.dumps(condition) if request.readings["rule_condition"] == "text" else condition
    elif request.readings["no_condition"] == "missing":
        shown.pop("when", None)
    else:
        shown["when"] = None if request.readings["no_condition"] == "null" else {}
    if stored["type"] == "composition" and request.readings["composition_source"] == "missing":
        # "Stored composition rules may lack `source`": those that are for all systems.
        shown["config"] = {name: value for name, value in stored["config"].items() if value != "All Systems"}
    if stored["type"] == "extraction":
        shown["config"] = {"template": None, **stored["config"]}
    return {**shown, "type": in_words_of(request, stored["type"])}


def _shown(request: Request, tag: dict) -> dict:
    return {**tag, "enrichments": [_shown_rule(request, each) for each in tag["enrichments"]]}


def _answered(request: Request, status: int, tag: dict) -> Reply:
    shown = _shown(request, tag)
    one_in_list = request.readings["tag_answer"] == "list" and request.readings["envelope"] == "enveloped"
    return Reply(status, enveloped(request, status, [shown] if one_in_list else shown))


def _answered_rules(request: Request, status: int, rules: list[dict]) -> Reply:
    shown = [_shown_rule(request, each) for each in rules]
    only_one = request.readings["rules_answer"] == "one"
    return Reply(status, enveloped(request, status, shown[0] if only_one else shown))


def _answered_order(request: Request, key: str, names: list[str]) -> Reply:
    reading = request.readings["order_answer"]
    if reading == "list":
        return Reply(200, enveloped(request, 200, names))
    key = "enrichment_order" if reading == "rule_order" else key
    return Reply(200, enveloped(request, 200, {"created_by": request.caller.id, key: names}))


def _stored_order(request: Request, key: str, names: list[str] | None) -> Reply:
    """`names`: None where no order was stored."""
    if names is None and request.readings["no_order"] == "no_content":
        return Reply(204)
    if request.readings["stored_order"] == "object":
        return Reply(200, {key: names or []})
    return Reply(200, enveloped(request, 200, names or []))


# -- tags ------------------------------------------------------------------------------------------------------


@rule("list_alert_tags")
def list_alert_tags(request: Request) -> Reply:
    tags = [_shown(request, tag) for tag in request.organization.stores[KIND].values()]
    return Reply(200, enveloped(request, 200, tags))


@rule("get_alert_tag")
def get_alert_tag(request: Request) -> Reply:
    return _answered(request, 200, _tag(request))


@rule("create_alert_tag")
def create_alert_tag(request: Request) -> Reply:
    tags, name = request.organization.stores[KIND], request.body["name"]
    if name in tags:
        raise Refusal(request.readings["alert_tag_conflict_status"], f"{name} already exists.")
    if len(tags) >= MOST_TAGS:
        raise Refusal(400, f"An organization takes {MOST_TAGS} alert tags.")
    rules = [made_rule(each, request.caller.id) for each in request.body.get("enrichments", [])]
    tags[name] = audited(request, {**request.body, "enrichments": rules})
    return _answered(request, 201, tags[name])


@rule("update_alert_tag")
def update_alert_tag(request: Request) -> Reply:
    tag = _tag(request)
    change(request, tag, request.body)
    return _answered(request, 200, tag)


@rule("delete_alert_tag")
def delete_alert_tag(request: Request) -> Reply:
    tag = _tag(request)
    if _fed_by_map(tag):
        raise Refusal(request.readings["alert_tag_conflict_status"], "Delete the map that feeds the tag first.")
    _forget(request.organization, tag)
    return _answered(request, 200, tag)


# -- rules of a tag --------------------------------------------------------------------------------------------


@rule("create_tag_enrichments")
def create_tag_enrichments(request: Request) -> Reply:
    tag = _tag(request)
    rules = [made_rule(each, request.caller.id) for each in request.body["enrichments"]]
    _merge(request.organization, tag, rules)
    return _answered_rules(request, request.readings["rules_create_status"], rules)


@rule("update_tag_enrichments")
def update_tag_enrichments(request: Request) -> Reply:
    tag = _tag(request)
    by_id = {each["id"]: each for each in tag["enrichments"]}
    for values in request.body["enrichments"]:
        stored = by_id.get(values["id"])
        if stored is None:
            raise not_found("Enrichment")
        if values.get("type", stored["type"]) != stored["type"]:
            raise Refusal(400, "The type of a rule cannot be changed.")
        if "config" in values:
            _check_config(stored["type"], values["config"])
    for values in request.body["enrichments"]:
        stored = by_id[values["id"]]
        stored.update({name: values[name] for name in PATCHED if name in values}, updated_by=request.caller.id)
        stored["version"] += 1
    return _answered_rules(request, 200, [by_id[values["id"]] for values in request.body["enrichments"]])


@rule("delete_tag_enrichments")
def delete_tag_enrichments(request: Request) -> Reply:
    tag, ids = _tag(request), set(request.body["enrichments_ids"])
    named = [each for each in tag["enrichments"] if each["id"] in ids]
    if len(named) < len(ids):
        raise not_found("Enrichment")
    if _fed_by_map({"enrichments": named}):
        raise Refusal(request.readings["alert_tag_conflict_status"], "Delete the map that feeds the tag first.")
    _remove(request.organization, tag, ids)
    return Reply(204)


# -- orders ----------------------------------------------------------------------------------------------------


def _completed(request: Request, given: list[str], there: list[str]) -> list[str]:
    """What omitted and unknown names do is not documented: refused, or what is left out comes last."""
    if len(set(given)) < len(given) or not set(given) <= set(there):
        raise Refusal(400, "The order names what is not there, or names something twice.")
    left_out = [name for name in there if name not in given]
    if left_out and request.readings["incomplete_order"] == "refused":
        raise Refusal(400, "The order is incomplete.")
    return [*given, *left_out]


@rule("update_tag_enrichment_order")
def update_tag_enrichment_order(request: Request) -> Reply:
    tag, given = _tag(request), request.body["enrichment_order"]
    by_id = {each["id"]: each for each in tag["enrichments"]}
    order = _completed(request, given, list(by_id))
    tag["enrichments"] = [by_id[rule_id] for rule_id in order]
    request.organization.stores["rule_orders"][tag["name"]] = {"is_stored": True}
    return _answered_order(request, "enrichment_order", order)


@rule("get_tag_enrichment_order_v20")
def get_tag_enrichment_order_v20(request: Request) -> Reply:
    tag = _tag(request)
    is_stored = tag["name"] in request.organization.stores["rule_orders"]
    ids = [each["id"] for each in tag["enrichments"]]
    return _stored_order(request, "enrichment_order", ids if is_stored else None)


@rule("update_alert_tag_order")
def update_alert_tag_order(request: Request) -> Reply:
    order = _completed(request, request.body["alert_tags_order"], list(request.organization.stores[KIND]))
    request.organization.stores["tag_order"] = {name: {} for name in order}
    return _answered_order(request, "alert_tags_order", order)


@rule("get_alert_tag_order_v20")
def get_alert_tag_order_v20(request: Request) -> Reply:
    order = request.organization.stores["tag_order"]
    if not order:
        return _stored_order(request, "alert_tags_order", None)
    since = [name for name in request.organization.stores[KIND] if name not in order]
    return _stored_order(request, "alert_tags_order", [*order, *since])
