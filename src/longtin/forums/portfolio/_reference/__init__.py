"""Dated tables that a portfolio is read from: partnerships, strengths, parts, venues, dependence."""
