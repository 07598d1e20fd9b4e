#!/usr/bin/python3
"""A real SMTP server. Each mail that it accepts becomes one line of JSON in the file --log, and is there before the
answer, so whoever knows of the answer finds it.

Tests drive it through standard input, one command a line, each answered by {"done": command}:
    temporary N   answer the next N mails with 451
    permanent N   answer the next N mails with 550
    hang N        never answer the next N mails
    drop N        take the next N mails and close the connection before the answer
    rcpt ADDRESS ANSWER
                  answer so about this address; hang and cut are answers too
    good          forget all that
It ends with its standard input, unless --stay is given. With --pretty it prints mails for people.
"""
import argparse
import asyncio
import email
import email.policy
import json
import logging
import os
import ssl
import sys
import threading
import time
import warnings

from aiosmtpd.smtp import SMTP, AuthResult


def emit(record):
    print(json.dumps(record), flush=True)


def part_of(message, *kinds):
    body = message.get_body(preferencelist=kinds)
    return body.get_content() if body is not None else ""


def pretty(record):
    rule = "─" * 70
    head = "".join(f"  {name}: {record['headers'].get(name.lower(), '')}\n" for name in ("From", "To", "Subject"))
    body = "".join(f"  {line}\n" for line in record["text"].rstrip().splitlines())
    return f"┌{rule}\n{head}\n{body}└{rule}\n"


class Handler:
    """Accepts mail, or does what the next fault in the queue says."""

    def __init__(self, arguments):
        self.arguments = arguments
        self.faults = []
        self.addresses = {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = self.addresses.get(address, "")
        if answer == "hang":
            await asyncio.Event().wait()
        if answer == "cut":
            server.transport.abort()
        if not answer:
            envelope.rcpt_tos.append(address)
        return answer or "250 2.1.5 Ok"

    async def handle_DATA(self, server, session, envelope):
        fault = self.faults.pop(0) if self.faults else None
        if fault == "temporary":
            return "451 4.3.2 Try again later"
        if fault == "permanent":
            return "550 5.1.1 No such mailbox"
        if fault == "hang":
            await asyncio.Event().wait()
        self.accept(envelope)
        if fault == "drop":
            server.transport.abort()
        return "250 2.0.0 Accepted"

    def accept(self, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        headers = {}
        for name, value in message.items():
            headers.setdefault(name.lower(), str(value))
        record = {
            "at": time.time(),
            "mail_from": envelope.mail_from,
            "rcpt_to": envelope.rcpt_tos,
            "headers": headers,
            "text": part_of(message, "plain", "html"),
            "html": part_of(message, "html"),
            "raw": envelope.content.decode("utf-8", "replace"),
        }
        if self.arguments.pretty:
            print(pretty(record), end="", flush=True)
        if self.arguments.log:
            with open(self.arguments.log, "a", encoding="utf-8") as log:
                log.write(json.dumps(record) + "\n")

    def command(self, line):
        words = line.split()
        if words[0] == "good":
            self.faults.clear()
            self.addresses.clear()
        elif words[0] == "rcpt":
            self.addresses[words[1]] = " ".join(words[2:])
        else:
            self.faults += [words[0]] * int(words[1])
        emit({"done": line})


def authenticator(expected):
    def check(server, session, envelope, mechanism, data):
        given = f"{data.login.decode()}:{data.password.decode()}"
        # Not handled: the server itself is to answer, also with the refusal.
        return AuthResult(success=given == expected, handled=False)

    return check


async def serve(arguments):
    loop = asyncio.get_running_loop()
    handler = Handler(arguments)
    options = {"enable_SMTPUTF8": True, "hostname": "localhost"}
    if arguments.auth:
        options.update(authenticator=authenticator(arguments.auth), auth_required=True, auth_require_tls=False)
    context = None
    if arguments.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(arguments.certificate)
        if not arguments.smtps:
            options.update(tls_context=context, require_starttls=True)
            context = None
    server = await loop.create_server(lambda: SMTP(handler, **options), "127.0.0.1", arguments.port, ssl=context)
    port = server.sockets[0].getsockname()[1]
    if arguments.pretty:
        print(f"listening on smtp://127.0.0.1:{port}", flush=True)
    else:
        emit({"listening": port})
    if arguments.port_file:
        # Renamed into place, so that whoever waits for the file never reads half of it.
        with open(arguments.port_file + ".tmp", "w", encoding="utf-8") as file:
            file.write(f"{port}\n")
        os.replace(arguments.port_file + ".tmp", arguments.port_file)
    ended = asyncio.Event()

    def read_commands():
        for line in sys.stdin:
            if line.strip():
                loop.call_soon_threadsafe(handler.command, line.strip())
        loop.call_soon_threadsafe(ended.set)

    if not arguments.stay:
        threading.Thread(target=read_commands, daemon=True).start()
    await ended.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--port-file", help="file that gets the port, once there is one")
    parser.add_argument("--auth", metavar="USER:PASSWORD", help="take mail only from this user")
    parser.add_argument("--certificate", metavar="FILE", help="PEM file with key and certificate; insists on STARTTLS")
    parser.add_argument("--smtps", action="store_true", help="encrypts from the start, with the certificate")
    parser.add_argument("--pretty", action="store_true", help="print mails for people")
    parser.add_argument("--log", help="file that gets each mail")
    parser.add_argument("--stay", action="store_true", help="do not end with standard input")
    # It warns of passwords without TLS, which on this machine's loopback is what the tests want.
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    warnings.simplefilter("ignore")
    try:
        asyncio.run(serve(parser.parse_args()))
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
