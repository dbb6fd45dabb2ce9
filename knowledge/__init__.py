"""Documents in, passages out: reading, chunking, embedding, indexing and retrieving. Knows no model, no prompt and no database."""
