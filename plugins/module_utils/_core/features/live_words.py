# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Words that are only allowed if the service lists them, such as the resource types of permissions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Callable

from ..engine.planning.step import CREATE, UPDATE, Step
from ..errors import InvalidOption, RequestError
from ..model.feature import Feature, ObjectReader
from ..model.read_only import ReadOnly


class LiveWords(Feature):
    """Objects of the kind contain words that the service lists. The functions are pure."""

    listed: ReadOnly
    # Takes what is desired of an object and the object as it is, or None: whether it has words that are not documented,
    # and that the object does not have yet. Only then is the list read.
    has_unusual: Callable[[dict, dict | None], bool]
    # Takes the same two and the list: a sentence for each word that is not in it.
    unlisted: Callable[[dict, dict | None, Any], Sequence[str]]

    def check(self, client: ObjectReader, step: Step, kinds: Sequence[Any]) -> None:
        """Refuse a word that the service would refuse, so that check mode says so too. Raises BigPandaError."""
        refuse_unlisted_words(client, [step])


def refuse_unlisted_words(client: ObjectReader, steps: Iterable[Step]) -> None:
    """Raises InvalidOption with a sentence for each word that the service does not list."""
    problems = _unlisted_words(client, steps)
    if problems:
        raise InvalidOption(" ".join(problems))


def _unlisted_words(client: ObjectReader, steps: Iterable[Step]) -> list[str]:
    """A sentence for each word that the service does not list; none if the list cannot be read. One read."""
    unusual = [
        (feature, step)
        for step in steps
        for feature in (step.resource.feature(LiveWords),)
        if feature and step.action in (CREATE, UPDATE) and feature.has_unusual(step.desired, step.current)
    ]
    if not unusual:
        return []
    try:
        words = client.read_value(unusual[0][0].listed)
    except RequestError:
        return []
    return [
        f"{step.title}: {sentence}"
        for feature, step in unusual
        for sentence in feature.unlisted(step.desired, step.current, words)
    ]
