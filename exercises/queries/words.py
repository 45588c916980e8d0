"""Words as a search sees them: no capitals, no accents, no hyphens, and one slip of the finger forgiven."""

import re
import unicodedata
from collections.abc import Collection, Iterable

FORGIVING_FROM = 4
WORD = re.compile(r"[^\W_]+")
APOSTROPHE = re.compile("['\u2019]")
HYPHENED = re.compile(r"\w+(?:[-/]\w+)+")


def plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    return WORD.findall(APOSTROPHE.sub("", plain(text)))


def joined_words(text: str) -> list[str]:
    """`Side-lying` is found as `sidelying` too."""
    return ["".join(WORD.findall(part)) for part in HYPHENED.findall(plain(text))]


def matches(typed: str, vocabulary: Iterable[str], *, typing: bool) -> dict[str, float]:
    """The known words that a typed one may mean, and how well. A word that is known, or begins one, is no slip."""
    begun = typing or len(typed) > 1
    found = {
        word: 1.0 if word == typed else 0.8
        for word in vocabulary
        if word == typed or (begun and word.startswith(typed))
    }
    if found or len(typed) < FORGIVING_FROM:
        return found
    return {word: 0.5 for word in vocabulary if forgiven(typed, word, typing=typing)}


def forgiven(typed: str, word: str, *, typing: bool) -> bool:
    if one_slip(typed, word):
        return True
    return typing and any(
        one_slip(typed, word[:length]) for length in range(len(typed) - 1, min(len(typed) + 2, len(word)))
    )


def one_slip(a: str, b: str) -> bool:
    """One letter wrong, missing or too many, or two neighbours swapped."""
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    rest_a, rest_b = a[start:], b[start:]
    if len(a) != len(b):
        longer, shorter = (rest_a, rest_b) if len(a) > len(b) else (rest_b, rest_a)
        return longer[1:] == shorter
    swapped = rest_a[:2] == rest_b[:2][::-1] and rest_a[2:] == rest_b[2:]
    return rest_a[1:] == rest_b[1:] or swapped


# Too common among drills, or in any sentence, to tell one from another.
IDLE = {
    "a",
    "an",
    "and",
    "the",
    "of",
    "for",
    "with",
    "to",
    "on",
    "my",
    "drill",
    "drills",
    "exercise",
    "exercises",
}


def search_words(text: str) -> list[str]:
    words = list(dict.fromkeys(words_of(text)))
    telling = [word for word in words if word not in IDLE]
    return telling or words


def is_run(part: Collection[str], whole: Collection[str]) -> bool:
    """Whether the words stand side by side, in this order."""
    return f" {' '.join(part)} " in f" {' '.join(whole)} "
