# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.provisioning.feed import read_feed
from ansible_collections.community.bigpanda.plugins.module_utils._core.provisioning.feed_mapping import make_mapping

COLUMNS = {"user_name": "mail", "display_name": "cn"}


def names(*user_names, **values):
    """The user names of a feed with these cells, as a list of dicts."""
    feed = [{"mail": name, "cn": "Somebody"} for name in user_names]
    return [user["user_name"] for user in read_feed(feed, make_mapping(columns=COLUMNS, **values)).users]


@pytest.mark.parametrize(
    "name",
    [
        "ada@example.com",
        "ADA@EXAMPLE.COM",
        "o'brien@example.com",
        "ada+bigpanda@example.com",
        "ada.lovelace_1-x@sub.example.com",
        "ada_x.com#EXT#@tenant.onmicrosoft.com",
        "müller@example.com",
        "ada@corp",
    ],
)
def test_a_login_stays_as_it_is(name):
    assert names(name, "grace@example.com") == [name, "grace@example.com"]


@pytest.mark.parametrize("name", ["EOF", "END", "2", "N/A", "null", "-", "total", "ada", "mail"])
def test_a_name_that_is_no_address_among_addresses_is_refused(name):
    with pytest.raises(InvalidOption, match=r"entry 2: the user name ") as raised:
        names("ada@example.com", name)
    assert "1 problem" in str(raised.value)


@pytest.mark.parametrize("name", ["null", "None", "N/A", "n/a", "-", "EOF", "Total", "undefined", "nan"])
def test_a_word_that_stands_for_nobody_is_refused(name):
    with pytest.raises(InvalidOption, match=r"entry 2: the user name ") as raised:
        names("ada", name)
    assert "1 problem" in str(raised.value)


def test_an_organization_whose_logins_are_no_addresses_can_be_provisioned():
    assert names("ada", "grace") == ["ada", "grace"]


def test_an_ignored_name_need_not_be_an_address():
    assert names("ada@example.com", "svc-backup", ignore=["svc-*"]) == ["ada@example.com"]
    assert names("ada", "robot@vendor.example", ignore=["*@vendor.example"]) == ["ada"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("mailto:ada@example.com", "contains :"),
        ("SMTP:ada@example.com", "contains :"),
        ("CORP\\ada", "contains \\"),
        ("'ada@example.com", "begins with '"),
        ("'ada@example.com'", "begins with '"),
        ("ada@example.com'", "ends with '"),
        ("#ada@example.com", "begins with #"),
        ("=ada@example.com", "begins with ="),
        ("\u201cada@example.com\u201d", "contains \u201c"),
        ("o\u2019brien@example.com", "contains \u2019"),
        ("(ada@example.com)", "contains ("),
        ("[ada@example.com]", "contains ["),
        ("ada@example.com.", "ends with ."),
        (".ada@example.com", "begins with ."),
        ("ada@example..com", "contains .."),
        ("ada@", "is not an e-mail address"),
        ("@example.com", "is not an e-mail address"),
        ("ada@x@example.com", "is not an e-mail address"),
        ("\uff41da@example.com", 'contains "\uff41", which only looks like "a"'),
        ("ada\uff20example.com", 'contains "\uff20", which only looks like "@"'),
        ("*@example.com", "contains *"),
        ("1.23457E+11", "is a number that an earlier program rounded"),
        ("5e+06", "is a number that an earlier program rounded"),
        ("100234.0", "is a number with decimals"),
    ],
)
def test_what_is_no_login_is_refused_with_the_reason(name, words):
    with pytest.raises(InvalidOption) as raised:
        names("grace@example.com", name)
    assert f'1 problem: entry 2: the user name "{name}" {words}' in str(raised.value)


def test_a_login_has_the_letters_that_people_type():
    assert names("Zo\u0308e@example.com") == ["Z\u00f6e@example.com"]


def test_problems_are_listed_in_the_order_of_the_feed():
    with pytest.raises(InvalidOption, match=r"(?s)entry 1: .*entry 2: .*entry 3: "):
        names("ada", "two words", "EOF", "grace@example.com")


def test_a_footer_of_a_csv_makes_no_user():
    feed = "mail,cn\nada@example.com,Ada\nEOF,\n"
    with pytest.raises(InvalidOption, match='line 3: the user name "EOF" is not the name of a user'):
        read_feed(feed, make_mapping(columns=COLUMNS))


def test_a_header_that_is_repeated_makes_no_user():
    feed = "login,cn\nada,Ada\nlogin,cn\ngrace,Grace\n"
    with pytest.raises(InvalidOption, match="line 3: the header is repeated"):
        read_feed(feed, make_mapping(columns={"user_name": "login", "display_name": "cn"}))
