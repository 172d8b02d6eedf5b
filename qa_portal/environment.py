"""Read settings from the environment or a `.env` file, each with one sentence for a value that will not do.

No value of a secret is repeated in what is said.
"""

import difflib
import hashlib
import os
import re
from collections.abc import Sequence
from email.utils import parseaddr
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from foundation.accounts.breached_passwords import fault_of
from foundation.accounts.enums import Role

env = environ.Env()

# Fewer cannot have been drawn at random: 32 letters and figures drawn at random hold over 20 different ones.
LEAST_LENGTH, LEAST_DIFFERENT = 32, 10
LEAST_TOKEN = 16


def refuse_misspelled(file: Path, *sources: Path) -> None:
    """A name in `file` that no line of `sources` reads, and that is nearly one of those they do: it would be as if it were not there."""
    if not file.is_file():
        return
    known = {name for source in sources for name in re.findall(r"\b[A-Z][A-Z_]+[A-Z]\b", source.read_text())}
    for name in re.findall(r"^\s*(?:export\s+)?([A-Za-z_]+)\s*=", file.read_text(errors="replace"), re.M):
        meant = difflib.get_close_matches(name.upper(), known, n=1, cutoff=0.85)
        if name not in known and meant:
            raise ImproperlyConfigured(f"{name} in {file.name} is not a setting of the portal. Write {meant[0]}, or take it out.")


def yes_or_no(name: str, default: bool) -> bool:
    """A setting that is on or off; a word that is neither is refused rather than taken for off."""
    given = env.str(name, default="1" if default else "0").strip().lower()
    if given not in env.BOOLEAN_TRUE_STRINGS and given not in ("", "0", "false", "no", "n", "off"):
        raise ImproperlyConfigured(f"{name} is “{given}”. Write 1 or 0.")
    return given in env.BOOLEAN_TRUE_STRINGS


def whole_number(name: str, *, default: int, least: int, most: int, of: str) -> int:
    given = env.str(name, default="").strip() or str(default)
    number = int(given) if given.isascii() and given.lstrip("-").isdigit() and len(given) < 12 else None
    if number is None or not least <= number <= most:
        raise ImproperlyConfigured(f"{name} is “{given[:60]}”. Write a whole number of {of} from {least} to {most}, for example {default}.")
    return number


def one_of(name: str, words: Sequence[str], *, default: str) -> str:
    given = env.str(name, default="").strip().lower()
    if given and given not in words:
        raise ImproperlyConfigured(f"{name} is “{given[:60]}”. Write one of {', '.join(words)}.")
    return given or default


def metrics_token() -> str:
    given = env.str("METRICS_TOKEN", default="").strip()
    if given and len(given) < LEAST_TOKEN:
        raise ImproperlyConfigured(f"METRICS_TOKEN is too short. Write at least {LEAST_TOKEN} random characters, or leave it out.")
    return given


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Addresses and networks, as 10.1.2.3 or 10.1.2.0/24."""
    given = [part.strip() for part in env.list(name, default=[]) if part.strip()]
    try:
        return [ip_network(part) for part in given]
    except ValueError:
        raise ImproperlyConfigured(f"{name} is “{', '.join(given)[:60]}”. Write addresses or networks, for example 10.1.2.0/24.") from None


def log_level() -> str:
    levels = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
    given = env.str("LOG_LEVEL", default="").strip().upper() or "INFO"
    if given not in levels:
        raise ImproperlyConfigured(f"LOG_LEVEL is “{given[:60]}”. Write one of {', '.join(levels)}.")
    return given


def secret_key(*, developing: bool) -> str:
    """Anyone who knows it can sign in as anybody, so on a server nothing that can be guessed will do."""
    given = env.str("SECRET_KEY", default="").strip()
    if developing:
        return given or "for-development-only"
    wanted = f"Set SECRET_KEY to a random string of at least {LEAST_LENGTH} characters"
    if len(given) < LEAST_LENGTH:
        raise ImproperlyConfigured(f"{wanted}, or DEBUG=1 on your own machine.")
    if len(set(given)) < LEAST_DIFFERENT or given.startswith("django-insecure-"):
        raise ImproperlyConfigured(f"SECRET_KEY can be guessed: too few of its characters differ, or it is an example. {wanted}.")
    return given


def hosts(*, developing: bool) -> list[str]:
    given = [host.strip() for host in env.list("ALLOWED_HOSTS", default=[]) if host.strip()]
    if not given and developing:
        return ["localhost", "127.0.0.1", "[::1]", "testserver"]
    if not given:
        raise ImproperlyConfigured("ALLOWED_HOSTS is empty. Write the name that people type, for example qa.example.gov.uk.")
    if wrong := next((host for host in given if "/" in host or " " in host), None):
        raise ImproperlyConfigured(f"ALLOWED_HOSTS holds “{wrong}”. Write names alone, without https:// and separated by commas.")
    return given


def origins() -> list[str]:
    given = [origin.strip().rstrip("/") for origin in env.list("CSRF_TRUSTED_ORIGINS", default=[]) if origin.strip()]
    if wrong := next((origin for origin in given if _address(origin).scheme not in ("http", "https")), None):
        raise ImproperlyConfigured(f"CSRF_TRUSTED_ORIGINS holds “{wrong}”. Write whole addresses, for example https://qa.example.gov.uk.")
    return given


def folder(name: str, default: Path) -> Path:
    """A folder to write into; made where it is not there."""
    path = Path(env.str(name, default="").strip() or default)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise ImproperlyConfigured(f"{name} is “{path}”, which cannot be made: {problem.strerror}. Name a folder to write into.") from None
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        raise ImproperlyConfigured(f"{name} is “{path}”, which cannot be written to. Give it to the user that the portal runs as.")
    return path


def folder_to_fill(name: str, default: Path) -> Path:
    """A folder that a command makes and fills; it need not be there yet."""
    path = Path(env.str(name, default="").strip() or default)
    if path.exists() and not path.is_dir():
        raise ImproperlyConfigured(f"{name} is “{path}”, which is a file. Name a folder, for example /srv/qa/static.")
    return path


def file_to_add_to(name: str) -> Path | None:
    """A file that lines are added to; none where nothing is given."""
    given = env.str(name, default="").strip()
    if not given:
        return None
    path = Path(given)
    if path.is_dir() or not os.access(path if path.exists() else path.parent, os.W_OK):
        raise ImproperlyConfigured(
            f"{name} is “{given}”, which cannot be written to. Name a file in a folder that the portal may write to."
        )
    return path


def breached_passwords(name: str) -> Path | None:
    """A file of digests, looked at in some places; none where nothing is given."""
    given = env.str(name, default="").strip()
    if given and (fault := fault_of(Path(given))):
        raise ImproperlyConfigured(f"{name} is “{given}”, which {fault}. Name a file as the downloader of Have I Been Pwned writes it.")
    return Path(given) if given else None


def database(default: str) -> dict[str, Any]:
    wanted = "Write it as postgresql://name:password@host:5432/database."
    try:
        given = env.db_url("DATABASE_URL", default=default)
    except (ImproperlyConfigured, ValueError, LookupError):
        given = {}
    if given.get("ENGINE") not in ("django.db.backends.sqlite3", "django.db.backends.postgresql"):
        raise ImproperlyConfigured(f"DATABASE_URL is not the address of a PostgreSQL or SQLite database. {wanted}")
    return given


def keeping_plans(options: dict[str, Any]) -> dict[str, Any]:
    """One plan for all whom a statement may be asked for: otherwise PostgreSQL makes the first five each for what is filled in."""
    return {"prepare_threshold": 0, "options": f"{options.get('options', '')} -c plan_cache_mode=force_generic_plan".strip()}


def broker() -> str:
    """`memory://` runs the worker inside the served process; a Redis or Valkey takes separate workers."""
    given = env.str("CELERY_BROKER_URL", default="").strip() or "memory://"
    address = _address(given)
    by_network, by_socket = address.scheme in ("redis", "rediss"), address.scheme == "redis+socket"
    if given == "memory://" or (by_network and address.hostname) or (by_socket and address.path):
        return given
    raise ImproperlyConfigured(
        "CELERY_BROKER_URL is not the address of a Redis or Valkey server. Write it as redis://127.0.0.1:6379/0, or leave it out."
    )


def cache(*, version: str, key: str) -> dict[str, Any]:
    """Finished pages: in the memory of each process, or in a Valkey that all machines share."""
    given = env.str("CACHE_URL", default="").strip()
    if not given:
        # Django keeps 300 and then throws a third away: the lists and dashboards of thirty readers are more than that.
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 3000}}
    if _address(given).scheme not in ("redis", "rediss") or not _address(given).hostname:
        wanted = "Write it as redis://127.0.0.1:6379/1, or leave it out."
        raise ImproperlyConfigured(f"CACHE_URL is not the address of a Redis or Valkey server. {wanted}")
    return {
        "BACKEND": "foundation.stores.shared_cache.SharedCache",
        "LOCATION": given,
        # What another release or another portal keeps there is not ours.
        "KEY_PREFIX": f"qa-{version}-{hashlib.sha256(key.encode()).hexdigest()[:12]}",
        "OPTIONS": {"serializer": "foundation.stores.shared_cache.SignedValues", "socket_timeout": 1, "socket_connect_timeout": 1},
    }


def evidence_store(place: Path) -> dict[str, Any]:
    """Where files of evidence are kept: a folder of this machine, or S3-compatible storage that all machines share."""
    given = env.str("EVIDENCE_URL", default="").strip()
    if not given:
        options: dict[str, Any] = {"location": place, "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    options, _ = _bucket("EVIDENCE_URL", given, also=set())
    return {"BACKEND": "foundation.stores.bucket.EvidenceBucket", "OPTIONS": options}


def locked_store(name: str) -> dict[str, Any] | None:
    """S3-compatible storage with object lock, in which nothing is changed for so many years; none where nothing is given."""
    given = env.str(name, default="").strip()
    if not given:
        return None
    options, query = _bucket(name, given, also={"years"})
    years = query.get("years", "7")
    if not years.isascii() or not years.isdigit() or not 1 <= int(years) <= 100:
        raise ImproperlyConfigured(f"{name}: years is for how long each head is kept, from 1 to 100.")
    return {"BACKEND": "foundation.stores.locked.LockedBucket", "OPTIONS": options | {"years": int(years)}}


def _bucket(name: str, given: str, *, also: set[str]) -> tuple[dict[str, Any], dict[str, str]]:
    address = _address(given)
    bucket, query = address.path.strip("/"), dict(parse_qsl(address.query))
    is_whole = address.scheme in ("s3", "s3+http") and address.hostname and bucket and "/" not in bucket
    if not is_whole or bool(address.username) != bool(address.password) or set(query) - {"region", *also}:
        # It is not repeated: it may hold a password.
        wanted = "Write it as s3://name:password@storage.example.gov.uk/bucket?region=eu-west-2, or leave it out."
        raise ImproperlyConfigured(f"{name} is not the address of a bucket in S3-compatible storage. {wanted}")
    scheme = "http" if address.scheme == "s3+http" else "https"
    options = {
        "bucket_name": bucket,
        "endpoint_url": f"{scheme}://{address.hostname}{f':{address.port}' if address.port else ''}",
        "access_key": unquote(address.username) if address.username else None,
        "secret_key": unquote(address.password) if address.password else None,
        "region_name": query.get("region"),
    }
    return options, query


def site_url(*, allowed_hosts: Sequence[str], developing: bool) -> str:
    """The portal's address as readers of a mail reach it: links in mail begin with it."""
    host = next((host.lstrip(".") for host in allowed_hosts if host != "*"), "localhost")
    given = (env.str("SITE_URL", default="").strip() or ("http://localhost:8000" if developing else f"https://{host}")).rstrip("/")
    if _address(given).scheme not in ("http", "https") or not _address(given).hostname:
        raise ImproperlyConfigured(f"SITE_URL is “{given}”. Write the portal’s whole address, for example https://qa.example.gov.uk.")
    return given


def sender(default: str) -> str:
    """Whom mail is from: an address, with a name before it or without."""
    given = env.str("MAIL_FROM", default="").strip() or default
    _, address = parseaddr(given)
    host = address.rpartition("@")[2]
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", address) or host.startswith(".") or "\n" in given:
        wanted = "for example quality-assurance@example.gov.uk."
        raise ImproperlyConfigured(f"MAIL_FROM is “{given[:80]}”. Write an e-mail address, {wanted}")
    return given


def account_provider() -> tuple[str, str, str]:
    """Issuer, client and secret of an OpenID Connect provider: all three, or empty texts."""
    names = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
    issuer, client, secret = (env.str(name, default="").strip() for name in names)
    if not (issuer or client or secret):
        return "", "", ""
    if not (issuer and client and secret):
        raise ImproperlyConfigured("OIDC_ISSUER, OIDC_CLIENT_ID and the client’s key belong together. Give all three, or none of them.")
    address = _address(issuer)
    if address.hostname not in ("localhost", "127.0.0.1") and address.scheme != "https":
        wanted = "for example https://login.microsoftonline.com/<tenant>/v2.0."
        raise ImproperlyConfigured(f"OIDC_ISSUER is “{issuer[:80]}”. Write the provider’s address with https, {wanted}")
    return issuer.rstrip("/"), client, secret


def roles_of_groups() -> dict[str, str]:
    """`OIDC_ROLES`, as group=role,group=role: what the provider's groups or app roles are here."""
    known = {str(role) for role in Role}
    found: dict[str, str] = {}
    for part in (each.strip() for each in env.list("OIDC_ROLES", default=[]) if each.strip()):
        group, _, role = (side.strip() for side in part.partition("="))
        if not group or role not in known:
            raise ImproperlyConfigured(f"OIDC_ROLES has “{part[:60]}”. Write group=role, with one of {', '.join(sorted(known))}.")
        found[group] = role
    return found


def mail_server() -> dict[str, Any]:
    """smtp+tls://name:password@host:587, smtp://host:25; nothing where none is named."""
    try:
        return env.email_url("EMAIL_URL") if env.str("EMAIL_URL", default="").strip() else {}
    except (ImproperlyConfigured, ValueError, LookupError):
        # Its own words are not repeated: they may hold a password.
        wanted = "Write it as smtp+tls://name:password@host:587."
        raise ImproperlyConfigured(f"EMAIL_URL is not the address of a mail server. {wanted}") from None


def _address(text: str) -> Any:
    try:
        address = urlsplit(text)
        _ = address.port
    except ValueError:
        return urlsplit("")
    return address
