import Storage

extension Migration {
    /// What readers say under an article, and what the brand answers.
    static let support0010 = Migration(
        "support-0010-article-comments",
        """
        CREATE TABLE article_comment (
            id TEXT PRIMARY KEY,
            brand_id TEXT NOT NULL,
            slug TEXT NOT NULL,
            language TEXT NOT NULL,
            owner TEXT NOT NULL,
            customer_id TEXT REFERENCES customer (id),
            -- As everybody may see it: the first letter only; empty for a visitor.
            name TEXT NOT NULL,
            text TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'shown', 'refused', 'removed')),
            reason TEXT CHECK (reason IN ('account', 'privacy', 'abuse', 'advertising', 'unrelated')),
            decided_by TEXT REFERENCES agent (id),
            decided_at BIGINT,
            answer TEXT,
            answered_by TEXT REFERENCES agent (id),
            answered_at BIGINT,
            conversation_id TEXT REFERENCES conversation (id),
            posted_at BIGINT NOT NULL,
            key TEXT NOT NULL,
            UNIQUE (brand_id, key),
            CHECK ((state = 'removed') = (text = '')),
            CHECK ((state = 'refused') = (reason IS NOT NULL)),
            CHECK (state = 'removed' OR (state = 'waiting') = (decided_at IS NULL)),
            CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
            CHECK ((answer IS NULL) = (answered_at IS NULL)),
            CHECK ((answer IS NULL) = (answered_by IS NULL)),
            CHECK (answer IS NULL OR state IN ('shown', 'refused'))
        );
        CREATE INDEX article_comment_by_article ON article_comment (brand_id, slug, state, id);
        CREATE INDEX article_comment_by_state ON article_comment (state, id);
        CREATE INDEX article_comment_by_owner ON article_comment (owner, posted_at);
        """)
}
