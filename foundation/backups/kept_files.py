"""Files that rows name and a storage keeps: evidence. An app says in its `AppConfig` which (`keeps_files`)."""

import hashlib
from collections.abc import Iterator
from typing import IO

from django.apps import apps
from django.core.files import File
from django.core.files.storage import Storage, storages
from django.utils.module_loading import import_string

from .archive import PIECE


def storage() -> Storage:
    return storages["evidence"]


def named_by_rows() -> Iterator[tuple[str, str]]:
    """Each file's name in the storage and the SHA-256 that it had when it was given."""
    for config in apps.get_app_configs():
        if place := getattr(config, "keeps_files", ""):
            yield from import_string(place)()


def sha256_of_file(content: IO[bytes]) -> str:
    sha256 = hashlib.sha256()
    while piece := content.read(PIECE):
        sha256.update(piece)
    return sha256.hexdigest()


def put(name: str, sha256: str, content: IO[bytes]) -> bool:
    """Keep a file under its name; whether what is there now is this file. One that was there before stays."""
    is_new = not storage().exists(name)
    if is_new:
        storage().save(name, File(content))
    with storage().open(name) as kept:
        is_right = sha256_of_file(kept) == sha256
    if is_new and not is_right:
        storage().delete(name)
    return is_right
