# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.provisioning.respelled import misread

NAMES = [
    "M\u00fcller",
    "Betrieb S\u00fcd",
    "Zo\u00eb \u0141uczak",
    "caf\u00e9 \u2013 \u201cbar\u201d",
    "\u20ac",
    "\u00c9COLE",
]


@pytest.mark.parametrize("encoding", ["latin-1", "mac_roman", "cp850", "cp437"])
@pytest.mark.parametrize("name", NAMES)
def test_utf_8_that_was_read_in_another_encoding_is_recognized(name, encoding):
    assert misread(name.encode().decode(encoding)) == name


def test_utf_8_that_was_read_as_windows_1252_is_recognized():
    assert (
        misread("Betrieb S\u00c3\u00bcd \u00e2\u20ac\u201c 5 \u00e2\u201a\u00ac") == "Betrieb S\u00fcd \u2013 5 \u20ac"
    )


@pytest.mark.parametrize(
    "name",
    [
        *NAMES,
        "S\u00c3O PAULO",
        "\u00c5sa \u00c4rlig",
        "\u00c2ge",
        "\u0141\u00f3d\u017a",
        "\u041c\u0430\u0448\u0430",
        "\u5f20\u4f1f",
        "REN\u00c9\u2019s",
    ],
)
def test_a_text_that_is_as_it_was_is_no_misread_one(name):
    assert misread(name) is None
