"""Work done in the background. The `Job` row is the truth; the broker only carries its number.

A service starts one with `enqueue(kind="performance.store_import", actor=actor, batch=12)` and redirects to the job.
An app's `tasks.py` holds the work: a function under `@job("performance.store_import")`, given the job and the arguments.
"""
