import Testing

@Suite struct TheCast {
    @Test("the cast is there and can be spoken to", arguments: TestEngine.available)
    func there(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            #expect(try await cast.signIn(cast.mira).status == 201)
            try await cast.fund(cast.mira)
            let payment = try await cast.timedOut(cast.mira)
            #expect(payment.reason == .networkTimeout)
            let id = try await cast.open(as: cast.token(cast.mira))
            #expect(try await !cast.messages(id, as: cast.token(cast.mira)).isEmpty)
        }
    }
}
