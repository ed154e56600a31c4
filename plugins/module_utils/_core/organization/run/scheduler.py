# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Tasks that wait for each other, run in parallel. A failure stops only the tasks that wait for the failed one."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Callable, Generic, TypeVar

from ...errors import BigPandaError, Stopped
from ...unexpected import only_our_errors

DONE, FAILED, SKIPPED = "done", "failed", "skipped"

Task = TypeVar("Task", bound=Hashable)


@dataclass(frozen=True)
class Outcome:
    """What became of a task; error: why, unless it is done."""

    state: str
    error: BigPandaError | None = None

    @property
    def is_well(self) -> bool:
        return self.state == DONE


class Schedule(Generic[Task]):
    """work: does one task; called by several threads at once. ended: called after each task.

    breaks: called with the outcome of each task that was begun, in the order in which they end; True to begin nothing
    more. is_told_to_stop: whether somebody else wants nothing more to begin.
    """

    def __init__(
        self,
        work: Callable[[Task], None],
        workers: int,
        ended: Callable[[Task, Outcome], None],
        breaks: Callable[[Outcome], bool],
        is_told_to_stop: Callable[[], bool] = lambda: False,
    ) -> None:
        self._work = work
        self._workers = workers
        self._ended = ended
        self._breaks = breaks
        self._is_told_to_stop = is_told_to_stop
        self._stopped_by: BigPandaError | None = None
        self.outcomes: dict[Task, Outcome] = {}

    def run(self, tasks: Mapping[Task, frozenset[Task]]) -> None:
        """Run them all; each begins once the tasks that it waits for are done.

        Raises RuntimeError if tasks wait for each other in a cycle.
        """
        self._waiting = {task: {other for other in after if other in tasks} for task, after in tasks.items()}
        self._followers: dict[Task, list[Task]] = {}
        for task, after in self._waiting.items():
            for other in after:
                self._followers.setdefault(other, []).append(task)
        self._ready = deque(task for task, after in self._waiting.items() if not after)
        for task in tasks:
            self._skip_after_failure(task, tasks[task])
        with ThreadPoolExecutor(max_workers=self._workers) as pool:
            running: dict[Future[None], Task] = {}
            while self._ready or running:
                self._begin(running, pool)
                finished, _others = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    self._end(running.pop(future), self._judge(self._outcome_of(future)))
        if self._waiting:
            raise RuntimeError(f"tasks wait for each other: {sorted(map(str, self._waiting))[:10]}")

    def stop(self, why: BigPandaError) -> None:
        """Begin nothing more; what runs comes to its end."""
        self._stopped_by = why

    @property
    def is_stopped(self) -> bool:
        """Whether nothing more begins."""
        return self._why_stopped is not None

    @property
    def _why_stopped(self) -> BigPandaError | None:
        if self._stopped_by is None and self._is_told_to_stop():
            return Stopped("the run was told to stop.")
        return self._stopped_by

    def _skip_after_failure(self, task: Task, after: frozenset[Task]) -> None:
        """Give up what waits for a task of an earlier run that did not succeed."""
        for other in after:
            earlier = self.outcomes.get(other)
            if task in self._waiting and earlier and earlier.state != DONE:
                self._end(task, Outcome(SKIPPED, earlier.error))

    def _begin(self, running: dict[Future[None], Task], pool: ThreadPoolExecutor) -> None:
        # No more than can run soon: a task that has begun cannot be skipped when the run is stopped.
        while self._ready and len(running) < self._workers:
            task = self._ready.popleft()
            if task in self.outcomes:
                continue
            why_stopped = self._why_stopped
            if why_stopped:
                self._end(task, Outcome(SKIPPED, why_stopped))
            else:
                running[pool.submit(self._work, task)] = task

    def _judge(self, outcome: Outcome) -> Outcome:
        if self._breaks(outcome) and outcome.error:
            self.stop(outcome.error)
        return outcome

    @staticmethod
    def _outcome_of(future: Future[None]) -> Outcome:
        try:
            with only_our_errors():
                future.result()
        except BigPandaError as error:
            return Outcome(FAILED, error)
        return Outcome(DONE)

    def _end(self, task: Task, outcome: Outcome) -> None:
        """Record it; what waits for it becomes ready, or is given up with all that waits for that."""
        ended = deque([(task, outcome)])
        while ended:
            each, became = ended.popleft()
            self._waiting.pop(each, None)
            self.outcomes[each] = became
            self._ended(each, became)
            for follower in self._followers.get(each, ()):
                if follower not in self._waiting:
                    continue
                if became.state != DONE:
                    ended.append((follower, Outcome(SKIPPED, became.error)))
                    del self._waiting[follower]
                else:
                    self._waiting[follower].discard(each)
                    if not self._waiting[follower]:
                        self._ready.append(follower)
