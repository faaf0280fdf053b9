#!/usr/bin/env python3
"""Two replicas and a worker over PostgreSQL behind PgBouncer in transaction mode.

    python3 tests/drills/pooler.py PLACEWELL [SECONDS] [keep]

PgBouncer (Debian: pgbouncer) holds 6 connections to the server for the 48 that the three processes may open. Learners are added,
packs sent and pages read meanwhile, three placements are walked from the proposal to the sent pack, and PgBouncer is started anew once: then
somebody may be told 503. Everything that was acknowledged must be there, once; nothing else may be answered with 400 or more. The
settings are those of docs/OPERATIONS.md; with `keep`, statements stay prepared as without a pooler, to see whether
this PgBouncer can have that.
"""

import contextlib
import os
import random
import shutil
import socket
import subprocess
import sys
import time

from client import Kept, Load, sign_in
from cluster import ACCOUNT
from learners import Added
from machine import free_port, machine
from sendings import BRISK, Sendings
from smtp import Inbox
from walk import Walker

POOL, WALKS = 6, 3


class Pooler:
    def __init__(self, made):
        self.folder, self.port, self.process = made.folder / "pooler", free_port(), None
        self.folder.mkdir()
        (self.folder / "pgbouncer.ini").write_text(f"""
[databases]
postgres = host=127.0.0.1 port={made.postgres.port} user=postgres connect_query='SET statement_timeout = 5000; SET idle_in_transaction_session_timeout = 5000'

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {self.port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = {POOL}
max_client_conn = 200
logfile = {self.folder}/log
pidfile = {self.folder}/pid
""")
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")

    def start(self):
        words = ["pgbouncer", "-q", str(self.folder / "pgbouncer.ini")]
        self.process = subprocess.Popen(words, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **ACCOUNT)
        end = time.monotonic() + 10
        while time.monotonic() < end:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.05)
        raise SystemExit("PgBouncer does not start")

    def stop(self):
        self.process.terminate()
        self.process.wait()

    @property
    def url(self):
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"


def main():
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 60
    keep = "keep" in sys.argv[3:]
    if not shutil.which("pgbouncer"):
        raise SystemExit("PgBouncer is not installed (Debian: pgbouncer): the drill NOT RUN")
    with machine(sys.argv[1], "postgres") as made:
        pooler = Pooler(made)
        pooler.start()
        try:
            inbox = Inbox(random.Random(1))
            inbox.bad = False
            made.settings |= {**BRISK, "mail.port": inbox.port, "database.url": pooler.url,
                              "database.keep_statements": str(keep).lower()}
            replicas = [made.replica(**{"jobs.in_serve": "false"}).start() for _ in range(2)]
            made.replica("worker").start()
            for replica in replicas:
                replica.until_ready()
            sys.exit(0 if drill(made, pooler, inbox, replicas, seconds) else 1)
        finally:
            pooler.stop()


def drill(made, pooler, inbox, replicas, seconds):
    headers, end = sign_in(Kept(replicas)), time.monotonic() + seconds
    sendings, added = Sendings(replicas, inbox, rest=0.5), Added(replicas)
    paths = ["/api/v1/learners", "/api/v1/placements", "/api/v1/offers?limit=5", "/ready"]
    with Load(replicas, paths, 4, headers) as load:
        with sendings, added:
            while time.monotonic() < end - seconds / 2:
                time.sleep(0.1)
            pooler.stop()
            time.sleep(1)
            pooler.start()
            begun = time.monotonic()
            for replica in replicas:
                replica.until_ready()
            again = time.monotonic() - begun
            while time.monotonic() < end:
                time.sleep(0.1)
    told = [failed for failed in load.failed if ": 503 " in failed]
    wrong = [failed for failed in load.failed if ": 503 " not in failed]
    print(f"{load.answered} requests answered, {len(told)} told 503, {len(wrong)} answered wrongly or not at all; ready "
          f"{again:.2f} s after the pooler")
    for failed in wrong[:10]:
        print(" ", failed)
    judged = [sendings.settle().judge(), added.judge()]
    walker, before, end = Walker(replicas[0]), len(inbox.taken), time.monotonic() + 60
    for nth in range(WALKS):
        walker.walk(nth)
    while len(inbox.taken) < before + WALKS and time.monotonic() < end:
        time.sleep(0.1)
    sent = len(inbox.taken) - before
    print(f"{WALKS} placements walked from the proposal on, {sent} letters about them arrived, packs and others")
    with open(made.folder / "log") as log:
        faults = [line for line in log if " ERROR " in line]
    print(f"{len(faults)} errors in the log")
    for line in faults[:5]:
        print(" ", line.strip()[:300])
    return all(judged) and sent >= WALKS and not wrong and not faults


main()
