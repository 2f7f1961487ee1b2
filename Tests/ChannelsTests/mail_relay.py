"""A mail relay for the tests, made of aiosmtpd. Prints a JSON line with its port, then one for each mail that it took,
as Python's own reader of mail understands it. It ends when its standard input does.

The first part of an address says what becomes of the mail: refused@ is refused for good, later@ only the first time,
spam@ when its text has come."""
import argparse
import asyncio
import email
import email.policy
import email.utils
import json
import ssl
import sys
from email.header import decode_header, make_header

from aiosmtpd.smtp import SMTP, AuthResult


def say(**values):
    print(json.dumps(values), flush=True)


class Relay:
    def __init__(self):
        self.seen = set()
        self.open = self.peak = 0

    def connected(self):
        self.open += 1
        self.peak = max(self.peak, self.open)

    async def handle_MAIL(self, server, session, envelope, address, options):
        if address.startswith("refused@"):
            return f"550 5.1.8 {address} is not known here"
        envelope.mail_from = address
        return "250 ok"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused@"):
            return f"550 5.1.1 {address} is not known here"
        if address.startswith("later@") and address not in self.seen:
            self.seen.add(address)
            return f"451 4.7.1 {address}: come again"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server, session, envelope):
        raw = envelope.content
        if envelope.rcpt_tos[0].startswith("spam@"):
            return "554 5.7.1 nobody wants this"
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        # The older of Python's two readers: the newer puts a space between two encoded words of a name.
        old = email.message_from_bytes(raw)
        name, address = email.utils.parseaddr(str(make_header(decode_header(old["From"]))))
        say(
            sender=envelope.mail_from, recipients=envelope.rcpt_tos, name=name, address=address,
            to=mail["To"], subject=mail["Subject"], text=mail.get_content(), headers=[[k, str(v)] for k, v in mail.items()],
            defects=[str(d) for part in mail.walk() for d in part.defects], raw=raw.decode("ascii", "backslashreplace"),
            encrypted=session.ssl is not None or server.transport.get_extra_info("sslcontext") is not None,
            user=session.auth_data, peak=self.peak, hello=session.host_name)
        return "250 taken"


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tls", choices=["none", "starttls", "implicit"], default="none")
    parser.add_argument("--certificate")
    parser.add_argument("--login", help="USER:PASSWORD")
    parser.add_argument("--greeting", help="say only this, and then nothing")
    given = parser.parse_args()
    context = None
    if given.tls != "none":
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(given.certificate)
    relay = Relay()

    def authenticate(server, session, envelope, mechanism, data):
        user, password = data.login.decode(), data.password.decode()
        return AuthResult(success=f"{user}:{password}" == given.login, handled=False, auth_data=user)

    class Talk(SMTP):
        def connection_made(self, transport):
            relay.connected()
            super().connection_made(transport)

        def connection_lost(self, error):
            relay.open -= 1
            super().connection_lost(error)

    def talk():
        wants = {"authenticator": authenticate, "auth_required": True} if given.login else {}
        starttls = {"tls_context": context, "require_starttls": True} if given.tls == "starttls" else {}
        return Talk(
            relay, hostname="relay.test", auth_require_tls=given.tls == "starttls", loop=asyncio.get_running_loop(),
            **wants, **starttls)

    class Mute(asyncio.Protocol):
        def connection_made(self, transport):
            transport.write(given.greeting.encode())

    server = await asyncio.get_running_loop().create_server(
        talk if given.greeting is None else Mute, "127.0.0.1", 0, ssl=context if given.tls == "implicit" else None)
    say(port=server.sockets[0].getsockname()[1])
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.buffer.read)


asyncio.run(main())
