# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.text import (
    caseless,
    composed,
    find_unseen,
    likeness,
    shown,
    shown_value,
)
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
def test_case_and_form_do_not_matter(one, other):
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


def test_case_matters_to_the_form_only():
    assert composed("U\u0308") == "Ü" != composed("ü")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ada\u200b@x", "ada@x"),
        ("\ufeffada@x", "ada@x"),
        ("a\u00adda@x", "ada@x"),
        ("ada@x\u202e", "ada@x"),
        ("ada\u0000@x", "ada@x"),
        ("\uff41da@x", "ada@x"),
        ("Betrieb\u00a0S\u00fcd", "Betrieb  Su\u0308d "),
        ("\u3000Ops\u2028", "Ops"),
        ("\ufb01n", "fin"),
        ("2\ufe0f", "2"),
        ("O\u0337ps".replace("\u0337", "\u034f"), "Ops"),
    ],
)
def test_what_people_cannot_distinguish_is_alike(one, other):
    assert caseless(one) != caseless(other)
    assert likeness(one) == likeness(other)


@pytest.mark.parametrize(("one", "other"), [("weiß", "weiss"), ("ſam", "sam"), ("Ada", "ada"), ("а", "a"), ("ı", "i")])
def test_what_people_can_distinguish_is_not_alike(one, other):
    assert likeness(one) != likeness(other)


@given(st.text())
def test_what_is_the_same_is_alike(text):
    assert caseless(likeness(composed(text))) == caseless(likeness(text))
    assert likeness(likeness(text)) == likeness(text)
    assert find_unseen(likeness(text)) is None
    assert find_unseen(shown(text)) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada Lovelace", None),
        ("Größe 5\u00a0km", None),
        ("ab\u200bc", "U+200B (zero width space) at position 3"),
        ("\x00", "U+0000 at position 1"),
        ("a\tb", "U+0009 at position 2"),
        ("a\u2029", "U+2029 (paragraph separator) at position 2"),
        ("\udce9", "U+DCE9 at position 1"),
    ],
)
def test_what_nobody_sees_is_found(text, found):
    assert find_unseen(text) == found


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "null"),
        (True, "true"),
        (1.5, "1.5"),
        pytest.param(10**5000, "a number of many digits", id="number"),
        ({}, "a dict (empty)"),
        ({"name": 1, "id": 2}, "a dict (name, id)"),
        ((1, 2), "a list of 2"),
        ("a\x1b[31m\nb", '"a [31m b"'),
        ("x" * 61, f'"{"x" * 60} …"'),
    ],
)
def test_of_any_value_as_much_is_shown_as_fits_on_a_line(value, words):
    assert shown_value(value) == words
