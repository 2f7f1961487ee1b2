"""Records what Chromium and its virtual authenticator answer, for PasskeyTests.swift: chromium.json beside this file.

    .venv/bin/python Tests/CredentialsTests/Passkeys/record.py

The keys are the virtual authenticator's; they open nothing.
"""

import base64
import json
import pathlib
import shutil

from playwright.sync_api import sync_playwright

HOME = "https://wallet.example"
SISTER = "https://pay.wallet.example"
STRANGER = "https://other.example"

CREATE = """async ({user, challenge, rp, alg, verification, attestation}) => {
  const credential = await navigator.credentials.create({publicKey: PublicKeyCredential.parseCreationOptionsFromJSON({
    challenge, rp: {id: rp, name: "钱包"}, user: {id: user, name: "mira", displayName: "米拉"},
    pubKeyCredParams: [{type: "public-key", alg}],
    authenticatorSelection: {residentKey: "required", userVerification: verification}, attestation,
  })});
  return credential.toJSON();
}"""
GET = """async ({challenge, rp, verification, id}) => {
  const credential = await navigator.credentials.get({publicKey: PublicKeyCredential.parseRequestOptionsFromJSON({
    challenge, rpId: rp, userVerification: verification, allowCredentials: [{type: "public-key", id}],
  })});
  return credential.toJSON();
}"""


def authenticator(session, **options):
    settings = {
        "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True, **options,
    }
    return session.send("WebAuthn.addVirtualAuthenticator", {"options": settings})["authenticatorId"]


def record(page, session):
    answers = {}

    # A second passkey for the same user takes the place of the first, and there is room for three.
    def user(name):
        return base64.urlsafe_b64encode(b"mira" if name == "create" else b"others").decode().rstrip("=")

    def create(name, challenge, rp="wallet.example", alg=-7, verification="required", attestation="none"):
        answers[name] = page.evaluate(CREATE, dict(
            user=user(name), challenge=challenge, rp=rp, alg=alg, verification=verification, attestation=attestation))
        return answers[name]["id"]

    def get(name, challenge, id, rp="wallet.example", verification="required", where=page):
        answers[name] = where.evaluate(GET, dict(challenge=challenge, rp=rp, verification=verification, id=id))

    page.goto(HOME)
    device = authenticator(session)
    id = create("create", "Y3JlYXRlLWNoYWxsZW5nZS0x")
    get("get", "Z2V0LWNoYWxsZW5nZS0x", id)
    get("getAgain", "Z2V0LWNoYWxsZW5nZS0y", id)
    create("createAttested", "Y3JlYXRlLWNoYWxsZW5nZS0x", attestation="direct")
    create("createRS256", "Y3JlYXRlLWNoYWxsZW5nZS0x", alg=-257)
    get("getRS256", "Z2V0LWNoYWxsZW5nZS0x", answers["createRS256"]["id"])
    create("createEdDSA", "Y3JlYXRlLWNoYWxsZW5nZS0x", alg=-8)
    get("getEdDSA", "Z2V0LWNoYWxsZW5nZS0x", answers["createEdDSA"]["id"])

    # Another site is another process, and the virtual authenticator stays behind: its passkey moves by hand.
    held = session.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
    passkey = next(each for each in held if each["userHandle"] == base64.b64encode(b"mira").decode())

    def go(url):
        page.goto(url)
        session.send("WebAuthn.disable")
        session.send("WebAuthn.enable")
        device = authenticator(session)
        session.send("WebAuthn.addCredential", {"authenticatorId": device, "credential": passkey})
        return device

    go(SISTER)
    get("getAtSister", "Z2V0LWNoYWxsZW5nZS0x", id)
    go(STRANGER)
    page.evaluate("""url => new Promise(done => {
      const frame = document.createElement("iframe");
      frame.allow = "publickey-credentials-get " + url;
      frame.onload = done;
      frame.src = url;
      document.body.append(frame);
    })""", HOME)
    get("getFramed", "Z2V0LWNoYWxsZW5nZS0x", id, where=page.frames[1])
    stranger = create("createStranger", "Y3JlYXRlLWNoYWxsZW5nZS0x", rp="other.example")
    get("getStranger", "Z2V0LWNoYWxsZW5nZS0x", stranger, rp="other.example")

    device = go(HOME)
    session.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    get("getUnverified", "Z2V0LWNoYWxsZW5nZS0x", id, verification="discouraged")
    session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": device})

    device = authenticator(session, hasUserVerification=False, hasResidentKey=False, transport="usb")
    answers["createUnverified"] = page.evaluate(
        CREATE.replace('residentKey: "required"', 'residentKey: "discouraged"'),
        dict(user=user("createUnverified"), challenge="Y3JlYXRlLWNoYWxsZW5nZS0x", rp="wallet.example", alg=-7, verification="discouraged",
             attestation="none"))
    session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": device})

    authenticator(session, defaultBackupEligibility=True, defaultBackupState=True)
    create("createSynced", "Y3JlYXRlLWNoYWxsZW5nZS0x")
    return answers


def main():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.route("**/*", lambda route: route.fulfill(content_type="text/html", body="<!doctype html><title>x</title>"))
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        answers = record(page, session)
        browser.close()
    target = pathlib.Path(__file__).with_name("chromium.json")
    target.write_text(json.dumps(answers, indent=1, sort_keys=True, ensure_ascii=False) + "\n")


main()
