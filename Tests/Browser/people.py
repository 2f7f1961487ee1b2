"""Who takes part: browsers with somebody in front of them. They find things by role and name, as people do."""

import itertools
import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from server import PASSWORD, Server

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
SHOTS = Path(__file__).parent / "shots"

_keys = itertools.count()


@dataclass
class Watch:
    """What a page must not do: write errors to the console, break the content policy, open a dialog."""

    seen: list[str] = field(default_factory=list)
    #: What a test brings about on purpose, such as a refused form: its status is then in the console.
    allowed: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext):
        context.on("console", lambda message: message.type in ("error", "warning") and self.note(f"{message.text} ({message.location['url']})"))
        context.on("weberror", lambda error: self.note(str(error.error)))
        context.on("dialog", self.dialog)

    def dialog(self, dialog):
        self.note(f"a dialog opened: {dialog.message}")
        dialog.dismiss()

    def note(self, text: str):
        if not any(re.search(pattern, text) for pattern in self.allowed):
            self.seen.append(text)


@dataclass
class Trouble:
    """A fresh customer whose payment went wrong, made by the sandbox."""

    token: str
    facts: dict
    customer: dict
    brand: str

    @staticmethod
    def made(server: Server, name="payment.network_timeout", brand="upay") -> "Trouble":
        made = server.post("/sandbox/scenarios", {"name": name, "brand": brand})
        return Trouble(made["token"], made["facts"], made["customer"], brand)


class People:
    """Opens browsers for one test; afterwards nothing may have gone wrong in any of them."""

    def __init__(self, browser: Browser, server: Server):
        self.browser = browser
        self.server = server
        self.watch = Watch()
        self.contexts: list[BrowserContext] = []

    def context(self, size=DESKTOP, language="zh-Hans", **options) -> BrowserContext:
        phone = size["width"] < 600
        context = self.browser.new_context(
            viewport=size, base_url=self.server.address, locale=language, has_touch=phone, is_mobile=phone,
            reduced_motion="reduce", **options)
        context.set_default_timeout(15_000)
        self.watch.over(context)
        self.contexts.append(context)
        return context

    def trouble(self, name="payment.network_timeout", brand="upay") -> Trouble:
        return Trouble.made(self.server, name, brand)

    def customer(self, size=PHONE, trouble: Trouble | None = None, **options) -> "Customer":
        """Somebody at the brand's pages; signed in when they come with a trouble."""
        context = self.context(size, **options)
        if trouble:
            keep(context, self.server, f"customer_{trouble.brand}", trouble.token)
        return Customer(context.new_page(), trouble.brand if trouble else "upay")

    def agent(self, login="chen", size=DESKTOP, **options) -> "Agent":
        """An agent who has come through the door."""
        context = self.context(size, **options)
        agent = Agent(context.new_page())
        agent.page.goto("/desk")
        agent.page.get_by_label("账号").fill(login)
        agent.page.get_by_label("密码").fill(PASSWORD)
        agent.page.get_by_role("button", name="登录").click()
        expect(agent.page.get_by_role("heading", name="等待接入")).to_be_visible()
        return agent

    def agent_token(self, login="chen") -> str:
        return self.server.agent_token(login)

    def close(self):
        for context in self.contexts:
            context.close()
        assert not self.watch.seen, "In the browser's console:\n" + "\n".join(self.watch.seen)


def keep(context: BrowserContext, server: Server, name: str, value: str):
    context.add_cookies([{"name": name, "value": value, "url": server.address}])


def key() -> str:
    return f"browser-{next(_keys)}"


def shoot(page: Page, name: str, full=False):
    """Keeps a picture to look at; the whole page is drawn in a window as tall as it is, so that bars stay at its edges."""
    SHOTS.mkdir(exist_ok=True)
    size = page.viewport_size
    if full:
        page.set_viewport_size({**size, "height": max(size["height"], min(4_000, page.evaluate("document.documentElement.scrollHeight")))})
    page.screenshot(path=SHOTS / f"{name}.png", animations="disabled")
    if full:
        page.set_viewport_size(size)


class Customer:
    def __init__(self, page: Page, brand: str):
        self.page = page
        self.brand = brand

    def visit(self, path: str):
        return self.page.goto(f"/{self.brand}{path}")

    @property
    def talk(self) -> Locator:
        return self.page.get_by_role("log", name="对话")

    @property
    def box(self) -> Locator:
        return self.page.get_by_label("消息", exact=True)

    def write(self, text: str):
        self.box.fill(text)
        self.page.get_by_role("button", name="发送").click()

    def ask(self, trouble: Trouble):
        """From the transaction into the chat, where the assistant says what happened."""
        self.visit(f"/chat?transaction={trouble.facts['transaction']}")
        self.page.get_by_role("button", name="是，看看怎么回事").click()
        expect(self.talk.get_by_role("article")).to_be_visible()

    def to_person(self):
        self.page.get_by_role("button", name="转人工").click()
        expect(self.talk.get_by_text("已经为您转接人工客服")).to_be_visible()

    @property
    def conversation(self) -> str:
        """The conversation's id, from the address."""
        return re.search(r"/chat/([^/?#]+)", self.page.url)[1]

    def rate(self, experience: int, attitude: int, efficiency: int, comment: str):
        for name, mark in [("用起来顺不顺", experience), ("客服态度", attitude), ("解决得快不快", efficiency)]:
            self.page.get_by_role("radio", name=f"{name} {mark}").check()
        self.page.get_by_label("还想说点什么").fill(comment)
        self.page.get_by_role("button", name="提交评价").click()
        expect(self.page.get_by_text("谢谢，您的评价已经收到。")).to_be_visible()


class Agent:
    def __init__(self, page: Page):
        self.page = page

    @property
    def queue(self) -> Locator:
        return self.page.get_by_role("region", name=re.compile("等待接入|我的会话|全部|已结束"))

    @property
    def talk(self) -> Locator:
        return self.page.get_by_role("log", name="消息")

    @property
    def side(self) -> Locator:
        return self.page.get_by_role("complementary", name="客户与钱包")

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("main")

    def open(self, conversation: str):
        self.page.goto(f"/desk/conversations/{conversation}?view=waiting")

    def take(self):
        self.heading.get_by_role("button", name="接入").first.click()
        expect(self.page.get_by_text("您在接待")).to_be_visible()

    @property
    def box(self) -> Locator:
        return self.page.get_by_label(re.compile("^回复"))

    def reply(self, text: str):
        self.box.fill(text)
        self.page.get_by_role("button", name="发送", exact=True).click()

    def note(self, text: str):
        self.page.get_by_role("link", name="内部备注").click()
        self.page.get_by_label("写给同事的备注").fill(text)
        self.page.get_by_role("button", name="记下备注").click()

    def end(self):
        self.page.get_by_role("link", name="结束", exact=True).click()
        self.page.get_by_role("dialog").get_by_role("button", name="结束会话").click()
