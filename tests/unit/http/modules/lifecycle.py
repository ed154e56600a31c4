# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The life of one object, the same for every resource."""

from __future__ import annotations

from dataclasses import dataclass, field

UNCHANGED = {"before": {}, "after": {}}


@dataclass(frozen=True)
class Life:
    """Options of a module through the life of one object.

    module: `role` for bigpanda_role, under which it returns the object; that which reads is called the same with _info.
    reordered: the same as create, in other words. before, after: what the change shows. read: other options than `id`.
    plural: the key under which objects are read, where it is not the same with an s.
    """

    module: str
    create: dict
    reordered: dict
    change: dict
    before: dict
    after: dict
    absent: dict
    read: dict = field(default_factory=dict)
    plural: str = ""


def live(life: Life, call, written) -> None:
    """Create, repeat, change, read and remove, each in check mode first."""
    object_id = _begin(life, call, written)
    _repeat(life, call, written, life.create, life.reordered)
    _change(life, call, written, object_id)
    _read(life, call, object_id)
    _end(life, call, written, object_id)


def _begin(life, call, written):
    written()
    predicted = call(life.module, check_mode=True, **life.create)
    assert predicted["changed"] and written() == []
    assert predicted[life.module]["id"] is None
    made = call(life.module, **life.create)
    assert made["changed"]
    assert isinstance(made[life.module]["id"], str)
    assert set(made[life.module]) <= set(predicted[life.module])
    assert made["diff"] == predicted["diff"]
    assert made["diff"]["before"] == {}
    return made[life.module]["id"]


def _repeat(life, call, written, *options):
    written()
    for each in options:
        again = call(life.module, **each)
        assert not again["changed"], each
        assert again["diff"] == UNCHANGED
    assert written() == []


def _change(life, call, written, object_id):
    written()
    predicted = call(life.module, check_mode=True, **life.change)
    assert written() == []
    changed = call(life.module, **life.change)
    assert changed["changed"] and predicted["changed"]
    assert changed["diff"] == predicted["diff"] == {"before": life.before, "after": life.after}
    assert changed[life.module]["id"] == object_id
    again = call(life.module, **life.change)
    assert not again["changed"] and again["diff"] == UNCHANGED


def _read(life, call, object_id):
    for options in (life.read, {"id": object_id}):
        if options:
            found = call(f"{life.module}_info", **options)
            assert not found["changed"]
            assert [each["id"] for each in found[life.plural or f"{life.module}s"]] == [object_id]


def _end(life, call, written, object_id):
    written()
    predicted = call(life.module, check_mode=True, **life.absent)
    assert predicted["changed"] and written() == []
    removed = call(life.module, **life.absent)
    assert removed["changed"] and removed[life.module]["id"] == object_id
    _repeat(life, call, written, life.absent)
