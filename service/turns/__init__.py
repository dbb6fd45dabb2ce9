"""One turn: from the messages that wait for an answer to the reply that is stored."""
