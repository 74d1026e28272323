"""Use cases: one function for each thing a person can do. One transaction, call the core, store, return.

Services are the only place where rows and questionnaires meet. They never send anything.
"""
