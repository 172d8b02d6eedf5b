"""S3-compatible storage. Where it is away it fails as a disk does, so that the page says so and gives back what was typed."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

# Somebody waits for it on a page.
CONNECT_SECONDS, ANSWER_SECONDS, TRIES = 3, 20, 2


class EvidenceBucket(S3Storage):
    def __init__(self, *, object_parameters: dict[str, Any] | None = None, **options: Any) -> None:
        patience = Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=ANSWER_SECONDS,
            retries={"total_max_attempts": TRIES},
            signature_version="s3v4",
            # Not every server has a name for each bucket.
            s3={"addressing_style": "path"},
            # Checksums of its own kind are not known to every server that speaks S3; TLS and our SHA-256 do the same.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        # Nobody but the portal reads it, and nothing in it is ever written over.
        super().__init__(
            **options, client_config=patience, default_acl=None, file_overwrite=False, object_parameters=object_parameters or {}
        )

    def _open(self, name: str, mode: str = "rb") -> Any:
        with away_is_said():
            file = super()._open(name, mode)
            # Read whole at once: where the storage fails half way through a download, nobody could be shown why.
            _ = file.file
            return file

    def _save(self, name: str, content: Any) -> str:
        with away_is_said():
            return super()._save(name, content)

    def exists(self, name: str) -> bool:
        with away_is_said():
            return super().exists(name)

    def listdir(self, name: str) -> Any:
        with away_is_said():
            return super().listdir(name)

    def delete(self, name: str) -> None:
        with away_is_said():
            super().delete(name)


@contextmanager
def away_is_said() -> Iterator[None]:
    """Without the words of the storage: they may name a bucket or a key."""
    try:
        yield
    except (BotoCoreError, ClientError, Boto3Error) as problem:
        raise OSError(errno.EHOSTUNREACH, f"the storage did not answer as it should ({type(problem).__name__})") from None
