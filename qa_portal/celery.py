"""Celery, configured from the settings. A worker of its own: `celery -A qa_portal worker`, with `--beat` on one of them."""

import logging.config
import os
import sys
from typing import Any

from celery import Celery, signals
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qa_portal.settings")

if "celery" in sys.argv[0]:
    # A worker or beat by itself: a bad setting ends in its sentence, as with `manage.py`.
    try:
        _ = settings.INSTALLED_APPS
    except ImproperlyConfigured as problem:
        sys.exit(str(problem))


@signals.setup_logging.connect(weak=False)
def log_as_pages_do(**options: Any) -> None:
    """In place of Celery's own lines, which say what a task was given and what it failed with."""
    logging.config.dictConfig(settings.LOGGING)


app = Celery("qa_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
