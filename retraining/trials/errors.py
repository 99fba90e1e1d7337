"""Why a service said no. The text is for the person who asked."""


class Refused(Exception):
    """An act that the trial's rules do not allow now. Nothing was written."""


class DocumentsChanged(Refused):
    """Later documents came into force between reading and signing."""


class InvitedBefore(Refused):
    """Somebody with this address is in the trial already.

    Args:
        text: a sentence that names nobody.
        code: their number, for whoever may see them.
    """

    def __init__(self, text: str, code: str) -> None:
        super().__init__(text)
        self.code = code
