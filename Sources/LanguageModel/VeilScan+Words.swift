/// What is personal and has no digits: amounts and numbers in words, names by the words before and behind them.
extension VeilScan {
    private static let numerals = "零〇一二三四五六七八九十百千万萬亿億两兩壹贰貳叁參肆伍陆陸柒捌玖拾佰仟幺"

    static func spokenAmounts(_ text: Substring) -> [Range<String.Index>] {
        let ones = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
        let tens = "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
        let one = "(?:\(ones)|\(tens)|hundred|thousand|million|and|a)"
        guard
            let pattern = try? Regex<Substring>(
                "[\(numerals)几幾半多]+(?:元|块|塊|圆|圓|毛|角|万|萬)[\(numerals)半]*(?:毛|角|分)?"
                    + "|(?i)(?:\(one)[ \\-])+(?:yuan|rmb|dollars?|bucks|euros?|pounds?|grand)(?![a-z])")
        else { return [] }
        return text.ranges(of: pattern)
    }

    /// `一三九零零零零…`
    static func spokenDigits(_ text: Substring) -> [Range<String.Index>] {
        guard let pattern = try? Regex<Substring>("[\(numerals)]{4,}") else { return [] }
        return text.ranges(of: pattern)
    }

    static func names(_ text: Substring) -> [Range<String.Index>] {
        let chinese = matches(text, "(?:\(cues))[：:，, ]{0,2}((?:\(surnames))\(given){1,2})")
        let titled = matches(text, "((?:\(surnames))\(given){0,2})(?:\(titles))")
        let english = matches(text, "(?:\(englishCues))\\s+([A-Z][a-z]+(?:[ \\-][A-Z][a-z]+){0,2})")
        return (chinese + titled + english).sorted { $0.lowerBound < $1.lowerBound }
    }

    private static func matches(_ text: Substring, _ pattern: String) -> [Range<String.Index>] {
        guard let pattern = try? Regex<(Substring, Substring)>(pattern) else { return [] }
        return text.matches(of: pattern).map { $0.output.1.startIndex..<$0.output.1.endIndex }
    }

    /// A sign of a given name: what is never one ends the name.
    private static let given = "[\\p{Script=Han}--[的了吗嗎呢啊是在有和跟被说說要给給转轉付没沒不就都也还還到去来來把让讓这這那个個钱錢款元块塊]]"

    private static let cues = """
        我叫|我是|叫做|名叫|名字是|姓名|户名|戶名|收款人是|收款人|付款人|持卡人|联系人|聯絡人|对方是|對方是|对方叫|對方叫|转给|轉給|转账给|轉帳給|转了给|转到|\
        汇给|匯給|打给|打給|付给|付給|借给|借給|发给|發給|充给|给|給|跟|和|向|朋友|同事|同学|同學|老公|老婆|爸爸|妈妈|媽媽|儿子|兒子|女儿|女兒|弟弟|妹妹|哥哥|姐姐|\
        室友|房东|房東
        """

    private static let titles = "先生|女士|小姐|太太|老师|老師|经理|經理|师傅|師傅|医生|醫生|阿姨|叔叔"

    private static let englishCues = """
        [Mm]y name is|[Nn]ame is|[Nn]ame:|I am|I'm|I’m|[Tt]his is|[Tt]o|[Ff]rom|[Pp]aid|[Pp]ay|[Ss]ent|[Ss]end|[Ww]ith|\
        [Ff]riend|[Ww]ife|[Hh]usband|Mr\\.?|Mrs\\.?|Ms\\.?|Miss|Dr\\.?|[Dd]ear
        """

    private static let surnames = """
        欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|东方|東方|皇甫|尉迟|尉遲|公孙|公孫|慕容|令狐|夏侯|[赵趙钱錢孙孫李周吴吳郑鄭王冯馮陈陳褚卫衛蒋蔣沈韩韓杨楊朱秦尤许許何吕呂施张張孔曹严嚴\
        华華金魏陶姜戚谢謝邹鄒喻柏水窦竇章云雲苏蘇潘葛奚范彭郎鲁魯韦韋昌马馬苗凤鳳花方俞任袁柳鲍鮑史唐费費廉岑薛雷贺賀倪汤湯滕殷罗羅毕畢郝邬鄔安常乐樂于时時傅皮卞齐齊康伍余元卜顾顧孟平黄黃和穆\
        萧蕭尹姚邵湛汪祁毛禹狄米贝貝明臧计計伏成戴谈談宋茅庞龐熊纪紀舒屈项項祝董梁杜阮蓝藍闵閔席季麻强強贾賈路娄婁危江童颜顏郭梅盛林刁钟鍾徐邱骆駱高夏蔡田樊胡凌霍虞万萬支柯卢盧莫房丁宣邓鄧洪包\
        左石崔吉龚龔程嵇邢裴陆陸荣榮翁荀甄曲封储儲靳焦牧山谷车車侯蓬全班仰秋仲伊宫宮宁寧仇栾欒甘厉厲祖武符刘劉景詹龙龍叶葉幸司黎薄白蒲从從鄂卓蔺藺屠蒙池乔喬阴陰党黨翟谭譚贡貢姬申扶冉桑桂牛寿壽\
        边邊燕浦尚农農温溫庄莊晏柴瞿阎閻习習艾鱼魚容向古易廖文曾关關连連涂塗]
        """
}
