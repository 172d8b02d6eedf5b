"""Every line of the log names a page by its pattern: an address itself may hold a case ID or the key of a link."""

import logging

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve


def page_of(request: HttpRequest) -> str:
    """As in `/audits/<int:number>/`."""
    if request.path_info.startswith(settings.STATIC_URL):
        return settings.STATIC_URL
    try:
        return f"/{(request.resolver_match or resolve(request.path_info)).route}"
    except Resolver404:
        return "(no such page)"


class PagesByPattern(logging.Filter):
    """For lines about a request that Django, or we, write of a fault: they say the address."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            record.args = tuple(page_of(request) if each == request.path else each for each in record.args)
        return True
