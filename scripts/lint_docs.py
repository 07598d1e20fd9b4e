#!/usr/bin/env python3
"""Holds the width of prose in the documentation. Tables, examples and what is made from the catalogue are as wide as they are."""
import pathlib
import re
import subprocess
import sys

WIDTH = 120


def wide(path):
    fenced = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if re.match(r"\s*(```|~~~)", line):
            fenced = not fenced
        # One word, as an address or a name in code, cannot be broken.
        elif not fenced and len(line) > WIDTH and not line.lstrip().startswith("|") and " " in line.strip()[:WIDTH]:
            yield f"{path}:{number}: {len(line)} columns; at most {WIDTH}"


def main():
    listed = subprocess.run(["git", "ls-files", "*.md"], capture_output=True, text=True, check=True)
    paths = [pathlib.Path(name) for name in listed.stdout.split() if not name.endswith("docs/reference.md")]
    faults = [fault for path in paths for fault in wide(path)]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


sys.exit(main())
