import Terms
import Web

/// Name, birthday, language and safe word.
struct DetailPages {
    let page: Page

    private var sheet: AccountSheet { AccountSheet(page: page) }

    func overview(_ customer: Customer, safeWord: String, refusal: Refusal?, isDone: Bool) -> HTML {
        let done: HTML = isDone ? sheet.banner("ok", "check-circle", page(SecurityTexts.saved)) : .empty
        return sheet.document(
            OwnDetailTexts.title,
            """
            \(done)<section class="card stack" aria-labelledby="who"><h1 id="who">\(page(OwnDetailTexts.title))</h1>
            <dl class="facts"><dt>\(page(DetailTexts.name))</dt><dd>\(customer.maskedName)</dd>
            <dt>\(page(OwnDetailTexts.birthday))</dt>\
            <dd>\(customer.birthday.map { "\($0.prefix(4))-**-**" } ?? page(ContactChangeTexts.none))</dd></dl>
            <p class="small soft">\(page(OwnDetailTexts.why))</p>
            \(sheet.prove(.changeDetails, page(OwnDetailTexts.change), "wide"))</section>
            \(preferences(customer, safeWord, refusal))
            """)
    }

    private func preferences(_ customer: Customer, _ safeWord: String, _ refusal: Refusal?) -> HTML {
        let languages = Language.allCases.html { language in
            let chosen: HTML = language == customer.language ? " selected" : ""
            return "<option value=\"\(language.tag)\" lang=\"\(language.tag)\"\(chosen)>\(language.ownName)</option>"
        }
        return """
            <form class="card stack" method="post" action="\(page.base)/account/preferences" \
            aria-labelledby="preferences" novalidate>
            <h2 id="preferences">\(page(OwnDetailTexts.preferences))</h2>\(page.csrf)
            \(sheet.field("safe_word", DetailTexts.safeWord, refusal, hint: DetailTexts.safeWordHint,
                "maxlength=\"20\" autocomplete=\"off\" value=\"\(safeWord)\""))
            <div class="field"><label for="language">\(page(OwnDetailTexts.language))</label>\
            <select class="input" id="language" name="language">\(languages)</select></div>
            <button class="btn primary wide" type="submit">\(page(PasswordChangeTexts.save))</button></form>
            """
    }

    func form(_ check: String, name: String, birthday: String, refusal: Refusal?) -> HTML {
        sheet.document(
            OwnDetailTexts.title, back: "/account/details",
            """
            <form class="card stack" method="post" action="\(page.base)/account/details" aria-labelledby="details" \
            novalidate><h1 id="details">\(page(OwnDetailTexts.change))</h1>\(page.csrf)
            <input type="hidden" name="check" value="\(check)">\(sheet.general(refusal))
            \(sheet.field("name", DetailTexts.name, refusal, hint: DetailTexts.nameHint,
                "maxlength=\"40\" autocomplete=\"name\" required value=\"\(name)\""))
            \(sheet.field("birthday", DetailTexts.birthday, refusal, hint: DetailTexts.birthdayHint,
                "inputmode=\"numeric\" autocomplete=\"bday\" maxlength=\"14\" placeholder=\"1990-02-15\" "
                    + "value=\"\(birthday)\""))
            <button class="btn primary wide" type="submit">\(page(PasswordChangeTexts.save))</button></form>
            """)
    }
}

enum OwnDetailTexts {
    static let title = Text("个人资料", "個人資料", "Personal details")
    static let birthday = Text("生日", "生日", "Birthday")
    static let why = Text(
        "姓名要和银行卡上的一样。改姓名和生日前，要先核对是您本人。", "姓名要和銀行卡上的一樣。更改姓名和生日前，要先核對是您本人。",
        "Your name must be as on your bank card. Before it or the birthday changes, we check that it is you.")
    static let change = Text("修改姓名和生日", "修改姓名和生日", "Change name or birthday")
    static let preferences = Text("语言和防伪语", "語言和防偽語", "Language and safe phrase")
    static let language = Text("通知用的语言", "通知使用的語言", "Language of our notices")
}

extension Notice.Template {
    static let safeWordChanged = Notice.Template(
        name: "safe_word_changed", subject: Text("防伪语已更换", "防偽語已更換", "Your safe phrase was changed"),
        text: Text(
            "您的 {brand} 防伪语刚刚换过，下次消息会带新的。不是您本人的话，请马上打开 {brand} 一键止付，或打 {emergency}。",
            "您的 {brand} 防偽語剛剛更換過，下次訊息會帶新的。若不是您本人，請立即開啟 {brand} 一鍵止付，或撥打 {emergency}。",
            "The safe phrase of your {brand} account was just changed; the next message carries the new one. If this "
                + "was not you, open {brand}, stop everything or call {emergency}."))

    static let detailsChanged = Notice.Template(
        name: "details_changed", subject: Text("个人资料已修改", "個人資料已修改", "Your details were changed"),
        text: Text(
            "您的 {brand} 账户的姓名或生日刚刚改过。不是您本人的话，请马上打开 {brand} 一键止付，或打 {emergency}。",
            "您的 {brand} 帳戶的姓名或生日剛剛改過。若不是您本人，請立即開啟 {brand} 一鍵止付，或撥打 {emergency}。",
            "The name or birthday of your {brand} account was just changed. If this was not you, open {brand}, stop "
                + "everything or call {emergency}."))
}
