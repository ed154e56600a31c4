# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.proxies import (
    PROXY_VARIABLES,
    environment_proxies,
    find_proxy,
    is_socks,
    unused_proxy_warning,
    variable_of_proxy,
    without_user,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.settings import make_settings

HTTPS, HTTP = "https://api.example/things", "http://127.0.0.1:8000/things"


@pytest.fixture
def environment(monkeypatch):
    """Sets the variables for proxies, and unsets all others."""

    def set_variables(**variables):
        for name in (*PROXY_VARIABLES, "NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return set_variables


@pytest.mark.parametrize(
    ("variables", "proxy"),
    [
        ({"HTTPS_PROXY": "http://p:1"}, "http://p:1"),
        ({"ALL_PROXY": "http://p:1"}, "http://p:1"),
        ({"HTTP_PROXY": "http://p:1"}, None),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "api.example"}, None),
        ({"HTTPS_PROXY": "http://p:1", "ALL_PROXY": "http://q:1"}, "http://p:1"),
        ({}, None),
    ],
)
def test_the_environment_sets_the_proxy_of_https(environment, variables, proxy):
    environment(**variables)
    assert find_proxy(HTTPS) == proxy


def test_plain_http_uses_no_proxy(environment):
    environment(HTTP_PROXY="http://p:1", ALL_PROXY="http://p:1")
    assert environment_proxies(HTTP) == {} and find_proxy(HTTP) is None


@pytest.mark.parametrize(
    ("proxy", "answer"), [("socks5://p", True), ("SOCKS4a://p", True), ("http://socks", False), (None, False)]
)
def test_socks_is_known_by_its_scheme(proxy, answer):
    assert is_socks(proxy) is answer


@pytest.mark.parametrize(
    ("proxy", "shown"),
    [
        ("http://p:1", "http://p:1"),
        ("http://user:secret@p:1/", "http://p:1"),
        ("user:secret@p:1", "http://p:1"),
        ("user:sec://ret@p:1", "http://p:1"),
        ("https://user:sec/ret@p:1", "https://p:1"),
        ("SOCKS5H://user@p:1", "socks5h://p:1"),
        ("user:sec@ret@p", "http://p"),
    ],
)
def test_a_proxy_is_shown_without_its_user(proxy, shown):
    assert without_user(proxy) == shown


@pytest.mark.parametrize("name", PROXY_VARIABLES)
def test_the_variable_of_a_proxy_is_named(environment, name):
    environment(**{name: "http://p:1"})
    assert variable_of_proxy("http://p:1") == name
    assert variable_of_proxy("http://q:1") == "The proxy's variable"


@pytest.mark.parametrize(
    ("api_url", "variables", "warns"),
    [
        ("http://127.0.0.1:8000", {"ALL_PROXY": "socks5://user:secret@p:1"}, True),
        ("http://127.0.0.1:8000", {"ALL_PROXY": "http://user:secret@p:1"}, False),
        ("http://127.0.0.1:8000", {}, False),
        ("https://api.example", {"ALL_PROXY": "socks5://user:secret@p:1"}, False),
    ],
)
def test_a_socks_proxy_that_plain_http_does_not_use_is_a_warning(environment, api_url, variables, warns):
    environment(**variables)
    options = {"region": "us", "validate_certs": True, "timeout": 5, "retry_timeout": 5, "rate_limit_share": 1}
    warning = unused_proxy_warning(make_settings({**options, "max_answer_mb": 64, "api_url": api_url}))
    assert (warning is not None) is warns
    assert not warns or ("ALL_PROXY names a SOCKS proxy" in warning and "secret" not in warning)
