"""gunicorn, as the units, the compose file and `make serve` start it: `gunicorn --config deploy/gunicorn.conf.py qa_portal.wsgi`."""

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import environ
from prometheus_client import multiprocess

# The same settings as the portal's own; what the environment has holds.
environ.Env.read_env(Path(__file__).resolve().parent.parent / ".env")


def setting(name: str, default: str, pattern: str, wanted: str) -> str:
    """Whatever will not do ends the start in one sentence."""
    given = os.environ.get(name, "").strip() or default
    if not re.fullmatch(pattern, given):
        sys.exit(f"{name} is “{given[:60]}”. Write {wanted}.")
    return given


bind = setting("BIND", "127.0.0.1:8000", r"[\w.\[\]:-]+:\d{1,5}|unix:\S+", "an address and a port, for example 127.0.0.1:8000")
workers = int(setting("WEB_CONCURRENCY", "3", r"[1-9]\d?", "a whole number of processes from 1 to 99, for example 3"))
threads = 8
timeout = 120
graceful_timeout = 20
# Of a request that a visitor never finishes nothing is kept on the disk of the portal's own files.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")

# The processes count into files of one folder, so that whichever of them is asked for /metrics answers for all.
os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="qa-portal-metrics-"))

logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "foundation.health.log.JsonLines"}},
    "filters": {"content": {"()": "foundation.health.log.NoContent"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["content"]}},
    "root": {"level": "INFO", "handlers": ["stderr"]},
    "loggers": {"gunicorn.error": {"level": "INFO", "handlers": ["stderr"], "propagate": False}},
}


def child_exit(server, worker):
    multiprocess.mark_process_dead(worker.pid)


def on_exit(server):
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
