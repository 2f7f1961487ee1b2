"""Cards, top-up, transfer, withdrawal and payment: shown before, confirmed by the payment password, once."""

import re

from playwright.sync_api import expect

from people import DESKTOP, PHONE, People, shoot

REFUSED = r"status of (401|403|409|422|423|429)"


def confirm(page, password: str):
    page.get_by_label("支付密码").fill(password)
    page.get_by_role("button", name=re.compile("^确认|^付款|^转账|^提现|^充值")).last.click()


def test_a_card_is_refused_with_its_reason_and_another_bound(people: People):
    people.watch.allowed.append(REFUSED)
    trouble = people.trouble("card.name_mismatch")
    customer = people.customer(PHONE, trouble)
    page = customer.page
    customer.visit("/cards")
    page.get_by_role("link", name="添加银行卡").first.click()
    page.get_by_label("卡号").fill("6225 8810 0000 0036")
    page.get_by_label(re.compile("有效期")).fill("10/29")
    page.get_by_role("button", name=re.compile("添加|下一步")).click()
    expect(page.get_by_label("卡号")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("alert").first).to_be_visible()
    shoot(page, "phone-card-refused", full=True)
    page.get_by_label("卡号").fill(luhn("622588100008842"))
    page.get_by_label(re.compile("有效期")).fill("10/29")
    page.get_by_role("button", name=re.compile("添加|下一步")).click()
    expect(page.get_by_text("已添加，可以用了。")).to_be_visible()
    shoot(page, "phone-cards")


def luhn(front: str) -> str:
    digits = [int(digit) for digit in front]
    total = sum(sum(divmod(digit * (2 if index % 2 == 0 else 1), 10)) for index, digit in enumerate(reversed(digits)))
    return front + str(-total % 10)


def test_money_goes_to_another_customer_once(people: People):
    people.watch.allowed.append(REFUSED)
    payee = people.trouble("login.wrong_password")
    trouble = people.trouble("payment.duplicate")
    customer = people.customer(PHONE, trouble)
    page = customer.page
    customer.visit("/")
    page.get_by_role("link", name="转账").first.click()
    page.get_by_label("对方的手机号或邮箱").fill(payee.facts["login"])
    page.get_by_label("金额").fill("一百")
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_label("金额")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("对方的手机号或邮箱").fill(payee.facts["login"])
    page.get_by_label("金额").fill("１００")
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_text("收款方")).to_be_visible()
    shoot(page, "phone-transfer-review", full=True)
    address = page.url
    confirm(page, "111112")
    expect(page.get_by_role("alert").first).to_contain_text("次")
    confirm(page, trouble.facts["payment_password"])
    expect(page.get_by_text("成功").first).to_be_visible()
    shoot(page, "phone-transfer-done", full=True)
    # Back, and once more: nothing is ordered twice.
    page.goto(address)
    expect(page.get_by_label("支付密码")).to_have_count(0)
    receiver = people.customer(DESKTOP, payee)
    receiver.visit("/")
    expect(receiver.page.get_by_text("+¥100.00")).to_have_count(1)


def test_the_statement_adds_up_and_can_be_taken_along(people: People):
    trouble = people.trouble("payment.duplicate")
    customer = people.customer(DESKTOP, trouble)
    page = customer.page
    customer.visit("/statement")
    expect(page.get_by_role("heading", name=re.compile("账单"))).to_be_visible()
    expect(page.get_by_role("img").first).to_be_visible()
    shoot(page, "desktop-statement", full=True)
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("CSV|下载")).first.click()
    text = open(download.value.path(), encoding="utf-8-sig").read()
    assert text.count("拾光咖啡") == 2
    printed = page.pdf()
    assert printed.startswith(b"%PDF") and len(printed) > 5_000
