# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.name_pattern import is_like


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
