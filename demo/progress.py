"""How far a long start is: said in the terminal as it goes, and on the page that is served until the portal can answer."""

import json
import math
import shutil
import time
from collections.abc import Callable, Iterable
from typing import IO, Any

# What each step takes of the whole, in hundredths.
MIGRATING, LOADING = "Making the database", "Loading two years of work"
STEPS = {MIGRATING: 20, LOADING: 80}
# Before so much is done, in hundredths, nobody can say how long the rest takes.
TOO_EARLY = 5


class LoadingProgress:
    """One thread says how far it is (`begin`, `reach`, `end`), to the terminal where there is one; others may read it while it works."""

    def __init__(self, terminal: "Terminal | ProgressLines | None" = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.step, self.note = "", ""
        self.share = 0.0
        self._terminal = terminal
        self._clock, self._began = clock, clock()

    def begin(self, step: str) -> None:
        self.step = step
        self.reach(0.0)

    def reach(self, share: float, note: str = "") -> None:
        """`share` of the step, from 0 to 1; `note` says what it is at."""
        self.share, self.note = min(share, 1.0), note
        if self._terminal:
            self._terminal.show(self)

    def end(self) -> None:
        """Done or stopped: what is said next begins a line of its own."""
        if self._terminal:
            self._terminal.end()

    @property
    def number(self) -> int:
        """The step's number, from 1; 0 before the first."""
        return list(STEPS).index(self.step) + 1 if self.step else 0

    @property
    def percent(self) -> int:
        before = sum(weight for step, weight in STEPS.items() if list(STEPS).index(step) < self.number - 1)
        return int(before + STEPS.get(self.step, 0) * self.share)

    @property
    def left(self) -> str:
        """“about 40 seconds left”; empty while nobody can say."""
        if not TOO_EARLY <= self.percent < 100:
            return ""
        seconds = (self._clock() - self._began) * (100 - self.percent) / self.percent
        if seconds > 90:
            return f"about {round(seconds / 60)} minutes left"
        return f"about {max(10, math.ceil(seconds / 10) * 10)} seconds left"

    @property
    def words(self) -> str:
        """“Step 2 of 2: Loading two years of work (March 2022)”."""
        at = f" ({self.note})" if self.note else ""
        return f"Step {self.number} of {len(STEPS)}: {self.step}{at}" if self.step else "Starting"

    @property
    def line(self) -> str:
        return ", ".join(part for part in (f"{self.words}, {self.percent}%", self.left) if part)


class Terminal:
    """Rewrites one line where somebody looks on; elsewhere a plain line for each step and each tenth."""

    def __init__(self, stream: IO[str] | Any) -> None:
        self._stream, self._is_looked_at = stream, stream.isatty()
        self._said: tuple[str, int] | None = None
        self._width = 0

    def show(self, progress: LoadingProgress) -> None:
        reached = (progress.step, progress.percent // 10)
        if self._is_looked_at:
            # A line that wraps could not be written over.
            line = progress.line[: shutil.get_terminal_size().columns - 1]
            self._stream.write("\r" + line.ljust(self._width))
            self._width = len(line)
        elif reached != self._said:
            self._stream.write(progress.line + "\n")
        self._said = reached
        self._stream.flush()

    def end(self) -> None:
        if self._is_looked_at and self._width:
            self._stream.write("\n")
            self._stream.flush()
            self._width = 0


class ProgressLines:
    """For the program that started us: `follow` reads there what is written here."""

    def __init__(self, stream: IO[str] | Any) -> None:
        self._stream = stream

    def show(self, progress: LoadingProgress) -> None:
        self._stream.write(json.dumps([progress.step, progress.share, progress.note]) + "\n")
        self._stream.flush()

    def end(self) -> None: ...


def follow(lines: Iterable[str], progress: LoadingProgress) -> None:
    """Say what another process says of itself, until it ends."""
    for line in lines:
        step, share, note = json.loads(line)
        if step != progress.step:
            progress.begin(step)
        progress.reach(share, note)
