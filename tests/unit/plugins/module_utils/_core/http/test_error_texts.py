# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.error_texts import service_errors
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.raw_response import RawResponse


def texts_of(body, **headers):
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return service_errors(RawResponse(400, names, body, True, "https://api.example/things"))


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ({"errors": "one"}, ["one"]),
        ({"statusCode": 403, "error": "Forbidden", "message": "You may not."}, ["Forbidden", "You may not."]),
        ({"errors": ["one"], "message": "one"}, ["one"]),
        ({"errors": [], "detail": "one"}, ["one"]),
        ({"response": {"status": "failed", "errors": ["one"]}}, ["one"]),
        ({"status": 400, "data": {"error": "one"}}, ["one"]),
        ({"errors": ["a\nb", " ", *range(20)]}, ["a b", *map(str, range(9))]),
        ([1, "two"], ["1", "two"]),
        ("one", ["one"]),
        ({"errors": [None, {}, [], False], "message": None}, ["false"]),
        (None, []),
        ({"name": "not a reason"}, []),
        (
            {"errors": {"name": ["is taken", None], "permissions": {"0": {"actions": "unknown"}}, "x": {}}},
            ["name: is taken", "permissions.0.actions: unknown"],
        ),
        (
            {"errors": [{"field": "name", "message": "Too long.", "code": 12, "more": {"a": 1}}]},
            ["Too long (field: name, code: 12)"],
        ),
        ({"detail": [{"loc": ["body", "name"], "msg": "field required"}]}, ["field required (loc: body.name)"]),
        ({"errors": {"name": {"message": "Too long", "code": None}}}, ["name: Too long"]),
    ],
)
def test_reasons_are_read_from_every_shape(body, texts):
    assert texts_of(body) == texts


@pytest.mark.parametrize(
    ("content_type", "body", "texts"),
    [
        ("text/plain; charset=x", b"why", ["why"]),
        ("text/plain", b"<html>why</html>", []),
        ("text/html", b"why", []),
        ("", b"why", []),
    ],
)
def test_only_what_is_said_to_be_plain_text_is_read_as_text(content_type, body, texts):
    assert texts_of(body, Content_Type=content_type) == texts


def test_a_reason_that_is_endless_is_cut():
    deep = "end"
    for _level in range(100):
        deep = {"k" * 99: deep}
    for body in ({"errors": deep}, ["x" * 9999] * 9999, {"errors": [{"message": "x" * 9999, "y" * 9999: 1}]}):
        assert all(len(text) <= 302 for text in texts_of(body)) and len(texts_of(body)) == 1
