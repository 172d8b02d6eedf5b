"""The portal inside the benchmark's own process, on SQLite files that it can change between."""

import functools
import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="qa-portal-bench-"))


@functools.cache
def demo() -> Path:
    """The file of a loaded demo; Django is set up by the first who asks."""
    os.environ |= {"DEBUG": "1", "VAR_DIR": str(FOLDER), "DATABASE_URL": f"sqlite:///{FOLDER / 'demo.sqlite3'}", "LOG_LEVEL": "WARNING"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "qa_portal.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    # DEBUG keeps every query in memory, which no served process should do while it is measured.
    settings.DEBUG = False
    call_command("migrate", verbosity=0)
    call_command("load_demo")
    return FOLDER / "demo.sqlite3"


def use(file: Path) -> None:
    """Let the next query go to this file. What a page kept of another file is of no use to it."""
    from django.core.cache import cache
    from django.db import connection

    if connection.settings_dict["NAME"] != str(file):
        cache.clear()
        connection.close()
        connection.settings_dict["NAME"] = str(file)


def copy_of_demo(name: str) -> Path:
    """A copy to change, named for what it becomes."""
    from django.db import connection

    source = demo()
    use(source)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return Path(shutil.copy(source, FOLDER / f"{name}.sqlite3"))
