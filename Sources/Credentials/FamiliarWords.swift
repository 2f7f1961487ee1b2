/// What Chinese people put into passwords and libzxcvbn does not know.
enum FamiliarWords {
    /// The commonest first: the place in the list is the number of guesses.
    static let latin = [
        "5201314", "woaini", "1314520", "520", "1314", "521", "woaini1314", "woaini520", "a123456", "123456a",
        "qq123456",
        "wo", "ai", "ni", "7758521", "7758258", "147258369", "147258", "159357", "zhang", "wang", "li", "chen", "liu",
        "yang", "huang", "zhao", "zhou", "wu", "xu", "sun", "zhu", "lin", "guo", "luo", "liang", "song", "zheng", "xie",
        "tang", "deng", "feng", "xiao", "cheng", "cao", "peng", "zeng", "taobao", "zhifubao", "alipay", "weixin",
        "wechat",
        "weibo", "baidu", "tencent", "taobao123", "qq", "mima", "denglu", "zhanghao", "yonghu", "guanliyuan", "qianbao",
        "wallet", "tpwallet", "topay", "upay", "walletdesk", "zhifu", "yinhang", "caonima", "nihao", "wohenni", "aini",
        "wojiushiwo", "woshishui", "woshishen", "baobao", "baobei", "laopo", "laogong", "mama", "baba", "zhongguo",
        "beijing", "shanghai", "guangzhou", "shenzhen", "hangzhou", "chengdu", "wuhan", "nanjing", "xiaoming",
        "xiaohong", "fuckyou", "asd123", "zxc123", "qwe123", "q1w2e3r4", "1q2w3e4r", "1qaz2wsx", "aa123456",
        "abc123456",
        "168", "888", "666", "518", "110", "119", "1688", "8888", "6666",
    ]

    /// The longer ones first: what is found is taken out.
    static let han = [
        "一二三四五六七八九十", "一二三四五六七八", "壹贰叁肆伍陆柒捌", "天地玄黄宇宙洪荒", "白日依山尽", "床前明月光",
        "春眠不觉晓", "中华人民共和国", "生日快乐", "恭喜发财", "新年快乐", "万事如意", "身体健康", "好好学习", "天天向上",
        "我是管理员", "支付密码", "登录密码", "管理员", "我爱你", "我愛你", "密码", "密碼", "钱包", "錢包", "支付", "中国",
        "中國", "北京", "上海", "你好", "您好", "老婆", "老公", "宝贝", "宝宝", "妈妈", "爸爸", "爱你", "世界", "幸福", "快乐",
        "平安", "加油", "年", "月", "日",
    ]

    static let paymentPasswords: Set<String> = [
        "520131", "201314", "131452", "521131", "131421", "147258", "258369", "258147", "369258", "159357", "357159",
        "789456", "456123", "123654", "321654", "654123", "147852", "258963", "963852", "852741", "741852", "852963",
        "123789", "789123", "321456", "159753", "753159", "951753", "775852", "775825", "518888", "168888", "166888",
        "100200", "102030", "112358", "314159", "147369", "147963", "741963", "123457", "123450", "012340",
    ]
}
