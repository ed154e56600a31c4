# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
import yaml
from ansible_collections.community.bigpanda.plugins.module_utils._core.validation.problem import UNKNOWN
from ansible_collections.community.bigpanda.plugins.plugin_utils.yaml_documents import (
    LARGEST_BYTES,
    LOADER,
    read_document,
)
from ansible_collections.community.bigpanda.plugins.plugin_utils.yaml_files import to_yaml
from hypothesis import given
from hypothesis import strategies as st

BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 10)}]\n" for number in range(1, 30)
)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, 'duplicate key "a", first in line 1. Ansible would use the last one only.'),
        ("a:\n\t- b\n", 2, "Indent with spaces, not with tabs."),
        ("a: {{ x }}\n", 1, "a key is a list or a dict. Give text as key; put a template into quotes."),
        ("a: b: c\n", 1, "mapping values are not allowed in this context. Put text that contains a colon into quotes"),
        ("a: 'x\nb: y\n", 3, "not YAML"),
        ("a: x\n---\nb: y\n", 2, "a second document begins here."),
        ("a: *nowhere\n", 1, 'the alias "*nowhere" has no anchor.'),
        ("a: &a [*a]\n", 1, 'the anchor "&a" contains itself.'),
        (BOMB, 6, "it contains too many values."),
        ("[" * 100_000, 1, "it is nested too deeply."),
        ("{a: " * 100_000, 1, "it is nested too deeply."),
        ("- " * 100_000, 1, "it is nested too deeply."),
        ("a: x\x00y\n", 1, "a character is not allowed in YAML."),
        ("a: 1\nb: \x1b[31mred\n", 2, "a character is not allowed in YAML."),
        (b"a: 1\nb: caf\xe9\n", 2, "the file is not UTF-8: a byte is 0xE9."),
        ("a: 1\n".encode("utf-16"), 1, "the file is UTF-16, not UTF-8."),
        (
            "a: !!python/object/apply:os.system [id]\n",
            1,
            'unknown tag "tag:yaml.org,2002:python/object/apply:os.system"',
        ),
        ("a: !include x\n", 1, 'unknown tag "!include". Possible are !vault and !unsafe.'),
        ("a: 0x_\n", 1, '"0x_" is not a value of its type.'),
        ("a: " + "9" * 5000, 1, "is not a value of its type."),
        ("a: 010\n", 1, "010 is the number 8, since it is not in quotes. Put it in quotes, or write it like this."),
        ("- 12:30\n", 1, "12:30 is the number 750, since"),
        ("a:\n  - +49301234567\n", 2, "+49301234567 is the number 49301234567, since"),
        ("a: 0x1F\n", 1, "0x1F is the number 31, since"),
        ("a: 1_000\n", 1, "1_000 is the number 1000, since"),
        ("0047: b\n", 1, "0047 is the number 39, since"),
        ("a: 2037-01-01 10:00:00\n", 1, "2037-01-01 10:00:00 is the time 2037-01-01T10:00:00, since"),
        ("a: 2037-1-1t10:00:00.5\n", 1, "is the time 2037-01-01T10:00:00.500000, since"),
        ("a: 2037-13-01 10:00:00\n", 1, "is not a value of its type. Put it in quotes."),
        ("a: =\n", 1, '"=" is not a value of its type. Put it in quotes.'),
        ("a: {<<: 5}\n", 1, '"<<" takes a dict, or a list of dicts.'),
        (b"#" * (LARGEST_BYTES + 1), None, "the file is 20 MB large. At most 20 MB are read; split it."),
    ],
)
def test_mistakes_are_found_with_their_line(text, line, words):
    document = read_document(text if isinstance(text, bytes) else text.encode())
    ((found, message),) = [(each.line, f"{each.message} {each.advice}") for each in document.mistakes]
    assert (found, words in message) == (line, True), message


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: &x {b: 1}\nc: {<<: *x, d: 2}\ne: *x\n", {"a": {"b": 1}, "c": {"b": 1, "d": 2}, "e": {"b": 1}}),
        ("a: '{{ x }}'\nb:\n  - text {% if x %}\n", {"a": UNKNOWN, "b": [UNKNOWN]}),
        ("a: !unsafe '{{ x }}'\nb: !unsafe ['{{ y }}']\n", {"a": "{{ x }}", "b": ["{{ y }}"]}),
        ("a: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6162\n", {"a": UNKNOWN}),
        ("a: 2037-01-01T00:00:00-05:00\nb: 2037-01-01\n", {"a": "2037-01-01T00:00:00-05:00", "b": "2037-01-01"}),
        (
            "- '2037-01-01 10:00:00'\n- 2037-01-01T10:00:00\n- 2037-01-01 10:00:00Z\n- 2037-01-01 10:00\n",
            ["2037-01-01 10:00:00", "2037-01-01T10:00:00", "2037-01-01 10:00:00Z", "2037-01-01 10:00"],
        ),
        ("- '010'\n- 0\n- -12\n- 2:99:x\n- !!int 010\n- 1.50\n", ["010", 0, -12, "2:99:x", 8, 1.5]),
        ("\ufeffa: 1\r\nb: on\r\n", {"a": 1, "b": True}),
        *((empty, None) for empty in ("", "# nothing\n", "---\n", "~")),
    ],
)
def test_values_are_those_that_ansible_reads(text, value):
    document = read_document(text.encode())
    assert (document.value, document.mistakes) == (value, [])


def test_a_vaulted_file_is_no_mistake():
    document = read_document(b"$ANSIBLE_VAULT;1.1;AES256\n6162\n")
    assert document.is_vaulted and document.mistakes == []


def test_each_value_has_its_line():
    document = read_document(b"roles:\n  - name: A\n    permissions:\n      - actions: [read]\n  - {name: B}\n")
    lines = {(): None, ("roles",): 1, ("roles", 0): 2, ("roles", 0, "permissions", 0, "actions"): 4, ("roles", 1): 5}
    # Of what the file does not contain, the line of what is around it.
    lines.update({("roles", 0, "users"): 2, ("roles", 7): 1, ("users",): None, ("roles", 1, "name", 3): 5})
    assert {path: document.line_of(path) for path in lines} == lines


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="ascii", categories=["L"])), inner),
    max_leaves=10,
)


@given(JSON)
def test_what_an_export_writes_is_read_back(value):
    """Of an export, nothing is a template: all that might be one is marked."""
    document = read_document(to_yaml({"a": value}).encode())
    assert (document.value, document.mistakes) == ({"a": value}, [])


@given(st.text(alphabet="ab:- []{}&*!|>'\"%#\n\t,?~01", max_size=30))
def test_any_text_is_read_as_the_library_reads_it_or_is_a_mistake(text):
    document = read_document(text.encode())
    is_plain = not any(mark in text for mark in ("!", "{{", "{%", "{#"))
    if is_plain and not document.mistakes:
        assert document.value == yaml.load(text, LOADER)
