"""Questionnaires: items, scoring rules, bands and licences. Pure; no Django, no database.

One file an instrument, listed in `registry`. To add one: write its `INSTRUMENT` from the types in
`base` and the scorers in `combine`, or a function of its own, and name it in the registry.
"""
