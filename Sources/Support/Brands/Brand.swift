import Foundation
import Terms
import Yams

/// One wallet with its own name, colours, channels and help centre, served by this installation. Read from
/// `Brands/*/brand.yaml`.
public struct Brand: Sendable {
    public let id: BrandID
    public let order: Int
    public let name: Text
    public let slogan: Text
    public let hosts: [String]
    /// The icon's id in `icons.svg`.
    public let mark: String
    public let timeZone: TimeZone
    public let currency: Currency
    /// The oldest version of the brand's own app that may still order; nil: any.
    let appVersionMin: AppVersion?
    let light: Colours
    let dark: Colours
    public let channels: [ContactChannel]
}

extension Brand {
    struct Colours: Decodable, Sendable {
        let fill: String, on: String, text: String, soft: String, line: String
    }

    /// Every brand of `folder`, in their order. Throws with the file's name when one cannot be read.
    public static func all(in folder: URL) throws -> [Brand] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().compactMap { name in
            let file = folder.appending(path: "\(name)/brand.yaml")
            guard FileManager.default.fileExists(atPath: file.path) else { return nil }
            do {
                return try Brand(YAMLDecoder().decode(Source.self, from: String(contentsOf: file, encoding: .utf8)))
            } catch {
                throw Unreadable(file: "\(name)/brand.yaml", reason: "\(error)")
            }
        }.sorted { $0.order < $1.order }
    }

    public struct Unreadable: Error, CustomStringConvertible {
        let file: String, reason: String
        public var description: String { "\(file) cannot be read: \(reason)" }
    }

    /// The five accent slots of `tokens.css` for this brand, in both themes.
    var stylesheet: String {
        func slots(_ prefix: String, _ colours: Colours) -> String {
            "--\(prefix)-fill: \(colours.fill); --\(prefix)-on: \(colours.on); --\(prefix)-text: \(colours.text); "
                + "--\(prefix)-soft: \(colours.soft); --\(prefix)-line: \(colours.line);"
        }
        return "@layer tokens { [data-brand=\"\(id)\"] { \(slots("b", light)) \(slots("d", dark)) } }\n"
    }

    /// The named part of a file.
    struct Texts: Decodable {
        let text: Text
        init(from decoder: any Decoder) throws {
            let all = try decoder.singleValueContainer().decode([String: String].self)
            guard let hans = all["zh-Hans"], let hant = all["zh-Hant"], let en = all["en"] else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "a text needs zh-Hans, zh-Hant and en"))
            }
            text = Text(hans, hant, en)
        }
    }

    private struct Source: Decodable {
        struct Themes: Decodable { let light: Colours, dark: Colours }
        let id: String, order: Int, name: Texts, slogan: Texts, hosts: [String], mark: String
        let timeZone: String, currency: String, colours: Themes, channels: [ContactChannel.Source]
        let appVersionMin: String?

        enum CodingKeys: String, CodingKey {
            case id, order, name, slogan, hosts, mark, currency, colours, channels
            case timeZone = "time_zone"
            case appVersionMin = "app_version_min"
        }
    }

    private init(_ source: Source) throws {
        guard let id = BrandID(outside: source.id), let zone = TimeZone(identifier: source.timeZone),
            let currency = Currency(rawValue: source.currency)
        else { throw Unreadable(file: source.id, reason: "id, time_zone or currency is unknown") }
        for colour in [source.colours.light, source.colours.dark].flatMap({
            [$0.fill, $0.on, $0.text, $0.soft, $0.line]
        }) {
            guard colour.wholeMatch(of: /#[0-9a-fA-F]{6}/) != nil else {
                throw Unreadable(file: source.id, reason: "colour \(colour) is not #rrggbb")
            }
        }
        self.init(
            id: id, order: source.order, name: source.name.text, slogan: source.slogan.text, hosts: source.hosts,
            mark: source.mark, timeZone: zone, currency: currency,
            appVersionMin: source.appVersionMin.flatMap { AppVersion($0) }, light: source.colours.light,
            dark: source.colours.dark, channels: try source.channels.map(ContactChannel.init))
    }
}

/// The brands of this installation, by id and by host.
public struct Brands: Sendable {
    public let all: [Brand]
    private let byID: [BrandID: Brand]

    public init(_ all: [Brand]) {
        self.all = all
        byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
    }

    public subscript(id: BrandID) -> Brand? { byID[id] }

    /// Throws `Refusal.notFound` for a brand that is not served here.
    public func find(_ id: String) throws -> Brand {
        guard let id = BrandID(outside: id), let brand = byID[id] else {
            throw Refusal(
                .notFound, "unknown_brand",
                Text("没有这个品牌。请检查网址。", "沒有這個品牌。請檢查網址。", "There is no such brand here. Please check the address."))
        }
        return brand
    }

    public func byHost(_ host: String) -> Brand? {
        let name = host.split(separator: ":").first.map { $0.lowercased() } ?? ""
        return all.first { $0.hosts.contains(name) }
    }
}
