"""A whole pack, from the worker to a real SMTP server: taken, put off twice, refused, and down for a while.

  pip install aiosmtpd cryptography icalendar
  cargo build && python tests/peers/mail.py target/debug/placewell

The server wants STARTTLS and a login. Run from the project's folder; everything is kept in a temporary one.
"""

import datetime
import email
import email.policy
import ipaddress
import json
import pathlib
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import icalendar
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PLACEWELL = str(pathlib.Path(sys.argv[1]).resolve())
SAMPLE = str(pathlib.Path("sample").resolve())
API, MAIL = 18090, 18025
PENDING = {"queued", "sending", "retrying"}


def certify(folder):
    """A certificate for localhost, its own authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    today = datetime.datetime.now(datetime.timezone.utc)
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(days=1)).not_valid_after(today + datetime.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "server.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "server.key").write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))


class Inbox:
    """Answers DATA by a script, then takes everything."""

    def __init__(self):
        self.script, self.taken, self.answers = [], [], []

    async def handle_DATA(self, server, session, envelope):
        answer = self.script.pop(0) if self.script else "250 OK taken"
        assert session.ssl is not None and session.authenticated, "in clear, or not logged in"
        self.answers.append(answer.split()[0])
        if answer.startswith("250"):
            self.taken.append(envelope)
        return answer


def listen(inbox, folder):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(folder / "server.pem", folder / "server.key")

    def login(server, session, envelope, mechanism, data):
        right = isinstance(data, LoginPassword) and (data.login, data.password) == (b"placewell", b"secret")
        return AuthResult(success=right)

    controller = Controller(inbox, hostname="127.0.0.1", port=MAIL, tls_context=tls, require_starttls=True,
                            authenticator=login, auth_required=True, auth_require_tls=True)
    controller.start()
    return controller


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


def check(api, inbox, folder, controller):
    session = api.call("POST", "/session", {"email": "careers@demo.example", "password": "only-for-the-demo"})
    api.token = session["access_token"]
    placement = items(api.call("GET", "/placements"))[0]["id"]
    briefing = items(api.call("GET", f"/placements/{placement}/briefings"))[-1]["id"]

    def sendings():
        return items(api.call("GET", f"/briefings/{briefing}/deliveries"))

    def again(key):
        made = api.call("POST", f"/deliveries/{sendings()[0]['id']}/resend", key=key)
        return made["id"]

    def settled(sending, patience=90):
        until = time.monotonic() + patience
        while time.monotonic() < until:
            now = api.call("GET", f"/deliveries/{sending}")
            if now["state"] not in PENDING:
                return now
            time.sleep(0.2)
        raise SystemExit(f"still {now}")

    stories = [("taken", []), ("put-off", ["451 4.3.0 try later"] * 2), ("refused", ["550 5.7.1 refused by policy"])]
    for name, script in stories:
        inbox.script, before = list(script), len(inbox.taken)
        inbox.answers.clear()
        end = settled(again(name))
        print(f"{name}: answers {inbox.answers}, taken {len(inbox.taken) - before}, "
              f"{end['state']} at attempt {end['attempt']}, server: {end['server_words']}, advice: {end['advice']}")
        assert (end["state"] == "failed") == (name == "refused")
        assert len(inbox.taken) - before == (0 if name == "refused" else 1)

    controller.stop()
    before, sending = len(inbox.taken), again("down")
    time.sleep(5)
    down = api.call("GET", f"/deliveries/{sending}")
    assert down["state"] in PENDING, down
    controller = listen(inbox, folder)
    end = settled(sending)
    print(f"down: {down['state']} ({down['problem']}), then {end['state']}, taken {len(inbox.taken) - before}")
    assert len(inbox.taken) - before == 1
    return controller


def read(envelope):
    """What arrived, by independent readers."""
    message = email.message_from_bytes(envelope.content, policy=email.policy.default)
    parts = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    print("parts:", ", ".join(parts))
    assert len(envelope.rcpt_tos) == 1
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            text = part.get_content()
            events = icalendar.Calendar.from_ical(text).walk("VEVENT")
            assert events and not any(event.errors for event in events)
            print("calendar:", len(events), "days,", events[0].decoded("dtstart"), "to", events[-1].decoded("dtend"))


with tempfile.TemporaryDirectory() as temporary:
    folder = pathlib.Path(temporary)
    certify(folder)
    subprocess.run([PLACEWELL, "demo", "--exit", "--data", folder / "data", "--sample", SAMPLE],
                   check=True, stdout=subprocess.DEVNULL)
    settings = {
        "server.bind": f"127.0.0.1:{API}", "database.url": f"sqlite:{folder}/data/placewell.db",
        "keys.file": f"{folder}/data/placewell.keys", "mail.host": "localhost", "mail.port": MAIL,
        "mail.ca_file": f"{folder}/server.pem", "mail.user": "placewell", "mail.password": "secret",
        "mail.from_address": "placements@demo.example",
        "mail.timeout_seconds": 10, "jobs.lease_seconds": 40, "jobs.backoff_seconds": 2, "jobs.poll_seconds": 1,
    }
    arguments = [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]
    service = subprocess.Popen([PLACEWELL, "serve", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    inbox = Inbox()
    controller = listen(inbox, folder)
    try:
        api = Api()
        api.ready()
        controller = check(api, inbox, folder, controller)
        read(inbox.taken[-1])
    finally:
        controller.stop()
        service.terminate()
        service.wait()
