# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is refused of a declaration before anything is read."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.safety.limits import SafetyLimits
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.spec import (
    ObjectSpec,
    OrganizationSpec,
    check_spec,
)
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE


def spec(*desired, purge=(), protect=None, **limits):
    objects = tuple(ObjectSpec(ROLE, number, each) for number, each in enumerate(desired))
    return OrganizationSpec(objects, frozenset(purge), SafetyLimits("10%", protect or {}, **limits))


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (spec({"name": "Ops"}, {"description": "x"}), r"roles\[1\]: name is missing"),
        (spec({"name": ""}), r"roles\[0\]: name is missing"),
        (spec(purge=["teams"]), "purge: unknown kind teams"),
        (spec(protect={"teams": ["a"]}), "protect: unknown kind teams"),
        (spec(protect={"roles": 5}), "protect.roles is 5"),
        (spec(max_row_removals="many"), "max_row_removals"),
    ],
)
def test_what_is_wrong_in_any_organization_is_refused(given, problem):
    with pytest.raises(InvalidOption, match=problem):
        check_spec(CATALOG, given)


def test_an_object_needs_a_name_or_an_id():
    check_spec(CATALOG, spec({"name": "Ops"}, {"id": "r1"}, purge=["roles"], protect={"roles": ["Admin"]}))
