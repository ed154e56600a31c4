# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Tags and comments of incidents, as servers of the same contract may show them."""

from __future__ import annotations

import pytest
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import (
    AmbiguousKey,
    InvalidOption,
)
from simulator.rules.incident_tag_definitions import made


def define(acme, name, kind="Text", tag_id=None):
    """A definition that is there; its id follows from the name unless it is given."""
    definition = made({"name": name, "type": kind}, "system")
    definition["id"] = tag_id or definition["id"]
    acme.incident_tags[definition["id"]] = definition


def test_a_comment_exists_whatever_spaces_are_around_it(bring_about, raise_incident, acme):
    incident = raise_incident()
    assert bring_about(incident, comment="Looking.\n") == ["comment"]
    (stored,) = (each for each in acme.activities[incident["id"]] if each["type"] == "incident_commented")
    stored["params"]["comment"] = "Looking."
    assert bring_about(incident, comment="Looking.\n") == []


@pytest.mark.parametrize("shown", ["array", "text"])
def test_several_values_are_a_set_however_they_are_shown(bring_about, raise_incident, acme, simulator, shown):
    simulator.set_options({"tag_lists": shown})
    define(acme, "Teams", "MultiValue")
    incident = raise_incident()
    assert bring_about(incident, tags={"Teams": ["dba", "network", "dba"]}) == ["tag"]
    assert bring_about(incident, tags={"Teams": ["network", "dba"]}) == []
    assert bring_about(incident, tags={"Teams": []}) == ["tag"]


def test_a_key_is_an_id_first_and_a_name_only_if_one_tag_has_it(bring_about, raise_incident, acme):
    define(acme, "Note", tag_id="itd-note")
    define(acme, "Weird", tag_id="Note")
    define(acme, "Twice", tag_id="itd-a")
    define(acme, "Twice", tag_id="itd-b")
    incident = raise_incident()
    assert bring_about(incident, tags={"Note": "by id"}) == ["tag"]
    assert incident["tags"] == {"Note": "by id"}
    with pytest.raises(AmbiguousKey, match="itd-a, itd-b"):
        bring_about(incident, tags={"Twice": "one"})
    with pytest.raises(InvalidOption, match="Weird and Note are the same tag"):
        bring_about(incident, tags={"Weird": "one", "Note": "two"})


def test_a_list_for_a_tag_of_one_value_is_refused(bring_about, raise_incident, acme, simulator):
    define(acme, "Ticket")
    with pytest.raises(InvalidOption, match="tags.Ticket is a list"):
        bring_about(raise_incident(), tags={"Ticket": ["a", "b"]})
    assert simulator.requests(writes_only=True) == []
