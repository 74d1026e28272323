## Sama dengan putaran lalu?

earlier-value = Putaran lalu ({ $date }): { $value }
button-same = Masih sama
saved-carried = { $line } (sama dengan putaran lalu)
