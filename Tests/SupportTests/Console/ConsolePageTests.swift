import Terms
import Testing

@testable import Support

@Suite struct TheDesk {
    @Test(
        "lets an agent in with the right password, keeps the login after a wrong one", arguments: TestEngine.available)
    func door(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            func enter(_ password: String, next: String) async throws -> ConsoleStage.Answer {
                let form = "login=chen&password=\(password)&next=\(next)"
                let type = ["Content-Type": "application/x-www-form-urlencoded"]
                return try await stage.send("/desk/signin", .post, type, form)
            }
            let wrong = try await enter("nope", next: "")
            #expect(wrong.status == 401)
            #expect(wrong.text.contains("value=\"chen\"") && wrong.text.contains("还可以试 4 次"))
            let right = try await enter("Correct-horse-9", next: "%2Fdesk%3Fview%3Dmine")
            #expect(right.status == 303)
            #expect(right.headers[.location] == "/desk?view=mine")
            let cookie = right.headers[.setCookie] ?? ""
            #expect(cookie.hasPrefix("agent=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
            for outside in ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2Fdeskevil", "%2Fdesk%2F%5C"] {
                let answer = try await enter("Correct-horse-9", next: outside)
                #expect(answer.headers[.location] == "/desk", "\(outside) leads away")
            }
        }
    }

    @Test("sends whoever is not an agent to the door", arguments: TestEngine.available)
    func forged(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let id = try await stage.conversation()
            #expect(try await stage.get("/desk", as: stage.chen).status == 200)
            // A customer's session is a good one, and not an agent's.
            for cookie in [nil, "forged", "", stage.mira] {
                for path in ["/desk", "/desk?view=mine", "/desk/conversations/\(id)"] {
                    let answer = try await stage.get(path, as: cookie)
                    #expect(answer.status == 303)
                    #expect(answer.headers[.location]?.hasPrefix("/desk/signin?next=") == true)
                }
                #expect(try await stage.get("/desk/conversations/\(id)/messages", as: cookie).status == 401)
                #expect(try await stage.call(.get, "/desk/conversations", as: cookie).status == 401)
                #expect(try await stage.call(.get, "/desk/live", as: cookie).status == 401)
            }
            let post = try await stage.post("/desk/conversations/\(id)/messages", ["text": "x"], as: stage.mira)
            #expect(post.headers[.location]?.hasPrefix("/desk/signin") == true)
        }
    }

    @Test("shows each view with its own conversations", arguments: TestEngine.available)
    func views(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let waiting = try await stage.conversation("正在等人")
            let assisted = try await stage.conversation("正在问助手", isWaiting: false)
            let mine = try await stage.conversation("正在接待")
            let closed = try await stage.conversation("已经结束")
            for id in [mine, closed] {
                #expect(try await stage.post("/desk/conversations/\(id)/assignments", as: stage.chen).status == 303)
            }
            #expect(try await stage.post("/desk/conversations/\(closed)/closures", as: stage.chen).status == 303)
            let expected: [(view: String, shown: Set<ConversationID>)] = [
                ("waiting", [waiting]), ("mine", [mine]), ("assisted", [assisted]), ("closed", [closed]),
                ("all", [waiting, assisted, mine, closed]),
            ]
            for (view, shown) in expected {
                let page = try await stage.get("/desk?view=\(view)", as: stage.chen)
                #expect(page.status == 200)
                for id in [waiting, assisted, mine, closed] {
                    #expect(page.text.contains("/desk/conversations/\(id)?") == shown.contains(id), "\(id) in \(view)")
                }
                #expect(page.text.contains("data-count=\"waiting\">1<") && page.text.contains("data-count=\"mine\">1<"))
                let other = try await stage.get("/desk?view=\(view)&brand=topay", as: stage.chen)
                #expect(!other.text.contains("<ul class=\"queue\""))
            }
            let others = try await stage.get("/desk?view=mine", as: stage.zhao)
            #expect(others.text.contains("您手上没有会话"))
        }
    }

    @Test("turns the pages of the queue without leaving out or repeating anybody", arguments: TestEngine.available)
    func paging(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            var made: [String] = []
            // Some at the same millisecond: the id decides between them.
            for index in 0..<(Queue.rowsMax + 6) {
                made.append(try await stage.conversation("第 \(index) 个").text)
                if index % 4 == 0 { stage.clock.advance(seconds: 1) }
            }
            for view in ["waiting", "all"] {
                var (seen, path): ([String], String?) = ([], "/desk?view=\(view)")
                while let next = path {
                    let page = try await stage.get(next, as: stage.chen)
                    let rows = page.text.matches(of: /<li><a href="\/desk\/conversations\/([0-9a-f-]+)\?/)
                    #expect(rows.count <= Queue.rowsMax)
                    seen += rows.map { String($0.1) }
                    path = page.text.firstMatch(of: /href="(\/desk\?view=[a-z]+&amp;before=[^"]+)"/)
                        .map { String($0.1).replacing("&amp;", with: "&") }
                }
                #expect(seen.count == made.count)
                #expect(Set(seen) == Set(made))
            }
        }
    }

    @Test("gives the next one to whoever presses, and one only when pressed twice", arguments: TestEngine.available)
    func next(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            #expect(
                try await stage.post("/desk/assignments", as: stage.chen).headers[.location] == "/desk?view=waiting")
            let first = try await stage.conversation()
            stage.clock.advance(seconds: 1)
            let second = try await stage.conversation()
            for _ in 1...2 {
                let taken = try await stage.post("/desk/assignments", ["expected": first.text], as: stage.chen)
                #expect(taken.headers[.location] == "/desk/conversations/\(first)?view=mine")
            }
            // A colleague saw the same first one a moment ago.
            let other = try await stage.post("/desk/assignments", ["expected": first.text], as: stage.zhao)
            #expect(other.headers[.location] == "/desk/conversations/\(second)?view=mine")
        }
    }
}
