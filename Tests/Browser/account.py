"""What the tests of the customer's own account share: the codes that were sent, and somebody new."""

import base64
import hashlib
import hmac
import itertools
import re
import struct
import time

from playwright.sync_api import Page, expect

from people import People
from server import Server

_numbers = itertools.count(int(time.time()) % 10_000_000 * 10)
SAFE_PASSWORD = "正确 马 电池 订书钉 7"


def fresh_phone() -> str:
    return f"137{next(_numbers) % 100_000_000:08d}"


def letters(server: Server, to: str) -> list[dict]:
    """What this address got, newest first."""
    return server.get(f"/sandbox/outbox?to={to}")


def code(server: Server, to: str) -> str:
    """The newest code; waits for it for a moment."""
    for _ in range(100):
        found = [letter for letter in letters(server, to) if letter["template"] == "code" and letter["state"] != "failed"]
        if found:
            return re.search(r"\d{6}", found[0]["text"])[0]
        time.sleep(0.1)
    raise AssertionError(f"no code was sent to {to}")


def type_code(page: Page, server: Server, to: str, label="短信验证码", button="确认"):
    page.get_by_label(label).fill(code(server, to))
    page.get_by_role("button", name=button, exact=True).click()


def one_time_password(secret: str, at: float | None = None) -> str:
    """RFC 6238, by the standard library alone."""
    key = base64.b32decode(secret.replace(" ", "") + "=" * (-len(secret.replace(" ", "")) % 8))
    digest = hmac.new(key, struct.pack(">Q", int((at or time.time()) // 30)), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start:start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def authenticator(page: Page):
    """A passkey device of Chromium's own, with a finger that is always right. Passkeys need a host name."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True}})
    return session, made["authenticatorId"]


def local(server: Server, path: str) -> str:
    return f"http://localhost:{server.port}{path}"
