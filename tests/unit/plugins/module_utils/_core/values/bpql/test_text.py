# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
import random

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.bpql.text import (
    meaning_of_text,
    spelled_text,
)
from hypothesis import given
from hypothesis import strategies as st

ALIKE = [
    ("cluster = prod", "cluster=prod"),
    ("cluster = prod", " Cluster\n = 'PROD' "),
    ("cluster = prod", "((cluster = prod))"),
    ("a = b and c = d", "(a = b) AND (c = d)"),
    ("a = b AND c = d AND e = f", "a = b AND (c = d AND e = f)"),
    ("a = b OR c = d", "c = d or a = b"),
    ("a = b OR c = d AND e = f", "a = b OR (c = d AND e = f)"),
    ("team in [noc, dba]", "team IN ['dba','noc']"),
    ("team NOT IN [noc]", "team not in [ noc ]"),
    ('host = "two words"', "host = 'two words'"),
    ("NOT (a = b)", "not a = b"),
    ("path = '/Var'", "path = /Var"),
    ('"Host" = x', "host = x"),
    ("", "  "),
    ("a ~ b", " a  ~  b "),
    ("host = /db[0-9]+/ and a = b", "a = B AND HOST=/db[0-9]+/"),
    ("host IN [/db(1/, web]", "host in ['web', /db(1/]"),
    ("(host ~ x and not (a = b))", "( HOST ~ x AND NOT (a = b) )"),
    ("host ~ x AND a in [b]", "host ~ x and A IN [b]"),
    ("team IN [noc]", "team = noc"),
    ("team NOT IN [noc, NOC]", "team != noc"),
    ("team = noc OR team = dba OR host = x", "host = x OR Team IN [dba, noc]"),
    ("team = noc OR team IN [dba, ops]", "team IN [ops, noc, dba]"),
    ("team != noc AND host = x AND team NOT IN [dba]", "host = x AND team NOT IN [dba, noc]"),
]
UNLIKE = [
    ("a = b AND (c = d OR e = f)", "a = b AND c = d OR e = f"),
    ("a = b", "a != b"),
    ("a = b", "a = c"),
    ("team IN [noc]", "team NOT IN [noc]"),
    ("team = noc AND team = dba", "team IN [noc, dba]"),
    ("team != noc OR team != dba", "team NOT IN [noc, dba]"),
    ("team = noc OR host = dba", "team IN [noc, dba]"),
    ("host = /Prod.*/", "host = /prod.*/"),
    ("host = /a (b)/", "host = /a(b)/"),
    ("host = /a b/", "host = /a  b/"),
    ("host ~ x", "host ~ X"),
    ("a = b", ""),
    ("a = 'and'", "a = and2"),
    ('mount = "/data/"', "mount = /data/"),
    ('mount IN ["/data/"]', "mount IN [/data/]"),
    ("""mount = '"/data/"'""", 'mount = "/data/"'),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_texts_that_mean_the_same(one, other):
    assert meaning_of_text(one) == meaning_of_text(other)


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_texts_that_mean_something_else(one, other):
    assert meaning_of_text(one) != meaning_of_text(other)


NO_CONDITIONS = [
    *[
        "(a = b",
        "a = b)",
        "a = 'b",
        "team IN [noc",
        "a = b AND",
        "OR a = b",
        "a =",
        "= b",
        "(AND a = b)",
        "a = b AND OR c = d",
    ],
    *[
        "production",
        "NOT production",
        "a OR b",
        ", ,",
        "()",
        "a = b AND ()",
        "NOT",
        "a = b AND NOT",
        "NOT AND a = b",
        "(NOT)",
    ],
    *["host IN", "host IN AND x = y", "host NOT IN", "a IN b", "a IN []", "a IN ()", "a = dogs'", "a = b AND = c"],
    *["a = b c = d", "a = b c IN [d]", "a IN [b] c = d", "a = 'b' 'c' = d", "a = /x/ c = d"],
]


@pytest.mark.parametrize("text", NO_CONDITIONS)
def test_what_can_be_no_condition_is_refused(text):
    with pytest.raises(InvalidOption, match="condition|nothing joins"):
        meaning_of_text(text)


UNKNOWN = [
    *["exists(host) <= 5 days", "host EXISTS", "host NOT EXISTS", "exists(host)", "time > now()", "a BETWEEN 1 AND 5"],
    *[
        "a IN (b, c)",
        "url = http://x?a=b",
        "a = not",
        "in = x",
        "in IN [in]",
        "NOT in = x",
        "a IN [not, and, or]",
        "a = b c",
    ],
    *["a = *can't*", "a = it's AND b = c", "a IN [b=c, d]", "path = /var/log AND b = /tmp", "path IN [/var, /]"],
]


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_the_reference_does_not_name_is_left_to_the_service(text):
    assert meaning_of_text(text) == meaning_of_text(f"  {text}  ")


REGEXES = [
    r"/db\(1/",
    r"/[(]x/",
    r"/it's/",
    r"/(=)/",
    r"/a[^]]/",
    r"/a[/]b/",
    r"/]/",
    r"/a, b/",
    r"/a AND/",
    r"/a\/b/",
    r"/[/",
    r'/"/',
]


@pytest.mark.parametrize("regex", REGEXES)
def test_a_regular_expression_may_hold_anything(regex):
    for text in ("host = {}", "(host != {})", "host IN [a, {}]", "host IN [{},a] AND a = b", "NOT host = {} AND a = b"):
        meaning = meaning_of_text(text.format(regex))
        assert json.dumps(regex) in json.dumps(meaning) and meaning[0] != "as written"


SPELLED = [
    ("Host = DB-1", "host = DB-1"),
    (
        " (HOST=Db AND Not ENV IN [A, B])  or\nTeam not in ['X']",
        " (host=Db AND Not env IN [A, B])  or\nteam not in ['X']",
    ),
    ("host = 'Host = X' AND Check = /A = B/", "host = 'Host = X' AND check = /A = B/"),
    ("url = http://X?A=B AND Host ~ Y", "url = http://X?A=B AND host ~ Y"),
    ("exists(Host) AND A = In", "exists(Host) AND a = In"),
    ("  ", ""),
]


@pytest.mark.parametrize(("given", "sent"), SPELLED)
def test_tags_are_sent_in_lower_case_and_nothing_else_is_changed(given, sent):
    assert spelled_text(given) == sent
    assert meaning_of_text(given) == meaning_of_text(sent)


words = st.sampled_from(["host", "cluster", "prod*", "a.b", "x-1"])
comparisons = st.one_of(
    st.tuples(st.sampled_from(["=", "!="]), words, words),
    st.tuples(st.sampled_from(["IN", "NOT IN"]), words, st.lists(words, min_size=1, max_size=3)),
)
operators = st.sampled_from(["AND", "OR"])
trees = st.recursive(
    comparisons, lambda inner: st.tuples(operators, st.lists(inner, min_size=2, max_size=3)), max_leaves=6
)


def written(tree, chance):
    """One of the many spellings of a condition."""
    blank = chance.choice([" ", "  ", "\n"])
    operator = chance.choice([tree[0], tree[0].lower()])
    if tree[0] in ("AND", "OR"):
        parts = [f"({written(each, chance)})" for each in tree[1]]
        chance.shuffle(parts)
        text = f"{blank}{operator}{blank}".join(parts)
    elif isinstance(tree[2], list):
        quote = chance.choice(["", "'", '"'])
        values = [f"{quote}{value}{quote}" for value in tree[2]]
        text = f"{tree[1]}{blank}{operator}{blank}[{f',{blank}'.join(values)}]"
    else:
        text = f"{tree[1].upper()}{blank}{operator}{blank}{tree[2]}"
    return f"({text})" if chance.random() < 0.3 else text


@given(trees, st.randoms(use_true_random=False))
def test_any_two_spellings_mean_the_same(tree, chance):
    one, other = written(tree, chance), written(tree, random.Random(1))
    assert meaning_of_text(one) == meaning_of_text(other)
    assert meaning_of_text(one)[0] != "as written"
