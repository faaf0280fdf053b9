#!/usr/bin/env python3
"""Stalls many clients against a running service and measures what that costs the others.

    python3 tests/peers/stalled.py HOST PORT [CLIENTS]

Loopback only: clients come from 127.0.0.1 (one address) and then from many addresses of 127.0.0.0/8. They stall in
the head, in a body with a length and in a chunked one, drip a byte a second, or take no answer. `/ready` is asked on
fresh connections meanwhile; the slowest answer must stay within 50 ms. Where clients are answered
before they stall, the service first works through those answers: how long that took is printed ("busy") and must stay
within 10 seconds.
"""

import resource
import socket
import sys
import time

HEAD = b"POST /api/v1/session HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
KINDS = {
    "head": b"GET /health HT",
    "length": HEAD + b"Content-Length: 100000\r\n\r\n{",
    "chunked": HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",
    "second head": b"GET /health HTTP/1.1\r\nHost: here\r\n\r\nGET /he",
    "untaken answer": b"GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: here\r\n\r\n",
    "untaken document": b"GET /api/v1/openapi.json HTTP/1.1\r\nHost: here\r\n\r\n",
}


def ready(host, port):
    begun = time.monotonic()
    with socket.create_connection((host, port), timeout=10) as client:
        client.sendall(b"GET /ready HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
        answer = b""
        while piece := client.recv(65536):
            answer += piece
    assert answer.startswith(b"HTTP/1.1 200 "), answer[:200]
    return (time.monotonic() - begun) * 1000


# Kinds whose clients get an answer, or some of it, before they stall.
ANSWERED = {"second head", "untaken answer", "untaken document"}

# How long it may take until they are answered, milliseconds.
MOST_BUSY = 10_000


def settle(host, port):
    begun = time.monotonic()
    while ready(host, port) > 50:
        if (time.monotonic() - begun) * 1000 > MOST_BUSY:
            break
    return (time.monotonic() - begun) * 1000


def main():
    host, port = sys.argv[1], int(sys.argv[2])
    clients = int(sys.argv[3]) if len(sys.argv) > 3 else 1100
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, clients + 200), hard))
    failed = False
    for spread in (False, True):
        for kind, sent in KINDS.items():
            held = []
            for nth in range(clients):
                source = f"127.0.{1 + nth // 250}.{1 + nth % 250}" if spread else "127.0.0.1"
                client = socket.create_connection((host, port), timeout=10, source_address=(source, 0))
                client.sendall(sent)
                held.append(client)
            busy = settle(host, port) if kind in ANSWERED else 0
            times = []
            for turn in range(40):
                if kind == "length" and turn % 10 == 9:
                    for client in held:
                        try:
                            client.send(b" ")
                        except OSError:
                            pass
                try:
                    times.append(ready(host, port))
                except (OSError, AssertionError) as error:
                    print("  no answer:", error)
                    times.append(float("inf"))
            times.sort()
            where = "many addresses" if spread else "one address"
            apart = f", busy for {busy:.0f} ms before" if kind in ANSWERED else ""
            print(f"{clients} x {kind:16} {where:15} /ready median {times[20]:6.1f} ms, "
                  f"slowest {times[-1]:6.1f} ms{apart}")
            failed |= times[-1] > 50 or busy > MOST_BUSY
            for client in held:
                client.close()
    sys.exit(1 if failed else 0)


main()
