"""Wiring only: settings, addresses, Celery, WSGI."""

from foundation.gate.loading import begin_loading

# Until the last app is ready (`desk/apps.py`).
begin_loading()

from .celery import app as celery_app  # noqa: E402 — Celery is the first of what is loaded

__all__ = ["celery_app"]
