"""The portal with one app more, whose jobs are made to be watched and killed; processes started by the tests read this."""

from qa_portal.settings import *  # noqa: F403 — a settings module is a list of names
from qa_portal.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.jobs.sample"]
ROOT_URLCONF = "tests.jobs.sample.urls"
