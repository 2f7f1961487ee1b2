import Storage

extension Migration {
    /// What readers opened after a search, and what was learnt from it.
    static let support0010 = Migration(
        "support-0010-searches",
        """
        CREATE TABLE search_click (
            brand_id TEXT NOT NULL,
            language TEXT NOT NULL,
            question TEXT NOT NULL,
            slug TEXT NOT NULL,
            -- A keyed hash: it tells people apart and says of nobody who they are.
            person TEXT NOT NULL,
            day BIGINT NOT NULL,
            is_helpful BOOLEAN NOT NULL DEFAULT FALSE,
            PRIMARY KEY (brand_id, language, question, slug, person)
        );
        CREATE INDEX search_click_by_person ON search_click (person, day);
        CREATE INDEX search_click_by_day ON search_click (day);

        CREATE TABLE search_lesson (
            brand_id TEXT NOT NULL,
            language TEXT NOT NULL,
            question TEXT NOT NULL,
            slug TEXT NOT NULL,
            weight BIGINT NOT NULL CHECK (weight > 0),
            PRIMARY KEY (brand_id, language, question, slug)
        );
        """)
}
