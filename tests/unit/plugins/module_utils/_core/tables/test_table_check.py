# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.csv_rows import Columns, Source
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.row_changes import compare_rows
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.table_check import check_rows
from hypothesis import given
from hypothesis import strategies as st
from unit.plugins.module_utils._core.tables.rows import COLUMNS, tables


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


def test_the_fingerprint_of_a_table_stays_the_same_in_later_releases():
    # Maps keep it in their description: with another one, every table would be loaded again.
    rows = [{"application": "billing", "owner": "Süd"}, {"owner": None, "application": "shop"}]
    assert (
        check_rows(Source("rows", rows), COLUMNS).digest
        == "554503b143f276ead3f54b25b46376b109839dc0ab691ae4a88b830b956a65fe"
    )


@pytest.mark.parametrize(
    ("source", "ignores_case", "words"),
    [
        (
            Source("content", "application,owner\nbilling,Ada\n,\n\nshop,Bob\nbilling,Eve\n"),
            False,
            "content, lines 2 and 6 are both the row of application 'billing'. "
            "Columns of type query_tag identify a row: omit one of the two, or give several values in one cell.",
        ),
        (
            Source("content", "owner,application\nAda,billing\nAda,billing\n"),
            False,
            "content, lines 2 and 3 are both the row of application 'billing'.",
        ),
        (
            Source(
                "rows",
                [
                    {"application": "", "owner": ""},
                    {"application": "Süd", "owner": "Ada"},
                    {"application": "SÜD", "owner": "Bob"},
                ],
            ),
            True,
            "rows[1] and rows[2] are both the row of application 'SÜD', as case_insensitive is true.",
        ),
    ],
)
def test_two_rows_of_the_same_keys_are_refused_with_the_place_of_both(source, ignores_case, words):
    with pytest.raises(InvalidOption, match=re.escape(words)):
        check_rows(source, COLUMNS.replace(ignores_case=ignores_case))


def test_rows_that_differ_in_one_of_the_keys_are_taken():
    columns = Columns(("host", "check", "owner"), ("host", "check"))
    content = "host,check,owner\ndb-1,cpu,Ada\ndb-1,,Ada\nDB-1,cpu,Ada\n"
    assert check_rows(Source("content", content), columns).total == 3


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("db-1\u200b", "contains the invisible character U+200B (zero width space) at position 5"),
        ("\ufeffdb-1", "contains the invisible character U+FEFF (zero width no-break space) at position 1"),
        ("db\u00ad-1", "contains the invisible character U+00AD (soft hyphen) at position 3"),
        ("db-1 ", "begins or ends with whitespace"),
        ("\u00a0db-1", "begins or ends with whitespace"),
    ],
)
def test_a_key_that_would_never_be_found_is_in_doubt(cell, found):
    doubt = check_rows(Source("content", f"application,owner\nshop,Bob\n{cell},Ada \n"), COLUMNS).doubt
    assert doubt is not None and doubt.message.startswith("content, line 3, column application: ")
    assert doubt.message.endswith(f"{found}.") and "if it is meant, give the table as rows" in doubt.advice
    assert check_rows(Source("rows", [{"application": cell, "owner": "Ada"}]), COLUMNS).doubt is None


def test_values_that_are_only_shown_may_have_any_whitespace():
    assert check_rows(Source("content", "application,owner\nmy shop, Ada\u200d \n"), COLUMNS).doubt is None
