"""Publishers: what the archives have published, fetched and brought into a user's record."""

from longtin.publishers.delivery import Progress as Progress
from longtin.publishers.published_file import PublishedFile as PublishedFile
from longtin.publishers.publisher import (
    Publisher as Publisher,
    publisher_named as publisher_named,
    publishers as publishers,
)
from longtin.publishers.record_update import update as update
from longtin.publishers.update_report import (
    OUTCOMES as OUTCOMES,
    REPLACED as REPLACED,
    FileUpdate as FileUpdate,
    UpdateReport as UpdateReport,
)
