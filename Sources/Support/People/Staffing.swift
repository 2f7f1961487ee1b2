import Storage
import Terms

/// Adding people to the desk from the command line.
public struct Staffing: Sendable {
    let storage: Storage

    public init(storage: Storage) { self.storage = storage }

    /// Returns the password that was made for them. Throws a sentence for an unknown role or an unusable login.
    public func add(login: String, name: String, number: String, role: String) async throws -> String {
        guard let role = Agent.Role(rawValue: role) else {
            throw Unusable(description: "The role is agent, supervisor or admin.")
        }
        let login = login.trimmingSpaces().lowercased()
        guard (1...SignIn.loginBytesMax).contains(login.utf8.count), !name.trimmingSpaces().isEmpty, !number.isEmpty
        else {
            throw Unusable(description: "Login, name and staff number must not be empty.")
        }
        let password = String(Session.newToken().prefix(20))
        let hash = try await Passwords().hash(password)
        _ = try await storage.write { transaction in
            try Agent.add(
                login: login, name: name.trimmingSpaces(), staffNumber: number, role: role, passwordHash: hash,
                in: transaction)
        }
        return password
    }

    struct Unusable: Error, CustomStringConvertible { let description: String }
}
