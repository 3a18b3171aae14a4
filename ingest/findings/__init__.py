"""Rules that take typed findings from documents, a family of forms a module; ``ingest.extract`` calls them all."""
