"""The WSGI application, for gunicorn in production and waitress in the demo."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qa_portal.settings")

application = get_wsgi_application()
