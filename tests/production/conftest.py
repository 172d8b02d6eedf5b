"""The portal as the how-to on production sets it up: DEBUG off, a key, a name, a proxy's headers, static files by their digest."""

from collections.abc import Iterator

import pytest

from tests.servers import Site, make_site

HOST = "qa.example.gov.uk"


@pytest.fixture(scope="session")
def production(loaded_demo, tmp_path_factory, valkey) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("production")
    site = make_site(
        folder,
        database=loaded_demo,
        DEBUG="0",
        SECRET_KEY="Qm7zR2vX9pLk4TjWc8NbYh3GdFs6AeUo1iVx-Qm7zR2vX9pLk4TjWc8",
        ALLOWED_HOSTS=HOST,
        CSRF_TRUSTED_ORIGINS=f"https://{HOST}",
        BEHIND_PROXY="1",
        CELERY_BROKER_URL=valkey,
        DJANGO_ALLOW_ASYNC_UNSAFE="",
        STATIC_ROOT=str(folder / "static"),
    )
    site.manage("collectstatic", "--no-input")
    yield site
    site.stop()
