import HTTPTypes
import Testing

@testable import Support

@Suite struct OpenAPI {
    private static let methods: Set<String> = ["get", "post", "put", "patch", "delete"]

    /// Paths that are no interface for programs: pages for people, and what only the bank and the wallet's peers use.
    private static func isForPrograms(_ path: String) -> Bool {
        let first = path.split(separator: "/").first ?? ""
        return ["api", "health", "metrics", "openapi.json", "sandbox"].contains(first)
    }

    @Test(
        "the description and the routes are the same, path by path and method by method", arguments: [TestEngine.sqlite]
    )
    func complete(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let document = try await cast.get("/openapi.json")
            #expect(document.status == 200)
            #expect(document.json["openapi"].string == "3.1.0")
            var described: Set<String> = []
            for path in document.json["paths"].keys {
                for method in document.json["paths"][path].keys.intersection(Self.methods) {
                    described.insert("\(method.uppercased()) \(path)")
                }
            }
            let router = cast.desk.routes {
                SandboxRoutes(desk: cast.desk, sandbox: Sandbox(bank: cast.bank, ledger: cast.ledger)).add(to: $0)
            }
            let routes = Set(
                router.routes.map { route in
                    "\(route.method.rawValue) \(route.path.description.replacing(/:([a-z]+)/) { "{\($0.output.1)}" })"
                }.filter { Self.isForPrograms(String($0.split(separator: " ")[1])) })
            #expect(routes.count > 20, "the routes were found")
            #expect(described.subtracting(routes).sorted() == [], "described, and not there")
            #expect(routes.subtracting(described).sorted() == [], "there, and not described")
        }
    }

    @Test(
        "every call says who may make it and what can go wrong, and every reference leads somewhere",
        arguments: [TestEngine.sqlite])
    func whole(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let document = try await cast.get("/openapi.json")
            for path in document.json["paths"].keys {
                for method in document.json["paths"][path].keys.intersection(Self.methods) {
                    let call = document.json["paths"][path][method]
                    #expect(call["summary"].string?.isEmpty == false, "\(path)")
                    #expect(call.keys.contains("security"), "\(path)")
                    #expect(call["responses"].keys.contains { $0.hasPrefix("2") || $0.hasPrefix("3") }, "\(path)")
                    #expect(
                        path.hasPrefix("/api") == false || !call["responses"].keys.isDisjoint(with: ["401", "404"]))
                }
            }
            let references = document.text.matches(of: /"#\/components\/([a-zA-Z]+)\/([A-Za-z0-9]+)"/)
            #expect(references.count > 100)
            for reference in references {
                let (group, name) = (String(reference.output.1), String(reference.output.2))
                #expect(document.json["components"][group].keys.contains(name), "\(group)/\(name)")
            }
        }
    }
}
