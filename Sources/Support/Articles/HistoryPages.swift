import Terms
import Web

/// How an article came to be what it is: its versions, and what each changed.
struct HistoryPages {
    /// Lines shown around a change.
    private static let context = 2

    let console: ConsolePages
    let clock: Clock

    private var language: Language { console.language }

    func history(_ manuscript: Manuscript, shown: Int64?) -> HTML {
        let chosen = manuscript.history.first { $0.number == shown } ?? manuscript.history.first
        let versions: HTML =
            manuscript.history.isEmpty
            ? "<p class=\"soft\">\(console(EditorTexts.noHistory))</p>"
            : "<ul class=\"rows\">\(manuscript.history.html { row($0, manuscript, isShown: $0 == chosen) })</ul>"
        let file: HTML =
            manuscript.file == nil || manuscript.history.isEmpty
            ? .empty
            : """
            <div class="row flow apart small"><span>\(console(EditorTexts.restoreFile))</span>\
            \(restore("file", manuscript))</div>
            """
        let changes: HTML =
            chosen.map { version in
                let diff = LineDiff(from: manuscript.predecessor(of: version), to: version.source)
                return """
                    <section class="stack close" aria-labelledby="changes"><h3 id="changes">\
                    \(console(EditorTexts.changes))　\(name(version))</h3>\(self.diff(diff))</section>
                    """
            } ?? .empty
        return """
            <section class="card stack" aria-labelledby="history"><h2 id="history">\(console(EditorTexts.history))</h2>\
            \(versions)\(file)\(changes)</section>
            """
    }

    private func name(_ version: ArticleVersion) -> String {
        EditorTexts.versionLive(language, ["number": String(version.number)])
    }

    private func row(_ version: ArticleVersion, _ manuscript: Manuscript, isShown: Bool) -> HTML {
        let written = EditorTexts.writtenBy(
            language,
            ["name": version.writer ?? console(EditorTexts.folder), "time": clock.day(version.writtenAt)])
        let published =
            version.publishedAt.map { "　" + EditorTexts.publishedAt(language, ["time": clock.day($0)]) } ?? ""
        let current: HTML = isShown ? " aria-current=\"true\"" : ""
        let isOld = version.state == .replaced || version.state == .withdrawn
        return """
            <li class="row flow version"><a href="?version=\(String(version.number))#changes"\(current)>\
            \(name(version))</a>\
            \(EditorPages.badge(version, console))<span class="small muted grow">\(written)\(published)</span>\
            \(isOld ? restore(String(version.number), manuscript) : .empty)</li>
            """
    }

    private func restore(_ version: String, _ manuscript: Manuscript) -> HTML {
        """
        <form method="post" action="\(manuscript.place.path)/restorations">\(console.csrfField)\
        <input type="hidden" name="version" value="\(version)">\
        <input type="hidden" name="seen" value="\(manuscript.stamp)">\
        <button class="btn quiet small" type="submit">\(console(EditorTexts.restore))</button></form>
        """
    }

    func diff(_ diff: LineDiff) -> HTML {
        guard !diff.isEmpty else { return "<p class=\"small soft\">\(console(EditorTexts.noChanges))</p>" }
        let lines = diff.around(Self.context).html { line -> HTML in
            guard let line else { return "<li class=\"gap\">\(console(EditorTexts.linesLeftOut))</li>" }
            let (kind, words): (HTML, String) =
                switch line.change {
                case .same: ("same", "")
                case .removed: ("removed", console(EditorTexts.removedLine))
                case .added: ("added", console(EditorTexts.addedLine))
                }
            let spoken: HTML = words.isEmpty ? .empty : "<span class=\"sr\">\(words)</span>"
            return "<li data-change=\"\(kind)\">\(spoken)\(line.text)</li>"
        }
        return "<ol class=\"diff mono\">\(lines)</ol>"
    }
}
