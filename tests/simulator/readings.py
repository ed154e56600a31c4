# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the contract leaves open: each reading has a default and alternatives that a test or user may choose."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """One open question. `choices` is empty for numbers."""

    default: object
    choices: tuple
    meaning: str


READINGS: dict[str, Reading] = {
    "envelope": Reading("bare", ("bare", "enveloped"), "role and list answers bare or in {status, data}"),
    "permission_actions": Reading("list", ("list", "string"), "actions of a permission with one action"),
    "permission_case": Reading(
        "stored", ("stored", "capital"), "actions and resource types as they were sent, in any letter case, or as Read"
    ),
    "permission_included": Reading(
        "stored", ("stored", "shown"), "read of a permission with full_access: only if it was sent, or always"
    ),
    "null_resource_id": Reading("null", ("null", "missing"), "resource_id of a permission that has none"),
    "nested_ids": Reading("no", ("no", "yes"), "the service puts ids of its own into permissions"),
    "role_conflict_status": Reading(409, (409, 400), "status for a role name that is taken"),
    "role_names": Reading("unique", ("unique", "shared"), "whether roles made over the API may have the same name"),
    "role_order": Reading("created", ("created", "name"), "order of the role list without sort"),
    "role_patch": Reading(
        "replaced",
        ("replaced", "merged", "refused"),
        "permissions of a role after a PATCH that names some; or no PATCH at all",
    ),
    "put_without_users": Reading("clears", ("clears", "keeps"), "role PUT that leaves users out"),
    "user_conflict_status": Reading(409, (409, 400), "status for a user name that is taken"),
    "scim_create_status": Reading(201, (201, 200), "status of a created SCIM user"),
    "scim_deactivate_status": Reading(204, (204, 200), "status of a deactivated SCIM user"),
    "scim_patch_lists": Reading("replaced", ("replaced", "merged"), "roles of a user after a PATCH that names some"),
    "user_defaults": Reading("shown", ("shown", "missing"), "active and roles of a user who is active or has none"),
    "scim_filter_case": Reading("ignored", ("ignored", "respected"), "letter case in SCIM filters on userName"),
    "environment_create_status": Reading(200, (200, 201), "status of a created environment"),
    "environment_update_status": Reading(202, (202, 200), "status of a changed environment"),
    "environment_delete_status": Reading(200, (200, 204), "status of a removed environment"),
    "environment_conflict_status": Reading(409, (409, 400), "status for an environment name that is taken"),
    "environment_change_needs": Reading("part", ("part", "name"), "what the change of an environment has to say"),
    "environment_roles": Reading("id", ("id", "key"), "what the id of a role of an environment is called"),
    "unset_environment_fields": Reading("shown", ("shown", "missing"), "fields of an environment never set, read"),
    "environment_group_conflict_status": Reading(409, (409, 400), "status for a name of a group that is taken"),
    "group_names": Reading("unique", ("unique", "shared"), "whether groups of environments may have the same name"),
    "group_members_spelling": Reading("camel", ("camel", "snake"), "environmentIds of a group that is read"),
    "condition_tag_case": Reading("ignored", ("ignored", "lower"), "letter case that tags in conditions must have"),
    "inactive_filters": Reading("all", ("all", "inactive"), "what the list of filters with active=false shows"),
    "filter_condition": Reading(
        "object", ("object", "text", "missing", "missing_in_list"), "condition of a filter that is read"
    ),
    "filter_schedule": Reading("id", ("id", "object"), "schedule of a filter that is read"),
    "filter_defaults": Reading("shown", ("shown", "missing"), "fields of a filter that have their default"),
    "schedule_in_use": Reading("refused", ("refused", "allowed"), "removal of a schedule that a filter names"),
    "schedule_times": Reading("number", ("number", "text", "iso_8601"), "times of a schedule that is read"),
    "schedule_defaults": Reading("shown", ("shown", "missing"), "fields of a schedule that have their default"),
    "schedule_zone": Reading("shown", ("shown", "missing"), "time zone of a schedule that is read"),
    "plan_unlisted": Reading(
        "shown",
        ("shown", "missing", "missing_in_list"),
        "condition, time zone and action of a maintenance plan, which the schema of a read one leaves out",
    ),
    "plan_once_data": Reading("dropped", ("dropped", "kept"), "frequency_data of a plan that is to happen once"),
    "plan_condition": Reading("object", ("object", "text", "missing"), "condition of a maintenance plan that is read"),
    "plan_times": Reading("number", ("number", "text"), "start and end of a maintenance plan that is read"),
    "plan_status_words": Reading("newer", ("newer", "older"), "planned, running, done; or active, expired"),
    "plan_frequency_case": Reading("exact", ("exact", "lower"), "frequency of a maintenance plan that is read"),
    "plan_defaults": Reading("shown", ("shown", "missing"), "fields of a maintenance plan that have their default"),
    "plan_between_windows": Reading("planned", ("planned", "running"), "status of a plan between two of its windows"),
    "plan_change_needs": Reading("all", ("all", "changed"), "whether a planned plan takes a part of the needed fields"),
    "plan_frequency_data_change": Reading("replaces", ("replaces", "merges"), "frequency_data in the change of a plan"),
    "begun_plan_status": Reading(400, (400, 409), "status for a change of a begun plan beyond its end"),
    "idle_plan_status": Reading(400, (400, 409), "status for stopping a plan that is not running"),
    "stopped_plan_end": Reading("kept", ("kept", "now"), "end of a plan that was stopped"),
    "empty_plans": Reading("bare", ("bare", "no_content"), "an empty page of maintenance plans: [] or 204"),
    "pattern_shape": Reading("names", ("names", "pairs"), "tags and id of a correlation pattern that is read"),
    "pattern_conflict_status": Reading(409, (409, 400), "status for a correlation pattern that is there already"),
    "pattern_create_status": Reading(200, (200, 201), "status of a created correlation pattern"),
    "pattern_delete_status": Reading(200, (200, 204), "status of a removed correlation pattern"),
    "pattern_note": Reading("kept", ("kept", "ignored"), "note in the change of a correlation pattern"),
    "pattern_order": Reading("enabled", ("enabled", "disabled"), "run order of patterns, a limited release"),
    "topology_conflict_status": Reading(409, (409, 400), "status for a second topology"),
    "topology_update_status": Reading(204, (204, 200), "status of a replaced topology"),
    "alert_tag_conflict_status": Reading(409, (409, 400), "status for an alert tag that is taken, or fed by a map"),
    "tag_answer": Reading("object", ("object", "list"), "an alert tag in an envelope, alone or as a list of one"),
    "rules_answer": Reading("list", ("list", "one"), "answer to a change of rules: all that it touched, or one"),
    "rules_create_status": Reading(201, (201, 200), "status of added rules"),
    "new_rules": Reading("top", ("top", "reversed", "bottom"), "place of added rules, and their order there"),
    "composition_source": Reading("kept", ("kept", "missing"), "source All Systems of a rule that is read"),
    "rule_condition": Reading("object", ("object", "text"), "condition of a rule that is read"),
    "no_condition": Reading("empty", ("empty", "null", "missing"), "condition of a rule that has none"),
    "order_answer": Reading("named", ("named", "rule_order", "list"), "answer to an order that is set"),
    "stored_order": Reading("list", ("list", "object"), "an order that is read"),
    "no_order": Reading("empty", ("empty", "no_content"), "an order that was never set"),
    "incomplete_order": Reading("refused", ("refused", "accepted"), "an order that leaves something out"),
    "map_feeds": Reading("upload", ("upload", "creation"), "when the result columns of a map make alert tags"),
    "schedule_create_status": Reading(200, (200, 201), "status of a created schedule"),
    "tag_definition_create_status": Reading(201, (201, 204), "status of a created incident tag definition"),
    "inactive_definitions": Reading("all", ("all", "inactive"), "what definitions with active=false show"),
    "manual_input_spelling": Reading("camel", ("camel", "snake"), "canManualInput of a definition that is read"),
    "tag_type_case": Reading("same", ("same", "lower"), "type of a definition that is read"),
    "definition_defaults": Reading("shown", ("shown", "missing"), "fields of a definition that have their default"),
    "priority_levels": Reading("object", ("object", "text"), "levels of a definition, written and read"),
    "undocumented_fields": Reading("none", ("none", "kept"), "fields of a definition that no PUT may leave out"),
    "definition_times": Reading("seconds", ("seconds", "milliseconds"), "times of definitions of incident tags"),
    "wrong_kind_status": Reading(401, (401, 403), "a User API Key where an Org Token is wanted, or the reverse"),
    "api_keys_credential": Reading(
        "either", ("either", "org_token", "api_key"), "the credential that calls about API keys take"
    ),
    "audit_list": Reading(
        "bare",
        ("bare", "enveloped", "entry", "items", "logs"),
        "audit logs: bare, in {status, data}, one by itself, in {items}, in {total, logs}",
    ),
    "audit_page": Reading(
        "kept", ("kept", "ignored", "refused"), "page of the audit logs: a number, always the first, or none is taken"
    ),
    "audit_timestamp": Reading("number", ("number", "text"), "time of an entry of the audit log, quoted or not"),
    "page_past_end": Reading("empty", ("empty", "repeats_last", "repeats_first"), "a page past the end of a list"),
    "map_create_answer": Reading("object", ("object", "config"), "answer to a new map: whole, or config without id"),
    "map_update_status": Reading(200, (200, 202), "status of a row change"),
    "query_booleans": Reading("lower", ("lower", "any"), "letter case of true and false in a query"),
    "resolve_comments": Reading("text", ("text", "any"), "comments of a resolution: a text, or a list or null as well"),
    "event_fields": Reading(
        "strict", ("strict", "lenient"), "alert events with fractions of seconds and empty values: refused or taken"
    ),
    "override_default": Reading(
        "missing", ("missing", "true", "false"), "override_existing of a column of a map that left it out"
    ),
    "word_case": Reading(
        "documented", ("documented", "lower", "upper"), "statuses of filters, actions of plans, types of rules, read"
    ),
    "map_condition": Reading("object", ("object", "text", "missing"), "condition of a map that is read, or has none"),
    "map_note": Reading("beside", ("beside", "inside"), "note of a map that is read: beside its config, or in it"),
    "map_ids": Reading("hex", ("hex", "uuid", "other"), "ids of maps"),
    "query_lists": Reading("repeated", ("repeated", "commas"), "lists in a query that are not documented to be either"),
    "row_total": Reading("total_results", ("total_results", "total_count", "page", "missing"), "counter of map rows"),
    "null_cells": Reading("null", ("null", "text"), "an empty cell read back as null or as the text null"),
    "job_location": Reading(
        "relative",
        ("relative", "absolute", "none", "introduction", "elsewhere"),
        "Location of a job: at its call, as the introduction has it, or on another host",
    ),
    "job_seconds": Reading(0.2, (), "how long a job runs"),
    "settle_seconds": Reading(0.2, (), "until an accepted incident action or map removal shows"),
    "history_seconds": Reading(0.0, (), "from a merge or split until the history of the incident shows it"),
    "found_seconds": Reading(0.0, (), "from a split until the search finds the new incident"),
    "incidents_change": Reading(
        "no", ("no", "updated", "resolved"), "what happens to an incident each time a further page is read"
    ),
    "tag_lists": Reading("array", ("array", "text"), "values of a tag of several: an array, or text in brackets"),
    "retry_after": Reading("none", ("none", "seconds", "date"), "Retry-After of a 429 for the rate limit"),
    "alerts_credential": Reading("org_token", ("org_token", "api_key"), "the credential that the Alerts API takes"),
    "event_answer": Reading("object", ("object", "text"), "body of the answer to an accepted event"),
    "unassign_nobody_status": Reading(400, (400, 204), "unassigning an incident nobody is assigned to"),
    "unsnooze_idle_status": Reading(204, (204, 400), "unsnoozing an incident that is not snoozed"),
    "repeat_status": Reading(409, (409, 400), "merge or split that was done before"),
    "expanded_alerts": Reading("objects", ("objects", "references"), "alerts of an incident read with expand=alerts"),
    "nobody": Reading("missing", ("missing", "null"), "assignee of an incident nobody is assigned to"),
    "status_case": Reading("lower", ("lower", "capital"), "spelling of status and severity of incidents and alerts"),
    "activity_list": Reading("bare", ("bare", "items", "total"), "activities: bare, in {items}, in {items, total}"),
    "change_list": Reading("bare", ("bare", "items", "results"), "changes: bare, in {items}, in {results}"),
    "v1_status": Reading(200, (200, 204), "status of a V1 update"),
    "permission_list": Reading("array", ("array", "object"), "data of the permission list"),
    "schema_list": Reading("list", ("list", "bare"), "SCIM schemas"),
}


class Readings:
    """The readings in force."""

    def __init__(self, chosen: dict | None = None):
        self._chosen: dict = {}
        self.choose(chosen or {})

    def __getitem__(self, name: str):
        return self._chosen.get(name, READINGS[name].default)

    def choose(self, chosen: dict) -> None:
        """Raises ValueError for an unknown name or value."""
        for name, value in chosen.items():
            if name not in READINGS:
                raise ValueError(f"unknown option {name}; there are {', '.join(sorted(READINGS))}")
            reading = READINGS[name]
            value = type(reading.default)(value)
            if reading.choices and value not in reading.choices:
                raise ValueError(f"option {name} takes {', '.join(map(str, reading.choices))}, not {value}")
            self._chosen[name] = value
