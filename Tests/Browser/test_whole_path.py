"""One trouble from the failed payment to the rating, customer and agent side by side, without a reload on either side."""

import re

import pytest
from playwright.sync_api import expect

from people import DESKTOP, PHONE, People, shoot


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_failed_payment_is_explained_refunded_and_rated(people: People, size):
    walk(people, size)


def test_the_same_path_on_postgresql(browser, postgres_server):
    people = People(browser, postgres_server)
    walk(people, DESKTOP)
    people.close()


def walk(people: People, size):
    kind = "phone" if size["width"] < 600 else "desktop"
    chen, zhao = people.agent("chen"), people.agent("zhao")
    customer = people.customer(size)
    page = customer.page

    # The sandbox's page makes the trouble and signs in as the one who has it.
    page.goto("/sandbox")
    shoot(page, f"path-{kind}-01-sandbox")
    page.get_by_role("button", name="付款超时，钱被冻结").click()
    expect(page).to_have_url(re.compile("/upay/help$"))
    card = page.get_by_role("region", name="刚才那笔没成功？")
    expect(card).to_contain_text("暂时冻结")
    expect(card).to_contain_text("¥88.00")
    shoot(page, f"path-{kind}-02-help")

    card.get_by_role("link", name="看看为什么").click()
    expect(page.get_by_role("heading", name="钱没有丢，¥88.00 暂时冻结着。")).to_be_visible()
    expect(page.get_by_role("list", name="钱现在在哪里").get_by_role("listitem")).not_to_have_count(0)
    shoot(page, f"path-{kind}-03-transaction", full=True)

    # From there into the chat; the assistant knows which one it is about.
    page.get_by_role("main").get_by_role("link", name="问客服").click()
    page.get_by_role("button", name="是，看看怎么回事").click()
    expect(customer.talk.get_by_role("article", name="钱没有丢，¥88.00 暂时冻结着。")).to_be_visible()
    shoot(page, f"path-{kind}-04-assistant")
    customer.to_person()
    expect(page.get_by_role("region", name="排队情况")).to_be_visible()
    shoot(page, f"path-{kind}-05-waiting")

    # The queue of both agents shows it by itself.
    conversation = customer.conversation
    for agent in (chen, zhao):
        row = agent.queue.locator(f"a[href*='{conversation}']")
        expect(row).to_be_visible()
        row.click()
        expect(agent.heading.get_by_role("button", name="接入").first).to_be_visible()

    # Both press at the same moment: one gets it, the other is told who has it.
    people.watch.allowed.append("status of 409")
    buttons = [agent.heading.get_by_role("button", name="接入").first.element_handle() for agent in (chen, zhao)]
    for button in buttons:
        button.evaluate("button => button.click()")
    told = re.compile("这个会话已由(陈思远|赵敏)接待。")
    for agent in (chen, zhao):
        expect(agent.page.get_by_text("您在接待").or_(agent.page.get_by_text(told)).first).to_be_visible()
    mine = [agent for agent in (chen, zhao) if agent.page.get_by_text("您在接待").is_visible()]
    assert len(mine) == 1, "exactly one of the two has it"
    winner, loser = (chen, zhao) if mine == [chen] else (zhao, chen)
    name, number = ("陈思远", "T2071") if winner is chen else ("赵敏", "T2072")
    expect(loser.page.get_by_role("alert").get_by_text(f"这个会话已由{name}接待。")).to_be_visible()
    expect(loser.page.get_by_role("button", name="发送", exact=True)).to_have_count(0)
    expect(loser.page).to_have_url(re.compile(f"/desk/conversations/{conversation}"))
    loser.page.reload()
    expect(loser.page.get_by_text(f"{name}接待中")).to_be_visible()
    shoot(loser.page, f"path-{kind}-06-told")
    expect(customer.talk.get_by_text(f"客服{name}（工号 {number}）加入了对话")).to_be_visible()
    expect(page.get_by_role("region", name="排队情况")).to_have_count(0)

    # What the agent needs to know is beside the talk.
    expect(winner.side.get_by_role("heading", name="查账结果")).to_be_visible()
    expect(winner.side).to_contain_text("远山户外旗舰店")
    expect(winner.side).to_contain_text("¥412.00")
    shoot(winner.page, f"path-{kind}-06-desk")

    winner.reply("您好，查到了：银行没有回应，¥88.00 冻结着，我现在就退给您。")
    expect(customer.talk.get_by_text("我现在就退给您")).to_be_visible()
    customer.write("好的，麻烦您了")
    expect(winner.talk.get_by_text("好的，麻烦您了")).to_be_visible()

    winner.note("已核对银行流水")
    expect(winner.talk.get_by_role("note")).to_contain_text("已核对银行流水")

    winner.page.get_by_role("link", name=re.compile("^退款，最多")).click()
    dialog = winner.page.get_by_role("dialog")
    expect(dialog).to_contain_text("远山户外旗舰店")
    shoot(winner.page, f"path-{kind}-07-refund")
    dialog.get_by_role("button", name="退回 ¥88.00").click()
    expect(customer.talk.get_by_text("退款 ¥88.00 已经到账，在您的余额里。")).to_be_visible()
    expect(winner.talk.get_by_text("退款 ¥88.00 已经到账")).to_be_visible()
    expect(customer.talk).not_to_contain_text("已核对银行流水")

    wallet = page.context.new_page()
    wallet.goto("/upay/")
    expect(wallet.get_by_role("heading", level=1)).to_have_text("¥500.00")
    expect(wallet.get_by_role("region", name="余额")).not_to_contain_text("冻结中")
    shoot(wallet, f"path-{kind}-08-wallet")
    wallet.close()

    winner.end()
    expect(page.get_by_role("heading", name="这次服务怎么样？")).to_be_in_viewport()
    shoot(page, f"path-{kind}-09-rating")
    customer.rate(5, 5, 4, "退得很快，谢谢")
    shoot(page, f"path-{kind}-10-thanks")
    expect(winner.side).to_contain_text("退得很快，谢谢")
    expect(winner.side.get_by_text("4 / 5")).to_be_visible()
    shoot(winner.page, f"path-{kind}-11-desk-rated")
