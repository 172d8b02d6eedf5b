"""What every test may ask for. Servers and processes: `tests/servers.py`; the browser: `tests/browser.py`; people: `tests/people.py`."""

from collections.abc import Callable

import pytest

pytest_plugins = ["tests.servers", "tests.browser", "tests.people", "tests.audit_stages"]


@pytest.fixture
def do_waiting_jobs(db) -> Callable[[], None]:
    """Do what a worker would: every job that waits, first come first done."""
    from foundation.jobs.enums import State
    from foundation.jobs.models import Job
    from foundation.jobs.services import run_job

    def do() -> None:
        for pk in list(Job.objects.filter(state=State.QUEUED).order_by("pk").values_list("pk", flat=True)):
            run_job(pk=pk)

    return do
