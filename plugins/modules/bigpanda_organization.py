#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_organization
short_description: Bring a whole BigPanda organization to what is declared
version_added: 0.1.0
description:
  - Reads each kind of object once, plans everything in order of dependency, and carries the plan out side by side as
    fast as the published rate limits allow. Thousands of users take minutes, and a run that has nothing to do takes
    a handful of requests.
  - Names are resolved between objects of the same run, so a role may name an environment and a user a role that this
    task creates.
  - Membership may be given at the role (O(roles[].users)), at the user (O(scim_users[].roles)), or at both if they
    agree. Users are added to roles and removed from them by themselves, which undoes nothing that others do at the same
    time. At the end the roles are read once more, and a change that did not last is an error.
  - Objects that are not declared are left alone, unless O(purge) says otherwise. Removals come last.
  - What fails stops only what needs it. The task fails at the end and names every object that is not as declared;
    the next run finishes.
  - Told to end early (C(SIGTERM), C(SIGINT), C(SIGHUP)), it ends the requests that are under way, begins nothing more,
    and says in its result and in its O(report) what was done and what was not. Told twice, it ends at once.
author: The community.bigpanda contributors (!UNKNOWN)
options:
  # begin of what `make documentation` writes
  environments:
    description:
    - What M(community.bigpanda.bigpanda_environment) takes, for each object.
    - Left out, objects of this kind are left alone.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) makes sure that the object is there and is as described.
        - V(absent) makes sure that it is not.
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - Name of the environment, unique in the organization and compared letter
          by letter.
        type: str
        required: true
      description:
        description:
        - What the environment is for. Leave out to keep it.
        type: str
      filter:
        description:
        - Which incidents the environment holds, as a condition in BPQL. Leave out
          to keep it.
        - C(*) in a value stands for anything, and a value between slashes is a
          regular expression. A value with blanks stands in quotation marks.
        - Tags are to be in lower case, and are sent so. What can be no condition,
          like one whose parenthesis is not closed or whose operator lacks a value,
          is refused before anything is sent.
        - It is compared by its meaning. Blanks between words, the letter case of
          tags, operators and values, redundant parentheses, quotation marks, and
          the order of what C(AND), C(OR) and C(IN) join make no difference. A regular
          expression is compared letter by letter.
        - A condition in which there is more than C(=), C(!=), C(IN), C(NOT IN),
          C(AND), C(OR) and C(NOT) is compared as it is written, but for blanks
          between words and the letter case of tags and of these operators.
        - A new environment without it holds all incidents.
        type: str
      roles:
        description:
        - Roles that have full access to the environment, by name or ID, compared
          as a set.
        - Leave out to keep them; V([]) removes them all.
        - A name that no role has is an error before anything is written. An ID,
          of 24 hexadecimal digits, is not looked up, but left for the service to
          refuse.
        type: list
        elements: str
      read_only_roles:
        description:
        - Roles that have read-only access to the environment, by name or ID, compared
          as a set.
        - Leave out to keep them; V([]) removes them all.
        type: list
        elements: str
  environment_groups:
    description:
    - What M(community.bigpanda.bigpanda_environment_group) takes, for each object.
    - Left out, objects of this kind are left alone.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) makes sure that the object is there and is as described.
        - V(absent) makes sure that it is not.
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - Name of the group, compared letter by letter. Names need not be unique;
          one that several groups have is an error that lists their IDs.
        - One of O(environment_groups[].name) and O(environment_groups[].id) is
          needed.
        type: str
      id:
        description:
        - ID of an existing group, in place of its name.
        type: str
      new_name:
        description:
        - Another name for the group. A group that has it already is taken for the
          renamed one.
        type: str
      environments:
        description:
        - The environments in the group, each an ID or a name, in any mixture. They
          must exist; an ID, of 24 hexadecimal digits, is not looked up, but left
          for the service to refuse.
        - An environment is in one group at most, so those listed leave the group
          that they were in. Two groups that list the same one in M(community.bigpanda.bigpanda_organization)
          are an error.
        - Leave out to keep the current ones; V([]) empties the group.
        type: list
        elements: str
      append_environments:
        description:
        - With V(true) the environments listed in O(environment_groups[].environments)
          are added and none leaves the group.
        - With V(false) exactly the environments listed are in the group.
        type: bool
        default: false
  roles:
    description:
    - What M(community.bigpanda.bigpanda_role) takes, for each object.
    - Left out, objects of this kind are left alone.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) makes sure that the object is there and is as described.
        - V(absent) makes sure that it is not.
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - Name of the role, compared without letter case.
        - One of O(roles[].name) and O(roles[].id) is needed.
        type: str
      id:
        description:
        - ID of the role, in place of its name. There must be such a role unless
          O(roles[].state=absent).
        type: str
      new_name:
        description:
        - Rename the role to this. A role that has this name already is taken for
          the renamed one, so a second run changes nothing.
        - With neither a role O(roles[].name) nor a role O(roles[].new_name), one
          is created under the new name.
        type: str
      permissions:
        description:
        - What the role allows, compared as a set. M(community.bigpanda.bigpanda_permission_info)
          lists what there is.
        - Leave out to keep the current permissions; V([]) removes them all. A new
          role without it has none.
        type: list
        elements: dict
        suboptions:
          resource_type:
            description:
            - What the permission is about, without the level, such as V(environments),
              V(users), V(roles) or V(analytics).
            type: str
            required: true
          resource_id:
            description:
            - ID of the one environment that the permission is for. Only meaningful
              when O(roles[].permissions[].resource_type=environments).
            - Without O(roles[].permissions[].resource_id) and O(roles[].permissions[].environment)
              it covers all environments.
            type: str
          environment:
            description:
            - Name of that environment, in place of its ID. It must exist.
            type: str
          actions:
            description:
            - What may be done, such as V(read) and V(full_access), and for environments
              also V(incident_actions).
            - Compared as a set.
            type: list
            elements: str
            required: true
      users:
        description:
        - The users that have the role, each an ID or a user name, in any mixture.
          Names are compared without letter case and must exist.
        - Leave out to keep the current users; V([]) takes the role from all.
        - Only those who join or leave are written. Who joins while the task runs
          keeps the role.
        type: list
        elements: str
      append_users:
        description:
        - With V(true) the users listed in O(roles[].users) are added and nobody
          loses the role.
        - With V(false) exactly the users listed have the role.
        type: bool
        default: false
  scim_users:
    description:
    - What M(community.bigpanda.bigpanda_scim_user) takes, for each object.
    - Left out, objects of this kind are left alone.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) makes sure that the user is there, active and as described.
        - V(absent) deactivates the user. The service keeps the record, and a user
          who is inactive or unknown is absent already.
        type: str
        choices:
        - present
        - absent
        default: present
      user_name:
        description:
        - Login of the user, an e-mail address. Compared without letter case; it
          cannot be changed.
        type: str
        required: true
      display_name:
        description:
        - Name shown in BigPanda. Leave out to keep it.
        type: str
      password:
        description:
        - First password. Used when the user is created and never again, since the
          service neither shows nor changes passwords. Leave out where people log
          in through single sign-on.
        type: str
      active:
        description:
        - Whether the user may log in.
        - Left out, O(scim_users[].state=present) makes an inactive user active
          again, which the diff calls C(reactivated).
        - Set it to V(false) to keep a user inactive and yet manage the rest.
        type: bool
      phone_number:
        description:
        - The phone number; the service keeps one. Leave out to keep it.
        type: dict
        suboptions:
          value:
            description:
            - The number. An empty string removes it.
            type: str
            required: true
          type:
            description:
            - Kind of the number. Leave out to keep the kind.
            type: str
            choices:
            - work
            - home
            - other
      roles:
        description:
        - Names of the roles that the user has, compared without letter case. A
          role that does not exist is an error before anything is written.
        - Leave out to keep the current roles; V([]) takes them all.
        - Given and taken at the role, so that no other role of the user changes.
          If the API key lacks the permission Roles Management (full access), the
          user is changed instead, read just before.
        type: list
        elements: str
      append_roles:
        description:
        - With V(true) the roles listed in O(scim_users[].roles) are added and none
          is taken.
        - With V(false) the user has exactly the roles listed.
        type: bool
        default: false
  alert_tags:
    description:
    - What M(community.bigpanda.bigpanda_alert_tag) takes, for each object.
    - Left out, objects of this kind are left alone.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) makes sure that the object is there and is as described.
        - V(absent) makes sure that it is not.
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - Name of the tag, unique in the organization. It cannot be changed.
        - That of a new tag begins with a lower-case letter and goes on with lower-case
          letters, digits, C(_) and C(-), at most 64 in all. Tags that enrichment
          maps made may be called otherwise, and are managed under that name.
        - BigPanda reserves some words, which it does not list. It refuses them
          as the name of a new tag.
        type: str
        required: true
      description:
        description:
        - What the tag is for. Leave out to keep it.
        type: str
      active:
        description:
        - Whether the tag is put on alerts that come from now on. Leave out to keep
          it; a new tag is made active.
        type: bool
      enrichments:
        description:
        - The rules of the tag in the order in which they run, at most 500. Earlier
          ones can feed later ones.
        - Leave out to keep them. What is left out of a rule that is there is kept,
          too; an empty text empties it.
        - A rule is known by what is said of it; where the service has none that
          says all of it, by its type, source and destination, or else by its type
          alone.
        - Rules that an enrichment map put there, and rules of types that are not
          listed here, cannot be declared. They stay, at their place in the order.
        - An empty list is refused where rules would be removed by it, since the
          service removes a tag together with its last rule. Give O(alert_tags[].state=absent)
          for that.
        type: list
        elements: dict
        suboptions:
          type:
            description: Whether the value is taken out of one tag by a regular
              expression, or put together from several.
            type: str
            required: true
            choices:
            - composition
            - extraction
          active:
            description: Whether the rule runs. Leave out to keep it; the service
              documents that a new rule does.
            type: bool
          when:
            description:
            - Condition that an alert must meet, in the object form of BPQL - a
              dict of one operator (C(=), C(!=), C(===), C(IN), C(NOT IN), C(AND),
              C(OR)) with its operands. With V({}) the rule runs for every alert,
              as a new one does without it.
            - A value is a text, a number, a boolean, or a dict of C(type) and C(value).
              With C(type=regex), C(*) in the value stands for anything; with C(type=formal-regex)
              it is a regular expression, without slashes around it.
            - Text that does not begin with a brace is BPQL text and goes out as
              such. The service stores it, too, but documents the object form.
            - It is compared by its meaning, and tags are sent in lower case.
            type: raw
          source:
            description:
            - Tag that an extraction reads; it needs it.
            - Source systems that a composition is for, like an integration key;
              a new one without it is for C(All Systems).
            type: str
          destination:
            description: Tag that the rule writes. A new one without it writes the
              tag itself.
            type: str
          value:
            description:
            - What a composition writes. C(${tag}) inserts a tag; C(${exact(tag)})
              does so without encoding it for a URL.
            type: str
          regex:
            description: Regular expression of an extraction, whose first group
              becomes the value.
            type: str
          selected_source_system:
            description:
            - Source system to which an extraction is limited. V("") lets it read
              alerts of all, as a new one does without it.
            type: str
          note:
            description: Free text.
            type: str
  enrichment_maps:
    description:
    - What M(community.bigpanda.bigpanda_enrichment_map) takes, for each object.
    - Left out, objects of this kind are left alone.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) makes sure that the object is there and is as described.
        - V(absent) makes sure that it is not.
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - Name of the map, compared letter by letter.
        - One of O(enrichment_maps[].name) and O(enrichment_maps[].id) is needed.
          Names are not unique in BigPanda; several maps of the same name are an
          error that lists their IDs.
        type: str
      id:
        description:
        - ID of the map, in place of its name. There must be such a map unless O(enrichment_maps[].state=absent).
        type: str
      fields:
        description:
        - The columns, in any order. Needed to create a map.
        - Columns cannot be changed in place; see O(enrichment_maps[].recreate).
          Leave out to keep them.
        - Result columns create alert tags that do not exist yet.
        type: list
        elements: dict
        suboptions:
          title:
            description:
            - Title of the column in the table, letter case included.
            type: str
            required: true
          type:
            description:
            - V(query_tag) is a column that rows are looked up by, V(result_tag)
              one that is put on the alert. There must be a column to look up by.
            type: str
            choices:
            - query_tag
            - result_tag
            required: true
          tag_name:
            description:
            - Alert tag of the column. Leave out to keep it; a new column has the
              tag of its title.
            type: str
          override_existing:
            description:
            - Whether a result replaces the value that an alert has already.
            - Leave out to keep it; for a new column the service decides, and what
              it answers stands.
            type: bool
          optional:
            description:
            - Whether an alert that lacks this query tag is looked up all the same.
            - Leave out to keep it; for a new column the service decides, by its
              documentation V(false).
            type: bool
      case_insensitive:
        description:
        - Whether letter case is ignored when rows are looked up. Cannot be changed
          in place; see O(enrichment_maps[].recreate).
        - Leave out to keep it; for a new map the service decides.
        type: bool
      when:
        description:
        - Condition in the object form of BPQL that an alert must meet, a dict of
          operators such as C(AND), C(=) and C(IN) with their operands. Tags are
          sent in lower case.
        - A value is a text, a number, a boolean, or a dict of C(type) and C(value).
          With C(type=regex), C(*) in the value stands for anything; with C(type=formal-regex)
          it is a regular expression, without slashes around it.
        - Leave out to keep it; V({}) means no condition.
        type: dict
      active:
        description:
        - Whether the map is applied. Leave out to keep it; the service documents
          that a new map is active.
        type: bool
      note:
        description:
        - Free text. Leave out to keep it, an empty string removes it.
        - The last line of the note that the service stores, in brackets and beginning
          with C(ansible), is kept by this module. It is not part of this option,
          of the result or of the diff.
        type: str
      src:
        description:
        - The table as a CSV file in UTF-8, on the host where the module runs. The
          first line holds the titles.
        - O(enrichment_maps[].src), O(enrichment_maps[].content) and O(enrichment_maps[].rows)
          exclude each other. Without any of them the table is left alone.
        - The service takes 500 MB at most, and 32K in a cell. C(|) separates the
          values of an array; a literal one takes a cell in three quotes.
        type: path
      content:
        description:
        - The table as CSV text, such as the answer to an AWX survey.
        type: str
      rows:
        description:
        - The table as a list of rows, each with every title as a key.
        - Lists become arrays, V(null) the empty cell, numbers their text; text
          with a C(|) is quoted.
        type: list
        elements: dict
      compare:
        description:
        - How to find out whether the table differs. The order of rows and columns
          never matters.
        - V(rows) reads the table back, 100 rows a request at 5 requests a second.
        - V(digest) trusts a fingerprint that the module keeps with the map. It
          is for tables that are too large to read back, and does not see rows that
          others changed.
        type: str
        choices:
        - rows
        - digest
        default: rows
      recreate:
        description:
        - What to do when O(enrichment_maps[].fields) or O(enrichment_maps[].case_insensitive)
          differ, which cannot be changed in place.
        - V(false) makes it an error. With V(true) a new map is created, its table
          is loaded, and only then the old map is removed; one of O(enrichment_maps[].src),
          O(enrichment_maps[].content) and O(enrichment_maps[].rows) is needed,
          and the map gets another ID.
        type: bool
        default: false
      force:
        description:
        - Load the table even if it is equal. The task is then always changed.
        type: bool
        default: false
      wait:
        description:
        - Whether to wait until the service has taken the table in. Where a map
          is recreated the module always waits.
        - With V(false) a table that is refused is noticed by the next run only.
        type: bool
        default: true
      wait_timeout:
        description:
        - Seconds to wait at most. A longer job goes on; run the task again later.
        type: int
        default: 1800
  alert_tag_orders:
    description:
    - What M(community.bigpanda.bigpanda_alert_tag_order) takes, for each object.
    - Left out, objects of this kind are left alone.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) makes sure of the order.
        type: str
        choices:
        - present
        default: present
      tags:
        description:
        - Names of all alert tags, those that enrichment maps made and inactive
          ones too, the one to run first at the top.
        - A tag that is left out or named twice is an error that names it, before
          anything is sent.
        - In M(community.bigpanda.bigpanda_organization) name the tags that will
          be there. Those that come with the table of an enrichment map of the same
          task are among them; those that go with a map that it removes are not.
        type: list
        elements: str
        required: true
  incident_tags:
    description:
    - What M(community.bigpanda.bigpanda_incident_tag) takes, for each object.
    - Left out, objects of this kind are left alone.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) makes sure that the object is there and is as described.
        - V(absent) makes sure that it is not.
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - Name of the tag, unique in the organization, compared letter by letter.
          A new one begins with a letter and goes on with letters, digits, C(_)
          and C(-), at most 20 in all. It cannot be changed.
        type: str
        required: true
      description:
        description:
        - What the tag is for, at most 200 characters. Leave out to keep it.
        type: str
      type:
        description:
        - Kind of the tag. A new definition needs it; it cannot be changed.
        type: str
        choices:
        - Text
        - MultiValue
        - Priority
        - ClosedListValuesMulti
        - ClosedListValuesSingle
      active:
        description:
        - Whether the tag can be set. Left out with O(incident_tags[].state=present),
          it is made active again if it is not.
        type: bool
      can_manual_input:
        description:
        - Whether people may edit the value. Leave out to keep it.
        type: bool
      config:
        description:
        - What values the tag takes. What is left out is kept.
        - A tag of O(incident_tags[].type=Priority) needs O(incident_tags[].config.ordered_list),
          a closed list needs O(incident_tags[].config.incident_tag_values).
        - Neither can be emptied, and no other type takes them.
        type: dict
        suboptions:
          ordered_list:
            description:
            - Levels of a priority, in any order; O(incident_tags[].config.ordered_list[].order_id)
              sorts them.
            - A level is known by its name, else by its weight. What is left out
              of one that is there is kept.
            - Where the service keeps levels as texts, give O(incident_tags[].config.ordered_list[].display_name)
              alone.
            type: list
            elements: dict
            suboptions:
              display_name:
                description: Name of the level, 1 to 10 characters, each once.
                type: str
                required: true
              order_id:
                description:
                - Weight of the level, each once. Higher ones come first, and rules
                  refer to it.
                - A new level needs it, except where levels are texts; then leave
                  it out for all of them.
                type: int
              description:
                description: What the level means.
                type: str
              active:
                description: Whether the level can be set. Leave out to keep it;
                  for a new level the service decides.
                type: bool
          incident_tag_values:
            description: Values of a closed list, compared as a set.
            type: list
            elements: str
      enrichment_config:
        description:
        - Rules that set the tag by themselves. What is left out is kept.
        type: dict
        suboptions:
          append_matching_items:
            description:
            - Whether the values of all rules that match are collected. Otherwise
              the first that matches decides.
            - A new tag of O(incident_tags[].type=ClosedListValuesMulti) needs it.
            type: bool
          items:
            description:
            - The rules in their order; V([]) removes them all.
            - A rule keeps the ID that the service gave it, and whatever else it
              holds, as long as one with the same value or condition is declared.
            type: list
            elements: dict
            suboptions:
              value:
                description: The value that is set, a text, formula or regex; for
                  O(incident_tags[].type=Priority) the order_id of a level.
                type: str
                required: true
              condition:
                description:
                - Which incidents it is set for, in BPQL text, compared by its meaning.
                  Tags are sent in lower case.
                - C(*) in a value stands for anything, and a value between slashes
                  is a regular expression.
                type: str
                required: true
  alert_filter_schedules:
    description:
    - What M(community.bigpanda.bigpanda_alert_filter_schedule) takes, for each
      object.
    - Left out, objects of this kind are left alone.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) makes sure that the schedule is there and is as described.
        - V(absent) makes sure that it is not. A schedule that a filter names is
          not removed, since the filter might then drop alerts without end. The
          task fails before anything is sent, and names the filters.
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - Name of the schedule, compared letter by letter. Names need not be unique;
          one that several schedules have is an error that lists their IDs.
        - One of O(alert_filter_schedules[].name) and O(alert_filter_schedules[].id)
          is needed.
        type: str
      id:
        description:
        - ID of an existing schedule, in place of its name.
        type: str
      new_name:
        description:
        - Another name for the schedule. A schedule that has it already is taken
          for the renamed one.
        type: str
      starts_on:
        description:
        - When the window begins, in epoch seconds or as ISO 8601 with a zone, like
          V(2026-12-24T18:00:00+01:00).
        - A new schedule needs it. Leave out to keep it.
        type: str
      ends_on:
        description:
        - When the window ends, written like O(alert_filter_schedules[].starts_on)
          and later than it.
        - A new schedule needs it. Leave out to keep it.
        type: str
      time_zone:
        description:
        - Name of the time zone in which BigPanda shows the schedule, like V(Europe/Berlin).
        - Leave out to keep it; the service documents that a new schedule is in
          UTC.
        - Where the service does not show it, it cannot be compared. Then the task
          warns, and it is sent only together with another change.
        type: str
      active:
        description:
        - Whether the schedule applies. Leave out to keep it; the service documents
          that a new one is active.
        type: bool
      description:
        description:
        - Free text. Leave out to keep it, an empty string removes it.
        type: str
  alert_filters:
    description:
    - What M(community.bigpanda.bigpanda_alert_filter) takes, for each object.
    - Left out, objects of this kind are left alone.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) makes sure that the object is there and is as described.
        - V(absent) makes sure that it is not.
        type: str
        choices:
        - present
        - absent
        default: present
      name:
        description:
        - Name of the filter, compared letter by letter. Names need not be unique;
          one that several filters have is an error that lists their IDs.
        - One of O(alert_filters[].name) and O(alert_filters[].id) is needed.
        type: str
      id:
        description:
        - ID of an existing filter, in place of its name.
        type: str
      new_name:
        description:
        - Another name for the filter. A filter that has it already is taken for
          the renamed one.
        type: str
      bpql:
        description:
        - Which alerts are dropped, in the object form of BPQL - a dict of one operator
          (C(=), C(!=), C(===), C(IN), C(NOT IN), C(AND), C(OR)) with its operands.
          At most 25,000 characters of JSON without blanks.
        - A value is a text, a number, a boolean, or a dict of C(type) and C(value).
          With C(type=regex), C(*) in the value stands for anything; with C(type=formal-regex)
          it is a regular expression, without slashes around it.
        - Tags are sent in lower case. Another operator is passed through as it
          is written, but for conditions inside it.
        - It is compared by its meaning. The order of what C(AND), C(OR) and C(IN)
          join and the letter case of tags make no difference.
        - Where the service does not show the condition it cannot be compared. Then
          the task warns, and the condition is sent only together with another change.
        - A new filter needs it. Leave out to keep it.
        type: raw
      active:
        description:
        - Whether the filter applies to incoming alerts. Leave out to keep it; a
          new filter is active.
        type: bool
      schedule:
        description:
        - Name or ID of the schedule in which the filter applies. It must exist.
        - Leave out to keep it; a new filter without it applies at once and without
          end. The API has no way to take it from a filter that has one.
        type: str
      exclude_status:
        description:
        - Statuses that the filter lets through.
        - Leave out to keep them; the service documents that a new filter lets V(Ok)
          through, so that open alerts can still resolve. V([]) drops those too.
        type: list
        elements: str
        choices:
        - Ok
        - Critical
        - Warning
        - Unknown
      custom_tags:
        description:
        - Pairs of your own that are kept with the filter, in any order.
        - Leave out to keep them; V([]) removes them all.
        type: list
        elements: dict
        suboptions:
          name:
            description: Name of the pair.
            type: str
            required: true
          value:
            description: Its value.
            type: str
            required: true
      description:
        description:
        - Free text. Leave out to keep it, an empty string removes it.
        type: str
  correlation_patterns:
    description:
    - What M(community.bigpanda.bigpanda_correlation_pattern) takes, for each object.
    - Left out, objects of this kind are left alone.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) makes sure that the object is there and is as described.
        - V(absent) makes sure that it is not.
        type: str
        choices:
        - present
        - absent
        default: present
      tags:
        description:
        - Names of 1 to 5 tags, in any order. Alerts with equal values of them all
          are related.
        - One of O(correlation_patterns[].tags) and O(correlation_patterns[].id)
          is needed. With O(correlation_patterns[].id) the tags of that pattern
          are changed.
        type: list
        elements: str
      id:
        description:
        - ID of an existing pattern, in place of what identifies it.
        type: str
      filter:
        description:
        - Condition in BPQL text that alerts must meet. Source systems are chosen
          here too, like C(source_system = api.*).
        - C(*) in a value stands for anything, and a value between slashes is a
          regular expression. Tags are sent in lower case.
        - Left out, the pattern without a condition is meant. It is compared by
          its meaning, as O(community.bigpanda.bigpanda_environment#module:filter)
          is.
        type: str
      cross_source:
        description:
        - Whether alerts of different source systems may be related. Left out, the
          pattern that allows it is meant.
        type: bool
      time_window:
        description:
        - How many minutes may lie between the starts of related alerts. At least
          1; the service names 4320 as its maximum.
        - A new pattern needs it. Leave out to keep it.
        type: int
      active:
        description:
        - Whether the pattern is used. Leave out to keep it; the service documents
          that a new one is active.
        type: bool
      note:
        description:
        - Free text. Leave out to keep it.
        - The service may ignore another note of a pattern that is there, since
          the API does not name it among what can be changed. The task then warns
          of it, each time anew.
        - Where several patterns are alike in everything that identifies them, it
          tells which of them is meant; V("") means the one without. A second pattern
          that differs in its note alone cannot be made, since that note is taken
          for another one of the first.
        type: str
  correlation_pattern_orders:
    description:
    - What M(community.bigpanda.bigpanda_correlation_pattern_order) takes, for each
      object.
    - Left out, objects of this kind are left alone.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) makes sure that the patterns are tried in the order of O(correlation_pattern_orders[].patterns).
          If they are not already, the organization is switched to manual order,
          in which a new pattern comes last.
        - V(absent) undoes every manual ordering, also that done in the console,
          so that the longest time window comes first. Whether an organization orders
          by hand cannot be read. So nothing is done where no pattern comes before
          one with a longer time window, even if somebody put them so by hand.
        type: str
        choices:
        - present
        - absent
        default: present
      patterns:
        description:
        - All correlation patterns, inactive ones too, the one to be tried first
          at the top. A pattern that is left out or named twice is an error that
          names it, before anything is sent.
        - Needed with O(correlation_pattern_orders[].state=present). V([]) is right
          only where there are no patterns.
        type: list
        elements: dict
        suboptions:
          tags:
            description:
            - Names of the tags of the pattern, in any order.
            - One of O(correlation_pattern_orders[].patterns[].tags) and O(correlation_pattern_orders[].patterns[].id)
              is needed.
            type: list
            elements: str
          filter:
            description:
            - Condition of the pattern in BPQL text, compared by its meaning. Left
              out, the pattern without a condition is meant.
            type: str
          cross_source:
            description:
            - Whether the pattern relates alerts of different source systems. Left
              out, the one that does is meant.
            type: bool
          note:
            description:
            - Note of the pattern. It tells patterns apart that are alike in everything
              else, and is not looked at otherwise.
            type: str
          id:
            description:
            - ID of the pattern. With it nothing else of the pattern is looked at.
            type: str
  topologies:
    description:
    - What M(community.bigpanda.bigpanda_topology) takes, for each object.
    - Left out, objects of this kind are left alone.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) makes sure that the object is there and is as described.
        - V(absent) makes sure that it is not.
        type: str
        choices:
        - present
        - absent
        default: present
      links:
        description:
        - All links of the model, in any order. Links that are not listed are removed.
        - Needed with O(topologies[].state=present). A model has one link at least,
          so V([]) is refused; O(topologies[].state=absent) removes it.
        type: list
        elements: dict
        suboptions:
          source:
            description:
            - Name of the tag that the link starts at, compared letter by letter.
            type: str
            required: true
          target:
            description:
            - Name of the tag that the link ends at, compared letter by letter.
            type: str
            required: true
  maintenance_plans:
    description:
    - What M(community.bigpanda.bigpanda_maintenance_plan) takes, for each object.
    - Left out, objects of this kind are left alone.
    type: list
    elements: dict
    suboptions:
      state:
        description:
        - V(present) makes sure that the plan is there and is as described.
        - V(stopped) ends a plan that is running, and keeps its record. One that
          is over, or that is not there, is no change. One that has yet to run cannot
          be stopped, which is an error. The other options only tell which plan
          is meant.
        - V(absent) removes the plan and its history. It is better to stop a plan
          that is running.
        - A stopped plan that is declared V(present) again is left as it is, but
          for its O(maintenance_plans[].end) if that differs.
        type: str
        choices:
        - present
        - stopped
        - absent
        default: present
      name:
        description:
        - Name of the plan, compared letter by letter. With O(maintenance_plans[].id)
          the plan is renamed to it.
        - One of O(maintenance_plans[].name) and O(maintenance_plans[].id) is needed.
        type: str
      id:
        description:
        - ID of an existing plan, in place of its name and marker.
        type: str
      marker:
        description:
        - A word of yours that tells this plan from others of the same name, without
          square brackets. It is kept with the plan as the custom tag C(ansible_marker).
        - Left out or empty, the plan of this name without a marker is meant. With
          O(maintenance_plans[].id) leaving it out keeps the marker, and an empty
          string removes it.
        type: str
      condition:
        description:
        - Which alerts are suppressed, in the object form of BPQL - a dict of one
          operator (C(=), C(!=), C(===), C(IN), C(NOT IN), C(AND), C(OR)) with its
          operands. At most 25,000 characters of JSON without blanks.
        - A value is a text, a number, a boolean, or a dict of C(type) and C(value).
          With C(type=regex), C(*) in the value stands for anything; with C(type=formal-regex)
          it is a regular expression, without slashes around it.
        - Tags are sent in lower case. Another operator is passed through as it
          is written, but for conditions inside it.
        - It is compared by its meaning. The order of what C(AND), C(OR) and C(IN)
          join and the letter case of tags make no difference.
        - Where the service does not show the condition it cannot be compared. Then
          the task warns, and the condition is sent only together with another change,
          as long as it can be changed.
        - A new plan needs it. Leave out to keep it.
        type: raw
      start:
        description:
        - When the window begins; of a repeating plan, its first window. Epoch seconds,
          or ISO 8601 with a zone.
        - Milliseconds, and times after 2038-01-19T03:14:07Z, are refused.
        - A new plan needs it. Leave out to keep it.
        type: str
      end:
        description:
        - When the window ends; of a repeating plan, when it stops repeating. Later
          than O(maintenance_plans[].start), written like it.
        - The only thing that can be changed once the plan has begun.
        - A new plan needs it. Leave out to keep it.
        type: str
      description:
        description:
        - Free text. Leave out to keep it, an empty string removes it.
        type: str
      frequency:
        description:
        - How often the window repeats. Leave out to keep it; the service documents
          V(Once) for a new plan.
        type: str
        choices:
        - Once
        - Daily
        - Weekly
        - Monthly
      frequency_data:
        description:
        - How a repeating plan repeats. Only what is given here is compared; the
          service keeps more.
        - Leave out, or out of it, to keep what there is; so does an empty dict.
          A plan that happens once takes none.
        type: dict
        suboptions:
          relativity:
            description:
            - Which of the weekdays of O(maintenance_plans[].start) in the month
              is meant, such as V(First), V(Second) or V(Last).
            - It is sent again with each change of the plan, as the service wants
              it, also with one that makes the plan happen once. There is no way
              to take it away again.
            type: str
          duration:
            description: How long each window is, in seconds.
            type: int
      post_maintenance_action:
        description:
        - What happens to suppressed alerts when a window closes. V(Resolve) resolves
          them, V(Reactivate) brings them back, V(None) does nothing.
        - Leave out to keep it; the service documents V(None) for a new plan.
        - Where the service does not show it, it cannot be compared, like O(maintenance_plans[].condition).
        type: str
        choices:
        - Resolve
        - Reactivate
        - None
      time_zone:
        description:
        - Name of the time zone in which windows repeat, such as V(America/New_York).
        - Leave out to keep it; the service documents V(UTC) for a new plan.
        - Where the service does not show it, it cannot be compared, like O(maintenance_plans[].condition).
        type: str
      custom_tags:
        description:
        - Pairs of your own that are kept with the plan, in any order. Pairs named
          C(ansible_marker) belong to O(maintenance_plans[].marker).
        - Leave out to keep them; V([]) removes them all.
        type: list
        elements: dict
        suboptions:
          name:
            description: Name of the pair.
            type: str
            required: true
          value:
            description: Its value.
            type: str
            required: true
  # end of what `make documentation` writes
  purge:
    description:
      - Kinds whose undeclared objects are removed (users are deactivated), such as V(scim_users).
      - Never removed are built-in objects, what O(protect) names, maintenance plans that are over, and the owner of the
        API key with its roles.
      - A kind of which nothing is declared to stay is an error, so that an empty file never removes everything.
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
      - Names or IDs of objects that are never removed, switched off, stopped or renamed, as lists by kind such as
        V(scim_users). Names may be patterns, in which C(*) stands for anything and nothing else has a meaning, and are
        compared case-insensitive and without spaces around them and characters that nobody can see. Correlation
        patterns have no name, so give their IDs.
      - A name that fits no object of a kind that is declared or purged is a warning; a key that is no kind is an error.
      - When the owner of the API key cannot be found out, users are purged only if V(scim_users) names one that is
        there, and roles only if V(roles) does. What is declared to go, such as a leaver with
        O(scim_users[].state=absent), goes all the same.
    type: dict
    default: {}
  max_removals:
    description:
      - How many objects of each kind this task may take away, as a number (V(25)) or as a share of the live, active
        ones (V(10%), rounded down, at least 1).
      - Each object counts that is removed, switched off (as with O(alert_filters[].active=false)) or stopped, each
        active user who loses a role, whatever they keep or get, and each role that loses all its permissions.
      - Above it the task fails before anything is written. Where many users move from one role to another, raise it
        for that task.
    type: str
    default: 10%
  max_row_removals:
    description:
      - How many rows each table of O(enrichment_maps) may lose, as a number (V(25)) or as a share of the live rows
        (V(20%), rounded down, but 5 rows at least), so that a file that was cut off does not empty it. What counts is
        said in M(community.bigpanda.bigpanda_enrichment_map).
      - Above it the task fails before anything is written, in check mode too.
    type: str
    default: 20%
  allow_admin_changes:
    description:
      - Whether the built-in administrators may be touched although the owner of the API key could not be found out.
        That is, whether the role C(Admin) may lose permissions, and those who have it may lose it or be deactivated.
      - Without it such a plan is refused before anything is written, since one of them may own the key.
    type: bool
    default: false
  report:
    description:
      - Path of a file, on the host where the module runs, that takes the plan and what became of each step.
        The ending decides between V(.json) and V(.csv).
      - It is written in check mode and when the task fails too. Why it failed is its C(msg), or as CSV a last row of no
        object. Where a brake stops the plan it holds the plan, and where none could be made no step.
      - That of an earlier run is removed first, so that it never passes for that of this one. Only options that Ansible
        itself refuses leave it. A file that is not a report, such as the feed or a table, is an error and stays.
      - Values that Ansible masks in the result are masked in it too. It is readable for its owner alone (mode 0600),
        and never makes the task changed. If it cannot be written in the end, the task fails with its complete result.
    type: path
  remarks:
    description:
      - Sentences about the declaration that the result and the report repeat, in a CSV as rows of no object, such as
        those of P(community.bigpanda.users_of_feed#filter) about groups that give no role.
    type: list
    elements: str
    default: []
  approved_plan:
    description:
      - The RV(fingerprint) of a plan that was looked at in check mode. The task fails before anything is written if
        the plan is no longer that one.
    type: str
  progress:
    description:
      - Whether the terminal, and the job output of AWX, is told every few seconds how many objects are done, how fast,
        and how long the rest will take. It goes to standard error, so JSON and one-line output stay as they are.
      - Told where the module runs on the controller (C(connection=local)), without C(become) and C(async).
    type: bool
    default: true
  progress_interval:
    description: Seconds between two such lines, above 0. A task that is done before the first one says nothing.
    type: float
    default: 5.0
  progress_file:
    description:
      - Path of a small JSON file, on the host where the module runs, that is rewritten with how far the task is, with
        C(total), C(done), C(failed) and C(seconds). For those who follow it in another way than O(progress), or
        besides it.
    type: path
notes:
  - Takes the User API Key (O(api_key)). Its owner needs these permissions, each for the kinds that are declared -
    C(Manage Environments) (full access), C(Roles Management) (full access), C(User Management) (full access),
    C(Mapping Enrichment (API Only)) (full access), C(Schedules (API Only)) (full access),
    C(Alert Filtering & Planned Maintenance) (full access),
    C(Alert Correlation) (full access), C(Topology View) (full access), C(Alert Enrichment) (full access),
    C(Incident Enrichment) (full access),
    and C(API Keys) (view) to find out whose key it is, unless O(org_token) is given too.
  - The owner of the key is not deactivated, and keeps full access to roles and users, counted over all roles of that
    user, since nobody could undo a plan that takes it away. Such a plan is refused before anything is written, in check
    mode too. Where the owner cannot be found out, a plan that takes something from roles or users warns.
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
- name: Bring the organization to what the files declare
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

- name: Take away what is named, and leave the rest alone
  community.bigpanda.bigpanda_organization:
    environments:
      - {name: Staging, state: absent}
    scim_users:
      - {user_name: alan@example.com, state: absent}

- name: See what leavers a feed would deactivate, and keep the plan for approval
  community.bigpanda.bigpanda_organization:
    scim_users: "{{ feed }}"
    purge: [scim_users]
    protect:
      scim_users: [break-glass@example.com]
    max_removals: 5%
    report: /tmp/plan.csv
  check_mode: true
  diff: true
  register: planned

- name: Carry out that plan and no other
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
  description: The steps that do something, in the order of the kinds. Unchanged objects are counted in RV(summary).
  returned: when the plan could be made
  type: list
  elements: dict
  contains:
    resource:
      description: Kind of the object.
      type: str
      returned: always
      sample: scim_users
    key:
      description: Its name.
      type: str
      returned: always
      sample: ada@example.com
    action:
      description: One of C(create), C(update), C(reactivate), C(stop), C(remove).
      type: str
      returned: always
      sample: create
    diff:
      description: What differs, as C(before) and C(after), secrets masked.
      type: dict
      returned: always
      sample: {before: {roles: []}, after: {roles: [Operations]}}
    outcome:
      description:
        - One of C(planned) (in check mode, and where O(max_removals), O(protect) or O(approved_plan) stop the plan),
          C(done), C(failed), and C(skipped) where something it needs failed, where the task was told to end, or where
          nothing more could succeed, since the network was gone or the key was refused.
      type: str
      returned: always
      sample: done
    error:
      description: Why it was not done.
      type: str
      returned: always
      sample: null
summary:
  description:
    - How many objects of each kind were or would be created, updated, reactivated, stopped, removed or left unchanged.
  returned: when the plan could be made
  type: dict
  sample: {scim_users: {create: 2, unchanged: 4998}}
fingerprint:
  description:
    - Stands for this plan - host, objects, differences and the tables that are loaded, without secrets. See
      O(approved_plan).
    - It also stands for the organization, by the IDs of what came with it. Where neither roles nor API keys can be
      read, and the plan changes nothing that is there, nothing tells the organization from others, which is a warning,
      and O(approved_plan) is refused.
  returned: when the plan could be made
  type: str
  sample: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
remarks:
  description: The option O(remarks).
  returned: when the plan could be made
  type: list
  elements: str
  sample: ['The group "canteen" gives no role; users who have it: 3.']
diff:
  description:
    - One diff of the whole plan, by kind and name, holding only what differs. Where several objects of a kind have the
      same name, from the second on the ID stands behind it.
  returned: when the plan could be made
  type: dict
  contains:
    before:
      description: The values before.
      type: dict
      returned: always
      sample: {scim_users: {ada@example.com: {roles: []}}}
    after:
      description: The values after.
      type: dict
      returned: always
      sample: {scim_users: {ada@example.com: {roles: [Operations]}}}
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.organization import run_organization
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG


def main():
    run_organization(CATALOG)


if __name__ == "__main__":
    main()
