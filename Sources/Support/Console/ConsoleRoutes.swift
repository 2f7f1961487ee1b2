import Web

struct ConsoleRoutes: Sendable {
    let desk: Desk
    func add(to router: Routes) {}
}
