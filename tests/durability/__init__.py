"""No answer is ever lost: the whole bot killed, starved, locked out, cut off and fed with nonsense."""
