/// What a customer's message wants of the conversation itself, by word lists, beside what a trained model takes it
/// to be about.
public enum Wish: String, Sendable, CaseIterable {
    /// Wants to speak with a human being.
    case person
    case payment, transfer, topUp, withdrawal, refund
    case thanks, greeting
    /// Something did not work, or money is not where it should be.
    case trouble
    case anger

    public static let scalarsMax = 2_000

    public static func read(_ text: String) -> Set<Wish> {
        let folded = Fold.text(text, scalarsMax: scalarsMax).scalars
        return Set(lexicon.hits(in: folded).map(\.tag))
    }

    private static let lexicon = Lexicon<Wish>([
        (
            nil,
            "不用转人工|不要转人工|不用人工|不需要人工|no agent|travel agent|人工湖|人工费|人工成本|人工智能|人工服务费|user agent|支付宝|支付密码|human "
                + "error|operating system"
        ),
        (
            .person,
            """
            人工|转人工|人工客服|人工服务|找人工|真人|活人|找个人|找客服|转接客服|客服人员|客服专员|接线员|专员|有人吗|有人在吗|human|human being|\
            real person|a person|agent|agents|live chat|representative|talk to someone|speak to someone|\
            speak with someone|operator|\
            transfer me to|real human|客服呢|叫客服|给我转客服|转客服|帮忙联系客服|帮我联系客服|客服出来|叫个人|叫人来|\
            你们领导|你们经理|找领导|找经理|不想跟机器人|不要机器人|不跟机器人|不和机器人|customer service|customer support|\
            to support|a manager|supervisor|someone real|with staff|to a robot
            """
        ),
        (.payment, "付款|支付|付钱|付不了|付不出|付不成|付费|扫码|刷卡|买单|结账|pay|paid|pays|paying|payment|payments|checkout"),
        (.transfer, "转账|转帐|汇款|转给|转钱|转了|打款|transfer|transfers|transferred|transferring|send money|sent money|remit"),
        (.topUp, "充值|储值|加值|充钱|充了|入金|充不了|充不进|top up|top-up|topup|topped up|recharge|deposit|deposited|add money"),
        (.withdrawal, "提现|提款|提领|取钱|取现|提不了|提不出|出金|withdraw|withdrawal|withdrawals|withdrew|withdrawing|cash out"),
        (.refund, "退款|退钱|退货|退费|退回|退给我|退了|refund|refunds|refunded|money back|chargeback"),
        (.thanks, "谢谢|多谢|感谢|谢啦|谢了|thanks|thank you|thx|thank u|cheers"),
        (.greeting, "你好|您好|在吗|哈喽|嗨|早上好|上午好|下午好|晚上好|hello|hi|hey|good morning|good afternoon|good evening"),
        (
            .trouble,
            """
            失败|没到|未到|不到账|没收到|未收到|收不到|没有到|还没到|扣了|扣款|多扣|重复扣|处理中|卡住|报错|错误|出错|异常|打不开|用不了|不能用|登不上|登录不了|无法|\
            不成功|付不了|付不出|充不了|充不进|提不了|提不出|不见了|少了|钱呢|被盗|盗刷|被锁|锁定|冻结|封号|被封|超时|fail|fails|failed|failing|stuck|pending|\
            not received|didn't receive|didn’t receive|did not receive|haven't received|haven’t received|\
            never received|\
            never arrived|not arrived|hasn't arrived|hasn’t arrived|didn't arrive|where is my money|where's my money|\
            where’s my money|missing|error|declined|charged twice|double charged|can't|can’t|cannot|\
            doesn't work|not working|\
            locked|frozen|stolen|blocked
            """
        ),
        (
            .anger,
            """
            投诉|骗子|骗人|骗钱|诈骗|垃圾|坑人|黑心|流氓|无耻|气死|太差|差劲|差评|什么破|破软件|废物|受够|忍无可忍|举报|曝光|起诉|12315|报警|scam|scammer|scammers|\
            fraudsters|ridiculous|terrible|awful|worst|useless|unacceptable|outrageous|disgusting|pathetic|\
            rubbish|garbage|\
            complaint|complain|lawyer|sue|furious|bullshit|wtf
            """
        ),
    ])
}
