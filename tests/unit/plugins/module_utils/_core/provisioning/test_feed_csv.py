# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A feed is read as it is meant, or refused with its line: it never costs anybody a role."""

from __future__ import annotations

import csv
import io

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.provisioning.feed import read_feed
from ansible_collections.community.bigpanda.plugins.module_utils._core.provisioning.feed_csv import is_feed_text
from ansible_collections.community.bigpanda.plugins.module_utils._core.provisioning.feed_mapping import make_mapping
from hypothesis import example, given
from hypothesis import strategies as st

COLUMNS = {"user_name": "user_name", "display_name": "display_name", "groups": "groups"}
GROUPS = {"noc": "Operations", "Betrieb Süd": "South", "all": "User"}
HEADER = "user_name,display_name,groups"
ADA = {"user_name": "ada@x", "display_name": "Ada", "roles": ["Operations", "User"]}
BOB = {"user_name": "bob@x", "display_name": "Bob", "roles": ["South"]}
TWO = f"{HEADER}\nada@x,Ada,noc;all\nbob@x,Bob,Betrieb Süd\n"


def read(feed, **options):
    return read_feed(feed, make_mapping(**{"columns": COLUMNS, "group_roles": GROUPS, **options})).users


def as_ansible_reads(content):
    """What the lookup `file` makes of the bytes of a file; without `rstrip=false` it would take cells of tabs away."""
    return content.decode("utf-8", "surrogateescape")


@pytest.mark.parametrize(
    "feed",
    [
        TWO,
        TWO.replace("\n", "\r\n"),
        TWO.replace("\n", "\r"),
        "\ufeff" + TWO,
        "\n\n" + TWO,
        TWO + ",,\n , ,\t\n\n",
        TWO.replace("bob@x", ",,\nbob@x"),
        TWO.replace("user_name", "\ufeffUser_Name ").replace("groups", " GROUPS\u00a0"),
        TWO.replace(",", ";").replace("noc;all", '"noc;all"'),
        TWO.replace(",", "\t"),
        TWO.replace(",", "|"),
        TWO.replace("\n", ",\n"),
        TWO.replace("\n", ",,\n"),
        TWO.replace("\nada", ",notes,notes\nada").replace("all\n", 'all,x,"y, z"\n').replace("Süd\n", "Süd,,\n"),
        TWO.replace("user_name", ",user_name").replace("\nada", "\n0,ada").replace("\nbob", "\n1,bob"),
        TWO.replace("Ada", '"Ada"').replace("ada@x", '"ada@x"'),
        TWO.replace("Ada", "\u00a0Ada\u3000").replace("Süd", "Su\u0308d ").replace("Betrieb ", "BETRIEB\u00a0"),
        TWO.replace("noc;all", "noc; ;all;noc;"),
        TWO.replace("user_name", '"user_name"').replace(",groups", ", groups "),
        as_ansible_reads(b"\xef\xbb\xbf" + TWO.encode()),
    ],
)
def test_it_is_read_as_it_is_meant(feed):
    assert read(feed) == [ADA, BOB]


def encoded(text, encoding):
    return as_ansible_reads(text.encode(encoding))


@pytest.mark.parametrize(
    ("feed", "words"),
    [
        (encoded(TWO, "latin-1"), "not UTF-8: line 3, byte 20 is 0xFC. Save it as UTF-8"),
        (encoded(TWO, "cp1252"), "not UTF-8: line 3, byte 20 is 0xFC. Save it as UTF-8"),
        (encoded(TWO.replace("Ada", "Åda"), "cp850"), "not UTF-8: line 2, byte 7 is 0x8F"),
        (as_ansible_reads(b"PK\x03\x04\x14\0"), "the feed is a workbook (.xlsx) or a ZIP file. Save it as a CSV"),
        (as_ansible_reads(b"\xd0\xcf\x11\xe0\xa1"), "the feed is a workbook of an old Excel (.xls)."),
        (as_ansible_reads(b"\x1f\x8b\x08\0"), "the feed is compressed with gzip. Decompress it."),
        ("", "the feed is empty. Check what writes it; nothing was sent."),
        ("\ufeff\r\n \n", "the feed is empty."),
        (encoded(TWO, "utf-16"), "UTF-16 (line 1). Save it as UTF-8"),
        (encoded(TWO, "utf-16-le"), "UTF-16 (line 1)"),
        (encoded(TWO, "utf-16-be"), "UTF-16 (line 1)"),
        (encoded(TWO.replace("ü", "u"), "utf-16-le"), "UTF-16 (line 1)"),
        (TWO.replace("Ada", "\ud83d"), r"line 2, byte 7 is '\ud83d'"),
        (TWO.replace("Ada", "A\0da"), "UTF-16 (line 2)"),
        ("\n\0" + TWO, "UTF-16 (line 2)"),
        (TWO.replace("Ada", "A\ufffdda"), "line 2: column 2 (display_name) contains U+FFFD"),
    ],
)
def test_what_is_not_utf_8_is_refused_with_line_and_byte(feed, words):
    with pytest.raises(InvalidOption) as raised:
        read(feed)
    assert words in str(raised.value)
    str(raised.value).encode("utf-8")


UNSEEN = (
    "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u061c\u180e\u202a\u202e\u2066\u2069\u034f\u3164"
    "\x01\x1b\x7f\x85\u2028\x0b\t"
)


@pytest.mark.parametrize(
    ("cell", "column"), [("ada@x", "1 (user_name)"), ("Ada", "2 (display_name)"), ("noc;", "3 (groups)")]
)
def test_invisible_characters_are_refused_with_line_and_column(cell, column):
    for character in UNSEEN:
        with pytest.raises(InvalidOption) as raised:
            read(TWO.replace(cell, cell[:2] + character + cell[2:]))
        expected = f"line 2: column {column} contains the invisible character U+{ord(character):04X}"
        assert expected in str(raised.value)


@pytest.mark.parametrize(
    ("feed", "words"),
    [
        (TWO.replace(",groups", ",groups,groups"), 'the column "groups" twice: columns 3 and 4'),
        (TWO.replace(",groups", ",groups,Groups "), 'the column "groups" twice: columns 3 and 4'),
        (
            TWO.replace(",groups", ","),
            "no column groups; its columns are user_name, display_name, (column 3 has no name)",
        ),
        (TWO.replace("groups", "gro\u200bups"), 'column 3, "gro\\u200bups" contains the invisible character U+200B'),
        (TWO.replace(HEADER, HEADER + ","), "line 2: 3 cells, expected 4"),
        (TWO.replace("Ada,", ""), "line 2: 2 cells, expected 3"),
        (TWO + "EOF", "line 4: 1 cell, expected 3"),
        (TWO.replace("Ada,", "Lovelace, Ada,"), "line 2: 4 cells, expected 3"),
        (TWO.replace("all\n", "all,\n"), "line 2: 4 cells, expected 3"),
        (TWO.replace("Ada,", '"Ada,'), 'line 2: column 2: the quote (") is not closed on the same line'),
        (TWO.replace(",Ada", ',"Ada').replace(",Bob", ',Bob"'), 'line 2: column 2: the quote (") is not closed'),
        (TWO.replace("Ada,", 'Ada",'), 'line 2: column 2: there is a quote (") inside a cell'),
        (TWO.replace("Ada,", 'Ada "Countess" L,'), 'line 2: column 2: there is a quote (") inside a cell'),
        (TWO.replace("Ada,", '"Ada"x,'), 'line 2: column 2: there is text after the closing quote (")'),
        (TWO.replace("Ada,", ' "Ada",'), 'line 2: column 2: there is a quote (") inside a cell'),
        (TWO.replace("Ada,", '"Ada\nB",'), "line 2: column 2: the quote"),
        (TWO.replace("display_name", '"display_name'), "line 1, column 2: the quote"),
        (TWO.replace("ada@x", "Ada <ada@x>"), 'the user name "Ada <ada@x>" contains a space'),
        (TWO.replace("bob@x", "ADA@X"), "line 3: ADA@X is a duplicate of line 2"),
        (TWO.replace("bob@x", "\uff41da@x"), 'line 3: \uff41da@x is a duplicate of line 2 ("ada@x")'),
        (TWO.replace("noc;", "\uff4eoc;"), 'line 2: the group "\uff4eoc" looks like "noc" of group_roles'),
        ("feed.csv", 'the feed is the single line "feed.csv"'),
        ("", "the feed is empty"),
        (TWO.replace("Ada", "#REF!"), 'line 2: column 2 (display_name) contains "#REF!", an error of a spreadsheet'),
        ("sep=,\n" + TWO, 'the header of the feed is in line 2, after line 1: "sep=,". Remove the lines before'),
        ("\n#TYPE Selected.ADUser\n\n" + TWO, 'is in line 4, after line 2: "#TYPE Selected.ADUser"'),
        (TWO.replace("noc;all", "System.Object[]"), 'contains "System.Object[]", the type of a list or an object'),
        (
            TWO.replace("Ada", "M\u00c3\u00bcller"),
            'column 2 (display_name) contains "M\u00c3\u00bcller": an earlier program read "M\u00fcller" in another',
        ),
        (TWO.replace("noc;", "S\u00c3\u00bcd;"), 'column 3 (groups) contains "S\u00c3\u00bcd;all": an earlier program'),
        (HEADER, "the feed contains no users."),
        (f"{HEADER}\n,,\n", "the feed contains no users."),
        ("user_name;x,user_name\na;b,c\n", "Set delimiter"),
    ],
)
def test_what_is_not_plain_is_refused_with_its_place(feed, words):
    columns = {"user_name": "user_name"} if "delimiter" in words else COLUMNS
    with pytest.raises(InvalidOption) as raised:
        read(feed, columns=columns)
    assert words in str(raised.value)


def test_a_given_delimiter_is_used():
    feed = "user_name;x,y\na@x;1,2\n"
    assert read(feed, columns={"user_name": "user_name"}, delimiter="semicolon") == [{"user_name": "a@x"}]
    with pytest.raises(InvalidOption, match="no column user_name; its columns are user_name;x, y"):
        read(feed, columns={"user_name": "user_name"}, delimiter=",")
    with pytest.raises(InvalidOption, match='delimiter is ":". Give one of comma, semicolon, tab, pipe'):
        read(feed, delimiter=":")


@pytest.mark.parametrize(
    ("text", "is_text"),
    [
        (TWO, True),
        (HEADER, True),
        (HEADER.replace(",", ";") + "\n", True),
        ("\ufeffuser_name\tDisplay_Name\tgroups", True),
        ("feed.csv", False),
        ("/srv/my feeds/people, all.csv\n", False),
        ("user_name.csv", False),
        ("", False),
    ],
)
def test_only_a_header_is_no_path(text, is_text):
    assert is_feed_text(text, list(COLUMNS.values())) is is_text


NAMES = st.lists(st.from_regex(r"[a-zß-ö]{1,8}@[a-z]{1,5}", fullmatch=True), min_size=1, max_size=5, unique=True)
DISPLAY_NAMES = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x17F, blacklist_categories=["Cc", "Cf"]), max_size=9
)
DIALECTS = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from(",;\t|"),
        "quoting": st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
        "lineterminator": st.sampled_from(["\n", "\r\n", "\r"]),
    }
)


@st.composite
def feeds(draw):
    rows = [[name, draw(DISPLAY_NAMES), draw(st.sampled_from([";".join(GROUPS), "noc", ""]))] for name in draw(NAMES)]
    text = io.StringIO(newline="")
    csv.writer(text, **draw(DIALECTS)).writerows([list(COLUMNS.values()), *rows])
    return rows, text.getvalue()


@given(feeds())
def test_the_users_of_any_dialect_are_the_users(feed):
    rows, text = feed
    listed = [dict(zip(COLUMNS.values(), row, strict=True)) for row in rows]
    assert read(text) == read(listed) == read(as_ansible_reads(text.encode("utf-8-sig")))
    assert [user["user_name"] for user in read(text)] == [row[0] for row in rows]


DAMAGE = st.sampled_from([b'"', b",", b"\n", b"\r", b"\0", b"\xff", b"\xc3", "\u200b".encode(), b"\xef\xbb\xbf", b"\t"])


STRUCTURE = b',"\n\xc3\xbc'


@given(st.data(), DAMAGE, st.booleans())
def test_a_feed_that_was_damaged_gives_the_same_users_or_none(data, damage, replaces):
    """A character of structure or of encoding more, or in place of another."""
    content = TWO.replace("Bob", '"Bo, ""b"""').encode()
    places = [place for place, byte in enumerate(content) if not replaces or byte in STRUCTURE]
    place = data.draw(st.sampled_from(places))
    damaged = content[:place] + damage + content[place + replaces :]
    try:
        found = read(as_ansible_reads(damaged), refuse_unmapped=True)
    except InvalidOption as refused:
        str(refused).encode("utf-8")
        return
    assert [(user["user_name"], user["roles"]) for user in found] == [("ada@x", ADA["roles"]), ("bob@x", BOB["roles"])]


@given(st.data(), st.integers(1, 3))
def test_a_feed_that_lost_bytes_of_structure_gives_the_same_users_or_none(data, number):
    content = TWO.replace("Bob", '"Bo, ""b"""').encode()
    places = [place for place, byte in enumerate(content) if byte in STRUCTURE]
    gone = set(data.draw(st.lists(st.sampled_from(places), min_size=number, max_size=number, unique=True)))
    damaged = bytes(byte for place, byte in enumerate(content) if place not in gone)
    try:
        found = read(as_ansible_reads(damaged), refuse_unmapped=True)
    except InvalidOption:
        return
    assert [(user["user_name"], user["roles"]) for user in found] == [("ada@x", ADA["roles"]), ("bob@x", BOB["roles"])]


@given(st.text(max_size=60))
@example('user_name,display_name,groups\n"""",,')
def test_any_text_is_read_or_refused(text):
    for feed in (text, f"{HEADER}\n{text}"):
        try:
            read(feed)
        except InvalidOption as refused:
            str(refused).encode("utf-8")
