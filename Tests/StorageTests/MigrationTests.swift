import Testing

@testable import Storage

@Suite struct Migrations {
    @Test(
        "are applied once, also from several nodes at the same moment, and an edited one is refused",
        arguments: TestEngine.available)
    func once(on engine: TestEngine) async throws {
        let storage = try await engine.storage()
        let step = Migration("x-0001", "CREATE TABLE once (id {serial}, body {blob})")
        try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<4 { group.addTask { try await storage.migrate([step]) } }
            var applied: [String] = []
            for try await names in group { applied += names }
            #expect(applied == ["x-0001"])
        }
        await #expect(throws: Storage.MigrationChanged.self) {
            try await storage.migrate([Migration("x-0001", "CREATE TABLE once (id {serial})")])
        }
    }

    private static let named = Migration(
        "x-0001",
        """
        CREATE TABLE person (id TEXT PRIMARY KEY, phone TEXT NOT NULL, kind TEXT CHECK (kind IN ('a', 'b')));
        CREATE TABLE pet (id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person (id));
        INSERT INTO person VALUES ('mira', '139', 'a');
        INSERT INTO pet VALUES ('cat', 'mira');
        """)
    private static let looser = Migration(
        "x-0002",
        relaxing: [
            .init(
                "person", "phone TEXT NOT NULL", becomes: "phone TEXT",
                postgres: "ALTER TABLE person ALTER COLUMN phone DROP NOT NULL"),
            .init(
                "person", "('a', 'b')", becomes: "('a', 'b', 'c')",
                postgres: """
                    ALTER TABLE person DROP CONSTRAINT person_kind_check,
                    ADD CONSTRAINT person_kind_check CHECK (kind IN ('a', 'b', 'c'))
                    """),
        ],
        "ALTER TABLE person ADD COLUMN nick TEXT; INSERT INTO person VALUES ('theo', NULL, 'c', 't');")

    @Test("relax a rule of a table that others point to", arguments: TestEngine.available, [false, true])
    func relax(on engine: TestEngine, apart: Bool) async throws {
        let storage = try await engine.storage()
        if apart {
            try await storage.migrate([Self.named])
            #expect(try await phones(storage) == 1)
        }
        try await storage.migrate([Self.named, Self.looser])
        #expect(try await phones(storage) == 1)
        try await storage.write { try $0.execute("INSERT INTO person VALUES ('nora', NULL, 'c', NULL)") }
        // Its other rules stand.
        await #expect(throws: StorageError.self) {
            try await storage.write { try $0.execute("INSERT INTO person VALUES ('eva', NULL, 'd', NULL)") }
        }
        await #expect(throws: StorageError.self) {
            try await storage.write { try $0.execute("INSERT INTO pet VALUES ('dog', 'nobody')") }
        }
    }

    private func phones(_ storage: Storage) async throws -> Int {
        try await storage.read { try $0.first("SELECT COUNT(phone) FROM person")!.get(0, as: Int.self) }
    }
}
