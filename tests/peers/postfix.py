"""A whole pack through Postfix with strict checks of HELO name and sender, and what Postfix refuses.

  apt-get install postfix; pip install icalendar
  cargo build && python tests/peers/postfix.py target/debug/placewell

Run as root (Postfix changes to users of its own) from the project's folder. The instance has a configuration, a queue
and a port of its own, on loopback, and looks nothing up.
"""

import email
import email.policy
import pathlib
import subprocess
import sys
import tempfile
import time

import icalendar
from service import Story, prepare, serving

PLACEWELL = str(pathlib.Path(sys.argv[1]).resolve())
PORT = 18125
SENDER = "placements@demo.example"

MAIN = """
compatibility_level = 3.6
myhostname = mx.test.example
mydestination =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/postfix.log
maillog_file_prefixes = {folder}
smtputf8_enable = no
smtpd_tls_security_level = none
virtual_mailbox_domains = demo.example, {served}
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = inline:{{ {{{sender} = sender/}}, {{@{served} = inbox/}} }}
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
smtpd_helo_required = yes
strict_rfc821_envelopes = yes
smtpd_reject_unlisted_sender = yes
unknown_address_reject_code = 550
unknown_hostname_reject_code = 550
smtpd_helo_restrictions =
    reject_invalid_helo_hostname, reject_non_fqdn_helo_hostname,
    check_helo_access inline:{{ {{unwelcome.example = REJECT}} }}, reject_unknown_helo_hostname
smtpd_sender_restrictions = reject_non_fqdn_sender, reject_unknown_sender_domain
smtpd_recipient_restrictions = reject_non_fqdn_recipient, reject_unauth_destination
"""

MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
postlog unix-dgram n - n - 1 postlogd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
virtual unix - n n - - virtual
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
error unix - - n - - error
"""


def start(folder, served):
    config = folder / "config"
    for made in (config, folder / "queue", folder / "data", folder / "mail"):
        made.mkdir()
    (config / "main.cf").write_text(MAIN.format(folder=folder, served=served, sender=SENDER))
    (config / "master.cf").write_text(MASTER.format(port=PORT))
    subprocess.run(["chown", "postfix", folder / "data"], check=True)
    subprocess.run(["chown", "nobody:nogroup", folder / "mail"], check=True)
    # The temporary folder is its maker's alone, and Postfix is several users.
    folder.parent.chmod(0o711)
    subprocess.run(["postfix", "-c", config, "start"], check=True, stderr=subprocess.DEVNULL)
    return config


def arrived(folder, count):
    for _ in range(100):
        found = sorted((folder / "mail/inbox/new").glob("*")) if (folder / "mail/inbox/new").exists() else []
        if len(found) >= count:
            return [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in found]
        time.sleep(0.2)
    raise SystemExit(f"{count} mails did not arrive: {(folder / 'postfix.log').read_text()[-2000:]}")


def contact_of(story):
    sending = story.sendings()[0]
    return story.api.call("GET", f"/contacts/{sending['contact']}")


def refused(name, folder, settings, code):
    """What Postfix refuses of ours holds the queue and does not mark the contact."""
    with serving(PLACEWELL, folder, settings) as api:
        story = Story(api)
        sending = story.again(name)
        held = story.until(sending, lambda now: now["problem"] is not None)
        contact = contact_of(story)
        print(f"{name}: {held['state']}, {held['problem']}, server: {held['server_words']}, mail to the contact: "
              f"{contact['bounce']}")
        assert (held["state"], held["problem"], contact["bounce"]) == ("retrying", code, "fine"), held
    # Mended, the queue goes on by itself.
    with serving(PLACEWELL, folder, GOOD) as api:
        assert Story(api).settled(sending)["state"] == "sent"


GOOD = {"mail.host": "127.0.0.1", "mail.port": PORT, "mail.tls": "none", "mail.from_address": SENDER}

with tempfile.TemporaryDirectory() as temporary:
    folder = pathlib.Path(temporary)
    prepare(PLACEWELL, folder)
    with serving(PLACEWELL, folder, {"mail.mode": "folder", "mail.folder": folder / "filed"}) as api:
        served = contact_of(Story(api))["details"]["email"].split("@")[1]
    postfix = folder / "postfix"
    postfix.mkdir()
    config = start(postfix, served)
    try:
        with serving(PLACEWELL, folder, GOOD) as api:
            story = Story(api)
            end = story.settled(story.again("strict"))
            assert end["state"] == "sent", end
            [pack] = arrived(postfix, 1)
            [calendar] = [part for part in pack.iter_attachments() if part.get_content_type() == "text/calendar"]
            events = icalendar.Calendar.from_ical(calendar.get_content()).walk("VEVENT")
            helo = pack["Received"].split()[1]
            print(f"taken: HELO {helo}, {len(events)} days, from {pack['From']}, answers to {pack['Reply-To']}, "
                  f"server: {end['server_words']}")
            assert helo == "[127.0.0.1]" and all("organizer" in event for event in events)
        refused("helo", folder, {**GOOD, "mail.helo_name": "unwelcome.example"}, "mail_settings_refused")
        refused("sender", folder, {**GOOD, "mail.from_address": "nobody@demo.example"}, "mail_sender_refused")
        subprocess.run(["postconf", "-c", config, "-e", "virtual_mailbox_domains = demo.example"], check=True)
        subprocess.run(["postfix", "-c", config, "reload"], check=True, stderr=subprocess.DEVNULL)
        with serving(PLACEWELL, folder, GOOD) as api:
            story = Story(api)
            held = story.until(story.again("relay"), lambda now: now["problem"] is not None)
            print(f"relay: {held['state']}, {held['problem']}, server: {held['server_words']}")
            assert held["problem"] == "mail_settings_refused" and contact_of(story)["bounce"] == "fine"
    finally:
        subprocess.run(["postfix", "-c", config, "stop"], check=False, stderr=subprocess.DEVNULL)
