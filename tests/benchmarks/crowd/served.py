"""The settings of a server with two pages beside the portal's own, and of one with Django's own middleware and nothing else.

`base/` renders the frame of every page and is the portal's in all else; `two-writes/` does what a save of a judgement does to the
database, a row and its entry in the trail, and knows who is signed in.
"""

import os

from qa_portal.settings import *  # noqa: F403 — all of the portal's

ROOT_URLCONF = "tests.benchmarks.crowd.urls"
if os.environ.get("BARE"):
    MIDDLEWARE = [
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ]
