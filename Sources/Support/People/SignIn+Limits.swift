import Terms

extension Desk {
    /// Counts one more attempt to sign in from this address at this login; refuses when there were too many of either.
    func spendSignIn(from address: String, at login: String) throws {
        let now = storage.moment
        try signInsByAddress.spend(address, at: now)
        try signInAttempts.spend(address + "|" + login.prefix(100).trimmingSpaces().lowercased(), at: now)
    }
}
