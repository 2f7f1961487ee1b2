import Terms

extension Scenario {
    /// What a fresh customer can be put into. The names are the contract's diagnosis codes.
    enum Name: String, CaseIterable, Sendable {
        case wrongPassword = "login.wrong_password"
        case caseOrSpaces = "login.case_or_spaces"
        case codeNotReceived = "login.code_not_received"
        case passwordForgotten = "password.forgotten"
        case lockedByAttempts = "account.locked_by_attempts"
        case lockedByRisk = "account.locked_by_risk"
        case frozenByOwner = "account.frozen_by_owner"
        case banned = "account.banned"
        case stolen = "account.stolen"
        case insufficientBalance = "payment.insufficient_balance"
        case cardExpired = "payment.card_expired"
        case wrongPaymentPassword = "payment.wrong_payment_password"
        case networkTimeout = "payment.network_timeout"
        case paymentLimit = "payment.limit_reached"
        case appOutdated = "payment.app_outdated"
        case incident = "payment.incident"
        case paymentDeclined = "payment.declined_by_bank"
        case noConfirmation = "payment.no_confirmation"
        case unauthorised = "payment.unauthorised"
        case duplicate = "payment.duplicate"
        case transferProcessing = "transfer.processing_at_bank"
        case transferNotReceived = "transfer.not_received"
        case wrongRecipient = "transfer.wrong_recipient"
        case transferReturned = "transfer.returned"
        case topUpLimit = "topup.limit_reached"
        case topUpDeclined = "topup.declined_by_bank"
        case topUpProcessing = "topup.processing"
        case withdrawalLimit = "withdrawal.limit_reached"
        case withdrawalProcessing = "withdrawal.processing"
        case withdrawalRejected = "withdrawal.rejected_by_bank"
        case cardNumber = "card.number_invalid"
        case cardNotActivated = "card.not_activated"
        case cardNotEligible = "card.not_eligible"
        case cardName = "card.name_mismatch"
        case cardPhone = "card.phone_mismatch"
        case phoneChange = "phone.change"
        case phoneLost = "phone.old_lost"
        case emailChange = "email.change"
        case paymentPasswordChange = "payment_password.change"
        case twoFactor = "security.two_factor"
        case passkey = "security.passkey"
        case suspiciousMessage = "security.suspicious_message"
        case merchantNotReceived = "merchant.not_received"
        case refundPending = "refund.pending"
        case refundCompleted = "refund.completed"
        case balanceUnexpected = "balance.unexpected"
        case fees = "fees.question"
        case complaintStart = "complaint.start"
        case complaintStatus = "complaint.status"
        case suggestion = "feedback.suggestion"

        enum Group: String, CaseIterable, Sendable {
            case signIn, account, payment, transfer, topUp, card, contact, shop
        }

        var group: Group {
            switch rawValue.prefix(while: { $0 != "." }) {
            case "login", "password": .signIn
            case "account": .account
            case "payment": .payment
            case "transfer": .transfer
            case "topup", "withdrawal": .topUp
            case "card": .card
            case "merchant", "refund", "balance", "fees", "complaint", "feedback": .shop
            default: .contact
            }
        }

        /// As the button in the sandbox says it.
        var title: Text {
            switch self {
            case .wrongPassword: Text("密码输错", "密碼輸錯", "Wrong password")
            case .caseOrSpaces: Text("密码大小写或空格不对", "密碼大小寫或空格不對", "Capital letters or spaces in the password")
            case .codeNotReceived: Text("收不到验证码", "收不到驗證碼", "No code arrives")
            case .passwordForgotten: Text("忘记密码", "忘記密碼", "Forgotten password")
            case .lockedByAttempts: Text("密码输错太多，账户锁定", "密碼輸錯太多，帳戶鎖定", "Locked by wrong passwords")
            case .lockedByRisk: Text("可疑交易，账户锁定", "可疑交易，帳戶鎖定", "Locked by a suspicious transaction")
            case .frozenByOwner: Text("自己按了一键止付", "自己按了一鍵止付", "Stopped by the owner")
            case .banned: Text("账户被封", "帳戶被封", "Banned")
            case .stolen: Text("账户被盗用", "帳戶被盜用", "Stolen account")
            case .insufficientBalance: Text("余额不够", "餘額不夠", "Balance too low")
            case .cardExpired: Text("银行卡过期", "銀行卡過期", "Card expired")
            case .wrongPaymentPassword: Text("支付密码输错", "支付密碼輸錯", "Wrong payment password")
            case .networkTimeout: Text("付款超时，钱被冻结", "付款逾時，錢被凍結", "Payment timed out, money on hold")
            case .paymentLimit: Text("付款超过限额", "付款超過限額", "Payment above the limit")
            case .appOutdated: Text("App 版本太旧", "App 版本太舊", "App too old")
            case .incident: Text("银行故障，付款失败", "銀行故障，付款失敗", "Incident at a bank")
            case .paymentDeclined: Text("银行没有同意", "銀行沒有同意", "Declined by the bank")
            case .noConfirmation: Text("付了款，没收到通知", "付了款，沒收到通知", "Paid, and no confirmation came")
            case .unauthorised: Text("不是我付的款", "不是我付的款", "A payment that was not mine")
            case .duplicate: Text("付了两次", "付了兩次", "Paid twice")
            case .transferProcessing: Text("转账还在银行", "轉帳還在銀行", "Transfer still at the bank")
            case .transferNotReceived: Text("转账成功，对方没收到", "轉帳成功，對方沒收到", "Transfer done, and not received")
            case .wrongRecipient: Text("转错人了", "轉錯人了", "Transfer to the wrong person")
            case .transferReturned: Text("转账被退回", "轉帳被退回", "Transfer came back")
            case .topUpLimit: Text("充值超过限额", "儲值超過限額", "Top-up above the limit")
            case .topUpDeclined: Text("充值被银行拒绝", "儲值被銀行拒絕", "Top-up declined by the bank")
            case .topUpProcessing: Text("充值还在处理", "儲值還在處理", "Top-up under way")
            case .withdrawalLimit: Text("提现超过限额", "提領超過限額", "Withdrawal above the limit")
            case .withdrawalProcessing: Text("提现还在处理", "提領還在處理", "Withdrawal under way")
            case .withdrawalRejected: Text("提现被银行退回", "提領被銀行退回", "Withdrawal rejected by the bank")
            case .cardNumber: Text("卡号不对", "卡號不對", "Card number not right")
            case .cardNotActivated: Text("卡还没有激活", "卡還沒有啟用", "Card not activated")
            case .cardNotEligible: Text("这种卡不能绑", "這種卡不能綁", "Card of a kind that is not taken")
            case .cardName: Text("绑卡姓名对不上", "綁卡姓名對不上", "Name on the card differs")
            case .cardPhone: Text("绑卡手机号对不上", "綁卡手機號碼對不上", "Phone at the bank differs")
            case .phoneChange: Text("换手机号", "換手機號碼", "Change the phone")
            case .phoneLost: Text("旧手机丢了", "舊手機遺失", "The old phone is lost")
            case .emailChange: Text("换邮箱", "換信箱", "Change the e-mail")
            case .paymentPasswordChange: Text("换支付密码", "換支付密碼", "Change the payment password")
            case .twoFactor: Text("两步验证", "兩步驟驗證", "Two-factor sign-in")
            case .passkey: Text("面容或指纹", "臉部或指紋", "Face or fingerprint")
            case .suspiciousMessage: Text("收到可疑短信", "收到可疑簡訊", "A suspicious text")
            case .merchantNotReceived: Text("付了款，商家说没收到", "付了款，商家說沒收到", "Paid, and the shop has nothing")
            case .refundPending: Text("退款还在路上", "退款還在處理", "Refund on its way")
            case .refundCompleted: Text("退款已经退回", "退款已經退回", "Refund arrived")
            case .balanceUnexpected: Text("余额和想的不一样", "餘額和想的不一樣", "Balance not as expected")
            case .fees: Text("问手续费", "問手續費", "A question about fees")
            case .complaintStart: Text("想投诉", "想投訴", "Wants to complain")
            case .complaintStatus: Text("投诉有没有结果", "投訴有沒有結果", "What became of a complaint")
            case .suggestion: Text("提个建议", "提個建議", "A suggestion")
            }
        }
    }
}
