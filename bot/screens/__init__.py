"""What to show: HTML text, buttons, pictures. No telegram, no storage, no clock."""
