from exercises.directions.reading import warnings_of
from exercises.directions.words import Contradiction, Text, Words

__all__ = ["Contradiction", "Text", "Words", "warnings_of"]
