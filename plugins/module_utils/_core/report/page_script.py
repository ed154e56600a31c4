# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The script of the page: filters and sorts its tables. It builds no HTML from text. Pure data."""

from __future__ import annotations

SCRIPT = """
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const table = byId("changes");
  const selects = ["change", "kind", "role", "reason", "outcome"];
  const lowered = (element) => element.textContent.toLowerCase();

  if (table) {
    const body = table.tBodies[0];
    const rows = Array.from(body.rows);
    const texts = new Map(rows.map((row) => [row, lowered(row)]));

    const fits = (row) => texts.get(row).includes(byId("search").value.trim().toLowerCase())
      && selects.every((name) => {
        const wanted = byId(name).value;
        const has = row.dataset[name];
        return wanted === "" || (name === "role" ? has.split(" ").includes(wanted) : has === wanted);
      });

    const filter = () => {
      let shown = 0;
      for (const row of rows) {
        row.hidden = !fits(row);
        shown += row.hidden ? 0 : 1;
      }
      byId("shown").textContent = shown.toLocaleString("en") + " of " + rows.length.toLocaleString("en");
    };

    const sort = (header) => {
      const column = header.cellIndex;
      const descends = header.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) {
        other.removeAttribute("aria-sort");
      }
      header.setAttribute("aria-sort", descends ? "descending" : "ascending");
      const compare = new Intl.Collator("en", { numeric: true }).compare;
      const keys = new Map(rows.map((row) => [row, lowered(row.cells[column])]));
      rows.sort((a, b) => compare(keys.get(a), keys.get(b)) * (descends ? -1 : 1));
      body.append(...rows);
    };

    for (const id of ["search", ...selects]) {
      byId(id).addEventListener("input", filter);
    }
    for (const header of table.tHead.rows[0].cells) {
      header.firstElementChild.addEventListener("click", () => sort(header));
    }
    filter();
  }

  const matrix = byId("matrix");
  if (matrix) {
    const filterMatrix = () => {
      const wanted = byId("user").value.trim().toLowerCase();
      const moving = byId("moving").checked;
      for (const row of matrix.tBodies[0].rows) {
        const fits = lowered(row.cells[0]).includes(wanted) && (!moving || "moving" in row.dataset);
        row.hidden = !fits;
      }
    };
    byId("user").addEventListener("input", filterMatrix);
    byId("moving").addEventListener("input", filterMatrix);
    filterMatrix();
  }

  for (const form of document.forms) {
    form.addEventListener("submit", (event) => event.preventDefault());
  }
})();
"""
