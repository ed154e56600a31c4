# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A job that loads a table, and runs that wait for it or do not, over real HTTP."""

from __future__ import annotations

MAP = {
    "name": "owners",
    "fields": [{"title": "application", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}],
    "rows": [{"application": "billing", "owner": "Ada"}],
    "compare": "digest",
}


def test_a_later_run_waits_for_the_job_that_the_first_did_not_wait_for(call, simulator):
    simulator.set_options({"job_seconds": 0.6})
    begun = call("enrichment_map", **MAP, wait=False)
    assert begun["changed"] and begun["job"]["status"] != "done"
    hasty = call("enrichment_map", **MAP, wait=False)
    assert hasty["job"]["id"] == begun["job"]["id"] and hasty["job"]["status"] != "done"
    patient = call("enrichment_map", **MAP)
    assert patient["job"]["id"] == begun["job"]["id"] and patient["job"]["status"] == "done"
    assert not call("enrichment_map", **MAP)["changed"]
    assert [len(rows) for rows in simulator.organization("acme").tables.values()] == [1]
