/// Edits give a new index; whoever searches the old one goes on undisturbed.
extension SearchIndex {
    /// Entries with a known id take the place of the old ones, others are added at the end. Only the given texts are
    /// read anew.
    public func replacing(_ entries: [Entry], removing ids: Set<String> = []) -> SearchIndex {
        var vocabulary = vocabulary
        var analyses = analyses
        var places = numbers
        for entry in entries {
            var analysis = Analysis(entry, entities, &vocabulary)
            if let place = places[entry.id] {
                analysis.take(analyses[place].asked)
                analyses[place] = analysis
            } else {
                places[entry.id] = analyses.count
                analyses.append(analysis)
            }
        }
        if !ids.isEmpty { analyses.removeAll { ids.contains($0.id) } }
        return SearchIndex(analyses, vocabulary, entities, associations, tuning)
    }

    public func removing(_ ids: Set<String>) -> SearchIndex { replacing([], removing: ids) }
}
