"""Finding passages: the bundled embedder, FAISS, the lexical index, and their fusion."""
