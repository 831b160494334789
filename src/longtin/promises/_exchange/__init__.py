"""Exchange of statements with tables, calendars and the files of donors."""
