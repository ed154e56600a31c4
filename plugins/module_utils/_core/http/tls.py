# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which certificates are trusted, and why a TLS connection failed."""

from __future__ import annotations

import os
import ssl
from collections.abc import Sequence

from ..errors import CaBundleUnreadable, CertificateRefused, TlsFailed
from .libraries import requests
from .settings import Settings

# Names of classes: that of Python, and that of urllib3 1.26, which compares the host name itself.
CERTIFICATE_ERRORS = ("SSLCertVerificationError", "CertificateError")


def verification(settings: Settings) -> bool | str:
    """As requests takes it: the path of the CA certificates, or False to accept every certificate."""
    if not settings.validate_certs:
        return False
    return settings.ca_path or requests.utils.DEFAULT_CA_BUNDLE_PATH


def tls_failure(causes: Sequence[BaseException], host: str, verify: bool | str) -> TlsFailed:
    """What went wrong. causes: of the exception that requests raised; verify: see `verification`."""
    reason = _reason(causes)
    if any(type(cause).__name__ in CERTIFICATE_ERRORS for cause in causes):
        return CertificateRefused(
            f"the certificate of {host} was not accepted ({reason}).",
            "Set ca_path if a private certificate authority signed it, or check for a proxy that intercepts TLS.",
        )
    if isinstance(verify, str) and not _is_readable(verify):
        return CaBundleUnreadable(
            f"no certificate can be read from {verify} ({reason}).",
            "Set ca_path to a PEM file of CA certificates, or to a directory of hashed CA certificates.",
        )
    return TlsFailed(
        f"the TLS connection to {host} failed ({reason}).",
        "The server may use no TLS or another version of it: check the URL, its port and the proxies.",
    )


def _is_readable(bundle: str) -> bool:
    """Whether the file contains certificates. It is loaded, since error texts differ between versions of OpenSSL."""
    if os.path.isdir(bundle):
        return True
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(bundle)
    except OSError:
        return False
    return True


def _reason(causes: Sequence[BaseException]) -> str:
    texts = [str(cause.args[-1]) for cause in causes if cause.args and isinstance(cause.args[-1], str)]
    return texts[-1] if texts else type(causes[0]).__name__
