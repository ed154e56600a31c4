# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Several runs that declare the same objects, and the order in which their requests reach the service."""

from __future__ import annotations

import threading
import time

from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.returned import shown_object
from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.writing.duplicate_removal import (
    OTHER_RUN_TIMEOUT_S,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.csv_rows import Source
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.table_plan import TableOptions
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter import ALERT_FILTER
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter_schedule import (
    ALERT_FILTER_SCHEDULE,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from ansible_collections.community.bigpanda.plugins.module_utils._resources.enrichment_map import ENRICHMENT_MAP
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment_group import ENVIRONMENT_GROUP
from ansible_collections.community.bigpanda.plugins.module_utils._resources.maintenance_plan import MAINTENANCE_PLAN
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from unit.http.ensuring import ensure, ensure_table

# Longer than a run waits for another one, even on a busy machine.
PATIENCE_S = 2 * OTHER_RUN_TIMEOUT_S
SOON = int(time.time()) + 86400
COLUMNS = [{"title": "host", "type": "query_tag"}, {"title": "owner", "type": "result_tag"}]
ROWS = [{"host": "db-1", "owner": "dba"}, {"host": "web-1", "owner": "web"}]
CONDITION = {"=": ["host", "db-1"]}
DECLARED = {
    ALERT_FILTER.name: {"name": "Noise", "bpql": CONDITION},
    ALERT_FILTER_SCHEDULE.name: {"name": "Nights", "starts_on": SOON, "ends_on": SOON + 3600},
    MAINTENANCE_PLAN.name: {"name": "Patch", "condition": CONDITION, "start": SOON, "end": SOON + 3600},
    ENVIRONMENT_GROUP.name: {"name": "Shops"},
    ROLE.name: {"name": "Operations", "permissions": []},
    ENRICHMENT_MAP.name: {"name": "owners", "fields": COLUMNS},
}
RESOURCES = (ALERT_FILTER, ALERT_FILTER_SCHEDULE, MAINTENANCE_PLAN, ENVIRONMENT_GROUP, ROLE, ENRICHMENT_MAP)


def declare(client, resource, given=None, state="present", rows=None, **options):
    """As a module does it: (whether something changed, the object)."""
    given = given or DECLARED[resource.name]
    if resource.mark:
        source = Source("rows", ROWS if rows is None else rows) if rows != [] and state == "present" else None
        table = TableOptions(source, "rows", False, False, **{"wait": True, "wait_timeout_s": 10, **options})
        result = ensure_table(client, resource, given, state, table)
    else:
        result = ensure(client, resource, given, state, CATALOG.resources)
    return result.changed, result.values[resource.name]


def live(client, resource):
    names = {given["name"] for given in DECLARED.values()}
    """Without what the engine keeps for itself, as modules return them."""
    return [shown_object(resource, item) for item in client.list(resource) if item["name"] in names]


class Door:
    """Lets the requests of several runs in one by one, in the order of `turns`; the rest goes as it comes."""

    def __init__(self, turns):
        self._turns = list(turns)
        self._changed = threading.Condition()
        self._ended = set()

    def guard(self, client, name):
        send = client.transport.send

        def wait_and_send(call):
            with self._changed:
                assert self._changed.wait_for(lambda: self._is_next(name), PATIENCE_S)
                try:
                    return send(call) if self._turns else self._outside(send, call)
                finally:
                    if self._turns:
                        self._turns.pop(0)
                    self._changed.notify_all()

        client.transport.send = wait_and_send
        return client

    def _outside(self, send, call):
        self._changed.release()
        try:
            return send(call)
        finally:
            self._changed.acquire()

    def _is_next(self, name):
        while self._turns and self._turns[0] in self._ended:
            self._turns.pop(0)
        return not self._turns or self._turns[0] == name

    def end(self, name):
        with self._changed:
            self._ended.add(name)
            self._changed.notify_all()


def at_once(make_client, turns, work, names="ab"):
    """What `work` returned, or raised, for each run. work: takes a function that makes a client of the run."""
    door, became = Door(turns), {}

    def run(name):
        try:
            became[name] = work(lambda: door.guard(make_client(), name))
        except errors.BigPandaError as error:
            became[name] = error
        finally:
            door.end(name)

    threads = [threading.Thread(target=run, args=[name]) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert set(became) == set(names)
    return [became[name] for name in names]
