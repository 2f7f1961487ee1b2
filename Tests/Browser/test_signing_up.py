"""Getting in: signing up with a code, a forgotten password, the second device; and the pages on the way."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from people import DESKTOP, PHONE, People, shoot
from server import PASSWORD, Server
from test_every_page import CONTRAST, READING, foreign
from tour import LANGUAGES

NEW = "山高 月小 水落石出"


def code(server: Server, contact: str) -> str:
    """The digits that were sent last."""
    sent = server.get(f"/sandbox/outbox?to={quote(contact)}")
    return next(re.search(r"\d{6}", one["text"])[0] for one in sent if one["template"] == "code")


def field(page: Page, name: str):
    return page.get_by_label(name, exact=True)


def prove(page: Page, server: Server, contact: str):
    field(page, "短信验证码").fill(code(server, contact))
    page.get_by_role("button", name="确认").click()


def sign_up(page: Page, server: Server, contact: str):
    page.goto("/upay/signin")
    page.get_by_role("link", name="注册").click()
    field(page, "手机号或邮箱").fill(contact)
    page.get_by_role("button", name="发送验证码").click()
    prove(page, server, contact)
    field(page, "姓名").fill("周小满")
    field(page, "密码").fill(NEW)
    page.get_by_label("我同意").check()


@pytest.mark.parametrize("script", [True, False], ids=["script", "forms alone"])
def test_somebody_signs_up_leaves_and_forgets_the_password(people: People, server: Server, script):
    people.watch.allowed.append("status of 4")
    contact = "13711110001" if script else "13711110002"
    page = people.context(PHONE, java_script_enabled=script).new_page()
    sign_up(page, server, contact)
    field(page, "密码").fill(contact)
    page.get_by_role("button", name="完成注册").click()
    expect(page.get_by_text("密码里用了您的手机号")).to_be_visible()
    expect(field(page, "姓名")).to_have_value("周小满")
    field(page, "密码").fill(NEW)
    page.get_by_role("button", name="完成注册").click()
    expect(page.get_by_role("button", name="退出")).to_be_visible()
    expect(page.get_by_text("周小满")).to_be_visible()
    page.get_by_role("button", name="退出").click()

    for _ in range(5):
        field(page, "手机号或邮箱").fill(contact)
        field(page, "密码").fill("不记得了")
        page.get_by_role("main").get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_text("账户先锁 30 分钟")).to_be_visible()
    shoot(page, f"signing-locked-{'script' if script else 'forms'}", full=True)
    page.get_by_role("button", name="忘了密码，重设一个").click()
    # A minute must pass between two codes: this contact got one when it signed up.
    expect(page.get_by_role("heading", name="找回密码")).to_be_visible()


def test_a_password_is_shown_only_as_long_as_one_wants(people: People, server: Server):
    page = people.context(PHONE).new_page()
    page.goto("/upay/signin")
    field(page, "密码").fill("geheim")
    page.get_by_role("button", name="显示密码").click()
    expect(field(page, "密码")).to_have_attribute("type", "text")
    page.get_by_role("button", name="隐藏密码").click()
    expect(field(page, "密码")).to_have_attribute("type", "password")


def test_one_device_signs_out_another(people: People, server: Server):
    trouble = people.trouble()
    phone, desktop = people.context(PHONE).new_page(), people.context(DESKTOP).new_page()
    for page in (phone, desktop):
        page.goto("/upay/signin")
        field(page, "手机号或邮箱").fill(trouble.facts["login"])
        field(page, "密码").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="登录", exact=True).click()
        expect(page.get_by_role("button", name="退出", exact=True)).to_be_visible()
    phone.goto("/upay/security/devices")
    expect(phone.get_by_text("这台设备")).to_be_visible()
    phone.get_by_role("button", name="退出其他所有设备").click()
    expect(phone.get_by_text("已经退出。")).to_be_visible()
    expect(phone.get_by_text("只有这台设备登录着。")).to_be_visible()
    desktop.reload()
    expect(desktop.get_by_role("link", name="登录", exact=True)).to_be_visible()
    shoot(phone, "signing-devices", full=True)


def stops(page: Page, server: Server, contact: str):
    """The pages of getting in, one after the other, as a stranger sees them."""
    for name, path in [("signin", "/upay/signin"), ("signup", "/upay/signup"), ("forgotten", "/upay/password/forgotten")]:
        page.goto(path)
        yield name
    page.goto("/upay/signup")
    page.locator("#contact").fill(contact)
    page.get_by_role("main").locator("button[type=submit]").click()
    yield "check"
    page.locator("#answer").fill(code(server, contact))
    page.get_by_role("main").locator("form:has(#answer) button[type=submit]").click()
    expect(page.locator("#agreed")).to_be_visible()
    yield "details"
    page.locator("#name").fill("周小满")
    page.locator("#agreed").check()
    page.locator("#password").fill("12345678")
    page.get_by_role("main").locator("button[type=submit]").click()
    expect(page.locator("#password-error")).to_be_visible()
    yield "details-wrong"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_in_can_be_read_by_everybody(people: People, server: Server, language, size):
    people.watch.allowed.append("status of 422")
    context = people.context(size, language)
    page = context.new_page()
    kind = "phone" if size == PHONE else "desktop"
    contact = f"1371112{LANGUAGES.index(language)}{len(kind):03d}"
    faults = []
    for name in stops(page, server, contact):
        assert page.evaluate("document.documentElement.lang") == language
        faults += [f"{name}: {fault}" for fault in page.evaluate(READING)]
        faults += [f"{name}: {fault}" for fault in foreign(page.locator("body").inner_text(), language)]
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            faults += [f"{name} {theme}: {fault}" for fault in page.evaluate(CONTRAST)]
            shoot(page, f"signing-{kind}-{theme}-{language}-{name}", full=True)
    assert not faults, "\n".join(faults)
