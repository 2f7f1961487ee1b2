import Terms

enum ScreenshotTexts {
    static let add = Text("加截图", "加截圖", "Add a screenshot")
    static let rule = Text(
        "PNG、JPEG 或 WebP，一次最多 3 张，每张 5 MB 以内。别拍进验证码和整张卡", "PNG、JPEG 或 WebP，一次最多 3 張，每張 5 MB 以內。別拍進驗證碼和整張卡",
        "PNG, JPEG or WebP; at most 3 at a time, up to 5 MB each. No codes, no whole card in them, please")
    static let tooManyToday = Text(
        "发来的图太多了，请过一会儿再发，或者用文字说明。写的内容还在。", "傳來的圖太多了，請稍後再傳，或用文字說明。寫的內容還在。",
        "That is a lot of pictures. Send more later, or put it into words; what you wrote is kept.")
    static let label = Text("错误截图（可不加）", "錯誤截圖（可不加）", "Screenshots of the error (optional)")
    static let chosen = Text("已选 {count} 张", "已選 {count} 張", "{count} chosen")
    static let remove = Text("不发了", "不發了", "Remove")
    static let sent = Text("发来 {count} 张图", "傳來 {count} 張圖", "Sent {count} picture(s)")
    static let picture = Text("图：{name}", "圖：{name}", "Picture: {name}")

    static let tooLarge = Text(
        "“{name}”超过 5 MB。请截屏后直接发，或者裁小一点再发。", "「{name}」超過 5 MB。請截圖後直接傳，或裁小一點再傳。",
        "“{name}” is larger than 5 MB. Send the screenshot as it is, or crop it first.")
    static let tooManyPixels = Text(
        "“{name}”的尺寸太大。请截屏后直接发，或者裁小一点再发。", "「{name}」的尺寸太大。請截圖後直接傳，或裁小一點再傳。",
        "“{name}” has too many pixels. Send the screenshot as it is, or crop it first.")
    static let notAPicture = Text(
        "“{name}”打不开。请发 PNG、JPEG 或 WebP 的图，截屏最好。", "「{name}」無法開啟。請傳 PNG、JPEG 或 WebP 的圖，截圖最好。",
        "“{name}” could not be opened. Please send a PNG, JPEG or WebP picture; a screenshot is best.")
    static let tooMany = Text(
        "一次最多发 {max} 张图。请分几次发，写的内容还在。", "一次最多傳 {max} 張圖。請分幾次傳，寫的內容還在。",
        "At most {max} pictures at a time. Please send them in parts; what you wrote is kept.")
    static let full = Text(
        "这次对话已经有 {max} 张图，再多就放不下了。请用文字说明。", "這次對話已有 {max} 張圖，再多就放不下了。請用文字說明。",
        "This conversation already has {max} pictures and takes no more. Please put it into words.")
    static let wrongAttachment = Text(
        "attachments 的每一项要有 name、type 和 base64 的 data。", "attachments 的每一項須有 name、type 和 base64 的 data。",
        "Each of attachments needs name, type and data in base64.")

    static let isItSo = Text(
        "图里写的是：{words}。对吗？", "圖裡寫的是：{words}。對嗎？", "Your picture says: {words}. Is that right?")
    static let itSays = Text("图里写的是：{words}", "圖裡寫的是：{words}", "The picture says: {words}")
    static let unreadable = Text(
        "图收到了，客服能看到原图。系统没认出图里的字，请用一句话告诉我们写了什么。",
        "圖收到了，客服能看到原圖。系統沒認出圖裡的字，請用一句話告訴我們寫了什麼。",
        "We have your picture, and our agents can see it. Its words could not be read by the system; please tell us in "
            + "one sentence what it says.")
    static let declined = Text(
        "好，不算数。图还在，客服能看到；请用一句话告诉我们图里写了什么。", "好，不算數。圖還在，客服能看到；請用一句話告訴我們圖裡寫了什麼。",
        "All right, forget that. Your picture is kept and our agents can see it; please tell us in one sentence "
            + "what it says.")
    static let yes = Text("对", "對", "Yes")
    static let no = Text("不对", "不對", "No")
    static let question = Text("图里写的对吗", "圖裡寫的對嗎", "Is that what the picture says")
    static let quoted = Text("“{text}”", "「{text}」", "“{text}”")
    static let order = Text("订单号 …{ending}", "訂單編號 …{ending}", "order …{ending}")
}
