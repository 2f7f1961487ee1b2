"""The same by forms alone, in a browser that runs no script."""

from playwright.sync_api import expect

from people import PHONE, People, key, shoot
from server import PASSWORD


def test_the_path_by_forms_alone(people: People, server):
    trouble = people.trouble()
    customer = people.customer(PHONE, java_script_enabled=False)
    page = customer.page

    customer.visit("/signin")
    page.get_by_label("手机号或邮箱").fill(trouble.facts["login"])
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="登录").click()
    expect(page.get_by_role("button", name="退出")).to_be_visible()

    customer.visit("/help")
    page.get_by_role("link", name="打开客服对话").click()
    customer.write("付款没成功，钱去哪了？")
    expect(customer.talk.get_by_role("article", name="钱没有丢，¥88.00 暂时冻结着。")).to_be_visible()
    customer.write("能快一点吗")
    expect(customer.talk.get_by_text("能快一点吗")).to_be_visible()
    expect(customer.box).to_have_value("")

    page.get_by_role("button", name="转人工").click()
    expect(customer.talk.get_by_text("已经为您转接人工客服")).to_be_visible()
    shoot(page, "no-script-waiting")

    agent = people.agent_token()
    path = f"/api/v1/desk/conversations/{customer.conversation}"
    server.post(path + "/assignments", {}, agent, key())
    server.post(path + "/messages", {"text": "您好，钱会自动退回。"}, agent, key())
    server.post(path + "/closures", {}, agent, key())

    page.reload()
    expect(customer.talk.get_by_text("您好，钱会自动退回。")).to_be_visible()
    customer.rate(4, 5, 5, "没有脚本也能用")
    assert server.get(path, agent)["state"] == "closed"
    shoot(page, "no-script-rated")


def test_an_agent_works_by_forms_alone(people: People, server):
    trouble = people.trouble()
    made = server.post("/api/v1/conversations", {"brand": "upay", "text": "找人工"}, trouble.token, key())
    server.post(f"/api/v1/conversations/{made['id']}/handovers", {}, trouble.token, key())
    agent = people.agent(java_script_enabled=False)
    agent.open(made["id"])
    agent.take()
    agent.reply("您好，不用脚本也能回。")
    expect(agent.talk.get_by_text("您好，不用脚本也能回。")).to_be_visible()
    agent.note("不用脚本的备注")
    expect(agent.talk.get_by_role("note")).to_contain_text("不用脚本的备注")
    agent.end()
    expect(agent.talk.get_by_text("这次对话已结束")).to_be_visible()
