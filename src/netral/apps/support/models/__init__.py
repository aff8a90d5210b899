"""Tables of support, each group in a module of its own."""
