# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The environment that AWX makes of a credential."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jinja2


def environment_of(credential_type: Mapping[str, Any], inputs: Mapping[str, str]) -> dict[str, str]:
    """The variables of a job. AWX renders a field that is not filled in as empty text."""
    renderer = jinja2.Environment(undefined=jinja2.StrictUndefined)
    fields = {field["id"]: inputs.get(field["id"], "") for field in credential_type["inputs"]["fields"]}
    return {
        name: renderer.from_string(template).render(fields)
        for name, template in credential_type["injectors"]["env"].items()
    }
