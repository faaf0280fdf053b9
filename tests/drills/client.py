"""A client that a proxy would be: connections that are kept, and another replica when one turns it away."""

import http.client
import json
import threading
import time


# The service closes a connection that nobody uses for five seconds; whoever asks then may meet the end of it.
IDLE = 3.0


class Turned(Exception):
    """The request reached nobody: it may go to another replica."""


class Kept:
    """One connection at a time, to whichever replica is ready."""

    def __init__(self, replicas):
        self.replicas, self.at, self.connection, self.used, self.patience = replicas, 0, None, 0.0, 30

    def connect(self, patience=30):
        end = time.monotonic() + patience
        while time.monotonic() < end:
            for _ in self.replicas:
                self.at = (self.at + 1) % len(self.replicas)
                replica = self.replicas[self.at]
                if replica.ask("/ready") == 200:
                    self.connection = http.client.HTTPConnection("127.0.0.1", replica.port, timeout=self.patience)
                    try:
                        self.connection.connect()
                        return
                    except OSError:
                        self.connection = None
            time.sleep(0.02)
        raise Turned

    def awake(self):
        """A connection that has not been idle for long, connected anew if need be."""
        if self.connection and time.monotonic() - self.used > IDLE:
            self.connection.close()
            self.connection = None
        if self.connection is None:
            self.connect()
        self.used = time.monotonic()

    def call(self, method, path, body=None, headers=()):
        """Status, headers and body. An answer that does not come, or not whole, is an exception of http.client."""
        self.awake()
        content = None if body is None else json.dumps(body)
        try:
            self.connection.request(method, path, content, {"Content-Type": "application/json", **dict(headers)})
            answer = self.connection.getresponse()
            read = answer.read()
            self.used = time.monotonic()
        except Exception:
            self.connection.close()
            self.connection = None
            raise
        if answer.will_close:
            self.connection.close()
            self.connection = None
        return answer.status, answer.headers, read


def sign_in(kept, email="careers@demo.example"):
    status, _, read = kept.call("POST", "/api/v1/session", {"email": email, "password": "only-for-the-demo"})
    if status not in (200, 201):
        raise SystemExit(f"sign-in answered {status}: {read[:200]}")
    return [("Authorization", "Bearer " + json.loads(read)["access_token"])]


def sign_in_again(kept, headers):
    """As signing in, while the service may be away: then what there was."""
    try:
        return sign_in(kept)
    except (Exception, SystemExit):
        time.sleep(0.05)
        return headers


class Load:
    """Requests without end on several kept connections, each counted by what became of it."""

    def __init__(self, replicas, paths, clients, headers):
        self.replicas, self.paths, self.headers = replicas, paths, headers
        self.answered, self.failed, self.stopped, self.slowest = 0, [], threading.Event(), 0.0
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.work, args=(nth,)) for nth in range(clients)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopped.set()
        for thread in self.threads:
            thread.join()

    def work(self, nth):
        kept = Kept(self.replicas)
        kept.at = nth
        while not self.stopped.is_set():
            path = self.paths[nth % len(self.paths)]
            nth += 1
            begun = time.monotonic()
            try:
                status, _, read = kept.call("GET", path, headers=self.headers)
                if status == 401:
                    self.headers = sign_in_again(kept, self.headers)
                    continue
                fault = f"{status} {read[:120]!r}" if status >= 400 else None
            except Exception as error:
                fault = repr(error)
            with self.lock:
                self.slowest = max(self.slowest, time.monotonic() - begun)
                self.answered += fault is None
                if fault:
                    self.failed.append(f"{path}: {fault}")
