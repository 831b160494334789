"""The workbench: the answers of the command line as pages of a site on one's own machine.

app       requests in, answers out: what every answer must carry and every request must bring
pages     one subject a file, found by being there
searching from a word, with or without marks, to the pages and guides it may mean
"""

from longtin.web.app import LOOPBACK as LOOPBACK, Settings as Settings, application as application
from longtin.web.reckoning.process_memory import give_back_early as give_back_early
