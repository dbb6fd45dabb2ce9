"""Who writes in: by which identities they are known, who is one person, and what others say of them."""
