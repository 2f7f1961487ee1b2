/// A request that we understood and will not carry out; its text is for the person who asked.
/// Everything else that is thrown is a fault: logged with an id, and shown as that id only.
public struct Refusal: Error, Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        /// The input is wrong; `fields` says where.
        case invalid
        /// The request itself cannot be read (broken JSON, missing body).
        case malformed
        case unauthenticated, forbidden, notFound, conflict
        /// Too large a body.
        case tooLarge
        /// Too many requests; try again after the seconds given.
        case limited(seconds: Int)
        /// A further step is needed first, such as a code.
        case preconditionRequired
        /// The account is locked.
        case locked
        /// A party that we depend on does not answer.
        case unavailable
    }

    public let kind: Kind
    /// Stable, for programs: `account_locked`.
    public let code: String
    public let text: Text
    /// The form field's name → what is wrong with it.
    public let fields: [String: Text]
    /// Further facts for programs (`attempts_left`), shown beside `code`.
    public let facts: [String: String]

    public init(_ kind: Kind, _ code: String, _ text: Text, fields: [String: Text] = [:], facts: [String: String] = [:])
    {
        self.kind = kind
        self.code = code
        self.text = text
        self.fields = fields
        self.facts = facts
    }

    /// One field is wrong, and the sentence beside it says how to go on.
    public static func invalid(_ field: String, _ code: String, _ text: Text) -> Refusal {
        Refusal(.invalid, code, text, fields: [field: text])
    }

    public static let notFound = Refusal(
        .notFound, "not_found",
        Text(
            "没有找到这个页面。它可能已经移走，或者不属于您的账户。", "找不到這個頁面。它可能已移走，或不屬於您的帳戶。",
            "We could not find that page. It may have moved, or it does not belong to your account."))

    public static let unauthenticated = Refusal(
        .unauthenticated, "sign_in_required", Text("请先登录。", "請先登入。", "Please sign in first."))

    public static let forbidden = Refusal(
        .forbidden, "forbidden", Text("您没有做这件事的权限。", "您沒有執行這項操作的權限。", "You are not allowed to do this."))
}
