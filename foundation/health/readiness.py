"""What must be there before the portal can work, each asked with a short patience."""

import datetime
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from celery import current_app
from django.apps import apps
from django.conf import settings
from django.db import Error, connection
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.module_loading import import_string

SECONDS = 1.0
# By how much two clocks may differ: less than the silence after which one machine takes another's worker for dead.
CLOCKS_DIFFER = datetime.timedelta(seconds=10)
MEGABYTE = 1024 * 1024


def unapplied_migrations() -> list[str]:
    """Their names; empty where the database is as this release wants it. Raises Error where it cannot be read."""
    executor = MigrationExecutor(connection)
    try:
        executor.loader.check_consistent_history(connection)
    except InconsistentMigrationHistory as problem:
        return [str(problem)]
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def what_to_do() -> str:
    """Where the database cannot be used."""
    if connection.vendor == "sqlite":
        return "See that its file and its folder, VAR_DIR, are there, belong to the user that the portal runs as, and are not full."
    return "See that DATABASE_URL is right and the server answers."


class Readiness:
    """Asked every few seconds by a supervisor. Migrations that were found applied once are not looked for again."""

    def __init__(self) -> None:
        self._migrated = False

    def checks(self) -> dict[str, str]:
        """“ok” or what is wrong, by part. Nothing secret: no address, no user, no words of a server."""
        found = {"database": self._database()}
        found["migrations"] = self._migrations() if found["database"] == "ok" else "unknown"
        if not settings.CELERY_BROKER_URL.startswith("memory:"):
            found["broker"] = _broker()
        found["disk"] = disk_state(written_to())
        is_readable = found["migrations"] == "ok"
        found["clock"] = _of_database(clock_state) if is_readable else "unknown"
        for name, check in checks_of_apps().items():
            found[name] = _of_database(check) if is_readable else "unknown"
        return found

    def _database(self) -> str:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except Error:
            return "cannot be reached"
        return "ok"

    def _migrations(self) -> str:
        try:
            self._migrated = self._migrated or not unapplied_migrations()
        except Error:
            return "cannot be read"
        return "ok" if self._migrated else "not all applied: run migrate"


def checks_of_apps() -> dict[str, Any]:
    """What rooms above need to be well: named in their `AppConfig` (`ready_checks`)."""
    named = {name: place for config in apps.get_app_configs() for name, place in getattr(config, "ready_checks", {}).items()}
    return {name: import_string(place) for name, place in named.items()}


def _of_database(check: Any) -> str:
    try:
        return check()
    except Error:
        return "cannot be read"


def _broker() -> str:
    patience = {"socket_timeout": SECONDS, "socket_connect_timeout": SECONDS, "retry_on_timeout": False}
    broker = current_app.connection_for_read(settings.CELERY_BROKER_URL, connect_timeout=SECONDS, transport_options=patience)
    try:
        with broker:
            broker.default_channel.client.ping()
    except Exception:  # noqa: BLE001 — each broker's client has errors of its own, and all of them mean this
        return "does not answer"
    return "ok"


def written_to() -> list[Path]:
    """Where this process writes: its own folder, SQLite's file, and files for a moment."""
    places = [Path(settings.VAR_DIR), Path(tempfile.gettempdir())]
    if connection.vendor == "sqlite":
        places.append(Path(connection.settings_dict["NAME"]).parent)
    return places


def disk_state(places: list[Path]) -> str:
    try:
        for place in places:
            if os.statvfs(place).f_flag & os.ST_RDONLY or not os.access(place, os.W_OK):
                return "cannot be written to"
            if shutil.disk_usage(place).free < settings.DISK_LEAST * MEGABYTE:
                return f"less than {settings.DISK_LEAST} MB are free"
    except OSError:
        return "cannot be read"
    return "ok"


def clock_state() -> str:
    """Against the server of the database, which all machines share; and nothing was migrated at a moment still to come."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT clock_timestamp(), MAX(applied) FROM django_migrations")
            servers, migrated = cursor.fetchone()
        else:
            cursor.execute("SELECT MAX(applied) FROM django_migrations")
            servers, migrated = timezone.now(), datetime.datetime.fromisoformat(cursor.fetchone()[0]).replace(tzinfo=datetime.UTC)
    now = timezone.now()
    if abs(now - servers) > CLOCKS_DIFFER:
        return f"is {abs(now - servers).total_seconds():.0f} seconds {'before' if now > servers else 'behind'} that of the database"
    return "ok" if migrated < now + CLOCKS_DIFFER else "is behind the day on which the database was migrated"


def answer_of(checks: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """The status and the JSON of `/health/ready`."""
    is_ready = all(state == "ok" for state in checks.values())
    return (200 if is_ready else 503), {"ready": is_ready, **checks}
