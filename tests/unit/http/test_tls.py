# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which certificates are accepted."""

from __future__ import annotations

from unittest.mock import Mock

import pytest
import requests
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from urllib3.exceptions import MaxRetryError, SSLError
from urllib3.util.ssl_match_hostname import CertificateError


def test_a_private_authority_is_refused_with_a_hint_at_ca_path(make_client, tls_server):
    with pytest.raises(errors.CertificateRefused, match="ca_path"):
        make_client(api_url=tls_server.url("https")).list(ROLE)


def test_a_wrong_name_that_an_older_library_found_itself_is_a_refused_certificate(make_client, monkeypatch):
    found = CertificateError("hostname 'localhost' doesn't match 'elsewhere.example'")
    error = requests.exceptions.SSLError(MaxRetryError(None, "/", SSLError(found)))
    client = make_client(api_url="https://localhost:9")
    monkeypatch.setattr(client.transport._session, "request", Mock(side_effect=error))
    with pytest.raises(errors.CertificateRefused, match="doesn't match"):
        client.list(ROLE)


def test_a_private_authority_is_trusted_where_ca_path_says_so(make_client, tls_server, authority):
    with authority.cert_pem.tempfile() as ca_path:
        assert make_client(api_url=tls_server.url("https"), ca_path=ca_path).list(ROLE) == []


def test_requests_ca_bundle_does_not_add_trust(make_client, tls_server, authority, monkeypatch):
    with authority.cert_pem.tempfile() as ca_path:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", ca_path)
        with pytest.raises(errors.TlsFailed):
            make_client(api_url=tls_server.url("https")).list(ROLE)


def test_requests_ca_bundle_does_not_undo_validate_certs_false(make_client, tls_server, monkeypatch, recwarn, tmp_path):
    bundle = tmp_path / "empty.pem"
    bundle.write_text("", encoding="utf-8")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(bundle))
    assert make_client(api_url=tls_server.url("https"), validate_certs=False).list(ROLE) == []
