"""What is known about the customer from the conversation: their own contact details, as corrected and withdrawn."""
