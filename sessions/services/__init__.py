"""The only writers of plans, play events, listening records and renditions."""
