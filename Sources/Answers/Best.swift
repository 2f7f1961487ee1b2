/// The best so many of a long row of scores, in a heap with the least of them on top.
struct Best {
    /// What a score has to exceed.
    private(set) var least: Float = 0
    private let limit: Int
    /// The score's bits above the entry's number turned round: a positive `Float` orders as its bits do, and of two
    /// equal ones the first entry is the better.
    private var heap: [UInt64] = []

    init(_ limit: Int) {
        self.limit = limit
        heap.reserveCapacity(limit)
    }

    /// - Parameter score: more than `least`.
    mutating func take(_ entry: Int, _ score: Float) {
        let item = UInt64(score.bitPattern) << 32 | UInt64(UInt32.max - UInt32(entry))
        if heap.count == limit {
            sink(item)
        } else {
            heap.append(item)
            if heap.count < limit { return }
            // In ascending order it is a heap already.
            heap.sort()
        }
        least = Float(bitPattern: UInt32(heap[0] >> 32))
    }

    /// Best first.
    func sorted() -> [(entry: Int, score: Float)] {
        heap.sorted(by: >).map { item in
            (Int(UInt32.max - UInt32(truncatingIfNeeded: item)), Float(bitPattern: UInt32(item >> 32)))
        }
    }

    /// In place of the top.
    private mutating func sink(_ item: UInt64) {
        heap.withUnsafeMutableBufferPointer { heap in
            var (hole, child) = (0, 1)
            while child < heap.count {
                if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
                guard heap[child] < item else { break }
                heap[hole] = heap[child]
                (hole, child) = (child, 2 * child + 1)
            }
            heap[hole] = item
        }
    }
}
