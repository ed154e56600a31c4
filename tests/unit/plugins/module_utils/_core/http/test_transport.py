# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""To which host a request may be sent. What the service answers is tested over HTTP, in tests/unit/http."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption, RedirectRefused
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.request import ApiRequest
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.settings import make_settings
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.transport import url_of
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.operation import Operation

OPTIONS = {"region": "us", "validate_certs": True, "timeout": 5, "retry_timeout": 0, "rate_limit_share": 1}


def url(named=None, host="api", **options):
    """The URL of an operation, or the one that the service named."""
    operation = Operation("some", "GET", "/things/{thing_id}", ("none", "view"), host=host)
    settings = make_settings({**OPTIONS, "max_answer_mb": 64, **options})
    return url_of(ApiRequest(operation, {"thing_id": "a b"}, {}, url=named), settings)


def test_an_operation_is_sent_to_its_host():
    assert url() == "https://api.bigpanda.io/things/a%20b"
    assert url(region="eu", host="integrations") == "https://eu.integrations.bigpanda.io/things/a%20b"
    assert url(api_url="https://proxy.example/base/") == "https://proxy.example/base/things/a%20b"
    with pytest.raises(InvalidOption):
        url(host="integrations", api_url="https://proxy.example")


@pytest.mark.parametrize(
    ("named", "sent"),
    [
        ("https://api.bigpanda.io/jobs/7?a=1", "https://api.bigpanda.io/jobs/7?a=1"),
        ("/jobs/7", "https://api.bigpanda.io/jobs/7"),
        ("jobs/7", "https://api.bigpanda.io/jobs/7"),
        ("//api.bigpanda.io/jobs/7", "https://api.bigpanda.io/jobs/7"),
        ("/jobs/7 8", "https://api.bigpanda.io/jobs/7 8"),
    ],
)
def test_a_url_on_the_configured_host_is_followed(named, sent):
    assert url(named) == sent


@pytest.mark.parametrize(
    ("named", "says"),
    [
        ("https://evil.example/jobs/7", "a URL on evil.example, which is not the configured host"),
        ("//evil.example/jobs/7", "a URL on evil.example, which is not the configured host"),
        ("https://api.bigpanda.io.evil.example/x", "a URL on api.bigpanda.io.evil.example, which is not"),
        ("http://api.bigpanda.io/jobs/7", "a URL on api.bigpanda.io, which is not the configured host"),
        ("https://api.bigpanda.io:8443/jobs/7", "a URL on api.bigpanda.io, which is not the configured host"),
        ("https://user@api.bigpanda.io/jobs/7", "a URL on api.bigpanda.io, which is not the configured host"),
        ("https://aaa.bigpanda.io/jobs/7", "a URL on aaa.bigpanda.io, which is not the configured host"),
        ("javascript:alert(1)", "an invalid URL"),
        ("http://[bad", "an invalid URL"),
        ("/jobs/ü", "an invalid URL"),
        ("/jobs/\x7f", "an invalid URL"),
    ],
)
def test_a_url_that_leads_elsewhere_or_is_invalid_is_refused(named, says):
    with pytest.raises(RedirectRefused, match=f"^the service names {says}") as raised:
        url(named)
    assert raised.value.method == "GET"
