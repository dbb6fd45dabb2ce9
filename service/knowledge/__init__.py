"""The knowledge base as it is served: opened, crawled, looked through and kept up."""
