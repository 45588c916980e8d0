from exercises.models import CatalogueVersion


def catalogue_version() -> int:
    """0 while nothing was ever written through the services: then nothing is kept."""
    return CatalogueVersion.objects.values_list("number", flat=True).first() or 0
