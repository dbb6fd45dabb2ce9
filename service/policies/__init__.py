"""What admins decide: each policy as the document that it is written in."""
