# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
GENERATOR = runpy.run_path(str(ROOT / "tests" / "new_resource" / "__main__.py"), run_name="new_resource")


@pytest.mark.parametrize("name", ["correlation_pattern", "alert_filter"])
def test_skeletons_can_be_read_and_name_the_permission(name, tmp_path, capsys):
    GENERATOR["main"](name, tmp_path)
    told = capsys.readouterr().out.split()
    assert len(told) == len(GENERATOR["FILES"])
    for path in map(tmp_path.joinpath, told):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".yml":
            assert yaml.safe_load(text)
        elif path.suffix == ".py":
            compile(text, str(path), "exec")
    module = (tmp_path / "plugins" / "modules" / f"bigpanda_{name}.py").read_text(encoding="utf-8")
    permission = GENERATOR["describe"](name)["permission"]
    assert f"C({permission}) (full access" in module
    settings = ["--quiet", "--config", str(ROOT / "pyproject.toml"), "--select", "E9,F"]
    checked = subprocess.run(
        [sys.executable, "-m", "ruff", "check", *settings, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout


def test_a_name_that_the_contract_does_not_know_is_refused(tmp_path):
    with pytest.raises(SystemExit, match="no create_nonsense"):
        GENERATOR["main"]("nonsense", tmp_path)


def test_what_is_there_is_not_written_over():
    with pytest.raises(SystemExit, match="is there already"):
        GENERATOR["main"]("alert_filter")
