# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import csv
import io

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.table import (
    Columns,
    Source,
    TableCheck,
    check_rows,
    compare_rows,
    live_cell,
    write_csv,
)
from hypothesis import given
from hypothesis import strategies as st

COLUMNS = Columns(("application", "owner"), ("application",))


def written(source):
    file = io.BytesIO()
    write_csv(COLUMNS, TableCheck(COLUMNS, source.option).pass_on(source.rows(COLUMNS)), file)
    return file.getvalue().decode("utf-8")


cells = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=6)
tables = st.lists(st.tuples(cells, cells), min_size=1, max_size=6, unique=True).map(
    lambda rows: [{"application": first, "owner": second} for first, second in rows]
)


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


@given(tables, st.randoms())
def test_the_order_of_rows_and_columns_does_not_change_the_fingerprint(rows, random):
    shuffled = [dict(random.sample(list(row.items()), 2)) for row in random.sample(rows, len(rows))]
    other = Columns(("owner", "application"), ("application",))
    try:
        digest = check_rows(Source("rows", rows), COLUMNS).digest
    except InvalidOption:
        return
    assert check_rows(Source("rows", shuffled), other).digest == digest


@given(tables, tables)
def test_two_tables_that_differ_have_different_fingerprints(one, other):
    try:
        digests = [check_rows(Source("rows", rows), COLUMNS).digest for rows in (one, other)]
    except InvalidOption:
        return
    same = compare_rows(COLUMNS, one, Source("rows", other).rows(COLUMNS)).is_none
    assert digests[0] != digests[1] or same


def test_a_table_compared_with_itself_differs_in_nothing():
    rows = [{"application": "a", "owner": None}, {"application": "b", "owner": ["x", "y"]}]
    live = [{"application": "b", "owner": "x|y"}, {"application": "a", "owner": "null"}]
    assert compare_rows(COLUMNS, live, Source("rows", rows).rows(COLUMNS)).is_none


def test_changes_are_counted_by_the_columns_that_identify_a_row():
    live = [{"application": name, "owner": "x"} for name in "abc"]
    rows = [{"application": name, "owner": owner} for name, owner in (("a", "x"), ("b", "y"), ("d", "x"))]
    changes = compare_rows(COLUMNS, live, Source("rows", rows).rows(COLUMNS))
    assert changes.counts() == {"total": 3, "added": 1, "changed": 1, "removed": 1}


def test_a_literal_pipe_is_quoted_as_the_service_wants_it():
    text = written(Source("rows", [{"application": "x", "owner": 'a | b "quoted" text'}]))
    assert text == 'application,owner\nx,"""a | b """"quoted"""" text"""\n'


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
        ("application,owner,owner\n", "twice: owner"),
        ("Application,owner\na,b\n", "missing: application; not among fields: Application"),
        ('application,owner\n"a,b\n', "content, line 2"),
        ("application,owner\na," + "x" * 40000 + "\n", "column owner: the cell is larger than 32K"),
        ('application,owner\na,"1\r2"\n', "column owner: the cell holds a line break"),
    ],
)
def test_what_the_service_would_refuse_is_refused_before_anything_is_sent(content, message):
    with pytest.raises(InvalidOption, match=message):
        check_rows(Source("content", content), COLUMNS)
