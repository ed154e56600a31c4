# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Speed as ratios against rivals, measured in one run. Prints a table in Markdown; asserts nothing."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from fleet import fleet
from measure import (
    FACTOR,
    READ_USERS,
    TOKEN,
    Simulator,
    bare_reading,
    connection,
    module_command,
    peak_memory_mb,
    playbook,
    ratio,
    timed,
)
from rounds import fault_rounds
from scale import scale

READ_CSV = """
import csv, requests
from ansible.module_utils.basic import AnsibleModule
with open(PATH, newline="", encoding="utf-8") as file:
    rows = sum(1 for _row in csv.reader(file))
module = AnsibleModule(argument_spec={})
module.exit_json(rows=rows)
"""


def one_task(simulator: Simulator, folder: Path) -> tuple:
    headers = {"Authorization": f"Bearer {TOKEN}", "Accept": "application/json"}
    url = f"{simulator.api_url()}/resources/v2.1/roles?page=1&per_page=100"
    ours = playbook({"community.bigpanda.bigpanda_role": {"name": "Admin", **connection(simulator)}}, folder)
    rival = playbook({"ansible.builtin.uri": {"url": url, "headers": headers}}, folder)
    return ratio(lambda: timed(ours), lambda: timed(rival))


def read_users(simulator: Simulator) -> tuple:
    for number in range(4999):
        simulator.organization("acme").add_user(f"user{number}@example.com", displayName=f"User {number}")
    command, options = module_command("bigpanda_scim_user_info", connection(simulator))
    simulator.clear_requests()
    timed(command, options)
    print(f"reading 5,000 users: {len(simulator.requests())} requests", file=sys.stderr)
    return compare_reading(simulator)


def compare_reading(simulator: Simulator) -> tuple:
    command, options = module_command("bigpanda_scim_user_info", connection(simulator))
    rival = bare_reading(simulator, READ_USERS)
    return ratio(lambda: timed(command, options), lambda: timed(rival))


def write_table(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write("application,owner,description\n")
        for number in range(rows):
            file.write(f"application-{number},team-{number % 97},{'x' * 70}\n")


def map_options(simulator: Simulator, path: Path) -> dict:
    fields = [{"title": "application", "type": "query_tag"}]
    fields += [{"title": title, "type": "result_tag"} for title in ("owner", "description")]
    return {"name": "large", "fields": fields, "src": str(path), "compare": "digest", **connection(simulator)}


def unchanged_table(simulator: Simulator, folder: Path) -> tuple:
    path = folder / "table.csv"
    write_table(path, 100_000)
    command, options = module_command("bigpanda_enrichment_map", map_options(simulator, path))
    timed(command, options)
    simulator.clear_requests()
    timed(command, options)
    sent = simulator.requests()
    writes = sum(entry["is_write"] for entry in sent)
    print(
        f"unchanged table of {path.stat().st_size / 1e6:.0f} MB: {len(sent)} requests, {writes} writes", file=sys.stderr
    )
    rival = [sys.executable, "-c", READ_CSV.replace("PATH", repr(str(path)))]
    return ratio(lambda: timed(command, options), lambda: timed(rival, json.dumps({"ANSIBLE_MODULE_ARGS": {}})))


def upload_memory(simulator: Simulator, folder: Path) -> float:
    """Peak memory in MB of a whole module that loads a million rows."""
    path = folder / "million.csv"
    write_table(path, 1_000_000)
    command, options = module_command("bigpanda_enrichment_map", {**map_options(simulator, path), "timeout": 600})
    return peak_memory_mb(command, options)[0]


def read_users_from_afar(simulator: Simulator) -> tuple:
    """The same while each answer takes 100 ms longer, as one from the internet does."""
    simulator.set_faults([{"kind": "latency", "seconds": [0.1, 0.1]}])
    try:
        return compare_reading(simulator)
    finally:
        simulator.clear_faults()


def main() -> int:
    rows = []
    with tempfile.TemporaryDirectory() as name, Simulator(rate_limit_factor=FACTOR) as simulator:
        folder = Path(name)
        rows.append(("one task: bigpanda_role (unchanged) / builtin.uri", "1.3", one_task(simulator, folder)))
        rows.append(
            (
                "100,000 unchanged rows, compared by digest / reading the CSV and an empty module",
                "1.5",
                unchanged_table(simulator, folder),
            )
        )
        rows.append(("reading 5,000 users / a plain requests loop", "1.3", read_users(simulator)))
        rows.append(
            ("the same, with 100 ms added to each response", "1.3", read_users_from_afar(simulator)),
        )
        memory = upload_memory(simulator, folder)
    print("| what | collection, s | reference, s | ratio | target |\n|---|---|---|---|---|")
    for what, target, (own, other, quotient) in rows:
        print(f"| {what} | {own:.2f} | {other:.2f} | {quotient:.2f} | {target} |")
    print(f"| peak memory for loading 1,000,000 rows, MB | {memory:.0f} | | | 400 |")
    print(f"\n{scale()}\n\n{fleet()}\n\n{fault_rounds(20)}")
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"\nProcessor time of all processes: {children.ru_utime + children.ru_stime:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
