"""The chat in the hand: what must be seen is seen, and nothing lies over it."""

import pytest
from playwright.sync_api import expect

from people import PHONE, People, shoot


def test_the_newest_message_and_the_box_are_in_view(people: People):
    trouble = people.trouble()
    customer = people.customer(PHONE, trouble)
    customer.ask(trouble)
    page = customer.page
    for number in range(6):
        text = f"第 {number + 1} 句，说得长一点，看看新的一句是不是总在眼前，不会被输入框挡住。"
        customer.write(text)
        newest = customer.talk.get_by_text(text)
        expect(newest).to_be_in_viewport()
        assert bottom(newest) <= top(customer.box) + 1, "the newest message is under the box"
    expect(customer.talk.get_by_text("正在发送")).to_have_count(0)
    last = customer.talk.locator("[data-position]").last
    expect(last).to_be_in_viewport()
    send = page.get_by_role("button", name="发送")
    assert bottom(send) <= PHONE["height"], "the button is below the screen"
    for other in page.get_by_role("navigation").all():
        assert not overlap(other, customer.box), "the bar lies over the box"
    shoot(page, "phone-chat-many")
    # The box grows with the words and stays on the screen.
    customer.box.fill("一行\n二行\n三行\n四行\n五行\n六行\n七行\n八行")
    assert bottom(customer.box) <= PHONE["height"] and top(customer.box) > PHONE["height"] / 2
    shoot(page, "phone-chat-grown")


@pytest.mark.parametrize("address", ["help", "", "contact", "tickets/new", "signin", "transaction"])
def test_nothing_lies_over_the_last_button(people: People, address):
    trouble = people.trouble()
    customer = people.customer(PHONE, trouble)
    page = customer.page
    customer.visit("/" + (f"transactions/{trouble.facts['transaction']}" if address == "transaction" else address))
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    launcher = page.get_by_role("button", name="打开客服对话")
    for control in page.get_by_role("main").locator("a:visible, button:visible, input:visible").all():
        assert not overlap(launcher, control), f"the launcher lies over {control.inner_text()}"
    for control in page.get_by_role("contentinfo").locator("a, button, p").all():
        assert not overlap(launcher, control), f"the launcher lies over {control.inner_text()}"
        assert not overlap(page.get_by_role("navigation").last, control), "the bar lies over the foot"


def test_the_chat_window_on_a_phone_fills_the_screen_and_closes(people: People):
    trouble = people.trouble()
    customer = people.customer(PHONE, trouble)
    page = customer.page
    customer.visit("/help")
    page.get_by_role("button", name="打开客服对话").click()
    window = page.get_by_role("dialog", name="客服")
    frame = window.frame_locator("iframe")
    frame.get_by_role("button", name="是，看看怎么回事").click()
    expect(frame.get_by_role("article")).to_be_visible()
    box = frame.get_by_label("消息", exact=True)
    box.fill("在小窗里写的")
    frame.get_by_role("button", name="发送").click()
    expect(frame.get_by_role("log").get_by_text("在小窗里写的")).to_be_in_viewport()
    shoot(page, "phone-window")
    window.get_by_role("button", name="收起客服对话").click()
    expect(window).to_have_count(0)


def box(target) -> dict:
    return target.bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}


def top(target) -> float:
    return box(target)["y"]


def bottom(target) -> float:
    return box(target)["y"] + box(target)["height"]


def overlap(left, right) -> bool:
    one, other = box(left), box(right)
    if not one["width"] or not other["width"]:
        return False
    return (
        one["x"] < other["x"] + other["width"] and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"] and other["y"] < one["y"] + one["height"])
