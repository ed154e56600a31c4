# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What awx.awx and AWX accept, as far as the role awx_setup uses it. Pure: each function returns what is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

# Written by derive.py.
OPTIONS = json.loads(Path(__file__).with_name("options.json").read_text(encoding="utf-8"))
TYPES = {"str": str, "int": int, "bool": bool, "dict": dict, "list": list}
FIELD_KEYS = {"id", "label", "type", "secret", "multiline", "choices", "help_text", "format"}
QUESTION_KEYS = {"question_name", "question_description", "variable", "type", "required", "default", "choices"}
QUESTION_KEYS |= {"min", "max"}
QUESTION_TYPES = {"text", "textarea", "password", "integer", "float", "multiplechoice", "multiselect"}


def wrong_options(module: str, given: Mapping[str, Any]) -> Iterator[str]:
    """Options that the module of awx.awx does not have, lacks, or has with another type."""
    known = OPTIONS[module]
    for name, value in given.items():
        if name not in known:
            yield f"{module} has no option {name}"
        elif not isinstance(value, TYPES.get(known[name].get("type", "str"), object)):
            yield f"{module}: {name} is not of type {known[name]['type']}"
        elif value not in known[name].get("choices", [value]):
            yield f"{module}: {name} is not one of {known[name]['choices']}"
    yield from (f"{module}: {name} is missing" for name in known if known[name].get("required") and name not in given)


def wrong_credential_type(given: Mapping[str, Any]) -> Iterator[str]:
    """What AWX or the server of Event-Driven Ansible would refuse."""
    fields = {field.get("id"): field for field in given["inputs"]["fields"]}
    for name, field in fields.items():
        if not field.get("label") or field.get("type") not in ("string", "boolean") or set(field) - FIELD_KEYS:
            yield f"field {name}"
    yield from (f"{name} is required, but no field" for name in given["inputs"]["required"] if name not in fields)
    for variable, template in given["injectors"]["env"].items():
        if variable.startswith(("ANSIBLE_", "EDA_")):
            yield f"{variable} is refused"
        yield from (
            f"{variable}: no field {name}" for name in re.findall(r"{{\s*(\w+)", template) if name not in fields
        )


def wrong_survey(given: Mapping[str, Any]) -> Iterator[str]:
    """AWX refuses a survey without name and description, and a question without some of its keys."""
    survey = given["survey_spec"]
    if set(survey) != {"name", "description", "spec"}:
        yield "a survey has name, description and spec"
    for question in survey["spec"]:
        missing = {"question_name", "variable", "type", "required"} - set(question)
        if missing or set(question) - QUESTION_KEYS or question["type"] not in QUESTION_TYPES:
            yield f"question {question.get('variable')}"
        if question["type"] == "multiplechoice" and question.get("default") not in question["choices"]:
            yield f"default of {question['variable']}"


def wrong_nodes(nodes: list[Mapping[str, Any]], templates: set[str]) -> Iterator[str]:
    """Links to nodes that do not exist, and nodes that are neither an approval nor a job template."""
    known = {node["identifier"] for node in nodes}
    for node in nodes:
        name = node["identifier"]
        if ("approval_node" in node) == ("unified_job_template" in node):
            yield f"node {name} is one of approval and job template"
        if node.get("unified_job_template", "approval") not in templates | {"approval"}:
            yield f"node {name}: no template {node['unified_job_template']}"
        yield from (f"node {name} leads to {each}" for each in node.get("success_nodes", []) if each not in known)
