# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Options of another type, and variables of the environment: every module says which one is wrong and what it takes."""

from __future__ import annotations

import importlib
import re

import pytest
from ansible.module_utils import basic
from ansible_collections.community.bigpanda.plugins.module_utils._module import arguments
from ansible_collections.community.bigpanda.plugins.module_utils._module.session import connection_spec
from unit.http.test_half_characters import NAMES, failures

OMITTED = "__omit_place_holder__5f1d8e37a6b05f1d8e37a6b05f1d8e37a6b05f1d"
# By type: what is of another one.
WRONG = {
    "str": [["a"], {"a": 1}, True, 1.1],
    "path": [["a"], {"a": 1}, True, 5],
    "list": [{"a": 1}, True, 1.1],
    "dict": [["a"], True, 5, "a"],
    "bool": [["a"], {"a": 1}, "maybe", 5],
    "int": [["a"], {"a": 1}, "a", 1.5, True],
    "float": [["a"], {"a": 1}, "a", True],
}
PYTHON = re.compile(
    r"<class|Traceback|NoneType|TypeError|ValueError|object has no|unhashable|\bint\(\)|\bstr\b|\bdict_"
)


class Spec(Exception):
    """The argument specification of a module, in place of the module."""


def argument_spec_of(name, monkeypatch):
    def caught(argument_spec, **_rules):
        raise Spec(argument_spec)

    monkeypatch.setattr(arguments, "Module", caught)
    monkeypatch.setattr(basic, "_ANSIBLE_ARGS", b'{"ANSIBLE_MODULE_ARGS": {}}')
    monkeypatch.setattr(basic, "_ANSIBLE_PROFILE", "legacy", raising=False)
    module = importlib.import_module(f"ansible_collections.community.bigpanda.plugins.modules.{name}")
    with pytest.raises(Spec) as spec:
        module.main()
    return spec.value.args[0]


def wrong_calls(spec, below=lambda value: value, within=""):
    """(place, options) of each value of a wrong type, at every depth."""
    for name, option in spec.items():
        where, kind = f"{within}{name}", option.get("type", "str")
        for value in (*WRONG.get(kind, ()), OMITTED):
            yield where, below({name: value})
        if kind == "list":
            element, inner = option.get("elements", "raw"), option.get("options", {})
            for value in (*WRONG.get(element, ()), OMITTED, *([None] if element != "raw" else [])):
                yield f"{where}[0]", below({name: [value]})
            yield from wrong_calls(inner, lambda value, name=name: below({name: [value]}), f"{where}[0].")
        elif kind == "dict":
            inner = option.get("options", {})
            yield from wrong_calls(inner, lambda value, name=name: below({name: value}), f"{where}.")


def test_a_wrong_type_is_reported_by_place_and_without_words_of_python(monkeypatch):
    calls, places = [], []
    for name in NAMES:
        for place, options in wrong_calls(argument_spec_of(name, monkeypatch)):
            calls.append((name[len("bigpanda_") :], options))
            places.append(place)
    said = failures(calls)
    assert len(calls) > 2000
    wrong = [
        (call, message)
        for call, place, message in zip(calls, places, said, strict=True)
        if not message.startswith((f"{place} is ", f"{place} is omit")) or PYTHON.search(message)
    ]
    assert wrong == []


def test_null_is_as_if_the_option_were_omitted(call, simulator):
    said = {
        ("role", "name"): call("role", name=None, permissions=[]),
        ("maintenance_plan", "name"): call("maintenance_plan", name=None, condition="a = b", start="1h", duration="1h"),
        ("enrichment_map", "name"): call("enrichment_map", name=None),
        ("alert", "alerts"): call("alert", app_key="key", alerts=None),
        ("alert_resolve", "alerts"): call("alert_resolve", environment="All Incidents", alerts=None),
        ("incident", "id"): call("incident", id=None, comment="Looking into it."),
        ("organization", "name"): call("organization", maintenance_plans=[{"name": None, "id": None}]),
    }
    for (module, option), failed in said.items():
        assert failed["failed"] and option in failed["msg"] and "required" in failed["msg"], (module, failed)
    assert simulator.requests() == []
    assert not call("incident_info", limit=None, activities=None)["changed"]


def test_what_is_secret_is_not_shown():
    said = failures([("role_info", {"api_key": ["test-token-5f1d8e37a6b0"]})])
    assert said == ["api_key is of another type. Give text."]


@pytest.mark.parametrize("blank", ["", " \n"])
def test_blank_variables_of_the_environment_are_not_set(run, monkeypatch, blank):
    for option in connection_spec():
        monkeypatch.setenv(f"BIGPANDA_{option.upper()}", blank)
    assert "failed" not in run("role_info")


@pytest.mark.parametrize("blank", [None, "", " "])
def test_options_of_a_connection_that_a_survey_leaves_blank_have_their_defaults(run, monkeypatch, blank):
    options = [name for name, option in connection_spec().items() if "default" in option]
    assert set(options) > {"region", "validate_certs", "timeout"}
    assert "failed" not in run("role_info", **dict.fromkeys(options, blank))
    monkeypatch.setenv("BIGPANDA_TIMEOUT", "soon")
    assert "BIGPANDA_TIMEOUT in the environment" in run("role_info", timeout=blank)["msg"]


@pytest.mark.parametrize("blank", [None, "", " "])
def test_a_blank_key_is_not_that_of_the_environment(call, simulator, monkeypatch, blank):
    """It may be that of another organization."""
    monkeypatch.setenv("BIGPANDA_API_KEY", "test-api-key-globex-5f1d8e37a6b0")
    refused = call("role_info", api_key=blank)
    assert refused["failed"] and "needs the User API Key (api_key)" in refused["msg"]
    assert simulator.requests() == []


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("BIGPANDA_TIMEOUT", "soon", 'BIGPANDA_TIMEOUT in the environment is "soon". Give a number.'),
        ("BIGPANDA_TIMEOUT", "-1", "timeout is -1.0. .*timeout comes from BIGPANDA_TIMEOUT in the environment."),
        ("BIGPANDA_MAX_ANSWER_MB", "64 MB", 'BIGPANDA_MAX_ANSWER_MB in the environment is "64 MB". Give a number.'),
        ("BIGPANDA_MAX_ANSWER_MB", "4096", "from 1 to 1024. max_answer_mb comes from BIGPANDA_MAX_ANSWER_MB in the"),
        ("BIGPANDA_REGION", "asia", 'BIGPANDA_REGION in the environment is "asia". It must be one of us, eu.'),
        (
            "BIGPANDA_VALIDATE_CERTS",
            "maybe",
            'BIGPANDA_VALIDATE_CERTS in the environment is "maybe". Give true or false.',
        ),
        ("BIGPANDA_CA_PATH", "/no/such", "ca_path /no/such .*ca_path comes from BIGPANDA_CA_PATH"),
        ("BIGPANDA_API_URL", "ftp://a", "api_url .*api_url comes from BIGPANDA_API_URL"),
        ("BIGPANDA_API_KEY", "a b", "api_key .*api_key comes from BIGPANDA_API_KEY"),
    ],
)
def test_messages_name_the_variable_that_a_value_comes_from(variable, value, words):
    options = {"api_key": "test-api-key-acme-5f1d8e37a6b0", "api_url": "http://127.0.0.1:9", "retry_timeout": 0}
    options = {name: given for name, given in options.items() if f"BIGPANDA_{name.upper()}" != variable}
    (message,) = failures([("role_info", options)], **{variable: value})
    assert re.search(words, message)


def test_an_option_wins_over_a_variable_that_says_nothing():
    said = failures([("role_info", {"timeout": -1})], BIGPANDA_TIMEOUT="soon")
    assert said[0].startswith("timeout is -1") and "BIGPANDA_TIMEOUT" not in said[0]


def test_a_kind_that_cannot_be_protected_is_an_error(run, simulator):
    said = run("organization", protect={"users": ["admin@acme.example"]}, roles=[])
    assert said["msg"].startswith("protect: unknown kind users. Kinds are environments,")
    assert simulator.requests() == []
