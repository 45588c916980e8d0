class CatalogueRefused(Exception):
    """A catalogue write that would break a rule: which field, and a sentence for the admin."""

    def __init__(self, field: str, detail: str) -> None:
        super().__init__(detail)
        self.field = field
        self.detail = detail
