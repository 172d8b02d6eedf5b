"""Every setting, read from the environment or a `.env` file beside `manage.py`; loud on a bad value (`environment.py`).

`DEBUG=1` is for a developer's machine: it accepts any secret key and any host. Everything else
must be given, see `docs/how-to/use/run-in-production.md`.
"""

import sys
from pathlib import Path
from urllib.parse import urlsplit

from celery.schedules import crontab
from csp.constants import NONE, SELF

from foundation.lookups.sqlite import FoldingConnection
from qa_portal import environment
from qa_portal.environment import env, yes_or_no

BASE_DIR = Path(__file__).resolve().parent.parent
# The release: in backups, in metrics, in the names under which finished pages are kept.
VERSION = "0.2.0.dev"

env.read_env(BASE_DIR / ".env")
environment.refuse_misspelled(
    BASE_DIR / ".env", Path(__file__), Path(environment.__file__), BASE_DIR / "deploy" / "gunicorn.conf.py", BASE_DIR / "deploy" / "serve"
)

DEVELOPING = yes_or_no("DEBUG", default=False)
# Django's own pages of faults show settings and source: `runserver` alone has them, never what other people look at.
DEBUG = DEVELOPING and "runserver" in sys.argv[1:2]
SECRET_KEY = environment.secret_key(developing=DEVELOPING)
ALLOWED_HOSTS = environment.hosts(developing=DEVELOPING)
CSRF_TRUSTED_ORIGINS = environment.origins()

# Where the database of the one-process default and files made while running live. Never inside the web root.
VAR_DIR = environment.folder("VAR_DIR", BASE_DIR / "var")

INSTALLED_APPS = [
    # Before Django's own, two of whose commands it replaces.
    "foundation.passwords",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "crispy_forms",
    "django_tables2",
    "django_filters",
    "django_htmx",
    "csp",
    "foundation.health",
    "foundation.lookups",
    "foundation.backups",
    "foundation.govuk",
    "foundation.council",
    "foundation.activity",
    "foundation.search",
    "foundation.matching",
    "foundation.accounts",
    "foundation.guard",
    "foundation.saved_views",
    "foundation.sending",
    "foundation.jobs",
    "foundation.notices",
    "foundation.chasing",
    "foundation.second_factors",
    "foundation.signed_in",
    "foundation.single_sign_on",
    "performance",
    "audits",
    "observations",
    "studies",
    "voices",
    "actions",
    "commissions",
    "insight",
    "oversight",
    "inspections",
    "publications",
    "learning",
    "reports",
    "packs",
    "feeds",
    "governance",
    "desk",
    "demo",
]

MIDDLEWARE = [
    "foundation.gate.call_stack.stack_in_one_piece",
    "foundation.health.middleware.Health",
    "foundation.health.middleware.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "foundation.accounts.never_stored.never_stored",
    "foundation.gate.sizes.BodySizes",
    "foundation.gate.words.ReadableWords",
    "csp.middleware.CSPMiddleware",
    "foundation.council.cached.council_cached_per_request",
    "foundation.lookups.read_once.hold_while_reading",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "foundation.gate.other_sites.FromOtherSites",
    "foundation.signed_in.limits.SignedOutInTime",
    "foundation.accounts.reader.remember_reader",
    "foundation.activity.access_log.log_reading",
    "foundation.council.shown_tables.tables_as_files",
    "foundation.sending.middleware.SignedInOrKept",
    "foundation.passwords.forced_change.OwnPasswordFirst",
    "foundation.second_factors.entry.SecondFactorFirst",
    "foundation.accounts.partners.PartnersStayOutside",
    "foundation.passwords.asking_again.AskedAgain",
    "django.contrib.messages.middleware.MessageMiddleware",
    "foundation.sending.middleware.SubmittedOnce",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "foundation.gate.methods.not_allowed_in_words",
    "foundation.gate.failures.StorageFailures",
    "foundation.gate.meanwhile.ConflictsInWords",
]

CSRF_FAILURE_VIEW = "foundation.sending.views.token_failed"
ROOT_URLCONF = "qa_portal.urls"
WSGI_APPLICATION = "qa_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # Its `csrf_token` stands in every form: it also says whose page the form is on.
            "builtins": ["foundation.sending.templatetags.forms"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "foundation.council.context.council",
                "desk.context.navigation",
                "foundation.signed_in.context.signed_in_for",
            ],
        },
    },
]

DATABASES = {"default": environment.database(f"sqlite:///{VAR_DIR / 'qa_portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # A writer takes its lock at the start, so two writers queue instead of failing half way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "factory": FoldingConnection,
        # A page asks a hundred questions: of the 128 that are kept otherwise, most would be gone before it is opened again.
        "cached_statements": 1000,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        **DATABASES["default"].get("OPTIONS", {}),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = environment.whole_number("CONN_MAX_AGE", default=600, least=0, most=86_400, of="seconds")
    # A server that does not answer is said to be away, rather than waited for.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    if yes_or_no("KEEP_PLANS", default=True):
        # From the first time on, of statements that are asked for it (`foundation/lookups/kept_plans.py`); of all others nothing is kept.
        DATABASES["default"]["OPTIONS"] |= environment.keeping_plans(DATABASES["default"]["OPTIONS"])
    # A connection that was kept while the server was restarted is opened again, not used.
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
CACHES = {"default": environment.cache(version=VERSION, key=SECRET_KEY)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("email", "name")}},
    {"NAME": "foundation.accounts.password_strength.HardToGuess"},
    {"NAME": "foundation.accounts.breached_passwords.NotBreached"},
]
# A file of the server with digests of passwords known from breaches; none where it is empty.
BREACHED_PASSWORDS = environment.breached_passwords("BREACHED_PASSWORDS")
# A link to choose a password works for a day.
PASSWORD_RESET_TIMEOUT = 24 * 3600
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "desk:my-work"
LOGOUT_REDIRECT_URL = "accounts:sign-in"

# The council's provider of accounts (OpenID Connect, such as Entra ID); none where no issuer is named.
OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET = environment.account_provider()
OIDC_NAME = env.str("OIDC_NAME", default="").strip() or "Sign in with your council account"
OIDC_TRUSTS_ADDRESSES = yes_or_no("OIDC_TRUSTS_ADDRESSES", default=False)
OIDC_HAS_SECOND_STEP = yes_or_no("OIDC_HAS_SECOND_STEP", default=False)
OIDC_ROLE_CLAIM = env.str("OIDC_ROLE_CLAIM", default="").strip() or "roles"
OIDC_ROLES = environment.roles_of_groups()

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False
DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
TIME_FORMAT = "H:i"

STATIC_URL = "static/"
# `collectstatic` fills it; in production pages name each file there by its digest.
STATIC_ROOT = environment.folder_to_fill("STATIC_ROOT", BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
# Storage with object lock for the heads of the sealed logs; none where it is empty.
_LOCKED = environment.locked_store("TRAIL_ANCHOR_URL")
STORAGES = {
    "evidence": environment.evidence_store(VAR_DIR / "evidence"),
    **({"trail": _LOCKED} if _LOCKED else {}),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEVELOPING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEVELOPING
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

CRISPY_ALLOWED_TEMPLATE_PACKS = ["govuk"]
CRISPY_TEMPLATE_PACK = "govuk"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
DJANGO_TABLES2_TEMPLATE = "govuk/list_table.html"
DJANGO_TABLES2_PAGE_RANGE = 7

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

SECURE = yes_or_no("SECURE", default=not DEVELOPING)
SECURE_SSL_REDIRECT = SECURE
# A program that asks without TLS is refused, not sent on: nobody would notice that its token goes in clear.
SECURE_REDIRECT_EXEMPT = [r"^api/"]
BEHIND_PROXY = yes_or_no("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = SECURE
# A cookie of such a name is taken by browsers from this host alone, over https.
COOKIE_PREFIX = "__Host-" if SECURE else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
MESSAGE_STORAGE = "foundation.gate.cookies.Messages"
SESSION_COOKIE_AGE = environment.whole_number("SESSION_HOURS", default=10, least=1, most=168, of="hours") * 3600
# Signed out so long after they last did something: long enough to read a record beside the form, short enough for a desk that was left.
SESSION_IDLE_MINUTES = environment.whole_number("SESSION_IDLE_MINUTES", default=60, least=5, most=720, of="minutes")
# Who has shown that it is they is not asked again for so long: to read a page again and press, and not to go to lunch.
PASSWORD_AGAIN_MINUTES = environment.whole_number("PASSWORD_AGAIN_MINUTES", default=10, least=1, most=60, of="minutes")
CSRF_COOKIE_SECURE = SECURE
X_FRAME_OPTIONS = "DENY"

SITE_URL = environment.site_url(allowed_hosts=ALLOWED_HOSTS, developing=DEVELOPING)
# Without one mail waits, and on a developer's machine it is written to stderr.
_MAIL = environment.mail_server()
_UNSENT = "foundation.notices.backends." + ("ToStderr" if DEVELOPING else "NotSetUp")
EMAIL_BACKEND = str(_MAIL.get("EMAIL_BACKEND", _UNSENT)).replace("django.core.mail.backends.console.EmailBackend", _UNSENT)
MAIL_IS_SET_UP = bool(_MAIL) or DEVELOPING
EMAIL_HOST = _MAIL.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = _MAIL.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _MAIL.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _MAIL.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = bool(_MAIL.get("EMAIL_USE_TLS"))
EMAIL_USE_SSL = bool(_MAIL.get("EMAIL_USE_SSL"))
EMAIL_TIMEOUT = environment.whole_number("EMAIL_TIMEOUT", default=20, least=1, most=300, of="seconds")
DEFAULT_FROM_EMAIL = environment.sender(f"quality-assurance@{urlsplit(SITE_URL).hostname}")

# `memory://` runs the worker inside the served process; redis://… takes separate workers.
CELERY_BROKER_URL = environment.broker()
# Seconds that a page waits for the broker. What it does not take is kept in the job’s row and sent later.
BROKER_PATIENCE = 1.0
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A long job must not hold others that wait behind it in the same worker's hand.
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A worker says that it is alive while it does a job; silent for so many seconds, its job is given to another.
JOBS_SILENCE = environment.whole_number("JOBS_SILENCE", default=30, least=1, most=3600, of="seconds")
# A file outside the database in which the heads of the sealed trail are written down as well; none where it is empty.
TRAIL_ANCHOR = environment.file_to_add_to("TRAIL_ANCHOR")
# When each was last done, in beat's own files.
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
# After a clock that was put back too.
CELERY_BEAT_SCHEDULER = "foundation.jobs.timetable:KeptTimetable"
CELERY_BEAT_SCHEDULE = {
    "pick up lost jobs": {"task": "jobs.reconcile", "schedule": 60.0},
    "store who read what while the database was locked": {"task": "activity.store_waiting", "schedule": 60.0},
    "seal what was added to the trail": {"task": "activity.seal", "schedule": 600.0},
    "verify every sealed row": {"task": "activity.verify", "schedule": crontab(minute="40", hour="2")},
    "tell of powers asked for and given": {"task": "notices.notify_of_powers", "schedule": 60.0},
    "tell of tokens that end": {"task": "feeds.notify_of_expiry", "schedule": crontab(minute="20", hour="7-18")},
    "send webhooks that wait": {"task": "feeds.deliver_waiting", "schedule": 60.0},
    "send mail that waits": {"task": "notices.send_waiting", "schedule": 300.0},
    "what waits finds the server that answers now": {"task": "audits.notify_who_answers_now", "schedule": 600.0},
    "files that jobs made go after some days": {"task": "jobs.remove_old_files", "schedule": 3600.0},
    "words that no search has followed are indexed": {"task": "search.catch_up", "schedule": 600.0},
    "the index of words is compared with the texts": {"task": "search.mend", "schedule": crontab(minute="40", hour="2")},
    "late actions go up": {"task": "actions.escalate", "schedule": crontab(minute="30", hour="6-18", day_of_week="mon-fri")},
    # From 07:00 on working days; the later times count where nothing ran at the earlier ones.
    "digests of the day": {"task": "desk.ask_for_digests", "schedule": crontab(minute="*/10", hour="7-18", day_of_week="mon-fri")},
}

# Less room than this, in megabytes, and a job that has waited longer than this, in seconds, are said on /health/ready.
DISK_LEAST = environment.whole_number("DISK_LEAST", default=200, least=1, most=1_000_000, of="megabytes")
QUEUE_PATIENCE = environment.whole_number("QUEUE_PATIENCE", default=900, least=10, most=86_400, of="seconds")
# Who may read /metrics: with this word, or from these networks; nobody where neither is set.
METRICS_TOKEN = environment.metrics_token()
METRICS_FROM = environment.networks("METRICS_FROM")

# Private networks to which webhooks may be sent: otherwise the portal could be made to ask its neighbours.
WEBHOOK_NETWORKS = environment.networks("WEBHOOK_NETWORKS")

_LINE = {"format": "{asctime} {levelname} {name} {message}", "style": "{"}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        # On a developer's own machine a fault is written with its words, which may be somebody's.
        "line": _LINE,
        "text": _LINE | {"()": "foundation.health.log.WithoutWords"},
        "json": {"()": "foundation.health.log.JsonLines"},
    },
    "filters": {"content": {"()": "foundation.health.log.NoContent"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": environment.one_of("LOG_FORMAT", ("json", "text"), default="") or ("line" if DEVELOPING else "json"),
            "filters": ["content"],
        }
    },
    "root": {"handlers": ["stderr"], "level": environment.log_level()},
    # Its warnings repeat the address of what was not found or not allowed; the line for each request says it without.
    "loggers": {"django.request": {"level": "ERROR"}},
}
