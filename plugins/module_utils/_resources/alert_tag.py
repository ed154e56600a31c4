# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Alert tags with their enrichment rules, and the order in which tags run.

Source: contract, enrichment notes, "Alert tags and rules", "Run order".
"""

from __future__ import annotations

import re
from typing import Any

from .._core.errors import InvalidOption, error_context
from .._core.features.dependents import Dependents
from .._core.features.nested_items import NestedItems
from .._core.model.compare import BY_ID, Compare
from .._core.model.field import Field, OnCreate, Reference
from .._core.model.listing import Listing
from .._core.model.operation import Operation
from .._core.model.resource import Composition, Effect, Resource
from .._core.model.shape import Shape
from .._core.model.typed import true_if_omitted
from .._core.values.bpql.comparison import BPQL, shown_either
from .._core.values.free_text import FREE_TEXT
from .._core.values.regex_shape import regex_problem

VIEW = ("Alert Enrichment", "view")
FULL_ACCESS = ("Alert Enrichment", "full_access")
ORDER = "/resources/v2.1/enrichments-config"
TAGS = "/resources/v2.1/enrichments-config/tags"
TAG = "/resources/v2.1/enrichments-config/tags/{alerttag_name}"
ENRICHMENTS = f"{TAG}/enrichments"
NAME = re.compile(r"[a-z][a-z0-9_-]{0,63}")
MOST_RULES = 500
ALL_SYSTEMS = "All Systems"
# What a rule of each type needs and what it takes besides, of the fields that the API keeps in `config`.
CONFIG = {
    "composition": (("source", "destination", "value"), ()),
    "extraction": (("source", "destination", "regex"), ("selected_source_system",)),
}
CONFIG_FIELDS = ("source", "destination", "value", "regex", "selected_source_system")


def prepare_alert_tag(desired: dict) -> dict:
    """Refuse what the service would refuse."""
    name, rules = desired["name"], desired.get("enrichments")
    if not name:
        raise InvalidOption("name is empty.", "Give the name of the tag.")
    if rules is None:
        return desired
    if len(rules) > MOST_RULES:
        raise InvalidOption(
            f"enrichments contains {len(rules)} rules.", f"BigPanda accepts at most {MOST_RULES} for a tag."
        )
    for number, rule in enumerate(rules):
        with error_context(f"enrichments[{number}]"):
            _refuse_impossible_rule(name, rule)
    return desired


def _refuse_impossible_rule(name: str, rule: dict) -> None:
    needed, possible = CONFIG[rule["type"]]
    whole = {**_by_default(name, rule["type"]), **rule}
    missing = [option for option in needed if not whole.get(option)]
    if missing:
        raise InvalidOption(f"{missing[0]} is missing.", f"A rule of type {rule['type']} needs it.")
    strange = [option for option in CONFIG_FIELDS if option in rule and option not in (*needed, *possible)]
    if strange:
        raise InvalidOption(f"{strange[0]} is given.", f"Omit it for a rule of type {rule['type']}.")
    problem = regex_problem(whole.get("regex") or "")
    if problem:
        raise InvalidOption(f"regex {problem}.", "Put a backslash before a character that is meant literally.")


def _by_default(name: str, kind: str) -> dict:
    """What a new rule of the tag needs and need not be given.

    Stored composition rules may lack their source (notes, "Alert tags and rules").
    """
    return {"destination": name, **({"source": ALL_SYSTEMS} if kind == "composition" else {})}


def complete_alert_tag(tag: dict) -> dict:
    """With what new rules need; those that the service has given an id stay as they are."""
    rules = tag.get("enrichments")
    if not rules:
        return tag
    return {**tag, "enrichments": [rule if rule.get("id") else _complete_rule(tag["name"], rule) for rule in rules]}


def _complete_rule(name: str, rule: dict) -> dict:
    defaults = _by_default(name, rule["type"])
    return {**rule, **{option: rule.get(option) or value for option, value in defaults.items()}}


def check_alert_tag(current: dict | None, after: dict) -> None:
    """Only a new tag needs a proper name, since a map calls its tags as its columns (schema MappingField)."""
    if current is None and not NAME.fullmatch(after["name"]):
        raise InvalidOption(
            f'name is "{after["name"]}".',
            "Start with a lowercase letter, followed by lowercase letters, digits, _ and -, at most 64 characters.",
        )
    if current and current["enrichments"] and not after["enrichments"]:
        raise InvalidOption(
            "enrichments is empty, but BigPanda removes an alert tag together with its last rule.",
            "Give state=absent to remove it, or active=false to keep it without effect.",
        )


def decode_alert_tag(read: dict) -> dict:
    rules = [_decode_rule(read, rule) for rule in read.get("enrichments") or []]
    return {**read, "active": true_if_omitted(read.get("active")), "enrichments": rules}


def _decode_rule(tag: dict, rule: dict) -> dict:
    """Flat, except for what cannot be declared; what was omitted, with its meaning."""
    config = rule.get("config") or {}
    kind = _kind_of(rule)
    flat = {
        **dict.fromkeys(CONFIG_FIELDS),
        **{name: value for name, value in rule.items() if name != "config"},
        # An object, which may come as JSON, or BPQL text; `{}` means no condition (schema Bpql).
        "when": shown_either(rule.get("when")) or None,
        "note": rule.get("note") or None,
        "active": true_if_omitted(rule.get("active")),
    }
    if is_foreign(rule):
        return {**flat, "config": config}
    defaults = _by_default(str(tag.get("name")), kind)
    said = {name: value for name, value in config.items() if value or name not in defaults}
    return {**flat, "type": kind, **defaults, **said}


def encode_alert_tag(values: dict) -> dict:
    if "enrichments" not in values:
        return values
    return {**values, "enrichments": [_encode_rule(rule) for rule in values["enrichments"]]}


def _encode_rule(rule: dict) -> dict:
    config = {name: rule[name] for name in CONFIG_FIELDS if rule.get(name)}
    body = {name: value for name, value in rule.items() if name not in CONFIG_FIELDS}
    if "when" in body:
        body["when"] = body["when"] or {}
    return {**body, "config": config} if config else body


def _kind_of(rule: dict) -> str:
    return str(rule.get("type") or "").lower()


def is_foreign(rule: dict) -> bool:
    """Rules of maps, and of kinds that nobody knows yet: the stored type is an open text (schema EnrichmentItem)."""
    return _kind_of(rule) not in CONFIG


def is_of_map(rule: dict) -> bool:
    """Rules of type mapping are managed only through maps (schema EnrichmentItemInput)."""
    return _kind_of(rule) == "mapping"


def is_fed(tag: dict) -> bool:
    return any(is_of_map(rule) for rule in tag.get("enrichments") or [])


def is_only_fed(tag: dict) -> bool:
    return all(is_of_map(rule) for rule in tag.get("enrichments") or [])


def has_active_rules(tag: dict) -> bool:
    return any(rule.get("active") is not False for rule in tag["enrichments"])


def fed_by(enrichment_map: dict) -> list[str]:
    """Result columns make tags of their name (notes, "Replace, append, read back")."""
    columns = enrichment_map.get("fields") or []
    return [column.get("tag_name") or column["title"] for column in columns if column["type"] == "result_tag"]


def feeds(enrichment_map: dict, tag: dict) -> bool:
    return tag["name"] in fed_by(enrichment_map)


ALERT_TAG = Resource(
    name="alert_tag",
    plural="alert_tags",
    key="name",
    fields=(
        Field("name", required=True),
        Field("description", compare=FREE_TEXT),
        Field("active", type="bool", default=OnCreate(True)),
        Field(
            "enrichments",
            aliases=("rules",),
            type="list",
            elements="dict",
            fields=(
                Field("type", required=True, choices=("composition", "extraction")),
                Field("active", type="bool"),
                Field("when", type="raw", aliases=("condition",), compare=BPQL),
                Field("source"),
                Field("destination"),
                Field("value"),
                Field("regex"),
                Field("selected_source_system"),
                Field("note", compare=FREE_TEXT),
            ),
            # A rule that says something else is changed in place if one of its kind can be.
            compare=Compare(match_by=(BY_ID, ("type", "source", "destination"), ("type",)), foreign=is_foreign),
        ),
    ),
    effect=Effect("active", has_active_rules, "lose all active rules"),
    readonly=("created_at", "created_by", "updated_at", "updated_by"),
    prepare=prepare_alert_tag,
    check=check_alert_tag,
    shape=Shape(complete=complete_alert_tag, decode=decode_alert_tag, encode=encode_alert_tag),
    features=(
        NestedItems(
            "enrichments",
            add=Operation("create_tag_enrichments", "POST", ENRICHMENTS, FULL_ACCESS),
            change=Operation("update_tag_enrichments", "PATCH", ENRICHMENTS, FULL_ACCESS),
            remove=Operation("delete_tag_enrichments", "DELETE", ENRICHMENTS, FULL_ACCESS),
            order=Operation("update_tag_enrichment_order", "PUT", f"{TAG}/order", FULL_ACCESS),
            elements="enrichments",
            ids="enrichments_ids",
            sequence="enrichment_order",
            # A changed config is a whole one (schema EnrichmentItemPatch).
            together=CONFIG_FIELDS,
        ),
        Dependents("enrichment_map", depends=feeds, is_needed=is_fed, creates=fed_by, is_only_created=is_only_fed),
    ),
    list=Listing(Operation("list_alert_tags", "GET", TAGS, VIEW)),
    get=Operation("get_alert_tag", "GET", TAG, VIEW, by_key=True),
    create=Operation("create_alert_tag", "POST", TAGS, FULL_ACCESS),
    update=Operation("update_alert_tag", "PATCH", TAG, FULL_ACCESS),
    delete=Operation("delete_alert_tag", "DELETE", TAG, FULL_ACCESS),
)


def compose_alert_tag_order(tags: list[dict], stored: Any) -> dict:
    """The stored order, and after it the tags that it does not name, as they were created.

    The response is a list, an object that contains it, or nothing if no order is stored (notes, "Run order"). Tags that
    were made within one second are told apart by their names, since lists of them are promised no order.
    """
    placed = stored.get("alert_tags_order") if isinstance(stored, dict) else stored
    created = {tag["name"]: tag["created_at"] or 0 for tag in tags}
    by_creation = sorted(created, key=lambda name: (created[name], name))
    first = [name for name in placed or [] if name in created]
    return {"tags": [*first, *(name for name in by_creation if name not in first)]}


ALERT_TAG_ORDER = Resource(
    name="alert_tag_order",
    plural="alert_tag_orders",
    key="id",
    fields=(
        Field("id", internal=True),
        Field(
            "tags",
            api_name="alert_tags_order",
            type="list",
            elements="str",
            required=True,
            refers=Reference("alert_tag", sends="key", complete=True),
        ),
    ),
    composed=Composition(
        of=ALERT_TAG,
        compose=compose_alert_tag_order,
        # "V2.1 writes both orders but reads neither" (notes, "Run order").
        stored=Operation("get_alert_tag_order_v20", "GET", "/resources/v2.0/enrichments-config", VIEW),
    ),
    list=ALERT_TAG.list,
    update=Operation("update_alert_tag_order", "PUT", ORDER, FULL_ACCESS),
)
