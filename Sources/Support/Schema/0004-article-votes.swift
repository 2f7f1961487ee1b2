import Storage

extension Migration {
    /// Who was helped by an article, and how often each is read.
    static let support0004 = Migration(
        "support-0004-article-votes",
        """
        CREATE TABLE article_vote (
            brand_id TEXT NOT NULL,
            slug TEXT NOT NULL,
            owner TEXT NOT NULL,
            language TEXT NOT NULL,
            is_helpful BOOLEAN NOT NULL,
            reason TEXT CHECK (reason IN ('unsolved', 'unclear', 'outdated', 'unwanted')),
            note TEXT NOT NULL DEFAULT '',
            voted_at BIGINT NOT NULL,
            PRIMARY KEY (brand_id, slug, owner),
            CHECK (reason IS NULL OR NOT is_helpful)
        );

        CREATE TABLE article_view (
            brand_id TEXT NOT NULL,
            slug TEXT NOT NULL,
            day BIGINT NOT NULL,
            count BIGINT NOT NULL CHECK (count > 0),
            PRIMARY KEY (brand_id, slug, day)
        );
        """)
}
