#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_enrichment_map
short_description: Manage BigPanda enrichment maps and their tables
version_added: 0.1.0
description:
  - Creates, changes and removes enrichment maps (mapping enrichments V2.1), and loads their tables from CSV or from
    rows.
  - A table is loaded only if it differs. The old table stays in force until the new one is complete.
  - The whole table is checked before anything is sent, that is titles, rows that come twice, the size of cells, line
    breaks and quoting.
author: The community.bigpanda contributors (!UNKNOWN)
options:
  name:
    description:
      - Name of the map, compared letter by letter.
      - One of O(name) and O(id) is needed. Names are not unique in BigPanda; several maps of the same name are an
        error that lists their IDs.
    type: str
  id:
    description:
      - ID of the map, in place of its name. There must be such a map unless O(state=absent).
    type: str
  fields:
    description:
      - The columns, in any order. Needed to create a map.
      - Columns cannot be changed in place; see O(recreate). Leave out to keep them.
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
          - V(query_tag) is a column that rows are looked up by, V(result_tag) one that is put on the alert. There must
            be a column to look up by.
        type: str
        choices: [query_tag, result_tag]
        required: true
      tag_name:
        description:
          - Alert tag of the column. Leave out to keep it; a new column has the tag of its title.
        type: str
      override_existing:
        description:
          - Whether a result replaces the value that an alert has already.
          - Leave out to keep it; for a new column the service decides, and what it answers stands.
        type: bool
      optional:
        description:
          - Whether an alert that lacks this query tag is looked up all the same.
          - Leave out to keep it; for a new column the service decides, by its documentation V(false).
        type: bool
  case_insensitive:
    description:
      - Whether letter case is ignored when rows are looked up. Cannot be changed in place; see O(recreate).
      - Leave out to keep it; for a new map the service decides.
    type: bool
  when:
    description:
      - Condition in the object form of BPQL that an alert must meet, a dict of operators such as C(AND), C(=) and
        C(IN) with their operands. Tags are sent in lower case.
      - A value is a text, a number, a boolean, or a dict of C(type) and C(value). With C(type=regex), C(*) in the value
        stands for anything; with C(type=formal-regex) it is a regular expression, without slashes around it.
      - Leave out to keep it; V({}) means no condition.
    type: dict
  active:
    description:
      - Whether the map is applied. Leave out to keep it; the service documents that a new map is active.
    type: bool
  note:
    description:
      - Free text. Leave out to keep it, an empty string removes it.
      - The last line of the note that the service stores, in brackets and beginning with C(ansible), is kept by this
        module. It is not part of this option, of the result or of the diff.
    type: str
  src:
    description:
      - The table as a CSV file in UTF-8, on the host where the module runs. The first line holds the titles.
      - O(src), O(content) and O(rows) exclude each other. Without any of them the table is left alone.
      - The service takes 500 MB at most, and 32K in a cell. C(|) separates the values of an array; a literal one
        takes a cell in three quotes.
    type: path
  content:
    description:
      - The table as CSV text, such as the answer to an AWX survey.
    type: str
  rows:
    description:
      - The table as a list of rows, each with every title as a key.
      - Lists become arrays, V(null) the empty cell, numbers their text; text with a C(|) is quoted.
    type: list
    elements: dict
  compare:
    description:
      - How to find out whether the table differs. The order of rows and columns never matters.
      - V(rows) reads the table back, 100 rows a request at 5 requests a second.
      - V(digest) trusts a fingerprint that the module keeps with the map. It is for tables that are too large to read
        back, and does not see rows that others changed.
    type: str
    choices: [rows, digest]
    default: rows
  recreate:
    description:
      - What to do when O(fields) or O(case_insensitive) differ, which cannot be changed in place.
      - V(false) makes it an error. With V(true) a new map is created, its table is loaded, and only then the old map is
        removed; one of O(src), O(content) and O(rows) is needed, and the map gets another ID.
    type: bool
    default: false
  force:
    description:
      - Load the table even if it is equal. The task is then always changed.
    type: bool
    default: false
  max_row_removals:
    description:
      - How many rows the table may lose, as a number (V(25)) or as a share of the live rows (V(20%), rounded down, but
        5 rows at least), so that a file that was cut off does not empty it.
      - Above it the task fails before anything is written, in check mode too. What counts are rows whose columns of
        type C(query_tag) hold what no new row holds; with O(compare=digest) and O(recreate) it is how many rows less
        there would be.
      - With O(compare=digest) the live rows are those that this collection loaded last. A table that it did not load is
        read once.
    type: str
    default: 20%
  wait:
    description:
      - Whether to wait until the service has taken the table in. Where a map is recreated the module always waits.
      - With V(false) a table that is refused is noticed by the next run only.
    type: bool
    default: true
  wait_timeout:
    description:
      - Seconds to wait at most. A longer job goes on; run the task again later.
    type: int
    default: 1800
notes:
  - Takes the User API Key (O(api_key)). Its owner needs the permission C(Mapping Enrichment \(API Only\)) (full access;
    view is enough in check mode).
  - A new table affects future alerts only.
seealso:
  - module: community.bigpanda.bigpanda_enrichment_map_info
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._state
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Tell who owns an application
  community.bigpanda.bigpanda_enrichment_map:
    name: application_owners
    fields:
      - {title: application, type: query_tag}
      - {title: owner, type: result_tag}
    rows:
      - {application: billing, owner: Billing Ops}
      - {application: sales, owner: Sales IT}

- name: Keep a map equal to an export of the CMDB
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

- name: Add a column, which takes a new map in place of the old one
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

- name: Pause a map without touching its table
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
    - The map after the task, in check mode as it would be. With O(state=absent) the map as it was, V(null) if there was
      none.
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
      description: Whether letter case is ignored when rows are looked up.
      type: bool
      returned: always
      sample: false
    when:
      description: The condition that an alert must meet to be enriched.
      type: dict
      returned: always
      sample: {}
    active:
      description: Whether the map is applied.
      type: bool
      returned: always
      sample: true
    note:
      description: Free text, without the line that the module keeps at its end.
      type: str
      returned: always
      sample: CMDB export, refreshed nightly
    type:
      description: Always V(mapping).
      type: str
      returned: when the service tells
      sample: mapping
    version:
      description: Counts the changes.
      type: int
      returned: when the service tells
      sample: 3
    id_generation_function:
      description: How the service makes IDs of rows.
      type: str
      returned: when the service tells
      sample: use_md5
    created_by:
      description: ID of the user who created the map.
      type: str
      returned: when the service tells
      sample: 58d77efa5eafe459163f4211
    updated_by:
      description: ID of the user who changed the map last.
      type: str
      returned: when the service tells
      sample: 58d77efa5eafe459163f4211
rows:
  description: How the table differs from the live one.
  returned: success
  type: dict
  contains:
    total:
      description: Number of rows declared; V(null) if no table was given.
      type: int
      returned: always
      sample: 250
    added:
      description: Number of new rows; V(null) if the live table was not read.
      type: int
      returned: always
      sample: 2
    changed:
      description: Number of rows with other results; V(null) if the live table was not read.
      type: int
      returned: always
      sample: 1
    removed:
      description: Number of rows that go; V(null) if the live table was not read.
      type: int
      returned: always
      sample: 0
job:
  description: The job that loaded the table; V(null) if none was started or looked after.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the job.
      type: str
      returned: always
      sample: c750243a-39dd-4666-bf0c-f8715e19eb96_1662894455_indexcsv
    status:
      description: Last known status.
      type: str
      returned: always
      sample: done
diff:
  description:
    - What the task changed, or would change in check mode. Holds only what differs.
    - Of the table it holds counts and up to ten rows of each side, never the whole.
    - What an earlier run left half done, and this one brings to its end or removes, stands under C(unfinished).
  returned: success
  type: dict
  contains:
    before:
      description: The values before.
      type: dict
      returned: always
      sample: {active: true}
    after:
      description: The values after.
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
