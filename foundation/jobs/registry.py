"""Which function does which kind of job. Functions register themselves in their app's `tasks.py`."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.module_loading import autodiscover_modules

Work = Callable[..., dict[str, Any] | None]

_registered: dict[str, Work] = {}
_about: dict[str, "About"] = {}


class About(NamedTuple):
    """Text for the page of a job; `back` is the name of the address to return to where it ends without another."""

    title: str = "Your request"
    back: str = "desk:my-work"
    back_text: str = "Back to My work"


def job_handler(kind: str, page_text: About | None = None) -> Callable[[Work], Work]:
    """Register a function as the work of one kind of job.

    It is called with the `Job` and the arguments it was enqueued with, and may return a dict for `Job.result`.
    A job that was interrupted is done again from its start, so make the change in one `finishing(job)` block.
    """

    def register(work: Work) -> Work:
        if _registered.setdefault(kind, work) is not work:
            raise ValueError(f"Two functions are registered as {kind}.")
        _about[kind] = page_text or About()
        return work

    return register


def handler_for(kind: str) -> Work:
    """The function of a kind. Raises KeyError where none is registered."""
    if kind not in _registered:
        autodiscover_modules("tasks")
    return _registered[kind]


def about(kind: str) -> About:
    """What to say of a kind; of one that no release knows any more too."""
    autodiscover_modules("tasks")
    return _about.get(kind, About())
