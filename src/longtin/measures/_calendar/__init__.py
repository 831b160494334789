"""Calendars of duties: what falls due in a year, whatever anyone does, and the files of it."""
