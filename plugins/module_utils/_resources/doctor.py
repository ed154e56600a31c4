# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The calls of each module, so that what they need can be checked before it is run."""

from __future__ import annotations

from .._core.doctor.model import DoctorSpec, FallbackOperation, ModuleCalls, found_in
from .._core.features.dependents import Dependents
from .._core.model.field import Reference
from .._core.model.operation import ORG_TOKEN, Operation
from .._core.model.resource import Resource
from .alert import SEND, SEND_OIM
from .alert_resolve import RESOLVE
from .audit_log import AUDIT_LOGS
from .catalog import CATALOG
from .environment import ENVIRONMENT
from .incident import TAG_DEFINITIONS
from .incident_actions import ASSIGN
from .incident_reads import RETRIEVE, RETRIEVE_V1, SEARCH
from .permission import PERMISSIONS
from .role import ROLE
from .scim_service import SERVICE_PROVIDER_CONFIG
from .scim_user import SCIM_USER

KINDS = {resource.name: resource for resource in CATALOG.resources}


def _calls_of(resource: Resource, optional: tuple[Operation, ...] = ()) -> ModuleCalls:
    """The calls of the module that manages this kind.

    always: its own, and the list that its objects are computed from. optional: the lists of the kinds by which its
    options are resolved, or which block its removals.
    """
    named = {reference.resource for reference in found_in(resource, Reference)}
    holding = {holder.resource for holder in found_in(resource, Dependents)}
    composed_of = (resource.composed.of.list.operation,) if resource.composed else ()
    return ModuleCalls(
        always=(resource, *composed_of),
        optional=(*(KINDS[name].list.operation for name in sorted(named | holding)), *optional),
    )


# The kinds whose names a module that reads shows next to their ids, if the owner of the API key may list them.
NAMES_SHOWN = {
    "alert_filter": "alert_filter_schedule",
    "environment": "role",
    "environment_group": "environment",
    "role": "scim_user",
}


def _calls_to_read(resource: Resource) -> ModuleCalls:
    """The calls of the module that only reads this kind."""
    shown = NAMES_SHOWN.get(resource.name)
    return ModuleCalls((resource,), optional=(KINDS[shown].list.operation,) if shown else ())


# Each kind has a module and one that reads; the others are named here: one call represents all that need the same
# permission.
MODULES = {
    **{f"bigpanda_{name}": _calls_of(resource) for name, resource in KINDS.items()},
    **{f"bigpanda_{name}_info": _calls_to_read(resource) for name, resource in KINDS.items()},
    "bigpanda_alert": ModuleCalls((SEND, SEND_OIM)),
    "bigpanda_alert_resolve": ModuleCalls((RESOLVE,), optional=(RETRIEVE, ENVIRONMENT.list.operation)),
    "bigpanda_audit_log_info": ModuleCalls((AUDIT_LOGS,)),
    "bigpanda_incident": ModuleCalls(
        (RETRIEVE, ASSIGN, FallbackOperation(RETRIEVE_V1)),
        optional=(ENVIRONMENT.list.operation, SCIM_USER.list.operation, TAG_DEFINITIONS),
    ),
    "bigpanda_incident_info": ModuleCalls(
        (SEARCH, FallbackOperation(RETRIEVE_V1)), optional=(ENVIRONMENT.list.operation,)
    ),
    # Whose key it is, so that its owner is not locked out.
    "bigpanda_role": _calls_of(ROLE, optional=(CATALOG.api_keys,)),
    "bigpanda_scim_user": _calls_of(SCIM_USER, optional=(CATALOG.api_keys,)),
    # They only need the permissions of the kinds that are declared.
    "bigpanda_organization": ModuleCalls(optional=(*CATALOG.resources, CATALOG.api_keys)),
    "bigpanda_organization_info": ModuleCalls(optional=CATALOG.resources),
    "bigpanda_permission_info": ModuleCalls((PERMISSIONS,)),
    "bigpanda_scim_service_info": ModuleCalls((SERVICE_PROVIDER_CONFIG,)),
}

# The contract contradicts itself on the credential of the list of API keys (its `x-uncertain`), so this call decides.
LIST_SCHEDULES_V1 = Operation(
    "list_alert_filter_schedules_v1", "GET", "/resources/v1.0/schedules", ("none", "view"), credentials=(ORG_TOKEN,)
)

DOCTOR = DoctorSpec(
    roles=ROLE,
    environments=ENVIRONMENT,
    api_keys=CATALOG.api_keys,
    by_org_token=LIST_SCHEDULES_V1,
    modules=MODULES,
    # Only these names are documented (access notes, "Roles"; `PermissionWrite.resource_type` of the contract).
    held_as={
        ("Roles Management", "full_access"): ("roles", "full_access"),
        ("User Management", "full_access"): ("users", "full_access"),
        ("Mapping Enrichment (API Only)", "full_access"): ("enrichments-jobs", "full_access"),
        ("Manage Environments", "full_access"): ("environments", "full_access"),
        ("Environment - Incident Actions", "full_access"): ("environments", "incident_actions"),
    },
    # "The older table lets it act too; do not rely on that" (incidents notes, "Credentials and permissions").
    perhaps_held_as={("Environment - Incident Actions", "full_access"): ("environments", "full_access")},
)
