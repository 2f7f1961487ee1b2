import Storage

extension Migration {
    /// What still stops an account after its phone or e-mail was changed.
    static let support0003 = Migration(
        "support-0003-former-contacts",
        """
        CREATE TABLE former_contact (
            brand_id TEXT NOT NULL,
            contact TEXT NOT NULL,
            customer_id TEXT NOT NULL REFERENCES customer (id),
            kept_until BIGINT NOT NULL,
            PRIMARY KEY (brand_id, contact)
        );
        """)
}
