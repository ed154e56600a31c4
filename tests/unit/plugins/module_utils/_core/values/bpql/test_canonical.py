# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.bpql.canonical import canonical_text


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        ("", ""),
        ("A=b", 'a = "b"'),
        ("(a = b AND c = d) or not (e IN [y, x])", '(a = "b" AND c = "d") OR NOT (e IN ["x", "y"])'),
        ("exists(A)  AND b = c", "exists ( A ) AND b = c"),
        # What cannot be read as a condition stays as it is.
        ("a IN b", "a IN b"),
    ],
)
def test_texts_of_one_meaning_have_one_text(condition, text):
    assert canonical_text(condition) == text
