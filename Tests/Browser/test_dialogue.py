"""The assistant goes with somebody from the first words to the last step."""

import re

from playwright.sync_api import expect

from account import type_code
from people import DESKTOP, PHONE, People, shoot
from server import PASSWORD

REFUSED = r"status of (401|409|422|423|428|429)"


def test_a_transfer_under_way_is_watched_and_the_agent_sees_why(people: People):
    trouble = people.trouble("transfer.processing_at_bank")
    customer = people.customer(PHONE, trouble)
    page = customer.page
    customer.visit("/chat?new=1")
    customer.write("转给朋友的钱还没到账")
    card = customer.talk.get_by_role("article").last
    expect(card).to_contain_text("钱没有丢")
    expect(card.get_by_role("list", name="钱现在在哪里")).to_contain_text("预计")
    shoot(page, "phone-dialogue-transfer", full=True)
    chat = page.url
    conversation = customer.conversation
    card.get_by_role("button", name="有结果就告诉我").click()
    # It stays in the talk.
    expect(customer.talk.get_by_text("这笔一有结果就告诉您")).to_be_visible()
    assert page.url.split("#")[0].split("?")[0] == chat.split("#")[0].split("?")[0]
    # What means something only after what was said.
    customer.write("还有别的办法吗")
    expect(customer.talk.get_by_text("除了刚才说的")).to_be_visible()
    customer.write("还是不行")
    expect(customer.talk.get_by_text("就不让您再试了")).to_be_visible()
    shoot(page, "phone-dialogue-follow-ups")
    customer.to_person()
    agent = people.agent()
    agent.open(conversation)
    why = agent.talk.get_by_text("为什么这样答").first
    why.click()
    expect(agent.talk.get_by_text("transfer-under-way").first).to_be_visible()
    expect(agent.talk.get_by_text("结论一样").first).to_be_visible()
    shoot(agent.page, "desk-why")


def test_an_account_is_unlocked_without_leaving_the_chat(people: People):
    people.watch.allowed.append(REFUSED)
    trouble = people.trouble("account.locked_by_attempts")
    customer = people.customer(DESKTOP, trouble)
    page = customer.page
    customer.visit("/chat?new=1")
    customer.write("密码输错几次，账户被锁了")
    expect(customer.talk.get_by_text("自动解开")).to_be_visible()
    expect(customer.talk.get_by_role("listitem").filter(has_text="证明是您本人")).to_be_visible()
    shoot(page, "dialogue-unlock")
    customer.talk.get_by_role("link", name=re.compile("解锁")).click()
    sheet = page.get_by_role("dialog").frame_locator("iframe")
    sheet.get_by_label(re.compile("手机号或邮箱")).fill(trouble.facts["login"])
    sheet.get_by_role("button", name=re.compile("下一步|发送|开始")).click()
    sheet.get_by_role("button", name=re.compile("发送验证码")).click()
    expect(sheet.get_by_label("短信验证码")).to_be_visible()
    # No bars of the page around it: it is a sheet.
    expect(sheet.get_by_role("contentinfo")).to_have_count(0)
    shoot(page, "dialogue-unlock-sheet")
    type_code(sheet, people.server, trouble.facts["login"])
    sheet.get_by_role("link", name="登录密码").click()
    sheet.get_by_label("登录密码").fill(PASSWORD)
    sheet.get_by_role("button", name="确认", exact=True).click()
    expect(sheet.get_by_role("heading", name=re.compile("解开|解锁"))).to_be_visible()
    shoot(page, "dialogue-unlock-done")
    page.get_by_role("dialog").get_by_role("button", name="关闭").click()
    expect(customer.talk.get_by_text("账户已经解开")).to_be_visible()
    shoot(page, "dialogue-unlocked")


def test_a_shop_that_saw_nothing_gets_a_proof(people: People):
    trouble = people.trouble("merchant.not_received")
    customer = people.customer(PHONE, trouble)
    page = customer.page
    customer.visit("/chat?new=1")
    customer.write("付了钱，商家说没收到")
    card = customer.talk.get_by_role("article").last
    card.get_by_role("link", name="拿凭证问商家").click()
    expect(page.get_by_role("heading", name="交易凭证", level=1)).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("打印|保存"))).to_be_visible()
    shoot(page, "phone-proof", full=True)


def test_words_that_go_before_everything(people: People):
    """Somebody whose money is being taken gets the stop first; in the dark, on a phone."""
    trouble = people.trouble("account.stolen")
    customer = people.customer(PHONE, trouble, color_scheme="dark")
    page = customer.page
    customer.visit("/chat?new=1")
    customer.write("有人在用我的钱付款，不是我！")
    expect(customer.talk.get_by_text("第一步是把钱停住")).to_be_visible()
    shoot(page, "phone-dialogue-theft-dark")
    customer.talk.get_by_role("link", name="一键止付").first.click()
    sheet = page.get_by_role("dialog").frame_locator("iframe")
    expect(sheet.get_by_role("button", name=re.compile("止付|停"))).to_be_visible()
    shoot(page, "phone-dialogue-stop-sheet-dark")
