# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import ssl

import pytest
import trustme
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.settings import make_settings
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.tls import tls_failure, verification
from requests.utils import DEFAULT_CA_BUNDLE_PATH
from urllib3.util.ssl_match_hostname import CertificateError

OPTIONS = {"region": "us", "validate_certs": True, "timeout": 5, "retry_timeout": 5, "rate_limit_share": 1}
SETTINGS = make_settings({**OPTIONS, "max_answer_mb": 64})


def test_certificates_are_verified_unless_the_user_says_otherwise():
    assert verification(SETTINGS) == DEFAULT_CA_BUNDLE_PATH
    assert verification(SETTINGS.replace(ca_path="/ca.pem")) == "/ca.pem"
    assert verification(SETTINGS.replace(ca_path="/ca.pem", validate_certs=False)) is False


@pytest.mark.parametrize(
    "cause", [ssl.SSLCertVerificationError(1, "self-signed certificate"), CertificateError("self-signed certificate")]
)
def test_a_certificate_that_is_not_accepted_leads_to_ca_path(cause):
    failure = tls_failure([ssl.SSLError("outer"), cause], "api.example", "/does/not/matter")
    assert failure.__class__ is errors.CertificateRefused
    assert "the certificate of api.example was not accepted (self-signed certificate). Set ca_path" in str(failure)


@pytest.mark.parametrize("content", [b"", b"no PEM", None])
def test_a_bundle_without_certificates_is_named(tmp_path, content):
    bundle = tmp_path / "ca.pem"
    if content is not None:
        bundle.write_bytes(content)
    failure = tls_failure([ssl.SSLError(1, "odd")], "api.example", str(bundle))
    assert failure.__class__ is errors.CaBundleUnreadable and f"no certificate can be read from {bundle} (odd)" in str(
        failure
    )


def test_with_readable_certificates_the_server_is_the_problem(tmp_path):
    bundle = tmp_path / "ca.pem"
    bundle.write_bytes(trustme.CA().cert_pem.bytes())
    for verify in (str(bundle), str(tmp_path), False):
        failure = tls_failure([ssl.SSLError()], "api.example", verify)
        assert failure.__class__ is errors.TlsFailed
        assert "the TLS connection to api.example failed (SSLError)" in str(failure)


@pytest.mark.parametrize("silent", [ssl.SSLError(), OSError(7)])
def test_the_reason_is_the_last_text_of_the_causes(silent):
    failure = tls_failure([ssl.SSLError("outer"), ssl.SSLError(1, "wrong version"), silent], "api.example", False)
    assert "the TLS connection to api.example failed (wrong version)" in str(failure)
