import Testing

@Suite struct Imports {
    /// What a module may import of ours. A library that is not listed may have the words and the rows, like the others.
    static let ours: [String: Set<String>] = [
        "Terms": [], "Storage": ["Terms"],
        "Web": library, "Wallet": library, "Channels": library, "Answers": library,
        "Credentials": ["Terms"], "LanguageModel": ["Terms"], "Pictures": ["Terms"],
        "Support": [
            "Terms", "Storage", "Web", "Wallet", "Channels", "Answers", "Credentials", "LanguageModel", "Pictures",
        ],
        "walletdesk": everything, "bench": everything,
    ]
    private static let library: Set<String> = ["Terms", "Storage"]
    private static let everything: Set<String> = [
        "Terms", "Storage", "Web", "Wallet", "Channels", "Answers", "Credentials", "LanguageModel", "Pictures",
        "Support",
    ]

    @Test("modules import only downward: Terms, then Storage, then the libraries, then Support")
    func downward() {
        let rule = Self.rule { file, module in
            let own = String(file.path.split(separator: "/")[1])
            let allowed = Self.ours[own] ?? Self.library
            let isOurs = module != own && Self.ours[module] != nil
            return isOurs && !allowed.contains(module) ? "\(own) may not import \(module)" : nil
        }
        rule.holds(
            broken: [
                SourceFile("Sources/Web/Page.swift", "import Support"),
                SourceFile("Sources/Terms/Money.swift", "@testable import Storage"),
                SourceFile("Sources/Wallet/Ledger.swift", "import struct Web.HTML"),
                SourceFile("Sources/Support/Desk.swift", "import walletdesk"),
                SourceFile("Sources/Letters/Letter.swift", "public import Support"),
            ],
            kept: [
                SourceFile("Sources/Support/Desk.swift", "import Foundation\nimport Storage\n// import walletdesk"),
                SourceFile("Sources/walletdesk/main.swift", "import Support"),
            ])
    }

    @Test("only Storage imports a database")
    func databases() {
        let rule = Self.rule { file, module in
            guard module.hasPrefix("GRDB") || module == "CLibPQ", !file.isIn("Sources/Storage") else { return nil }
            return "\(module) is imported outside Sources/Storage"
        }
        rule.holds(
            broken: [
                SourceFile("Sources/Support/Desk.swift", "import Foundation\nimport GRDB"),
                SourceFile("Sources/Wallet/Ledger.swift", "internal import CLibPQ"),
            ],
            kept: [SourceFile("Sources/Storage/SQLiteEngine.swift", "import GRDB\nimport GRDBSQLite\nimport CLibPQ")])
    }

    @Test("only Web, routes, the sandbox and servers import Hummingbird")
    func hummingbird() {
        let rule = Self.rule { file, module in
            let allowed =
                file.isIn("Sources/Web", "Sources/walletdesk") || file.path.hasPrefix("Sources/Wallet/Sandbox")
                || file.path.hasSuffix("Routes.swift") || file.path.hasSuffix("Server.swift")
            guard module.hasPrefix("Hummingbird"), !allowed else { return nil }
            return "\(module) is imported outside Web and *Routes.swift"
        }
        rule.holds(
            broken: [
                SourceFile("Sources/Support/Tickets/Ticket.swift", "import Hummingbird"),
                SourceFile("Sources/Wallet/Ledger.swift", "import HummingbirdCore"),
            ],
            kept: [
                SourceFile("Sources/Support/Tickets/TicketRoutes.swift", "import Hummingbird"),
                SourceFile("Sources/Wallet/SandboxBank/Bank.swift", "import Hummingbird"),
                SourceFile("Sources/Wallet/ConnectorServer.swift", "import Hummingbird"),
                SourceFile("Sources/Web/Edge.swift", "import HummingbirdCore"),
            ])
    }

    /// A rule about every import in Sources; what `refusal` says is the finding.
    private static func rule(_ refusal: @escaping (SourceFile, _ module: String) -> String?) -> Rule {
        Rule.each { file in
            guard file.isSource else { return [] }
            let access = "public|package|internal|fileprivate|private"
            let kind = "struct|class|enum|protocol|func|var|let|typealias|actor"
            let pattern =
                #"(?m)^[ \t]*(?:@\w+(?:\(\w+\))?[ \t]+|(?:\#(access))[ \t]+)*"#
                + #"import[ \t]+(?:(?:\#(kind))[ \t]+)?(\w+)"#
            return file.matches(pattern).compactMap { line, groups in
                refusal(file, groups[1]).map { Finding(file, line: line, $0) }
            }
        }
    }
}
