import Pictures
import Terms
import Web

/// Pictures in a conversation: choosing them, seeing them, and saying whether they were read right.
struct ScreenshotPages {
    /// Where the script puts a name or a number.
    private static let mark = "%n"

    let page: Page

    /// In the chat's composer.
    var button: HTML {
        """
        <picture-picker data-chosen="\(ScreenshotTexts.chosen(page.language, ["count": Self.mark]))" \
        data-remove="\(page(ScreenshotTexts.remove))" \
        data-large="\(ScreenshotTexts.tooLarge(page.language, ["name": Self.mark]))" \
        data-many="\(ScreenshotTexts.tooMany(page.language, ["max": String(Screenshot.perMessageMax)]))" \
        data-bytes="\(Picture.bytesMax)" data-most="\(Screenshot.perMessageMax)">\
        <label class="btn quiet icon-only" title="\(page(ScreenshotTexts.rule))"><span class="sr">\
        \(page(ScreenshotTexts.add))</span>\(page.icon("image"))\(input(id: "pictures"))</label></picture-picker>
        """
    }

    /// In the contact form.
    func field(_ refusal: Refusal?) -> HTML {
        let wrong: HTML =
            refusal?.fields["pictures"].map {
                """
                <p class="error" id="pictures-wrong" role="alert">\(page.icon("alert"))<span>\(page($0))</span></p>
                """
            } ?? .empty
        return """
            <div class="field"><label for="pictures">\(page(ScreenshotTexts.label))</label>\
            \(input(id: "pictures", isPlain: true))<p class="hint">\(page(ScreenshotTexts.rule))</p>\(wrong)</div>
            """
    }

    private func input(id: String, isPlain: Bool = false) -> HTML {
        """
        <input class="\(isPlain ? "input" : "sr")" id="\(id)" type="file" name="pictures" multiple \
        accept="image/png,image/jpeg,image/webp">
        """
    }

    /// Two buttons under the question that the conversation asks.
    func question(_ screenshot: Screenshot, frame: String) -> HTML {
        let path = "\(page.base)/chat/\(screenshot.conversation)/pictures/\(screenshot.id)"
        return """
            <form class="said answer" method="post" action="\(path)/answers\(frame)" \
            aria-label="\(page(ScreenshotTexts.question))">\(page.csrf)\
            <button class="btn primary small" type="submit" name="right" value="yes">\
            \(page(ScreenshotTexts.yes))</button>\
            <button class="btn small" type="submit" name="right" value="no">\(page(ScreenshotTexts.no))</button></form>
            """
    }

    /// The pictures of a message, small; each leads to the whole.
    static func shown(_ message: Message, path: String, _ language: Language) -> HTML {
        guard !message.attachments.isEmpty else { return .empty }
        return """
            <div class="pictures">\(message.attachments.html { one in
                """
                <a href="\(path)/\(one.id)" target="_blank" rel="noopener"><img src="\(path)/\(one.id)" \
                width="\(one.width)" height="\(one.height)" loading="lazy" decoding="async" \
                alt="\(ScreenshotTexts.picture(language, ["name": one.name]))"></a>
                """
            })</div>
            """
    }
}
