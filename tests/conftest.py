"""What every test may ask for. Servers and processes: `tests/servers.py`; the browser: `tests/browser.py`; people: `tests/people.py`."""

pytest_plugins = ["tests.servers", "tests.browser"]
