"""What every test runs under."""

from hypothesis import settings

settings.register_profile("longtin", deadline=None)  # a busy machine is slow, not wrong
settings.load_profile("longtin")
