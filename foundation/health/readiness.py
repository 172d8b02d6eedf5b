"""What must be there before the portal can work, each asked with a short patience."""

from typing import Any

from celery import current_app
from django.conf import settings
from django.db import Error, connection
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.executor import MigrationExecutor

SECONDS = 1.0


def unapplied_migrations() -> list[str]:
    """Their names; empty where the database is as this release wants it. Raises Error where it cannot be read."""
    executor = MigrationExecutor(connection)
    try:
        executor.loader.check_consistent_history(connection)
    except InconsistentMigrationHistory as problem:
        return [str(problem)]
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


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


def _broker() -> str:
    patience = {"socket_timeout": SECONDS, "socket_connect_timeout": SECONDS, "retry_on_timeout": False}
    broker = current_app.connection_for_read(settings.CELERY_BROKER_URL, connect_timeout=SECONDS, transport_options=patience)
    try:
        with broker:
            broker.default_channel.client.ping()
    except Exception:  # noqa: BLE001 — each broker's client has errors of its own, and all of them mean this
        return "does not answer"
    return "ok"


def answer_of(checks: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """The status and the JSON of `/health/ready`."""
    is_ready = all(state == "ok" for state in checks.values())
    return (200 if is_ready else 503), {"ready": is_ready, **checks}
