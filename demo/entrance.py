"""What is served while the demo loads: how far it is. As soon as the portal can answer, the portal itself."""

import json
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from whitenoise import WhiteNoise

from foundation.health.middleware import LIVE

from .progress import LoadingProgress

# Asked by the page's own script; what a supervisor asks has the same answer.
STATE = "/health/ready"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "Retry-After": "5",
}


class Entrance:
    """A WSGI application. `portal` is set once it can answer; until then every page is the one of the loading, with status 503."""

    def __init__(self, progress: LoadingProgress) -> None:
        self.portal: Callable[..., Iterable[bytes]] | None = None
        self.progress = progress
        self._loading = WhiteNoise(self._say, root=str(settings.STATICFILES_DIRS[0]), prefix=settings.STATIC_URL)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        return (self.portal or self._loading)(environ, start_response)

    def _say(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "").rstrip("/")
        status, kind = HTTPStatus.SERVICE_UNAVAILABLE, "application/json"
        if path == LIVE:
            status, text = HTTPStatus.OK, json.dumps({"live": True})
        elif path == STATE:
            text = json.dumps({"ready": False, "demo": self.progress.line, "percent": self.progress.percent})
        else:
            kind, text = "text/html; charset=utf-8", render_to_string("demo/loading.html", {"progress": self.progress})
        start_response(f"{status.value} {status.phrase}", [*HEADERS.items(), ("Content-Type", kind)])
        return [text.encode()]
