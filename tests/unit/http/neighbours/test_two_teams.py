# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Two teams that purge one organization at the same time, each of which protects what belongs to the other."""

from __future__ import annotations

from unit.http.neighbours.stage import is_green

FILTER = {"filter": "env = a"}


def test_a_purge_does_not_remove_what_the_other_team_creates_at_the_same_time(stage):
    def setting(_acme):
        stage.bring(
            {"environments": [{"name": f"{team}-{name}", **FILTER} for team in "AB" for name in ("kept", "old")]}
        )

    def purge(team, other):
        declared = {"environments": [{"name": f"{team}-{name}", **FILTER} for name in ("kept", "new")]}
        return lambda _made: stage.carry_out(
            stage.plan(declared, purge=["environments"], protect={"environments": [f"{other}-*"]}, actor=team), team
        )

    def check(results):
        assert all(map(is_green, results.values())), results
        names = {item["name"] for item in stage.acme.environments.values()}
        assert {name for name in names if name[:2] in ("A-", "B-")} == {"A-kept", "A-new", "B-kept", "B-new"}

    assert stage.every_order(setting, {"A": purge("A", "B"), "B": purge("B", "A")}, check, switches=1) >= 10
