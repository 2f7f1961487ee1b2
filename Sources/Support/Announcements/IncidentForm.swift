import Foundation
import Terms
import Web

/// An incident as an agent typed it. Only the scope has to be chosen; times go by the brand's clock.
struct IncidentForm: Sendable {
    static let workingDaysAhead = 5
    static let minutes = [30, 60, 120, 240]

    let draft: Incident.Draft

    /// `old` is what is being changed; its scope stays.
    init(_ form: Form, changing old: Incident? = nil, of brand: Brand, at now: Moment) throws {
        let kind = old?.kind ?? Incident.Kind(rawValue: form["kind"]) ?? .outage
        let (begins, until) = try Self.times(form, kind, old, brand, now)
        draft = Incident.Draft(
            kind: kind, scope: try old?.scope ?? Self.scope(form), begins: begins, until: until,
            what: try Self.words("what", form), advice: try Self.words("advice", form))
    }

    /// None is chosen beforehand: an outage of the wrong brand would be read by all of its customers.
    static func brand(_ form: Form, _ brands: Brands) throws -> Brand {
        guard let brand = brands[BrandID(form["brand"])] else {
            throw Refusal.invalid("brand", "brand_unknown", AnnouncementTexts.choose)
        }
        return brand
    }

    private static func scope(_ form: Form) throws -> Incident.Scope {
        guard let function = Incident.Function(rawValue: form["function"]) else {
            throw Refusal.invalid("function", "function_unknown", AnnouncementTexts.choose)
        }
        let bank = form["bank"].precomposedStringWithCanonicalMapping.trimmingSpaces()
        guard bank.count <= Incident.bankLengthMax, !bank.contains(where: \.isNewline) else {
            throw tooLong("bank", Incident.bankLengthMax)
        }
        let typed = form["version"].trimmingSpaces()
        let version = AppVersion(typed)
        guard typed.isEmpty || version != nil else {
            throw Refusal.invalid("version", "version_invalid", AnnouncementTexts.versionWrong)
        }
        return Incident.Scope(function: function, bank: bank.isEmpty ? nil : bank, appVersion: version)
    }

    private static func times(
        _ form: Form, _ kind: Incident.Kind, _ old: Incident?, _ brand: Brand, _ now: Moment
    ) throws -> (begins: Moment, until: Moment) {
        var begins = old?.beganAt ?? now
        let isOpen = old?.state == .begun
        if kind == .maintenance, !isOpen {
            begins = try time("from", form, brand)
            if begins != old.map({ minuteOf($0.beganAt) }) || old?.state == .proposed {
                try check(begins, brand, now)
            } else {
                begins = old?.beganAt ?? begins
            }
        }
        let until: Moment
        if kind == .outage, old == nil {
            guard let minutes = Int(form["minutes"]), Self.minutes.contains(minutes) else {
                throw Refusal.invalid("minutes", "minutes_unknown", AnnouncementTexts.choose)
            }
            until = now.adding(seconds: Int64(minutes) * 60)
        } else {
            until = try time("until", form, brand)
        }
        guard until > begins else { throw Refusal.invalid("until", "ends_before", AnnouncementTexts.endsBefore) }
        guard until > now else { throw Refusal.invalid("until", "ends_in_past", AnnouncementTexts.endsInPast) }
        guard until <= max(begins, isOpen ? now : begins).adding(seconds: Incident.hoursMax * 3_600) else {
            let text = AnnouncementTexts.tooLong.filling(["hours": String(Incident.hoursMax)])
            throw Refusal.invalid("until", "lasts_too_long", text)
        }
        return (begins, until)
    }

    /// Maintenance is known five working days ahead.
    static func check(_ begins: Moment, _ brand: Brand, _ now: Moment) throws {
        let earliest = WorkingDays.after(now, workingDaysAhead, in: brand.timeZone)
        guard begins < minuteOf(earliest) else { return }
        let text = Text.each { language in
            let clock = Clock(zone: brand.timeZone, now: now, language: language)
            return AnnouncementTexts.tooSoon(language, ["time": clock.day(earliest)])
        }
        throw Refusal.invalid("from", "maintenance_too_soon", text)
    }

    private static func minuteOf(_ moment: Moment) -> Moment {
        Moment(milliseconds: moment.milliseconds / 60_000 * 60_000)
    }

    static func time(_ name: String, _ form: Form, _ brand: Brand) throws -> Moment {
        guard let moment = LocalTime.moment(form[name], in: brand.timeZone) else {
            throw Refusal.invalid(name, "time_invalid", AnnouncementTexts.notATime)
        }
        return moment
    }

    /// All three languages, or nil for none of them.
    private static func words(_ name: String, _ form: Form) throws -> Text? {
        let typed = Language.allCases.map { form["\(name)_\($0.tag.lowercased())"].trimmingSpaces() }
        if typed.allSatisfy(\.isEmpty) { return nil }
        return try text(name, form, lengthMax: wordsLengthMax, missing: AnnouncementTexts.wordsMissing)
    }

    static let wordsLengthMax = 300

    /// A text of all languages, each in a field of its own: `title_zh-hans`, `title_zh-hant`, `title_en`.
    static func text(_ name: String, _ form: Form, lengthMax: Int, missing: Text) throws -> Text {
        let typed = Language.allCases.map { form["\(name)_\($0.tag.lowercased())"].trimmingSpaces() }
        guard typed.allSatisfy({ !$0.isEmpty }) else { throw Refusal.invalid(name, "words_missing", missing) }
        guard typed.allSatisfy({ $0.count <= lengthMax && $0.utf8.count <= lengthMax * 16 }) else {
            throw tooLong(name, lengthMax)
        }
        let clean = try typed.map { try MessageText($0).text }
        return Text(clean[0], clean[1], clean[2])
    }

    private static func tooLong(_ name: String, _ max: Int) -> Refusal {
        .invalid(name, "text_too_long", AnnouncementTexts.tooManyLetters.filling(["max": String(max)]))
    }
}

extension Announcement.Draft {
    /// `zone` is where the times are read: the brand's, or the first brand's for all.
    init(_ form: Form, _ brands: Brands, at now: Moment) throws {
        let brand = brands[BrandID(form["brand"])]
        guard let clock = brand ?? brands.all.first, brand != nil || form["brand"] == "all" else {
            throw Refusal.invalid("brand", "brand_unknown", AnnouncementTexts.choose)
        }
        guard let kind = Announcement.Kind(rawValue: form["kind"]) else {
            throw Refusal.invalid("kind", "kind_unknown", AnnouncementTexts.choose)
        }
        let (from, until) = (
            try IncidentForm.time("from", form, clock), try IncidentForm.time("until", form, clock)
        )
        guard until > from else { throw Refusal.invalid("until", "ends_before", AnnouncementTexts.endsBefore) }
        guard until > now else { throw Refusal.invalid("until", "ends_in_past", AnnouncementTexts.endsInPast) }
        guard until <= max(from, now).adding(seconds: Announcement.daysMax * 86_400) else {
            throw Refusal.invalid("until", "lasts_too_long", AnnouncementTexts.tooManyDays)
        }
        func text(_ name: String, _ max: Int) throws -> Text {
            try IncidentForm.text(name, form, lengthMax: max, missing: AnnouncementTexts.needed)
        }
        self.init(
            brand: brand?.id, kind: kind, title: try text("title", Announcement.titleLengthMax),
            text: try text("text", Announcement.textLengthMax), from: from, until: until)
    }
}
