/// Where a host is, as far as its name says.
enum Host {
    /// This machine.
    static func isLoopback(_ host: String) -> Bool {
        let host = unbracketed(host)
        if host == "localhost" || host == "::1" { return true }
        return octets(host)?.first == 127
    }

    /// This machine, an address of RFC 1918, or a name without a dot, which only a private network knows.
    static func isPrivate(_ host: String) -> Bool {
        if isLoopback(host) { return true }
        guard let octets = octets(host) else {
            return !host.contains(".") && !host.contains(":")
        }
        return octets[0] == 10 || octets[0] == 192 && octets[1] == 168 || octets[0] == 172 && 16...31 ~= octets[1]
    }

    private static func unbracketed(_ host: String) -> String {
        host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host.lowercased()
    }

    private static func octets(_ host: String) -> [UInt8]? {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let octets = parts.compactMap { UInt8($0) }
        return parts.count == 4 && octets.count == 4 ? octets : nil
    }
}
