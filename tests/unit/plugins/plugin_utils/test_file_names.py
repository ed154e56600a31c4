# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re

import pytest
from ansible_collections.community.bigpanda.plugins.plugin_utils.file_names import file_names
from hypothesis import given
from hypothesis import strategies as st

DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
HARD = [
    "CON",
    "nul",
    "con owners",
    "Com1",
    "a" * 300,
    "a" * 301,
    "部署",
    "所有者",
    "",
    " ",
    "..",
    "../../etc/passwd",
    "*",
]
ALIKE = ["Owners", "owners", "OWNERS", "ow-ners", "owners ", "öwners", "owners_0123456789ab"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Who owns what?", "who_owns_what"),
        ("owners", "owners"),
        ("Größe", "gro_e"),
        ("Café 2", "cafe_2"),
        ("a" * 60, "a" * 60),
    ],
)
def test_a_file_is_named_as_its_object(name, expected):
    assert file_names([name]) == [expected]


@given(st.lists(st.text(max_size=20) | st.sampled_from(HARD + ALIKE), max_size=8))
def test_every_file_system_takes_the_names_and_distinguishes_them(names):
    chosen = file_names(names)
    assert len(set(chosen)) == len(names)
    for stem in chosen:
        assert re.fullmatch(r"[a-z0-9_]{1,80}", stem)
        assert stem not in DEVICES and stem.split("_")[0] not in DEVICES


def test_the_file_of_a_name_does_not_depend_on_the_order():
    names = HARD + ALIKE
    assert dict(zip(names, file_names(names), strict=True)) == dict(
        zip(names[::-1], file_names(names[::-1]), strict=True)
    )
