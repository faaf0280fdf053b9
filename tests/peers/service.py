"""The service over the demo's data, for the other programs here."""

import contextlib
import json
import pathlib
import subprocess
import time
import urllib.error
import urllib.request

API = 18090
PENDING = {"queued", "sending", "retrying"}
SAMPLE = str(pathlib.Path("sample").resolve())


class Api:
    token = None

    def call(self, method, path, body=None, key=None):
        request = urllib.request.Request(f"http://127.0.0.1:{API}/api/v1{path}", method=method,
                                         data=None if body is None else json.dumps(body).encode())
        request.add_header("Content-Type", "application/json")
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        if key:
            request.add_header("Idempotency-Key", key)
        with urllib.request.urlopen(request) as answer:
            return json.loads(answer.read() or b"null")

    def ready(self):
        for _ in range(100):
            try:
                return self.call("GET", "/openapi.json")
            except urllib.error.URLError:
                time.sleep(0.2)
        raise SystemExit("the service did not start")


def items(answer):
    return answer if isinstance(answer, list) else answer["items"]


class Story:
    """The demo's one placement and the pack that was approved for it."""

    def __init__(self, api):
        session = api.call("POST", "/session", {"email": "careers@demo.example", "password": "only-for-the-demo"})
        api.token = session["access_token"]
        self.api = api
        self.placement = items(api.call("GET", "/placements"))[0]["id"]
        self.briefing = items(api.call("GET", f"/placements/{self.placement}/briefings"))[-1]["id"]

    def sendings(self):
        return items(self.api.call("GET", f"/briefings/{self.briefing}/deliveries"))

    def again(self, key):
        return self.api.call("POST", f"/deliveries/{self.sendings()[0]['id']}/resend", key=key)["id"]

    def until(self, sending, found, patience=90):
        """The sending once `found` is true of it."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            now = self.api.call("GET", f"/deliveries/{sending}")
            if found(now):
                return now
            time.sleep(0.2)
        raise SystemExit(f"still {now}")

    def settled(self, sending):
        return self.until(sending, lambda now: now["state"] not in PENDING)


def prepare(placewell, folder):
    subprocess.run([placewell, "demo", "--exit", "--data", folder / "data", "--sample", SAMPLE],
                   check=True, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def serving(placewell, folder, mail):
    """The service with these settings, ready."""
    settings = {
        "server.bind": f"127.0.0.1:{API}", "database.url": f"sqlite:{folder}/data/placewell.db",
        "keys.file": f"{folder}/data/placewell.keys", "mail.timeout_seconds": 10, "jobs.lease_seconds": 40,
        "jobs.backoff_seconds": 2, "jobs.poll_seconds": 1, **mail,
    }
    arguments = [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]
    service = subprocess.Popen([placewell, "serve", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        api = Api()
        api.ready()
        yield api
    finally:
        service.terminate()
        service.wait()
