"""Getting in, and getting in again: sign-up, a forgotten password, a new device, another browser's check."""

import re

from playwright.sync_api import expect

from account import SAFE_PASSWORD, code, fresh_phone, letters, type_code
from people import DESKTOP, PHONE, People, shoot

#: Refused forms keep the page and say so by their status.
REFUSED = r"status of (401|409|422|423|428|429)"


def sign_up(people: People, phone: str, size=PHONE):
    customer = people.customer(size)
    page = customer.page
    customer.visit("/signin")
    page.get_by_role("link", name="注册").click()
    page.get_by_label("登记的手机号或邮箱").or_(page.get_by_label(re.compile("手机号或邮箱"))).first.fill(phone)
    page.get_by_role("button", name=re.compile("发送验证码|下一步")).click()
    type_code(page, people.server, phone)
    page.get_by_label("姓名").fill("林晓")
    page.get_by_label("密码", exact=True).fill(SAFE_PASSWORD)
    return customer


def test_somebody_new_signs_up_by_phone_and_comes_back(people: People):
    people.watch.allowed.append(REFUSED)
    phone = fresh_phone()
    customer = sign_up(people, phone)
    page = customer.page
    # A weak password is refused beside its field; what else was typed is kept.
    page.get_by_label("密码", exact=True).fill(phone)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="完成注册").click()
    expect(page.get_by_label("密码", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("姓名")).to_have_value("林晓")
    shoot(page, "phone-sign-up-refused")
    page.get_by_label("密码", exact=True).fill(SAFE_PASSWORD)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="完成注册").click()
    expect(page.get_by_text("余额").first).to_be_visible()
    assert any(letter["template"] == "welcome" for letter in letters(people.server, phone))
    # From another device: signed in, and warned about it.
    other = people.customer(DESKTOP)
    other.visit("/signin")
    other.page.get_by_label("手机号或邮箱").fill(phone)
    other.page.get_by_label("密码", exact=True).fill(SAFE_PASSWORD)
    other.page.get_by_role("button", name="登录", exact=True).click()
    expect(other.page.get_by_text("余额").first).to_be_visible()
    assert any("new_device" in letter["template"] for letter in letters(people.server, phone)), "the owner is told"


def test_a_forgotten_password_is_replaced_and_ends_other_sessions(people: People):
    people.watch.allowed.append(REFUSED)
    trouble = people.trouble("password.forgotten")
    phone = trouble.facts["login"]
    signed_in = people.customer(DESKTOP, trouble)
    signed_in.visit("/")
    expect(signed_in.page.get_by_text("余额").first).to_be_visible()

    other = people.trouble("login.wrong_password")
    customer = people.customer(PHONE)
    page = customer.page
    customer.visit("/signin")
    page.get_by_role("link", name="忘记密码").click()
    page.get_by_label(re.compile("手机号或邮箱")).fill(other.facts["login"])
    page.get_by_role("button", name=re.compile("下一步|发送")).click()
    # Wrong first: the tries left are said beside the field.
    page.get_by_label("短信验证码").fill("000000")
    page.get_by_role("button", name="确认", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("还可以试")
    shoot(page, "phone-reset-wrong-code")
    type_code(page, people.server, other.facts["login"])
    page.get_by_label("新密码", exact=True).fill(SAFE_PASSWORD)
    page.get_by_role("button", name="换成新密码").click()
    expect(page.get_by_text("密码已换好")).to_be_visible()
    assert any("password" in letter["template"] for letter in letters(people.server, other.facts["login"]))


def test_a_check_is_good_only_in_the_browser_that_began_it(people: People):
    people.watch.allowed.append("status of 404")
    trouble = people.trouble("login.wrong_password")
    owner = people.customer(PHONE)
    owner.visit("/password/forgotten")
    owner.page.get_by_label(re.compile("手机号或邮箱")).fill(trouble.facts["login"])
    owner.page.get_by_role("button", name=re.compile("下一步|发送")).click()
    expect(owner.page.get_by_label("短信验证码")).to_be_visible()
    address = owner.page.url
    thief = people.customer(PHONE)
    answer = thief.page.goto(address)
    assert answer.status == 404
    assert code(people.server, trouble.facts["login"]) not in thief.page.content()
