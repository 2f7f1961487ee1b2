import Storage
import Terms

/// An article as its editors see it: what is written, what readers find, and how it came to that.
struct Manuscript: Sendable {
    let place: ArticlePlace
    let brand: Brand
    /// Newest first.
    let history: [ArticleVersion]
    /// As it came with the product, in this language.
    let file: String?
    /// What readers find in its stead where the language has none of its own.
    let borrowed: String?
    /// How many questions wait for it.
    let questions: Int

    var open: ArticleVersion? { history.first { $0.isOpen } }
    var live: ArticleVersion? { history.first { $0.state == .published } }
    var stamp: String { history.first?.stamp ?? ArticleVersion.noStamp }

    /// What the editor begins with.
    var source: String? { open?.source ?? live?.source ?? file ?? borrowed ?? history.first?.source }

    /// What a version took the place of: the wording before it, for the first one the file.
    func predecessor(of version: ArticleVersion) -> String {
        history.first { $0.number < version.number }?.source ?? file ?? borrowed ?? ""
    }

    /// Throws `Refusal.notFound` where there is nothing of that name.
    static func read(_ place: ArticlePlace, _ centre: HelpCentre, in transaction: Transaction) throws -> Manuscript {
        let manuscript = try anything(place, centre, in: transaction)
        guard manuscript.source != nil else { throw Refusal.notFound }
        return manuscript
    }

    static func exists(_ place: ArticlePlace, _ centre: HelpCentre, in transaction: Transaction) throws -> Bool {
        try anything(place, centre, in: transaction).source != nil
    }

    /// Also of what is not there yet.
    static func anything(
        _ place: ArticlePlace, _ centre: HelpCentre, in transaction: Transaction
    ) throws -> Manuscript {
        var borrowed: String?
        if place.language != .zhHans {
            let origin = ArticlePlace(brand: place.brand, language: .zhHans, slug: place.slug)
            borrowed =
                try ArticleVersion.live(origin, in: transaction)?.source
                ?? centre.files.source(place.slug, centre.brand, .zhHans)
        }
        return Manuscript(
            place: place, brand: centre.brand, history: try ArticleVersion.history(place, in: transaction),
            file: centre.files.source(place.slug, centre.brand, place.language), borrowed: borrowed,
            questions: try ArticleQuestions.count(place, in: transaction))
    }
}

extension HelpCentre {
    /// The rules for one place among what readers find now.
    func rules(_ place: ArticlePlace, coming: Set<String> = []) -> ArticleRules {
        ArticleRules(
            brand: brand, place: place, others: all(place.language).filter { $0.slug != place.slug.text },
            coming: coming)
    }
}
