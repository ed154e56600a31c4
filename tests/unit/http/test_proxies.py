# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which proxies are used, and what is shown of them."""

from __future__ import annotations

import re

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core import errors
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from unit.http.recorder import Recorder, empty_list

PROXIES = ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy")


@pytest.fixture
def environment_of_proxies(monkeypatch):
    """Sets what the environment says of proxies, and nothing else."""

    def say(**variables):
        for name in PROXIES:
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return say


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
def test_proxies_of_the_environment_are_used(make_client, environment_of_proxies, variable):
    with Recorder(lambda _path: (403, {}, b"")) as proxy:
        environment_of_proxies(**{variable: proxy.url()})
        with pytest.raises(errors.ProxyFailed):
            make_client(api_url="https://proxied.example").list(ROLE)
    assert proxy.seen[0][0] == "proxied.example:443"


def test_what_is_not_encrypted_goes_to_no_proxy(make_client, environment_of_proxies, simulator):
    with Recorder(empty_list) as proxy:
        environment_of_proxies(HTTP_PROXY=proxy.url(), http_proxy=proxy.url(), ALL_PROXY=proxy.url())
        client = make_client()
        assert len(client.list(ROLE)) == 3
        assert client.transport.proxy_of("api") is None
    assert proxy.seen == []


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
@pytest.mark.parametrize("scheme", ["socks5", "socks5h", "SOCKS4"])
def test_a_socks_proxy_without_its_library_is_reported_with_its_variable(
    make_client, environment_of_proxies, variable, scheme
):
    environment_of_proxies(**{variable: f"{scheme}://user:secret-5f1d8e@127.0.0.1:9"})
    with pytest.raises(errors.ProxyFailed, match=f"^{variable} names a SOCKS proxy.*PySocks is missing") as raised:
        make_client(api_url="https://proxied.example").list(ROLE)
    assert "secret-5f1d8e" not in str(raised.value.to_result())


def test_a_socks_proxy_that_is_not_used_is_a_warning(call, environment_of_proxies):
    environment_of_proxies(ALL_PROXY="socks5h://user:secret-5f1d8e@127.0.0.1:9")
    read = call("role_info")
    assert re.search("ALL_PROXY names a SOCKS proxy.*PySocks", str(read["warnings"]))
    assert "secret-5f1d8e" not in read["printed"]
    environment_of_proxies(ALL_PROXY="http://127.0.0.1:9")
    assert "warnings" not in call("role_info")


def test_a_proxy_that_cannot_be_reached_is_named(make_client, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    with pytest.raises(errors.ProxyFailed, match="HTTPS_PROXY"):
        make_client(api_url="https://proxied.example", retry_timeout=0).list(ROLE)
