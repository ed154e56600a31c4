# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is known and declared of groups and members, which says who joins and leaves which group. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from ...engine.membership import Membership
from ...model.field import Field
from ...model.resource import Resource
from ..model.membership import NO_ENDS, End, MembershipEnds
from .matching import Match
from .world import World


def membership_ends(world: World) -> MembershipEnds:
    """By refs of groups and refs of members; none if no groups and members were read."""
    relation = world.relation
    if relation is None:
        return NO_ENDS
    return MembershipEnds(
        _ends(world, relation, relation.group, relation.members),
        _ends(world, relation, relation.member, relation.groups),
    )


def _ends(world: World, relation: Membership, resource: Resource, field: Field) -> dict[str, End]:
    """By ref, every object of the kind after the run; objects that are not declared stay as they are.

    Deactivated objects are among them: they keep what they belong to, unless the other end lists exactly others.
    """
    declared = {each.ref.name: each for each in world.present if each.resource.name == resource.name}
    future = world.future[resource.name]
    ends = {}
    for item in [*future.objects, *(future.gone if resource.soft_delete else ())]:
        ref = str(item["id"])
        title = f'the {resource.title} "{item.get(resource.key)}"'
        current = frozenset(_shown_refs(world, relation, field, ref))
        ends[ref] = _end(field, End(ref, title, current), declared.get(ref))
    return ends


def _shown_refs(world: World, relation: Membership, field: Field, ref: str) -> list[str]:
    """Refs of the other end as the live object shows them: members show groups by key."""
    at_member = field is relation.groups
    resource = relation.member if at_member else relation.group
    live = world.live[resource.name].find_by_id(ref) or {}
    shown = [str(value) for value in live.get(field.name) or []]
    return [group for key in shown for group in _groups_of_key(world, relation, ref, key)] if at_member else shown


def _groups_of_key(world: World, relation: Membership, member: str, key: str) -> Sequence[str]:
    return relation.groups_shown(world.live[relation.group.name].all_of(key), key, member)


def _end(field: Field, end: End, match: Match | None) -> End:
    """The end with what is declared of it."""
    if match is None or field.name not in match.desired:
        return end
    named = frozenset(match.desired[field.name])
    return End(end.ref, end.title, end.current, named, field.is_exact_in(match.desired))
