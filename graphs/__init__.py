"""The two graphs: `agent` answers a customer, `evaluator` grades what the customer got."""
