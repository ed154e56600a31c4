# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import csv
import json
import os
import stat

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.report.file import check_path, write
from ansible_collections.community.bigpanda.plugins.module_utils._core.report.run import Run

STEP = {
    "resource": "scim_users",
    "key": "=cmd()",
    "action": "create",
    "outcome": "failed",
    "error": "@later",
    "diff": {"before": {}, "after": {"display_name": "Ada"}},
}


def content(*steps, msg=None):
    return Run(list(steps), {"scim_users": {"create": 1}}, fingerprint="f00", message=msg)


@pytest.mark.parametrize("ending", ["json", "csv", "html", "md"])
def test_a_report_is_only_for_its_owner_and_replaces_an_older_one(tmp_path, ending):
    path = tmp_path / f"report.{ending}"
    write(str(path), content(STEP, msg="older"))
    path.chmod(0o644)
    check_path(str(path))
    write(str(path), content(STEP, msg="-1 is too few"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
    if ending == "json":
        assert json.loads(path.read_text()) == {
            "fingerprint": "f00",
            "msg": "-1 is too few",
            "summary": {"scim_users": {"create": 1}},
            "remarks": [],
            "steps": [STEP],
        }
    elif ending == "csv":
        row, whole = csv.DictReader(path.open(newline=""))
        assert (row["key"], row["error"], row["after"]) == ("'=cmd()", "'@later", '{"display_name": "Ada"}')
        assert (whole["resource"], whole["key"], whole["outcome"], whole["error"]) == (
            "",
            "",
            "failed",
            "'-1 is too few",
        )


@pytest.mark.parametrize("path", ["report.txt", "nonesuch/report.json", "folder.json", ".json"])
def test_where_no_report_can_be_is_an_error(tmp_path, path):
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(InvalidOption, match="report"):
        check_path(str(tmp_path / path))


@pytest.mark.parametrize("kind", ["link", "broken link", "pipe", "folder"])
def test_a_report_takes_the_place_of_no_other_than_a_file(tmp_path, kind):
    path, other = tmp_path / "report.json", tmp_path / "other"
    other.write_text("mine", encoding="utf-8")
    {
        "link": lambda: path.symlink_to(other),
        "broken link": lambda: path.symlink_to(tmp_path / "nonesuch"),
        "pipe": lambda: os.mkfifo(path),
        "folder": path.mkdir,
    }[kind]()
    before = os.lstat(path)
    with pytest.raises(InvalidOption, match="report.*not a regular file"):
        check_path(str(path))
    with pytest.raises(OSError):
        write(str(path), content(STEP))
    assert os.lstat(path).st_mode == before.st_mode
    assert other.read_text(encoding="utf-8") == "mine"
    assert sorted(os.listdir(tmp_path)) == ["other", "report.json"]


@pytest.mark.parametrize("text", ["user_name,groups\nada@x,noc\n", '{"roles": []}', "---\nroles: []\n"])
@pytest.mark.parametrize("ending", ["json", "csv", "html", "md"])
def test_a_report_takes_the_place_of_no_file_that_is_none(tmp_path, ending, text):
    path = tmp_path / f"feed.{ending}"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidOption, match="exists and is not a report. Give another path"):
        check_path(str(path))
    assert path.read_text(encoding="utf-8") == text
    path.write_text("", encoding="utf-8")
    check_path(str(path))


def test_a_report_is_tried_before_it_is_needed_and_leaves_nothing(tmp_path):
    check_path(str(tmp_path / "report.json"))
    assert os.listdir(tmp_path) == []
    with pytest.raises(InvalidOption, match="no file can be written"):
        check_path("/proc/report.json")


@pytest.mark.parametrize("ending", ["json", "csv", "html", "md"])
def test_half_a_character_breaks_no_report(tmp_path, ending):
    path = tmp_path / f"report.{ending}"
    write(str(path), content({**STEP, "key": "caf\udce9"}))
    assert "\\udce9" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ["json", "csv", "html", "md"])
def test_names_in_other_alphabets_can_be_read_in_the_report(tmp_path, ending):
    path = tmp_path / f"report.{ending}"
    write(str(path), content({**STEP, "key": "Zoë Kováč"}))
    assert "Zoë Kováč" in path.read_text(encoding="utf-8")
