import Foundation

struct ProgramFailed: Error { let text: String }

/// What a program of the system prints, without the last line break. `script/setup test` installs them.
func output(of program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    let printed = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.standardOutput = printed
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = try printed.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    guard process.terminationStatus == 0 else { throw ProgramFailed(text: "\(program) failed: \(text)") }
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
}
