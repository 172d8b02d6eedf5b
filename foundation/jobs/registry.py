"""Which function does which kind of job. Functions register themselves in their app's `tasks.py`."""

from collections.abc import Callable
from typing import Any

from django.utils.module_loading import autodiscover_modules

Work = Callable[..., dict[str, Any] | None]

_registered: dict[str, Work] = {}


def job(kind: str) -> Callable[[Work], Work]:
    """Register a function as the work of one kind of job.

    It is called with the `Job` and the arguments it was enqueued with, and may return a dict for `Job.result`.
    A job that was interrupted is done again from its start, so make the change in one `finishing(job)` block.
    """

    def register(work: Work) -> Work:
        if _registered.setdefault(kind, work) is not work:
            raise ValueError(f"Two functions are registered as {kind}.")
        return work

    return register


def work_of(kind: str) -> Work:
    """The function of a kind. Raises KeyError where none is registered."""
    if kind not in _registered:
        autodiscover_modules("tasks")
    return _registered[kind]
