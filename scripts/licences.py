#!/usr/bin/env python3
"""Prints the licences of everything that is linked into a package of the workspace, as cargo knows it:
    cargo metadata … | scripts/licences.py PACKAGE
Texts that several share are printed once. A crate that comes without a text is one that says MIT, with its authors."""
import json
import os
import sys

MIT = """Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
NAMES = ("LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE")


def linked(metadata, name):
    """The packages that are linked into it, itself left out."""
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    start = next(key for key in metadata["workspace_members"] if packages[key]["name"] == name)
    seen, todo = set(), [start]
    while todo:
        key = todo.pop()
        if key in seen:
            continue
        seen.add(key)
        # Neither tests nor what only runs while it is built.
        todo += [dep["pkg"] for dep in nodes[key]["deps"] if any(kind["kind"] is None for kind in dep["dep_kinds"])]
    found = (packages[key] for key in seen)
    return sorted((p for p in found if p["source"]), key=lambda p: (p["name"], p["version"]))


def texts(package):
    directory = os.path.dirname(package["manifest_path"])
    paths = []
    for where in (directory, os.path.join(directory, "LICENSES")):
        if os.path.isdir(where):
            paths += [os.path.join(where, file) for file in sorted(os.listdir(where))
                      if file.upper().startswith(NAMES) or where != directory]
    found = []
    for path in filter(os.path.isfile, paths):
        with open(path, encoding="utf-8", errors="replace") as file:
            found.append(file.read().strip().replace("\r\n", "\n"))
    if not found:
        if "MIT" not in (package["license"] or ""):
            sys.exit(f"licences.py: {package['name']} {package['version']} has no text of its licence")
        authors = ", ".join(package["authors"]) or f"the authors of {package['name']}"
        found = [f"Copyright (c) {authors}\n\n{MIT}".strip()]
    return found


def main():
    packages = linked(json.load(sys.stdin), sys.argv[1])
    users = {}
    print(f"{sys.argv[1]} holds the following software of others.\n")
    for package in packages:
        print(f"{package['name']} {package['version']}: {package['license']}")
        for text in texts(package):
            users.setdefault(text, []).append(f"{package['name']} {package['version']}")
    print("the standard library of Rust: MIT OR Apache-2.0")
    for text, names in users.items():
        print(f"\n{'=' * 100}\n{', '.join(names)}:\n\n{text}")


if __name__ == "__main__":
    main()
