"""Production settings: every page as every role, and a few requests through `serve` and gunicorn behind a proxy."""

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from http.client import HTTPResponse

import pytest

from demo.people import PASSWORD
from tests.production.conftest import HOST
from tests.servers import free_port, wait_for

pytestmark = pytest.mark.once
PROXIED = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "10.1.2.3"}


def test_django_s_own_check_of_a_deployment_finds_nothing(production):
    production.manage("check", "--deploy", "--fail-level", "WARNING")


def test_every_page_works_as_every_role_with_every_file_that_it_names(production):
    code = "import json; from tests.production.walk import faults; print(json.dumps(list(faults())))"
    assert json.loads(production.manage("shell", "-v0", "-c", code).stdout) == []


class Unfollowed(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def ask(port: int, path: str, *, data: dict[str, str] | None = None, host: str = HOST, **headers: str) -> HTTPResponse:
    """What a proxy sends on; redirects are answers, and not followed."""
    body = urllib.parse.urlencode(data).encode() if data is not None else None
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data=body, headers={"Host": host, **headers})
    try:
        return urllib.request.build_opener(Unfollowed).open(request, timeout=20)
    except urllib.error.HTTPError as answer:
        return answer


def cookies_of(answer: HTTPResponse) -> dict[str, str]:
    return dict(cookie.split(";")[0].split("=", 1) for cookie in answer.headers.get_all("Set-Cookie") or [])


SERVERS = {
    "serve": lambda port: ["manage.py", "serve", "--port", str(port)],
    "gunicorn": lambda port: ["-m", "gunicorn", "qa_portal.wsgi", "--threads", "8", "--bind", f"127.0.0.1:{port}"],
}


@pytest.fixture(params=SERVERS)
def port(request, production):
    number = free_port()
    process = production.start(*SERVERS[request.param](number))
    wait_for(lambda: is_live(number), timeout=60, otherwise=production.log.read_text)
    yield number
    process.terminate()
    process.wait(timeout=30)


def is_live(port: int) -> bool:
    try:
        return ask(port, "/health/live").status == 200
    except OSError:
        return False


def test_behind_a_proxy_somebody_signs_in_and_a_mistyped_address_is_our_own_page(port, production):
    assert (ask(port, "/", **PROXIED).status, ask(port, "/", **PROXIED).headers["Location"]) == (302, "/sign-in/?next=/")
    page = ask(port, "/sign-in/", **PROXIED)
    words = page.read().decode()
    assert page.status == 200
    assert page.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    # Though the demo is in its database, nobody is shown how to get in.
    assert [shown for shown in ("Naomi Fielding", "marram.example", PASSWORD) if shown in words] == []

    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', words)[1]
    typed = {"username": "naomi.fielding@marram.example", "password": PASSWORD, "csrfmiddlewaretoken": token}
    carried = "; ".join(f"{name}={value}" for name, value in cookies_of(page).items())
    signed_in = ask(port, "/sign-in/", data=typed, Cookie=carried, Origin=f"https://{HOST}", Referer=f"https://{HOST}/sign-in/", **PROXIED)
    assert (signed_in.status, signed_in.headers["Location"]) == (302, "/")
    for cookie in signed_in.headers.get_all("Set-Cookie"):
        assert cookie.startswith("__Host-"), cookie
        assert all(word in cookie for word in ("Secure", "Path=/", "SameSite=Lax")), cookie
        assert "HttpOnly" in cookie or cookie.startswith("__Host-csrftoken="), cookie

    session = f"__Host-sessionid={cookies_of(signed_in)['__Host-sessionid']}"
    work = ask(port, "/", Cookie=session, **PROXIED)
    assert (work.status, "My work" in work.read().decode()) == (200, True)
    lost = ask(port, "/no-such-page/", Cookie=session, **PROXIED)
    assert lost.status == 404
    assert "There is no such page, or it is not one that you can open." in lost.read().decode()
    assert "no-such-page" not in production.log.read_text()


def test_without_tls_a_page_is_sent_there_once_and_health_is_answered_as_it_is(port):
    sent_on = ask(port, "/sign-in/", **{"X-Forwarded-Proto": "http"})
    assert (sent_on.status, sent_on.headers["Location"]) == (301, f"https://{HOST}/sign-in/")

    ready = ask(port, "/health/ready", host="10.0.0.9")
    assert (ready.status, json.load(ready)["ready"]) == (200, True)
    assert ask(port, "/sign-in/", host="elsewhere.example.org", **PROXIED).status == 400
