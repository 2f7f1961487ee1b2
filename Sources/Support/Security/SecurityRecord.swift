import Foundation
import Storage
import Terms

/// What happened to an account, from the event log, in the words of its owner.
struct SecurityRecord: Sendable, Equatable {
    static let listMax = 20
    private static let lookMax = 100

    /// Which events are told, and how; in the log's own words.
    struct Told: Sendable {
        let text: Text
        /// `warn`, `danger`, or nil for what is as it should be.
        var tone: String?
        var isFailure = false
    }

    let kind: String
    let at: Moment
    /// `customer:…`, `agent:…`, `system`.
    let actor: String
    /// How often in a row.
    let count: Int

    var told: Told? { Self.told[kind] }
    var isOurs: Bool { actor.hasPrefix("agent:") }

    /// One line where the same thing happened several times in a row within an hour.
    static func folded(_ records: [SecurityRecord]) -> [SecurityRecord] {
        var out: [SecurityRecord] = []
        for record in records {
            if let last = out.last, last.kind == record.kind, last.at.seconds(since: record.at) < 3_600,
                record.told?.isFailure == true || record.kind == "session.ended"
            {
                out[out.count - 1] = SecurityRecord(
                    kind: last.kind, at: last.at, actor: last.actor, count: last.count + record.count)
            } else {
                out.append(record)
            }
        }
        return Array(out.prefix(listMax))
    }
}

// MARK: - Rows

extension SecurityRecord {
    /// Newest first. What happened within conversations is told there.
    static func latest(of customer: CustomerID, in transaction: Transaction) throws -> [SecurityRecord] {
        let rows = try transaction.rows(
            """
            SELECT kind, occurred_at, actor FROM event
            WHERE customer_id = \(customer) AND conversation_id IS NULL AND kind IN \(SQL.list(told.keys.sorted()))
            ORDER BY id DESC LIMIT \(lookMax)
            """)
        return folded(
            try rows.map {
                SecurityRecord(kind: try $0.get(0), at: try $0.get(1), actor: try $0.get(2), count: 1)
            })
    }

    static func failures(of customer: CustomerID, since: Moment, in transaction: Transaction) throws -> Int {
        let kinds = told.filter(\.value.isFailure).keys.sorted()
        return try transaction.first(
            """
            SELECT COUNT(*) FROM event
            WHERE customer_id = \(customer) AND conversation_id IS NULL AND kind IN \(SQL.list(kinds))
                AND occurred_at > \(since)
            """)?.get(0) ?? 0
    }
}

extension SecurityRecord {
    static let told: [String: Told] = [
        "customer.joined": .init(text: Text("注册了账户", "註冊了帳戶", "Account opened")),
        "customer.signed_in": .init(text: Text("登录成功", "登入成功", "Signed in")),
        "sign_in.failed": .init(text: Text("登录密码输错", "登入密碼輸錯", "Wrong password"), tone: "warn", isFailure: true),
        "sign_in.locked": .init(
            text: Text("密码错得太多，登录被拦下", "密碼錯誤太多，登入被攔下", "Too many wrong passwords, sign-in stopped"),
            tone: "danger", isFailure: true),
        "sign_in.refused": .init(
            text: Text("账户锁着时有人登录，被拦下", "帳戶鎖定時有人登入，被攔下", "Sign-in stopped while the account was locked"),
            tone: "danger"),
        "sign_in.unlocked": .init(text: Text("登录重新打开", "登入重新開放", "Sign-in opened again")),
        "identity.missed": .init(
            text: Text("核对身份时答错", "核對身分時答錯", "Wrong answer in an identity check"), tone: "warn", isFailure: true),
        "identity.failed": .init(
            text: Text("身份核对没有通过，被拦下", "身分核對沒有通過，被攔下", "Identity check failed and was stopped"),
            tone: "danger"),
        "password.changed": .init(text: Text("更换了登录密码", "更換了登入密碼", "Password changed")),
        "password.reset": .init(text: Text("找回了登录密码", "找回了登入密碼", "Password reset")),
        "payment_password.changed": .init(text: Text("设置了支付密码", "設定了支付密碼", "Payment password set")),
        "payment_password.failed": .init(
            text: Text("支付密码输错", "支付密碼輸錯", "Wrong payment password"), tone: "warn", isFailure: true),
        "payment_password.locked": .init(
            text: Text("支付密码错得太多，付款被拦下", "支付密碼錯誤太多，付款被攔下", "Too many wrong payment passwords, payments stopped"),
            tone: "danger", isFailure: true),
        "two_factor.on": .init(text: Text("打开了两步验证", "開啟了兩步驟驗證", "Two-factor sign-in turned on")),
        "two_factor.off": .init(text: Text("关闭了两步验证", "關閉了兩步驟驗證", "Two-factor sign-in turned off"), tone: "warn"),
        "recovery_codes.renewed": .init(text: Text("换了一组恢复码", "更換了復原碼", "Recovery codes renewed")),
        "passkey.added": .init(text: Text("添加了通行密钥", "新增了通行金鑰", "Passkey added")),
        "passkey.removed": .init(text: Text("删除了通行密钥", "刪除了通行金鑰", "Passkey removed")),
        "second_factor.removal_asked": .init(
            text: Text("申请移除验证器和通行密钥（等待生效）", "申請移除驗證器和通行金鑰（等待生效）", "Removal of the second factors asked for (waiting)"),
            tone: "warn"),
        "second_factor.removal_stopped": .init(
            text: Text("停止了移除验证器和通行密钥", "停止了移除驗證器和通行金鑰", "Removal of the second factors stopped"), tone: "danger"),
        "second_factor.removed": .init(
            text: Text("验证器、恢复码和通行密钥已移除", "驗證器、復原碼和通行金鑰已移除", "Authenticator, recovery codes and passkeys removed"),
            tone: "warn"),
        "phone.changed": .init(text: Text("更换了手机号", "更換了手機號碼", "Phone changed")),
        "phone.change_asked": .init(
            text: Text("申请更换手机号（等待生效）", "申請更換手機號碼（等待生效）", "Phone change asked for (waiting)"), tone: "warn"),
        "phone.change_stopped": .init(text: Text("停止了更换手机号", "停止了更換手機號碼", "Phone change stopped"), tone: "danger"),
        "email.changed": .init(text: Text("更换了邮箱", "更換了信箱", "E-mail changed")),
        "details.changed": .init(text: Text("修改了姓名或生日", "修改了姓名或生日", "Name or birthday changed")),
        "limit.raised": .init(text: Text("调高了限额", "調高了限額", "Limit raised")),
        "session.ended": .init(text: Text("有设备退出了登录", "有裝置登出了", "A device was signed out")),
        "device.added": .init(text: Text("新设备登录", "新裝置登入", "A new device signed in"), tone: "warn"),
        "account.locked": .init(text: Text("账户被锁住", "帳戶被鎖住", "Account locked"), tone: "danger"),
        "account.unlocked": .init(text: Text("账户恢复使用", "帳戶恢復使用", "Account opened again")),
    ]
}
