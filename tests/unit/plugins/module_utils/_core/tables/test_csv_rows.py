# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import csv
import io
import os

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.csv_rows import (
    Columns,
    Source,
    write_csv,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.row_changes import live_cell
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.table_check import TableCheck, check_rows
from hypothesis import given
from unit.plugins.module_utils._core.tables.rows import COLUMNS, tables


class WritableOnly:
    """What SpooledTemporaryFile is until Python 3.10, which targets have: a file without `readable` and its like."""

    def __init__(self):
        self.content = b""

    def write(self, content):
        self.content += content
        return len(content)


def written(source):
    file = WritableOnly()
    write_csv(COLUMNS, TableCheck(COLUMNS, source).pass_on(source.rows(COLUMNS)), file)
    return file.content.decode("utf-8")


def test_the_order_of_keys_in_a_row_is_no_other_table():
    rows = [{"application": "a", "owner": "x"}], [{"owner": "x", "application": "a"}], [{"application": "a"}]
    same, also, other = (Source("rows", each).raw_digest() for each in rows)
    assert same == also != other


@given(tables)
def test_what_is_written_is_read_back_by_any_csv_reader(rows):
    try:
        text = written(Source("rows", rows))
    except InvalidOption:
        return  # two rows may become one, such as null and the empty text
    titles, *lines = csv.reader(io.StringIO(text, newline=""))
    assert titles == ["application", "owner"]
    assert [tuple(map(live_cell, line)) for line in lines] == [
        tuple(live_cell(cell) for cell in row) for row in Source("rows", rows).rows(COLUMNS)
    ]
    assert text.endswith("\n")
    assert not any(line[:1] in (" ", "\t") for line in text.split("\n"))


def test_a_literal_pipe_is_quoted_as_the_service_wants_it():
    text = written(Source("rows", [{"application": "x", "owner": 'a | b "quoted" text'}]))
    assert text == 'application,owner\nx,"""a | b """"quoted"""" text"""\n'


def test_no_line_begins_with_a_space():
    file = io.BytesIO()
    write_csv(Columns((" application", "owner"), (" application",)), [(" a", "x"), ("b", " y")], file)
    assert file.getvalue().decode() == '" application","owner"\n" a","x"\nb, y\n'


def test_a_byte_order_mark_is_no_part_of_the_first_title(tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes("\ufeffapplication,owner\nä,ö\n".encode())
    assert list(Source("src", str(path)).rows(COLUMNS)) == [("ä", "ö")]


def test_another_encoding_is_an_error(tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes("application,owner\nä,ö\n".encode("latin-1"))
    with pytest.raises(InvalidOption, match="src is not UTF-8"):
        list(Source("src", str(path)).rows(COLUMNS))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "missing: application, owner"),
        ("application;owner\na;b\n", "not in fields: application;owner. Separate them with commas."),
        ("application,owner,owner\n", "duplicate: owner"),
        ("Application,owner\na,b\n", "missing: application; not in fields: Application"),
        ('application,owner\n"a,b\n', "content, line 2"),
        ("application,owner\na," + "x" * 40000 + "\n", "column owner: the cell is larger than 32K"),
        ('application,owner\na,"1\r2"\n', "column owner: the cell contains a line break"),
    ],
)
def test_what_the_service_would_refuse_is_refused_before_anything_is_sent(content, message):
    with pytest.raises(InvalidOption, match=message):
        check_rows(Source("content", content), COLUMNS)


BILLING = "application,owner\nbilling,Süd\n"


def source_of(kind, content, folder):
    """A table in a file, or as Ansible reads it of one."""
    if kind == "content":
        return Source("content", content.decode("utf-8", "surrogateescape"))
    path = folder / "table.csv"
    path.write_bytes(content)
    return Source("src", str(path))


@pytest.mark.parametrize("kind", ["src", "content"])
@pytest.mark.parametrize("rows", [",\n", " ,\t\n", '"",""\n', "\n,\n\n"])
def test_rows_of_only_commas_are_not_loaded(kind, rows, tmp_path):
    table = source_of(kind, (BILLING + rows + "shop,Ada\n" + rows).encode(), tmp_path)
    assert list(table.rows(COLUMNS)) == [("billing", "Süd"), ("shop", "Ada")]


def test_a_row_of_nothing_is_not_loaded():
    rows = [{"application": "billing", "owner": None}, {"application": " ", "owner": None}]
    assert list(Source("rows", rows).rows(COLUMNS)) == [("billing", "")]
    with pytest.raises(InvalidOption, match="rows contains no rows"):
        check_rows(Source("rows", rows[1:]), COLUMNS)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"$ANSIBLE_VAULT;1.1;AES256\n61\n", "src is encrypted with Ansible Vault. Decrypt it, or give its text"),
        (b"PK\x03\x04\x14\0", r"src is a workbook \(.xlsx\) or a ZIP file. Save it as a CSV in UTF-8"),
        (b"\x1f\x8b\x08\0", "src is compressed with gzip. Decompress it."),
        (BILLING.encode("latin-1"), "is not UTF-8: line 2, byte 10 is 0xFC. Save it as UTF-8: in Excel"),
        (BILLING.encode("cp1252"), "is not UTF-8: line 2, byte 10 is 0xFC"),
        (BILLING.encode("utf-16"), "is not UTF-8: line 1, byte 1 is 0xFF"),
        (BILLING.encode() + b"x,\xc3\n", "is not UTF-8: line 3, byte 3 is 0xC3"),
        (BILLING.encode() + b"x,\xc3", "is not UTF-8: line 3, byte 3 is 0xC3"),
    ],
)
def test_a_file_that_is_not_utf_8_is_refused_with_line_and_byte(content, words, tmp_path):
    with pytest.raises(InvalidOption, match=words):
        check_rows(source_of("src", content, tmp_path), COLUMNS)


@pytest.mark.parametrize("kind", ["src", "content"])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (BILLING.replace("ü", "u").encode("utf-16-le"), "UTF-16|NUL"),
        (b"application,owner\nbil\0ling,Ada\n", "line 2.*NUL"),
        (
            b'application,owner\nbilling,"Ada\nshop,Bob\nx,y"\nz,z\n',
            "line 2, column owner: the cell contains a line break",
        ),
        (b'application,owner\nbilling,"Ada\nshop,Bob\n', "line 3: unexpected end of data"),
        (b'application,owner\nbilling,"Ada"x\n', "line 2: .* expected after"),
        (b"application,owner\nbilling\n", "line 2: 1 cell, expected 2"),
        (b"application,owner\nbilling,Ada,\n", "line 2: 3 cells, expected 2"),
        (b"application,owner,\nbilling,Ada,\n", "wrong columns, not in fields"),
    ],
)
def test_a_table_that_is_not_plain_is_refused_with_its_line(kind, content, words, tmp_path):
    with pytest.raises(InvalidOption, match=words):
        check_rows(source_of(kind, content, tmp_path), COLUMNS)


@pytest.mark.parametrize("kind", ["src", "content"])
def test_a_byte_order_mark_is_no_part_of_the_table(kind, tmp_path):
    assert check_rows(source_of(kind, BILLING.encode("utf-8-sig"), tmp_path), COLUMNS).total == 1


@pytest.mark.parametrize(("cell", "is_taken"), [("ü" * 16384, True), ("x" + "ü" * 16384, False), ("x" * 32769, False)])
def test_a_cell_may_have_32_kib_of_utf_8(cell, is_taken):
    source = Source("rows", [{"application": "billing", "owner": cell}])
    if is_taken:
        assert check_rows(source, COLUMNS).total == 1
    else:
        with pytest.raises(InvalidOption, match="rows.0., column owner: the cell is larger than 32K"):
            check_rows(source, COLUMNS)


@pytest.mark.parametrize(("cell", "is_taken"), [(1.1, False), (["1.1", 2.0], False), (8, True), (["1.10", 2], True)])
def test_decimal_numbers_are_no_text(cell, is_taken):
    rows = Source("rows", [{"application": "billing", "owner": cell}]).rows(COLUMNS)
    if is_taken:
        assert len(list(rows)) == 1
    else:
        with pytest.raises(InvalidOption, match=r"rows\[0\], column owner: .* Give text: put it in quotes"):
            list(rows)


@pytest.mark.parametrize(("size", "is_taken"), [(500_000_000, True), (500_000_001, False)])
def test_a_file_may_have_500_megabytes(size, is_taken, tmp_path):
    path = tmp_path / "table.csv"
    with path.open("wb") as file:
        file.write(BILLING.encode())
        # A hole, which takes no room on the disk.
        file.truncate(size)
    rows = Source("src", str(path)).rows(COLUMNS)
    if is_taken:
        assert next(rows) == ("billing", "Süd")
    else:
        with pytest.raises(InvalidOption, match="src has 500000001 bytes. BigPanda accepts 500000000 at most"):
            next(rows)


def test_what_is_not_a_file_is_refused_at_once(tmp_path):
    """It would be waited for, or read, without an end."""
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "zero.csv").symlink_to("/dev/zero")
    for name in ("pipe.csv", "zero.csv"):
        source = Source("src", str(tmp_path / name))
        for read in (source.raw_digest, lambda given=source: next(given.rows(COLUMNS))):
            with pytest.raises(InvalidOption, match=f"{name} cannot be read: it is not a regular file"):
                read()
    with pytest.raises(InvalidOption, match="cannot be read: Is a directory"):
        Source("src", str(tmp_path)).raw_digest()
