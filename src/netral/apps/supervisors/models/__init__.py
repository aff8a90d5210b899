"""Tables of supervisors, each group in a module of its own."""
