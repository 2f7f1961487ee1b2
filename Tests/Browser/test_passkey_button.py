"""The passkey button in a real browser with a virtual authenticator, before a small server of this test's own.

What the answers are worth is decided by PasskeyTests.swift; here it is whether they are asked for, sent and followed.
"""

import base64
import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

SCRIPT = Path(__file__).resolve().parents[2] / "Public/scripts/passkey.js"
HOME = "https://wallet.example"
PAGE = """<!doctype html><html lang="zh-Hans"><title>通行密钥</title>
<passkey-button data-mode="{mode}" data-options-url="/options" data-answer-url="/answer" data-csrf="token-1"
  data-cancelled="已取消" data-known="已有一个" data-failed="没有成功">
<p data-part="missing">这个浏览器没有通行密钥</p><button type="button" hidden>使用通行密钥</button>
<p role="alert" hidden></p></passkey-button>
<script type="module" src="/passkey.js"></script>"""
POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'"
CREATE = {
    "attestation": "none", "challenge": "Y2hhbGxlbmdlLW9mLXRoZS1zZXJ2ZXI", "excludeCredentials": [],
    "authenticatorSelection": {"requireResidentKey": True, "residentKey": "required", "userVerification": "required"},
    "pubKeyCredParams": [{"alg": -7, "type": "public-key"}], "rp": {"id": "wallet.example", "name": "钱包"},
    "timeout": 300000, "user": {"displayName": "米拉", "id": "bWlyYQ", "name": "mira"},
}
GET = {
    "allowCredentials": [], "challenge": "Y2hhbGxlbmdlLW9mLXRoZS1zZXJ2ZXI", "rpId": "wallet.example", "timeout": 300000,
    "userVerification": "required",
}


class Site:
    """Answers every request of the page; keeps what was posted."""

    def __init__(self, page):
        self.page = page
        self.posted = []
        self.options = {"create": CREATE, "get": GET}
        self.answer = (200, {"next": "/done"})
        self.before_answer = lambda: None
        page.route("**/*", self.serve)

    def serve(self, route):
        path = route.request.url.split("/", 3)[3]
        if path == "passkey.js":
            route.fulfill(content_type="text/javascript", body=SCRIPT.read_text())
        elif path == "done":
            route.fulfill(content_type="text/html; charset=utf-8", body="<!doctype html><title>done</title><h1>好了</h1>")
        elif route.request.method == "POST":
            self.posted.append((path, route.request.headers, route.request.post_data_json))
            if path == "answer":
                self.before_answer()
            status, body = (200, self.options[self.mode]) if path == "options" else self.answer
            route.fulfill(status=status, content_type="application/json", body=json.dumps(body))
        else:
            route.fulfill(
                content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": POLICY},
                body=PAGE.format(mode=self.mode))

    def open(self, mode, url=HOME):
        self.mode = mode
        self.page.goto(url)
        return self.page.get_by_role("button", name="使用通行密钥")


@pytest.fixture
def site(browser):
    page = browser.new_page()
    site = Site(page)
    site.session = page.context.new_cdp_session(page)
    site.session.send("WebAuthn.enable")
    site.device = site.session.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True}})["authenticatorId"]
    yield site
    page.close()


def client_data(answer):
    text = answer["response"]["clientDataJSON"]
    return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def expect_whole_path(site, mode):
    site.open(mode).click()
    expect(site.page.get_by_role("heading", name="好了")).to_be_visible()
    (options_path, options_headers, _), (answer_path, answer_headers, answer) = site.posted[-2:]
    assert (options_path, answer_path) == ("options", "answer")
    assert options_headers["x-csrf-token"] == answer_headers["x-csrf-token"] == "token-1"
    assert answer["id"] == answer["rawId"] and answer["type"] == "public-key"
    assert client_data(answer)["challenge"] == "Y2hhbGxlbmdlLW9mLXRoZS1zZXJ2ZXI"
    return answer


def test_a_passkey_is_made_and_then_signs_in(site):
    made = expect_whole_path(site, "create")
    assert made["response"]["attestationObject"] and made["response"]["transports"] == ["internal"]
    shown = expect_whole_path(site, "get")
    assert shown["id"] == made["id"]
    assert shown["response"]["signature"] and shown["response"]["userHandle"] == "bWlyYQ"


def test_browsers_without_the_newer_functions_send_the_same(site):
    site.page.add_init_script("""
        delete PublicKeyCredential.parseCreationOptionsFromJSON;
        delete PublicKeyCredential.parseRequestOptionsFromJSON;
        delete PublicKeyCredential.prototype.toJSON;
        delete AbortSignal.timeout;
    """)
    made = expect_whole_path(site, "create")
    assert site.page.evaluate("typeof PublicKeyCredential.prototype.toJSON") == "undefined"
    site.options["get"] = {**GET, "allowCredentials": [{"type": "public-key", "id": made["id"]}]}
    shown = expect_whole_path(site, "get")
    assert shown["id"] == made["id"]
    assert shown["response"]["signature"] and shown["response"]["userHandle"] == "bWlyYQ"
    assert "attestationObject" not in shown["response"]


def test_a_refusal_is_said_and_the_button_comes_back(site):
    site.answer = (422, {"error": {"code": "passkey_refused", "message": "这个通行密钥不能用，请换一种方式登录。"}})
    button = site.open("create")
    expect(site.page.get_by_role("alert")).to_be_hidden()
    button.click()
    expect(site.page.get_by_role("alert")).to_have_text("这个通行密钥不能用，请换一种方式登录。")
    expect(button).to_be_enabled()
    expect(button).to_be_focused()
    site.options["create"] = {**CREATE, "user": {**CREATE["user"], "id": "dGhlbw"}}
    site.answer = (200, {"next": "/done"})
    button.click()
    expect(site.page.get_by_role("heading", name="好了")).to_be_visible()


def test_the_button_is_off_while_it_works(site):
    seen = []
    site.before_answer = lambda: seen.append(True)
    button = site.open("create")
    site.page.evaluate("""() => {
        window.states = [];
        const element = document.querySelector("passkey-button");
        new MutationObserver(() => window.states.push([element.querySelector("button").disabled,
            element.getAttribute("aria-busy")])).observe(element, { attributes: true, subtree: true });
    }""")
    site.answer = (500, {"error": {"code": "fault", "message": "出了问题"}})
    button.click()
    expect(site.page.get_by_role("alert")).to_have_text("出了问题")
    states = site.page.evaluate("window.states")
    assert seen and [True, "true"] in states and states[-1] == [False, "false"]


def test_what_went_wrong_on_the_device_is_said_in_our_words(site):
    button = site.open("create")
    made = expect_whole_path(site, "create")
    site.options["create"] = {**CREATE, "excludeCredentials": [{"type": "public-key", "id": made["id"]}]}
    button = site.open("create")
    button.click()
    expect(site.page.get_by_role("alert")).to_have_text("已有一个")
    site.session.send("WebAuthn.setUserVerified", {"authenticatorId": site.device, "isUserVerified": False})
    site.open("get").click()
    expect(site.page.get_by_role("alert")).to_have_text("已取消")
    site.options["get"] = {**GET, "rpId": "other.example"}
    site.open("get").click()
    expect(site.page.get_by_role("alert")).to_have_text("没有成功")


def test_no_other_site_is_gone_to(site):
    site.answer = (200, {"next": "//evil.example/"})
    site.open("create").click()
    expect(site.page.get_by_role("alert")).to_have_text("没有成功")
    assert site.page.url.startswith(HOME)


@pytest.mark.parametrize("way", ["no passkeys", "a bare address"])
def test_without_passkeys_the_page_says_so(site, way):
    text = site.page.get_by_text("这个浏览器没有通行密钥")
    button = site.open("get")
    expect(button).to_be_visible()
    expect(text).to_be_hidden()
    if way == "no passkeys":
        site.page.add_init_script("delete globalThis.PublicKeyCredential")
    button = site.open("get", HOME if way == "no passkeys" else "http://127.0.0.1:8080/")
    site.page.wait_for_function("Boolean(customElements.get('passkey-button'))")
    expect(text).to_be_visible()
    expect(button).to_be_hidden()
