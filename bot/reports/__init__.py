"""Tables and pictures made from frozen values: no telegram, no storage, no clock, no sentences of their own."""
