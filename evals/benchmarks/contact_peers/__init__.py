"""Other ways to find contact details; `evals/benchmarks/contact_peer.py` tells what each file has, to add one more."""
