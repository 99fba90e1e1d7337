"""Reads of dashboards, adherence and exports. No field classed as unblinding is read here."""
