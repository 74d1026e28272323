"""The speed and load measurements that docs/speed.md quotes: `python -m bench`."""
