"""Celery, configured from the settings. A worker of its own: `celery -A qa_portal worker`, with `--beat` on one of them."""

import os
import sys

from celery import Celery
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qa_portal.settings")

if "celery" in sys.argv[0]:
    # A worker or beat by itself: a bad setting ends in its sentence, as with `manage.py`.
    try:
        _ = settings.INSTALLED_APPS
    except ImproperlyConfigured as problem:
        sys.exit(str(problem))

app = Celery("qa_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
