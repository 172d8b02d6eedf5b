"""A workbook opened in a process of its own, which may take only so much memory and time: whatever is in it, only that process ends.

A new interpreter, not a fork: the served process has threads, and a worker of the background jobs may be one of many.
"""

import pickle
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from foundation.sheets.measuring import measure
from foundation.sheets.open_document import is_open_document, names_in_open_document, read_open_document
from foundation.sheets.opened import Opened
from foundation.sheets.sheet import Cell, Limits, TooMuchToOpen, UnreadableFile
from foundation.sheets.workbooks import read_workbook, sheet_names

ROOT = Path(__file__).resolve().parents[2]
TOO_MUCH = (
    "This workbook takes more memory or time to open than is allowed here: a small file can unfold to a very large one. "
    "Save only the sheet that is needed, as .csv, and try again."
)
_ROWS_AT_ONCE = 2000
_PLAIN = {"date", "datetime", "time", "timedelta"}


def open_workbook(content: bytes, limits: Limits, wanted: str = "", *, need_results: bool = False) -> Opened:
    """As `read_workbook`, once measured; an OpenDocument workbook as `read_open_document`. Raises UnreadableFile."""
    measured = measure(content, limits)
    question: dict[str, Any]
    if is_open_document(content):
        question = {"wanted": wanted, "limits": [limits.rows, limits.columns, limits.cells]}
    elif measured.is_small:
        return read_workbook(content, wanted, need_results=need_results)
    else:
        question = {"wanted": wanted, "need_results": need_results}
    answers = _asked(content, limits, question)
    facts = next(answers)
    return Opened.of(_joined(answers), facts)


def _joined(answers: Iterator[list[list[Cell]]]) -> list[list[Cell]]:
    """All the rows, each text that comes again kept once."""
    kept: dict[str, str] = {}
    return [[kept.setdefault(cell, cell) if type(cell) is str else cell for cell in row] for rows in answers for row in rows]


def names_of_sheets(content: bytes, limits: Limits) -> list[str]:
    """As `sheet_names`, once measured. Raises UnreadableFile."""
    if measure(content, limits).is_small and not is_open_document(content):
        return sheet_names(content)
    return list(next(_asked(content, limits, {"names": True})))


def _asked(content: bytes, limits: Limits, question: dict[str, Any]) -> Iterator[Any]:
    """What the other process answers, piece by piece. Both ways go through files, so that nothing is held twice."""
    with TemporaryFile() as given, TemporaryFile() as answer:
        pickle.dump((limits.memory_bytes, limits.seconds, question), given)
        given.write(content)
        given.seek(0)
        command = [sys.executable, "-m", "foundation.sheets.apart"]
        process = subprocess.Popen(command, cwd=ROOT, stdin=given, stdout=answer, stderr=subprocess.DEVNULL)
        try:
            ended = process.wait(timeout=limits.seconds * 2)
        except subprocess.TimeoutExpired:
            ended = -signal.SIGKILL
        finally:
            process.kill()
            process.wait()
        if ended:
            raise TooMuchToOpen(TOO_MUCH)
        answer.seek(0)
        refused = _Plain(answer).load()
        if refused:
            raise UnreadableFile(refused)
        with suppress(EOFError):
            while True:
                yield _Plain(answer).load()


class _Plain(pickle.Unpickler):
    """Takes values and dates, nothing else, from the process that opened somebody's file."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" and name in _PLAIN:
            return super().find_class(module, name)
        raise UnreadableFile(TOO_MUCH)


def main(given: IO[bytes], answer: IO[bytes]) -> None:
    memory, seconds, question = pickle.load(given)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answers = _answers(given.read(), question)
    except UnreadableFile as refused:
        answers = [str(refused)]
    for each in answers:
        pickle.dump(each, answer, protocol=pickle.HIGHEST_PROTOCOL)


def _answers(content: bytes, question: dict[str, Any]) -> Iterator[Any] | list[Any]:
    is_document = is_open_document(content)
    if question.pop("names", False):
        return ["", names_in_open_document(content) if is_document else sheet_names(content)]
    opened = read_open_document(content, **question) if is_document else read_workbook(content, **question)
    cells = opened.cells
    return iter(["", opened.facts, *(cells[start : start + _ROWS_AT_ONCE] for start in range(0, len(cells), _ROWS_AT_ONCE))])


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
