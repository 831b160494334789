"""The register: statements kept where nobody, its operator included, can quietly change them."""

from longtin.register import log as log
