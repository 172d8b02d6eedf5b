"""The demo, served by its own process as a newcomer starts it, and people signed in to it in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from demo.people import PASSWORD
from tests.servers import Site, free_port, make_site


def serve_copy(loaded_demo: str, folder: Path) -> Site:
    """`make demo` without the set-up: a database of its own, one process. `site.address` is where."""
    site = make_site(folder, database=loaded_demo)
    port = free_port()
    site.serve(port)
    site.address = f"http://127.0.0.1:{port}"
    return site


@pytest.fixture(scope="session")
def demo_site(loaded_demo, tmp_path_factory) -> Iterator[Site]:
    """A demo to look at: its tests change nothing."""
    site = serve_copy(loaded_demo, tmp_path_factory.mktemp("demo"))
    yield site
    site.stop()


@pytest.fixture
def fresh_demo(loaded_demo, tmp_path) -> Iterator[Site]:
    """A demo of the test's own, to work in."""
    site = serve_copy(loaded_demo, tmp_path)
    yield site
    site.stop()


def sign_in_to_demo(page: Page, site: Site, email: str) -> None:
    """Sign in as a person does, at the sign-in page; the person signed in before leaves first."""
    page.context.clear_cookies()
    page.goto(f"{site.address}/sign-in/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
