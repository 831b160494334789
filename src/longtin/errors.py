"""The family of refusals.

    LongtinError            every refusal a user can meet
    ├── ActorError          no such state, or not on that date
    ├── RecordError         a record, or a period of it, that is not there
    ├── ImportFileError     a file that cannot be read as acts
    ├── MeasureError        no such measure in the catalogue
    ├── DataError           a file of measures, a regime or a programme that is not as it should be
    ├── ModelError          parameters or evidence the model cannot work with
    └── OutputError         a result that cannot be written

Every message says what was given, what is accepted and what to do.
"""


class LongtinError(Exception):
    """A refusal, in words a user can act on."""


class ActorError(LongtinError):
    """No state answers to a name or code, or none does on the date asked for."""


class RecordError(LongtinError):
    """A record, or the part of it that was asked for, is not there."""


class ImportFileError(LongtinError):
    """A file cannot be read as acts."""


class MeasureError(LongtinError):
    """No measure of the catalogue answers to a name or code."""


class DataError(LongtinError):
    """A file of measures, a regime, an activity or a programme is not as it should be."""


class ModelError(LongtinError):
    """The model cannot work with these parameters or this evidence."""


class OutputError(LongtinError):
    """A result cannot be written where it was asked to go."""
