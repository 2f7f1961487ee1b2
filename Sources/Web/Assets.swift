import Crypto
import Foundation
import Hummingbird
import Terms

/// The files of `Public/`, read once at start. Each is served under a name with its fingerprint and may be kept for
/// ever.
public struct Assets: Sendable {
    struct File: Sendable {
        let bytes: ByteBuffer
        let type: String
    }

    private let files: [String: File]
    private let urls: [String: String]

    /// `styles/*.css` become one `site.css`, tokens first, so that a page asks once; `extraStyles` (the brands'
    /// colours) comes last.
    public init(folder: URL, extraStyles: String) throws {
        var files: [String: File] = [:]
        var urls: [String: String] = [:]
        func add(_ name: String, _ data: Data, _ type: String) {
            let mark = SHA256.hash(data: data).prefix(6).map { String(format: "%02x", $0) }.joined()
            let dot = name.lastIndex(of: ".") ?? name.endIndex
            let marked = "\(name[..<dot]).\(mark)\(name[dot...])"
            files[marked] = File(bytes: ByteBuffer(bytes: data), type: type)
            urls[name] = "/assets/\(marked)"
        }
        let styles = try Self.names(in: folder.appending(path: "styles"), ending: ".css")
        var sheet = ""
        for name in ["tokens.css"] + styles.filter({ $0 != "tokens.css" }) {
            sheet += try String(contentsOf: folder.appending(path: "styles/\(name)"), encoding: .utf8) + "\n"
        }
        add("site.css", Data((sheet + extraStyles).utf8), "text/css; charset=utf-8")
        for name in try Self.names(in: folder.appending(path: "scripts"), ending: ".js") {
            let data = try Data(contentsOf: folder.appending(path: "scripts/\(name)"))
            add(name, data, "text/javascript; charset=utf-8")
        }
        add("icons.svg", try Data(contentsOf: folder.appending(path: "icons.svg")), "image/svg+xml")
        self.files = files
        self.urls = urls
    }

    /// The address of `site.css`, `chat.js`, `icons.svg`.
    public func url(_ name: String) -> String { urls[name] ?? "/assets/\(name)" }

    public func addRoutes(to router: Routes) {
        router.get("/assets/:name") { [files] _, context in
            guard let file = files[try context.parameter("name")] else { throw Refusal.notFound }
            return Response(
                status: .ok,
                headers: [.contentType: file.type, .cacheControl: "public, max-age=31536000, immutable"],
                body: .init(byteBuffer: file.bytes))
        }
    }

    private static func names(in folder: URL, ending: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(ending) }.sorted()
    }
}
