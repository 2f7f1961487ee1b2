import Testing

@testable import Pictures

/// Against the real Tesseract, which `script/setup` installs.
@Suite struct PictureReading {
    @Test("Chinese on white is read: the sentence, the amount, the order number and the time")
    func chinese() async throws {
        let text = try await Self.read("timeout.png")
        for part in ["支付失败，银行处理超时", "¥88.00", "2026-11-20 14:03:22", "2086"] {
            #expect(text.contains(part), "\(part) in \(text)")
        }
    }

    @Test("a dark screen and a JPEG are read like the others")
    func others() async throws {
        #expect(try await Self.read("card-dark.png").contains("发卡行拒绝了这笔付款"))
        #expect(try await Self.read("timeout.jpg").contains("银行处理超时"))
    }

    @Test("English is read with the spaces between its words")
    func english() async throws {
        #expect(try await Self.read("english.png").contains("The bank did not answer in time."))
    }

    @Test("a picture without words has no lines")
    func blank() async throws {
        let reader = try #require(PictureReader())
        #expect(try await reader.lines(of: Screens.picture("blank.png")) == [])
    }

    @Test("what only looks like a picture is a fault of that picture")
    func broken() async throws {
        let reader = try #require(PictureReader())
        var bytes = try Screens.bytes("blank.png")
        for index in 60..<400 { bytes[index] = 0 }
        let picture = try? Picture(bytes)
        if let picture {
            await #expect(throws: PictureReader.Fault.self) { try await reader.lines(of: picture) }
        }
    }

    @Test("a machine without the programs has no reader")
    func missing() {
        #expect(PictureReader(folders: ["/nowhere"]) == nil)
    }

    @Test("words of one line are put together, Chinese without spaces, with how surely they were read")
    func table() {
        let rows = [
            "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
            "4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t",
            "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t90\t支付", "5\t1\t1\t1\t1\t2\t0\t0\t9\t9\t70\t失败",
            "5\t1\t1\t1\t2\t1\t0\t0\t9\t9\t80\tPayment", "5\t1\t1\t1\t2\t2\t0\t0\t9\t9\t60\tfailed",
            "5\t1\t2\t1\t1\t1\t0\t0\t9\t9\t95\t", "5\t1\t2\t1\t1",
        ]
        let lines = PictureReader.lines(rows.joined(separator: "\n"))
        #expect(lines == [.init("支付失败", sureness: 80), .init("Payment failed", sureness: 70)])
    }

    private static func read(_ name: String) async throws -> String {
        let reader = try #require(PictureReader(), "tesseract is not installed; run script/setup")
        return try await reader.lines(of: Screens.picture(name)).map(\.text).joined(separator: "\n")
    }
}
