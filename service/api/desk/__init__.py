"""What operators have at hand for a conversation: notes, replies kept ready, help with a reply, and files to send."""
