import HTTPTypes
import Hummingbird

extension Router where Context == WebContext {
    private static var methods: [HTTPRequest.Method] { [.get, .head, .post, .put, .patch, .delete, .options] }

    /// Answers 405 to every method that an address does not take, and says which it takes. To be called once, when all
    /// routes are there: the router itself would answer that there is no such address.
    public func refuseOtherMethods() {
        for routes in Dictionary(grouping: routes, by: \.path.description).values {
            guard let path = routes.first?.path else { continue }
            var taken = Set(routes.map(\.method))
            // The router makes it of GET.
            if taken.contains(.get) { taken.insert(.head) }
            let allowed = taken.map(\.rawValue).sorted().joined(separator: ", ")
            for method in Self.methods where !taken.contains(method) {
                on(path, method: method) { _, _ -> Response in
                    throw HTTPError(.methodNotAllowed, headers: [.allow: allowed], message: nil)
                }
            }
        }
    }
}
