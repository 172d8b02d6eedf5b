"""Beat goes on when the machine's clock was put back or forward: by the schedulers that beat and the one process run."""

import datetime

import pytest
from celery import Celery
from celery.beat import PersistentScheduler, Scheduler

from foundation.jobs.embedded import Timetable
from foundation.jobs.timetable import KeptTimetable

NOON = datetime.datetime(2026, 11, 30, 12, 0, tzinfo=datetime.UTC)


class Clock:
    """Of the machine, as Celery asks for it."""

    def __init__(self, monkeypatch) -> None:
        self.at = NOON
        monkeypatch.setattr(Celery, "now", lambda app: self.at)

    def move(self, **by: float) -> None:
        self.at += datetime.timedelta(**by)


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


def sent_by(scheduler_class: type[Scheduler], folder) -> Scheduler:
    app = Celery("of the test", set_as_current=False)
    app.conf.update(beat_schedule={name: {"task": name, "schedule": 60.0} for name in ("one", "two")}, timezone="Europe/London")
    scheduler = scheduler_class(
        app=app, **({"schedule_filename": str(folder / "beat")} if issubclass(scheduler_class, PersistentScheduler) else {})
    )
    scheduler.sent = []
    scheduler.apply_entry = lambda entry, producer=None: scheduler.sent.append(entry.name)
    return scheduler


def minutes(scheduler: Scheduler, clock: Clock, many: int) -> list[str]:
    """What is sent in so many minutes, with beat looking every second."""
    scheduler.sent.clear()
    for _ in range(many * 60):
        clock.move(seconds=1)
        while scheduler.tick() == 0:
            pass
    return sorted(scheduler.sent)


@pytest.mark.parametrize("scheduler_class", [Timetable, KeptTimetable])
@pytest.mark.parametrize("moved", [{"days": -1}, {"days": 400}, {"minutes": -2}])
def test_what_is_due_each_minute_goes_on_each_minute(scheduler_class, moved, clock, tmp_path):
    scheduler = sent_by(scheduler_class, tmp_path)
    minutes(scheduler, clock, 2)
    clock.move(**moved)
    minutes(scheduler, clock, 2)

    assert minutes(scheduler, clock, 3) == ["one"] * 3 + ["two"] * 3


def test_what_beat_kept_of_a_clock_that_ran_ahead_does_not_outlive_its_start(clock, tmp_path):
    ahead = sent_by(KeptTimetable, tmp_path)
    minutes(ahead, clock, 2)
    ahead.close()
    clock.move(days=-365)
    right = sent_by(KeptTimetable, tmp_path)
    minutes(right, clock, 2)

    assert minutes(right, clock, 2) == ["one", "one", "two", "two"]
