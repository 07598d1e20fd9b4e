#!/usr/bin/env python3
"""Holds what can be held of how SQL is written: width, tabs, names instead of numbers, names that say what they are."""
import pathlib
import re
import subprocess
import sys

WIDTH = 110
FUNCTION = re.compile(
    r"^CREATE (?:OR REPLACE )?(?:FUNCTION|PROCEDURE) (?P<name>[\w.]+)(?P<head>(?:(?!;\n).)*?)\bAS (?P<quote>\$\w*\$)(?P<body>.*?)(?P=quote)",
    re.S | re.M,
)


def of_line(path, number, line):
    if len(line) > WIDTH:
        yield f"{path}:{number}: {len(line)} columns; at most {WIDTH}"
    if "\t" in line:
        yield f"{path}:{number}: a tab; indent by four spaces"


def of_function(path, text, match):
    place = f"{path}:{text[: match.start()].count(chr(10)) + 1}: {match['name']}"
    language = re.search(r"\bLANGUAGE (\w+)", match["head"])
    body = match["body"]
    if "\n" not in body or language is None:
        return
    if language[1] == "sql" and re.search(r"\$\d", body):
        yield f"{place}: $n in a body of more than one line; name the parameters (p_...)"
    declared = body.split("\nBEGIN\n")[0] if language[1] == "plpgsql" else ""
    for name in re.findall(r"^    (\w) (?:record|monitoring\.\w+|agentmon\.\w+)\b", declared, re.M):
        yield f"{place}: a record called {name}; name it for what it is"


def main():
    listed = subprocess.run(["git", "ls-files", "*.sql", ":!tests/upgrades"], capture_output=True, text=True, check=True)
    faults = []
    for path in map(pathlib.Path, listed.stdout.split()):
        text = path.read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            faults += of_line(path, number, line)
        for match in FUNCTION.finditer(text):
            faults += of_function(path, text, match)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


sys.exit(main())
