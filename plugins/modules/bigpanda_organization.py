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
  - Undeclared objects are not changed, unless O(purge) is set. Removals come last.
  - If an object fails, only the objects that depend on it are skipped. The task fails at the end and lists every object
    that could not be applied; the next run continues.
  - If the task is interrupted (C(SIGTERM), C(SIGINT), C(SIGHUP)), it finishes the requests in progress, starts no new
    ones, and reports in its result and in O(report) what was done and what was not. A second signal stops it
    immediately.
author: The community.bigpanda contributors (!UNKNOWN)
options:
  # begin of what `make documentation` writes
  environments:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_environment).
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) ensures that the object exists and is as described.
        - V(absent) ensures that it does not exist.
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - Name of the environment, unique in the organization and case-sensitive.
        - One of O(environments[].name) and O(environments[].id) is required.
        type: str
      id:
        description:
        - ID of an existing environment, instead of its name.
        type: str
      new_name:
        description:
        - New name for the environment. If an environment already has this name,
          it is treated as the renamed one.
        type: str
      description:
        description:
        - Description of the environment. Omit to keep it.
        type: str
      filter:
        description:
        - Condition in BPQL that selects the incidents of the environment. Omit
          to keep it.
        - C(*) in a value matches anything, and a value between slashes is a regular
          expression. Values with spaces must be quoted.
        - The object form of BPQL (a dict with one operator and its operands) is
          also accepted, and is sent as text.
        - Write tag names in lowercase; they are sent in lowercase in any case.
          Invalid conditions, such as one with an unclosed parenthesis or an operator
          without a value, are refused before anything is sent.
        - Conditions are compared by meaning. Whitespace between words, the case
          of tag names, operators and values, redundant parentheses, quotation marks,
          and the order of the operands of C(AND), C(OR) and C(IN) do not matter.
          Regular expressions are case-sensitive.
        - If a condition uses anything other than C(=), C(!=), C(IN), C(NOT IN),
          C(AND), C(OR) and C(NOT), it is compared as text, except for whitespace
          between words and the case of tag names and of these operators.
        - A new environment without it contains all incidents.
        type: raw
        aliases:
        - condition
      roles:
        description:
        - Roles with full access to the environment, by name or ID, compared as
          a set.
        - Omit to keep them; V([]) removes all of them.
        - A name that does not match a role is an error before anything is changed.
          IDs (24 hexadecimal digits) are not checked; BigPanda refuses unknown
          ones.
        type: list
        elements: str
      read_only_roles:
        description:
        - Roles with read-only access to the environment, by name or ID, compared
          as a set.
        - Omit to keep them; V([]) removes all of them.
        type: list
        elements: str
  environment_groups:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_environment_group).
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) ensures that the object exists and is as described.
        - V(absent) ensures that it does not exist.
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - Name of the group, case-sensitive. Names are not unique; if several groups
          match, the task fails and lists their IDs.
        - One of O(environment_groups[].name) and O(environment_groups[].id) is
          required.
        type: str
      id:
        description:
        - ID of an existing group, instead of its name.
        type: str
      new_name:
        description:
        - New name for the group. If a group already has this name, it is treated
          as the renamed one.
        type: str
      environments:
        description:
        - Environments in the group, each an ID or a name, in any combination. They
          must exist; IDs (24 hexadecimal digits) are not checked, and BigPanda
          refuses unknown ones.
        - An environment can only be in one group, so the listed environments leave
          their previous groups. In M(community.bigpanda.bigpanda_organization),
          two groups that list the same environment are an error.
        - Omit to keep the current environments; V([]) empties the group.
        type: list
        elements: str
      append_environments:
        description:
        - With V(true), the environments in O(environment_groups[].environments)
          are added to the group and none are removed.
        - With V(false), the group contains exactly the listed environments.
        type: bool
        default: false
  roles:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_role).
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) ensures that the object exists and is as described.
        - V(absent) ensures that it does not exist.
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - Name of the role, case-insensitive.
        - One of O(roles[].name) and O(roles[].id) is required.
        type: str
      id:
        description:
        - ID of the role, instead of its name. The role must exist unless O(roles[].state=absent).
        type: str
      new_name:
        description:
        - New name for the role. If a role already has this name, it is treated
          as the renamed one, so a second run changes nothing.
        - If no role has the name O(roles[].name) or O(roles[].new_name), a role
          is created with the new name.
        type: str
      permissions:
        description:
        - Permissions of the role, compared as a set. M(community.bigpanda.bigpanda_permission_info)
          lists the available permissions.
        - Omit to keep the current permissions; V([]) removes all of them. A new
          role has no permissions by default.
        aliases:
        - permission
        type: list
        elements: dict
        suboptions:
          resource_type:
            description:
            - What the permission applies to, without the level, such as V(environments),
              V(users), V(roles) or V(analytics).
            type: str
            required: true
          resource_id:
            description:
            - ID of the environment that the permission applies to. Only used if
              O(roles[].permissions[].resource_type=environments).
            - Without O(roles[].permissions[].resource_id) and O(roles[].permissions[].environment),
              the permission applies to all environments.
            type: str
          environment:
            description:
            - Name of that environment, instead of its ID. It must exist.
            type: str
          actions:
            description:
            - Allowed actions, such as V(read) and V(full_access), and for environments
              also V(incident_actions).
            - Compared as a set.
            type: list
            elements: str
            required: true
      users:
        description:
        - Users that have the role, each an ID or a user name, in any combination.
          Names are case-insensitive and must exist.
        - Omit to keep the current users; V([]) removes the role from all users.
        - Only users who are added or removed are written. Users who are added by
          others while the task runs keep the role.
        type: list
        elements: str
      append_users:
        description:
        - With V(true), the users in O(roles[].users) are added and none are removed.
        - With V(false), exactly the users in O(roles[].users) have the role.
        type: bool
        default: false
  scim_users:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_scim_user).
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) ensures that the user exists, is active and is as described.
        - V(absent) deactivates the user. BigPanda keeps the record. An inactive
          or unknown user already counts as absent.
        type: str
        choices:
        - present
        - absent
        default: present
      user_name:
        description:
        - Login of the user, an e-mail address, case-insensitive. It cannot be changed.
        type: str
        aliases:
        - username
        - email
        required: true
      display_name:
        description:
        - Name shown in BigPanda. Omit to keep it.
        type: str
      password:
        description:
        - Initial password. Only used if the user is created, since BigPanda neither
          returns nor changes passwords. Omit it if people log in through single
          sign-on.
        type: str
      active:
        description:
        - Whether the user may log in.
        - If omitted, O(scim_users[].state=present) reactivates an inactive user,
          which the diff shows as C(reactivated).
        - Set it to V(false) to keep a user inactive and still manage the other
          options.
        type: bool
      phone_number:
        description:
        - The phone number; BigPanda stores one. Omit to keep it.
        type: dict
        suboptions:
          value:
            description:
            - The number. An empty string removes it.
            type: str
            required: true
          type:
            description:
            - Type of the number. Omit to keep it.
            type: str
            choices:
            - work
            - home
            - other
      roles:
        description:
        - Names of the user's roles, case-insensitive. A role that does not exist
          is an error before anything is changed.
        - Omit to keep the current roles; V([]) removes all roles.
        - Roles are added and removed at the role, so that no other role of the
          user changes. If the API key lacks the permission Roles Management (full
          access), the user is changed instead and is read immediately before.
        - If BigPanda shows a role for the user that is not in its list of roles,
          for example because the role was deleted, that role cannot be removed.
          It is not compared, and the task warns about it.
        type: list
        elements: str
      append_roles:
        description:
        - With V(true), the roles in O(scim_users[].roles) are added and none are
          removed.
        - With V(false), the user has exactly the roles in O(scim_users[].roles).
        type: bool
        default: false
  alert_tags:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_alert_tag).
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) ensures that the object exists and is as described.
        - V(absent) ensures that it does not exist.
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - Name of the tag, unique in the organization. It cannot be changed.
        - The name of a new tag must begin with a lowercase letter, followed by
          lowercase letters, digits, C(_) and C(-), at most 64 characters in all.
          Tags that enrichment maps created may have other names, and are managed
          under these names.
        - BigPanda reserves some words, which it does not list. It refuses them
          as names of new tags.
        type: str
        required: true
      description:
        description:
        - Description of the tag. Omit to keep it.
        type: str
      active:
        description:
        - Whether the tag is added to new alerts. Omit to keep it; a new tag is
          active by default.
        type: bool
      enrichments:
        description:
        - Rules of the tag in the order in which they run, at most 500. The result
          of a rule can be used by later rules.
        - Omit to keep them. What you omit from an existing rule is kept too; an
          empty string clears it.
        - A declared rule is matched with the stored rule that has all of its values.
          If there is none, it is matched by type, source and destination, or else
          by type only.
        - Rules that an enrichment map created, and rules of types that are not
          listed here, cannot be declared. They keep their place in the order.
        - An empty list is refused if it would remove rules, since BigPanda removes
          a tag together with its last rule. Use O(alert_tags[].state=absent) instead.
        type: list
        elements: dict
        suboptions:
          type:
            description: Whether the value is extracted from one tag by a regular
              expression, or composed of several tags.
            type: str
            required: true
            choices:
            - composition
            - extraction
          active:
            description: Whether the rule runs. Omit to keep it; BigPanda documents
              that a new rule is active.
            type: bool
          when:
            description:
            - Condition that an alert must match, in the object form of BPQL - a
              dict with one operator (C(=), C(!=), C(===), C(IN), C(NOT IN), C(AND),
              C(OR)) and its operands. With V({}) the rule runs for every alert,
              which is the default for a new rule.
            - A value is a text, a number, a boolean, or a dict with C(type) and
              C(value). With C(type=regex), C(*) matches anything; with C(type=formal-regex),
              the value is a regular expression without enclosing slashes.
            - Text that does not begin with a brace is sent as BPQL text. BigPanda
              stores it, but only documents the object form.
            - Conditions are compared by meaning. Tag names are sent in lowercase.
            type: raw
            aliases:
            - condition
          source:
            description:
            - Tag that an extraction reads. Required for an extraction.
            - For a composition, the source systems that it applies to, such as
              an integration key. Defaults to C(All Systems) for a new composition.
            type: str
          destination:
            description: Tag that the rule writes. Defaults to the tag itself for
              a new rule.
            type: str
          value:
            description:
            - Value that a composition writes. C(${tag}) inserts a tag; C(${exact(tag)})
              inserts it without URL encoding.
            type: str
          regex:
            description: Regular expression of an extraction. Its first capture
              group becomes the value.
            type: str
          selected_source_system:
            description:
            - Source system to which an extraction is limited. With V("") it reads
              alerts from all systems, which is the default for a new extraction.
            type: str
          note:
            description: Free text.
            type: str
  enrichment_maps:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_enrichment_map).
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) ensures that the object exists and is as described.
        - V(absent) ensures that it does not exist.
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - Name of the map, case-sensitive.
        - One of O(enrichment_maps[].name) and O(enrichment_maps[].id) is required.
          Names are not unique in BigPanda; if several maps match, the task fails
          and lists their IDs.
        type: str
      id:
        description:
        - ID of the map, instead of its name. The map must exist unless O(enrichment_maps[].state=absent).
        type: str
      fields:
        description:
        - The columns, in any order. Required to create a map.
        - Columns cannot be changed in place; see O(enrichment_maps[].recreate).
          Omit to keep them.
        - Result columns create alert tags that do not exist yet.
        type: list
        elements: dict
        suboptions:
          title:
            description:
            - Name of the column in the header of the table, case-sensitive.
            type: str
            required: true
          type:
            description:
            - V(query_tag) is a column that rows are looked up by, V(result_tag)
              is a column that is added to the alert. At least one column must be
              V(query_tag).
            type: str
            choices:
            - query_tag
            - result_tag
            required: true
          tag_name:
            description:
            - Alert tag of the column. Omit to keep it; for a new column it defaults
              to O(enrichment_maps[].fields[].title).
            type: str
          override_existing:
            description:
            - Whether a result replaces the current value of the tag.
            - Omit to keep it; for a new column BigPanda uses its own default.
            type: bool
          optional:
            description:
            - Whether alerts without this query tag are looked up too.
            - Omit to keep it; for a new column BigPanda uses its own default, documented
              as V(false).
            type: bool
      case_insensitive:
        description:
        - Whether rows are looked up case-insensitively. Cannot be changed in place;
          see O(enrichment_maps[].recreate).
        - Omit to keep it; for a new map BigPanda uses its own default.
        type: bool
      when:
        description:
        - Condition that an alert must match, in the object form of BPQL - a dict
          of operators such as C(AND), C(=) and C(IN) with their operands. Tag names
          are sent in lowercase.
        - A value is a text, a number, a boolean, or a dict with C(type) and C(value).
          With C(type=regex), C(*) matches anything; with C(type=formal-regex),
          the value is a regular expression without enclosing slashes.
        - BPQL text such as C(host = db-* AND check IN [cpu, mem]) is translated
          into the object form. In text, C(*) in a value matches anything, and a
          value between slashes is a regular expression.
        - Omit to keep it; V({}) means no condition.
        type: raw
        aliases:
        - condition
      active:
        description:
        - Whether the map is applied. Omit to keep it; BigPanda documents that a
          new map is active.
        type: bool
      note:
        description:
        - Free text. Omit to keep it; an empty string removes it.
        - In BigPanda, the module keeps a line of its own at the end of the note,
          in brackets and beginning with C(ansible). That line is not part of this
          option, the result or the diff.
        type: str
      src:
        description:
        - The table as a CSV file in UTF-8, on the host where the module runs. The
          first line is the header.
        - O(enrichment_maps[].src), O(enrichment_maps[].content) and O(enrichment_maps[].rows)
          are mutually exclusive. Without any of them the table is not changed.
        - BigPanda accepts up to 500 MB in total, and 32K in a cell. C(|) separates
          the values of an array. To write a literal C(|), put three quotes around
          the cell.
        type: path
      content:
        description:
        - The table as CSV text, such as the answer to an AWX survey.
        type: str
      rows:
        description:
        - The table as a list of rows. Each row is a dict with every column name
          as a key.
        - Lists become arrays, V(null) becomes an empty cell, and numbers become
          text. Text with a C(|) is quoted.
        type: list
        elements: dict
      compare:
        description:
        - How to detect whether the table differs. The order of rows and columns
          never matters.
        - V(rows) reads the current table, 100 rows per request at 5 requests per
          second.
        - V(digest) relies on a fingerprint that the module stores with the map.
          Use it for tables that are too large to read. It does not detect rows
          that others changed.
        type: str
        choices:
        - rows
        - digest
        default: rows
      recreate:
        description:
        - What to do if O(enrichment_maps[].fields) or O(enrichment_maps[].case_insensitive)
          differ, which cannot be changed in place.
        - With V(false), the task fails. With V(true), a new map is created and
          its table is loaded, and only then the old map is removed. This requires
          one of O(enrichment_maps[].src), O(enrichment_maps[].content) and O(enrichment_maps[].rows),
          and the map gets a new ID.
        type: bool
        default: false
      force:
        description:
        - Load the table even if it does not differ. The task then always reports
          a change.
        type: bool
        default: false
      wait:
        description:
        - Whether to wait until BigPanda has loaded the table. If a map is recreated,
          the module always waits.
        - With V(false), a table that BigPanda refuses is only noticed by the next
          run.
        type: bool
        default: true
      wait_timeout:
        description:
        - Maximum number of seconds to wait. A longer job continues in BigPanda;
          run the task again later.
        type: int
        default: 1800
  alert_tag_orders:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_alert_tag_order).
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) ensures that the order is as declared.
        type: str
        choices:
        - present
        default: present
      tags:
        description:
        - Names of all alert tags in the order in which they run, including inactive
          tags and tags that enrichment maps created.
        - Missing and duplicate tags are errors. The task fails before sending anything,
          and names the tag.
        - In M(community.bigpanda.bigpanda_organization), list the tags that will
          exist after the task. This includes tags that the table of an enrichment
          map of the same task creates, and excludes tags that disappear with a
          map that the task removes.
        type: list
        elements: str
        required: true
  incident_tags:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_incident_tag).
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) ensures that the object exists and is as described.
        - V(absent) ensures that it does not exist.
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - Name of the tag, unique in the organization, case-sensitive. The name
          of a new tag must begin with a letter, followed by letters, digits, C(_)
          and C(-), at most 20 characters in all. It cannot be changed.
        type: str
        required: true
      description:
        description:
        - Description of the tag, at most 200 characters. Omit to keep it.
        type: str
      type:
        description:
        - Type of the tag. Required for a new definition; it cannot be changed.
        type: str
        choices:
        - Text
        - MultiValue
        - Priority
        - ClosedListValuesMulti
        - ClosedListValuesSingle
      active:
        description:
        - Whether the tag can be set. If omitted and O(incident_tags[].state=present),
          an inactive tag is activated again.
        type: bool
      can_manual_input:
        description:
        - Whether people may edit the value. Omit to keep it.
        type: bool
      config:
        description:
        - Values that the tag accepts. What you omit is kept.
        - O(incident_tags[].config.ordered_list) is required for O(incident_tags[].type=Priority),
          and O(incident_tags[].config.incident_tag_values) for a closed list.
        - Neither can be empty, and other types do not accept them.
        type: dict
        suboptions:
          ordered_list:
            description:
            - Levels of a priority, in any order. They are sorted by O(incident_tags[].config.ordered_list[].order_id).
            - Levels are matched by name, or else by weight. What you omit from
              an existing level is kept.
            - If BigPanda stores the levels as texts, set only O(incident_tags[].config.ordered_list[].display_name).
            type: list
            elements: dict
            suboptions:
              display_name:
                description: Name of the level, 1 to 10 characters, unique.
                type: str
                required: true
              order_id:
                description:
                - Weight of the level, unique. Higher weights come first, and rules
                  refer to it.
                - Required for a new level, except if levels are texts; then omit
                  it for all of them.
                type: int
              description:
                description: Description of the level.
                type: str
              active:
                description: Whether the level can be set. Omit to keep it; for
                  a new level BigPanda uses its own default.
                type: bool
          incident_tag_values:
            description: Values of a closed list, compared as a set.
            type: list
            elements: str
      enrichment_config:
        description:
        - Rules that set the tag automatically. What you omit is kept.
        type: dict
        suboptions:
          append_matching_items:
            description:
            - Whether to collect the values of all matching rules. Otherwise only
              the first matching rule is used.
            - Required for a new tag if O(incident_tags[].type=ClosedListValuesMulti).
            type: bool
          items:
            description:
            - The rules in their order; V([]) removes all of them.
            - As long as a rule with the same value or condition is declared, the
              stored rule keeps its ID and any other attributes.
            type: list
            elements: dict
            suboptions:
              value:
                description:
                - Value to set, which is a text, formula or regex. For O(incident_tags[].type=Priority),
                  the C(order_id) of a level.
                type: str
                required: true
              condition:
                description:
                - Condition that incidents must match, as BPQL text, compared by
                  meaning. Tag names are sent in lowercase.
                - C(*) in a value matches anything, and a value between slashes
                  is a regular expression.
                - The object form of BPQL is also accepted, and is sent as text.
                type: raw
                required: true
  alert_filter_schedules:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_alert_filter_schedule).
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) ensures that the schedule exists and is as described.
        - V(absent) ensures that it does not exist. A schedule that a filter refers
          to is not removed, since the filter might then drop alerts permanently.
          The task fails before sending anything, and lists the filters.
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - Name of the schedule, case-sensitive. Names are not unique; if several
          schedules match, the task fails and lists their IDs.
        - One of O(alert_filter_schedules[].name) and O(alert_filter_schedules[].id)
          is required.
        type: str
      id:
        description:
        - ID of an existing schedule, instead of its name.
        type: str
      new_name:
        description:
        - New name for the schedule. If a schedule already has this name, it is
          treated as the renamed one.
        type: str
      starts_on:
        description:
        - Start of the window, as epoch seconds, as ISO 8601 with a time zone, such
          as V(2026-12-24T18:00:00+01:00), or relative to now, such as V(now), V(2h)
          or V(-30m).
        - With V(now) or a relative time in the past, a window that is open keeps
          its start; one that is over or has not begun starts now. With a relative
          time in the future, a window keeps its start if it was created or last
          changed by the same declaration.
        - Required for a new schedule. Omit to keep it.
        type: str
      ends_on:
        description:
        - End of the window, in the same format as O(alert_filter_schedules[].starts_on).
          Must be later than O(alert_filter_schedules[].starts_on).
        - With a relative time, a window that is open keeps its end if that is as
          late or later, or if it was created or last changed by the same declaration.
        - A new schedule requires O(alert_filter_schedules[].ends_on) or O(alert_filter_schedules[].duration).
          Omit both to keep it.
        type: str
      duration:
        description:
        - Length of the window instead of its end, such as V(2h), V(90m), V(1d12h),
          V(PT2H), or in seconds. The end is O(alert_filter_schedules[].starts_on)
          plus O(alert_filter_schedules[].duration).
        - With O(alert_filter_schedules[].starts_on=now), an open window keeps its
          end if it was made for this duration, or if it ends as late as a new window
          would, or later. Otherwise it is extended to end O(alert_filter_schedules[].duration)
          from now.
        - If O(alert_filter_schedules[].starts_on) is omitted, the end is the current
          start plus O(alert_filter_schedules[].duration). Mutually exclusive with
          O(alert_filter_schedules[].ends_on).
        type: str
      time_zone:
        description:
        - Name of the time zone in which BigPanda displays the schedule, such as
          V(Europe/Berlin).
        - Omit to keep it; BigPanda documents that a new schedule uses UTC.
        - If BigPanda does not return it, it cannot be compared. The task then warns
          and only sends it together with another change.
        type: str
      active:
        description:
        - Whether the schedule is active. Omit to keep it; BigPanda documents that
          a new schedule is active.
        type: bool
      description:
        description:
        - Free text. Omit to keep it; an empty string removes it.
        type: str
  alert_filters:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_alert_filter).
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) ensures that the object exists and is as described.
        - V(absent) ensures that it does not exist.
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - Name of the filter, case-sensitive. Names are not unique; if several filters
          match, the task fails and lists their IDs.
        - One of O(alert_filters[].name) and O(alert_filters[].id) is required.
        type: str
      id:
        description:
        - ID of an existing filter, instead of its name.
        type: str
      new_name:
        description:
        - New name for the filter. If a filter already has this name, it is treated
          as the renamed one.
        type: str
      bpql:
        description:
        - Alerts to drop, as a condition in the object form of BPQL - a dict with
          one operator (C(=), C(!=), C(===), C(IN), C(NOT IN), C(AND), C(OR)) and
          its operands. At most 25,000 characters of JSON without whitespace.
        - A value is a text, a number, a boolean, or a dict with C(type) and C(value).
          With C(type=regex), C(*) matches anything; with C(type=formal-regex),
          the value is a regular expression without enclosing slashes.
        - BPQL text such as C(host = db-* AND check IN [cpu, mem]) is translated
          into the object form. In text, C(*) in a value matches anything, and a
          value between slashes is a regular expression.
        - Tag names are sent in lowercase. Other operators are sent unchanged, except
          for conditions inside them.
        - Conditions are compared by meaning. The order of the operands of C(AND),
          C(OR) and C(IN) and the case of tag names do not matter.
        - If BigPanda does not return the condition, it cannot be compared. The
          task then warns and only sends the condition together with another change.
        - Required for a new filter. Omit to keep it.
        type: raw
        aliases:
        - condition
      active:
        description:
        - Whether the filter applies to incoming alerts. Omit to keep it; a new
          filter is active by default.
        type: bool
      schedule:
        description:
        - Name or ID of the schedule during which the filter applies. It must exist.
        - Omit to keep it. A new filter without a schedule applies immediately and
          permanently. The API cannot remove a filter's schedule.
        type: str
      exclude_status:
        description:
        - Statuses that the filter does not drop.
        - Omit to keep them. BigPanda documents that a new filter does not drop
          V(Ok), so that open alerts can still be resolved. V([]) drops these alerts
          too.
        type: list
        elements: str
        choices:
        - Ok
        - Critical
        - Warning
        - Unknown
      custom_tags:
        description:
        - Custom name-value pairs stored with the filter, in any order.
        - Omit to keep them; V([]) removes all of them.
        type: list
        elements: dict
        suboptions:
          name:
            description: Name of the pair.
            type: str
            required: true
          value:
            description: Value of the pair.
            type: str
            required: true
      description:
        description:
        - Free text. Omit to keep it; an empty string removes it.
        type: str
  correlation_patterns:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_correlation_pattern).
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) ensures that the object exists and is as described.
        - V(absent) ensures that it does not exist.
        type: str
        choices:
        - present
        - absent
        default: present
      tags:
        description:
        - Names of 1 to 5 tags, in any order. Alerts that have the same values for
          all of them are correlated.
        - One of O(correlation_patterns[].tags) and O(correlation_patterns[].id)
          is required. With O(correlation_patterns[].id), the tags of that pattern
          are changed.
        type: list
        elements: str
      id:
        description:
        - ID of an existing pattern, instead of the options that identify it.
        type: str
      filter:
        description:
        - Condition that alerts must match, as BPQL text. It can also select source
          systems, such as C(source_system = api.*).
        - C(*) in a value matches anything, and a value between slashes is a regular
          expression. Tag names are sent in lowercase.
        - The object form of BPQL (a dict with one operator and its operands) is
          also accepted, and is sent as text.
        - If omitted, it matches the pattern without a condition. Conditions are
          compared by meaning, like O(community.bigpanda.bigpanda_environment#module:filter).
        type: raw
        aliases:
        - condition
      cross_source:
        description:
        - Whether alerts of different source systems may be correlated. If omitted,
          it matches the pattern that allows this.
        type: bool
      time_window:
        description:
        - Maximum number of minutes between the starts of correlated alerts. At
          least 1; BigPanda documents a maximum of 4320.
        - Required for a new pattern. Omit to keep it.
        type: int
      active:
        description:
        - Whether the pattern is used. Omit to keep it; BigPanda documents that
          a new pattern is active.
        type: bool
      note:
        description:
        - Free text. Omit to keep it.
        - BigPanda may ignore a changed note, which its API does not list as updatable;
          the task warns each time.
        - If several patterns have the same identity, the note selects one of them;
          V("") selects the one without a note. A second pattern that only differs
          in its note cannot be created, since this is treated as a changed note
          of the first.
        type: str
  correlation_pattern_orders:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_correlation_pattern_order).
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) ensures that the patterns are tried in the order of O(correlation_pattern_orders[].patterns).
          If they are not, the organization is switched to manual order, in which
          new patterns come last.
        - V(absent) undoes any manual order, including one set in the console, so
          that the longest time window comes first. The API does not show whether
          an organization orders its patterns manually. If no pattern comes before
          one with a longer time window, nothing is done, even if that order was
          set manually.
        type: str
        choices:
        - present
        - absent
        default: present
      patterns:
        description:
        - All correlation patterns in the order in which they are tried, including
          inactive ones. Missing and duplicate patterns are errors. The task fails
          before sending anything, and names the pattern.
        - Required if O(correlation_pattern_orders[].state=present). V([]) is only
          accepted if there are no patterns.
        type: list
        elements: dict
        suboptions:
          tags:
            description:
            - Names of the tags of the pattern, in any order.
            - One of O(correlation_pattern_orders[].patterns[].tags) and O(correlation_pattern_orders[].patterns[].id)
              is required.
            type: list
            elements: str
          filter:
            description:
            - Condition of the pattern, as BPQL text or in the object form of BPQL,
              compared by meaning. If omitted, it matches the pattern without a
              condition.
            type: raw
            aliases:
            - condition
          cross_source:
            description:
            - Whether the pattern correlates alerts of different source systems.
              If omitted, it matches the pattern that does.
            type: bool
          note:
            description:
            - Note of the pattern. It is only used to select one of several patterns
              that are otherwise the same.
            type: str
          id:
            description:
            - ID of the pattern. With it, the other options are ignored.
            type: str
  topologies:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_topology).
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) ensures that the object exists and is as described.
        - V(absent) ensures that it does not exist.
        type: str
        choices:
        - present
        - absent
        default: present
      links:
        description:
        - All links of the model, in any order. Unlisted links are removed.
        - Required if O(topologies[].state=present). A model has at least one link,
          so V([]) is refused; use O(topologies[].state=absent) to remove it.
        type: list
        elements: dict
        suboptions:
          source:
            description:
            - Name of the tag where the link starts, case-sensitive.
            type: str
            required: true
          target:
            description:
            - Name of the tag where the link ends, case-sensitive.
            type: str
            required: true
  maintenance_plans:
    description:
    - Objects with the options of M(community.bigpanda.bigpanda_maintenance_plan).
    - If omitted, objects of this kind are not changed.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) ensures that the plan exists and is as described.
        - V(stopped) ends a running plan and keeps its record. If the plan is over
          or does not exist, nothing happens. A plan that has not begun cannot be
          stopped, which is an error. The other options are only used to find the
          plan.
        - V(absent) removes the plan and its history. It is better to stop a running
          plan.
        - If a stopped plan is declared V(present) again, only its O(maintenance_plans[].end)
          is changed if it differs.
        type: str
        choices:
        - present
        - stopped
        - absent
        default: present
      name:
        description:
        - Name of the plan, case-sensitive. With O(maintenance_plans[].id), the
          plan is renamed to it.
        - One of O(maintenance_plans[].name) and O(maintenance_plans[].id) is required.
        type: str
      id:
        description:
        - ID of an existing plan, instead of its name and marker.
        type: str
      marker:
        description:
        - A text of your choice, without square brackets, that distinguishes this
          plan from others with the same name. It is stored with the plan as the
          custom tag C(ansible_marker).
        - If omitted or empty, it matches the plan with this name that has no marker.
          With O(maintenance_plans[].id), omit it to keep the marker; an empty string
          removes it.
        type: str
      condition:
        description:
        - Condition that selects the alerts to suppress, in the object form of BPQL
          - a dict with one operator (C(=), C(!=), C(===), C(IN), C(NOT IN), C(AND),
          C(OR)) and its operands. At most 25,000 characters of JSON without whitespace.
        - A value is a text, a number, a boolean, or a dict with C(type) and C(value).
          With C(type=regex), C(*) matches anything; with C(type=formal-regex),
          the value is a regular expression without enclosing slashes.
        - BPQL text such as C(host = db-* AND check IN [cpu, mem]) is translated
          into the object form. In text, C(*) in a value matches anything, and a
          value between slashes is a regular expression.
        - Tag names are sent in lowercase. Other operators are sent unchanged, except
          for conditions inside them.
        - Conditions are compared by meaning. The order of the operands of C(AND),
          C(OR) and C(IN) and the case of tag names do not matter.
        - If BigPanda does not return the condition, it cannot be compared. The
          task then warns and only sends the condition together with another change,
          as long as it can be changed.
        - Required for a new plan. Omit to keep it.
        type: raw
      start:
        description:
        - Start of the window. For a repeating plan, start of the first window.
        - Epoch seconds, ISO 8601 with a time zone, or relative to now, such as
          V(now), V(2h), V(1d12h) or V(-30m). Milliseconds, and times after 2038-01-19T03:14:07Z,
          are refused.
        - With V(now) or a relative time in the past, a plan that has begun keeps
          its start, and one that has not begun starts now. With a relative time
          in the future, a plan keeps its start if it was created or last changed
          by the same declaration, that is if its start is as far from that moment.
          If the last plan is over, a new one is created.
        - Required for a new plan. Omit to keep it.
        type: str
      end:
        description:
        - End of the window. For a repeating plan, when it stops repeating. Must
          be later than O(maintenance_plans[].start), in the same format.
        - With a relative time, a plan that has begun keeps its end if that is as
          late or later, or if the plan was created or last changed by the same
          declaration.
        - The only option that can be changed once the plan has begun.
        - A new plan requires O(maintenance_plans[].end) or O(maintenance_plans[].duration).
          Omit both to keep it.
        type: str
      duration:
        description:
        - Length of the window instead of its O(maintenance_plans[].end), such as
          V(2h), V(90m), V(1d12h), V(PT2H), or in seconds. The end is O(maintenance_plans[].start)
          plus O(maintenance_plans[].duration).
        - With O(maintenance_plans[].start=now), a plan that has begun keeps its
          end if it was made for this duration, or if it ends as late as a new window
          would, or later. Otherwise it is extended to end O(maintenance_plans[].duration)
          from now. Running the task again therefore changes nothing. After the
          end, it opens a new window.
        - A shorter O(maintenance_plans[].duration) never ends a running plan earlier.
          Use O(maintenance_plans[].state=stopped) or O(maintenance_plans[].end)
          for that. For another window at the same time, use another O(maintenance_plans[].marker).
        - If O(maintenance_plans[].start) is omitted, the end is the current start
          of the plan plus O(maintenance_plans[].duration).
        - Only for plans that happen once. Mutually exclusive with O(maintenance_plans[].end).
        type: str
      description:
        description:
        - Free text. Omit to keep it; an empty string removes it.
        type: str
      frequency:
        description:
        - How often the window repeats. Omit to keep it; BigPanda documents V(Once)
          for a new plan.
        type: str
        choices:
        - Once
        - Daily
        - Weekly
        - Monthly
      frequency_data:
        description:
        - Details of a repeating plan. Only what you set here is compared; BigPanda
          stores more.
        - Omit the option or any of its keys to keep the current values; an empty
          dict also keeps them. Not allowed for a plan that happens once.
        type: dict
        suboptions:
          relativity:
            description:
            - Which of the weekdays of O(maintenance_plans[].start) in the month
              is meant, such as V(First), V(Second) or V(Last).
            - BigPanda requires it with each change of the plan, so it is always
              sent again, even with a change to a plan that happens once. It cannot
              be removed.
            type: str
          duration:
            description: Length of each window, in seconds.
            type: int
      post_maintenance_action:
        description:
        - What happens to suppressed alerts when a window ends. V(Resolve) resolves
          them, V(Reactivate) reactivates them, V(None) does nothing.
        - Omit to keep it; BigPanda documents V(None) for a new plan.
        - If BigPanda does not return it, it cannot be compared, like O(maintenance_plans[].condition).
        type: str
        choices:
        - Resolve
        - Reactivate
        - None
      time_zone:
        description:
        - Name of the time zone in which windows repeat, such as V(America/New_York).
        - Omit to keep it; BigPanda documents V(UTC) for a new plan.
        - If BigPanda does not return it, it cannot be compared, like O(maintenance_plans[].condition).
        type: str
      custom_tags:
        description:
        - Custom name-value pairs stored with the plan, in any order. The name C(ansible_marker)
          is reserved for O(maintenance_plans[].marker).
        - Omit to keep them; V([]) removes all of them.
        type: list
        elements: dict
        suboptions:
          name:
            description: Name of the pair.
            type: str
            required: true
          value:
            description: Value of the pair.
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
      - Names or IDs of objects that are never removed, deactivated, stopped or renamed, as lists by kind such as
        V(scim_users). In names, C(*) matches any text; no other character is special. Names are case-insensitive, and
        whitespace around them and invisible characters are ignored. Correlation patterns have no name, so use their
        IDs.
      - The task warns if a name matches no object of a kind that is declared or purged. An unknown kind is an error.
      - If the owner of the API key cannot be determined, users are only purged if V(scim_users) names an existing user,
        and roles only if V(roles) names an existing role. Objects that are declared absent, such as a leaver with
        O(scim_users[].state=absent), are removed in any case.
    type: dict
    default: {}
  max_removals:
    description:
      - Safety limit, which is the maximum number of objects of each kind that this task may remove, as a number (V(25))
        or as a percentage of the active objects (V(10%), rounded down, at least 1).
      - Each object that is removed, deactivated (for example with O(alert_filters[].active=false)) or stopped counts.
        So does each active user who loses a role, even if the user keeps or gets other roles, and each role that loses
        all its permissions.
      - If the plan exceeds it, the task fails before changing anything. If many users move from one role to another,
        raise it for that task.
    type: str
    default: 10%
  max_row_removals:
    description:
      - Safety limit, which is the maximum number of rows that each table of O(enrichment_maps) may lose, as a number
        (V(25)) or as a percentage of the current rows (V(20%), rounded down, but at least 5 rows). This protects
        against truncated files. M(community.bigpanda.bigpanda_enrichment_map) documents which rows count.
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
    type: str
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
    C(Manage Environments) (full access), C(Roles Management) (full access), C(User Management) (full access), C(Mapping
    Enrichment (API Only)) (full access), C(Schedules (API Only)) (full access), C(Alert Filtering & Planned
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
