# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What each variable of the roles and playbooks takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from ansible_collections.community.bigpanda.plugins.plugin_utils.variables import (
    Reader,
    is_omitted,
    plain_value,
    read_by_kind,
    read_csv,
    read_dict,
    read_dict_or_text,
    read_dicts,
    read_kinds,
    read_names,
    read_number,
    read_path,
    read_paths,
    read_secret,
    read_text_of,
    read_truth,
    read_verbatim,
)

KINDS = tuple(resource.plural for resource in CATALOG.resources)
PURGEABLE = tuple(resource.plural for resource in CATALOG.resources if not resource.singleton)

ORGANIZATION: dict[str, Reader] = {
    "bigpanda_organization": read_by_kind(KINDS, read_dicts),
    "organization_directory": read_paths,
    "organization_kinds": read_kinds(KINDS),
    "organization_purge": read_kinds(PURGEABLE),
    "organization_protect": read_by_kind(KINDS, read_names),
    "organization_max_removals": read_text_of,
    "organization_max_row_removals": read_text_of,
    "organization_allow_admin_changes": read_truth,
    "organization_report": read_path,
    "organization_approved_plan": read_text_of,
    "organization_progress": read_truth,
    "organization_progress_interval": read_number,
}
ORGANIZATION_EXPORT: dict[str, Reader] = {
    "organization_export_directory": read_path,
    "organization_export_gather": read_kinds(KINDS),
    "organization_export_rows": read_truth,
}
USER_PROVISIONING: dict[str, Reader] = {
    "bigpanda_users": read_dicts,
    "bigpanda_users_csv": read_csv,
    "user_provisioning_columns": read_dict,
    "user_provisioning_separator": read_verbatim,
    "user_provisioning_delimiter": read_verbatim,
    "user_provisioning_status_words": read_dict,
    "user_provisioning_group_key": read_text_of,
    "user_provisioning_group_roles": read_dict,
    "user_provisioning_group_patterns": read_dicts,
    "user_provisioning_default_roles": read_names,
    "user_provisioning_refuse_unmapped": read_truth,
    "user_provisioning_ignore": read_names,
    "user_provisioning_protect": read_names,
    "user_provisioning_purge": read_truth,
    "user_provisioning_max_removals": read_text_of,
    "user_provisioning_allow_admin_changes": read_truth,
    "user_provisioning_report": read_path,
    "user_provisioning_approved_plan": read_text_of,
    "user_provisioning_dry_run": read_truth,
    "user_provisioning_progress": read_truth,
    "user_provisioning_progress_interval": read_number,
}
# Of the playbooks; the names less `bigpanda_` are those of the modules' options.
CONNECTION: dict[str, Reader] = {
    "bigpanda_api_key": read_secret,
    "bigpanda_org_token": read_secret,
    "bigpanda_region": read_text_of,
    "bigpanda_api_url": read_secret,
    "bigpanda_integrations_url": read_secret,
    "bigpanda_validate_certs": read_truth,
    "bigpanda_ca_path": read_path,
    "bigpanda_timeout": read_number,
    "bigpanda_retry_timeout": read_number,
    "bigpanda_rate_limit_share": read_number,
    "bigpanda_max_answer_mb": read_number,
}
PLAYBOOKS: dict[str, Reader] = {
    "bigpanda_export_directory": read_path,
    "bigpanda_validate_known": read_by_kind(KINDS, read_names),
    "bigpanda_validate_strict": read_truth,
}
# Variables with the prefix of their role.
OF_ROLES: dict[str, tuple[str, ...]] = {
    role: tuple(name for name in readers if name.startswith(f"{role}_"))
    for role, readers in (
        ("organization", ORGANIZATION),
        ("organization_export", ORGANIZATION_EXPORT),
        ("user_provisioning", USER_PROVISIONING),
    )
}
MAINTENANCE_WINDOW: dict[str, Reader] = {
    "bigpanda_maintenance_name": read_text_of,
    "bigpanda_maintenance_state": read_text_of,
    "bigpanda_maintenance_condition": read_dict_or_text,
    "bigpanda_maintenance_start": read_text_of,
    "bigpanda_maintenance_duration": read_text_of,
    "bigpanda_maintenance_description": read_text_of,
}
INCIDENTS: dict[str, Reader] = {
    "bigpanda_incidents_environment": read_text_of,
    "bigpanda_incidents_folder": read_text_of,
    "bigpanda_incidents_query": read_dict_or_text,
    # The module checks that it is a whole number.
    "bigpanda_incidents_limit": read_text_of,
}
READERS = {
    **ORGANIZATION,
    **ORGANIZATION_EXPORT,
    **USER_PROVISIONING,
    **CONNECTION,
    **PLAYBOOKS,
    **MAINTENANCE_WINDOW,
    **INCIDENTS,
}


def read_variables(given: Mapping[str, Any], omitted: Any = None) -> dict[str, Any]:
    """What the variables say, by name, without those that say that they are not given.

    omitted: the value of Ansible's `omit`, None if it is not known. Raises InvalidOption naming the variable.
    """
    said = {}
    for name, value in given.items():
        read = READERS[name]
        if not is_omitted(value, omitted):
            said[name] = read(name, plain_value(value, omitted))
    return {name: value for name, value in said.items() if value is not None}
