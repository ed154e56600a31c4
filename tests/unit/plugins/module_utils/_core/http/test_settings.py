# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption, WrongCredential
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.settings import make_settings, secret_forms
from ansible_collections.community.bigpanda.plugins.module_utils._core.model.operation import (
    API_KEY,
    ORG_TOKEN,
    Operation,
)

API_CALL = Operation("list_roles", "GET", "/roles", ("Roles Management", "view"))
ORG_CALL = Operation("send", "POST", "/send", ("none", "view"), credentials=(ORG_TOKEN,), host="integrations")
EITHER_CALL = Operation("list_api_keys", "GET", "/keys", ("API Keys", "view"), credentials=(ORG_TOKEN, API_KEY))
DEFAULTS = {
    "api_key": "test-api-key-4f6d2c9a",
    "region": "us",
    "validate_certs": True,
    "timeout": 30.0,
    "retry_timeout": 300.0,
    "rate_limit_share": 1.0,
    "max_answer_mb": 64.0,
}


def settings(**options):
    return make_settings({**DEFAULTS, **options})


@pytest.mark.parametrize(
    ("region", "api", "integrations"),
    [
        ("us", "https://api.bigpanda.io", "https://integrations.bigpanda.io"),
        ("eu", "https://eu-api.bigpanda.io", "https://eu.integrations.bigpanda.io"),
    ],
)
def test_hosts_follow_from_the_region(region, api, integrations):
    assert settings(region=region).base_url("api") == api
    assert settings(region=region).base_url("integrations") == integrations


def test_an_overridden_api_does_not_send_credentials_to_the_real_integrations_host():
    with pytest.raises(InvalidOption, match="integrations_url"):
        settings(api_url="http://127.0.0.1:8080").base_url("integrations")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8080/", "http://localhost:1", "http://[::1]:2", "https://x.example/base"]
)
def test_urls_that_are_taken(url):
    assert settings(api_url=url).base_url("api") == url.rstrip("/")


@pytest.mark.parametrize(
    "url",
    [
        "http://api.bigpanda.io",
        "ftp://x",
        "api.bigpanda.io",
        "https://",
        "https://u:p@x",
        "https://x/?a=1",
        "https://x:y",
        "https://@x",
        "https://[bad",
        "https://x/a b",
        "https://x\\y",
        "https://x#",
    ],
)
def test_urls_that_are_refused_by_name(url):
    with pytest.raises(InvalidOption, match="api_url"):
        settings(api_url=url)


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"timeout": 0}, "timeout"),
        ({"timeout": float("nan")}, "timeout"),
        ({"timeout": float("inf")}, "timeout"),
        ({"retry_timeout": "1e309"}, "retry_timeout"),
        ({"timeout": "abc"}, "not a number"),
        ({"timeout": [1]}, "timeout is a list"),
        ({"retry_timeout": {}}, "not a number"),
        ({"rate_limit_share": 1e-9}, "at least 0.001"),
        ({"retry_timeout": -1}, "retry_timeout"),
        ({"rate_limit_share": 0}, "rate_limit_share"),
        ({"rate_limit_share": float("inf")}, "rate_limit_share"),
        ({"max_answer_mb": 0}, "max_answer_mb is 0. Give a number from 1 to 1024."),
        ({"max_answer_mb": 0.99}, "max_answer_mb is 0.99. Give a number from 1 to 1024."),
        ({"max_answer_mb": -64}, "max_answer_mb is -64"),
        ({"max_answer_mb": 1024.5}, "max_answer_mb is 1024.5"),
        ({"max_answer_mb": 1e308}, "max_answer_mb"),
        ({"max_answer_mb": float("nan")}, "max_answer_mb is nan"),
        ({"max_answer_mb": float("inf")}, "max_answer_mb is inf"),
        ({"max_answer_mb": "64 MB"}, 'max_answer_mb is "64 MB", which is not a number'),
        ({"max_answer_mb": [64]}, "max_answer_mb is a list"),
        ({"api_key": "two words"}, "api_key"),
        ({"org_token": "line\nbreak"}, "org_token"),
        ({"api_key": "schlüssel"}, "api_key"),
        ({"ca_path": "/there/is/no/such/file"}, "ca_path"),
    ],
)
def test_bad_options_are_named_and_not_shown_when_secret(options, named):
    with pytest.raises(InvalidOption, match=named) as raised:
        settings(**options)
    if named in ("api_key", "org_token"):
        assert options[named] not in str(raised.value)


@pytest.mark.parametrize(
    ("megabytes", "most_bytes"), [(1, 1048576), (1.5, 1572864), ("2", 2097152), (64, 67108864), (1024, 1073741824)]
)
def test_megabytes_of_an_answer_are_of_1024_kilobytes(megabytes, most_bytes):
    assert settings(max_answer_mb=megabytes).max_answer_bytes == most_bytes


@pytest.mark.parametrize("option", ["timeout", "retry_timeout", "rate_limit_share"])
def test_numbers_that_no_clock_takes_become_the_longest(option):
    made = settings(**{option: 1e308})
    assert {made.timeout_s, made.retry_timeout_s, made.rate_limit_share} & {1e8}


@pytest.mark.parametrize(
    "url",
    [
        "https://user:pass-5f1d8e@x.example",
        "https://pass-5f1d8e@x.example",
        "https://user:pass-5f1d8e/@x.example",
        "https://x.example/?token=pass-5f1d8e",
        "https://x.example/#pass-5f1d8e",
        "https://x.example:pass-5f1d8e",
        "https://[pass-5f1d8e",
        "ftp://user:pass-5f1d8e@x.example",
    ],
)
def test_no_part_of_a_refused_url_is_shown(url):
    with pytest.raises(InvalidOption, match="api_url") as raised:
        settings(api_url=url)
    assert "5f1d8e" not in str(raised.value.to_result())


@pytest.mark.parametrize(
    ("given", "forms"),
    [
        (" tok-123456\n", {"tok-123456"}),
        ("tok-123456\ntok-abcdef", {"tok-123456\ntok-abcdef", "tok-123456", "tok-abcdef"}),
        ("a tok-123456", {"a tok-123456", "tok-123456"}),
        (" \n", set()),
    ],
)
def test_a_token_is_masked_as_it_is_used_and_in_its_parts(given, forms):
    assert secret_forms(given) == forms


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("['tok-123456']", "is a list or a dict as text"),
        ('{"key": "tok-123456"}', "is a list or a dict as text"),
        ("'tok-123456'", "is in quotes"),
        ('"tok-123456"', "is in quotes"),
        ("{{ tok_123456 }}", "contains a template that was not replaced"),
        ("{{tok_123456}}", "contains a template that was not replaced"),
        ("{% if tok-123456 %}", "contains a template that was not replaced"),
        ("$ANSIBLE_VAULT;1.1;AES256\n6162-tok-123456", "that Ansible Vault encrypted"),
        ("$ANSIBLE_VAULT;1.1;AES256", "that Ansible Vault encrypted"),
        ("Bearer tok-123456", "begins with the word for the type of token"),
        ("<tok-123456>", "a character that is not valid in a token"),
        ("tok-123456,", "a character that is not valid in a token"),
        ("tok=123456", "a character that is not valid in a token"),
        ("$TOK123456", "a character that is not valid in a token"),
        ("user:tok-123456", "a character that is not valid in a token"),
        ("tok-123456\u200b", "a space, a line break or another character"),
    ],
)
@pytest.mark.parametrize("option", ["api_key", "org_token"])
def test_a_text_that_no_token_can_be_is_refused_without_a_part_of_it(option, text, says):
    with pytest.raises(InvalidOption, match=f"^{option} .*{says}") as raised:
        settings(**{option: text})
    assert "123456" not in str(raised.value) and "AES256" not in str(raised.value)


@pytest.mark.parametrize("token", ["a", "A9-._~+/", "dG9rZW4=", "dG9rZW4==", "0" * 64])
def test_every_token_of_the_grammar_of_bearer_tokens_is_taken(token):
    assert settings(api_key=token).api_key == token


def test_a_token_of_spaces_is_none():
    assert settings(api_key=" \n").api_key is None


def test_the_line_break_at_the_end_of_a_token_file_is_forgiven():
    assert settings(api_key="test-api-key-4f6d2c9a\n").token(API_CALL) == "test-api-key-4f6d2c9a"


def test_the_kind_of_credential_follows_from_the_operation():
    both = settings(org_token="test-org-token-77aa01")
    assert both.token(API_CALL) == "test-api-key-4f6d2c9a"
    assert both.token(ORG_CALL) == "test-org-token-77aa01"
    assert both.token(EITHER_CALL) == "test-org-token-77aa01"
    assert settings().token(EITHER_CALL) == "test-api-key-4f6d2c9a"


def test_the_wrong_kind_of_credential_says_which_one_is_needed():
    with pytest.raises(
        WrongCredential, match=r"needs the Org Token \(org_token\); only the User API Key .* is set.*BIGPANDA_ORG_TOKEN"
    ):
        settings().token(ORG_CALL)
    with pytest.raises(WrongCredential, match="no credential is set.*BIGPANDA_API_KEY"):
        settings(api_key=None).token(API_CALL)


def test_tokens_are_not_in_the_text_of_settings():
    assert "test-api-key" not in repr(settings())
