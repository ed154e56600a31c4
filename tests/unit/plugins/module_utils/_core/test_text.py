# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.text import caseless, composed
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada@Example.com", "ada@example.com"),
        ("BETRIEB SÜD", "betrieb süd"),
        ("Betrieb Su\u0308d", "Betrieb S\u00fcd"),
        ("SU\u0308D", "s\u00fcd"),
        # Unicode says of these that they are one and the same letter.
        ("\u212a", "K"),
        ("\u212b", "\u00c5"),
        ("\u1e9e", "\u00df"),
        ("\u0130", "i\u0307"),
    ],
)
def test_letter_case_and_form_do_not_matter(one, other):
    assert caseless(one) == caseless(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("weiß", "weiss"),
        ("weiß", "WEISS"),
        ("ſam", "sam"),
        ("\u0130", "i"),
        ("\u0131", "I"),
        ("\ufb01n", "fin"),
        ("\uff41da", "ada"),
        ("ada\u200b", "ada"),
        ("ada\u00a0b", "ada b"),
        ("\u03c3", "\u03c2"),
        ("\u00b5", "\u03bc"),
        ("а", "a"),
    ],
)
def test_different_letters_stay_different(one, other):
    assert caseless(one) != caseless(other)


@given(st.text())
def test_it_is_the_same_of_any_form_and_said_twice(text):
    assert caseless(composed(text)) == caseless(text)
    assert caseless(caseless(text)) == caseless(text)
    assert composed(composed(text)) == composed(text)


def test_letter_case_matters_to_the_form_only():
    assert composed("U\u0308") == "Ü" != composed("ü")
