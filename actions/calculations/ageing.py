"""How long an action has been late, in buckets of working days."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bucket:
    """Late by `first` to `last` working days; no `last` for the oldest."""

    key: str
    first: int
    last: int | None

    @property
    def words(self) -> str:
        return f"{self.first} to {self.last} days late" if self.last else f"Over {self.first - 1} days late"


BUCKETS = (Bucket("late-1", 1, 5), Bucket("late-6", 6, 10), Bucket("late-11", 11, 20), Bucket("late-21", 21, None))
BY_KEY = {bucket.key: bucket for bucket in BUCKETS}
