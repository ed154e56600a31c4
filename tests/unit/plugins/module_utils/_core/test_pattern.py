# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.pattern import is_like


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
