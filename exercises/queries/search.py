from collections.abc import Sequence

from exercises.queries.shelf import Shelf, ShelvedDrill
from exercises.queries.words import is_run, matches, search_words, words_of

Score = tuple[int, float, int]


def search(shelf: Shelf, text: str) -> list[ShelvedDrill]:
    """Drills that answer every word, best first: by name, then alias, then muscle or equipment."""
    words = search_words(text)
    if not words:
        return list(shelf.drills)
    return ranked(shelf, words, whole=words_of(text), typing=not text[-1:].isspace())


def ranked(shelf: Shelf, words: Sequence[str], *, whole: Sequence[str], typing: bool) -> list[ShelvedDrill]:
    meanings = [
        matches(word, shelf.vocabulary, typing=typing and number == len(words) - 1)
        for number, word in enumerate(words)
    ]
    scored: list[tuple[Score, ShelvedDrill]] = []
    for drill in shelf.drills:
        worth = [best(meaning, drill.weights) for meaning in meanings]
        if all(worth):
            scored.append(((wholeness(drill, whole), sum(worth), is_run(whole, drill.name_words)), drill))
    # The shelf stands in the order of names, and sorting keeps that among equals.
    scored.sort(key=lambda pair: pair[0], reverse=True)
    return [drill for _score, drill in scored]


def best(meaning: dict[str, float], weights: dict[str, int]) -> float:
    return max((weights[word] * match for word, match in meaning.items() if word in weights), default=0)


def wholeness(drill: ShelvedDrill, whole: Sequence[str]) -> int:
    if tuple(whole) == drill.name_words:
        return 2
    return 1 if tuple(whole) in drill.alias_words else 0
