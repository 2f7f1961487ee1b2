import Terms
import Wallet
import Web

/// What became of one transaction, on one sheet: for a shop that sees nothing, or for the files.
struct ProofPages {
    let page: Page

    func proof(_ transaction: WalletTransaction, of customer: Customer) -> HTML {
        let title = page(ProofTexts.title)
        return page.document(
            title: title, tab: .wallet, back: "/transactions/\(transaction.id)", heading: title,
            main: """
                <main id="main" class="wrap"><div class="narrow stack wide"><section class="card stack" \
                aria-labelledby="proof"><p class="small muted">\(page(page.brand.name))</p>\
                <h1 id="proof">\(title)</h1>
                <p><data class="money" value="\(transaction.amount.decimal)">\(transaction.amount.display)</data></p>
                <dl class="facts">\(rows(transaction, customer))</dl>
                <p class="small soft">\(page(ProofTexts.hint))</p>
                <div class="btns"><print-button class="grow"><button class="btn primary wide" type="button" hidden>\
                \(page.icon("doc"))\(page(FreezeTexts.print))</button></print-button>\
                <a class="btn grow" href="\(page.base)/transactions/\(transaction.id)">\
                \(page(MoneyTexts.seeThis))</a></div></section></div></main>
                """, scripts: ["print.js"])
    }

    private func rows(_ transaction: WalletTransaction, _ customer: Customer) -> HTML {
        func row(_ name: Text, _ value: String) -> HTML { "<dt>\(page(name))</dt><dd>\(value)</dd>" }
        return row(MoneyTexts.number, transaction.number.grouped)
            + row(ProofTexts.state, page(MoneyTexts.state(transaction.state)))
            + row(MoneyTexts.party, transaction.counterparty.name)
            + row(ProofTexts.payer, Mask.name(customer.name))
            + row(MoneyTexts.means, MoneyTexts.means(transaction.means, page.language))
            + row(MoneyTexts.submitted, page.clock.full(transaction.createdAt))
            + row(ProofTexts.settled, page.clock.full(transaction.updatedAt))
            + row(ProofTexts.issued, page.clock.full(page.now))
    }
}

enum ProofTexts {
    static let title = Text("交易凭证", "交易憑證", "Proof of the transaction")
    static let state = Text("结果", "結果", "Result")
    static let payer = Text("付款人", "付款人", "Paid by")
    static let settled = Text("最后更新", "最後更新", "Last change")
    static let issued = Text("出具时间", "出具時間", "Issued")
    static let hint = Text(
        "商家用订单号就能在自己的收款记录里查到这一笔。请商家查的时候，不用给密码，也不用给验证码。",
        "商家用訂單編號就能在自己的收款記錄裡查到這一筆。請商家查的時候，不用給密碼，也不用給驗證碼。",
        "With the order number the shop finds this in its own records. Nobody there needs your password or a code.")
}
