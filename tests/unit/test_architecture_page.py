# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The page about the architecture shows what is there."""

from __future__ import annotations

import re

import pytest
from documentation import architecture

PAGE = architecture.PAGE.read_text(encoding="utf-8")
MODULE_UTILS = architecture.ROOT / "plugins" / "module_utils"


def test_the_picture_is_up_to_date():
    assert architecture.renewed() == PAGE, "run make documentation"


def test_arrows_that_others_imply_are_omitted():
    imports = {"top": {"middle", "ground"}, "middle": {"ground"}, "ground": set()}
    assert architecture.direct(imports) == {"top": {"middle"}, "middle": {"ground"}, "ground": set()}


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`((?:_\w+|plugins)/[\w/]+(?:\.py)?)`", PAGE))))
def test_files_that_the_page_names_exist(name):
    root = architecture.ROOT if name.startswith("plugins/") else MODULE_UTILS
    assert root.joinpath(name).exists()


def test_every_directory_of_the_engine_is_described():
    directories = {path.stem for path in (MODULE_UTILS / "_core").iterdir() if not path.name.startswith("_")}
    assert directories - {"errors", "plan", "record", "unexpected"} == {
        name for name in directories if re.search(rf"`(_core/)?{name}`", PAGE)
    }
