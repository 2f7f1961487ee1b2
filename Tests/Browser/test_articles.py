"""Agents write the help centre: a draft, its preview, publishing it, and readers who find it."""

import re
from datetime import datetime, timedelta, timezone

import pytest
from playwright.sync_api import Page, expect

from people import DESKTOP, PHONE, Agent, People, shoot

PATH = "/desk/articles/upay/zh-Hans/{slug}"


def fill(page: Page, title: str, body: str, slug: str | None = None):
    page.get_by_label("标题", exact=True).fill(title)
    if slug:
        page.get_by_label("网址里的名字").fill(slug)
    page.get_by_label("一句话答案").fill("先重启，再连一次。")
    page.get_by_label("分类", exact=True).select_option("security")
    page.get_by_label("正文").fill(body)
    page.get_by_label("读者会怎么问").fill(f"{title}怎么办\n{title}怎么弄")


def begin(agent: Agent, slug: str, title: str) -> Page:
    """A draft of a new article."""
    agent.page.goto("/desk/articles/new?brand=upay&language_of=zh-Hans")
    fill(agent.page, title, "## 现在怎么做\n\n1. 打 {phone}。", slug)
    agent.page.get_by_role("button", name="存草稿").click()
    expect(agent.page.get_by_role("status").filter(has_text="草稿存好了")).to_be_visible()
    return agent.page


def test_written_previewed_published_found(people: People):
    agent = people.agent("zhou")
    page = agent.page
    page.get_by_role("link", name="帮助文章").click()
    expect(page.get_by_role("heading", name="帮助文章", level=1)).to_be_visible()
    shoot(page, "desktop-articles")
    page.get_by_role("main").get_by_role("link", name="uPay").click()
    page.get_by_role("link", name="写新文章").click()
    body = "打 **{phone}**。\n\n```screen\ntitle: 安全中心\nrow*: 智能戒指 | 未连接\nbutton: 重新连接\n```"
    fill(page, "智能戒指连不上", body, "smart-ring")
    drawn = page.locator("#drawn")
    expect(drawn.get_by_role("heading", name="智能戒指连不上")).to_be_visible()
    expect(drawn.get_by_role("img", name=re.compile("智能戒指"))).to_be_visible()
    expect(drawn).to_contain_text("400-555")
    # What is wrong stands beside the field, and nothing typed is lost.
    people.watch.allowed.append(r"status of 422")
    page.get_by_label("正文").fill(body + "\n\n{nobody}")
    page.get_by_role("button", name="存草稿").click()
    expect(page.get_by_label("正文")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#body-error")).to_contain_text("{nobody}")
    expect(page.get_by_label("标题", exact=True)).to_have_value("智能戒指连不上")
    page.get_by_label("正文").fill(body)
    page.get_by_role("button", name="存草稿").click()
    expect(page.get_by_role("status").filter(has_text="草稿存好了")).to_be_visible()
    shoot(page, "desktop-article-editor")

    customer = people.customer(PHONE)
    customer.visit("/help/search?q=%E6%99%BA%E8%83%BD%E6%88%92%E6%8C%87")
    expect(customer.page.get_by_role("link", name=re.compile("智能戒指"))).to_have_count(0)
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="发布了")).to_be_visible()
    shoot(page, "desktop-article-history", full=True)
    customer.visit("/help/search?q=%E6%99%BA%E8%83%BD%E6%88%92%E6%8C%87%E8%BF%9E%E4%B8%8D%E4%B8%8A")
    # Marks stand in the title, so the link is known by where it leads.
    customer.page.locator("a[href*='/help/articles/smart-ring?q=']").click()
    expect(customer.page.get_by_role("heading", name="智能戒指连不上")).to_be_visible()
    shoot(customer.page, "phone-article-published", full=True)
    # Changed once more, the history says what.
    page.get_by_label("正文").fill(body + "\n\n还不行就来问我们。")
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_role("listitem").filter(has_text="还不行就来问我们。").last).to_be_visible()
    customer.page.reload()
    expect(customer.page.get_by_text("还不行就来问我们。")).to_be_visible()


def test_two_write_at_once(people: People):
    people.watch.allowed.append(r"status of 409")
    begin(people.agent("chen"), "two-at-once", "两个人同时写")
    chen, zhao = people.agent("chen"), people.agent("zhao")
    for agent in (chen, zhao):
        agent.page.goto(PATH.format(slug="two-at-once"))
    zhao.page.get_by_label("正文").fill("赵敏写的")
    zhao.page.get_by_role("button", name="存草稿").click()
    expect(zhao.page.get_by_role("status").filter(has_text="草稿存好了")).to_be_visible()
    chen.page.get_by_label("正文").fill("陈思远写的")
    chen.page.get_by_role("button", name="存草稿").click()
    expect(chen.page.locator("#body-error")).to_contain_text("存了另一份")
    expect(chen.page.get_by_label("正文")).to_have_value("陈思远写的")
    expect(chen.page.locator(".diff").first).to_contain_text("赵敏写的")
    shoot(chen.page, "desktop-article-conflict", full=True)
    chen.page.get_by_role("button", name="存草稿").click()
    expect(chen.page.get_by_role("status").filter(has_text="草稿存好了")).to_be_visible()
    zhao.page.reload()
    expect(zhao.page.get_by_label("正文")).to_have_value("陈思远写的")


def test_scheduled(people: People):
    people.watch.allowed.append(r"status of 422")
    page = begin(people.agent("zhou"), "scheduled-one", "定时的一篇")
    shanghai = datetime.now(timezone(timedelta(hours=8)))
    page.get_by_label(re.compile("发布时间")).fill((shanghai - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="定时发布").click()
    expect(page.locator("#at-error")).to_contain_text("已经过了")
    page.get_by_label(re.compile("发布时间")).fill((shanghai + timedelta(days=1)).strftime("%Y-%m-%dT09:30"))
    page.get_by_role("button", name="定时发布").click()
    expect(page.get_by_role("status").filter(has_text="定好了")).to_be_visible()
    expect(page.get_by_text("9:30 自动发布")).to_be_visible()
    page.goto("/desk/articles?brand=upay&language_of=zh-Hans&show=drafts")
    expect(page.get_by_role("link", name=re.compile("定时的一篇"))).to_contain_text("定时发布")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_without_script(people: People, size, scheme):
    """The preview is a button then; nothing needs the script."""
    slug = f"no-script-{scheme}-{size['width']}"
    context = people.context(size, java_script_enabled=False, color_scheme=scheme)
    context.add_cookies([{"name": "agent", "value": people.agent_token("zhou"), "url": people.server.address}])
    page = context.new_page()
    page.goto("/desk/articles/new?brand=upay&language_of=zh-Hans")
    fill(page, "没有脚本也行", "一段 **话**。", slug)
    page.get_by_role("button", name="看预览").click()
    expect(page.locator("#drawn").get_by_role("heading", name="没有脚本也行")).to_be_visible()
    expect(page.get_by_label("正文")).to_have_value("一段 **话**。")
    page.get_by_role("button", name="存草稿").click()
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="发布了")).to_be_visible()
    page.goto(f"/upay/help/articles/{slug}")
    expect(page.get_by_role("heading", name="没有脚本也行")).to_be_visible()
