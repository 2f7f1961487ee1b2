"""What people type by mistake or on purpose: it is kept, explained, and shown as the text that it is."""

import pytest
from playwright.sync_api import expect

from people import DESKTOP, PHONE, People, key, shoot

NASTY = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>']
TOO_LONG = "长" * 4_001


@pytest.fixture
def chat(people):
    trouble = people.trouble()
    customer = people.customer(PHONE, trouble)
    customer.ask(trouble)
    return customer


def test_an_empty_message_goes_nowhere(people: People, chat):
    before = chat.talk.locator("[data-position]").count()
    for text in ("", "   \n "):
        chat.box.fill(text)
        chat.page.get_by_role("button", name="发送").click()
    expect(chat.talk.locator("[data-position], [data-pending]")).to_have_count(before)


def test_a_message_too_long_is_kept_and_explained(people: People, chat):
    people.watch.allowed.append("status of 422")
    # The field itself takes no more than it should; a browser that does not care is told by the server.
    chat.box.evaluate("box => box.removeAttribute('maxlength')")
    chat.box.fill(TOO_LONG)
    chat.page.get_by_role("button", name="发送").click()
    expect(chat.page.get_by_text("一次最多 4000 个字。").or_(chat.page.get_by_text("一次最多 4,000 个字。"))).to_be_visible()
    expect(chat.box).to_have_value(TOO_LONG)
    assert chat.box.bounding_box()["height"] > 100, "a long text is shown in more than one line"
    shoot(chat.page, "bad-too-long")


@pytest.mark.parametrize("text, words", [("   ", "请先写点什么再发送。"), (TOO_LONG, "请分成几条发")], ids=["empty", "too-long"])
def test_without_script_a_refused_message_is_kept_and_explained(people: People, text, words):
    people.watch.allowed.append("status of 422")
    customer = people.customer(PHONE, people.trouble(), java_script_enabled=False)
    for address in ("/chat", "/tickets/new"):
        customer.visit(address)
        box = customer.page.get_by_label("消息" if address == "/chat" else "发生了什么", exact=True)
        box.evaluate("box => box.removeAttribute('maxlength')")
        box.fill(text)
        customer.page.get_by_role("button", name="发送" if address == "/chat" else "提交").click()
        expect(customer.page.get_by_role("alert").get_by_text(words)).to_be_visible()
        expect(box).to_have_value(text)
        expect(box).to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize("nasty", NASTY, ids=["script", "image"])
def test_markup_is_shown_as_the_text_that_it_is(people: People, chat, nasty):
    # People.close() fails when a dialog opened or the content policy was broken.
    chat.write(nasty)
    expect(chat.talk.get_by_text(nasty, exact=True)).to_be_visible()
    expect(chat.talk.get_by_text("正在发送")).to_have_count(0)
    chat.to_person()
    agent = people.agent()
    agent.open(chat.conversation)
    agent.take()
    expect(agent.talk.get_by_text(nasty, exact=True)).to_be_visible()
    agent.reply("客服：" + nasty)
    expect(chat.talk.get_by_text("客服：" + nasty, exact=True)).to_be_visible()
    agent.note("备注：" + nasty)
    expect(agent.talk.get_by_text("备注：" + nasty, exact=True)).to_be_visible()
    agent.end()
    chat.rate(1, 2, 3, "评价：" + nasty)
    expect(agent.side.get_by_text("评价：" + nasty, exact=True)).to_be_visible()
    agent.page.reload()
    chat.page.reload()
    expect(chat.talk.get_by_text(nasty, exact=True)).to_be_visible()

    chat.visit("/tickets/new")
    chat.page.get_by_label("一句话说明").fill(nasty)
    chat.page.get_by_label("发生了什么").fill("留言：" + nasty)
    chat.page.get_by_role("button", name="提交").click()
    expect(chat.talk.get_by_text("留言：" + nasty, exact=True)).to_be_visible()
    agent.page.goto("/desk?view=waiting")
    expect(agent.queue.get_by_text(nasty).first).to_be_visible()
    chat.page.goto("/upay/help/search?q=" + nasty.replace("<", "%3C").replace(">", "%3E").replace('"', "%22"))
    expect(chat.page.get_by_role("combobox")).to_have_value(nasty)
    for page in (chat.page, agent.page):
        assert page.locator("img[src='x'], main script").count() == 0


def test_a_code_typed_in_the_chat_is_hidden_on_both_sides(people: People, chat):
    chat.to_person()
    agent = people.agent()
    agent.open(chat.conversation)
    agent.take()
    chat.write("我的验证码是 482913，帮我看看")
    for talk in (chat.talk, agent.talk):
        expect(talk.get_by_text("已经遮住，没有保存，客服也看不到")).to_be_visible()
        expect(talk).to_contain_text("帮我看看")
    expect(chat.talk.get_by_text("正在发送")).to_have_count(0)
    for talk in (chat.talk, agent.talk):
        expect(talk).not_to_contain_text("482913")
    shoot(chat.page, "bad-code-customer")
    shoot(agent.page, "bad-code-agent")


def test_a_wrong_password_is_explained_and_the_login_kept(people: People):
    people.watch.allowed.append("status of 401")
    trouble = people.trouble()
    page = people.customer(DESKTOP).page
    page.goto("/upay/signin")
    page.get_by_label("手机号或邮箱").fill(trouble.facts["login"])
    page.get_by_label("密码", exact=True).fill("not-it-at-all")
    page.get_by_role("main").get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_contain_text("次")
    expect(page.get_by_label("手机号或邮箱")).to_have_value(trouble.facts["login"])
    expect(page.get_by_label("密码", exact=True)).to_have_value("")
    shoot(page, "bad-password")


def test_a_refund_of_too_much_is_refused_beside_the_field(people: People, server):
    people.watch.allowed.append("status of (409|422)")
    trouble = people.trouble()
    body = {"brand": "upay", "text": "请退款", "transaction": trouble.facts["transaction"]}
    id = server.post("/api/v1/conversations", body, trouble.token, key())["id"]
    server.post(f"/api/v1/conversations/{id}/handovers", {}, trouble.token, key())
    agent = people.agent()
    agent.open(id)
    agent.take()
    for amount, words in [("88.01", "这笔最多还能退 ¥88.00。"), ("八十八", "请填金额")]:
        agent.page.get_by_role("link", name="退款，最多").click() if amount == "88.01" else None
        dialog = agent.page.get_by_role("dialog")
        dialog.get_by_label("退多少").fill(amount)
        dialog.get_by_role("button").first.click()
        expect(dialog.get_by_role("alert")).to_contain_text(words)
        expect(dialog.get_by_label("退多少")).to_have_value(amount)
    shoot(agent.page, "bad-refund")
