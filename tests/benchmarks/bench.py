"""`make bench`: every ratio, a line each; ends with 1 where one is over its limit. JSON=file keeps them."""

import argparse
import json
import sys
from pathlib import Path

from tests.benchmarks import figures, importing, indicators, load, pages, report, results, search, signing_in, start, tracker

# Each module answers `rows()`; add a module here to add its rows.
MODULES = [start, importing, figures, indicators, pages, tracker, results, search, signing_in, report, load]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="a file for the rows")
    parser.add_argument("names", nargs="*", help="only rows of these modules")
    options = parser.parse_args()
    rows = []
    for module in MODULES:
        if not options.names or module.__name__.rsplit(".", 1)[-1] in options.names:
            for row in module.rows():
                print(row, flush=True)
                rows.append(row)
    if options.json:
        options.json.write_text(json.dumps([row.as_dict() for row in rows], indent=2) + "\n")
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
