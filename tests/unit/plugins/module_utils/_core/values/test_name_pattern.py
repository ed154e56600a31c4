# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import time

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.name_pattern import is_like
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("pattern", "is_meant"),
    [
        ("[Ops] a.b?", True),
        ("[OPS] A.B?", True),
        ("[ops]*", True),
        ("*", True),
        ("*a*", True),
        ("[ops] a.bc", False),
        ("[ops] a_b?", False),
        ("[ops]", False),
        ("o a.b?", False),
    ],
)
def test_a_star_alone_has_a_meaning(pattern, is_meant):
    assert is_like("[ops] A.b?", ["something else", pattern]) is is_meant


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("boss@example.com", "boss@example.com\u200b"),
        ("boss@example.com", "\ufeffboss@*"),
        ("bo\u00adss@example.com", "boss@example.com"),
        ("\uff42oss@example.com", "boss@example.com"),
        ("Night watch", "night\u00a0Watch"),
    ],
)
def test_what_nobody_can_see_does_not_count(name, pattern):
    assert is_like(name, [pattern])


def test_letters_of_another_alphabet_are_other_letters():
    assert not is_like("boss@example.com", ["b\u043ess@example.com"])


@pytest.mark.parametrize(
    ("pattern", "name"),
    [("*svc*@*", "svc" * 100_000), ("*a" * 30 + "b", "a" * 10_000), ("*" * 100 + "b", "a" * 10_000)],
)
def test_a_name_that_was_made_for_it_does_not_block_a_run(pattern, name):
    """Going back to try each `*` at another place takes years; whoever names a user chooses the name."""
    began = time.process_time()
    assert not is_like(name, [pattern])
    assert time.process_time() - began < 5


@given(
    st.text(alphabet="aB*", max_size=12).filter(lambda pattern: pattern.count("*") < 5),
    st.text(alphabet="aB", max_size=12),
)
def test_each_asterisk_is_any_text(pattern, name):
    wanted = re.escape(pattern.lower()).replace(r"\*", "(?s:.*)")
    assert is_like(name, [pattern]) == bool(re.fullmatch(wanted, name.lower()))
