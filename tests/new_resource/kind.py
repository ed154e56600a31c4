# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the contract says of a kind of object, as the skeletons of its modules need it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from documentation.operations import Described

TYPES = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "array": "list", "object": "dict"}
TYPES_OF_SAMPLES = {bool: "bool", int: "int", float: "float", str: "str", list: "list", dict: "dict"}
AUDIT = ("created_at", "created_by", "updated_at", "updated_by")
VERBS = ("list", "get", "create", "update", "delete")
# By these names Ansible, too, takes a value for one that must not be shown.
SECRET = re.compile("pass(?!ive)|secret|token")
# What the contract leaves unsaid, since it is the same everywhere.
USUAL = {
    "id": "ID of the object.",
    "name": "Name of the object.",
    "created_at": "When it was created. Unix epoch, seconds.",
    "created_by": "ID of the user who created it.",
    "updated_at": "When it was changed last. Unix epoch, seconds.",
    "updated_by": "ID of the user who changed it last.",
}


@dataclass(frozen=True)
class Property:
    """One property of a body. api_name: as the API spells it. sample: None where the contract has none."""

    name: str
    api_name: str
    type: str
    elements: str | None
    description: str
    required: bool
    choices: tuple
    sample: Any

    @property
    def secret(self) -> bool:
        return bool(SECRET.search(self.name))


@dataclass(frozen=True)
class Kind:
    """A kind of object. fields: what is sent to make one; shown: what comes back, in an envelope if it is enveloped."""

    name: str
    operations: Mapping[str, Described]
    fields: tuple[Property, ...]
    shown: tuple[Property, ...]
    is_enveloped: bool

    @property
    def plural(self) -> str:
        return f"{self.name}s"

    @property
    def title(self) -> str:
        return self.name.replace("_", " ")

    @property
    def key(self) -> Property:
        """What identifies an object; where nothing is called a name, a person has to look at it."""
        return _key(self.fields)

    @property
    def readonly(self) -> list[str]:
        given = {each.name for each in self.fields}
        return [each.name for each in self.shown if each.name not in {*given, "id"}]

    @property
    def not_shown(self) -> tuple[str, ...]:
        """What other kinds show about the last change, and this one does not."""
        shown = {each.name for each in self.shown}
        return tuple(name for name in AUDIT if name not in shown)

    def status(self, verb: str) -> int:
        """The status of a response that carries the operation out."""
        return min(int(status) for status in self.operations[verb].definition["responses"] if status.startswith("2"))

    @property
    def samples(self) -> list[Property]:
        """What an example sets."""
        return [each for each in self.fields if each.required or each.sample is not None or each == self.key]

    @property
    def id_value(self) -> str:
        """How paths call the object's id."""
        one = next((self.operations[verb] for verb in ("update", "delete", "get") if verb in self.operations), None)
        return one.path.split("{")[-1].split("}")[0] if one else f"{self.name}_id"

    @property
    def permission(self) -> str:
        return self.operations["create"].definition["x-permission"]["name"]

    @property
    def area(self) -> str:
        return self.operations["create"].document["info"]["title"]


def kinds_in(contract: Mapping[str, Described]) -> dict[str, Kind]:
    """Every kind that can be created and listed, by its name."""
    return {kind.name: kind for kind in _kinds(contract)}


def _kinds(contract: Mapping[str, Described]) -> Iterator[Kind]:
    for operation_id in contract:
        name = operation_id.removeprefix("create_")
        if name != operation_id and f"list_{name}s" in contract:
            yield _kind(contract, name)


def _kind(contract: Mapping[str, Described], name: str) -> Kind:
    ids = {verb: f"{verb}_{name}s" if verb == "list" else f"{verb}_{name}" for verb in VERBS}
    operations = {verb: contract[operation_id] for verb, operation_id in ids.items() if operation_id in contract}
    create = operations["create"]
    responses = create.definition["responses"]
    created = next(responses[status] for status in sorted(responses, reverse=True) if status.startswith("2"))
    # The engine knows the id by itself.
    fields = tuple(each for each in _properties(create, create.definition["requestBody"]) if each.name != "id")
    key = _key(fields)
    # Without an operation that reads one by its id, there is no other way to name it.
    fields = tuple(replace(each, required=True) if each == key and "get" not in operations else each for each in fields)
    shown = _properties(create, created) or fields
    return Kind(name, operations, fields, shown, _is_enveloped(_first_sample(_json_of(created))))


def _key(fields: Sequence[Property]) -> Property:
    return min(fields, key=lambda each: (each.name != "name", not each.required))


def _properties(operation: Described, message: Mapping) -> tuple[Property, ...]:
    """The properties of a body, without its envelope; where the schema is open, those of the sample."""
    content = _json_of(message)
    schema, sample = _follow(operation.document, content.get("schema", {})), _first_sample(content)
    if _is_enveloped(sample):
        schema, sample = _follow(operation.document, schema.get("properties", {}).get("data", {})), sample["data"]
    sample = sample if isinstance(sample, dict) else {}
    declared = schema.get("properties") or dict.fromkeys(sample, {})
    return tuple(
        _property(operation.document, name, declared[name], name in schema.get("required", ()), sample.get(name))
        for name in declared
    )


def _is_enveloped(sample: Any) -> bool:
    return isinstance(sample, dict) and isinstance(sample.get("data"), dict)


def _property(document: dict, name: str, schema: dict, required: bool, sample: Any) -> Property:
    schema = _follow(document, schema)
    kind = _type(schema, sample)
    inner = _follow(document, schema.get("items", {}))
    first = sample[0] if isinstance(sample, list) and sample else None
    plain = _snake_case(name)
    return Property(
        name=plain,
        api_name=name,
        type=kind,
        elements=_type(inner, first) if kind == "list" else None,
        description=USUAL.get(plain) or _sentence(schema.get("description") or plain.replace("_", " ")),
        required=required,
        choices=tuple(each for each in schema.get("enum", ()) if each is not None),
        sample=sample,
    )


def _json_of(message: Mapping) -> dict:
    content = message.get("content", {})
    return next((body for media_type, body in content.items() if media_type.endswith("json")), {})


def _first_sample(content: Mapping) -> Any:
    if "example" in content:
        return content["example"]
    return next(iter(content.get("examples", {}).values()), {}).get("value")


def _follow(document: dict, schema: dict) -> dict:
    while "$ref" in schema:
        found: Any = document
        for part in schema["$ref"].lstrip("#/").split("/"):
            found = found[part]
        schema = {**found, **{name: value for name, value in schema.items() if name != "$ref"}}
    return schema


def _type(schema: Mapping, sample: Any) -> str:
    """Ansible's type; what may be several is told from the sample, or is anything."""
    kinds = schema.get("type", [])
    named = [each for each in ([kinds] if isinstance(kinds, str) else kinds) if each != "null"]
    return TYPES[named[0]] if len(named) == 1 else TYPES_OF_SAMPLES.get(type(sample), "raw")


def _snake_case(name: str) -> str:
    return re.sub("(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().replace("-", "_").strip("$")


def _sentence(text: str) -> str:
    """In Ansible's markup, as one sentence."""
    marked = re.sub("`([^`]*)`", r"C(\1)", " ".join(text.split()))
    return f"{marked[0].upper()}{marked[1:].rstrip('.')}."
