"""What the channel of e-mail is made of: a mailbox read, its mails understood, replies written and sent."""
