"""Dated tables of a portfolio: partnerships, strengths, parts, venues, dependence."""
