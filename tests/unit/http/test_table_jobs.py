# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A job that loads a table, and runs that wait for it or do not, over real HTTP."""

from __future__ import annotations

import time

import pytest
from simulator.rules import RULES

MAP = {
    "name": "owners",
    "fields": [{"title": "application", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}],
    "rows": [{"application": "billing", "owner": "Ada"}],
    "compare": "digest",
}


def uploads(simulator):
    return [entry["operation_id"] for entry in simulator.requests(writes_only=True)].count("upload_map_csv")


@pytest.mark.parametrize("compare", ["rows", "digest"])
def test_a_later_run_waits_for_the_job_that_the_first_did_not_wait_for(call, simulator, compare):
    declared = {**MAP, "compare": compare}
    simulator.set_options({"job_seconds": 0.6})
    begun = call("enrichment_map", **declared, wait=False)
    assert begun["changed"] and begun["job"]["status"] != "done"
    hasty = call("enrichment_map", **declared, wait=False)
    assert hasty["job"]["id"] == begun["job"]["id"] and hasty["job"]["status"] != "done"
    patient = call("enrichment_map", **declared)
    assert patient["job"]["id"] == begun["job"]["id"] and patient["job"]["status"] == "done"
    assert not call("enrichment_map", **declared)["changed"]
    assert [len(rows) for rows in simulator.organization("acme").tables.values()] == [1]
    assert uploads(simulator) == 1


@pytest.mark.parametrize("again", [{}, {"force": True}], ids=str)
def test_rows_that_others_change_after_a_job_that_nobody_waited_for_are_loaded_again(call, simulator, again):
    declared = {**MAP, "compare": "rows"}
    call("enrichment_map", **declared, wait=False)
    time.sleep(0.3)
    call("enrichment_map_info", name="owners", rows=True)
    for rows in simulator.organization("acme").tables.values():
        rows[0]["owner"] = "Nobody"
    assert call("enrichment_map", **declared, **again)["changed"]
    assert [row["owner"] for rows in simulator.organization("acme").tables.values() for row in rows] == ["Ada"]


@pytest.mark.parametrize("compare", ["rows", "digest"])
@pytest.mark.parametrize("begun", [{"wait": False}, {"retry_timeout": 0}], ids=str)
def test_a_table_that_an_earlier_run_still_loads_does_not_come_into_force_after_the_present_one(
    call, simulator, compare, begun
):
    declared = {**MAP, "compare": compare}
    wrong = {**declared, "rows": [{"application": "billing", "owner": "Nobody"}]}
    call("enrichment_map", **declared)
    simulator.set_options({"job_seconds": 0.6})
    if "retry_timeout" in begun:
        simulator.set_faults([{"kind": "reset_after", "operations": ["upload_map_csv"], "times": 1}])
    call("enrichment_map", **wrong, **begun)
    # Until that job ends, the rows are still those that are declared.
    assert call("enrichment_map", **declared)["changed"]
    acme = simulator.organization("acme")
    assert [row["owner"] for rows in acme.tables.values() for row in rows] == ["Ada"]
    assert not call("enrichment_map", **declared)["changed"]
    assert "loading" not in next(iter(acme.maps.values()))["note"]


def test_a_note_that_somebody_writes_while_the_table_is_loaded_is_kept(call, simulator, monkeypatch):
    acme, upload = simulator.organization("acme"), RULES["upload_map_csv"]

    def note_and_upload(request):
        stored = next(iter(acme.maps.values()))
        stored["note"] = f"Ask Ada first.\n{stored['note']}"
        return upload(request)

    monkeypatch.setitem(RULES, "upload_map_csv", note_and_upload)
    assert call("enrichment_map", **MAP)["changed"]
    monkeypatch.undo()
    assert call("enrichment_map_info", name="owners")["enrichment_maps"][0]["note"] == "Ask Ada first."
    assert not call("enrichment_map", **MAP)["changed"]
