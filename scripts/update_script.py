#!/usr/bin/env python3
"""Makes the script of ALTER EXTENSION UPDATE from the installation scripts of two versions.

    update_script.py OLD.sql NEW.sql [BY-HAND.sql ...] >pg_agentmon--OLD--NEW.sql

What is the same in both is left alone, so that rights that somebody has given besides stay theirs. What it cannot
do it refuses with a sentence that says so: that goes into a file by hand (RELEASE.md), which is run first.
"""
import re
import sys

TOKEN = re.compile(
    r"""(?P<space>\s+|--[^\n]*|/\*.*?\*/)|(?P<dollar>\$(?:[A-Za-z_]\w*)?\$)|(?P<quote>'(?:[^']|'')*')
    |(?P<name>"(?:[^"]|"")*")|(?P<word>\w+)|(?P<mark>.)""",
    re.S | re.X,
)
WHAT = r"(FUNCTION|PROCEDURE|AGGREGATE)"
# What is there once in an installation, and is nothing to an update.
ONLY_AT_FIRST = ("DO $encoding$", "DO $library$", "DO $preflight$", "DO $privileges$")
BY_HAND = "; write what is to be done into a file of sql/updates/ (RELEASE.md)"


def refuse(words):
    sys.exit(f"update_script.py: {words}")


def statements(text):
    """The statements of a script, without the comments between them."""
    found, start, at, depth, before = [], None, 0, 0, ""
    while at < len(text):
        token = TOKEN.match(text, at)
        end = token.end()
        if token["space"]:
            at = end
            continue
        if start is None:
            start = at
        if token["dollar"]:
            end = text.index(token["dollar"], end) + len(token["dollar"])
        word = (token["word"] or "").upper()
        # A body that is no text: BEGIN ATOMIC ... END, with CASE ... END in it.
        if (before, word) == ("BEGIN", "ATOMIC") or (depth and word == "CASE"):
            depth += 1
        elif depth and word == "END":
            depth -= 1
        before = word
        if token["mark"] == ";" and not depth:
            found.append(text[start:end])
            start = None
        at = end
    if start is not None:
        refuse("a script that ends within a statement")
    return found


def plain(text):
    return " ".join(text.split())


def known(name):
    """The name of a routine, with each type in one of its spellings."""
    short = {"integer": "int", "boolean": "bool"}
    return re.sub(r"\b(integer|boolean)\b", lambda word: short[word[0]], plain(name).replace(" (", "("))


class Script:
    """What an installation script makes, by name."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        # What pgrx writes around it, and psql's own lines, are no statements.
        text = re.sub(r"^\\.*$", "", text, flags=re.M)
        self.order = []  # (kind, name, statement)
        self.made = {}  # "FUNCTION a.b(int)": statement
        self.comments = {}
        self.grants = {}  # (privilege, "FUNCTION a.b(int)"): {role}
        self.others = {}
        listed = statements(text)
        ahead = [re.match(rf"COMMENT ON {WHAT} (.*?) IS (?:E?'|\$)", plain(one)) for one in listed]
        for at, statement in enumerate(listed):
            head = plain(statement)
            made = re.match(rf"CREATE (?:OR REPLACE )?{WHAT} ([\w.]+) ?\(", head)
            comment = re.match(r"COMMENT ON (.*?) IS (?:E?'|\$)", head)
            if made:
                # Each has its comment right behind it, which says which one of that name it is.
                told = next((one for one in ahead[at + 1 :] if one and one[2].startswith(made[2] + "(")), None)
                if told is None:
                    refuse(f"{path}: {made[2]} has no comment behind it")
                self.take("made", known(f"{told[1]} {told[2]}"), statement, self.made)
            elif comment:
                self.take("comment", known(comment[1]), statement, self.comments)
            elif head.startswith("GRANT "):
                self.take_grant(path, head)
            elif head.startswith("REVOKE "):
                refuse(f"{path}: {head[:60]}: rights are given, never taken back")
            else:
                self.take("other", head if head.startswith("SELECT") else self.name_of(head), statement, self.others)

    def take(self, kind, name, statement, where):
        if name in where:
            refuse(f"{name} stands there twice")
        where[name] = statement
        self.order.append((kind, name, statement))

    @staticmethod
    def name_of(head):
        """By what something else is known: all of it up to what can change."""
        block = re.match(r"DO \$\w*\$", head)
        if block:
            return block[0]
        # A type comes twice: first by its name alone.
        return re.split(r" \($| AS | \(\s*(?:INPUT|FUNCTION|LEFTARG)", head.rstrip(";"))[0] + (
            "" if "(" in head or not head.startswith("CREATE TYPE") else ";")

    def take_grant(self, path, head):
        parts = re.match(r"GRANT ([A-Z, ]+) ON (FUNCTION|PROCEDURE|ROUTINE|SCHEMA|TYPE) (.*) TO ([\w, ]+);$", head)
        if not parts:
            refuse(f"{path}: cannot read {head[:80]}")
        kind = "FUNCTION" if parts[2] == "ROUTINE" else parts[2]
        # Split at the commas between objects, not at those between arguments.
        for name in re.findall(r"[\w.]+(?: ?\([^)]*\))?", parts[3]):
            key = (parts[1], known(f"{kind} {name}"))
            if key not in self.grants:
                self.order.append(("grant", key, None))
            self.grants.setdefault(key, set()).update(parts[4].split(", "))


def shape(statement):
    """What CREATE OR REPLACE cannot change: arguments and result."""
    return plain(re.split(r"\bLANGUAGE\b", statement)[0])


def replaced(statement):
    return re.sub(r"^CREATE (?:OR REPLACE )?", "CREATE OR REPLACE ", statement)


RETIRE = """DO $retire$
DECLARE
    gone text;
BEGIN
    FOREACH gone IN ARRAY ARRAY[
{names}
    ] LOOP
        BEGIN
            EXECUTE 'DROP ' || gone;
        EXCEPTION
            WHEN dependent_objects_still_exist THEN
                -- Tables and views use it until setup() has made theirs anew, which then drops it.
                EXECUTE pg_catalog.format('COMMENT ON %s IS %L', gone, 'pg_agentmon: of an older version');
        END;
    END LOOP;
END
$retire$;"""


def update(old, new):
    """The statements that make the objects of old into those of new."""
    out, fresh = [], set()
    for kind, name, statement in new.order:
        if kind == "made":
            before = old.made.get(name)
            if before is not None and plain(before) == plain(statement):
                continue
            if before is not None and shape(before) != shape(statement):
                out.append(f"DROP {name};")
                before = None
            if before is None:
                fresh.add(name)
                out.append(statement)
                # Functions are executable by everybody when they are made.
                what = "ROUTINE" if name.startswith("AGGREGATE") else name.split(" ")[0]
                out.append(f"REVOKE ALL ON {what} {name.split(' ', 1)[1]} FROM PUBLIC;")
            else:
                out.append(replaced(statement))
        elif kind == "comment":
            if name in fresh or plain(old.comments.get(name, "")) != plain(statement):
                out.append(statement)
        elif kind == "grant":
            privilege, target = name
            aggregate = target.replace("FUNCTION ", "AGGREGATE ", 1)
            had = set() if target in fresh or aggregate in fresh else old.grants.get(name, set())
            for roles, verb, word in ((new.grants[name] - had, "GRANT", "TO"), (had - new.grants[name], "REVOKE", "FROM")):
                if roles:
                    out.append(f"{verb} {privilege} ON {target} {word} {', '.join(sorted(roles))};")
        elif statement != old.others.get(name):
            if name in ONLY_AT_FIRST:
                continue
            if name.startswith("DO ") or name not in old.others:
                out.append(statement)
            else:
                refuse(f"{name} has changed" + BY_HAND)
    for name in old.others.keys() - new.others.keys():
        if name not in ONLY_AT_FIRST and not name.startswith(("DO ", "SELECT ")):
            refuse(f"{name} is there no more" + BY_HAND)
    there = {name.replace("AGGREGATE ", "FUNCTION ", 1) for name in new.made}
    for key in old.grants.keys() - new.grants.keys():
        if key[1].startswith("SCHEMA") or key[1] in there and key[1] not in fresh:
            out.append(f"REVOKE {key[0]} ON {key[1]} FROM {', '.join(sorted(old.grants[key]))};")
    gone = sorted(old.made.keys() - new.made.keys())
    if gone:
        quoted = ("        '" + name.replace("'", "''") + "'" for name in gone)
        out.append(RETIRE.format(names=",\n".join(quoted)))
    return out


def main(old, new, *by_hand):
    made = update(Script(old), Script(new))
    print('\\echo Use "ALTER EXTENSION pg_agentmon UPDATE" to load this file. \\quit\n')
    print("-- A script that is newer than the library goes no further.\nSELECT agentmon.refuse_older_library();\n")
    for path in by_hand:
        with open(path, encoding="utf-8") as file:
            print(file.read())
    print("\n\n".join(made))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        refuse("wants the installation scripts of two versions")
    main(*sys.argv[1:])
