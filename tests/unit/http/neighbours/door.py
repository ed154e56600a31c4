# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A door in front of the simulator: who may enter next is decided outside, so that every order can be tried."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

ACTOR_HEADER = "X-Actor"
RUNNING, WAITING, DONE = "running", "waiting", "done"
# Far more than any actor needs between two requests, so that a test that hangs says so.
PATIENCE_S = 30.0


class Door:
    """Lets one request in at a time. Requests without the header of a known actor pass."""

    def __init__(self, service: Any) -> None:
        self._service = service
        self._answer = service.answer
        self._states: dict[str, str] = {}
        self._admitted: str | None = None
        self._changed = threading.Condition()

    def __enter__(self) -> Door:
        self._service.answer = self._answer_in_turn
        return self

    def __exit__(self, *_exception: object) -> None:
        self._service.answer = self._answer

    def _answer_in_turn(self, listener: Any, http: Any) -> Any:
        actor = http.headers.get(ACTOR_HEADER)
        if actor in self._states:
            self.wait_for_turn(actor)
        return self._answer(listener, http)

    def wait_for_turn(self, actor: str) -> None:
        """Block until the actor is let in."""
        with self._changed:
            self._states[actor] = WAITING
            self._changed.notify_all()
            self._wait_until(lambda: self._admitted == actor)
            self._admitted = None
            self._states[actor] = RUNNING

    def _wait_until(self, is_so: Callable[[], bool]) -> None:
        if not self._changed.wait_for(is_so, PATIENCE_S):
            raise TimeoutError(f"nobody moves: {self._states}")

    def play(self, actors: Mapping[str, Callable[[], Any]], choose: Callable[[list[str]], str]) -> dict[str, Any]:
        """Run the actors side by side; `choose` says who of those who wait goes next. What each returned or raised."""
        self._states = dict.fromkeys(actors, RUNNING)
        results: dict[str, Any] = {}

        def act(name: str) -> None:
            try:
                results[name] = actors[name]()
            except Exception as error:
                results[name] = error
            with self._changed:
                self._states[name] = DONE
                self._changed.notify_all()

        threads = [threading.Thread(target=act, args=(name,), daemon=True) for name in actors]
        for thread in threads:
            thread.start()
        while True:
            with self._changed:
                self._wait_until(lambda: self._admitted is None and RUNNING not in self._states.values())
                waiting = [name for name in actors if self._states[name] == WAITING]
                if not waiting:
                    break
                self._admitted = choose(waiting)
                self._changed.notify_all()
        for thread in threads:
            thread.join(PATIENCE_S)
        self._states = {}
        return results


@dataclass
class Course:
    """One order of turns: `given` are taken as they stand, after them whoever is on goes on as long as it can."""

    given: Sequence[str] = ()
    taken: list[str] = field(default_factory=list)
    offered: list[list[str]] = field(default_factory=list)

    def choose(self, waiting: list[str]) -> str:
        turn = len(self.taken)
        last = self.taken[-1] if self.taken else None
        name = self.given[turn] if turn < len(self.given) else last if last in waiting else waiting[0]
        self.offered.append(waiting)
        self.taken.append(name)
        return name

    def others(self, switches: int) -> Iterator[Course]:
        """Orders that part from this one after what was given, with no more than so many switches before an end."""
        for turn in range(len(self.given), len(self.taken)):
            for name in self.offered[turn]:
                given = [*self.taken[:turn], name]
                if name != self.taken[turn] and self._switches(given) <= switches:
                    yield Course(given)

    def _switches(self, given: list[str]) -> int:
        """How often somebody is interrupted who could have gone on."""
        pairs = zip(given, given[1:], self.offered[1:], strict=False)
        return sum(before != after and before in waiting for before, after, waiting in pairs)


def every_course(play: Callable[[Course], None], switches: int, most: int) -> int:
    """Play every order of turns with so many switches at most; how many there were. Raises if there are too many."""
    waiting, played = [Course()], 0
    while waiting:
        course = waiting.pop()
        play(course)
        played += 1
        if played > most:
            raise AssertionError(f"more than {most} orders: make the plan smaller, or allow fewer switches")
        waiting += course.others(switches)
    return played
