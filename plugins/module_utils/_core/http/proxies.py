# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The proxies that the environment sets for the hosts of the service."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from .libraries import HAS_REQUESTS, requests
from .settings import Settings

# The first is the default if a proxy has no scheme.
PROXY_SCHEMES = ("http", "https", "socks4", "socks4a", "socks5", "socks5h")
# In the order of their precedence for a URL with https.
PROXY_VARIABLES = ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "http_proxy", "HTTP_PROXY")


def environment_proxies(url: str) -> dict[str, str]:
    """Proxies by scheme, as requests takes them. None for plain http, which only goes to this machine."""
    return {} if urlsplit(url).scheme == "http" else requests.utils.get_environ_proxies(url)


def find_proxy(url: str) -> str | None:
    """The proxy that leads to the URL, as the environment gives it: it may contain a user and a password."""
    proxy: str | None = requests.utils.select_proxy(url, environment_proxies(url))
    return proxy


def is_socks(proxy: str | None) -> bool:
    return proxy is not None and proxy.lower().startswith("socks")


def without_user(proxy: str) -> str:
    """Scheme and host of a proxy. It may not be a valid URL: everything before the last @ may be secret."""
    scheme = next((each for each in PROXY_SCHEMES if proxy.lower().startswith(f"{each}://")), PROXY_SCHEMES[0])
    return f"{scheme}://{proxy.rpartition('@')[2].rpartition('://')[2].partition('/')[0]}"


def variable_of_proxy(proxy: str | None) -> str:
    """The environment variable that sets the proxy, for messages."""
    return next((name for name in PROXY_VARIABLES if os.environ.get(name) == proxy), "The proxy's variable")


def unused_proxy_warning(settings: Settings) -> str | None:
    """A warning if the environment sets a SOCKS proxy and api_url is plain http, which does not use it."""
    url = settings.base_url("api")
    if not HAS_REQUESTS or environment_proxies(url):
        return None
    proxy = requests.utils.select_proxy(url, requests.utils.get_environ_proxies(url))
    if not is_socks(proxy):
        return None
    return (
        f"{variable_of_proxy(proxy)} names a SOCKS proxy, which is not used for {urlsplit(url).hostname}. "
        "Only URLs with https are reached through it, and only if the Python library PySocks is installed."
    )
