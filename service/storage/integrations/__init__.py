"""What other programs are told, and what they tell: events, to whom they go, and reports that are sent."""
