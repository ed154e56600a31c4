# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Two runs that load the table of one enrichment map at the same time, in every order of their requests."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.http import polling
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.csv_rows import Source
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.table_plan import TableOptions
from ansible_collections.community.bigpanda.plugins.module_utils._resources.enrichment_map import ENRICHMENT_MAP
from unit.http.ensuring import ensure_table
from unit.http.neighbours.door import ACTOR_HEADER
from unit.http.two_runs import COLUMNS

MAP = {"name": "owners", "fields": COLUMNS}
FIRST, ONE, TWO = ([{"host": "db-1", "owner": owner}] for owner in ("nobody", "one", "two"))


@pytest.fixture(autouse=True)
def quick_polling(monkeypatch):
    monkeypatch.setattr(polling, "FIRST_PAUSE_S", 0.002)
    monkeypatch.setattr(polling, "PAUSE_FACTOR", 1.0)


def load(stage, rows, actor=None, wait=True, **given):
    options = TableOptions(Source("rows", rows), "digest", False, False, wait, 10)
    client = stage.client(actor)
    write_mark_at_once(client)
    return ensure_table(client, ENRICHMENT_MAP, {**MAP, **given}, "present", options)


def write_mark_at_once(client):
    """Nobody comes between the last read of the map and the mark that follows: nothing in the API would show it."""
    send, transport, sent = client.transport.send, client.transport, []

    def send_in_turn(call):
        if call.operation.method == "PATCH" and any(method == "POST" for method in sent):
            transport._session.headers.pop(ACTOR_HEADER, None)
        sent.append(call.operation.method)
        return send(call)

    transport.send = send_in_turn


def existing_map(stage):
    """A setting in which the map has a table already."""
    stage.simulator.set_options({"job_seconds": 0.001})

    def make(_acme):
        load(stage, FIRST, note="Ask Ada.")

    return make


def owners(acme):
    return [row["owner"] for rows in acme.tables.values() for row in rows]


def note(acme):
    return next(iter(acme.maps.values()))["note"]


@pytest.mark.parametrize("wait", [True, False])
def test_no_later_run_believes_that_the_wrong_table_is_in_force(stage, wait):
    def check(results):
        assert any(not isinstance(result, Exception) for result in results.values()) or all(
            "at the same time" in str(result) for result in results.values()
        ), results
        in_force = owners(stage.acme)
        for rows in (ONE, TWO):
            if in_force != [rows[0]["owner"]]:
                assert load(stage, rows).changed, (rows, note(stage.acme))
        assert owners(stage.acme) == [(ONE if in_force == ["two"] else TWO)[0]["owner"]]

    actors = {
        "one": lambda _made: load(stage, ONE, "one", wait),
        "two": lambda _made: load(stage, TWO, "two"),
    }
    assert stage.every_order(existing_map(stage), actors, check, switches=1) >= 10


def test_two_runs_with_the_same_table_both_succeed(stage):
    def check(results):
        assert not [result for result in results.values() if isinstance(result, Exception)], results
        assert owners(stage.acme) == ["one"]
        assert not load(stage, ONE).changed

    actors = {name: lambda _made, name=name: load(stage, ONE, name) for name in ("one", "two")}
    assert stage.every_order(existing_map(stage), actors, check, switches=1) >= 10
