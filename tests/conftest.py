"""How all tests run."""

from hypothesis import settings

# The machine is shared: how long an example takes says nothing about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
