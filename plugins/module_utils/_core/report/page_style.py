# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The style of the page. Pure data."""

from __future__ import annotations

STYLE = """
:root { --ground: #f6f7f9; --card: #fff; --text: #1b2430; --faint: #5d6876; --line: #d9dee5; --plus: #146c3a;
  --plus-ground: #e3f4ea; --tilde: #7a4d00; --tilde-ground: #fdf1da; --minus: #a3211c; --minus-ground: #fde8e6;
  --accent: #2456b3; }
@media (prefers-color-scheme: dark) { :root { --ground: #12161c; --card: #1b212a; --text: #e6eaf0; --faint: #9aa6b5;
  --line: #343d4a; --plus: #7fd6a0; --plus-ground: #14301f; --tilde: #f0c26b; --tilde-ground: #352a12; --minus: #ff9d94;
  --minus-ground: #3a1b1a; --accent: #8ab4ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
header, main { max-width: 1500px; margin: 0 auto; padding: 1rem 1.5rem; }
header { padding-bottom: 0; }
h1 { font-size: 1.7rem; margin: .3rem 0 0; }
h1 small { color: var(--faint); font-weight: 400; }
h2 { font-size: 1.15rem; margin: 0 0 .6rem; }
p { margin: .3rem 0; overflow-wrap: anywhere; }
code { font-size: .85em; overflow-wrap: anywhere; }
.fingerprint, .pace, small, #shown, .legend { color: var(--faint); }
.nowrap { white-space: nowrap; }
.failure { background: var(--minus-ground); color: var(--minus); padding: .6rem .8rem; border-radius: 6px; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 1rem; margin: 1rem 0; }
.tiles { list-style: none; display: flex; flex-wrap: wrap; gap: .6rem; padding: 0; margin: .4rem 0; }
.tiles li { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .6rem 1rem;
  min-width: 8rem; color: var(--faint); }
.tiles b { display: block; font-size: 1.5rem; color: var(--text); }
.tiles .create b { color: var(--plus); }
.tiles .change b, .tiles .reactivate b { color: var(--tilde); }
.tiles .deactivate b, .tiles .remove b, .tiles .stop b, .tiles .failed b, .tiles .skipped b { color: var(--minus); }
table { border-collapse: collapse; }
.changes { width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
td { overflow-wrap: anywhere; }
.changes thead th { position: sticky; top: 0; background: var(--card); padding: 0; white-space: nowrap; z-index: 1; }
th button { all: unset; cursor: pointer; padding: .35rem .6rem; font-weight: 600; }
th button:focus-visible { outline: 2px solid var(--accent); }
th[aria-sort=ascending] button::after { content: " ▲"; }
th[aria-sort=descending] button::after { content: " ▼"; }
.changes td:nth-child(-n+2) { white-space: nowrap; }
.changes td:nth-child(3) { min-width: 15rem; }
.changes td:nth-child(4):not(:empty) { min-width: 9rem; }
.changes td:nth-child(7) { min-width: 7rem; }
.changes .create td:first-child { color: var(--plus); }
.changes .change td:first-child { color: var(--tilde); }
.changes .remove td:first-child, .changes .failed td:first-child, .changes .failed td:last-child {
  color: var(--minus); }
ins, del { text-decoration: none; border-radius: 4px; padding: 0 .35rem; display: inline-block; }
ins { background: var(--plus-ground); color: var(--plus); }
del { background: var(--minus-ground); color: var(--minus); }
.filters { display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: end; }
.filters label { display: flex; flex-direction: column; font-size: .85rem; color: var(--faint); }
.filters .check { flex-direction: row; gap: .4rem; align-items: center; }
input, select { font: inherit; color: var(--text); background: var(--ground); border: 1px solid var(--line);
  border-radius: 6px; padding: .3rem .5rem; max-width: 16rem; }
.limits th { font-weight: 400; }
.limits th, .limits td { border: 0; vertical-align: middle; }
.bar { display: block; width: 16rem; max-width: 40vw; height: .8rem; background: var(--line); border-radius: .4rem; }
.bar rect { fill: var(--accent); }
.exceeded .bar rect { fill: var(--minus); }
.exceeded td { color: var(--minus); font-weight: 600; }
.scroll { overflow: auto; max-height: 80vh; margin-top: .6rem; }
.matrix th, .matrix td { border: 1px solid var(--line); }
.matrix thead th { position: sticky; top: 0; background: var(--card); vertical-align: bottom; z-index: 1; }
.matrix thead span { writing-mode: vertical-rl; transform: rotate(180deg); font-weight: 600; max-height: 12rem; }
.matrix thead th:first-child, .matrix tbody th { position: sticky; left: 0; background: var(--card); }
.matrix thead th:first-child { z-index: 2; }
.matrix tbody th { font-weight: 400; }
.matrix td { text-align: center; min-width: 2rem; }
.kept { color: var(--faint); }
.added { background: var(--plus-ground); color: var(--plus); font-weight: 700; }
.removed { background: var(--minus-ground); color: var(--minus); font-weight: 700; }
.legend b { padding: 0 .3rem; border-radius: 4px; }
[hidden] { display: none !important; }
@media (max-width: 760px) {
  header, main { padding: .7rem; }
  section { padding: .7rem; }
  .tiles li { flex: 1 1 40%; min-width: 0; }
  .changes thead { display: none; }
  .changes, .changes tbody, .changes tr, .changes td { display: block; }
  .changes tr { border: 1px solid var(--line); border-radius: 6px; margin: .6rem 0; padding: .3rem; }
  .changes td { border: 0; padding: .1rem .4rem; white-space: normal; }
  .changes td:empty { display: none; }
  .changes td::before { content: attr(data-label) ": "; color: var(--faint); }
  .changes td:nth-child(-n+2) { display: inline-block; }
  .changes td:nth-child(-n+3)::before { content: ""; }
  .changes td:nth-child(3) { font-weight: 600; }
  .limits tr, .limits th, .limits td { display: block; }
  .bar { max-width: 100%; }
  .matrix tbody th { max-width: 45vw; overflow-wrap: anywhere; }
}
@media print {
  @page { size: landscape; margin: 12mm; }
  :root { --ground: #fff; --card: #fff; --text: #000; --faint: #444; --line: #bbb; --plus: #146c3a; --plus-ground: #fff;
    --tilde: #7a4d00; --tilde-ground: #fff; --minus: #a3211c; --minus-ground: #fff; --accent: #444; }
  body { font-size: 10px; }
  header, main { max-width: none; padding: 0; }
  section { border: 0; padding: 0; }
  .filters, #shown { display: none; }
  .scroll { overflow: visible; max-height: none; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  .changes thead th, .matrix th { position: static !important; }
  .bar, .bar rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
