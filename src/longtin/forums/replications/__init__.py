"""Replications: published results computed again, and what is not reproduced and why."""

from longtin.forums.replications.page import (
    replication_data as replication_data,
    replication_list as replication_list,
    replication_page as replication_page,
)
from longtin.forums.replications.replication import (
    Replication as Replication,
    replication as replication,
    replications as replications,
)
