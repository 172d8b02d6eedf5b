"""Beat's timetable, also when the machine's clock was put back.

Celery's own keeps the moment at which each task is next due. After a clock that ran ahead was put right nothing would be done until the
wrong moment comes: nothing sealed, mailed or picked up, for a day or a year. Here whatever was last done in the future was done now.
"""

from typing import Any

from celery.beat import PersistentScheduler, Scheduler


class _ClockPutBack(Scheduler):
    _ticked: Any = None

    def tick(self, *args: Any, **kwargs: Any) -> float:
        entries = list(self.schedule.values())
        now = self.app.now()
        ahead = [entry for entry in entries if entry.schedule.maybe_make_aware(entry.last_run_at) > now]
        if ahead or (self._ticked is not None and self._ticked > now):
            for entry in ahead:
                entry.last_run_at = now
            # What is due when is counted again from now.
            self._heap = None
        self._ticked = now
        return float(super().tick(*args, **kwargs))


class Timetable(_ClockPutBack):
    """In the one process: kept in memory."""


class KeptTimetable(_ClockPutBack, PersistentScheduler):
    """Of beat as a process of its own: kept in its file, where a wrong moment would outlive a start."""
