"""Three PostgreSQL servers under Patroni and one etcd, as a database that fails over; in temporary folders, on loopback.

Replication is synchronous and strict: a commit is acknowledged when a second server has it. One etcd stands for the three
that an installation has, because the drill kills databases only.
"""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import time
import urllib.request

from machine import BINARIES, free_port

# Seconds. Patroni allows no shorter lease than 20: so long a node that died whole is waited for.
LEASE, LOOP, RETRY = 20, 1, 5

ACCOUNT = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}


class Node:
    """One server and the Patroni that looks after it."""

    def __init__(self, cluster, name):
        self.cluster, self.name, self.folder = cluster, name, cluster.folder / name
        self.port, self.rest, self.process = free_port(), free_port(), None
        self.folder.mkdir()
        (self.folder / "patroni.json").write_text(json.dumps(self.settings()))
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")

    def settings(self):
        everybody = {"username": "postgres"}
        return {
            "scope": "drill", "name": self.name,
            "restapi": {"listen": f"127.0.0.1:{self.rest}", "connect_address": f"127.0.0.1:{self.rest}"},
            "etcd3": {"hosts": f"127.0.0.1:{self.cluster.etcd_port}"},
            "bootstrap": {
                "dcs": {
                    "ttl": LEASE, "loop_wait": LOOP, "retry_timeout": RETRY,
                    # A server that crashes is not waited for: another one takes over.
                    "primary_start_timeout": 0,
                    "synchronous_mode": True, "synchronous_mode_strict": True,
                    "postgresql": {"use_pg_rewind": True, "use_slots": True, "parameters": {
                        "max_connections": 120, "wal_log_hints": "on", "hot_standby": "on",
                        "unix_socket_directories": str(self.cluster.folder), "shared_buffers": "64MB",
                    }},
                },
                "initdb": [{"encoding": "UTF8"}, {"locale": "C"}, {"auth": "trust"}],
            },
            "postgresql": {
                "listen": f"127.0.0.1:{self.port}", "connect_address": f"127.0.0.1:{self.port}",
                "data_dir": str(self.folder / "data"), "bin_dir": BINARIES[0],
                "pgpass": str(self.folder / "pgpass"),
                "authentication": {"superuser": everybody, "replication": everybody, "rewind": everybody},
                "pg_hba": ["local all all trust", "host all all 127.0.0.1/32 trust",
                           "host replication all 127.0.0.1/32 trust"],
                "remove_data_directory_on_rewind_failure": True,
                "remove_data_directory_on_diverged_timelines": True,
            },
        }

    def start(self):
        log = open(self.cluster.folder / f"{self.name}.log", "ab")
        self.process = subprocess.Popen(["patroni", str(self.folder / "patroni.json")], cwd="/",
                                        stdout=log, stderr=log, **ACCOUNT)

    def postmaster(self):
        with contextlib.suppress(OSError, IndexError, ValueError):
            return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        return None

    def kill_server(self):
        """Kills PostgreSQL; Patroni lives and notices."""
        if pid := self.postmaster():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def kill(self):
        """Kills Patroni and PostgreSQL, as a machine that loses its power."""
        self.process.kill()
        self.process.wait()
        self.kill_server()


class Cluster:
    """What a drill takes in place of a single server."""

    def __init__(self, folder):
        if not BINARIES or not (shutil.which("patroni") and shutil.which("etcd")):
            raise SystemExit("PostgreSQL, patroni and etcd must be installed (Debian: postgresql patroni etcd-server)")
        self.folder = folder / "cluster"
        self.folder.mkdir()
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self.etcd_port, self.etcd = free_port(), None
        self.nodes = [Node(self, f"node{nth}") for nth in range(1, 4)]

    def start(self):
        client, peer = f"http://127.0.0.1:{self.etcd_port}", f"http://127.0.0.1:{free_port()}"
        log = open(self.folder / "etcd.log", "ab")
        self.etcd = subprocess.Popen(
            ["etcd", "--name", "drill", "--data-dir", str(self.folder / "etcd"), "--listen-client-urls", client,
             "--advertise-client-urls", client, "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer,
             "--initial-cluster", f"drill={peer}"], cwd="/", stdout=log, stderr=log, **ACCOUNT)
        for node in self.nodes:
            node.start()
        self.until_whole(180)

    def stop(self, _mode):
        for node in self.nodes:
            if node.process and node.process.poll() is None:
                node.kill()
        if self.etcd:
            self.etcd.kill()
            self.etcd.wait()

    def members(self):
        for node in self.nodes:
            with contextlib.suppress(OSError, ValueError):
                with urllib.request.urlopen(f"http://127.0.0.1:{node.rest}/cluster", timeout=2) as answer:
                    return json.load(answer)["members"]
        return []

    def leader(self):
        """The node that leads, once all three run, follow it, and one of them synchronously."""
        members = self.members()
        well = [one for one in members if one["state"] in ("running", "streaming")]
        roles = [one["role"] for one in well]
        one_line = len({one.get("timeline") for one in well}) == 1
        if len(well) < 3 or not one_line or roles.count("leader") != 1 or "sync_standby" not in roles:
            return None
        name = next(one["name"] for one in well if one["role"] == "leader")
        return next(node for node in self.nodes if node.name == name)

    def until_whole(self, patience):
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if leader := self.leader():
                return leader
            time.sleep(0.2)
        raise SystemExit(f"the cluster does not become whole: {self.members()}")

    @property
    def url(self):
        """All three; libpq takes the one that can be written."""
        hosts = ",".join(f"127.0.0.1:{node.port}" for node in self.nodes)
        return f"postgres://postgres@{hosts}/postgres?target_session_attrs=read-write&connect_timeout=2"
