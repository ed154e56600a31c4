# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Tables of two columns, for tests of their rows."""

from __future__ import annotations

from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.csv_rows import Columns
from hypothesis import strategies as st

COLUMNS = Columns(("application", "owner"), ("application",))

cells = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=6)
tables = st.lists(
    st.tuples(cells, cells).filter(lambda row: any(map(str.strip, row))),
    min_size=1,
    max_size=6,
    unique_by=lambda row: row[0],
).map(lambda rows: [{"application": first, "owner": second} for first, second in rows])
