/// Words that mean much the same to somebody with a wallet, a meaning to a line, both languages on it. A word may stand
/// on several lines; `_` joins the words of a phrase (at most three). Simplified Chinese stands for traditional too.
extension Meanings {
    static let lines = """
        i me my mine myself i'm i've i'd i'll im ive we us our 我 我的 我们 本人 自己
        not don't doesn't didn't isn't wasn't aren't weren't hasn't haven't hadn't won't wouldn't couldn't shouldn't \
        can't cannot cant dont doesnt didnt isnt wasnt hasnt havent wont wouldnt couldnt shouldnt no never nothing \
        without none neither nor unable ain't 不 没 没有 未 别 无法 不能 不可以 不让 不行 不了 并没有 从没 不是 唔 冇 咗唔 不到 不上 不出 不进 无 冇得 没法 没人 \
        不给 不认
        can could able may might possible possibly possibility allow allowed allows allowing permit permitted let \
        lets 能 可以 能不能 可不可以 能否 可否 允许 行吗 行不行
        need needs needed require required requires requirement requirements must necessary have_to has_to mandatory \
        compulsory supposed_to 需要 必须 一定要 要求 要不要 得 必要
        want wants wanted would_like wanting wish i'd_like like_to prefer hoping looking_to interested 想 想要 希望 打算 要 \
        need_to decide decided demand 我要 我想 想要把 麻烦
        why how_come reason reasons cause caused causes what_causes 为什么 为啥 为何 怎么回事 咋回事 原因 凭什么 怎么会 干嘛 because due \
        causing how_did what_happened whats_going_on what_is_going explain_why 点解 干吗 是什么情况 什么情况 到底 突然 什么意思
        how way ways method methods steps procedure process instructions guide directions 怎么 如何 怎样 咋 方法 步骤 流程 办法 教程 \
        怎么弄 怎么办 figure_out guidelines walk_me show_me configure step rules 点样 咋个 咋整 怎么才能 该怎么 要怎么 怎么样 怎样才能 操作 从哪
        when how_soon what_time date 什么时候 何时 几时 啥时候 几点 几号 哪天
        how_long long length takes duration time_frame timeframe days hours weeks 多久 多长时间 几天 多少天 多少时间 几小时 多长 时效 时间 \
        how_many_days how_fast estimated minutes hour month months until by_when turnaround period within usual_time
        where location locations locate located place places nearest closest nearby near whereabouts 哪里 哪儿 在哪 去哪 什么地方 \
        哪 somewhere city town area which_places office branch centre 边度 什么位置 入口 在哪儿 里面 页面
        help assist assistance support advise advice urgent urgently asap emergency immediately quickly quick fast \
        hurry 帮 帮忙 帮助 帮我 求助 急 着急 快 马上 立刻 尽快 赶紧 紧急 fix resolve solve please sort_out desperately quicker faster \
        important guide
        explain tell understand clarify explanation know wondering question info information 解释 说明 告诉 知道 了解 请问 咨询 问一下 \
        明白 explaining idea clear clarity aware confused details learn inquiring inform mean figure understanding
        get obtain acquire have_a getting gotten obtaining got acquired receive_a 拿 拿到 得到 领 获取
        order request requested ordered ordering apply requesting ask_for asked applying applied 申请 办 办理 要求 订 提交 \
        submit submitted place placed
        arrive arrived arrives arrival come came coming comes show_up shown_up showed_up turned_up delivered delivery \
        deliver delivers receive received receiving reach reached reaching mail mailed shipped ship shipping 到 到账 到帐 \
        收到 来 入账 进来 到货 寄到 送到 到了 reaches landed credited issued get_here got_here here in_my_account recieve recieved \
        入数 进账 回来 到我
        still_waiting waiting wait waited awaiting expecting still yet hasn't_arrived not_arrived 还没 还没有 一直 等 等待 等了 \
        还在 仍然 迟迟 没到 没收到 未到账 不到账 没到账 yet_to anymore so_far long_wait 到现在 好几天 还是没 一直没 都没 没动静 没来 没回 冇收到 过去了
        track tracking trace tracked follow whereabouts status progress 查 查询 跟踪 追踪 进度 状态 去向 查一下 进展 location_of \
        updates lookup 处理结果 有结果 什么结果 答复 回复 跟进 受理 有消息 any_news outcome follow_up any_update case_number
        pending processing in_progress in_process outstanding hold holding on_hold stuck stalled hanging incomplete \
        处理中 进行中 待处理 卡住 挂起 冻着 在途 审核中 卡着 转圈 unprocessed open_status initiated under_review
        complete completed finish finished done finalise finalised finalize finalized clear cleared posted settle \
        settled go_through went_through gone_through going_through success successful 完成 成功 搞定 好了 通过 弄好 processed \
        completing completion approved approve passed pass go_thru gone_thru properly correctly fully
        delay delayed late slow longer taking_long taking_forever takes_forever so_long too_long forever 慢 延迟 晚 太久 好久 \
        很久 半天 拖 超时 延误
        decline declined declines declining reject rejected rejecting refuse refused refusing deny denied denying \
        turned_down not_accepted 拒绝 被拒 拒 驳回 不通过 没通过 不受理 退件 wouldn't_accept not_approved isn't_accepted won't_accept \
        didn't_accept not_accepting denial 不让过 拒付 拒绝了 银行拒绝 不同意 审核不过 未通过 不予 打回
        fail failed fails failing failure unsuccessful unsuccessfully didn't_work error errors glitch not_work \
        wouldn't_go 失败 出错 错误 报错 不成功 没成功 不了 异常 故障 not_processed didn't_go not_go hasn't_gone wouldn't_let won't_let \
        unable_to can't_make couldn't_make message 没过 付不出 没成 有误 提示 说 显示 付不了 交易失败 没付上
        not_working doesn't_work won't_work broken broke stopped_working malfunction defective faulty damaged \
        isn't_working 用不了 不能用 坏了 坏 失灵 没反应 没用 打不开 闪退 崩 卡死 无法使用 doesn't_seem isn't_functioning non-functional \
        unresponsive fix down crashed
        work works worked working function functioning functional usable use used uses using operate 用 使用 好用 能用
        problem problems issue issues trouble wrong something_wrong matter difficulty difficulties mistake 问题 毛病 不对 \
        出问题 不对劲 麻烦 疑问 happening happened situation case troubles concern going_on confusing messed typo accidentally \
        accidently
        cancel cancelled canceled canceling cancelling cancellation stop abort undo call_off 取消 撤销 撤回 停止 终止 中止 停 不要了 \
        撤 stopped prevent reverse_it take_back
        revert reverted reverse reversed returned return sent_back came_back went_back bounced gave_back reversal \
        reverting put_back 退回 退回来 返回 被退 退了回来 原路 冲正 back give_back put_in_reverse returned_to went_back_to kicked_back \
        退票 被退回 打回来 退回余额 退汇
        refund refunded refunds reimburse reimbursed reimbursement money_back refunding chargeback 退款 退钱 退还 退货 返还 退我 \
        return_the_item get_back 退费 退款了 退的钱 退到哪 退到 退了 退一下 refund_status refund_went
        pay payed paid payment payments paying pays spend spending spent purchase purchased purchases purchasing buy \
        bought buying bill shopping transaction transactions 付 付款 支付 交易 买 购买 消费 花 结账 扫码 缴费 买单 付钱 刷卡 刷 billing \
        deducted took_money debited debit_my 扣款 付账 付出去 付不出去 付不了款 买东西 消费了 付费 订阅 交费 代付 买票
        dispute disputing contest complain complaint report challenge 投诉 举报 争议 纠纷 申诉 反映 维权 告 contest_a claim 客诉 投诉信 \
        消协 消费者协会 12315 监管 曝光 追责 赔偿 compensation complaint_letter ombudsman regulator consumer_protection
        transfer transfers transferred transferring transfered transfering tranfer wire wired send sent sending remit \
        moved move 转账 转帐 汇款 转 打款 汇 打钱 转钱 转给 转出 打过去 sender pass wiring outgoing incoming 转过去 转不出 打给 过数 转走 转出去 转不了
        bank_transfer sepa swift wire_transfer bank_transfers ach iban from_my_bank another_bank 银行转账 网银 跨行
        top_up top_ups topup topups topping topping_up topped topped_up add_money add_funds load reload refill \
        recharge recharged adding_money adding_funds put_money 充值 充 充钱 转入 充进去 充不进 存入 充话费 pop-up top_it topup's \
        topping-up topped-up 储值 加值 入钱 充电 充到 充不了 加钱
        auto automatic automatically auto_top schedule intervals automatic_top recurring 自动 定期 自动充值 代扣 自动扣 续费 every \
        each monthly regular regularly periodically low gets_low set_intervals runs_low
        deposit deposited deposits depositing pay_in paid_in put_in 存 存钱 存款
        cash banknotes notes bills coins 现金 钞票 纸币
        withdraw withdrawal withdrawals withdrew withdrawing withdrawn withdrawl take_out took_out taking_out \
        pull_out pulled_out get_cash got_cash cash_out withdraws getting_cash 提现 取现 取钱 取款 提 转出来 取 提出来 提不了 取出来 pulling \
        pulled draw drew took_cash dispensed dispense atm_gave 提领 提款 领钱 出金 提到银行 转到银行卡 拿出来 出去
        atm atms cash_machine cash_machines machine machines cashpoint cashpoints atm's 取款机 柜员机 机器 bank_machine \
        cash_dispenser teller
        cheque cheques check checks checque 支票
        money funds fund cash_balance sum pounds dollars 钱 资金 款 款项 人民币 块 元 savings salary
        amount how_much sum total quantity 多少 金额 多少钱 数目 总额
        balance account_balance available_balance 余额 零钱 剩余 剩下 还剩 余钱
        statement statements app_shows history records activity 账单 流水 记录 明细 对账单 交易记录 receipt receipts listed list \
        transaction_list my_app 交易明细 对账 账单明细 导出账单 pdf annual
        account accounts profile 账户 账号 帐号 户头 户 户口 账户名 用户名
        card cards card's 卡 银行卡 卡片 储蓄卡
        physical_card physical real_card actual_card plastic_card plastic 实体卡 实体 actual real 卡片实物
        virtual virtual_card virtual_cards digital 虚拟卡 虚拟 电子卡
        disposable disposable_card one_time single_use temporary throwaway 一次性 临时
        spare additional extra another second other more multiple several 另 另外 另一个 多 额外 附加 第二 别的 其他
        daughter son child children kids kid family wife husband mother father spouse friend friends partner 孩子 儿子 女儿 \
        爸 妈 老公 老婆 家人 朋友 亲戚 父母 爷爷 奶奶
        age old young older younger years minimum_age age_limit how_old 年龄 岁 未成年 成年
        lost lose misplaced missing can't_find lose_my left loose losing disappeared vanished gone went_missing 丢 丢了 \
        不见了 弄丢 遗失 找不到 没了 消失 掉了 挂失 不翼而飞 不在了 丢失 掉了手机
        stolen stole steal theft robbed mugged thief pickpocketed taken snatched 偷 被偷 盗 被盗 抢 抢了 小偷 盗刷 mugging \
        wallet_was pick_pocketed 被人偷 失窃 扒手 被抢
        compromised hacked fraud fraudulent unauthorized unauthorised without_permission someone_used someone_else \
        somebody scam scammed scammer cloned suspicious security someone 诈骗 骗 骗子 被骗 盗用 冒充 可疑 别人 有人 泄露 黑客 陌生 被黑 钓鱼 \
        person people anyone others thief hacker without_my someone_else_is permission consent 陌生人 假冒 冒名 骗走 被转走 不法 \
        诈骗电话 套路 异地登录 被登录 登了我的 scams fraudster impostor impersonator phishing fake suspicious_message strange_message
        recognize recognise don't_recognize unfamiliar unknown strange weird odd not_mine didn't_make never_made \
        didn't_do unaware don't_remember don't_know not_recognized wasn't_me not_me unusual random 不认识 不是我 没见过 奇怪 \
        莫名其妙 不明 不知道 没买过 没操作 recall wasn't_made don't_recall nowhere never_been never_went unexpected recognizing \
        recognise_a no_idea don't_recognise 没印象 没做过 不是我付 不是我本人 没付过 哪来的 这笔是什么 莫名
        freeze frozen block blocked lock locked suspend suspended disable restricted ban banned 冻结 锁 锁定 锁了 封 封了 封号 停用 \
        止付 限制 被封 被锁 风控 deactivated stop_my shut_down 停掉 限制使用 异常限制 一键止付 止付了 风险 被限制 锁住 封掉 违规 frozen_by panic \
        stop_everything lock_everything suspicious_activity
        unfreeze unblock unblocked unlock unlocked unblocking unlocking 解冻 解锁 解封 恢复 解除 解开 放开 恢复使用 解除限制 解冻结 申诉 appeal \
        lift restore regain
        activate activated activation activating activates enable start_using set_up setup reactivate open 激活 开通 启用 \
        开启 打开 开户 设置 开 ready start_to register registration create make_active open_an
        expire expires expired expiring expiration expiry runs_out about_to_expire valid_until 过期 到期 有效期 失效 \
        expiration_date due_to_expire ends 过期了 有效期到 卡过期 换了新卡
        replace replacement renew new_card new_one renewed renewal 换 换卡 补办 补卡 更换 新卡 重办 issue_a new another send_me
        close terminate delete end terminated closing cancel_account terminating leave shut remove 注销 关闭 销户 删除 关 删 关掉 \
        不用了 销号 stop_using leaving quit dissatisfied unhappy no_longer leave_you 不想用 清除 注销账户 彻底
        pin pin_number pincode pins payment_password 支付密码 交易密码 pass_number 交易密码忘 支付密码错 付款密码 六位密码 支付密码不对 payment_pin \
        pay_password
        passcode password pass_code pass_word login log_in sign_in access_code signin logging_in 密码 登录 登陆 登不上 登不进 \
        登录密码 登入 进不去 登入密码 上不去 登陆不了 登不了 登不进去 登录不了 密码不对 密码错误 login_password password_is
        code verification_code sms otp one-time_code text_message 验证码 短信 校验码 动态码 activation_code 简讯 简讯码 短信码 六位数 收不到码 \
        text sms_code 6-digit code_sms
        forgot forget forgotten forgetting can't_remember remember reset 忘 忘记 忘了 记不得 想不起 不记得 找回 重置 忘光 想不起来 忘掉 重设 重新设
        change changed changing edit update modify updating updated alter correct changes 改 修改 更改 变更 更新 换成 改成 \
        different_name wrong_details switch choose configure fix_my adjust set correction new_address replaced
        address name details personal_details personal_information moved surname marriage married email e-mail 地址 姓名 \
        名字 资料 信息 邮箱 个人信息 改名 个人资料 昵称 头像 生日 导出 personal_data my_data download_my export
        phone mobile cellphone smartphone device cell iphone android phone_number 手机 手机号 电话 号码 设备 旧号 手机号码 电话号码 旧手机 \
        新手机 换号 换手机 预留手机 旧的号码 号停了 停机 sim sim_card new_number old_number new_phone old_phone
        verify verification verified verifying verifies confirm confirmed prove proof proving authenticate validate \
        验证 认证 核实 确认 证明 实名 审核 verifying_my approve identify checks recognised authentication authenticating \
        authenticated pass_verification
        identity id identification who_i_am documents document passport ident selfie photo photos 身份 身份证 证件 护照 人脸 照片 \
        实名认证 刷脸 身份验证 identification_documents identify photo_id images picture pictures readable glare blur 实名信息 \
        名字不一致 姓名不一致 户名 户名不符 识别 人脸识别 name_mismatch name_does_not name_doesn't names_differ
        source_of_funds source_of_my source origin source_of_money funds_come 来源 资金来源 where_funds where_did_the \
        where_the_money funds_coming money_came
        fee fees charge charges charged charging cost costs surcharge price expense commission 手续费 费用 收费 扣费 费 费率 服务费 \
        收钱 扣 billed pay_for fines deducted_for charged_a taxes tax cover paid_extra debited
        free no_fee no_charge without_charge for_free free_of_charge 免费 不要钱 免手续费 免
        extra_fee extra_charge additional_fee additional_charge overcharged hidden 多扣 多收 乱扣 多付 extra_money \
        unexpected_fee unexpected_charge additional_charges additional_fees extra_charges extra_fees 多扣钱 扣多了
        twice double doubled two_times duplicate duplicated second_time more_than_once multiple_times charged_twice \
        repeated 两次 重复 两笔 双倍 扣了两次 多次 重复扣 two double_charged same again_charged charged_me_twice once two_charges both \
        same_transaction 扣两次 多扣一次 重复付 两遍 扣了两笔 双份 duplicated_payment paid_twice
        one_pound £1 £0 small 一块 一分钱 一元
        incorrect incorrectly bad not_right inaccurate off not_correct mistaken false different mismatch 不对 错 错了 不符 \
        不一致 搞错 弄错 填错 输错 wrongly different_than off_by error calculated miscalculated bad_rate not_accurate
        less lower lesser short fewer only not_enough insufficient 少 少了 不够 不足 变少 只有 没钱 least missing_money rest \
        smaller half partial part short_changed lower_than only_gave not_all remaining remainder 余额不足 不够钱 钱不够 不够用 对不上 \
        少钱 变少了 少了钱 insufficient_balance insufficient_funds not_enough_money too_low balance_low doesn't_add_up
        more_than higher increase raise increased 更多 提高 提升 增加 高 提额 加
        exchange exchanges exchanged exchanging convert converted conversion swap 兑换 换汇 结汇 换钱 外汇 convert_currency \
        trade trading buy_crypto swapping change_currency converting hold
        exchange_rate exchange_rates rate rates conversion_rate interbank 汇率 rate_is rate_was rates_are current_rate \
        good_rate official market spot value
        currency currencies fiat aud gbp usd eur euro euros dollar pound ruble rubles crypto bitcoin yen 货币 币种 外币 美元 \
        欧元 港币 日元 英镑 money_types denominations different_currencies cryptocurrency btc ethereum denominated pesos \
        franc francs australian
        foreign abroad overseas another_country international internationally holiday vacation travel traveling \
        travelling trip 国外 境外 海外 出国 旅游 外国 出差 abroad_i outside local while_traveling on_holiday another_currency \
        other_currency
        country countries eu europe european uk us usa china france spain states america switzerland germany 国家 地区 中国 \
        香港 台湾 美国 欧洲 live living reside resident residents areas world citizen nationality european_union british
        offer offered available supported supports provide exist 支持 提供 有没有 have_available options option types type \
        kinds kind what_type what_kind which list_of
        accept accepted accepts accepting acceptance merchants stores businesses anywhere everywhere shops 接受 能刷 收不收 \
        valid_at where_can usable_at accept_it taken_at used_at work_at
        merchant seller store shop restaurant retailer vendor company business retailers hotel 商家 店 商店 商户 卖家 餐厅 超市 酒店 \
        店家 老板 netflix amazon uber 店员 平台 网店 淘宝 便利店 店里 商场 房东 卖家说 cashier checkout online_shop till
        apple apple_pay google google_pay apple_watch watch samsung mobile_pay 苹果 谷歌 手表
        visa mastercard master_card american_express amex 银联 维萨 万事达 payment_network
        credit debit credit_card debit_card credit_cards debit_cards 信用卡 借记卡 贷记卡
        direct_debit direct_debits standing_order subscription 直接扣款 委托扣款 订阅 会员 自动续费
        contactless tap tapping nfc 闪付 感应 碰一碰 touch_payment paypass wave
        swallowed ate eaten took_my_card kept_my_card stuck_in keep_my_card sucked trapped retained kept eat eats \
        swallow 吞 吞卡 吞了 吐 captured confiscated took_it withheld pulled_in not_give didn't_give won't_give_back \
        give_back come_out
        limit limits limited maximum max restriction restrictions unlimited most capped cap minimum threshold \
        exceeded 限额 额度 上限 最多 最高 超限 超过 最低 how_many how_much_can how_often rules limitations maximums minimums \
        amount_of times_can highest lowest allowed_to allowance disposables 超额 次数 单笔 每天 每日 一天 超出 等级 级别 额度不够 上限了 限额了 \
        提升额度 daily_limit per_day single_limit level levels tier monthly_limit limit_reached over_the_limit
        beneficiary recipient receiver payee beneficiaries recipients landlord 收款人 对方 收款方 对面 受益人 third_party person \
        other_person mother family landlords friend bank_account account_holder 转错 转错人 转错了 打错 付错 收款账户 wrong_person \
        wrong_account wrong_recipient wrong_number mistyped
        salary paycheck wages payroll employer income wage 工资 薪水 单位 公司发 direct_deposit get_paid
        link linked linking connect connected add_my_card bind binding found_my_card found add_it add adding 绑 绑定 绑卡 \
        关联 添加 绑不上 找到 linked_to add_card put_my register_my connect_my reactivate back_on back_in back_into into_the \
        绑卡失败 绑不了 绑不上去 加卡 绑新卡
        unlink unbind remove_card remove_my_card 解绑 解除绑定
        see saw view show shows showing shown appear appears appeared appearing display displayed reflect reflected \
        listed visible showed look 看 看到 显示 看见 出现 查看 体现 reflecting posting record in_my showing_up updated available \
        visible_in
        isn't_showing not_show can't_see not_showing doesn't_show not_appear didn't_show no_record not_there not_see \
        看不到 没显示 不显示 没看到 查不到 没有记录 isn't_there not_in_my not_reflected hasn't_shown not_updated still_not \
        hasn't_updated doesn't_reflect not_reflecting not_available can't_find missing_from not_posted \
        not_been_updated
        today yesterday ago this_morning earlier recently just last_night last_week 今天 昨天 刚才 刚刚 前天 早上 昨晚 上周 之前 \
        morning night tomorrow monday tuesday wednesday thursday friday saturday sunday week month past last couple \
        before earlier_today days_ago weeks_ago the_other_day weekend few 明天 晚上 上午 下午 昨日 今日 今早 前几天 上个月 三天 两天 一个月 小时 \
        分钟 半小时
        online internet website web network 网上 网站 网络 断网 信号 网页 website_says remotely remote 转圈圈 卡顿 超时了 网不好 没网 掉线 断了 \
        timeout timed_out time_out connection signal wifi offline spinning frozen_screen
        app application phone_app version upgrade software 应用 软件 客户端 版本 升级 版本太低 老版本 升级到 更新版本 旧版 下载 更新一下 outdated \
        latest_version update_the old_version new_version
        customer_service agent person human representative speak talk staff operator 人工 客服 转人工 真人 工作人员 人工客服 \
        customer_support call contact_you reach_you someone_to 客服电话 热线 找人 叫人 人来 机器人 别跟我 转接 真人客服 人工服务 hotline \
        phone_line real_person human_being live_agent bot robot chatbot actual_person
        rent mortgage house 房租 房贷 租金 水电
        item product goods items package 商品 东西 货 包裹 订单
        try tried trying tries attempt attempted attempts attempting 试 试了 尝试 试过 再试 several_times many_times \
        multiple_attempts keep_getting number_of_times five_times every_time
        thought think believe expect expected should 以为 觉得 应该 本来 supposed_to was_told should_have shouldn't normally \
        usually
        again repeatedly keeps constantly continually continue continuously always 又 再次 老是 总是 反复 每次 一直 over_and_over \
        every_time still frequently frequent multiple
        noticed notice realized realised found_out 发现 注意到 才看到 looking_at checked looked see_that saw_that \
        just_noticed
        face fingerprint two-factor authenticator passkey biometric touch_id face_id 指纹 面容 两步验证 双重验证 通行密钥 验证器 认证器 \
        二次验证 双因素 两步 动态口令 2fa mfa totp passkeys two-step second_factor finger face_recognition 人脸登录 刷脸登录
        hello hi hey thanks thank_you thank 你好 您好 谢谢 多谢 在吗 感谢 早上好 晚上好 哈喽 嗨 下午好 有人吗 在不在 您好呀 喂 good_morning \
        good_evening good_afternoon anyone_there greetings
        safe secure safety protect security_check 安全 放心 保护 防 secured 安全中心 安全检查 体检 防盗 隐患 安全设置 security_centre \
        security_center security_settings checkup check-up safer
        angry terrible ridiculous awful rubbish useless disappointed 垃圾 气死 什么破 坑 无语 差劲 烂 frustrated upset annoyed \
        stupid unacceptable not_happy 骂 滚 什么玩意 太差 烦死 服了 无语了 破软件 恶心 idiots joke trash garbage pathetic worst hate \
        fed_up sick_of damn
        was were did had been done made got became took went said 了 过 已经 已 曾
        will going_to would gonna shall upcoming tomorrow future soon planning plan 将 会 以后 将来 打算
        if whether in_case unless when_i 如果 要是 假如 的话 是否 是不是
        from out_of off coming_from 从 由 自
        to into onto towards in_to 到 给 往 进
        with using via through by thru 用 通过 拿 凭
        do_you are_you does_your can_you could_you will_you do_your is_there are_there 你们 有没有 贵
        can_i could_i may_i am_i how_can_i do_i how_do_i should_i 我能 我可以 我要
        what what's whats which what_is what_are 什么 啥 哪个 哪些 哪种
        now right_now currently already currently_in at_the_moment 现在 目前 已经 当前
        all every everything any whole full entire each 所有 全部 都 每
        before previously past used_to 以前 之前 原来
        after then once since later 之后 以后 后来 自从
        number digits numbers 号 号码
        new brand_new first first_time 新 第一次 首次
        my_card the_card this_card card_is 我的卡
        it this that these those them they 这 那 它 这个 那个 他们
        wait_for take_for take_to will_it_take does_it_take does_a would_it_take 要等 要花
        he she her him his they their 他 她 他们
        wallet e-wallet ewallet purse 钱包
        rules terms policy policies criteria eligible qualify conditions 规则 条件 规定 资格 条款
        bank banks issuing_bank issuer my_bank 银行 发卡行 开户行 银行那边 银行说 那家银行
        not_activated inactive not_active dormant new_card_not 未激活 没激活 没启用 没开卡 刚办的卡 睡眠
        not_eligible eligible not_supported doesn't_support unsupported unsupported_card 不支持 不符合 没资格 条件
        reserved_phone registered_phone phone_registered bank_phone phone_mismatch number_on_file 预留 银行预留 预留号码 留的手机 \
        留的号码
        card_number number_wrong invalid_number card_number_is invalid digits_wrong 卡号 卡号错误 卡号不对 卡号无效 号码不对
        capital capitals uppercase lowercase caps caps_lock case space spaces capital_letter shift 大写 小写 大小写 空格 字母 多打 \
        键盘 粘贴 复制
        recovery recovery_code recovery_codes backup backup_code backup_codes 恢复码 备用码 备份码 恢复代码
        official fake genuine real_one legit pretend pretending imposter 官方 真的 假的 真假 正规 冒充客服 是你们 防伪 防伪语 暗号 safe_word \
        safeword code_word phrase anti-phishing
        link links url website_address click clicked site domain email_link 链接 网址 点了 点开 钓鱼网站 假网站 仿冒
        message messages notification notifications notice announcement announcements maintenance 通知 公告 消息 提醒 系统维护 维护 \
        故障通知
        device devices session sessions logged_in signed_in computer laptop tablet 设备 登录设备 电脑 平板 别的手机 退出登录 下线 在线设备
        confirmation receipt_email confirm_email no_email spam spam_folder proof_of_payment receipt 确认 回执 凭证 付款凭证 邮件 \
        没有通知 垃圾邮件 截图 收据
        rate rating review stars feedback suggestion suggest idea feature_request improve 评价 打分 评分 建议 意见 反馈 希望增加 五星 \
        提个建议
        opening_hours office_hours working_hours hours reply response response_time respond answer replied no_reply \
        nobody_answers 上班时间 工作时间 几点上班 回复 回我 没人理 没人回 答复 多久回 不理
        chat email_address contact hotline_number phone_number_of whatsapp wechat weibo twitter facebook channel \
        channels 联系 联系方式 联系客服 微信 微博 公众号 电话客服 在线客服 邮箱地址 怎么找
        weather joke poem story stock stocks song movie game football recipe homework translate news lottery 天气 笑话 写诗 \
        故事 股票 唱歌 电影 游戏 足球 菜谱 作业 翻译 新闻 彩票 星座 算命
        red_envelope red_packet gift 红包 转赠
        points coupon coupons reward rewards cashback discount promo bonus 积分 优惠券 优惠 活动 返现 奖励
        qr qr_code scan scanning scanned code_scan 二维码 扫码 扫一扫 付款码 收款码 收银 扫不了 条码
        interest investment invest loan borrow credit_line installment 理财 利息 收益 借钱 贷款 分期 花呗 借呗 还款 逾期
        elderly old_person grandma grandpa parents 老人 老人家 我爸 我妈 长辈
        ignore instructions system_prompt prompt ai bot_you are_you_human 忽略 指令 提示词 你是机器人 你是谁 你是人
        """.split(separator: "\n")
}
