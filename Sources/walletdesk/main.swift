print("walletdesk")
