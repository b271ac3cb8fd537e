"""What holds for every test."""

from hypothesis import settings

# a shared machine is slow at times: an example's time says nothing of the code
settings.register_profile("shared", deadline=None)
settings.load_profile("shared")
