#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_enrichment_map
short_description: Manage BigPanda enrichment maps and their tables
version_added: 1.0.0
description:
  - Creates, changes and removes enrichment maps (mapping enrichments V2.1), and loads their tables from CSV or from
    rows.
  - A table is only loaded if it differs, or if an earlier run did not see the end of loading one. The old table remains
    in use until the new one is complete.
  - The whole table is checked before anything is sent, including column names, cell sizes, line breaks and quoting.
  - Columns of type V(query_tag) identify a row. Two rows that are the same in all of them are refused; give several
    values in one cell. Case matters unless O(case_insensitive=true).
author: The community.bigpanda contributors (@ansible-collections)
options:
  name:
    description:
      - Name of the map, case-sensitive.
      - One of O(name) and O(id) is required. Names are not unique in BigPanda; if several maps match, the task fails
        and lists their IDs.
    type: str
  id:
    description:
      - ID of an existing map, instead of its name.
    type: str
  fields:
    description:
      - The columns, in any order. Required to create a map.
      - Columns cannot be changed in place; see O(recreate). Omit to keep them.
      - Result columns create alert tags that do not exist yet.
    aliases: [columns]
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
          - V(query_tag) is a column that rows are looked up by, V(result_tag) is a column that is added to the alert.
            At least one column must be V(query_tag).
        type: str
        choices: [query_tag, result_tag]
        required: true
      tag_name:
        description:
          - Alert tag of the column. Omit to keep it; for a new column it defaults to O(fields[].title).
        type: str
      override_existing:
        description:
          - Whether a result replaces the current value of the tag.
          - Omit to keep it; for a new column BigPanda uses its own default.
        type: bool
      optional:
        description:
          - Whether alerts without this query tag are looked up too.
          - Omit to keep it; for a new column BigPanda uses its own default, documented as V(false).
        type: bool
  case_insensitive:
    description:
      - Whether rows are looked up case-insensitively. Cannot be changed in place; see O(recreate).
      - Omit to keep it; for a new map BigPanda uses its own default.
    type: bool
  when:
    description:
      - Condition that an alert must match, in the object form of BPQL - a dict of operators such as C(AND), C(=) and
        C(IN) with their operands. Tag names are sent in lowercase.
      - A value is a text, a number, a boolean, or a dict with C(type) and C(value). With C(type=regex), C(*) matches
        anything; with C(type=formal-regex), the value is a regular expression without enclosing slashes.
      - BPQL text such as C(host = db-* AND check IN [cpu, mem]) is translated into the object form. In text, C(*) in a
        value matches anything, and a value between slashes is a regular expression unless it is quoted.
      - Omit to keep it; V({}) means no condition.
    type: raw
    aliases: [condition]
  active:
    description:
      - Whether the map is applied. Omit to keep it; BigPanda documents that a new map is active.
    type: bool
  note:
    description:
      - Free text. Omit to keep it; an empty string removes it.
      - In BigPanda, the module keeps a line of its own at the end of the note, in brackets and beginning with
        C(ansible). That line is not part of this option, the result or the diff.
    type: str
  src:
    description:
      - The table as a CSV file in UTF-8, on the host where the module runs. The first line is the header.
      - O(src), O(content) and O(rows) are mutually exclusive. Without any of them the table is not changed.
      - A repeated header and cells such as C(="007"), which spreadsheets write to keep a number as text, are refused,
        unless BigPanda shows them already. So are values of query tags with invisible characters, or with whitespace
        around them, since no alert would match them.
      - BigPanda accepts up to 500 MB in total, and 32K in a cell. C(|) separates the values of an array. To write a
        literal C(|), put three quotes around the cell.
    type: path
  content:
    description:
      - The table as CSV text, such as the answer to an AWX survey.
    type: str
  rows:
    description:
      - The table as a list of rows. Each row is a dict with every column name as a key.
      - Lists become arrays, V(null) becomes an empty cell, and whole numbers become text. Text with a C(|) is quoted.
      - Decimal numbers are refused, because YAML reads C(1.10) as C(1.1). Put them in quotes.
    type: list
    elements: dict
  compare:
    description:
      - How to detect whether the table differs. The order of rows and columns never matters.
      - V(rows) reads the current table, 100 rows per request at 5 requests per second.
      - V(digest) relies on a fingerprint that the module stores with the map. Use it for tables that are too large to
        read. It does not detect rows that others changed.
    type: str
    choices: [rows, digest]
    default: rows
  recreate:
    description:
      - What to do if O(fields) or O(case_insensitive) differ, which cannot be changed in place.
      - With V(false), the task fails. With V(true), a new map is created and its table is loaded, and only then the old
        map is removed. This requires one of O(src), O(content) and O(rows), and the map gets a new ID.
    type: bool
    default: false
  force:
    description:
      - Load the table even if it does not differ. The task then always reports a change.
    type: bool
    default: false
  max_row_removals:
    description:
      - Maximum number of rows that the table may lose, as a number (V(25)) or as a percentage of the current rows
        (V(20%), rounded down, but at least 5 rows, unless it is V(0%)). This protects against truncated files.
      - If the task would exceed it, it fails before changing anything, also in check mode. A row counts as lost if no
        new row has the same values in its columns of type C(query_tag). With O(compare=digest), and if the map is
        recreated, only the difference in the number of rows counts.
      - With O(compare=digest) the current rows are those that this collection loaded last. A table that it did not load
        is read once.
    type: str
    default: 20%
  wait:
    description:
      - Whether to wait until BigPanda has loaded the table. If a map is recreated, the module always waits.
      - With V(false), a table that BigPanda refuses is only noticed by the next run.
    type: bool
    default: true
  wait_timeout:
    description:
      - Maximum number of seconds to wait, at least V(0). A longer job continues in BigPanda; run the task again later.
    type: int
    default: 1800
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission V(Mapping Enrichment (API Only\)) (full
    access; view is enough in check mode).
  - A new table only affects future alerts.
seealso:
  - module: community.bigpanda.bigpanda_enrichment_map_info
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._state
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Add the owner of an application to its alerts
  community.bigpanda.bigpanda_enrichment_map:
    name: application_owners
    fields:
      - {title: application, type: query_tag}
      - {title: owner, type: result_tag}
    rows:
      - {application: billing, owner: Billing Ops}
      - {application: sales, owner: Sales IT}

- name: Keep a map in sync with an export of the CMDB
  community.bigpanda.bigpanda_enrichment_map:
    name: cmdb_applications
    note: CMDB export, refreshed nightly
    when:
      IN: [source_system, [{type: regex, value: "*"}]]
    fields:
      - {title: application, type: query_tag}
      - {title: owner, type: result_tag, override_existing: true}
      - {title: Runbook URL, type: result_tag, tag_name: runbook_url}
    src: /var/lib/cmdb/applications.csv
    compare: digest

- name: Add a column, which replaces the map by a new one
  community.bigpanda.bigpanda_enrichment_map:
    name: application_owners
    fields:
      - {title: application, type: query_tag}
      - {title: owner, type: result_tag}
      - {title: regions, type: result_tag}
    rows:
      - {application: billing, owner: Billing Ops, regions: [us, eu]}
      - {application: sales, owner: Sales IT, regions: null}
    recreate: true

- name: Pause a map without changing its table
  community.bigpanda.bigpanda_enrichment_map:
    name: application_owners
    active: false

- name: Remove a map and its table
  community.bigpanda.bigpanda_enrichment_map:
    name: application_owners
    state: absent
"""

RETURN = r"""
enrichment_map:
  description:
    - The map after the task, or as predicted in check mode. If O(state=absent), the map before its removal, or V(null)
      if it did not exist.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the map; V(null) in check mode for a map that does not exist yet.
      type: str
      returned: always
      sample: 66aa513a31000065007b5555
    name:
      description: Name of the map.
      type: str
      returned: always
      sample: cmdb_applications
    fields:
      description: The columns.
      type: list
      elements: dict
      returned: always
      sample:
        - {title: application, type: query_tag, tag_name: application, optional: false}
        - {title: owner, type: result_tag, tag_name: owner, override_existing: false}
    case_insensitive:
      description: Whether rows are looked up case-insensitively.
      type: bool
      returned: always
      sample: false
    when:
      description: Condition that an alert must match to be enriched.
      type: dict
      returned: always
      sample: {}
    active:
      description: Whether the map is applied.
      type: bool
      returned: always
      sample: true
    note:
      description: Free text, without the line that the module adds at its end.
      type: str
      returned: always
      sample: CMDB export, refreshed nightly
    type:
      description: Always V(mapping). V(null) if BigPanda does not return it.
      type: str
      returned: always
      sample: mapping
    version:
      description: Version of the map, which increases with each change. V(null) if BigPanda does not return it.
      type: int
      returned: always
      sample: 3
    id_generation_function:
      description: How BigPanda generates row IDs. V(null) if BigPanda does not return it.
      type: str
      returned: always
      sample: use_md5
    created_by:
      description: ID of the user who created the map. V(null) if BigPanda does not return it.
      type: str
      returned: always
      sample: 58d77efa5eafe459163f4211
    updated_by:
      description: ID of the user who last changed the map. V(null) if BigPanda does not return it.
      type: str
      returned: always
      sample: 58d77efa5eafe459163f4211
rows:
  description: Differences between the declared table and the current one.
  returned: success
  type: dict
  contains:
    total:
      description: Number of rows declared; V(null) if no table was given.
      type: int
      returned: always
      sample: 250
    added:
      description: Number of new rows; V(null) if the current table was not read.
      type: int
      returned: always
      sample: 2
    changed:
      description: Number of rows with changed results; V(null) if the current table was not read.
      type: int
      returned: always
      sample: 1
    removed:
      description: Number of removed rows; V(null) if the current table was not read.
      type: int
      returned: always
      sample: 0
job:
  description: The job that loaded the table; V(null) if none was started or waited for.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the job.
      type: str
      returned: always
      sample: c750243a-39dd-4666-bf0c-f8715e19eb96_1662894455_indexcsv
    status:
      description: Last known status of the job.
      type: str
      returned: always
      sample: done
diff:
  description:
    - What the task changed, or would change in check mode. Contains only what differs.
    - For tables, it contains counts and up to ten rows of each side, never the whole table.
    - C(unfinished) lists what an earlier run left incomplete, and this run finishes or removes.
  returned: success
  type: dict
  contains:
    before:
      description: Values before the task.
      type: dict
      returned: always
      sample: {active: true}
    after:
      description: Values after the task.
      type: dict
      returned: always
      sample: {active: false}
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.table_resource import run_table_resource
from ansible_collections.community.bigpanda.plugins.module_utils._resources.enrichment_map import ENRICHMENT_MAP


def main():
    run_table_resource(ENRICHMENT_MAP)


if __name__ == "__main__":
    main()
