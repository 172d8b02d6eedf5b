"""Sending one message over HTTPS: to an address that was looked at first, within seconds, following nothing."""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

# Seconds for the whole of it, however slowly a receiver answers.
PATIENCE = 10.0
USER_AGENT = "qa-portal-webhooks/1"
# Networks within which an address of the new kind carries one of the old, which would not be looked at.
_CARRIES_ANOTHER = [ipaddress.ip_network(each) for each in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")]
IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class PostOutcome:
    """The status that was answered, None where none was; `problem` is empty where the receiver took it."""

    status: int | None
    problem: str = ""


class NotAllowed(Exception):
    """An address that nothing is sent to, and why."""


def require_address(url: str) -> None:
    """What can be said of an address without asking anybody. Raises ValidationError."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme != "https" or not parts.hostname or port == 0:
        raise ValidationError({"url": "The address must begin with https:// and name a server."})
    if parts.username or parts.password:
        raise ValidationError({"url": "The address must hold no name and no password before the server."})
    try:
        found = ipaddress.ip_address(parts.hostname)
    except ValueError:
        return
    if not may_send_to(found):
        raise ValidationError(
            {"url": "The address is in a private network. An administrator of the server can allow it: WEBHOOK_NETWORKS."}
        )


def may_send_to(address: IpAddress) -> bool:
    """Public, or in a network that the server's settings allow: the portal must not be made to ask its neighbours."""
    found: IpAddress = address.ipv4_mapped or address if isinstance(address, ipaddress.IPv6Address) else address
    if any(found in network for network in settings.WEBHOOK_NETWORKS if network.version == found.version):
        return True
    if any(found in network for network in _CARRIES_ANOTHER if network.version == found.version):
        return False
    return found.is_global and not found.is_multicast


def post(url: str, body: str, headers: Mapping[str, str]) -> PostOutcome:
    """Whether the receiver took it: an answer of 200 to 299 within `PATIENCE`. A redirect is followed nowhere."""
    parts = urlsplit(url)
    try:
        require_address(url)
        return _post(str(parts.hostname), parts.port or 443, quote(parts.path or "/", safe="/%:@!$&'()*+,;=~"), parts.query, body, headers)
    except ValidationError as refused:
        return PostOutcome(None, " ".join(refused.messages))
    except NotAllowed as refused:
        return PostOutcome(None, str(refused))
    except ssl.SSLCertVerificationError as problem:
        return PostOutcome(None, f"Its certificate is not trusted: {problem.verify_message}."[:200])
    except TimeoutError:
        return PostOutcome(None, f"It did not answer within {PATIENCE:.0f} seconds.")
    except (OSError, http.client.HTTPException, UnicodeError) as problem:
        return PostOutcome(None, f"It could not be reached: {problem or type(problem).__name__}."[:200])


def _post(host: str, port: int, path: str, query: str, body: str, headers: Mapping[str, str]) -> PostOutcome:
    address = _looked_up(host, port)
    connection = _ToAddress(host, port, address)
    ends = threading.Timer(PATIENCE, connection.cut)
    ends.daemon = True
    ends.start()
    try:
        target = f"{path}?{query}" if query else path
        connection.request("POST", target, body.encode(), {"Content-Type": "application/json", "User-Agent": USER_AGENT, **headers})
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException):
        if connection.was_cut:
            raise TimeoutError from None
        raise
    finally:
        ends.cancel()
        connection.close()
    return PostOutcome(status, _refusal(status))


def _refusal(status: int) -> str:
    if 200 <= status < 300:
        return ""
    if 300 <= status < 400:
        return f"It answered {status}: it leads elsewhere, and we follow nothing. Give the address it leads to."
    return f"It answered {status}."


def _looked_up(host: str, port: int) -> str:
    """The address that is connected to: every one that the name has must be allowed, for the next asking may give another."""
    found = {ipaddress.ip_address(str(each[4][0]).partition("%")[0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if not found or not all(map(may_send_to, found)):
        raise NotAllowed(
            "Its name leads into a private network, to which nothing is sent. An administrator can allow it: WEBHOOK_NETWORKS."
        )
    return str(min(found, key=lambda each: (each.version, int(each))))


class _ToAddress(http.client.HTTPSConnection):
    """To one address that was looked at, with the certificate of the name."""

    def __init__(self, host: str, port: int, address: str):
        super().__init__(host, port, timeout=PATIENCE, context=ssl.create_default_context())
        self._address, self.was_cut = address, False
        self._raw: socket.socket | None = None

    def connect(self) -> None:
        self._raw = socket.create_connection((self._address, self.port), PATIENCE)
        self.sock = ssl.create_default_context().wrap_socket(self._raw, server_hostname=self.host)

    def cut(self) -> None:
        """Called from another thread once patience is at its end."""
        self.was_cut = True
        for each in (self.sock, self._raw):
            try:
                if each is not None:
                    each.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
