"""Charts are drawn in a process of its own, which ends when nothing was to be drawn for a while.

What draws them holds a browser's engine: some 100 MB that a process never gives back, and threads that survive no fork. Here it is a new
interpreter that loads nothing else, is asked line by line, and takes its memory with it.
"""

import json
import os
import select
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

# Seconds: a process that was asked for nothing for so long ends; one that draws a single picture for so long is stuck.
IDLE, LONGEST = 10, 30
# What is left to one that is stuck to end itself.
_GRACE = 5


class NotDrawn(Exception):
    """What draws charts died or was stuck. A spec that cannot be drawn is a ValueError instead."""


class Drawer:
    """One process that draws, begun when it is first asked and again after each end; one picture at a time, whichever thread asks."""

    def __init__(self, fonts: Path, *, idle: float = IDLE, longest: int = LONGEST) -> None:
        self._command = [sys.executable, "-I", __file__, str(fonts), str(idle), str(longest)]
        self._longest = longest
        self._begin_again()
        os.register_at_fork(after_in_child=self._begin_again)

    def _begin_again(self) -> None:
        """In a forked child too: the process is its parent's."""
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def draw(self, what: str, *given: Any, **also: Any) -> bytes:
        """What `what` of vl_convert makes of the rest. Raises ValueError as it does, and NotDrawn."""
        question = json.dumps([what, given, also]).encode() + b"\n"
        with self._lock:
            is_new = not self._process
            answer = self._asked(question)
            if answer is None and not is_new:
                # It had nothing to do, and ended as it was asked.
                answer = self._asked(question)
        if answer is None:
            raise NotDrawn("What draws charts died, or took too long.")
        refused, drawn = answer
        if refused:
            raise ValueError(refused)
        return drawn

    def _asked(self, question: bytes) -> tuple[str, bytes] | None:
        """Why it was refused and what was drawn; None where the process ended first."""
        answer = None
        process = self._process = self._process or self._begun()
        try:
            answer = self._exchanged(process, question)
        except BrokenPipeError:
            pass
        finally:
            # Also where we are interrupted: the next to ask would be given this picture.
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
        drawn = process.stdout.read(size)
        return (refused, drawn) if len(drawn) == size else None

    def _begun(self) -> subprocess.Popen[bytes]:
        # In a group of its own, since a Ctrl-C in the terminal is for us; when we end, however that comes about, nobody asks it any more.
        process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0)
        # Else one that ended would stay in the system's table until the next picture.
        threading.Thread(target=process.wait, name="drawer", daemon=True).start()
        return process


def main(asked: IO[bytes], answers: IO[bytes], fonts: str, idle: float, longest: int) -> None:
    """In the process that draws: answer each line, until nobody asks."""
    import vl_convert

    # Texts are measured in the font in which pages show them, whichever the machine has.
    vl_convert.register_font_directory(fonts)
    while select.select([asked], [], [], idle)[0] and (line := asked.readline()):
        what, given, also = json.loads(line)
        signal.alarm(longest)
        try:
            drawn, refused = getattr(vl_convert, what)(*given, **also), ""
        except ValueError as problem:
            drawn, refused = b"", str(problem)
        signal.alarm(0)
        content = drawn.encode() if isinstance(drawn, str) else bytes(drawn)
        answers.write(json.dumps([len(content), refused]).encode() + b"\n" + content)
        answers.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer, sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))
