"""From a reply in the database to the customer's screen, once."""
