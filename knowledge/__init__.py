"""Documents in, passages out: reading, chunking, embedding, indexing, retrieving. Knows no model and no database."""
