"""Somebody at the desk has a customer show who they are, and never sees what they type."""

import re

from playwright.sync_api import expect

from account import code
from people import DESKTOP, PHONE, People, shoot
from server import PASSWORD


def test_what_is_typed_in_the_secure_form_stays_out_of_the_chat(people: People):
    trouble = people.trouble()
    phone = trouble.facts["login"]
    customer = people.customer(PHONE)
    page = customer.page
    customer.visit("/chat?new=1")
    customer.write("我登不上了，能帮我看看吗")
    customer.to_person()
    agent = people.agent()
    agent.open(customer.conversation)
    agent.take()
    shoot(agent.page, "desk-identity-before")
    agent.side.get_by_role("button", name="核对身份", exact=True).click()
    expect(agent.side.get_by_text("等客户填写")).to_be_visible()
    expect(page.get_by_role("link", name="打开安全表单")).to_be_visible()
    shoot(page, "chat-secure-card")
    page.get_by_role("link", name="打开安全表单").click()
    form = page.get_by_role("dialog", name="安全表单").frame_locator("iframe")
    form.get_by_label("登记的手机号或邮箱").fill(phone)
    shoot(page, "chat-secure-form")
    form.get_by_role("button", name="下一步").click()
    expect(form.get_by_label("短信验证码")).to_be_visible()
    typed = code(people.server, phone)
    people.watch.allowed.append("422")
    form.get_by_label("短信验证码").fill("000000")
    form.get_by_role("button", name="确认").click()
    expect(agent.side.get_by_text("错了 1 次")).to_be_visible()
    form.get_by_label("短信验证码").fill(typed)
    form.get_by_role("button", name="确认").click()
    expect(agent.side.get_by_text("40 / 70 分")).to_be_visible()
    shoot(agent.page, "desk-identity-live")
    expect(form.get_by_text("还需要继续核对。")).to_be_visible()
    form.get_by_role("link", name="登录密码").click()
    form.get_by_label("登录密码").fill(PASSWORD)
    shoot(page, "chat-secure-form-second")
    form.get_by_role("button", name="确认").click()
    expect(page.get_by_role("dialog", name="安全表单")).to_have_count(0)
    expect(customer.talk.get_by_text("身份核对通过了。")).to_be_visible()
    expect(agent.side.get_by_text("70 / 70 分")).to_be_visible()
    shoot(agent.page, "desk-identity-passed", full=True)
    for screen in (page, agent.page):
        assert typed not in screen.content() and PASSWORD not in screen.content()


def test_the_secure_form_works_without_script(people: People):
    trouble = people.trouble()
    phone = trouble.facts["login"]
    context = people.context(DESKTOP, java_script_enabled=False)
    page = context.new_page()
    page.goto("/upay/chat?new=1")
    page.get_by_label("消息", exact=True).fill("我登不上了")
    page.get_by_role("button", name="发送").click()
    conversation = re.search(r"/chat/([^/?#]+)", page.url)[1]
    token = people.agent_token()
    people.server.post(f"/api/v1/desk/conversations/{conversation}/assignments", {}, token)
    people.server.post(f"/api/v1/desk/conversations/{conversation}/identity-checks", {}, token)
    page.reload()
    page.get_by_role("link", name="打开安全表单").click()
    page.get_by_label("登记的手机号或邮箱").fill(phone)
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("短信验证码").fill(code(people.server, phone))
    page.get_by_role("button", name="确认").click()
    page.get_by_role("link", name="登录密码").click()
    page.get_by_label("登录密码").fill(PASSWORD)
    page.get_by_role("button", name="确认").click()
    page.get_by_role("link", name="回到对话").click()
    expect(page.get_by_text("身份核对通过了。")).to_be_visible()
