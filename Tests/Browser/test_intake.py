"""A picture of an error instead of a description: the customer confirms, the agent has it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from people import DESKTOP, PHONE, People, shoot

SCREENS = Path(__file__).resolve().parents[1] / "PicturesTests" / "Screens"


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_picture_is_read_confirmed_and_seen_by_the_agent(people: People, script):
    trouble = people.trouble()
    customer = people.customer(PHONE, trouble, java_script_enabled=script)
    page = customer.page
    customer.ask(trouble)
    page.get_by_label("加截图").set_input_files(SCREENS / "timeout.png")
    if script:
        expect(page.get_by_text("已选 1 张")).to_be_visible()
        shoot(page, "phone-chat-picture-chosen")
    else:
        customer.box.fill("看这张图")
    page.get_by_role("button", name="发送").click()
    expect(customer.talk.get_by_role("img", name="timeout.png")).to_be_visible()
    question = customer.talk.get_by_text("图里写的是：“支付失败，银行处理超时”")
    if not script:
        # Without a script the news come when the page is opened again.
        for _ in range(60):
            page.wait_for_timeout(1_000)
            page.reload()
            if question.count():
                break
    expect(question).to_be_visible(timeout=60_000)
    shoot(page, f"phone-chat-picture-question-{'script' if script else 'plain'}")
    page.get_by_role("button", name="对", exact=True).click()
    said = customer.talk.locator("[data-from=customer]").filter(has_text="支付失败，银行处理超时")
    expect(said).to_be_visible()

    customer.to_person()
    card = page.get_by_role("form", name="我们已经替您填好")
    expect(card).to_contain_text("支付失败，银行处理超时")
    expect(card).to_contain_text("付款")
    card.scroll_into_view_if_needed()
    shoot(page, "phone-chat-intake", full=True)

    agent = people.agent(size=DESKTOP)
    agent.open(customer.conversation)
    expect(agent.side.get_by_text("客户还没确认")).to_be_visible()
    expect(agent.side).to_contain_text("支付失败，银行处理超时")
    expect(agent.talk.get_by_role("img", name="timeout.png")).to_be_visible()
    loaded = agent.talk.get_by_role("img", name="timeout.png").evaluate("image => image.decode().then(() => image.naturalWidth)")
    assert loaded == 780, "the agent sees the picture itself"

    page.get_by_role("button", name="没错，就这样").click()
    expect(page.get_by_text("已经告诉客服")).to_be_visible()
    agent.page.reload()
    expect(agent.side.get_by_text("客户已确认")).to_be_visible()
    shoot(agent.page, "desk-intake")


def test_what_is_being_filled_in_stays_while_news_arrive(people: People):
    customer = people.customer(PHONE, people.trouble("payment.network_timeout"))
    customer.visit("/chat?new=1")
    customer.write("你们的东西坏了")
    expect(customer.talk.get_by_text("AI 助手").first).to_be_visible()
    customer.to_person()
    page = customer.page
    if not page.get_by_label("屏幕上写了什么？").is_visible():
        page.get_by_text("有不对的？改一改").click()
    page.get_by_label("屏幕上写了什么？").fill("写到一半的话")
    customer.write("再补一句")
    expect(customer.talk.get_by_text("再补一句")).to_be_visible()
    expect(customer.talk.get_by_text("正在发送")).to_have_count(0)
    expect(page.get_by_label("屏幕上写了什么？")).to_have_value("写到一半的话")


def test_a_file_that_is_too_large_is_said_before_it_is_sent(people: People, tmp_path):
    large = tmp_path / "huge.png"
    large.write_bytes((SCREENS / "blank.png").read_bytes() + b"\0" * (5 * 1024 * 1024))
    customer = people.customer(PHONE, people.trouble())
    customer.visit("/chat?new=1")
    customer.box.fill("这些字要留着")
    customer.page.get_by_label("加截图").set_input_files(large)
    expect(customer.page.get_by_text("“huge.png”超过 5 MB")).to_be_visible()
    expect(customer.box).to_have_value("这些字要留着")
