# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Keeps a change of one group or member from locking out the owner of the API key. Sends only reads."""

from __future__ import annotations

from ..engine.finding.omitted_fields import with_lists
from ..engine.planning.plan import is_gone
from ..engine.planning.step import Step
from ..errors import Forbidden, NotFound, Unauthorized
from ..http.client import Client
from ..model.catalog import Administration
from ..model.operation import Operation, Paging
from ..values.text import caseless
from .groups import Groups, groups_now, relation_of, takes_away, with_groups_of, with_members, with_step
from .key_owner import Owner, owner_of
from .lockout import refuse_deactivation, refuse_lockout
from .switched_off import is_deactivated
from .unknown_owner import UNKNOWN_OWNER, refuse_less_administrators, touched_administrators


def find_owner(client: Client, operation: Operation, api_key: str) -> Owner:
    """The owner of this API key, as far as it can be determined, with one request."""
    try:
        return owner_of(client.read_all(operation, Paging()), api_key)
    except (Forbidden, NotFound, Unauthorized):
        return Owner()


def check_step(client: Client, administration: Administration, step: Step, api_key: str, is_meant: bool) -> str | None:
    """A warning, if there is anything to warn about. is_meant: whether the built-in administrators may be touched.

    The owner of the key is only looked up if something is taken away, and all groups are only read if it is taken from
    the owner. Raises InvalidOption, and what reading raises.
    """
    if not step.changed or step.current is None:
        return None
    of_member = step.resource.name == administration.member.name
    change = _change_of_member if of_member else _change_of_group
    before, after = change(administration, step, None if of_member else [step.current])
    if not takes_away(before, after) and not (of_member and is_deactivated(step)):
        return None
    touched = _touched_administrators(administration, step, before, after)
    owner = find_owner(client, administration.api_keys, api_key)
    if touched and not _is_shown(client, administration, owner):
        owner = Owner(None, owner.accounts)
    if _is_of_owner(administration, step, owner):
        if of_member and is_deactivated(step):
            refuse_deactivation(step.title)
        groups = with_lists(client, administration.group, client.list(administration.group))
        refuse_lockout(administration, owner, *change(administration, step, groups))
    if owner.is_user:
        return None
    refuse_less_administrators(None if is_meant else touched)
    return UNKNOWN_OWNER


def _touched_administrators(administration: Administration, step: Step, before: Groups, after: Groups) -> str | None:
    """See `touched_administrators`. A member who cannot log in has nothing to lose."""
    if step.resource.name != administration.member.name:
        return touched_administrators(before, after)
    if is_gone(step.resource, step.current):
        return None
    return touched_administrators(before, after, {str((step.current or {})["id"])} if is_deactivated(step) else ())


def _is_shown(client: Client, administration: Administration, owner: Owner) -> bool:
    """Whether one of the possible owners of the key exists."""
    return any(client.find_by_id(administration.member, user) for user in sorted(owner.ids or ()))


def _change_of_member(administration: Administration, step: Step, groups: list[dict] | None) -> tuple[Groups, Groups]:
    current, name = step.current or {}, relation_of(administration).groups.name
    before = groups_now(administration, groups, [current])
    return before, with_groups_of(before, str(current["id"]), (step.after or current).get(name) or [])


def _change_of_group(administration: Administration, step: Step, groups: list[dict] | None) -> tuple[Groups, Groups]:
    current, name = step.current or {}, relation_of(administration).members.name
    ref = str(current["id"])
    before = groups_now(administration, groups, [])
    members = set(map(str, (step.after or {}).get(name) or []))
    after = with_step(administration, before, ref, step)
    return before, with_members(after, ref, members, set(before[ref].members) - members)


def _is_of_owner(administration: Administration, step: Step, owner: Owner) -> bool:
    """Whether the step takes something from a possible owner of the key."""
    current, ids = step.current or {}, owner.ids or frozenset()
    if step.resource.name == administration.member.name:
        return str(current["id"]) in ids
    relation = relation_of(administration)
    names = [names for names in owner.accounts if caseless(str(current.get(relation.group.key))) in names]
    return bool(names) or bool(ids & set(map(str, current.get(relation.members.name) or [])))
