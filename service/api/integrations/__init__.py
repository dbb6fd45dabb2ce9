"""Other programs: those that are told or tell us, and those that ask the agent in a format of their own."""
