"""The invented council's diary: what happens on which day, run in order under that day's clock."""

import datetime
import heapq
from collections.abc import Callable
from typing import Any

from foundation.council.clock import frozen_clock


class Diary:
    """Entries may be added while it runs: what one day brings about is written for a later one."""

    def __init__(self) -> None:
        self._entries: list[tuple[datetime.date, int, Callable[..., Any], dict[str, Any]]] = []
        self._written = 0

    def on(self, day: datetime.date, happens: Callable[..., Any], **about: Any) -> None:
        self._written += 1
        heapq.heappush(self._entries, (day, self._written, happens, about))

    def live_until(self, last_day: datetime.date, *, passing: Callable[[datetime.date, float], None] = lambda day, share: None) -> None:
        """Let everything up to `last_day` happen; what would come later does not. `passing` hears of each month, and how far that is."""
        first_day = month = self._entries[0][0]
        while self._entries and self._entries[0][0] <= last_day:
            day, _, happens, about = heapq.heappop(self._entries)
            if (day.year, day.month) != (month.year, month.month):
                month = day
                passing(day, (day - first_day) / (last_day - first_day))
            with frozen_clock(day):
                happens(**about)
