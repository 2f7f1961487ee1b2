"""Two-factor sign-in with an authenticator app and recovery codes, the way back in without them, and passkeys."""

import re
import time

from playwright.sync_api import expect

from account import authenticator, letters, local, one_time_password, type_code
from people import DESKTOP, PHONE, People, shoot

REFUSED = r"status of (401|409|422|423|428|429)"


def enter(page, login: str, password: str):
    page.get_by_label("手机号或邮箱").fill(login)
    page.get_by_label("密码", exact=True).fill(password)
    page.get_by_role("button", name="登录", exact=True).click()


def prove(page, people: People, phone: str, password: str):
    """A code first, which nothing replaces; then the password."""
    page.get_by_role("button", name=re.compile("^发送验证码到")).click()
    type_code(page, people.server, phone)
    page.get_by_label("登录密码").fill(password)
    page.get_by_role("button", name="确认", exact=True).click()


def test_an_authenticator_app_is_set_up_and_asked_for(people: People):
    people.watch.allowed.append(REFUSED)
    trouble = people.trouble("login.wrong_password")
    customer = people.customer(PHONE, trouble)
    page = customer.page
    customer.visit("/security")
    page.get_by_role("link", name=re.compile("两步验证")).first.click()
    page.get_by_role("button", name="打开两步验证").click()
    prove(page, people, trouble.facts["login"], trouble.facts["password"])
    page.get_by_text("扫不了？手动输入").click()
    secret = re.sub(r"\s", "", page.locator(".secret").inner_text())
    shoot(page, "phone-two-factor", full=True)
    page.get_by_label("验证器上的 6 位数字").fill("000000")
    page.get_by_role("button", name="确认打开").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    page.get_by_label("验证器上的 6 位数字").fill(one_time_password(secret))
    page.get_by_role("button", name="确认打开").click()
    expect(page.get_by_role("heading", name="恢复码").first).to_be_visible()
    recovery = re.findall(r"[A-Z0-9]{4}-[A-Z0-9]{4}", page.locator("body").inner_text())
    assert len(set(recovery)) == 10
    shoot(page, "phone-recovery-codes", full=True)

    other = people.customer(DESKTOP)
    other.visit("/signin")
    enter(other.page, trouble.facts["login"], trouble.facts["password"])
    expect(other.page.get_by_role("heading", name="两步验证")).to_be_visible()
    shoot(other.page, "desktop-second-step")
    # The code that switched it on is used up; the next one is good.
    time.sleep(31 - time.time() % 30)
    other.page.get_by_label("验证器上的 6 位数字").fill(one_time_password(secret))
    other.page.get_by_role("button", name="确认", exact=True).click()
    expect(other.page.get_by_text("余额").first).to_be_visible()

    third = people.customer(DESKTOP)
    third.visit("/signin")
    enter(third.page, trouble.facts["login"], trouble.facts["password"])
    third.page.get_by_role("link", name="恢复码").click()
    third.page.get_by_label("恢复码").fill(recovery[0].lower())
    third.page.get_by_role("button", name="确认", exact=True).click()
    expect(third.page.get_by_text("余额").first).to_be_visible()


def test_who_has_lost_them_all_asks_for_their_removal_and_one_tap_stops_it(people: People):
    people.watch.allowed.append(REFUSED)
    trouble = people.trouble("security.two_factor")
    facts = trouble.facts
    owner = people.customer(DESKTOP, trouble)

    # Without the app, on another phone.
    customer = people.customer(PHONE)
    page = customer.page
    customer.visit("/signin")
    enter(page, facts["login"], facts["password"])
    page.get_by_role("link", name="验证器、通行密钥都不在了？").click()
    expect(page.get_by_text("等 24 小时")).to_be_visible()
    shoot(page, "phone-factor-lost", full=True)
    page.get_by_label("登记的手机号或邮箱").fill(facts["login"])
    page.get_by_role("button", name="开始核对").click()
    type_code(page, people.server, facts["login"])
    shoot(page, "phone-factor-lost-check", full=True)
    page.get_by_role("button", name=re.compile("^发送验证码到")).click()
    type_code(page, people.server, facts["email"], "邮箱验证码")
    page.get_by_label("支付密码").fill(facts["payment_password"])
    page.get_by_role("button", name="确认", exact=True).click()
    expect(page.get_by_role("heading", name="正在等待生效")).to_be_visible()
    shoot(page, "phone-factor-lost-asked", full=True)

    # Who is signed in sees it; the link works without.
    owner.visit("/security")
    expect(owner.page.get_by_role("button", name="停止移除")).to_be_visible()
    shoot(owner.page, "desktop-factor-lost-centre")
    asked = [one["text"] for one in letters(people.server, facts["email"]) if one["template"] == "second_factor_removal_asked"]
    stopper = people.customer(PHONE)
    stopper.page.goto(re.search(r"http://\S+/stop", asked[0])[0])
    shoot(stopper.page, "phone-factor-lost-stop", full=True)
    stopper.page.get_by_role("button", name="这不是我，停止").click()
    expect(stopper.page.get_by_role("heading", name="已经停止")).to_be_visible()
    shoot(stopper.page, "phone-factor-lost-stopped", full=True)
    owner.visit("/security")
    expect(owner.page.get_by_role("button", name="停止移除")).to_have_count(0)
    expect(owner.page.get_by_text("停止了移除验证器和通行密钥")).to_be_visible()


def test_a_fingerprint_is_added_and_signs_in(people: People):
    people.watch.allowed.append(REFUSED)
    trouble = people.trouble("login.wrong_password")
    context = people.context(DESKTOP)
    page = context.new_page()
    authenticator(page)
    page.goto(local(people.server, "/upay/signin"))
    enter(page, trouble.facts["login"], trouble.facts["password"])
    page.goto(local(people.server, "/upay/security/passkeys"))
    page.get_by_role("button", name="添加通行密钥").click()
    prove(page, people, trouble.facts["login"], trouble.facts["password"])
    page.get_by_role("button", name="现在添加").click()
    expect(page.get_by_text("已添加").first).to_be_visible()
    shoot(page, "desktop-passkeys")
    page.get_by_role("button", name="退出", exact=True).first.click()
    page.goto(local(people.server, "/upay/signin"))
    page.get_by_role("button", name="用面容或指纹登录").click()
    expect(page.get_by_text("余额").first).to_be_visible()
