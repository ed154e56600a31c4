# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible.parsing.dataloader import DataLoader
from ansible_collections.community.bigpanda.plugins.plugin_utils.yaml_files import to_yaml
from hypothesis import given
from hypothesis import strategies as st

OWN_DELIMITERS = "#jinja2:variable_start_string:'[[',variable_end_string:']]'\n[[ 6 * 7 ]]"
HOSTILE = [
    "{{ 6 * 7 }}",
    "{% set a = 1 %}",
    "{# nothing #}",
    OWN_DELIMITERS,
    f" {OWN_DELIMITERS}",
    f"\ufeff{OWN_DELIMITERS}",
    f"\n{OWN_DELIMITERS}",
    "#jinja2:",
    "a\n{{ 6 * 7 }}\nb",
    "{" * 300,
    "#\x85",
    "#\u2028 \u2029\r\r\n\t",
    "#\0\x7f",
]
# What a service may hold: no half characters, which its JSON may spell and no file can.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(HOSTILE)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@given(values)
def test_ansible_reads_back_what_was_written(value):
    assert DataLoader().load(to_yaml({"roles": value})) == {"roles": value}


@pytest.mark.parametrize(
    "text",
    ["~", "~\n", "null\n", "yes\n", "No\n", "123\n", "0x1f\n", "1.5\n", ".inf\n", "2026-01-01\n", "<<\n", "=\n", "\n"],
)
def test_what_looks_like_another_value_stays_text(text):
    value = {"name": text, "condition": {text: [text]}}
    assert DataLoader().load(to_yaml({"roles": [value]})) == {"roles": [value]}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    ("place", "times"),
    [
        (lambda text: text, 1),
        (lambda text: [text, {"name": text}], 2),
        (lambda text: {"a": [{"b": {"c": text}}]}, 1),
        (lambda text: {text: 1}, 1),
        (lambda text: {"a": {text: {text: [text]}}}, 3),
    ],
)
def test_a_template_is_marked_wherever_it_stands(text, place, times):
    assert to_yaml(place(text)).count("!unsafe") == times


@pytest.mark.parametrize(
    "text", ["Operations", "Größe 3, Team (B)", "ada@example.com", "", "yes", "123", "a: b", "- a"]
)
def test_plain_text_is_written_plainly(text):
    assert "!unsafe" not in to_yaml({"name": text})
