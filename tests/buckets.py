"""A real server that speaks S3, with a bucket for evidence."""

from collections.abc import Iterator

import pytest

from tests.servers import free_port


@pytest.fixture(scope="module")
def evidence_bucket() -> Iterator[str]:
    """What `EVIDENCE_URL` is set to: its secret word has a letter that an address writes otherwise."""
    # Loaded by the few tests that ask for it.
    import boto3
    from moto.server import ThreadedMotoServer

    served = ThreadedMotoServer(port=free_port(), verbose=False)
    served.start()
    address = f"127.0.0.1:{served._port}"
    client = boto3.client(
        "s3", endpoint_url=f"http://{address}", region_name="us-east-1", aws_access_key_id="key", aws_secret_access_key="a/b"
    )
    client.create_bucket(Bucket="evidence")
    yield f"s3+http://key:a%2Fb@{address}/evidence?region=us-east-1"
    served.stop()
