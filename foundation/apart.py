"""A library used in a process of its own, which ends when nothing was asked of it for a while.

What draws charts and what sets documents hold 70 to 100 MB each that a process never gives back, and threads that survive no fork. Here
each is loaded by a new interpreter that loads nothing else, is asked line by line, and takes its memory with it.
"""

import json
import os
import select
import signal
import subprocess
import sys
import threading
from base64 import b64decode, b64encode
from importlib import import_module
from typing import IO, Any

# Seconds: a process that was asked for nothing for so long ends; one that takes so long over a single answer is stuck.
IDLE, LONGEST = 10, 30
# What is left to one that is stuck to end itself.
_GRACE = 5


class NoAnswer(Exception):
    """The process died or was stuck."""


class NotTaken(ValueError):
    """What the library says of what it was given."""


class Apart:
    """One process with a library, begun when it is first asked and again after each end; one answer at a time, whichever thread asks."""

    def __init__(self, library: str, *, first: tuple[str, ...] = (), idle: float = IDLE, longest: int = LONGEST) -> None:
        """`first` is a function of the library, and what it is given before any other is asked."""
        self._command = [sys.executable, "-I", __file__, library, json.dumps(first), str(idle), str(longest)]
        self._longest = longest
        self._begin_again()
        os.register_at_fork(after_in_child=self._begin_again)

    def _begin_again(self) -> None:
        """In a forked child too: the process is its parent's."""
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, function: str, *given: Any, **also: Any) -> bytes:
        """What the library's function returns, text as UTF-8. Raises NotTaken where it raises, and NoAnswer."""
        question = json.dumps([function, given, also], default=_written).encode() + b"\n"
        with self._lock:
            is_new = not self._process
            answer = self._asked(question)
            if answer is None and not is_new:
                # It had nothing to do, and ended as it was asked.
                answer = self._asked(question)
        if answer is None:
            raise NoAnswer("The process that should make it died, or took too long.")
        refused, made = answer
        if refused:
            raise NotTaken(refused)
        return made

    def _asked(self, question: bytes) -> tuple[str, bytes] | None:
        """Why it was refused and what was made; None where the process ended first."""
        answer = None
        process = self._process = self._process or self._begun()
        try:
            answer = self._exchanged(process, question)
        except BrokenPipeError:
            pass
        finally:
            # Also where we are interrupted: the next to ask would be given this answer.
            if answer is None:
                self._process = None
                process.kill()
                process.communicate()
        return answer

    def _exchanged(self, process: subprocess.Popen[bytes], question: bytes) -> tuple[str, bytes] | None:
        assert process.stdin
        assert process.stdout
        process.stdin.write(question)
        process.stdin.flush()
        if not select.select([process.stdout], [], [], self._longest + _GRACE)[0]:
            return None
        head = process.stdout.readline()
        if not head:
            return None
        size, refused = json.loads(head)
        made = process.stdout.read(size)
        return (refused, made) if len(made) == size else None

    def _begun(self) -> subprocess.Popen[bytes]:
        # In a group of its own, since a Ctrl-C in the terminal is for us; when we end, however that comes about, nobody asks it any more.
        process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0)
        # Else one that ended would stay in the system's table until it is asked again.
        threading.Thread(target=process.wait, name="apart", daemon=True).start()
        return process


def _written(content: bytes) -> dict[str, str]:
    return {"base64": b64encode(content).decode()}


def _read(value: dict[str, Any]) -> Any:
    return b64decode(value["base64"]) if value.keys() == {"base64"} else value


def main(asked: IO[bytes], answers: IO[bytes], library: str, first: list[str], idle: float, longest: int) -> None:
    """In the process apart: answer each line, until nobody asks."""
    module = import_module(library)
    if first:
        getattr(module, first[0])(*first[1:])
    while select.select([asked], [], [], idle)[0] and (line := asked.readline()):
        function, given, also = json.loads(line, object_hook=_read)
        signal.alarm(longest)
        try:
            made, refused = getattr(module, function)(*given, **also), ""
        except Exception as problem:  # noqa: BLE001 — whatever it is, it is raised where it was asked
            made, refused = b"", str(problem) or type(problem).__name__
        signal.alarm(0)
        content = made.encode() if isinstance(made, str) else bytes(made)
        answers.write(json.dumps([len(content), refused]).encode() + b"\n" + content)
        answers.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer, sys.argv[1], json.loads(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))
