"""A whole pack, from the worker to a real SMTP server: taken, put off twice, refused, and down for
a while; then the placement is cancelled.

  pip install aiosmtpd cryptography icalendar
  cargo build && python tests/peers/mail.py target/debug/placewell

The server wants STARTTLS and a login. Run from the project's folder; everything is kept in a temporary one.
"""

import datetime
import email
import email.policy
import ipaddress
import pathlib
import ssl
import sys
import tempfile
import time

import icalendar
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from service import PENDING, Story, prepare, serving

PLACEWELL = str(pathlib.Path(sys.argv[1]).resolve())
MAIL = 18025


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


def check(story, inbox, folder, controller):
    again, settled = story.again, story.settled
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
    down = story.api.call("GET", f"/deliveries/{sending}")
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
            assert all(str(event["organizer"]).startswith("mailto:") for event in events)
            print("calendar:", len(events), "days,", events[0].decoded("dtstart"), "to", events[-1].decoded("dtend"))
    return message, events


def call_off(story, inbox, pack, days):
    """A cancelled placement's letter, to whoever holds the pack, and the calendar that comes with it."""
    before = len(inbox.taken)
    story.api.call("POST", f"/placements/{story.placement}/steps/cancel", {"reason": "The roof leaks."})
    for _ in range(100):
        if len(inbox.taken) > before:
            break
        time.sleep(0.2)
    [letter] = inbox.taken[before:]
    message, gone = read(letter)
    text = message.get_body(("plain",)).get_content()
    assert letter.rcpt_tos and message["To"] == pack["To"] and message["Subject"].endswith(": cancelled")
    assert message["Reply-To"] == pack["Reply-To"] and message["From"] == pack["From"]
    assert "roof" not in text
    newest = {str(event["uid"]): event["sequence"] for event in days}
    for event in gone:
        assert event["status"] == "CANCELLED" and event["sequence"] > newest[str(event["uid"])]
    assert {str(event["uid"]) for event in gone} == set(newest)
    print(f"called off: {message['Subject']!r} from {message['From']}, answers to {message['Reply-To']}, "
          f"{len(gone)} entries cancelled")


with tempfile.TemporaryDirectory() as temporary:
    folder = pathlib.Path(temporary)
    certify(folder)
    prepare(PLACEWELL, folder)
    inbox = Inbox()
    controller = listen(inbox, folder)
    settings = {
        "mail.host": "localhost", "mail.port": MAIL, "mail.ca_file": f"{folder}/server.pem", "mail.user": "placewell",
        "mail.password": "secret", "mail.from_address": "placements@demo.example",
    }
    try:
        with serving(PLACEWELL, folder, settings) as api:
            story = Story(api)
            controller = check(story, inbox, folder, controller)
            call_off(story, inbox, *read(inbox.taken[-1]))
    finally:
        controller.stop()
