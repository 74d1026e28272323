"""The pure core: a form, its answers and one input in; a turn out. No telegram, no SQL, no clock."""
