"""The server goes away in the middle of a chat and comes back: nothing is lost, nothing comes twice."""

from playwright.sync_api import expect

from people import People, shoot

# While nobody answers, the browser says so in its own words.
GONE = r"ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_SOCKET_NOT_CONNECTED|ERR_NETWORK_CHANGED"


def test_what_is_written_while_the_server_is_down_arrives_once_and_in_order(people: People, server):
    people.watch.allowed.append(GONE)
    trouble = people.trouble()
    customer, agent = people.customer(trouble=trouble), people.agent()
    customer.ask(trouble)
    customer.to_person()
    agent.open(customer.conversation)
    agent.take()
    agent.reply("您好，我在。")
    expect(customer.talk.get_by_text("您好，我在。")).to_be_visible()

    server.stop()
    try:
        expect(customer.page.get_by_text("网络断了，正在重新连接。写的内容不会丢。")).to_be_visible()
        expect(agent.page.get_by_text("连接断了，正在重连。写的内容会留着。")).to_be_visible()
        customer.write("第一句，断网时写的")
        customer.write("第二句，断网时写的")
        expect(customer.talk.get_by_text("正在发送")).to_have_count(2)
        expect(customer.box).to_have_value("")
        agent.reply("第三句，也是断网时写的")
        expect(agent.page.get_by_role("alert").get_by_text("没有发出去，内容还在。")).to_be_visible()
        expect(agent.box).to_have_value("第三句，也是断网时写的")
        shoot(customer.page, "restart-customer")
        shoot(agent.page, "restart-agent")
    finally:
        server.start()

    words = ["您好，我在。", "第一句，断网时写的", "第二句，断网时写的"]
    expect(customer.talk.get_by_text("正在发送")).to_have_count(0, timeout=30_000)
    expect(agent.talk.get_by_text(words[2])).to_be_visible(timeout=30_000)
    agent.page.get_by_role("button", name="发送", exact=True).click()
    words.append("第三句，也是断网时写的")
    for talk in (customer.talk, agent.talk):
        expect(talk.get_by_text(words[3])).to_be_visible(timeout=30_000)
        said = talk.inner_text()
        assert [said.count(text) for text in words] == [1, 1, 1, 1]
        assert sorted(words, key=said.index) == words
    expect(customer.page.get_by_text("网络断了")).to_be_hidden()

    # What was typed and not sent is still in the box after a reload, on both sides.
    customer.box.fill("还没写完的一句")
    agent.box.fill("我再查一")
    for side in (customer, agent):
        side.page.reload()
    expect(customer.box).to_have_value("还没写完的一句")
    expect(agent.box).to_have_value("我再查一")


def test_words_under_way_survive_a_reload(people: People):
    people.watch.allowed.append("ERR_FAILED|ERR_INTERNET_DISCONNECTED|" + GONE)
    trouble = people.trouble()
    customer = people.customer(trouble=trouble)
    customer.ask(trouble)
    path = "**/messages"
    customer.page.route(path, lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    customer.write("电梯里发的一句")
    expect(customer.page.get_by_text("还没发出去，网络恢复后会自动再发。")).to_be_visible()
    customer.page.reload()
    expect(customer.talk.get_by_text("电梯里发的一句")).to_be_visible()
    customer.page.unroute(path)
    expect(customer.talk.get_by_text("正在发送")).to_have_count(0)
    expect(customer.talk.get_by_text("电梯里发的一句")).to_have_count(1)
