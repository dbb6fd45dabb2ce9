"""Every turn is graded, soon after it was answered."""
