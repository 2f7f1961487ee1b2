import Terms
import Wallet
import Web

extension Queue {
    /// `{conversations:[…], next, counts}`; `next` goes into `?before=`.
    var json: JSON {
        .object {
            $0.put("conversations", .array(rows.lazy.map(\.json)))
            $0.put("next", next?.text)
            $0.put(
                "counts",
                .object {
                    $0.put("waiting", waiting)
                    $0.put("mine", mine)
                })
        }
    }
}

extension QueueRow {
    var json: JSON {
        .object {
            $0.put("id", id)
            $0.put("number", number)
            $0.put("brand", brand)
            $0.put("channel", channel.rawValue)
            $0.put("state", state.rawValue)
            $0.put("subject", subject)
            $0.put("code", code)
            $0.put("customer", customerName.isEmpty ? nil : Mask.name(customerName))
            $0.put("agent", agentName)
            $0.put("last_text", lastText)
            $0.put("last_from", lastFrom)
            $0.put("opened_at", openedAt)
            $0.put("updated_at", updatedAt)
            $0.put("waiting_since", waitingSince)
            $0.put("priority", priority)
        }
    }
}

extension Conversation {
    /// Without its messages: what a change of its state answers.
    var brief: JSON {
        .object {
            $0.put("id", id)
            $0.put("number", number)
            $0.put("brand", brand)
            $0.put("state", state.rawValue)
            $0.put("agent", agentName)
            $0.put("updated_at", updatedAt)
            $0.put("waiting_since", waitingSince)
            $0.put("closed_at", closedAt)
        }
    }
}

extension Note {
    var json: JSON {
        .object {
            $0.put("id", id)
            $0.put("agent", agentName)
            $0.put("text", text)
            $0.put("written_at", writtenAt)
            if let model { $0.put("written_by_model", model) }
        }
    }
}

extension RefundRequest {
    var json: JSON {
        .object {
            $0.put("id", id)
            $0.put("conversation", conversation)
            $0.put("transaction", transaction)
            $0.put("amount", amount)
            $0.put("state", state.rawValue)
            $0.put("requested_at", requestedAt)
        }
    }
}

extension Talk {
    /// The conversation as its customer's programs see it, and what only agents see beside it.
    func json(_ facts: WalletFacts?) -> JSON {
        .object { fields in
            conversation.put(into: &fields, messages: messages, base: "/\(conversation.brand)")
            fields.put("waiting_since", conversation.waitingSince)
            fields.put("notes", .array(notes.map(\.json)))
            fields.put("customer", customer?.masked)
            fields.put("refunds", .array(refunds.map(\.json)))
            fields.put("wallet", facts?.account?.json)
            fields.put("transaction_record", facts?.transaction?.deskJSON(facts?.diagnosis))
        }
    }
}

extension Customer {
    fileprivate var masked: JSON {
        .object {
            $0.put("id", id)
            $0.put("name", maskedName)
            $0.put("phone", Mask.phone(phone))
            $0.put("email", Mask.email(email))
            $0.put("language", language.tag)
            $0.put("joined_at", joinedAt)
        }
    }
}

extension Account {
    fileprivate var json: JSON {
        .object {
            $0.put("balance", balance)
            $0.put("held", held)
        }
    }
}

extension WalletTransaction {
    fileprivate func deskJSON(_ diagnosis: Diagnosis?) -> JSON {
        .object {
            $0.put("id", id)
            $0.put("number", number)
            $0.put("kind", kind.rawValue)
            $0.put("state", state.rawValue)
            $0.put("reason", reason?.rawValue)
            $0.put("amount", amount)
            $0.put("refundable", refundable)
            $0.put("counterparty", counterparty.name)
            $0.put("created_at", createdAt)
            $0.put("diagnosis", diagnosis?.code.rawValue)
        }
    }
}
