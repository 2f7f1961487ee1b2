import Terms

/// What an article has to keep to before it is kept: the same for what is typed and for what comes in a folder.
struct ArticleRules: Sendable {
    static let titleLengthMax = 80
    static let summaryLengthMax = 200
    static let bodyLengthMax = 20_000
    static let wordLengthMax = 60
    static let questionLengthMax = 120
    static let listMax = 40
    static let orderMax = 9_999

    let brand: Brand
    let place: ArticlePlace
    /// What readers find beside it, itself left out.
    let others: [Article]
    /// Slugs that will be there, too.
    var coming: Set<String> = []

    /// By field, the first thing that is wrong with it.
    func faults(in source: ArticleSource) -> [String: Text] {
        var faults: [String: Text] = [:]
        faults["title"] = line(source.title, Self.titleLengthMax)
        faults["summary"] = line(source.summary, Self.summaryLengthMax)
        if HelpCategory(rawValue: source.category) == nil { faults["category"] = AnnouncementTexts.choose }
        faults["codes"] = codes(source.codes)
        faults["keywords"] = list(source.keywords, Self.wordLengthMax)
        faults["questions"] = list(source.questions, Self.questionLengthMax)
        faults["related"] = related(source.related)
        if let order = source.order, !(0...Self.orderMax).contains(order) {
            faults["order"] = EditorTexts.orderWrong.filling(["max": String(Self.orderMax)])
        }
        faults["body"] = body(source.body)
        let texts = [
            ("title", [source.title]), ("summary", [source.summary]), ("keywords", source.keywords),
            ("questions", source.questions), ("body", [source.body]),
        ]
        for (field, texts) in texts where faults[field] == nil { faults[field] = unknownPlace(in: texts) }
        return faults
    }

    func check(_ source: ArticleSource) throws {
        let faults = faults(in: source)
        guard faults.isEmpty else {
            throw Refusal(.invalid, "article_invalid", EditorTexts.lookBelow, fields: faults)
        }
    }

    private func line(_ text: String, _ max: Int) -> Text? {
        if text.isEmpty { return EditorTexts.needed }
        return tooLong(text, max)
    }

    private func tooLong(_ text: String, _ max: Int) -> Text? {
        let isShort = text.utf8.count <= max * 16 && text.unicodeScalars.count <= max
        return isShort ? nil : AnnouncementTexts.tooManyLetters.filling(["max": String(max)])
    }

    private func list(_ values: [String], _ max: Int) -> Text? {
        guard values.count <= Self.listMax else {
            return EditorTexts.tooMany.filling(["max": String(Self.listMax)])
        }
        return values.lazy.compactMap { tooLong($0, max) }.first
    }

    private func codes(_ codes: [String]) -> Text? {
        if let fault = list(codes, Self.wordLengthMax) { return fault }
        for (number, code) in codes.enumerated() {
            guard code.wholeMatch(of: /[a-z_]+(\.[a-z0-9_]+)+/) != nil else {
                return EditorTexts.codeWrong.filling(["code": code])
            }
            if codes.prefix(number).contains(code) { return EditorTexts.twice.filling(["what": code]) }
            if let other = others.first(where: { $0.codes.contains(code) }) {
                return EditorTexts.codeTaken.filling(["code": code, "title": other.title])
            }
        }
        return nil
    }

    private func related(_ slugs: [String]) -> Text? {
        if let fault = list(slugs, Self.wordLengthMax) { return fault }
        for (number, slug) in slugs.enumerated() {
            if slug == place.slug.text { return EditorTexts.relatedItself }
            if slugs.prefix(number).contains(slug) { return EditorTexts.twice.filling(["what": slug]) }
            guard coming.contains(slug) || others.contains(where: { $0.slug == slug }) else {
                return EditorTexts.relatedUnknown.filling(["slug": slug])
            }
        }
        return nil
    }

    private func body(_ body: String) -> Text? {
        if body.isEmpty { return EditorTexts.needed }
        if let long = tooLong(body, Self.bodyLengthMax) { return long }
        return Markdown.faults(in: body).first.map(EditorTexts.fault)
    }

    private func unknownPlace(in texts: [String]) -> Text? {
        let known = brand.articlePlaces(place.language)
        for text in texts {
            for match in text.matches(of: /\{([a-z_]+)\}/) where known[String(match.1)] == nil {
                let names = known.keys.sorted().map { "{\($0)}" }.joined(separator: " ")
                return EditorTexts.placeUnknown.filling(["place": String(match.0), "names": names])
            }
        }
        return nil
    }
}
