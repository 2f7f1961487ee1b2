import Terms
import Web

/// The Atom feed (RFC 4287) of a brand's announcements: newest change first.
struct AnnouncementFeed {
    private struct Entry {
        let id: String, title: String, text: String, anchor: String
        let updated: Moment
    }

    let page: Page
    /// `https://help.upay.example`: in front of every path.
    let home: String

    func document(_ board: AnnouncementBoard, past: [Incident]) -> HTML {
        let incidents = (board.underWay + board.planned + past).map(entry)
        let entries = (incidents + board.news.map(entry)).sorted { ($0.updated, $0.id) > ($1.updated, $1.id) }
        let address = "\(home)/announcements"
        let updated = entries.first?.updated ?? Moment(milliseconds: 0)
        return """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(page.language.tag)">
            <id>\(address)</id>
            <title>\(page.named(Text("{brand} 公告", "{brand} 公告", "{brand} announcements")))</title>
            <updated>\(updated.rfc3339)</updated>
            <author><name>\(page(page.brand.name))</name></author>
            <link rel="self" type="application/atom+xml" href="\(address).atom"/>
            <link rel="alternate" type="text/html" href="\(address)"/>
            \(entries.html { entry in
                """
                <entry><id>urn:uuid:\(entry.id)</id><title>\(entry.title)</title>\
                <updated>\(entry.updated.rfc3339)</updated>\
                <link rel="alternate" type="text/html" href="\(address)#\(entry.anchor)"/>\
                <content type="text">\(entry.text)</content></entry>

                """
            })</feed>
            """
    }

    private func entry(_ incident: Incident) -> Entry {
        let words = incident.words(page.brand, now: page.now)
        let over = IncidentTexts.over(page.language, ["name": page(words.name)])
        let isOver = incident.state == .ended
        return Entry(
            id: incident.id.text,
            title: isOver ? "\(page(AnnouncementTexts.over)): \(page(words.name))" : page(words.what),
            text: isOver ? over : "\(page(words.what)) \(page(words.advice)) \(page(words.until))",
            anchor: "incident-\(incident.id)", updated: incident.changedAt)
    }

    private func entry(_ announcement: Announcement) -> Entry {
        Entry(
            id: announcement.id.text, title: page(announcement.title), text: page(announcement.text),
            anchor: "news-\(announcement.id)", updated: max(announcement.from, announcement.changedAt))
    }
}
