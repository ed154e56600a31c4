# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The contract: which operations there are, and whether a request or an answer keeps to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

CONTRACT = Path(__file__).resolve().parents[1] / "contract"
METHODS = ("get", "post", "put", "patch", "delete")
# Names of the documented kinds of credential; the others of the contract belong to calls that are not simulated.
API_KEY, ORG_TOKEN = "userApiKey", "orgToken"


@dataclass(frozen=True)
class Document:
    """One OpenAPI document. References inside it are resolved against `registry`."""

    name: str
    content: dict = field(repr=False, hash=False)
    registry: Registry = field(repr=False, hash=False)

    def resolve(self, node: dict) -> dict:
        while "$ref" in node:
            target: Any = self.content
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            node = target
        return node

    def validator(self, schema: dict) -> Draft202012Validator:
        return Draft202012Validator(
            _with_document(schema, self.name), registry=self.registry, format_checker=FormatChecker()
        )


def _with_document(node: Any, name: str) -> Any:
    """References made absolute, so that a schema can be used away from its document."""
    if isinstance(node, dict):
        return {key: f"{name}{value}" if key == "$ref" else _with_document(value, name) for key, value in node.items()}
    if isinstance(node, list):
        return [_with_document(value, name) for value in node]
    return node


@dataclass(frozen=True)
class Operation:
    """One operation of the contract, with what is needed to check a call of it."""

    id: str
    method: str
    template: str
    host: str
    definition: dict = field(repr=False, hash=False)
    path_parameters: list = field(repr=False, hash=False)
    document: Document = field(repr=False, hash=False)

    @property
    def credentials(self) -> set[str]:
        return {name for choice in self.definition.get("security", []) for name in choice}

    @property
    def permission(self) -> dict:
        return self.definition["x-permission"]

    @property
    def rate_limit(self) -> dict | None:
        return self.definition.get("x-rate-limit")

    @property
    def group(self) -> str:
        return self.definition["tags"][0]

    @property
    def is_write(self) -> bool:
        return self.method not in ("GET", "HEAD")

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        pieces = re.split(r"(\{\w+\})", self.template)
        return re.compile(
            "".join(f"(?P<{piece[1:-1]}>[^/]+)" if piece.startswith("{") else re.escape(piece) for piece in pieces)
        )

    @cached_property
    def parameters(self) -> dict[tuple[str, str], tuple[dict, Draft202012Validator]]:
        found = {}
        for node in [*self.path_parameters, *self.definition.get("parameters", [])]:
            parameter = self.document.resolve(node)
            schema = parameter.get("schema", {})
            found[parameter["in"], parameter["name"]] = (parameter, self.document.validator(schema))
        return found

    @cached_property
    def body_validators(self) -> dict[str, Draft202012Validator]:
        body = self.document.resolve(self.definition.get("requestBody", {}))
        return _content_validators(self.document, body)

    @cached_property
    def response_validators(self) -> dict[str, dict[str, Draft202012Validator]]:
        return {
            status: _content_validators(self.document, self.document.resolve(response))
            for status, response in self.definition["responses"].items()
        }

    def match(self, path: str) -> dict[str, str] | None:
        found = self.pattern.fullmatch(path)
        return {name: unquote(value) for name, value in found.groupdict().items()} if found else None

    def check_request(
        self, query: dict[str, list[str]], values: dict[str, str], headers: Any, body: Any, open_lists: str
    ) -> list[str]:
        """What breaks the contract, as sentences. `body` is parsed JSON, text, or None where none was sent.

        open_lists: how a list in the query is said where the contract leaves it open, `repeated` or `commas`.
        """
        found = self._check_query(query, open_lists)
        for name, text in values.items():
            parameter, _validator = self.parameters.get(("path", name), ({}, None))
            found += self._check_value("path", name, parse_text(self.document, parameter, text))
        if "application/json" not in headers.get("Accept", ""):
            found.append("the header Accept is not application/json")
        found += [f"the header {name} is missing" for name in self._needed_headers() if name not in headers]
        return found + self._check_body(headers.get("Content-Type", ""), body)

    def query_values(self, name: str, texts: list[str], open_lists: str) -> list[Any]:
        """The values that the query gives the parameter, typed: one, unless its key is repeated for no list."""
        parameter, _validator = self.parameters["query", name]
        if self.document.resolve(parameter.get("schema", {})).get("type") != "array":
            return [parse_text(self.document, parameter, text) for text in texts]
        # Keys are repeated unless a document says otherwise (OpenAPI, "Style Values", form).
        is_repeated = open_lists == "repeated" if "x-uncertain" in parameter else parameter.get("explode", True)
        return [texts] if is_repeated else [text.split(",") for text in texts]

    def _check_query(self, query: dict[str, list[str]], open_lists: str) -> list[str]:
        found = []
        for name, texts in query.items():
            if ("query", name) not in self.parameters:
                found.append(f"the query parameter {name} is not documented")
                continue
            values = self.query_values(name, texts, open_lists)
            if len(values) > 1:
                found.append(f"the query parameter {name} is given more than once")
            for value in values:
                found += self._check_value("query", name, value)
        for (place, name), (parameter, _validator) in self.parameters.items():
            if place == "query" and parameter.get("required") and name not in query:
                found.append(f"the query parameter {name} is missing")
        return found

    def _needed_headers(self) -> list[str]:
        return [
            name
            for (place, name), (parameter, _validator) in self.parameters.items()
            if place == "header" and parameter.get("required") and "x-uncertain" not in parameter
        ]

    def _check_value(self, place: str, name: str, value: Any) -> list[str]:
        if (place, name) not in self.parameters:
            return []
        _parameter, validator = self.parameters[place, name]
        return [f"{place} parameter {name}: {error.message}" for error in validator.iter_errors(value)]

    def _check_body(self, content_type: str, body: Any) -> list[str]:
        definition = self.document.resolve(self.definition.get("requestBody", {}))
        if body is None:
            return ["the body is missing"] if definition.get("required") else []
        if not definition:
            return ["a body is sent and none is documented"]
        media_type = content_type.split(";")[0].strip()
        if media_type not in self.body_validators:
            return [f"the content type {content_type!r} is not documented"]
        # What is in parts says its charset in each of them, if anywhere.
        if media_type != "multipart/form-data" and "charset=utf8" not in content_type.replace(" ", "").lower():
            return [f"the content type {content_type!r} does not say charset=utf8"]
        return [f"body{_where(error)}: {error.message}" for error in self.body_validators[media_type].iter_errors(body)]

    def check_size(self, received: int) -> list[str]:
        """What is wrong with the size of a request, in bytes: `x-payload-limit`, whose MB are taken for 10^6 bytes."""
        limit = self.definition.get("x-payload-limit")
        if limit is None or received <= float(limit.removesuffix(" MB")) * 10**6:
            return []
        return [f"the body has {received} bytes, more than {limit}"]

    def check_response(self, status: int, body: Any) -> list[str]:
        """What is wrong with an answer of ours."""
        validators = self.response_validators.get(str(status))
        if validators is None:
            # The general table applies to every operation (contract README, "Reading rules").
            return (
                []
                if status in (400, 401, 403, 404, 409, 429, 500, 501, 502, 503, 504)
                else [f"status {status} is not documented"]
            )
        validator = validators.get("application/json")
        if validator is None or body is None:
            return []
        return [f"answer{_where(error)}: {error.message[:300]}" for error in validator.iter_errors(body)]


def parse_text(document: Document, parameter: dict, text: str) -> Any:
    schema = document.resolve(parameter.get("schema", {}))
    if schema.get("type") == "integer":
        return int(text) if re.fullmatch(r"-?\d+", text) else text
    if schema.get("type") == "boolean":
        return {"true": True, "false": False}.get(text, text)
    return text


def in_lower_case(operation: Operation, query: dict[str, list[str]]) -> dict[str, list[str]]:
    """The query with its booleans as the contract writes them."""
    booleans = {
        name
        for (place, name), (parameter, _validator) in operation.parameters.items()
        if place == "query" and operation.document.resolve(parameter.get("schema", {})).get("type") == "boolean"
    }
    return {name: [text.lower() for text in texts] if name in booleans else texts for name, texts in query.items()}


def _content_validators(document: Document, holder: dict) -> dict[str, Draft202012Validator]:
    return {
        media_type: document.validator(content["schema"])
        for media_type, content in holder.get("content", {}).items()
        if "schema" in content
    }


def _where(error: Any) -> str:
    return "".join(f"[{part!r}]" for part in error.absolute_path)


@lru_cache(maxsize=1)
def load_operations() -> tuple[Operation, ...]:
    """Every operation of the contract, static paths before those with parameters."""
    operations = [
        operation for path in sorted(CONTRACT.glob("*.openapi.yaml")) for operation in _operations_of(_load(path))
    ]
    return tuple(sorted(operations, key=lambda operation: operation.template.count("{")))


def _load(path: Path) -> Document:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # a safe loader, named for its speed
    name = f"urn:contract:{path.name.split('.')[0]}"
    registry = Registry().with_resource(name, DRAFT202012.create_resource(content))
    return Document(name, content, registry)


def _operations_of(document: Document) -> list[Operation]:
    found = []
    for template, item in document.content["paths"].items():
        for method in METHODS:
            if method in item:
                definition = item[method]
                servers = definition.get("servers") or item.get("servers") or document.content["servers"]
                host = "integrations" if "integrations" in servers[0]["url"] else "api"
                found.append(
                    Operation(
                        definition["operationId"],
                        method.upper(),
                        template,
                        host,
                        definition,
                        item.get("parameters", []),
                        document,
                    )
                )
    return found
