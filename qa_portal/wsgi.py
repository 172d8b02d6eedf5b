"""The WSGI application, for gunicorn in production and waitress in one process."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qa_portal.settings")

# By this code gunicorn knows that no worker will ever start, and ends rather than trying again.
NOT_LOADED = 4

NO_BROKER = (
    "CELERY_BROKER_URL is not set, so nothing would do background jobs: imports, reports and mail would wait for ever. "
    "Write it as redis://127.0.0.1:6379/0 and start a worker and beat, or run the portal in one process: manage.py serve"
)

try:
    application = get_wsgi_application()
    if settings.CELERY_BROKER_URL.startswith("memory:") and not settings.DEVELOPING:
        raise ImproperlyConfigured(NO_BROKER)
except ImproperlyConfigured as problem:
    sys.stderr.write(f"{problem}\n")
    raise SystemExit(NOT_LOADED) from None
