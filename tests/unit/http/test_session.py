# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What every request of a task sends, and where."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from unit.http.recorder import Recorder, empty_list

TOKEN = "test-api-key-acme-5f1d8e37a6b0"


def test_headers_name_the_collection_and_ask_for_json(make_client):
    with Recorder(empty_list) as server:
        make_client(api_url=server.url()).list(ROLE)
    headers = server.seen[0][1]
    assert headers["Accept"] == "application/json"
    assert headers["User-Agent"].startswith("community.bigpanda/")
    assert headers["Authorization"] == f"Bearer {TOKEN}"


def test_one_connection_serves_a_task(make_client, simulator, monkeypatch):
    accepted = []
    server = simulator._servers._servers[next(iter(simulator._servers._servers))]
    process = server.process_request
    monkeypatch.setattr(server, "process_request", lambda *request: (accepted.append(1), process(*request)))
    client = make_client()
    for _time in range(5):
        client.list(ROLE)
    assert len(accepted) == 1


def test_a_netrc_entry_does_not_replace_the_token(make_client, monkeypatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine localhost login somebody password else\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    with Recorder(empty_list) as server:
        make_client(api_url=server.url()).list(ROLE)
    assert server.seen[0][1]["Authorization"] == f"Bearer {TOKEN}"


def test_a_redirect_is_refused_and_sends_the_token_nowhere(make_client):
    with Recorder(empty_list) as elsewhere:

        def redirect(_path):
            return 302, {"Location": f"{elsewhere.url()}/resources/v2.1/roles"}, b""

        with Recorder(redirect) as server, pytest.raises(errors.RedirectRefused, match="redirects to localhost"):
            make_client(api_url=server.url()).list(ROLE)
    assert elsewhere.seen == []
