# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import csv
import json
import stat

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.brakes import Brakes, check_max_removals
from ansible_collections.community.bigpanda.plugins.module_utils._core.bulk_report import check_path, failure, write
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption

STEP = {
    "resource": "scim_users",
    "key": "=cmd()",
    "action": "create",
    "outcome": "failed",
    "error": "@later",
    "diff": {"before": {}, "after": {"display_name": "Ada"}},
}


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_a_report_is_for_its_owner_alone_and_replaces_an_older_one(tmp_path, ending):
    path = tmp_path / f"report.{ending}"
    path.write_text("older")
    path.chmod(0o644)
    check_path(str(path))
    write(str(path), [STEP], {"scim_users": {"create": 1}}, "f00")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
    if ending == "json":
        assert json.loads(path.read_text())["steps"] == [STEP]
    else:
        row = next(csv.DictReader(path.open(newline="")))
        assert (row["key"], row["error"], row["after"]) == ("'=cmd()", "'@later", '{"display_name": "Ada"}')


def test_a_link_in_the_way_is_not_followed(tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("kept")
    (tmp_path / "report.json.partial").symlink_to(victim)
    write(str(tmp_path / "report.json"), [STEP], {}, "f00")
    assert victim.read_text() == "kept"


@pytest.mark.parametrize("path", ["report.txt", "nonesuch/report.json"])
def test_where_no_report_can_be_is_an_error(tmp_path, path):
    with pytest.raises(InvalidOption, match="report"):
        check_path(str(tmp_path / path))


def test_a_failure_names_the_first_and_counts_the_rest():
    text = failure([STEP] * 12)
    assert text.startswith("12 objects") and "and 2 more" in text and "run it again" in text


@pytest.mark.parametrize(
    ("limit", "live", "allowed"), [("10%", 5000, 500), ("10%", 9, 1), ("0%", 50, 1), ("25", 3, 25), ("0", 50, 0)]
)
def test_a_share_is_rounded_down_but_is_at_least_one(limit, live, allowed):
    check_max_removals(limit)
    assert Brakes(limit, {}).allowed(live) == allowed


@pytest.mark.parametrize("limit", ["", "ten", "-1", "10 %", "101%", "1.5"])
def test_other_limits_are_refused(limit):
    with pytest.raises(InvalidOption, match="max_removals"):
        check_max_removals(limit)
