"""A mail server that takes everything, remembers it, and misbehaves as it is told."""

import collections
import email
import socketserver
import threading

from machine import free_port

MANNERS = ["takes", "put off", "drops before the end", "drops after the end", "says nothing"]


class Inbox(socketserver.ThreadingTCPServer):
    allow_reuse_address, daemon_threads = True, True

    def __init__(self, random):
        super().__init__(("127.0.0.1", free_port()), Session)
        self.random, self.lock = random, threading.Lock()
        self.taken, self.misbehaved, self.bad = collections.Counter(), collections.Counter(), True
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]

    def manner(self):
        with self.lock:
            manner = "takes" if not self.bad or self.random.random() < 0.7 else self.random.choice(MANNERS[1:])
            self.misbehaved[manner] += 1
            return manner

    def take(self, content):
        message = email.message_from_bytes(content)
        with self.lock:
            self.taken[message["Message-ID"]] += 1

    def handle_error(self, request, client_address):
        """A client that is killed leaves in the middle of a sentence."""


class Session(socketserver.StreamRequestHandler):
    timeout = 30

    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def handle(self):
        self.say("220 drill")
        while line := self.rfile.readline():
            verb = line.split()[0].upper() if line.split() else b""
            if verb in (b"EHLO", b"HELO"):
                self.say("250 drill")
            elif verb == b"DATA":
                self.say("354 go on")
                if not self.data():
                    return
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 2.0.0 ok")

    def data(self):
        content = bytearray()
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            content += line
        manner = self.server.manner()
        if manner == "put off":
            self.say("451 4.3.0 try later")
            return True
        if manner == "drops before the end":
            return False
        self.server.take(bytes(content))
        if manner == "drops after the end":
            return False
        if manner == "says nothing":
            self.rfile.readline()
            return False
        self.say("250 2.0.0 taken")
        return True
