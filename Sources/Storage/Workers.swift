import Foundation
import Synchronization

/// Threads that each own one resource (a database connection) and take work from one queue, oldest first.
final class Workers<Resource>: @unchecked Sendable {
    typealias Work = (inout Resource) -> Void
    // @unchecked: everything mutable is behind `condition`; a resource never leaves its thread.
    private let condition = NSCondition()
    private var queue: [Work] = []
    private var head = 0
    private var closing = false
    private var running: Int

    init(name: String, count: Int, resource: @escaping @Sendable (Int) -> Resource) {
        running = count
        for index in 0..<count {
            let thread = Thread { [self] in
                var owned = resource(index)
                while let work = next() { work(&owned) }
                condition.lock()
                running -= 1
                condition.broadcast()
                condition.unlock()
            }
            thread.name = "\(name)-\(index)"
            thread.stackSize = 2 << 20
            thread.start()
        }
    }

    func run<T: Sendable>(_ work: @escaping @Sendable (inout Resource) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let accepted = submit { resource in continuation.resume(with: Result { try work(&resource) }) }
            if !accepted {
                continuation.resume(
                    throwing: StorageError(kind: .other, code: "closed", message: "the database is closed"))
            }
        }
    }

    /// False when the workers are closing.
    func submit(_ work: @escaping Work) -> Bool {
        condition.lock()
        let isAccepted = !closing
        if isAccepted { queue.append(work) }
        condition.unlock()
        // After the lock is free: whoever wakes up would only have to wait for it.
        if isAccepted { condition.signal() }
        return isAccepted
    }

    /// Finishes what was accepted, then ends the threads.
    func close() async {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [self] in
                condition.lock()
                closing = true
                condition.broadcast()
                while running > 0 { condition.wait() }
                condition.unlock()
                continuation.resume()
            }
        }
    }

    private func next() -> Work? {
        condition.lock()
        defer { condition.unlock() }
        while head == queue.count {
            if closing { return nil }
            condition.wait()
        }
        let work = queue[head]
        head += 1
        if head == queue.count {
            queue.removeAll(keepingCapacity: true)
            head = 0
        } else if head > 1_024 {
            queue.removeFirst(head)
            head = 0
        }
        return work
    }
}
