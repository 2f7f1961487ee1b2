import Terms
import Testing

@testable import LanguageModel

@Suite struct ModelsToSet {
    private func settings(_ url: String? = nil, _ model: String? = nil) -> ModelSettings {
        var settings = ModelSettings()
        (settings.url, settings.model) = (url, model)
        return settings
    }

    private func refusal(_ settings: ModelSettings) -> String {
        do {
            _ = try settings.address()
            return ""
        } catch { return error.description }
    }

    @Test("nothing said is no model; an address and a name are one")
    func full() throws {
        #expect(try settings().address() == nil)
        for (url, chat) in [
            ("https://api.deepseek.com", "https://api.deepseek.com/chat/completions"),
            (
                "https://dashscope.aliyuncs.com/compatible-mode/v1/",
                "https://dashscope.aliyuncs.com/compatible-mode/v1/chat/completions"
            ),
            ("http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1/chat/completions"),
            ("http://ollama:11434/v1/chat/completions", "http://ollama:11434/v1/chat/completions"),
        ] {
            let address = try settings(url, "qwen3:8b").address()
            #expect(address?.url == chat && address?.model == "qwen3:8b")
            #expect(address?.tokensADay == ModelSettings.tokensADayDefault)
        }
    }

    @Test("what is wrong or half said is refused with the way out")
    func refused() {
        #expect(refusal(settings("https://a.example/v1")).contains("--llm-model"))
        #expect(refusal(settings(nil, "qwen-plus")).contains("--llm-url"))
        var keyed = settings()
        keyed.key = "sk-1"
        #expect(refusal(keyed).contains("WALLETDESK_LLM_KEY") && !refusal(keyed).contains("sk-1"))
        #expect(refusal(settings("https://a.example/v1", "two words")).contains("without spaces"))
        for url in ["ftp://a.example", "a.example/v1", "https://", "https://a.example/v1?x=1", "nonsense"] {
            #expect(refusal(settings(url, "m")).contains("cannot be read"), "\(url)")
        }
        #expect(refusal(settings("https://me:sk-1@a.example/v1", "m")).contains("WALLETDESK_LLM_KEY"))
        for (text, isRight) in [("0", false), ("-5", false), ("many", false), ("1", true), ("500000", true)] {
            var one = settings("https://a.example/v1", "m")
            one.tokensADay = text
            #expect(refusal(one).isEmpty == isRight, "\(text)")
        }
    }

    @Test("questions go out unencrypted only to the own network")
    func near() {
        for host in ["localhost", "127.0.0.1", "10.2.3.4", "192.168.1.9", "172.20.0.2", "ollama", "gpu.lan", "::1"] {
            #expect(ModelSettings.isNear(host), "\(host)")
        }
        for host in ["api.deepseek.com", "8.8.8.8", "172.32.0.1", "10.2.3", "10.0.0.1.example.com", "2130706433"] {
            #expect(!ModelSettings.isNear(host), "\(host)")
        }
        #expect(refusal(settings("http://api.deepseek.com", "m")).contains("unencrypted"))
    }
}

@Suite struct ModelBounds {
    private let start = Moment(milliseconds: 86_400_000)

    @Test("after some failures in a row nothing is asked for a while, then once")
    func circuit() {
        var circuit = Circuit(failuresMax: 3, restSeconds: 60)
        func asked(_ failure: ModelFailure?, at now: Moment) -> Bool {
            guard circuit.admits(at: now) else { return false }
            circuit.ended(failure, at: now)
            return true
        }
        for failure in [ModelFailure.broken, .tooSlow, nil, .limited, .declined, .stalled] {
            #expect(asked(failure, at: start))
        }
        let isStillAsked = asked(.broken, at: start)
        #expect(isStillAsked, "one that went well begins anew, and a declined question counts for nothing")
        let early = asked(nil, at: start.adding(seconds: 59))
        #expect(!early)
        let later = start.adding(seconds: 60)
        let (first, second) = (circuit.admits(at: later), circuit.admits(at: later))
        #expect(first && !second, "one at a time tries it")
        circuit.ended(.broken, at: later)
        let again = asked(nil, at: later.adding(seconds: 59))
        #expect(!again)
        let (trial, after) = (asked(nil, at: later.adding(seconds: 60)), asked(nil, at: later.adding(seconds: 60)))
        #expect(trial && after)
    }

    @Test("a day's tokens are used up, and there again the next day")
    func budget() {
        var budget = TokenBudget(tokensADay: 1_000)
        func take(_ tokens: Int, after seconds: Int64 = 0) -> Bool {
            budget.take(tokens, at: start.adding(seconds: seconds))
        }
        #expect([take(900), take(200)] == [true, false])
        budget.settle(900, as: 100)
        #expect(budget.used == 100)
        #expect([take(900), take(1, after: 86_399), take(1_000, after: 86_400)] == [true, false, true])
    }
}
