"""Pages, files and the door for play events of guided sessions, all under /my/."""
