"""Waiting for runs: any number of clients, one query for all of them a few times a second, and no thread held."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID
from weakref import WeakKeyDictionary

from asgiref.sync import sync_to_async
from django.db.models import Max

from core.connections import release_connections
from tailoring.models import Event, Run, State

LOOK_EVERY = 0.2
ALIVE_EVERY = 5.0
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Seen:
    """How far a run is: whether it is over or gone, and the number of its last event."""

    over: bool
    last: int


@dataclass
class _Watch:
    """What the waiting clients of one event loop share: whoever looks next looks for all."""

    waiting: Counter[UUID] = field(default_factory=Counter)
    seen: dict[UUID, Seen] = field(default_factory=dict)
    looked: float = 0.0
    looking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def look(self, run: UUID) -> Seen | None:
        """How far `run` is, as of at most `LOOK_EVERY` ago; `None` when it is not known yet."""
        async with self.looking:
            if time.monotonic() - self.looked >= LOOK_EVERY:
                self.seen = await sync_to_async(_seen)(list(self.waiting))
                self.looked = time.monotonic()
        return self.seen.get(run)

    async def until(self, run: UUID, enough: Callable[[Seen], bool], seconds: float) -> Seen | None:
        """Wait until `run` is far `enough`, `seconds` at most. `None` when that was not reached."""
        ends = time.monotonic() + seconds
        self.waiting[run] += 1
        try:
            while True:
                seen = await self.look(run)
                if seen is not None and enough(seen):
                    return seen
                left = ends - time.monotonic()
                if left <= 0:
                    return None
                await asyncio.sleep(min(LOOK_EVERY, left))
        finally:
            self.waiting[run] -= 1
            if not self.waiting[run]:
                del self.waiting[run]


async def until_over(run: UUID, seconds: float, admitted: Callable[[], bool]) -> bool:
    """Return when the run is over or gone, or after `seconds`: whether who waits is still `admitted`.

    Whoever is not is not kept waiting.
    """
    await sync_to_async(release_connections)()  # none is held while waiting
    ends, seen = time.monotonic() + seconds, None
    while seen is None and (left := ends - time.monotonic()) > 0:
        seen = await _watch().until(run, lambda seen: seen.over, min(left, ALIVE_EVERY))
        if not await sync_to_async(_asked)(admitted):
            return False
    return True


async def stream(run: UUID, after: int, admitted: Callable[[], bool]) -> AsyncIterator[str]:
    """The run's events after number `after` as server-sent events, until it is over or its reader is not `admitted`."""
    yield "retry: 1000\n\n"
    while True:
        seen = await _watch().until(run, lambda seen: seen.over or seen.last > after, ALIVE_EVERY)  # noqa: B023
        if not await sync_to_async(_asked)(admitted):
            return
        if seen is None:
            yield ": alive\n\n"
            continue
        for event in await sync_to_async(_events)(run, after, seen.over):
            after = event.number
            data = json.dumps(event.shown(), ensure_ascii=False, separators=(",", ":"))
            yield f"id: {event.number}\nevent: {event.name}\ndata: {data}\n\n"
        if seen.over:
            return


def _watch() -> _Watch:
    return _watches.setdefault(asyncio.get_running_loop(), _Watch())


_watches: WeakKeyDictionary[asyncio.AbstractEventLoop, _Watch] = WeakKeyDictionary()


def _seen(runs: Sequence[UUID]) -> dict[UUID, Seen]:
    found: dict[UUID, Seen] = {}
    for at in range(0, len(runs), _AT_ONCE):
        some = runs[at : at + _AT_ONCE]
        lasts = Event.objects.filter(run__in=some).order_by().values_list("run").annotate(Max("number"))
        last = dict(lasts)
        states = dict(Run.objects.filter(pk__in=some).values_list("pk", "state"))
        for run in some:
            over = run not in states or State(states[run]).is_over
            found[run] = Seen(over, last.get(run, 0))
    release_connections()
    return found


def _asked(admitted: Callable[[], bool]) -> bool:
    answer = admitted()
    release_connections()
    return answer


def _events(run: UUID, after: int, over: bool) -> list[Event]:
    if over and (ended := Run.objects.filter(pk=run).first()):
        ended.append_end()
    found = list(Event.objects.filter(run=run, number__gt=after).order_by("number"))
    release_connections()
    return found
