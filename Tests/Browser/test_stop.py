"""一键止付: frightened, at night, on the phone, not signed in. And back again, with strong proof."""

import re

from playwright.sync_api import expect

from account import letters, type_code
from people import DESKTOP, PHONE, People, shoot


def test_everything_stops_in_seconds_and_a_person_is_called(people: People):
    people.watch.allowed.append(r"status of (401|409|422|423|429)")
    trouble = people.trouble("account.stolen")
    signed_in = people.customer(DESKTOP, trouble)
    signed_in.visit("/")
    expect(signed_in.page.get_by_text("余额").first).to_be_visible()

    customer = people.customer(PHONE)
    page = customer.page
    customer.visit("/freeze")
    expect(page.get_by_role("heading", name="钱被人动了？先止付。")).to_be_visible()
    shoot(page, "phone-stop", full=True)
    page.get_by_label(re.compile("手机号或邮箱")).fill(trouble.facts["login"])
    page.get_by_role("button", name="发验证码，马上止付").click()
    type_code(page, people.server, trouble.facts["login"], button="立刻止付")
    expect(page.get_by_text("已经止付，您的钱动不了了。")).to_be_visible()
    receipt = re.search(r"ST[\d ]{12,}", page.locator("body").inner_text())[0].strip()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="告诉客服").click()
    expect(page.get_by_text("已经记下，客服看得到。")).to_be_visible()
    shoot(page, "phone-stop-receipt", full=True)
    assert any(receipt.replace(" ", "") in letter["text"].replace(" ", "") for letter in letters(people.server, trouble.facts["login"]))

    # The session in the other browser is over.
    signed_in.visit("/")
    expect(signed_in.page.get_by_role("link", name="登录", exact=True).first).to_be_visible()

    # An agent has it at the top, with the facts.
    agent = people.agent()
    expect(agent.queue.get_by_role("link").first).to_contain_text("紧急")
    agent.queue.get_by_role("link").first.click()
    expect(agent.side).to_contain_text("止付")
    shoot(agent.page, "desktop-desk-stop")


def test_lifting_the_stop_takes_strong_proof(people: People):
    people.watch.allowed.append(r"status of (401|409|422|423|429)")
    trouble = people.trouble("account.frozen_by_owner")
    customer = people.customer(PHONE)
    page = customer.page
    customer.visit("/unfreeze")
    page.get_by_label(re.compile("手机号或邮箱")).fill(trouble.facts["email"])
    page.get_by_role("button", name=re.compile("下一步|解除|发")).click()
    type_code(page, people.server, trouble.facts["email"], "邮箱验证码")
    expect(page.get_by_text("还需要继续核对。")).to_be_visible()
    shoot(page, "phone-unfreeze")
    page.get_by_label("支付密码").fill(trouble.facts["payment_password"])
    page.get_by_role("button", name="确认", exact=True).click()
    page.get_by_role("link", name="登录密码").click()
    page.get_by_label("登录密码").fill(trouble.facts["password"])
    page.get_by_role("button", name="确认", exact=True).click()
    expect(page.get_by_text("止付已经解除").first).to_be_visible()
