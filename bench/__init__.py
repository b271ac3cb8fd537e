"""Speed and size, each beside a peer measured in the same run: ``python -m bench``, or ``python -m bench points``."""
