"""A job that writes down when it starts and when it ends, and waits in between for a file to appear."""

import time
from pathlib import Path

from foundation.jobs.models import Job
from foundation.jobs.registry import job_handler
from foundation.jobs.services import finishing, progress


@job_handler("sample.wait")
def wait(job: Job, folder: str) -> None:
    notes, gate = Path(folder) / "notes.txt", Path(folder) / "gate"
    with notes.open("a") as file:
        file.write("started\n")
    while not gate.exists():
        time.sleep(0.05)
    progress(job, 1, 1)
    with finishing(job) as result, notes.open("a") as file:
        file.write("finished\n")
        result["next"] = "/"
