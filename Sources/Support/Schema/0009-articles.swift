import Storage

extension Migration {
    /// Articles that agents write, version by version, and which questions each is to answer.
    static let support0009 = Migration(
        "support-0009-articles",
        """
        CREATE TABLE article_version (
            id TEXT PRIMARY KEY,
            brand_id TEXT NOT NULL,
            language TEXT NOT NULL,
            slug TEXT NOT NULL,
            number BIGINT NOT NULL CHECK (number > 0),
            revision BIGINT NOT NULL CHECK (revision > 0),
            state TEXT NOT NULL CHECK (state IN ('draft', 'scheduled', 'published', 'replaced', 'withdrawn')),
            source TEXT NOT NULL,
            -- Nobody where it came in a folder.
            writer_id TEXT REFERENCES agent (id),
            written_at BIGINT NOT NULL,
            publish_at BIGINT,
            publisher_id TEXT REFERENCES agent (id),
            published_at BIGINT,
            settled_at BIGINT,
            UNIQUE (brand_id, language, slug, number),
            CHECK ((state = 'scheduled') = (publish_at IS NOT NULL)),
            CHECK (state NOT IN ('published', 'replaced') OR published_at IS NOT NULL),
            CHECK (state NOT IN ('draft', 'scheduled') OR published_at IS NULL),
            CHECK ((state IN ('replaced', 'withdrawn')) = (settled_at IS NOT NULL))
        );
        -- One is being written, and one can be read.
        CREATE UNIQUE INDEX article_version_open ON article_version (brand_id, language, slug)
            WHERE state IN ('draft', 'scheduled');
        CREATE UNIQUE INDEX article_version_live ON article_version (brand_id, language, slug)
            WHERE state = 'published';

        -- One row: it grows with every change of what readers find, so that nodes need to look at nothing else.
        CREATE TABLE article_stamp (
            id BIGINT PRIMARY KEY CHECK (id = 1),
            number BIGINT NOT NULL
        );
        INSERT INTO article_stamp (id, number) VALUES (1, 1);

        -- Who asked is known through it; none for questions from before.
        ALTER TABLE unanswered ADD COLUMN conversation_id TEXT REFERENCES conversation (id);

        CREATE TABLE article_question (
            unanswered_id TEXT PRIMARY KEY REFERENCES unanswered (id),
            brand_id TEXT NOT NULL,
            language TEXT NOT NULL,
            slug TEXT NOT NULL
        );
        CREATE INDEX article_question_by_slug ON article_question (brand_id, language, slug);
        """)
}
