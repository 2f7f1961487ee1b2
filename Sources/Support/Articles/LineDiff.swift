/// What became of a text, line by line: the longest lines in common stay, the others went or came.
struct LineDiff: Sendable, Equatable {
    enum Change: Sendable, Equatable { case same, removed, added }

    struct Line: Sendable, Equatable {
        let change: Change
        let text: String
    }

    /// Beyond so many pairs of lines the middle is shown as taken out and put in whole.
    static let pairsMax = 1_000_000

    let lines: [Line]

    init(from old: String, to new: String) {
        let (old, new) = (Self.split(old), Self.split(new))
        let head = zip(old, new).prefix { $0 == $1 }.count
        let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed()).prefix { $0 == $1 }.count
        let left = Array(old[head..<(old.count - tail)])
        let right = Array(new[head..<(new.count - tail)])
        lines =
            new.prefix(head).map { Line(change: .same, text: $0) } + Self.middle(left, right)
            + new.suffix(tail).map { Line(change: .same, text: $0) }
    }

    var isEmpty: Bool { lines.allSatisfy { $0.change == .same } }

    /// The changes with `context` lines around each; nil where lines were left out.
    func around(_ context: Int) -> [Line?] {
        var isNear = [Bool](repeating: false, count: lines.count)
        for place in lines.indices where lines[place].change != .same {
            for near in max(0, place - context)...min(lines.count - 1, place + context) { isNear[near] = true }
        }
        var shown: [Line?] = []
        for place in lines.indices {
            if isNear[place] {
                shown.append(lines[place])
            } else if place == 0 || isNear[place - 1] {
                shown.append(nil)
            }
        }
        return shown
    }

    private static func split(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private static func middle(_ old: [String], _ new: [String]) -> [Line] {
        guard !old.isEmpty, !new.isEmpty, old.count * new.count <= pairsMax else {
            return old.map { Line(change: .removed, text: $0) } + new.map { Line(change: .added, text: $0) }
        }
        // How many lines the rests from (i, j) on have in common.
        let width = new.count + 1
        var common = [Int32](repeating: 0, count: (old.count + 1) * width)
        for i in old.indices.reversed() {
            for j in new.indices.reversed() {
                common[i * width + j] =
                    old[i] == new[j]
                    ? common[(i + 1) * width + j + 1] + 1
                    : max(common[(i + 1) * width + j], common[i * width + j + 1])
            }
        }
        var (i, j, lines) = (0, 0, [Line]())
        while i < old.count || j < new.count {
            if i < old.count, j < new.count, old[i] == new[j] {
                lines.append(Line(change: .same, text: old[i]))
                (i, j) = (i + 1, j + 1)
            } else if j == new.count || i < old.count && common[(i + 1) * width + j] >= common[i * width + j + 1] {
                lines.append(Line(change: .removed, text: old[i]))
                i += 1
            } else {
                lines.append(Line(change: .added, text: new[j]))
                j += 1
            }
        }
        return lines
    }
}
