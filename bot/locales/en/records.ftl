## Same as last round?

earlier-value = Last round ({ $date }): { $value }
button-same = Still the same
saved-carried = { $line } (same as last round)
