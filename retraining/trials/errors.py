"""Why a service said no. The text is for the person who asked."""


class Refused(Exception):
    """An act that the trial's rules do not allow now. Nothing was written."""


class DocumentsChanged(Refused):
    """Later documents came into force between reading and signing."""
