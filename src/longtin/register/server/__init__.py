"""A register over HTTP: tiles for everyone, an API for parties, one thread that appends."""

from longtin.register.server.access import (
    AccessToken as AccessToken,
    issue_token as issue_token,
    read_tokens as read_tokens,
    revoke_token as revoke_token,
    tokens_data as tokens_data,
    tokens_lines as tokens_lines,
)
from longtin.register.server.connections import server_config as server_config
from longtin.register.server.gate import Pace as Pace, ServerLimits as ServerLimits
from longtin.register.server.serving import (
    LOOPBACK as LOOPBACK,
    ServerSettings as ServerSettings,
    application as application,
    serving_lines as serving_lines,
)
