"""The WSGI application, for gunicorn in production and waitress in one process."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qa_portal.settings")

# By this code gunicorn knows that no worker will ever start, and ends rather than trying again.
NOT_LOADED = 4

try:
    application = get_wsgi_application()
except ImproperlyConfigured as problem:
    sys.stderr.write(f"{problem}\n")
    raise SystemExit(NOT_LOADED) from None
