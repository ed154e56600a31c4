# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from unit.http.modules.lifecycle import Life, live

COLUMNS = [{"title": "application", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}]
WIDE = [*COLUMNS, {"title": "region", "type": "result_tag"}]
LIFE = Life(
    module="enrichment_map",
    create={
        "name": "owners",
        "note": "Who owns what",
        "fields": COLUMNS,
        "rows": [{"application": "billing", "owner": "Billing Ops"}, {"application": "sales", "owner": "Sales IT"}],
    },
    reordered={
        "name": "owners",
        "fields": COLUMNS[::-1],
        "content": "owner,application\nSales IT,sales\nBilling Ops,billing\n",
    },
    change={"name": "owners", "active": False, "note": "Paused"},
    before={"active": True, "note": "Who owns what"},
    after={"active": False, "note": "Paused"},
    read={"name": "owners"},
    absent={"name": "owners", "state": "absent"},
)
OTHER_ROWS = [
    {"application": "billing", "owner": "Payments Ops"},
    {"application": "pipes", "owner": "a | b"},
    {"application": "search", "owner": ["Search", "Data"]},
]


@pytest.fixture
def from_file(tmp_path):
    """Options of a map whose table is a file."""
    path = tmp_path / "Übersicht der Anwendungen.csv"
    path.write_text('application,owner\nbilling,Billing Ops\nsales,"Sales IT, EMEA"\npipes,"""a | b"""\n', "utf-8")
    return {"name": "applications", "fields": COLUMNS, "src": str(path), "compare": "digest"}


@pytest.mark.sends(
    "create_mapping_enrichment",
    "delete_mapping_enrichment",
    "get_map_job",
    "get_map_rows",
    "get_mapping_enrichment",
    "list_mapping_enrichments",
    "update_mapping_enrichment",
    "upload_map_csv",
)
def test_lifecycle(call_there, written):
    live(LIFE, call_there, written)


def test_the_note_may_be_shown_inside_the_configuration(call, written, simulator):
    """What the engine remembers about the table is in it as well."""
    simulator.set_options({"map_note": "inside"})
    options = {**LIFE.create, "compare": "digest"}
    assert call("enrichment_map", **options)["enrichment_map"]["note"] == "Who owns what"
    written()
    assert not call("enrichment_map", **options)["changed"] and written() == []
    assert call("enrichment_map", name="owners", note="")["changed"]
    assert call("enrichment_map_info")["enrichment_maps"][0]["note"] == ""


def test_a_file_is_loaded_once_unless_force_says_otherwise(call, from_file):
    loaded, again = (call("enrichment_map", **from_file) for _each in range(2))
    assert loaded["job"]["status"] == "done"
    assert loaded["rows"] == {"total": 3, "added": 3, "changed": 0, "removed": 0}
    assert loaded["enrichment_map"]["note"] == ""
    assert not again["changed"] and again["rows"]["total"] == 3 and again["job"] is None
    assert call("enrichment_map", **from_file, force=True)["changed"]


def test_rows_are_changed_added_and_removed(call, from_file):
    call("enrichment_map", **from_file)
    other = {"name": "applications", "rows": OTHER_ROWS}
    predicted, changed = call("enrichment_map", check_mode=True, **other), call("enrichment_map", **other)
    assert predicted["changed"]
    assert (predicted["rows"], predicted["diff"]) == (changed["rows"], changed["diff"])
    assert changed["rows"] == {"total": 3, "added": 1, "changed": 1, "removed": 1}
    (read,) = call("enrichment_map_info", name="applications", rows=True)["enrichment_maps"]
    assert len(read["rows"]) == 3
    assert "Search|Data" in [row["owner"] for row in read["rows"]]


def test_a_list_becomes_a_literal_pipe_and_a_list_again(call):
    changed = [
        call("enrichment_map", name="pipes", fields=COLUMNS, rows=[{"application": "a", "owner": owner}])["changed"]
        for owner in (["x", "y"], "x|y", "x|y", ["x", "y"], ["x", "y"])
    ]
    assert changed == [True, True, False, True, False]


def test_other_columns_make_another_map_and_only_where_recreate_says_so(call, from_file, refuse):
    loaded = call("enrichment_map", **from_file)["enrichment_map"]
    wide = {"name": "applications", "fields": WIDE, "rows": [{**OTHER_ROWS[0], "region": None}]}
    wide["max_row_removals"] = "100%"
    refuse("enrichment_map", (wide, "fields of an existing enrichment map cannot be changed.*recreate"))
    recreated, again = (call("enrichment_map", **wide, recreate=True) for _each in range(2))
    assert recreated["changed"] and recreated["enrichment_map"]["id"] != loaded["id"]
    assert not again["changed"]
    (left,) = call("enrichment_map_info")["enrichment_maps"]
    assert "ansible" not in left["note"]


def test_refused(refuse):
    refuse(
        "enrichment_map",
        ({"content": "application,owner\na,1\na,1\n"}, "content, lines 2 and 3 are both the row of application 'a'"),
        (
            {"content": "application,possessor\na,1\n"},
            "line 1. wrong columns, missing. owner; not in fields. possessor",
        ),
        ({"content": "application,owner\na\n"}, "line 2. 1 cell, expected 2"),
        ({"content": "application,owner\n"}, "contains no rows"),
        ({"content": 'application,owner\na,"1\n2"\n'}, "column owner. the cell contains a line break"),
        (
            {"rows": [{"application": "a", "owner": {"not": "a cell"}}]},
            "rows.0., column owner. a dict .not. cannot be a cell",
        ),
        ({"rows": [{"application": "a", "owner": ["b", ["c"]]}]}, "column owner. a list of 1 cannot be an element of"),
        ({"rows": [{"application": "a", "owner": [{"b": "c"}]}]}, "column owner. a dict .b. cannot be an element of"),
        ({"content": "application,owner\na,1\napplication,owner\n"}, "content, line 3 repeats the header"),
        ({"content": 'application,owner\n="007",1\n'}, 'line 2, column application. ="007" would .* Write 007'),
        ({"fields": [{"title": "a\nb", "type": "query_tag"}]}, "the title .a b. contains a line break"),
        ({"src": "/there/is/no/such/file.csv"}, "src .* cannot be read"),
        name="broken",
        fields=COLUMNS,
    )


@pytest.mark.parametrize("more", [{}, {"fields": COLUMNS}], ids=["note alone", "with fields"])
def test_the_line_that_the_module_keeps_is_no_note(refuse, more):
    note = "mine\n[ansible: replaces=5f1d]"
    refuse("enrichment_map", ({"note": note, **more}, "note ends with a line .ansible"), name="applications")


def test_a_title_may_begin_with_a_space(call):
    fields = [{"title": " application", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}]
    options = {"name": "blank", "fields": fields, "rows": [{" application": " a", "owner": "x"}]}
    loaded, again = (call("enrichment_map", **options) for _each in range(2))
    assert loaded["changed"] and not again["changed"]


def test_what_bigpanda_shows_already_is_not_refused(call, refuse):
    """A table that was loaded by hand can be exported and applied again, whatever it contains."""
    odd = {"name": "by hand", "fields": COLUMNS}
    content = 'application,owner\n"=""007""",Ada\napplication,owner\n'
    call(
        "enrichment_map",
        **odd,
        rows=[{"application": '="007"', "owner": "Ada"}, {"application": "application", "owner": "owner"}],
    )
    assert not call("enrichment_map", **odd, content=content)["changed"]
    refuse("enrichment_map", ({"content": f"{content}b,Bob\n"}, "line 2, column application"), **odd)
