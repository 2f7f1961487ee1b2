"""Every page of the product, with somebody on it, for the checks that hold everywhere."""

from people import Trouble, keep, key
from server import Server

LANGUAGES = ["zh-Hans", "zh-Hant", "en"]


class Tour:
    """One customer with a trouble, one agent, and the addresses of all that they see."""

    def __init__(self, server: Server):
        self.server = server
        self.trouble = Trouble.made(server)
        self.agent_token = server.agent_token()
        customers = customer_pages(server, self.trouble, self.agent_token)
        self.addresses = {**customers, **desk_pages(customers)}

    def enter(self, context):
        keep(context, self.server, f"customer_{self.trouble.brand}", self.trouble.token)
        keep(context, self.server, "agent", self.agent_token)


def customer_pages(server: Server, trouble: Trouble, agent: str) -> dict[str, str]:
    """Names and addresses of what a customer sees, with a chat in each of its states."""
    token, brand = trouble.token, trouble.brand
    transaction = trouble.facts["transaction"]

    def conversation() -> str:
        body = {"brand": brand, "text": "付款没成功，钱去哪了？", "transaction": transaction}
        return server.post("/api/v1/conversations", body, token, key())["id"]

    assisted, waiting, assigned, closed = (conversation() for _ in range(4))
    for id in (waiting, assigned, closed):
        server.post(f"/api/v1/conversations/{id}/handovers", {}, token, key())
    for id in (assigned, closed):
        server.post(f"/api/v1/desk/conversations/{id}/assignments", {}, agent, key())
        server.post(f"/api/v1/desk/conversations/{id}/messages", {"text": "您好，正在看您的这笔付款。"}, agent, key())
    server.post(f"/api/v1/desk/conversations/{assigned}/notes", {"text": "银行没有回应，可以先退。"}, agent, key())
    server.post(f"/api/v1/desk/conversations/{closed}/closures", {}, agent, key())
    article = server.get(f"/api/v1/help/search?brand={brand}&q=%E4%BB%98%E6%AC%BE%E5%A4%B1%E8%B4%A5")["results"][0]["slug"]
    return {
        "help": f"/{brand}/help",
        "search": f"/{brand}/help/search?q=%E4%BB%98%E6%AC%BE%E5%A4%B1%E8%B4%A5",
        "search-nothing": f"/{brand}/help/search?q=qqqq",
        "article": f"/{brand}/help/articles/{article}",
        "contact": f"/{brand}/contact",
        "announcements": f"/{brand}/announcements",
        "ticket": f"/{brand}/tickets/new",
        "signin": f"/{brand}/signin",
        "devices": f"/{brand}/security/devices",
        "signup": f"/{brand}/signup",
        "forgotten": f"/{brand}/password/forgotten",
        "stop": f"/{brand}/freeze",
        "unlock": f"/{brand}/unlock",
        "security": f"/{brand}/security",
        "two-factor": f"/{brand}/security/two-factor",
        "passkeys": f"/{brand}/security/passkeys",
        "factor-lost": f"/{brand}/second-factor/lost",
        "limits": f"/{brand}/security/limits",
        "phone": f"/{brand}/account/phone",
        "email": f"/{brand}/account/email",
        "details": f"/{brand}/account/details",
        "payment-password": f"/{brand}/account/payment-password",
        "password": f"/{brand}/account/password",
        "cards": f"/{brand}/cards",
        "card-new": f"/{brand}/cards/new",
        "top-up": f"/{brand}/topup",
        "withdraw": f"/{brand}/withdraw",
        "transfer": f"/{brand}/transfer",
        "pay": f"/{brand}/pay",
        "statement": f"/{brand}/statement",
        "wallet": f"/{brand}/",
        "transaction": f"/{brand}/transactions/{transaction}",
        "chat-new": f"/{brand}/chat?new=1",
        "chat-assisted": f"/{brand}/chat/{assisted}",
        "chat-waiting": f"/{brand}/chat/{waiting}",
        "chat-assigned": f"/{brand}/chat/{assigned}",
        "chat-closed": f"/{brand}/chat/{closed}",
        "chat-framed": f"/{brand}/chat/{assigned}?frame=1",
        "missing": f"/{brand}/help/articles/nothing-here",
        "sandbox": "/sandbox",
    }


def desk_pages(customer_pages: dict[str, str]) -> dict[str, str]:
    """What an agent sees; the conversations are those of `customer_pages`."""
    id = {name: customer_pages[f"chat-{name}"].split("/")[-1] for name in ("assisted", "waiting", "assigned", "closed")}
    return {
        "desk-signin": "/desk/signin",
        "desk-waiting": "/desk",
        "desk-mine": "/desk?view=mine",
        "desk-all": "/desk?view=all",
        "desk-closed": "/desk?view=closed",
        "desk-announcements": "/desk/announcements",
        "desk-articles": "/desk/articles",
        "desk-articles-none": "/desk/articles?q=qqqq",
        "desk-article-new": "/desk/articles/new",
        "desk-article": "/desk/articles/upay/zh-Hans/refund",
        "desk-questions": "/desk/questions",
        "desk-announcement-new": "/desk/announcements/new",
        "desk-outage-new": "/desk/incidents/new",
        "desk-maintenance-new": "/desk/incidents/new?kind=maintenance",
        "desk-empty": "/desk?view=closed&brand=tpwallet",
        "desk-talk-assisted": f"/desk/conversations/{id['assisted']}",
        "desk-talk-waiting": f"/desk/conversations/{id['waiting']}",
        "desk-talk-mine": f"/desk/conversations/{id['assigned']}?mode=note",
        "desk-talk-closed": f"/desk/conversations/{id['closed']}",
        "desk-missing": "/desk/conversations/00000000-0000-7000-8000-000000000000",
    }

