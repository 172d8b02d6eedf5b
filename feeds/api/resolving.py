"""Which operation is at which rest of the address."""

from django.urls import URLResolver
from django.urls.resolvers import RegexPattern

from .v1 import api

RESOLVER = URLResolver(RegexPattern(r"^"), api.urls[0])
