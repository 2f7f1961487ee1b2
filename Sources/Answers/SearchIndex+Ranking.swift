/// Ranking in two looks: a quick one at every entry, and a closer one at the best of them.
extension SearchIndex {
    /// BM25 over everything, with the guard. The best first; a score is a share of what the question could reach.
    func firstLook(_ question: Reading, limit: Int) -> [(entry: Int, score: Float)] {
        let terms = terms(question)
        var scores = [Float](repeating: 0, count: analyses.count)
        var ideal: Float = 0
        for term in terms {
            let mass = postings.idf(term.number) * term.weight
            ideal += mass
            postings.add(term.number, mass, to: &scores)
        }
        guard ideal > 0 else { return [] }
        let asked = question.marks.names & Senses.productBits
        var best = Best(limit)
        scores.withUnsafeMutableBufferPointer { scores in
            products.withUnsafeBufferPointer { products in
                // The entries of the rarest terms first: when most of the best are known, few others are looked at.
                for term in terms.sorted(by: { postings.idf($0.number) > postings.idf($1.number) }) {
                    for entry in postings.entries[postings.range(term.number).prefix(limit)] {
                        take(Int(entry), scores, products[Int(entry)], asked, &best)
                        scores[Int(entry)] = 0
                    }
                    if best.least > 0 { break }
                }
                for entry in scores.indices where scores[entry] > best.least {
                    take(entry, scores, products[entry], asked, &best)
                }
            }
        }
        return best.sorted().map { ($0.entry, $0.score / ideal) }
    }

    /// With the products' part of the guard.
    @inline(__always)
    private func take(
        _ entry: Int, _ scores: UnsafeMutableBufferPointer<Float>, _ products: UInt64, _ asked: UInt64,
        _ best: inout Best
    ) {
        var score = scores[entry]
        if products != asked {
            var (missing, extra) = (asked & ~products, products & ~asked)
            while missing != 0 { (score, missing) = (score * tuning.missingName, missing & (missing - 1)) }
            while extra != 0 { (score, extra) = (score * tuning.extraName, extra & (extra - 1)) }
        }
        if score > best.least { best.take(entry, score) }
    }

    /// What is looked up, each once.
    private func terms(_ question: Reading) -> [(number: Int32, weight: Float)] {
        var terms: [(number: Int32, weight: Float)] = []
        terms.reserveCapacity(question.units.count * 3)
        func add(_ number: Int32, _ weight: Float) {
            guard number >= 0, weight > 0, !terms.contains(where: { $0.number == number }) else { return }
            terms.append((number, weight))
        }
        let isOnlyQuiet = question.units.allSatisfy { $0.weight <= Float(Tokens.quietWeight) }
        for (place, unit) in question.units.enumerated() {
            // A name's characters say nothing more than the name does, and half of all entries may have them.
            if unit.isName, unit.sense >= 0 { continue }
            if !isOnlyQuiet, unit.weight <= Float(Tokens.quietWeight),
                postings.range(unit.term).count > Self.manyEntries
            {
                continue
            }
            add(unit.term, unit.weight * tuning.character)
            guard unit.pair >= 0, place + 1 < question.units.count else { continue }
            add(unit.pair, (unit.weight + question.units[place + 1].weight) / 2 * tuning.pair)
            for target in associations.targets[unit.pair] ?? [] { add(target.term, target.share * tuning.association) }
        }
        for unit in question.units where unit.isWhole {
            for target in associations.targets[unit.term] ?? [] { add(target.term, target.share * tuning.association) }
        }
        for (sense, kind) in zip(question.senses, question.senseKinds) { add(sense, weight(kind)) }
        // What a third of all entries have decides little, and the guard knows the products anyway.
        let common = max(Self.manyEntries, analyses.count / 3)
        let rare = terms.filter { postings.range($0.number).count <= common }
        return rare.isEmpty ? terms : rare
    }

    /// A word of grammar that stands in more entries than this is not looked up.
    private static let manyEntries = 500

    private func weight(_ kind: Sense.Kind) -> Float {
        switch kind {
        case .name: tuning.nameSense
        case .question: tuning.questionSense
        case .filler: 0
        case .matter, .circumstance: tuning.matterSense
        }
    }

    /// The guard: what remains of the score of an entry that says these things, for a question that says those.
    func agreement(_ asked: Marks, _ said: Marks) -> Float {
        guard asked != said else { return 1 }
        var rest: Float = 1
        if asked.names != said.names {
            let missing = (asked.names & ~said.names).nonzeroBitCount
            let extra = (said.names & ~asked.names).nonzeroBitCount
            let (lost, more) = (asked.names & ~said.names, said.names & ~asked.names)
            for _ in 0..<(lost & Senses.productBits).nonzeroBitCount { rest *= tuning.missingName }
            for _ in 0..<(more & Senses.productBits).nonzeroBitCount { rest *= tuning.extraName }
            for _ in 0..<(lost & ~Senses.productBits).nonzeroBitCount { rest *= tuning.missingThing }
            for _ in 0..<(more & ~Senses.productBits).nonzeroBitCount { rest *= tuning.extraThing }
            if asked.names & said.names == 0, missing > 0, extra > 0 { rest *= tuning.otherName }
        }
        let contradictions = asked.onlyFirst & said.onlySecond | asked.onlySecond & said.onlyFirst
        if contradictions != 0 { for _ in 0..<contradictions.nonzeroBitCount { rest *= tuning.opposite } }
        if asked.asksOtherwise(said) { rest *= tuning.otherQuestion }
        if asked.isTrouble != said.isTrouble { rest *= tuning.trouble }
        if asked.entities != 0, said.entities != 0, asked.entities & said.entities == 0 { rest *= tuning.otherEntity }
        return rest
    }

    /// The best of the first look held against the question, phrase by phrase.
    func secondLook(_ question: Reading, _ found: [(entry: Int, score: Float)]) -> [(entry: Int, score: Float)] {
        let comparison = Comparison(question, self)
        let scored = found.map { entry, score in
            var likest: Float = 0
            for phrase in phrases.phrases[phrases.range(entry)] {
                let likeness = comparison.likeness(phrase, in: phrases) * agreement(question.marks, phrase.marks)
                guard let trust = phrase.trust else {
                    likest = max(likest, likeness)
                    continue
                }
                // What was learnt is under the guard of what the entry itself says. Squared: what customers typed
                // counts for the same question, and little for another one.
                let sure = likeness * likeness / tuning.likenessMax * trust * tuning.askedAgain
                likest = max(likest, sure * agreement(question.marks, analyses[entry].marks))
            }
            return (entry: entry, score: score * tuning.first + likest)
        }
        return scored.sorted {
            $0.score != $1.score ? $0.score > $1.score : analyses[$0.entry].id < analyses[$1.entry].id
        }
    }
}
