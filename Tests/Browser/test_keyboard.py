"""Everything with the keys alone."""

import re

from playwright.sync_api import Page, expect

from people import DESKTOP, People, key, shoot
from server import PASSWORD


def test_the_skip_link_comes_first_and_leads_to_the_content(people: People):
    page = people.customer(DESKTOP).page
    for address, place in [("/upay/help", "main"), ("/sandbox", "main")]:
        page.goto(address)
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="跳到正文")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(f"#{place}$"))


def test_signing_in_and_chatting_with_the_keys_alone(people: People):
    trouble = people.trouble()
    customer = people.customer(DESKTOP)
    page = customer.page
    customer.visit("/signin")
    tab_to(page, page.get_by_label("手机号或邮箱"))
    page.keyboard.type(trouble.facts["login"])
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="退出")).to_be_visible()

    customer.visit("/help")
    launcher = page.get_by_role("button", name="打开客服对话")
    tab_to(page, launcher)
    page.keyboard.press("Enter")
    window = page.get_by_role("dialog", name="客服")
    expect(window).to_be_visible()
    expect(window.get_by_role("button", name="收起客服对话")).to_be_focused()
    expect(window.frame_locator("iframe").get_by_label("消息", exact=True)).to_be_visible()
    shoot(page, "keyboard-launcher")
    page.keyboard.press("Escape")
    expect(window).to_have_count(0)
    expect(launcher).to_be_focused()

    # Also from within the chat: Escape closes the window around it.
    page.keyboard.press("Enter")
    box = window.frame_locator("iframe").get_by_label("消息", exact=True)
    box.focus()
    page.keyboard.press("Escape")
    expect(window).to_have_count(0)
    expect(launcher).to_be_focused()


def test_enter_sends_and_shift_enter_makes_a_line(people: People):
    trouble = people.trouble()
    customer = people.customer(DESKTOP, trouble)
    customer.ask(trouble)
    page = customer.page
    tab_to(page, customer.box)
    page.keyboard.type("第一行")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("第二行")
    expect(customer.box).to_have_value("第一行\n第二行")
    page.keyboard.press("Enter")
    expect(customer.talk.get_by_text("正在发送")).to_have_count(0)
    bubble = customer.talk.get_by_text(re.compile("第一行\\s*第二行"))
    expect(bubble).to_have_count(1)
    assert bubble.inner_text() == "第一行\n第二行"
    expect(customer.box).to_be_focused()


def test_a_rating_with_the_arrow_keys(people: People, server):
    trouble = people.trouble()
    customer = people.customer(DESKTOP, trouble)
    customer.ask(trouble)
    customer.to_person()
    page, conversation = customer.page, customer.conversation
    agent = people.agent_token()
    server.post(f"/api/v1/desk/conversations/{conversation}/assignments", {}, agent, key())
    server.post(f"/api/v1/desk/conversations/{conversation}/closures", {}, agent, key())
    expect(page.get_by_role("heading", name="这次服务怎么样？")).to_be_visible()
    for name, presses in [("用起来顺不顺", 4), ("客服态度", 4), ("解决得快不快", 3)]:
        tab_to(page, page.get_by_role("radio", name=f"{name} 1"))
        page.keyboard.press("Space")
        for _ in range(presses):
            page.keyboard.press("ArrowRight")
        expect(page.get_by_role("radio", name=f"{name} {presses + 1}")).to_be_checked()
    shoot(page, "keyboard-rating")
    tab_to(page, page.get_by_role("button", name="提交评价"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("谢谢，您的评价已经收到。")).to_be_visible()


def test_an_agent_walks_the_queue_and_answers_with_the_keys_alone(people: People):
    trouble = people.trouble()
    customer = people.customer(trouble=trouble)
    customer.ask(trouble)
    customer.to_person()
    agent = people.agent()
    page = agent.page
    row = agent.queue.locator(f"a[href*='{customer.conversation}']")
    expect(row).to_be_visible()
    for _ in range(30):
        page.keyboard.press("j")
        if row.evaluate("row => row === document.activeElement"):
            break
    expect(row).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, agent.heading.get_by_role("button", name="接入").first)
    page.keyboard.press("Enter")
    expect(page.get_by_text("您在接待")).to_be_visible()
    tab_to(page, agent.box)
    page.keyboard.type("键盘写的回复")
    page.keyboard.press("Control+Enter")
    expect(customer.talk.get_by_text("键盘写的回复")).to_be_visible()

    end = page.get_by_role("link", name="结束", exact=True)
    tab_to(page, end)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    for _ in range(4):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')"), "the focus left the dialog"
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(end).to_be_focused()


def tab_to(page: Page, target, presses_max=60):
    """Presses Tab until `target` has the focus, which must then be seen."""
    expect(target).to_be_visible()
    for _ in range(presses_max):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} cannot be reached with Tab")
