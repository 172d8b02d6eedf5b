"""Every address of the portal, read from its table of addresses."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def addresses(resolver=None, namespace: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every address's name and the names of its parameters."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, f"{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", tuple(entry.pattern.converters)
