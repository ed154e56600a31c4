#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_organization
short_description: Manage a whole BigPanda organization
version_added: 1.0.0
description:
  - Reads each kind of object once, plans all changes in dependency order, and applies them in parallel, as fast as the
    published rate limits allow. Thousands of users take minutes, and a run without changes takes a handful of requests.
  - Names can refer to objects that the same task creates. For example, a user can have a role that this task creates.
  - Membership can be declared at the role (O(roles[].users)), at the user (O(scim_users[].roles)), or at both if they
    agree. Users are added to and removed from roles one by one, so that changes made by others at the same time are
    kept. At the end the roles are read again, and a change that did not last is an error.
  - Undeclared objects are not changed, unless O(purge) is set. Removals come after all other changes.
  - Only then, a user who returns is reactivated, once the user has lost all roles that are not declared and all roles
    that the task removes. A user who is deactivated and still shown as active is an error.
  - A deactivated user keeps roles, except those with O(roles[].users) that do not list the user.
  - If an object fails, only the objects that depend on it are skipped. The task fails at the end and lists every object
    that could not be applied; the next run continues.
  - If the task is interrupted (C(SIGTERM), C(SIGINT), C(SIGHUP)), it finishes the requests in progress, starts no
    further objects, and reports in its result and in O(report) what was done and what was not. It gives up what takes
    longer than a few seconds, such as retries and the loading of tables. An object of which only a part was done has
    failed. The same signal, sent again after more than a second, stops it immediately.
author: The community.bigpanda contributors (@ansible-collections)
options:
  # begin of what `make documentation` writes
  environments:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_environment), which
      explains them.
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - See O(community.bigpanda.bigpanda_environment#module:state).
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - See O(community.bigpanda.bigpanda_environment#module:name).
        type: str
      id:
        description:
        - See O(community.bigpanda.bigpanda_environment#module:id).
        type: str
      new_name:
        description:
        - See O(community.bigpanda.bigpanda_environment#module:new_name).
        type: str
      description:
        description:
        - See O(community.bigpanda.bigpanda_environment#module:description).
        type: str
      filter:
        description:
        - See O(community.bigpanda.bigpanda_environment#module:filter).
        type: raw
        aliases:
        - condition
      roles:
        description:
        - See O(community.bigpanda.bigpanda_environment#module:roles).
        type: list
        elements: str
      read_only_roles:
        description:
        - See O(community.bigpanda.bigpanda_environment#module:read_only_roles).
        type: list
        elements: str
  environment_groups:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_environment_group),
      which explains them.
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - See O(community.bigpanda.bigpanda_environment_group#module:state).
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - See O(community.bigpanda.bigpanda_environment_group#module:name).
        type: str
      id:
        description:
        - See O(community.bigpanda.bigpanda_environment_group#module:id).
        type: str
      new_name:
        description:
        - See O(community.bigpanda.bigpanda_environment_group#module:new_name).
        type: str
      environments:
        description:
        - See O(community.bigpanda.bigpanda_environment_group#module:environments).
        type: list
        elements: str
      append_environments:
        description:
        - See O(community.bigpanda.bigpanda_environment_group#module:append_environments).
        type: bool
        default: false
  roles:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_role), which explains
      them.
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - See O(community.bigpanda.bigpanda_role#module:state).
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - See O(community.bigpanda.bigpanda_role#module:name).
        type: str
      id:
        description:
        - See O(community.bigpanda.bigpanda_role#module:id).
        type: str
      new_name:
        description:
        - See O(community.bigpanda.bigpanda_role#module:new_name).
        type: str
      permissions:
        description:
        - See O(community.bigpanda.bigpanda_role#module:permissions).
        aliases:
        - permission
        type: list
        elements: dict
        suboptions:
          resource_type:
            description:
            - See O(community.bigpanda.bigpanda_role#module:permissions[].resource_type).
            type: str
            required: true
          resource_id:
            description:
            - See O(community.bigpanda.bigpanda_role#module:permissions[].resource_id).
            type: str
          environment:
            description:
            - See O(community.bigpanda.bigpanda_role#module:permissions[].environment).
            type: str
          actions:
            description:
            - See O(community.bigpanda.bigpanda_role#module:permissions[].actions).
            type: list
            elements: str
            required: true
      users:
        description:
        - See O(community.bigpanda.bigpanda_role#module:users).
        type: list
        elements: str
      append_users:
        description:
        - See O(community.bigpanda.bigpanda_role#module:append_users).
        type: bool
        default: false
  scim_users:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_scim_user), which
      explains them.
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - See O(community.bigpanda.bigpanda_scim_user#module:state).
        type: str
        choices:
        - present
        - absent
        default: present
      user_name:
        description:
        - See O(community.bigpanda.bigpanda_scim_user#module:user_name).
        type: str
        aliases:
        - username
        - email
        required: true
      display_name:
        description:
        - See O(community.bigpanda.bigpanda_scim_user#module:display_name).
        type: str
      password:
        description:
        - See O(community.bigpanda.bigpanda_scim_user#module:password).
        type: str
      active:
        description:
        - See O(community.bigpanda.bigpanda_scim_user#module:active).
        type: bool
      phone_number:
        description:
        - See O(community.bigpanda.bigpanda_scim_user#module:phone_number).
        type: dict
        suboptions:
          value:
            description:
            - See O(community.bigpanda.bigpanda_scim_user#module:phone_number.value).
            type: str
            required: true
          type:
            description:
            - See O(community.bigpanda.bigpanda_scim_user#module:phone_number.type).
            type: str
            choices:
            - work
            - home
            - other
      roles:
        description:
        - See O(community.bigpanda.bigpanda_scim_user#module:roles).
        type: list
        elements: str
      append_roles:
        description:
        - See O(community.bigpanda.bigpanda_scim_user#module:append_roles).
        type: bool
        default: false
  alert_tags:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_alert_tag), which
      explains them.
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - See O(community.bigpanda.bigpanda_alert_tag#module:state).
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - See O(community.bigpanda.bigpanda_alert_tag#module:name).
        type: str
        required: true
      description:
        description:
        - See O(community.bigpanda.bigpanda_alert_tag#module:description).
        type: str
      active:
        description:
        - See O(community.bigpanda.bigpanda_alert_tag#module:active).
        type: bool
      enrichments:
        description:
        - See O(community.bigpanda.bigpanda_alert_tag#module:enrichments).
        aliases:
        - rules
        type: list
        elements: dict
        suboptions:
          type:
            description:
            - See O(community.bigpanda.bigpanda_alert_tag#module:enrichments[].type).
            type: str
            required: true
            choices:
            - composition
            - extraction
          active:
            description:
            - See O(community.bigpanda.bigpanda_alert_tag#module:enrichments[].active).
            type: bool
          when:
            description:
            - See O(community.bigpanda.bigpanda_alert_tag#module:enrichments[].when).
            type: raw
            aliases:
            - condition
          source:
            description:
            - See O(community.bigpanda.bigpanda_alert_tag#module:enrichments[].source).
            type: str
          destination:
            description:
            - See O(community.bigpanda.bigpanda_alert_tag#module:enrichments[].destination).
            type: str
          value:
            description:
            - See O(community.bigpanda.bigpanda_alert_tag#module:enrichments[].value).
            type: str
          regex:
            description:
            - See O(community.bigpanda.bigpanda_alert_tag#module:enrichments[].regex).
            type: str
          selected_source_system:
            description:
            - See O(community.bigpanda.bigpanda_alert_tag#module:enrichments[].selected_source_system).
            type: str
          note:
            description:
            - See O(community.bigpanda.bigpanda_alert_tag#module:enrichments[].note).
            type: str
  enrichment_maps:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_enrichment_map),
      which explains them.
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - See O(community.bigpanda.bigpanda_enrichment_map#module:state).
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - See O(community.bigpanda.bigpanda_enrichment_map#module:name).
        type: str
      id:
        description:
        - See O(community.bigpanda.bigpanda_enrichment_map#module:id).
        type: str
      fields:
        description:
        - See O(community.bigpanda.bigpanda_enrichment_map#module:fields).
        aliases:
        - columns
        type: list
        elements: dict
        suboptions:
          title:
            description:
            - See O(community.bigpanda.bigpanda_enrichment_map#module:fields[].title).
            type: str
            required: true
          type:
            description:
            - See O(community.bigpanda.bigpanda_enrichment_map#module:fields[].type).
            type: str
            choices:
            - query_tag
            - result_tag
            required: true
          tag_name:
            description:
            - See O(community.bigpanda.bigpanda_enrichment_map#module:fields[].tag_name).
            type: str
          override_existing:
            description:
            - See O(community.bigpanda.bigpanda_enrichment_map#module:fields[].override_existing).
            type: bool
          optional:
            description:
            - See O(community.bigpanda.bigpanda_enrichment_map#module:fields[].optional).
            type: bool
      case_insensitive:
        description:
        - See O(community.bigpanda.bigpanda_enrichment_map#module:case_insensitive).
        type: bool
      when:
        description:
        - See O(community.bigpanda.bigpanda_enrichment_map#module:when).
        type: raw
        aliases:
        - condition
      active:
        description:
        - See O(community.bigpanda.bigpanda_enrichment_map#module:active).
        type: bool
      note:
        description:
        - See O(community.bigpanda.bigpanda_enrichment_map#module:note).
        type: str
      src:
        description:
        - See O(community.bigpanda.bigpanda_enrichment_map#module:src).
        type: path
      content:
        description:
        - See O(community.bigpanda.bigpanda_enrichment_map#module:content).
        type: str
      rows:
        description:
        - See O(community.bigpanda.bigpanda_enrichment_map#module:rows).
        type: list
        elements: dict
      compare:
        description:
        - See O(community.bigpanda.bigpanda_enrichment_map#module:compare).
        type: str
        choices:
        - rows
        - digest
        default: rows
      recreate:
        description:
        - See O(community.bigpanda.bigpanda_enrichment_map#module:recreate).
        type: bool
        default: false
      force:
        description:
        - See O(community.bigpanda.bigpanda_enrichment_map#module:force).
        type: bool
        default: false
      wait:
        description:
        - See O(community.bigpanda.bigpanda_enrichment_map#module:wait).
        type: bool
        default: true
      wait_timeout:
        description:
        - See O(community.bigpanda.bigpanda_enrichment_map#module:wait_timeout).
        type: int
        default: 1800
  alert_tag_orders:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_alert_tag_order),
      which explains them.
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - See O(community.bigpanda.bigpanda_alert_tag_order#module:state).
        type: str
        choices:
        - present
        default: present
      tags:
        description:
        - See O(community.bigpanda.bigpanda_alert_tag_order#module:tags).
        type: list
        elements: str
        required: true
  incident_tags:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_incident_tag), which
      explains them.
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - See O(community.bigpanda.bigpanda_incident_tag#module:state).
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - See O(community.bigpanda.bigpanda_incident_tag#module:name).
        type: str
        required: true
      description:
        description:
        - See O(community.bigpanda.bigpanda_incident_tag#module:description).
        type: str
      type:
        description:
        - See O(community.bigpanda.bigpanda_incident_tag#module:type).
        type: str
        choices:
        - Text
        - MultiValue
        - Priority
        - ClosedListValuesMulti
        - ClosedListValuesSingle
      active:
        description:
        - See O(community.bigpanda.bigpanda_incident_tag#module:active).
        type: bool
      can_manual_input:
        description:
        - See O(community.bigpanda.bigpanda_incident_tag#module:can_manual_input).
        type: bool
      config:
        description:
        - See O(community.bigpanda.bigpanda_incident_tag#module:config).
        type: dict
        suboptions:
          ordered_list:
            description:
            - See O(community.bigpanda.bigpanda_incident_tag#module:config.ordered_list).
            type: list
            elements: dict
            suboptions:
              display_name:
                description:
                - See O(community.bigpanda.bigpanda_incident_tag#module:config.ordered_list[].display_name).
                type: str
                required: true
              order_id:
                description:
                - See O(community.bigpanda.bigpanda_incident_tag#module:config.ordered_list[].order_id).
                type: int
              description:
                description:
                - See O(community.bigpanda.bigpanda_incident_tag#module:config.ordered_list[].description).
                type: str
              active:
                description:
                - See O(community.bigpanda.bigpanda_incident_tag#module:config.ordered_list[].active).
                type: bool
          incident_tag_values:
            description:
            - See O(community.bigpanda.bigpanda_incident_tag#module:config.incident_tag_values).
            type: list
            elements: str
      enrichment_config:
        description:
        - See O(community.bigpanda.bigpanda_incident_tag#module:enrichment_config).
        type: dict
        suboptions:
          append_matching_items:
            description:
            - See O(community.bigpanda.bigpanda_incident_tag#module:enrichment_config.append_matching_items).
            type: bool
          items:
            description:
            - See O(community.bigpanda.bigpanda_incident_tag#module:enrichment_config.items).
            type: list
            elements: dict
            suboptions:
              value:
                description:
                - See O(community.bigpanda.bigpanda_incident_tag#module:enrichment_config.items[].value).
                type: str
                required: true
              condition:
                description:
                - See O(community.bigpanda.bigpanda_incident_tag#module:enrichment_config.items[].condition).
                type: raw
                required: true
  alert_filter_schedules:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_alert_filter_schedule),
      which explains them.
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - See O(community.bigpanda.bigpanda_alert_filter_schedule#module:state).
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - See O(community.bigpanda.bigpanda_alert_filter_schedule#module:name).
        type: str
      id:
        description:
        - See O(community.bigpanda.bigpanda_alert_filter_schedule#module:id).
        type: str
      new_name:
        description:
        - See O(community.bigpanda.bigpanda_alert_filter_schedule#module:new_name).
        type: str
      starts_on:
        description:
        - See O(community.bigpanda.bigpanda_alert_filter_schedule#module:starts_on).
        aliases:
        - start
        type: str
      ends_on:
        description:
        - See O(community.bigpanda.bigpanda_alert_filter_schedule#module:ends_on).
        aliases:
        - end
        type: str
      duration:
        description:
        - See O(community.bigpanda.bigpanda_alert_filter_schedule#module:duration).
        type: str
      time_zone:
        description:
        - See O(community.bigpanda.bigpanda_alert_filter_schedule#module:time_zone).
        type: str
      active:
        description:
        - See O(community.bigpanda.bigpanda_alert_filter_schedule#module:active).
        type: bool
      description:
        description:
        - See O(community.bigpanda.bigpanda_alert_filter_schedule#module:description).
        type: str
  alert_filters:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_alert_filter), which
      explains them.
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - See O(community.bigpanda.bigpanda_alert_filter#module:state).
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - See O(community.bigpanda.bigpanda_alert_filter#module:name).
        type: str
      id:
        description:
        - See O(community.bigpanda.bigpanda_alert_filter#module:id).
        type: str
      new_name:
        description:
        - See O(community.bigpanda.bigpanda_alert_filter#module:new_name).
        type: str
      bpql:
        description:
        - See O(community.bigpanda.bigpanda_alert_filter#module:bpql).
        type: raw
        aliases:
        - condition
      active:
        description:
        - See O(community.bigpanda.bigpanda_alert_filter#module:active).
        type: bool
      schedule:
        description:
        - See O(community.bigpanda.bigpanda_alert_filter#module:schedule).
        type: str
      exclude_status:
        description:
        - See O(community.bigpanda.bigpanda_alert_filter#module:exclude_status).
        type: list
        elements: str
        choices:
        - Ok
        - Critical
        - Warning
        - Unknown
      custom_tags:
        description:
        - See O(community.bigpanda.bigpanda_alert_filter#module:custom_tags).
        type: list
        elements: dict
        suboptions:
          name:
            description:
            - See O(community.bigpanda.bigpanda_alert_filter#module:custom_tags[].name).
            type: str
            required: true
          value:
            description:
            - See O(community.bigpanda.bigpanda_alert_filter#module:custom_tags[].value).
            type: str
            required: true
      description:
        description:
        - See O(community.bigpanda.bigpanda_alert_filter#module:description).
        type: str
  correlation_patterns:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_correlation_pattern),
      which explains them.
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - See O(community.bigpanda.bigpanda_correlation_pattern#module:state).
        type: str
        choices:
        - present
        - absent
        default: present
      tags:
        description:
        - See O(community.bigpanda.bigpanda_correlation_pattern#module:tags).
        type: list
        elements: str
      id:
        description:
        - See O(community.bigpanda.bigpanda_correlation_pattern#module:id).
        type: str
      filter:
        description:
        - See O(community.bigpanda.bigpanda_correlation_pattern#module:filter).
        type: raw
        aliases:
        - condition
      cross_source:
        description:
        - See O(community.bigpanda.bigpanda_correlation_pattern#module:cross_source).
        type: bool
      time_window:
        description:
        - See O(community.bigpanda.bigpanda_correlation_pattern#module:time_window).
        type: str
      active:
        description:
        - See O(community.bigpanda.bigpanda_correlation_pattern#module:active).
        type: bool
      note:
        description:
        - See O(community.bigpanda.bigpanda_correlation_pattern#module:note).
        type: str
  correlation_pattern_orders:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_correlation_pattern_order),
      which explains them.
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - See O(community.bigpanda.bigpanda_correlation_pattern_order#module:state).
        type: str
        choices:
        - present
        - absent
        default: present
      patterns:
        description:
        - See O(community.bigpanda.bigpanda_correlation_pattern_order#module:patterns).
        type: list
        elements: dict
        suboptions:
          tags:
            description:
            - See O(community.bigpanda.bigpanda_correlation_pattern_order#module:patterns[].tags).
            type: list
            elements: str
          filter:
            description:
            - See O(community.bigpanda.bigpanda_correlation_pattern_order#module:patterns[].filter).
            type: raw
            aliases:
            - condition
          cross_source:
            description:
            - See O(community.bigpanda.bigpanda_correlation_pattern_order#module:patterns[].cross_source).
            type: bool
          note:
            description:
            - See O(community.bigpanda.bigpanda_correlation_pattern_order#module:patterns[].note).
            type: str
          id:
            description:
            - See O(community.bigpanda.bigpanda_correlation_pattern_order#module:patterns[].id).
            type: str
  topologies:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_topology), which
      explains them.
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - See O(community.bigpanda.bigpanda_topology#module:state).
        type: str
        choices:
        - present
        - absent
        default: present
      links:
        description:
        - See O(community.bigpanda.bigpanda_topology#module:links).
        type: list
        elements: dict
        suboptions:
          source:
            description:
            - See O(community.bigpanda.bigpanda_topology#module:links[].source).
            type: str
            required: true
          target:
            description:
            - See O(community.bigpanda.bigpanda_topology#module:links[].target).
            type: str
            required: true
  maintenance_plans:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_maintenance_plan),
      which explains them.
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - See O(community.bigpanda.bigpanda_maintenance_plan#module:state).
        type: str
        choices:
        - present
        - stopped
        - absent
        default: present
      name:
        description:
        - See O(community.bigpanda.bigpanda_maintenance_plan#module:name).
        type: str
      id:
        description:
        - See O(community.bigpanda.bigpanda_maintenance_plan#module:id).
        type: str
      marker:
        description:
        - See O(community.bigpanda.bigpanda_maintenance_plan#module:marker).
        type: str
      condition:
        description:
        - See O(community.bigpanda.bigpanda_maintenance_plan#module:condition).
        type: raw
      start:
        description:
        - See O(community.bigpanda.bigpanda_maintenance_plan#module:start).
        type: str
      end:
        description:
        - See O(community.bigpanda.bigpanda_maintenance_plan#module:end).
        type: str
      duration:
        description:
        - See O(community.bigpanda.bigpanda_maintenance_plan#module:duration).
        type: str
      description:
        description:
        - See O(community.bigpanda.bigpanda_maintenance_plan#module:description).
        type: str
      frequency:
        description:
        - See O(community.bigpanda.bigpanda_maintenance_plan#module:frequency).
        type: str
        choices:
        - Once
        - Daily
        - Weekly
        - Monthly
      frequency_data:
        description:
        - See O(community.bigpanda.bigpanda_maintenance_plan#module:frequency_data).
        type: dict
        suboptions:
          relativity:
            description:
            - See O(community.bigpanda.bigpanda_maintenance_plan#module:frequency_data.relativity).
            type: str
          duration:
            description:
            - See O(community.bigpanda.bigpanda_maintenance_plan#module:frequency_data.duration).
            type: str
      post_maintenance_action:
        description:
        - See O(community.bigpanda.bigpanda_maintenance_plan#module:post_maintenance_action).
        type: str
        choices:
        - Resolve
        - Reactivate
        - None
      time_zone:
        description:
        - See O(community.bigpanda.bigpanda_maintenance_plan#module:time_zone).
        type: str
      custom_tags:
        description:
        - See O(community.bigpanda.bigpanda_maintenance_plan#module:custom_tags).
        type: list
        elements: dict
        suboptions:
          name:
            description:
            - See O(community.bigpanda.bigpanda_maintenance_plan#module:custom_tags[].name).
            type: str
            required: true
          value:
            description:
            - See O(community.bigpanda.bigpanda_maintenance_plan#module:custom_tags[].value).
            type: str
            required: true
  # end of what `make documentation` writes
  purge:
    description:
      - Kinds whose undeclared objects are removed, such as V(scim_users). Users are deactivated instead.
      - Built-in objects, objects in O(protect), maintenance plans that are over, and the owner of the API key with its
        roles are never removed.
      - It is an error to purge a kind without at least one object declared to be present, so that an empty file never
        removes everything.
    type: list
    elements: str
    choices:
      # begin of what `make documentation` writes
      - environments
      - environment_groups
      - roles
      - scim_users
      - alert_tags
      - enrichment_maps
      - incident_tags
      - alert_filter_schedules
      - alert_filters
      - correlation_patterns
      - maintenance_plans
      # end of what `make documentation` writes
    default: []
  protect:
    description:
      - Names or IDs of objects that are never removed, deactivated, stopped or renamed, and do not lose everything that
        they contain (see O(max_removals)), as lists by kind such as V(scim_users). In names, C(*) matches any text; no
        other character is special. Names are case-insensitive, and whitespace around them and invisible characters are
        ignored. Correlation patterns have no name, so use their IDs.
      - The task warns if a name matches no object of a kind that is declared or purged. An unknown kind is an error.
      - If the owner of the API key cannot be determined, users are only purged if V(scim_users) names an existing user,
        and roles only if V(roles) names an existing role. Objects that are declared absent, such as a leaver with
        O(scim_users[].state=absent), are removed in any case.
    type: dict
    default: {}
  max_removals:
    description:
      - Safety limit, which is the maximum number of objects of each kind that this task may remove, as a number (V(25))
        or as a percentage of the active objects (V(10%), rounded down, at least 1, but V(0%) allows none).
      - Each object that is removed, deactivated (for example with O(alert_filters[].active=false)) or stopped counts.
        So does each active user who loses a role, even if the user keeps or gets other roles, each role that loses all
        its permissions, each environment group that loses all its environments, and each alert tag that loses all its
        active rules.
      - If the plan exceeds it, the task fails before changing anything. If many users move from one role to another,
        raise it for that task.
    type: str
    default: 10%
  max_row_removals:
    description:
      - Safety limit, which is the maximum number of rows that each table of O(enrichment_maps) may lose, as a number
        (V(25)) or as a percentage of the current rows (V(20%), rounded down, but at least 5 rows, unless it is
        V(0%)). This protects against truncated files. M(community.bigpanda.bigpanda_enrichment_map) documents which
        rows count.
      - If the plan exceeds it, the task fails before changing anything, also in check mode.
    type: str
    default: 20%
  allow_admin_changes:
    description:
      - Whether to allow changes to the built-in administrators if the owner of the API key cannot be determined. These
        changes are removing permissions from the role C(Admin), and removing that role from its users or deactivating
        them.
      - If V(false), such a plan is refused before anything is changed, since one of the administrators may own the key.
    type: bool
    default: false
  report:
    description:
      - Path of a report, on the host where the module runs, with the plan and the outcome of each step. The file
        extension selects the format. V(.html) is a page for people, which works offline; V(.md) is for merge requests
        and notifications, V(.csv) for spreadsheets and V(.json) for programs.
      - The report is also written in check mode and if the task fails. The reason of a failure is in C(msg) of the
        JSON, in the last row of a CSV, which belongs to no object, and at the top of the others. If a safety limit
        stops the run, the report contains the plan; if no plan could be made, it contains no steps.
      - The report of an earlier run is removed first, so that it cannot be confused with the current one. It is only
        kept if Ansible itself refuses an option. If the path is another file, such as the feed or a table, the task
        fails and keeps that file.
      - Values that Ansible masks in the result are also masked in the report. Only the owner can read the file (mode
        0600). It never causes the task to report a change. If the report cannot be written at the end, the task fails
        and returns its complete result.
    type: path
  remarks:
    description:
      - Remarks about the declaration that are copied to the result and the report (in a CSV as rows without an object),
        such as those of P(community.bigpanda.users_of_feed#filter) about unmapped groups.
    type: list
    elements: str
    default: []
  label:
    description:
      - Name of the organization in RV(plan_text) and in O(report). Defaults to the name of the host in the inventory.
    type: str
  feed_lines:
    description:
      - If O(scim_users) comes from a feed, the line of each user in it, such as C(ada@example.com=line 12).
        RV(plan_text) and O(report) then say of each user which line of the feed is the reason, or that the user is not
        in the feed. P(community.bigpanda.users_of_feed#filter) returns it as C(lines).
    type: dict
    default: {}
  approved_plan:
    description:
      - The RV(fingerprint) of a plan that was reviewed in check mode. If the plan has changed since, the task fails
        before changing anything.
      - Times relative to now make another plan in each run, so a plan that contains them cannot be approved.
    type: str
  after_plan:
    description:
      - The RV(plan) of an earlier task of this module in the same run, which check mode did not carry out. In check
        mode, roles and other objects that it creates can be named here, those that it renames have their new name, and
        those that it removes do not exist.
      - Ignored if the task is not in check mode, since the earlier task has carried out its plan then.
    type: list
    elements: dict
    default: []
  progress:
    description:
      - Whether to show in the terminal, and in the job output of AWX, how long a long run will take and why, then how
        many objects are done, how fast, how long the rest will take, and when it ends. It is written to standard error,
        so JSON and one-line output are not affected.
      - Shown only if the module runs on the controller (C(connection=local)), without C(become) and C(async).
    type: bool
    default: true
  progress_interval:
    description:
      - Seconds between two lines of progress, greater than 0. If the task finishes earlier, nothing is shown.
      - If omitted, progress is shown after 5 and 30 seconds, then each minute, or each 5 % if that is sooner.
    type: float
  progress_file:
    description:
      - Path of a small JSON file, on the host where the module runs, that is continuously updated with C(total),
        C(done), C(failed), C(seconds) and C(pace). Use it to follow the progress in another way than with O(progress),
        or additionally.
    type: path
notes:
  - Requires the User API Key (O(api_key)). Its owner needs these permissions, each for the kinds that are declared -
    C(Manage Environments) (full access), C(Roles Management) (full access), C(User Management) (full access), V(Mapping
    Enrichment (API Only\)) (full access), V(Schedules (API Only\)) (full access), C(Alert Filtering & Planned
    Maintenance) (full access), C(Alert Correlation) (full access), C(Topology View) (full access), C(Alert Enrichment)
    (full access), C(Incident Enrichment) (full access), and C(API Keys) (view) to determine the owner of the key,
    unless O(org_token) is given too.
  - The owner of the key is never deactivated and keeps full access to roles and users, counted over all of the owner's
    roles, since nobody could undo a plan that removes it. Such a plan is refused before anything is changed, also in
    check mode. If the owner cannot be determined, the task warns if the plan removes something from roles or users.
seealso:
  - module: community.bigpanda.bigpanda_organization_info
  # begin of what `make documentation` writes
  - module: community.bigpanda.bigpanda_environment
  - module: community.bigpanda.bigpanda_environment_group
  - module: community.bigpanda.bigpanda_role
  - module: community.bigpanda.bigpanda_scim_user
  - module: community.bigpanda.bigpanda_alert_tag
  - module: community.bigpanda.bigpanda_enrichment_map
  - module: community.bigpanda.bigpanda_alert_tag_order
  - module: community.bigpanda.bigpanda_incident_tag
  - module: community.bigpanda.bigpanda_alert_filter_schedule
  - module: community.bigpanda.bigpanda_alert_filter
  - module: community.bigpanda.bigpanda_correlation_pattern
  - module: community.bigpanda.bigpanda_correlation_pattern_order
  - module: community.bigpanda.bigpanda_topology
  - module: community.bigpanda.bigpanda_maintenance_plan
  # end of what `make documentation` writes
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Apply the declaration
  community.bigpanda.bigpanda_organization:
    environments:
      - name: Production
        filter: env = production
    roles:
      - name: Operations
        permissions:
          - {resource_type: environments, environment: Production, actions: [read, incident_actions]}
    scim_users:
      - {user_name: ada@example.com, display_name: Ada Lovelace, roles: [Operations]}
      - {user_name: grace@example.com, display_name: Grace Hopper, roles: [Operations]}

- name: Remove the listed objects and keep everything else
  community.bigpanda.bigpanda_organization:
    environments:
      - {name: Staging, state: absent}
    scim_users:
      - {user_name: alan@example.com, state: absent}

- name: Show which leavers a feed would deactivate, and save the plan for approval
  community.bigpanda.bigpanda_organization:
    scim_users: "{{ feed }}"
    purge: [scim_users]
    protect:
      scim_users: [break-glass@example.com]
    max_removals: 5%
    report: /tmp/plan.html
  check_mode: true
  diff: true
  register: planned

- name: Apply exactly the approved plan
  community.bigpanda.bigpanda_organization:
    scim_users: "{{ feed }}"
    purge: [scim_users]
    protect:
      scim_users: [break-glass@example.com]
    max_removals: 5%
    approved_plan: "{{ planned.fingerprint }}"
"""

RETURN = r"""
plan:
  description:
    - Steps that change something, in the order of the kinds. Unchanged objects are counted in RV(summary).
    - If the task fails, only the steps that failed or were skipped, at most 100. O(report) contains all of them.
  returned: when a plan could be made
  type: list
  elements: dict
  contains:
    resource:
      description: Kind of the object.
      type: str
      returned: always
      sample: scim_users
    key:
      description: Name of the object.
      type: str
      returned: always
      sample: ada@example.com
    action:
      description: One of C(create), C(update), C(reactivate), C(stop), C(remove).
      type: str
      returned: always
      sample: create
    diff:
      description: The differences, as C(before) and C(after), with secrets masked.
      type: dict
      returned: always
      sample: {before: {roles: []}, after: {roles: [Operations]}}
    outcome:
      description:
        - Outcome of the step. C(planned) in check mode, and if O(max_removals), O(protect) or O(approved_plan) stop the
          plan; C(done); C(failed); or C(skipped) if an object that it depends on failed, if the task was interrupted,
          or if no further request could succeed because the network was down or the key was refused.
      type: str
      returned: always
      sample: done
    error:
      description: Why the step was not done.
      type: str
      returned: always
      sample: null
    reason:
      description:
        - Why the object is in the plan. C(declared), C(declared absent), or C(not declared) if it is removed because of
          O(purge). With O(feed_lines), C(in the feed), C(leaver in the feed) or C(not in the feed) for users.
      type: str
      returned: always
      sample: in the feed
    line:
      description: Line of the feed, see O(feed_lines).
      type: str
      returned: always
      sample: line 12
plan_text:
  description:
    - The plan for people, with one line for each object and one for the sum. The signs are C(+) for what is created,
      C(~) for what is changed, C(-) for what is removed or deactivated, and C(!) for what failed or was skipped.
    - More than 200 lines are cut; O(report) contains all of them.
  returned: when a plan could be made
  type: str
  sample: |-
    acme (us) – plan 0eca619b, as of 05:00 UTC
      users  + ada@example.com    Operations
             - grace@example.com  deactivate: not in the feed
    Plan: 1 to create, 1 to deactivate, 3,948 unchanged.
summary:
  description:
    - Number of objects of each kind that were or would be created, updated, reactivated, stopped, removed or left
      unchanged.
  returned: when a plan could be made
  type: dict
  sample: {scim_users: {create: 2, unchanged: 4998}}
fingerprint:
  description:
    - Identifies this plan, which includes the host, the objects, the differences and the loaded tables, without
      secrets. See O(approved_plan).
    - It also identifies the organization, by the IDs of the objects that it was created with. If neither roles nor API
      keys can be read, and the plan changes no existing object, the organization cannot be identified. The task then
      warns, and O(approved_plan) is refused.
  returned: when a plan could be made
  type: str
  sample: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
remarks:
  description: The value of the option O(remarks).
  returned: when a plan could be made
  type: list
  elements: str
  sample: ['The group "canteen" grants no role; users in this group: 3.']
diff:
  description:
    - A single diff of the whole plan, by kind and name. Contains only what differs. If several objects of a kind have
      the same name, the ID is appended from the second one on.
    - In diff mode it only contains RV(diff.prepared), which Ansible prints, and RV(plan) contains all values.
  returned: when a plan could be made, unless RV(plan) only contains a part of its steps
  type: dict
  contains:
    before:
      description: Values before the task.
      type: dict
      returned: unless the task runs in diff mode
      sample: {scim_users: {ada@example.com: {roles: []}}}
    after:
      description: Values after the task.
      type: dict
      returned: unless the task runs in diff mode
      sample: {scim_users: {ada@example.com: {roles: [Operations]}}}
    prepared:
      description:
        - What changes, with one line for each object as in RV(plan_text). It is the same in check mode and in the run.
      type: str
      returned: when something changes
      sample: "  users  + ada@example.com  Operations"
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.organization import run_organization
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG


def main():
    run_organization(CATALOG)


if __name__ == "__main__":
    main()
