"""What the channel of Feishu and Lark is made of: its deliveries opened, its events read, its messages written."""
