import Foundation

/// Debian's Kannel on ports of its own: bearerbox, smsbox, and `fakesmsc` for the mobile network, which prints what
/// reaches it.
final class Kannel {
    /// What arrived at the network: one SMS, or a part of one.
    struct Part: Equatable {
        let from: String
        let to: String
        let text: String
    }

    let url: String
    private let folder: Folder
    private let ports: [Int]
    private let bearerbox: Daemon
    private let smsbox: Daemon
    private var network: Daemon?

    init() async throws {
        folder = try Folder()
        ports = try Self.freePorts(4)
        url = "http://127.0.0.1:\(ports[3])"
        let path = folder.path("kannel.conf")
        try Self.configuration(ports).write(toFile: path, atomically: true, encoding: .utf8)
        bearerbox = try Daemon("/usr/sbin/bearerbox", [path], endsWithItsInput: false)
        _ = try await bearerbox.line { $0.contains("entering mainloop") }
        smsbox = try Daemon("/usr/sbin/smsbox", [path], endsWithItsInput: false)
        _ = try await smsbox.line { $0.contains("Connected to bearerbox") }
    }

    /// From here on the network can be reached.
    func reachNetwork() async throws {
        network = try Daemon("/usr/lib/kannel/test/fakesmsc", ["-H", "127.0.0.1", "-r", "\(ports[2])", "-m", "1000"])
        _ = try await bearerbox.line { $0.contains("Fakesmsc client connected") }
    }

    /// The next part that reaches the network.
    func next() async throws -> Part {
        guard let network else { throw Daemon.Failure(description: "the network is not there yet") }
        let line = try await network.line { $0.contains("Got message") }
        guard let start = line.firstIndex(of: "<"), line.last == ">" else {
            throw Daemon.Failure(description: "fakesmsc's line cannot be read: \(line)")
        }
        // <FROM TO ucs-2 DATA>, or for a part <FROM TO udh HEADER data DATA>.
        let words = line[line.index(after: start)...].dropLast().split(separator: " ", omittingEmptySubsequences: false)
        return Part(from: String(words[0]), to: String(words[1]), text: Self.text(words[words.count - 1]))
    }

    func stop() async {
        await network?.stop()
        await smsbox.stop()
        await bearerbox.stop()
    }

    /// UTF-16BE, of which bytes that are no letters or digits are escaped.
    private static func text(_ escaped: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = escaped.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
                rest = rest.dropFirst(2)
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        return String(decoding: units, as: UTF16.self)
    }

    private static func configuration(_ ports: [Int]) -> String {
        """
        group = core
        admin-port = \(ports[0])
        admin-interface = 127.0.0.1
        admin-password = admin
        smsbox-port = \(ports[1])
        smsbox-interface = 127.0.0.1
        box-allow-ip = 127.0.0.1

        group = smsc
        smsc = fake
        smsc-id = network
        host = 127.0.0.1
        port = \(ports[2])
        connect-allow-ip = 127.0.0.1
        denied-prefix = "+999"

        group = smsbox
        bearerbox-host = 127.0.0.1
        sendsms-port = \(ports[3])
        sendsms-interface = 127.0.0.1

        group = sendsms-user
        username = desk
        password = secret
        concatenation = true
        max-messages = 10

        """
    }

    private static func freePorts(_ count: Int) throws -> [Int] {
        let sockets = (0..<count).map { _ in socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) }
        defer { for socket in sockets { close(socket) } }
        return try sockets.map { socket in
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let code = withUnsafeMutablePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                    bind(socket, pointer, length) == 0 ? getsockname(socket, pointer, &length) : -1
                }
            }
            guard code == 0 else { throw Daemon.Failure(description: "no free port was found") }
            return Int(UInt16(bigEndian: address.sin_port))
        }
    }
}
