# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes the skeletons of a new resource: `make new-resource NAME=alert_filter`.

What the contract says of its operations is filled in: fields with their types and descriptions, permissions, samples.
What only a person knows is left to that person: which field is compared as a set, what identifies an object, examples.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import jinja2
import yaml

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = Path(__file__).resolve().parent / "templates"
TYPES = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "array": "list", "object": "dict"}
VERBS = ("list", "get", "create", "update", "delete")
FILES = {
    "declaration.py.j2": "plugins/module_utils/_resources/{name}.py",
    "module.py.j2": "plugins/modules/bigpanda_{name}.py",
    "info_module.py.j2": "plugins/modules/bigpanda_{name}_info.py",
    "rules.py.j2": "tests/simulator/rules/{plural}.py",
    "aliases.j2": "tests/integration/targets/bigpanda_{name}/aliases",
    "target.yml.j2": "tests/integration/targets/bigpanda_{name}/tasks/main.yml",
}


# What the contract leaves unsaid, since it is the same everywhere.
USUAL = {
    "id": "ID of the object.",
    "name": "Name of the object.",
    "created_at": "When it was created. Unix epoch, seconds.",
    "created_by": "ID of the user who created it.",
    "updated_at": "When it was changed last. Unix epoch, seconds.",
    "updated_by": "ID of the user who changed it last.",
}


class Contract:
    """The documents, with references followed."""

    def __init__(self) -> None:
        paths = sorted((ROOT / "tests" / "contract").glob("*.openapi.yaml"))
        self._documents = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths]

    def operation(self, operation_id: str) -> dict | None:
        """Method, path, permission, bodies and the document of an operation; None if there is none."""
        for document in self._documents:
            for path, item in document["paths"].items():
                for method, found in item.items():
                    if isinstance(found, dict) and found.get("operationId") == operation_id:
                        return {
                            "id": operation_id,
                            "method": method.upper(),
                            "path": path,
                            "document": document,
                            **found,
                        }
        return None

    def follow(self, document: dict, schema: dict) -> dict:
        while "$ref" in schema:
            found: Any = document
            for part in schema["$ref"].lstrip("#/").split("/"):
                found = found[part]
            schema = {**found, **{name: value for name, value in schema.items() if name != "$ref"}}
        return schema


def content_of(message: dict) -> dict:
    return message.get("content", {}).get("application/json", {})


def fields_of(contract: Contract, document: dict, schema: dict, sample: Any) -> list[dict]:
    """name, type, elements, description, required, choices and sample of each property."""
    schema = contract.follow(document, schema)
    required = schema.get("required", [])
    fields = []
    for name, raw in schema.get("properties", {}).items():
        of_field = contract.follow(document, raw)
        kinds = of_field.get("type", "string")
        kind = next(each for each in ([kinds] if isinstance(kinds, str) else kinds) if each != "null")
        inner = contract.follow(document, of_field.get("items", {}))
        fields.append(
            {
                "name": name,
                "type": TYPES[kind],
                "elements": TYPES.get(inner.get("type", "string"), "str") if kind == "array" else None,
                "description": USUAL.get(name) or sentence(of_field.get("description") or name.replace("_", " ")),
                "required": name in required,
                "choices": of_field.get("enum"),
                "sample": sample.get(name) if isinstance(sample, dict) else None,
            }
        )
    return fields


def sentence(text: str) -> str:
    text = " ".join(text.split()).replace("; ", ", ").replace(": ", " - ")
    return f"{text[0].upper()}{text[1:].rstrip('.')}."


def first_example(content: dict) -> Any:
    if "example" in content:
        return content["example"]
    examples = content.get("examples", {})
    return next(iter(examples.values()), {}).get("value") if examples else None


def describe(name: str) -> dict:
    """What the templates need to know. Raises SystemExit if the contract has no such operations."""
    contract, plural = Contract(), f"{name}s"
    operations = {verb: contract.operation(f"{verb}_{plural if verb == 'list' else name}") for verb in VERBS}
    create, listing = operations["create"], operations["list"]
    if create is None or listing is None:
        raise SystemExit(f"The contract has no create_{name} and list_{plural}.")
    body = content_of(create["requestBody"])
    answer = content_of(next(message for status, message in create["responses"].items() if status.startswith("2")))
    fields = fields_of(contract, create["document"], body["schema"], first_example(body))
    shown = fields_of(contract, create["document"], answer["schema"], first_example(answer))
    taken = {field["name"] for field in fields}
    # Whatever identifies an object where nothing is called a name; a person has to look at it.
    key = next((field for field in fields if field["name"] == "name"), fields[0])
    return {
        "name": name,
        "plural": plural,
        "title": name.replace("_", " "),
        "key": key,
        "fields": fields,
        "shown": shown,
        "readonly": [field["name"] for field in shown if field["name"] not in {*taken, "id"}],
        "operations": {verb: found for verb, found in operations.items() if found},
        "id_value": (operations["update"] or operations["delete"] or create)["path"].split("{")[-1].split("}")[0],
        "permission": create["x-permission"]["name"],
        "area": create["document"]["info"]["title"],
    }


def as_yaml(value: Any) -> str:
    """On one line, without the end mark of a document that is one scalar."""
    return yaml.dump(value, default_flow_style=True, width=1000).split("\n...")[0].strip()


def main(name: str, root: Path = ROOT) -> int:
    """root: the folder of the collection that the files go to."""
    described = describe(name)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters["yaml"] = as_yaml
    for template, target in FILES.items():
        path = root / target.format(**described)
        if path.exists():
            raise SystemExit(f"{path.relative_to(root)} is there already.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(environment.get_template(template).render(described), encoding="utf-8")
        print(path.relative_to(root))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
