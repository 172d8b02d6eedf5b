"""Figures for Prometheus: how many requests, how long they took, what waits. Nothing of a person or a case is in them.

Rooms are the parts of an address that the portal itself knows, so that no visitor can make a new line. Several processes of gunicorn write
into files of one folder (`PROMETHEUS_MULTIPROC_DIR`, set by `deploy/gunicorn.conf.py`), and any of them answers for all.
"""

import hmac
import ipaddress
import os
from collections.abc import Iterable, Iterator, Mapping

from django.apps import apps
from django.conf import settings
from django.db import Error
from django.http import HttpRequest
from django.utils.module_loading import import_string
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

CONTENT_TYPE = CONTENT_TYPE_LATEST
SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_registry = CollectorRegistry()
_requests = Counter("qa_requests", "Requests answered, static files left out.", ["method", "room", "status"], registry=_registry)
_seconds = Histogram("qa_request_seconds", "How long they took.", ["room"], buckets=SECONDS, registry=_registry)


def note_request(request: HttpRequest, method: str, status: int, seconds: float) -> None:
    found = request.resolver_match
    room = (found.app_name or "none") if found else "none"
    _requests.labels(method, room, str(status)).inc()
    _seconds.labels(room).observe(seconds)


def may_read(request: HttpRequest) -> bool:
    """From an address, or with the word, that a setting names; where neither is set there is no such page."""
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "")
    if token and hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return True
    return any(_address_of(request) in network for network in settings.METRICS_FROM)


def _address_of(request: HttpRequest) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Who asks the proxy, where one passed it on."""
    passed_on = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    given = passed_on.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    try:
        return ipaddress.ip_address(given)
    except ValueError:
        return ipaddress.IPv4Address(0)


def written(checks: Mapping[str, str]) -> bytes:
    """In Prometheus' own form."""
    shown = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(shown)
    else:
        shown.register(_registry)
    shown.register(_Now(checks))
    return generate_latest(shown)


class _Now:
    """What is so at this moment, asked when it is read. An app names what it counts in its `AppConfig` (`figures_of_health`)."""

    def __init__(self, checks: Mapping[str, str]) -> None:
        self._checks = checks

    def collect(self) -> Iterator[Metric]:
        release = GaugeMetricFamily("qa_release", "Which release this is.", labels=["version"])
        release.add_metric([settings.VERSION], 1)
        yield release
        ready = GaugeMetricFamily("qa_ready", "Whether a part that the portal needs is there, as on /health/ready.", labels=["part"])
        for part, state in self._checks.items():
            ready.add_metric([part], float(state == "ok"))
        yield ready
        if self._checks["database"] == "ok" and self._checks["migrations"] == "ok":
            yield from self._counted()

    def _counted(self) -> Iterable[Metric]:
        for config in apps.get_app_configs():
            for place in getattr(config, "figures_of_health", ()):
                try:
                    found = import_string(place)()
                except Error:
                    continue
                for name, (words, value) in found.items():
                    yield GaugeMetricFamily(name, words, value=value)
