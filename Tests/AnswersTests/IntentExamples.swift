/// A few wordings a label, both languages mixed, as the product's own are.
enum IntentExamples {
    static let all: [(text: String, label: String)] = byLabel.flatMap { label, texts in
        texts.map { (text: $0, label: label) }
    }

    static let byLabel: [(String, [String])] = [
        (
            "refund",
            [
                "我要退款", "能不能把钱退给我", "东西没要了，怎么申请退款", "钱什么时候退回来", "买错了想退钱", "商家不给我退款",
                "I want my money back", "How do I get a refund?", "please refund this purchase",
                "the shop will not return my money",
            ]
        ),
        (
            "top-up",
            [
                "怎么充值", "充不进去", "充值失败了", "我想往钱包里充钱", "充了一百块没有到余额", "用银行卡充值要多久",
                "how to top up", "my top-up failed", "I cannot add money to the wallet", "top up with a bank card",
            ]
        ),
        (
            "password",
            [
                "忘记密码了", "密码怎么找回", "登录密码不对", "我记不起密码", "重置一下登录密码", "密码输错好几次登不进去",
                "I forgot my password", "reset my password please", "the password is not accepted",
                "cannot sign in, wrong password",
            ]
        ),
        (
            "stolen",
            [
                "我的手机被偷了", "账户被盗了快冻结", "有人用我的钱包付款", "银行卡丢了怎么挂失", "不是我本人操作的交易", "钱被盗刷了",
                "my phone was stolen", "someone used my card", "freeze my account, I was hacked",
                "there is a payment I did not make",
            ]
        ),
        (
            "bind-card",
            [
                "怎么绑定银行卡", "绑卡一直失败", "银行卡绑不上", "可以绑信用卡吗", "添加一张新的储蓄卡", "绑卡说姓名不一致",
                "how do I link a bank card", "my card cannot be added", "linking the card fails",
                "can I bind a credit card",
            ]
        ),
        (
            "greeting",
            [
                "你好", "您好，在吗", "有人吗", "早上好", "哈喽", "请问在不在", "hello", "hi there", "good morning", "is anybody there",
            ]
        ),
    ]
}
