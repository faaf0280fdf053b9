"""What the drills stand on: a PostgreSQL or SQLite of their own with the demo's data, and replicas of the service over it.

Everything is in a temporary folder, listens on loopback only and ends with the drill.
"""

import contextlib
import glob
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

SAMPLE = str(pathlib.Path("sample").resolve())
BINARIES = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1:]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def unprivileged(arguments):
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--", *arguments] if os.geteuid() == 0 else arguments


class Postgres:
    """A server in a folder of its own."""

    def __init__(self, folder):
        if not BINARIES:
            raise SystemExit("PostgreSQL is not installed")
        self.bin, self.data, self.log, self.port = BINARIES[0], folder / "postgres", folder / "server", free_port()
        self.log.mkdir()
        self.data.mkdir(exist_ok=True)
        if os.geteuid() == 0:
            shutil.chown(self.data, "postgres")
            shutil.chown(self.log, "postgres")
        # The write-ahead log is apart: on a disk of its own, as a full disk of data requires.
        self.run("initdb", "-A", "trust", "-U", "postgres", "-N", "-D", self.data, "-X", self.log / "wal")

    def run(self, program, *arguments):
        words = [f"{self.bin}/{program}", *map(str, arguments)]
        subprocess.run(unprivileged(words), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")

    def start(self):
        self.run("pg_ctl", "-w", "-D", self.data, "-l", self.log / "log", "-o",
                 f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.log}", "start")

    def stop(self, mode="fast"):
        self.run("pg_ctl", "-w", "-D", self.data, "-m", mode, "stop")

    @property
    def url(self):
        return self.database("postgres")

    def database(self, name):
        return f"postgres://postgres@127.0.0.1:{self.port}/{name}"


class Replica:
    """A process of the program, started and ended as often as a drill wants."""

    def __init__(self, machine, command, **settings):
        self.machine, self.command, self.settings = machine, command, settings
        self.port, self.process, self.environment = free_port(), None, {}

    def start(self):
        settings = {"server.bind": f"127.0.0.1:{self.port}", **self.machine.settings, **self.settings}
        arguments = [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]
        log = open(self.machine.folder / "log", "ab")
        self.process = subprocess.Popen([self.machine.placewell, self.command, *arguments],
                                        stdout=subprocess.DEVNULL, stderr=log, env=os.environ | self.environment)
        return self

    def kill(self):
        self.process.kill()
        self.process.wait()

    def terminate(self):
        self.process.send_signal(signal.SIGTERM)

    def ended(self, patience=60):
        return self.process.wait(patience)

    def ask(self, path, timeout=5):
        """The status of a GET on a connection of its own; None when nobody listens."""
        whole = self.read(path, timeout)
        return int(whole.split(b" ", 2)[1]) if whole.startswith(b"HTTP/1.1 ") else None

    def read(self, path, timeout=5):
        """What a GET on a connection of its own is answered, head and body; nothing when nobody listens."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as stream:
                stream.sendall(f"GET {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n".encode())
                whole = b""
                while piece := stream.recv(4096):
                    whole += piece
            return whole
        except OSError:
            return b""

    def until_ready(self, patience=60):
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if self.ask("/ready") == 200:
                return self
            if self.process.poll() is not None:
                raise SystemExit(f"{self.command} ended with {self.process.returncode}; see {self.machine.folder}/log")
            time.sleep(0.05)
        raise SystemExit("a replica does not become ready")


class Machine:
    """The program, a database with the demo's data, and the settings that go with it."""

    def __init__(self, placewell, engine, folder, server):
        self.placewell, self.folder, self.engine = str(pathlib.Path(placewell).resolve()), folder, engine
        data = folder / "data"
        self.data = data
        self.postgres = None
        address = f"sqlite:{data}/placewell.db"
        if engine == "postgres":
            self.postgres = server(folder)
            self.postgres.start()
            address = self.postgres.url
        data.mkdir(exist_ok=True)
        subprocess.run([self.placewell, "demo", "--exit", "--data", data, "--sample", SAMPLE, "--database", address],
                       check=True, stdout=subprocess.DEVNULL)
        self.settings = {"database.url": address, "keys.file": f"{data}/placewell.keys"}
        self.replicas = []

    def replica(self, command="serve", **settings):
        replica = Replica(self, command, **settings)
        self.replicas.append(replica)
        return replica

    def command(self, *words, **settings):
        """Runs a command of the program with the machine's settings to its end."""
        settings = {**self.settings, **settings}
        arguments = [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]
        return subprocess.run([self.placewell, *map(str, words), *arguments], capture_output=True, text=True)

    def close(self):
        for replica in self.replicas:
            if replica.process and replica.process.poll() is None:
                replica.kill()
        if self.postgres:
            self.postgres.stop("immediate")


def told_to_end(*_):
    raise SystemExit("told to end")


@contextlib.contextmanager
def machine(placewell, engine, server=Postgres, prepare=lambda folder: None):
    signal.signal(signal.SIGTERM, told_to_end)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="placewell-drill-"))
    folder.chmod(0o755)
    made = None
    try:
        prepare(folder)
        made = Machine(placewell, engine, folder, server)
        yield made
    finally:
        if made:
            made.close()
        shutil.rmtree(folder, ignore_errors=True)
