"""What operators do with a conversation: it is offered, taken, answered, noted on, and given back to the agent."""
