"""The settings of the tests: the portal's own, on a database of their own.

`DATABASE=postgresql` runs the suite on a real PostgreSQL from a wheel, started here once for all workers,
since Django reads its settings before any fixture exists. Otherwise each worker has an SQLite file:
a file, not memory, so that a server's thread and the test have connections of their own, as in life.
Which database a test meets is set by `django_db_setup` in `conftest.py`.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

SCRATCH = Path(tempfile.mkdtemp(prefix="qa-portal-tests-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)

os.environ["DEBUG"] = "1"
os.environ["VAR_DIR"] = str(SCRATCH)
os.environ["CELERY_BROKER_URL"] = "memory://"
# Playwright keeps an event loop in the tests' thread, which Django would take for an async view.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

ON_POSTGRESQL = os.environ.get("DATABASE") == "postgresql"
if ON_POSTGRESQL and "POSTGRESQL_OF_THE_TESTS" not in os.environ:
    from tests.postgresql import start_postgresql

    # The workers of one run inherit the address; only the first process starts, and stops, the server.
    os.environ["POSTGRESQL_OF_THE_TESTS"] = start_postgresql()
os.environ["DATABASE_URL"] = os.environ["POSTGRESQL_OF_THE_TESTS"] if ON_POSTGRESQL else f"sqlite:///{SCRATCH / 'unused.sqlite3'}"

from qa_portal.settings import *  # noqa: E402, F403 — the environment above must be in place first
from qa_portal.settings import DATABASES, STORAGES  # noqa: E402 — as above

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = SCRATCH
# A file is looked for when it is asked for; otherwise each test's client would begin by reading about all of them.
WHITENOISE_AUTOREFRESH = True
LOGGING = {"version": 1, "disable_existing_loggers": False}

if ON_POSTGRESQL:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
else:
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
