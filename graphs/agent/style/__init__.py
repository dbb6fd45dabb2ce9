"""The agent's style as a document: who it says it is, how it speaks, what it never says, and what it always adds."""
