/// Ranking in two looks: a quick one at every entry, and a closer one at the best of them.
extension SearchIndex {
    /// BM25 over everything, with the guard. The best first; a score is a share of what the question could reach.
    func firstLook(_ question: Reading, limit: Int) -> [(entry: Int, score: Float)] {
        var scores = [Float](repeating: 0, count: analyses.count)
        var ideal: Float = 0
        for term in terms(question) {
            let mass = postings.idf(term.number) * term.weight
            ideal += mass
            postings.add(term.number, mass, to: &scores)
        }
        guard ideal > 0 else { return [] }
        let found = scores.withUnsafeBufferPointer { scores in
            products.withUnsafeBufferPointer { best(scores, $0, question.marks.names & Senses.products, limit) }
        }
        return found.map { ($0.entry, $0.score / ideal) }
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
        return terms
    }

    /// A word of grammar that stands in more entries than this is not looked up.
    private static let manyEntries = 500

    private func weight(_ kind: Sense.Kind) -> Float {
        switch kind {
        case .name: tuning.nameSense
        case .question: tuning.questionSense
        case .matter: tuning.matterSense
        }
    }

    /// With the products' part of the guard.
    private func best(
        _ scores: UnsafeBufferPointer<Float>, _ products: UnsafeBufferPointer<UInt64>, _ asked: UInt64, _ limit: Int
    ) -> [(entry: Int, score: Float)] {
        var best = Best(limit)
        let (restOfMissing, restOfExtra) = (tuning.missingName, tuning.extraName)
        for entry in scores.indices where scores[entry] > best.least {
            var score = scores[entry]
            if products[entry] != asked {
                var (missing, extra) = (asked & ~products[entry], products[entry] & ~asked)
                while missing != 0 { (score, missing) = (score * restOfMissing, missing & (missing - 1)) }
                while extra != 0 { (score, extra) = (score * restOfExtra, extra & (extra - 1)) }
                if score <= best.least { continue }
            }
            best.take(entry, score)
        }
        return best.sorted()
    }

    /// The guard: what remains of the score of an entry that says these things, for a question that says those.
    func agreement(_ asked: Marks, _ said: Marks) -> Float {
        guard asked != said else { return 1 }
        var rest: Float = 1
        if asked.names != said.names {
            let missing = (asked.names & ~said.names).nonzeroBitCount
            let extra = (said.names & ~asked.names).nonzeroBitCount
            let (lost, more) = (asked.names & ~said.names, said.names & ~asked.names)
            for _ in 0..<(lost & Senses.products).nonzeroBitCount { rest *= tuning.missingName }
            for _ in 0..<(more & Senses.products).nonzeroBitCount { rest *= tuning.extraName }
            for _ in 0..<(lost & ~Senses.products).nonzeroBitCount { rest *= tuning.missingThing }
            for _ in 0..<(more & ~Senses.products).nonzeroBitCount { rest *= tuning.extraThing }
            if asked.names & said.names == 0, missing > 0, extra > 0 { rest *= tuning.otherName }
        }
        let contradictions = asked.onlyFirst & said.onlySecond | asked.onlySecond & said.onlyFirst
        if contradictions != 0 { for _ in 0..<contradictions.nonzeroBitCount { rest *= tuning.opposite } }
        if asked.questions != 0, said.questions != 0, asked.questions & said.questions == 0 {
            rest *= tuning.otherQuestion
        }
        if asked.isTrouble != said.isTrouble { rest *= tuning.trouble }
        if asked.entities != 0, said.entities != 0, asked.entities & said.entities == 0 { rest *= tuning.otherEntity }
        return rest
    }

    /// The best of the first look held against the question, phrase by phrase.
    func secondLook(_ question: Reading, _ found: [(entry: Int, score: Float)]) -> [(entry: Int, score: Float)] {
        let comparison = Comparison(question, self)
        let scored = found.map { entry, score in
            var likest: Float = 0
            for phrase in analyses[entry].phrases {
                likest = max(likest, comparison.likeness(phrase.units) * agreement(question.marks, phrase.marks))
            }
            if !analyses[entry].asked.isEmpty {
                // What was learnt is still under the guard of what the entry itself says.
                let rest = agreement(question.marks, analyses[entry].marks)
                for asked in analyses[entry].asked {
                    let own = agreement(question.marks, asked.reading.marks)
                    let likeness = comparison.likeness(asked.reading.units)
                    // Squared: what customers typed counts for the same question, and little for another one.
                    let sure = likeness * likeness / tuning.likenessMax * asked.trust * tuning.askedAgain
                    likest = max(likest, sure * own * rest)
                }
            }
            return (entry: entry, score: score * tuning.first + likest)
        }
        return scored.sorted {
            $0.score != $1.score ? $0.score > $1.score : analyses[$0.entry].id < analyses[$1.entry].id
        }
    }
}
