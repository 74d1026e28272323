"""An author's mistakes, all at once: found in the rows and in the logic, each with what to do."""
