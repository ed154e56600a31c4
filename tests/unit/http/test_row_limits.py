# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A table keeps its rows when a file was cut off, over real HTTP."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors

MAP = {
    "name": "owners",
    "fields": [{"title": "application", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}],
}
OTHER = [*MAP["fields"], {"title": "site", "type": "result_tag"}]


def rows(number, **values):
    return [{"application": f"app-{each}", "owner": "Ada", **values} for each in range(number)]


def table(simulator):
    acme = simulator.organization("acme")
    ((map_id, _map),) = acme.maps.items()
    return acme.tables[map_id]


def written(simulator):
    return [entry["operation_id"] for entry in simulator.requests(writes_only=True)]


@pytest.fixture
def loaded(call, simulator):
    """A map with 50 rows."""

    def load(number=50, **options):
        assert call("enrichment_map", **MAP, rows=rows(number), **options)["changed"]
        simulator.clear_requests()

    return load


@pytest.mark.parametrize("check_mode", [False, True])
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"compare": "digest"},
        {"force": True},
        {"compare": "digest", "force": True},
        {"recreate": True, "fields": OTHER, "rows": rows(1, site="x")},
        {"recreate": True, "fields": OTHER, "rows": rows(1, site="x"), "compare": "digest"},
    ],
    ids=str,
)
def test_a_file_that_was_cut_off_is_refused_before_anything_is_written(call, simulator, loaded, options, check_mode):
    loaded()
    refused = call("enrichment_map", check_mode=check_mode, **{**MAP, "rows": rows(1), **options})
    assert refused["failed"] and written(simulator) == []
    assert '49 of 50 rows of the enrichment map "owners" would be removed, but only 10 may' in refused["msg"]
    assert "max_row_removals (20%)" in refused["msg"]
    done = call("enrichment_map", check_mode=check_mode, **{**MAP, "rows": rows(1), **options}, max_row_removals="98%")
    assert done["changed"] and len(table(simulator)) == (50 if check_mode else 1)


def test_rows_of_other_keys_replace_those_that_go(call, simulator, loaded):
    loaded(20)
    others = [{**row, "application": f"new-{row['application']}"} for row in rows(20)]
    assert "20 of 20 rows" in call("enrichment_map", **MAP, rows=others)["msg"]
    assert call("enrichment_map", **MAP, rows=rows(20, owner="Grace"))["rows"]["changed"] == 20


@pytest.mark.parametrize(
    ("number", "left", "options", "goes"),
    [
        (50, 40, {}, True),
        (50, 39, {"compare": "digest"}, False),
        (6, 1, {"compare": "digest"}, True),
        (7, 1, {}, False),
        (50, 44, {"max_row_removals": "5"}, False),
    ],
    ids=str,
)
def test_a_share_is_of_the_live_rows_and_always_lets_a_few_go(call, loaded, number, left, options, goes):
    loaded(number)
    done = call("enrichment_map", **MAP, rows=rows(left), **options)
    assert bool(done.get("failed")) != goes
    assert goes or f"{number - left} of {number} rows" in done["msg"]


@pytest.mark.parametrize("limit", ["ten", "\u0661\u0660%", "101%", "", " 5", "010"])
def test_a_limit_that_means_nothing_is_refused(call, simulator, limit):
    refused = call("enrichment_map", **MAP, rows=rows(1), max_row_removals=limit)
    assert refused["failed"] and "max_row_removals is" in refused["msg"] and simulator.requests() == []
    assert "max_row_removals is" in call("organization", enrichment_maps=[], max_row_removals=limit)["msg"]


def test_a_digest_costs_no_reading_of_rows(call, simulator, loaded):
    loaded(50, compare="digest")
    assert call("enrichment_map", **MAP, rows=rows(45), compare="digest")["changed"]
    assert "get_map_rows" not in [entry["operation_id"] for entry in simulator.requests()]
    assert call("enrichment_map", **MAP, rows=rows(1), compare="digest")["failed"]


def test_how_many_rows_there_were_is_known_after_an_interruption(call, simulator, loaded):
    loaded(50, compare="digest")
    simulator.set_faults([{"kind": "job_failed"}])
    assert call("enrichment_map", **MAP, rows=rows(45), compare="digest")["failed"]
    simulator.clear_faults()
    simulator.clear_requests()
    assert "49 of 50 rows" in call("enrichment_map", **MAP, rows=rows(1), compare="digest")["msg"]
    assert written(simulator) == []
    # The map says it: a table that is half loaded may show any number of rows.
    assert "get_map_rows" not in [entry["operation_id"] for entry in simulator.requests()]
    assert call("enrichment_map", **MAP, rows=rows(45), compare="digest")["changed"]
    assert len(table(simulator)) == 45


@pytest.mark.parametrize("note", ["", "[ansible: rows=1 total=" + "9" * 5000 + "]", "[ansible: total=x]"], ids=len)
def test_rows_are_counted_where_no_mark_says_how_many_there_are(call, simulator, loaded, note):
    loaded(50)
    (stored,) = simulator.organization("acme").maps.values()
    stored["note"] = note
    assert "49 of 50 rows" in call("enrichment_map", **MAP, rows=rows(1), compare="digest")["msg"]


def test_a_map_that_goes_counts_no_rows(call, loaded):
    loaded(50)
    assert call("enrichment_map", name="owners", state="absent")["changed"]


@pytest.mark.parametrize(("compare", "apply"), [("rows", True), ("digest", False)])
def test_a_whole_organization_has_the_same_limit(bring, simulator, compare, apply):
    others = {"name": "sites", "fields": [MAP["fields"][0], OTHER[2]]}
    maps = [
        {**MAP, "rows": rows(50)},
        {**others, "rows": [{"application": str(each), "site": "x"} for each in range(9)]},
    ]
    bring({"enrichment_maps": [{**each, "compare": compare} for each in maps]})
    cut_off = {"enrichment_maps": [{**each, "rows": each["rows"][:1], "compare": compare} for each in maps]}
    with pytest.raises(
        errors.TooManyRemovals, match=r'49 of 50 rows .*"owners".*8 of 9 rows .*"sites".*max_row_removals'
    ):
        bring({**cut_off, "alert_filters": []}, apply=apply)
    assert simulator.requests(writes_only=True) == []
    assert len(bring.made.plan.steps) == 2
    told, _written = bring(cut_off, limits={"max_row_removals": "49"}, apply=apply)
    assert len(told) == 2
