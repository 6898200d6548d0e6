"""Functions of texts."""

from __future__ import annotations

import datetime
from typing import Any


def is_palindrome_ignoring_case(text: str) -> bool:
    """Whether a text is a palindrome, upper and lower case being the same.

    >>> is_palindrome_ignoring_case("Anna")
    True
    """
    lowered = text.lower()
    return lowered == lowered[::-1]


def is_palindrome_phrase(text: str) -> bool:
    """Whether a phrase is a palindrome, ignoring case, spaces and punctuation (letters and digits only).

    >>> is_palindrome_phrase("A man, a plan, a canal: Panama")
    True
    """
    cleaned = [char for char in text.lower() if char.isalnum()]
    return cleaned == cleaned[::-1]


def is_almost_palindrome(text: str) -> bool:
    """Whether a text can become a palindrome by deleting at most one character (valid palindrome II).

    >>> is_almost_palindrome("abca")
    True
    >>> is_almost_palindrome("abc")
    False
    """
    left, right = 0, len(text) - 1
    while left < right and text[left] == text[right]:
        left, right = left + 1, right - 1
    without_left, without_right = text[left + 1 : right + 1], text[left:right]
    return without_left == without_left[::-1] or without_right == without_right[::-1]


def can_form_palindrome(text: str) -> bool:
    """Whether the characters can be rearranged to a palindrome (some permutation or anagram is a palindrome).

    >>> can_form_palindrome("carrace")
    True
    """
    from collections import Counter

    return sum(count % 2 for count in Counter(text).values()) <= 1


def make_palindrome(text: str) -> str:
    """The shortest palindrome that starts with a text: characters are added at the end.

    >>> make_palindrome("cata")
    'catac'
    """
    for i in range(len(text)):
        if text[i:] == text[i:][::-1]:
            return text + text[:i][::-1]
    return text


def shortest_palindrome(text: str) -> str:
    """The shortest palindrome that is made by adding characters in front of a text.

    >>> shortest_palindrome("aacecaaa")
    'aaacecaaa'
    """
    for end in range(len(text), 0, -1):
        if text[:end] == text[:end][::-1]:
            return text[end:][::-1] + text
    return text


def longest_palindrome_length(text: str) -> int:
    """The length of the longest palindrome that can be built with the letters of a text.

    >>> longest_palindrome_length("abccccdd")
    7
    """
    from collections import Counter

    paired = sum(count // 2 * 2 for count in Counter(text).values())
    return paired + (paired < len(text))


def palindromic_words(text: str) -> list[str]:
    """The words of a text that are palindromes, ignoring case.

    >>> palindromic_words("Anna went to see mum at noon")
    ['Anna', 'mum', 'noon']
    """
    return [word for word in text.split() if word.lower() == word.lower()[::-1]]


def is_anagram(first: str, second: str) -> bool:
    """Whether two words are anagrams of each other (the same letters in another order).

    >>> is_anagram("listen", "silent")
    True
    """
    return sorted(first) == sorted(second)


def is_anagram_ignoring_case(first: str, second: str) -> bool:
    """Whether two texts are anagrams, ignoring case.

    >>> is_anagram_ignoring_case("Elbow", "below")
    True
    """
    return sorted(first.lower()) == sorted(second.lower())


def is_anagram_phrase(first: str, second: str) -> bool:
    """Whether two phrases are anagrams, ignoring case, spaces and punctuation.

    >>> is_anagram_phrase("Dormitory", "dirty room!")
    True
    """
    letters = sorted(char for char in first.lower() if char.isalnum())
    return letters == sorted(char for char in second.lower() if char.isalnum())


def is_proper_anagram(first: str, second: str) -> bool:
    """Whether two words are anagrams but not the same word, ignoring case.

    >>> is_proper_anagram("Stone", "tones")
    True
    >>> is_proper_anagram("stone", "Stone")
    False
    """
    return first.lower() != second.lower() and sorted(first.lower()) == sorted(second.lower())


def find_anagrams(word: str, candidates: list[str]) -> list[str]:
    """The candidates that are anagrams of a word, ignoring case; the word itself is none.

    >>> find_anagrams("listen", ["enlist", "google", "Listen", "silent"])
    ['enlist', 'silent']
    """
    lowered = word.lower()
    letters = sorted(lowered)
    return [other for other in candidates if other.lower() != lowered and sorted(other.lower()) == letters]


def anagram_deletions(first: str, second: str) -> int:
    """How many characters must be deleted from two texts to make them anagrams.

    >>> anagram_deletions("cde", "abc")
    4
    """
    from collections import Counter

    left, right = Counter(first), Counter(second)
    return ((left - right) + (right - left)).total()


def anagram_indices(text: str, pattern: str) -> list[int]:
    """The start indices of all anagrams of a pattern in a text.

    >>> anagram_indices("cbaebabacd", "abc")
    [0, 6]
    """
    size, letters = len(pattern), sorted(pattern)
    return [i for i in range(len(text) - size + 1) if sorted(text[i : i + size]) == letters]


def can_construct_from_letters(note: str, magazine: str) -> bool:
    """Whether a ransom note can be built from the letters of a magazine, each being used once.

    >>> can_construct_from_letters("aab", "baa")
    True
    >>> can_construct_from_letters("aa", "ab")
    False
    """
    from collections import Counter

    return Counter(note) <= Counter(magazine)


def is_pangram(text: str) -> bool:
    """Whether a sentence is a pangram: it has every letter of the alphabet at least once, ignoring case.

    >>> is_pangram("The quick brown fox jumps over the lazy dog")
    True
    """
    import string

    return set(string.ascii_lowercase) <= set(text.lower())


def missing_letters(text: str) -> str:
    """The letters of the alphabet that are missing in a text (to be a pangram), in order.

    >>> missing_letters("The quick brown fox jumps over the dog")
    'alyz'
    """
    import string

    lowered = text.lower()
    return "".join(letter for letter in string.ascii_lowercase if letter not in lowered)


def is_isogram(text: str) -> bool:
    """Whether a word is an isogram: no letter repeats, ignoring case, spaces and hyphens.

    >>> is_isogram("six-year-old")
    True
    >>> is_isogram("Alpha")
    False
    """
    letters = [char for char in text.lower() if char.isalpha()]
    return len(set(letters)) == len(letters)


def has_unique_characters(text: str) -> bool:
    """Whether all characters of a text are unique, ignoring case.

    >>> has_unique_characters("Moose")
    False
    """
    return len(set(text.lower())) == len(text.lower())


def is_vowel(char: str) -> bool:
    """Whether a character is a vowel (a, e, i, o, u), in either case.

    >>> is_vowel("E")
    True
    """
    return len(char) == 1 and char in "aeiouAEIOU"


def is_consonant(char: str) -> bool:
    """Whether a character is a consonant: a letter that is not a vowel.

    >>> is_consonant("b"), is_consonant("1")
    (True, False)
    """
    return len(char) == 1 and char.isalpha() and char.lower() not in "aeiou"


def count_vowels(text: str) -> int:
    """Count the vowels in a text, in either case.

    >>> count_vowels("Education")
    5
    """
    return sum(char in "aeiou" for char in text.lower())


def count_consonants(text: str) -> int:
    """Count the consonants in a text: the letters that are not vowels.

    >>> count_consonants("Hello, World 1")
    7
    """
    return sum(char.isalpha() and char not in "aeiou" for char in text.lower())


def count_vowels_and_consonants(text: str) -> tuple[int, int]:
    """The number of vowels and the number of consonants in a text, as a tuple.

    >>> count_vowels_and_consonants("Hello World")
    (3, 7)
    """
    letters = [char for char in text.lower() if char.isalpha()]
    vowels = sum(char in "aeiou" for char in letters)
    return vowels, len(letters) - vowels


def vowel_counts(text: str) -> dict[str, int]:
    """How often each vowel occurs in a text, as a dict with all five vowels.

    >>> vowel_counts("Hello")
    {'a': 0, 'e': 1, 'i': 0, 'o': 1, 'u': 0}
    """
    lowered = text.lower()
    return {vowel: lowered.count(vowel) for vowel in "aeiou"}


def remove_vowels(text: str) -> str:
    """Remove all vowels from a text (disemvowel).

    >>> remove_vowels("This website is for losers LOL!")
    'Ths wbst s fr lsrs LL!'
    """
    return "".join(char for char in text if char not in "aeiouAEIOU")


def remove_consonants(text: str) -> str:
    """Remove all consonants from a text; vowels and everything that is not a letter stay.

    >>> remove_consonants("Hello, World")
    'eo, o'
    """
    return "".join(char for char in text if not char.isalpha() or char in "aeiouAEIOU")


def only_vowels(text: str) -> str:
    """The vowels of a text, joined (keep or extract vowels).

    >>> only_vowels("Programming")
    'oai'
    """
    return "".join(char for char in text if char in "aeiouAEIOU")


def list_of_vowels(text: str) -> list[str]:
    """The list of the vowels in a text.

    >>> list_of_vowels("Programming")
    ['o', 'a', 'i']
    """
    return [char for char in text if char in "aeiouAEIOU"]


def only_consonants(text: str) -> str:
    """The consonants of a text, joined (keep or extract consonants).

    >>> only_consonants("Hello, World")
    'HllWrld'
    """
    return "".join(char for char in text if char.isalpha() and char not in "aeiouAEIOU")


def reverse_vowels(text: str) -> str:
    """Reverse only the vowels of a text, everything else stays in place.

    >>> reverse_vowels("hello")
    'holle'
    """
    vowels = [char for char in text if char in "aeiouAEIOU"]
    return "".join(vowels.pop() if char in "aeiouAEIOU" else char for char in text)


def reverse_only_letters(text: str) -> str:
    """Reverse only the letters of a text; digits and special characters stay in place.

    >>> reverse_only_letters("ab-cd!")
    'dc-ba!'
    """
    letters = [char for char in text if char.isalpha()]
    return "".join(letters.pop() if char.isalpha() else char for char in text)


def replace_vowels(text: str, replacement: str) -> str:
    """Replace every vowel of a text with a given character.

    >>> replace_vowels("the aardvark", "#")
    'th# ##rdv#rk'
    """
    return "".join(replacement if char in "aeiouAEIOU" else char for char in text)


def capitalize_vowels(text: str) -> str:
    """Change the vowels of a text to upper case.

    >>> capitalize_vowels("hello world")
    'hEllO wOrld'
    """
    return "".join(char.upper() if char in "aeiou" else char for char in text)


def longest_vowel_run(text: str) -> int:
    """The length of the longest run of consecutive vowels (longest vowel substring).

    >>> longest_vowel_run("codewarriors")
    2
    """
    import re

    return max(map(len, re.findall("[aeiou]+", text.lower())), default=0)


def snake_to_camel(name: str) -> str:
    """Convert snake_case to camelCase.

    >>> snake_to_camel("hello_big_world")
    'helloBigWorld'
    """
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))


def snake_to_pascal(name: str) -> str:
    """Convert snake_case to PascalCase (upper camel case).

    >>> snake_to_pascal("hello_big_world")
    'HelloBigWorld'
    """
    return "".join(map(str.capitalize, name.split("_")))


def camel_to_snake(name: str) -> str:
    """Convert camelCase or PascalCase to snake_case.

    >>> camel_to_snake("helloBigWorld")
    'hello_big_world'
    """
    import re

    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def camel_to_snake_acronyms(name: str) -> str:
    """Convert camelCase to snake_case, where a run of capitals is one word (an acronym).

    >>> camel_to_snake_acronyms("getHTTPResponse")
    'get_http_response'
    """
    import re

    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def camel_to_kebab(name: str) -> str:
    """Convert camelCase or PascalCase to kebab-case.

    >>> camel_to_kebab("helloBigWorld")
    'hello-big-world'
    """
    import re

    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def kebab_to_camel(name: str) -> str:
    """Convert kebab-case to camelCase.

    >>> kebab_to_camel("background-color")
    'backgroundColor'
    """
    first, *rest = name.split("-")
    return first + "".join(map(str.capitalize, rest))


def separated_to_camel(name: str) -> str:
    """Convert words that are delimited by a dash or an underscore to camel case, keeping the first word's case.

    >>> separated_to_camel("the-stealth_warrior"), separated_to_camel("The_Stealth-Warrior")
    ('theStealthWarrior', 'TheStealthWarrior')
    """
    first, *rest = name.replace("_", "-").split("-")
    return first + "".join(word[:1].upper() + word[1:] for word in rest)


def words_to_camel(text: str) -> str:
    """Convert a sentence to camelCase: lower case first word, the others capitalized, without spaces.

    >>> words_to_camel("Hello big World")
    'helloBigWorld'
    """
    words = text.lower().split()
    return "".join(words[:1] + [word.capitalize() for word in words[1:]])


def words_to_pascal(text: str) -> str:
    """Convert a sentence to PascalCase: every word capitalized, without spaces.

    >>> words_to_pascal("hello big world")
    'HelloBigWorld'
    """
    return "".join(map(str.capitalize, text.split()))


def any_to_snake(text: str) -> str:
    """Convert words, kebab-case, camelCase or PascalCase to snake_case.

    >>> any_to_snake("Hello bigWorld-again")
    'hello_big_world_again'
    """
    import re

    return "_".join(re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", text)).lower()


def any_to_kebab(text: str) -> str:
    """Convert words, snake_case, camelCase or PascalCase to kebab-case.

    >>> any_to_kebab("Hello bigWorld_again")
    'hello-big-world-again'
    """
    import re

    return "-".join(re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", text)).lower()


def any_to_camel(text: str) -> str:
    """Convert words, snake_case, kebab-case or PascalCase to camelCase.

    >>> any_to_camel("Hello big_world-again")
    'helloBigWorldAgain'
    """
    import re

    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", text)
    return "".join(word.capitalize() if i else word.lower() for i, word in enumerate(words))


def split_camel_case(name: str) -> str:
    """Break up camel case: put a space before every capital letter.

    >>> split_camel_case("camelCasing")
    'camel Casing'
    """
    import re

    return re.sub(r"(?<!^)(?=[A-Z])", " ", name)


def snake_to_title(name: str) -> str:
    """Convert snake_case or kebab-case to a title with spaces (humanize a name).

    >>> snake_to_title("first_name")
    'First Name'
    """
    return " ".join(map(str.capitalize, name.replace("_", " ").replace("-", " ").split()))


def title_case_except_minor(text: str, minor: str) -> str:
    """Title case of a text, where the minor words stay in lower case unless they come first.

    >>> title_case_except_minor("THE WIND IN THE WILLOWS", "the in")
    'The Wind in the Willows'
    """
    small = minor.lower().split()
    words = text.lower().split()
    return " ".join(word if i and word in small else word.capitalize() for i, word in enumerate(words))


def alternating_case(text: str) -> str:
    """Alternate the case of a text by index: upper, lower, upper, lower ...

    >>> alternating_case("hello world")
    'HeLlO WoRlD'
    """
    return "".join(char.lower() if i % 2 else char.upper() for i, char in enumerate(text))


def alternating_case_from_lower(text: str) -> str:
    """Alternate the case of a text by index, starting with lower case (spongebob or mocking case).

    >>> alternating_case_from_lower("hello world")
    'hElLo wOrLd'
    """
    return "".join(char.upper() if i % 2 else char.lower() for i, char in enumerate(text))


def alternating_case_of_letters(text: str) -> str:
    """Alternate the case of the letters of a text, starting with upper case; other characters do not count.

    >>> alternating_case_of_letters("hi, my cat")
    'Hi, My CaT'
    """
    result, letters = "", 0
    for char in text:
        result += char.lower() if letters % 2 else char.upper()
        letters += char.isalpha()
    return result


def alternating_case_per_word(text: str) -> str:
    """Alternate the case within each word, starting with upper case in every word (weird case).

    >>> alternating_case_per_word("Weird string case")
    'WeIrD StRiNg CaSe'
    """
    words = text.split(" ")
    return " ".join("".join(c.lower() if i % 2 else c.upper() for i, c in enumerate(word)) for word in words)


def majority_case(text: str) -> str:
    """Change a text to the case that most of its letters have; lower case when there are as many of both.

    >>> majority_case("HOUse"), majority_case("maTRIx")
    ('HOUSE', 'matrix')
    """
    uppers = sum(map(str.isupper, text))
    return text.upper() if uppers > sum(map(str.islower, text)) else text.lower()


def count_upper_and_lower(text: str) -> tuple[int, int]:
    """The number of upper case letters and the number of lower case letters, as a tuple.

    >>> count_upper_and_lower("Hello World")
    (2, 8)
    """
    return sum(map(str.isupper, text)), sum(map(str.islower, text))


def uppercase_indices(text: str) -> list[int]:
    """The indices of all capital letters in a text.

    >>> uppercase_indices("CodeWar")
    [0, 4]
    """
    return [i for i, char in enumerate(text) if char.isupper()]


def accumulate_letters(text: str) -> str:
    """Mumble: each letter repeated by its position, capitalized and joined with hyphens.

    >>> accumulate_letters("abcd")
    'A-Bb-Ccc-Dddd'
    """
    return "-".join((char * i).capitalize() for i, char in enumerate(text, 1))


def longest_word(text: str) -> str:
    """The longest word of a sentence, the first one of those; empty for no words.

    >>> longest_word("the quick brown fox")
    'quick'
    """
    return max(text.split(), key=len, default="")


def last_longest_word(text: str) -> str:
    """The longest word of a sentence, the last one when several are as long.

    >>> last_longest_word("the quick brown fox")
    'brown'
    """
    return max(reversed(text.split()), key=len, default="")


def longest_alphabetic_word(text: str) -> str:
    """The longest word of a sentence, punctuation being ignored.

    >>> longest_alphabetic_word("fun&!! time")
    'time'
    """
    import re

    return max(re.findall(r"[A-Za-z]+", text), key=len, default="")


def shortest_word(text: str) -> str:
    """The shortest word of a sentence, the first one of those; empty for no words.

    >>> shortest_word("what a day it is")
    'a'
    """
    return min(text.split(), key=len, default="")


def longest_word_length(text: str) -> int:
    """The length of the longest word of a sentence; 0 for no words.

    >>> longest_word_length("the quick brown fox")
    5
    """
    return max(map(len, text.split()), default=0)


def shortest_word_length(text: str) -> int:
    """The length of the shortest word of a sentence; 0 for no words.

    >>> shortest_word_length("the quick brown fox")
    3
    """
    return min(map(len, text.split()), default=0)


def last_word_length(text: str) -> int:
    """The length of the last word of a text; 0 for no words.

    >>> last_word_length("fly me to the moon  ")
    4
    """
    return len(text.rstrip().rpartition(" ")[2])


def average_word_length(text: str) -> float:
    """The average length of the words of a text; 0 for no words.

    >>> average_word_length("a quick fox")
    3.0
    """
    words = text.split()
    return sum(map(len, words)) / len(words) if words else 0.0


def word_lengths(text: str) -> list[int]:
    """The lengths of the words of a sentence.

    >>> word_lengths("the quick fox")
    [3, 5, 3]
    """
    return [len(word) for word in text.split()]


def word_length_dict(text: str) -> dict[str, int]:
    """The length of each word of a sentence, as a dict.

    >>> word_length_dict("the quick fox")
    {'the': 3, 'quick': 5, 'fox': 3}
    """
    return {word: len(word) for word in text.split()}


def words_longer_than(text: str, length: int) -> list[str]:
    """The words of a sentence that are longer than a given length.

    >>> words_longer_than("the quick brown fox", 3)
    ['quick', 'brown']
    """
    return [word for word in text.split() if len(word) > length]


def words_with_length(text: str, length: int) -> list[str]:
    """The words of a sentence that have exactly the given length.

    >>> words_with_length("the quick brown fox", 3)
    ['the', 'fox']
    """
    return [word for word in text.split() if len(word) == length]


def reverse_words(text: str) -> str:
    """Reverse the order of the words of a sentence; extra spaces go.

    >>> reverse_words("  the sky is   blue ")
    'blue is sky the'
    """
    return " ".join(reversed(text.split()))


def reverse_each_word(text: str) -> str:
    """Reverse each word of a sentence in place, keeping the order of the words and all spaces.

    >>> reverse_each_word("hello big  world")
    'olleh gib  dlrow'
    """
    return " ".join(word[::-1] for word in text.split(" "))


def reverse_long_words(text: str, length: int) -> str:
    """Reverse the words of a sentence that have at least the given length (spin words).

    >>> reverse_long_words("Hey fellow warriors", 5)
    'Hey wollef sroirraw'
    """
    return " ".join(word[::-1] if len(word) >= length else word for word in text.split(" "))


def capitalize_each_word(text: str) -> str:
    """Capitalize the first letter of every word and leave the rest as it is, keeping all spaces.

    >>> capitalize_each_word("the bBC isn't here")
    "The BBC Isn't Here"
    """
    return " ".join(word[:1].upper() + word[1:] for word in text.split(" "))


def capitalize_last_letters(text: str) -> str:
    """Capitalize the last letter of every word.

    >>> capitalize_last_letters("hello big world")
    'hellO biG worlD'
    """
    return " ".join(word[:-1] + word[-1:].upper() for word in text.split(" "))


def capitalize_first_and_last(text: str) -> str:
    """Capitalize the first and last letter of every word.

    >>> capitalize_first_and_last("hello a world")
    'HellO A WorlD'
    """
    return " ".join(word[:1].upper() + word[1:-1] + word[1:][-1:].upper() for word in text.split(" "))


def capitalize_sentences(text: str) -> str:
    """Capitalize the first letter of each sentence.

    >>> capitalize_sentences("hello there. how are you? fine!")
    'Hello there. How are you? Fine!'
    """
    import re

    return re.sub(r"(^|[.!?]\s+)([a-z])", lambda match: match[1] + match[2].upper(), text)


def make_acronym(text: str) -> str:
    """The acronym of a phrase: the first letters of its words in upper case.

    >>> make_acronym("Portable network graphics")
    'PNG'
    """
    return "".join(word[0] for word in text.split()).upper()


def make_acronym_with_hyphens(text: str) -> str:
    """The acronym of a phrase, where hyphens and underscores separate words too and punctuation is ignored.

    >>> make_acronym_with_hyphens("Complementary metal-oxide semiconductor")
    'CMOS'
    """
    import re

    return "".join(word[0] for word in re.findall(r"[A-Za-z][A-Za-z']*", text)).upper()


def name_initials(name: str) -> str:
    """The initials of a name in upper case with dots between them.

    >>> name_initials("sam harris")
    'S.H'
    """
    return ".".join(word[0].upper() for word in name.split())


def name_initials_dotted(name: str) -> str:
    """The initials of a name in upper case, each followed by a dot.

    >>> name_initials_dotted("john ronald tolkien")
    'J.R.T.'
    """
    return "".join(word[0].upper() + "." for word in name.split())


def abbreviate_first_names(name: str) -> str:
    """Abbreviate a full name: initials for all but the last name.

    >>> abbreviate_first_names("John Ronald Tolkien")
    'J. R. Tolkien'
    """
    *first, last = name.split()
    return " ".join([word[0].upper() + "." for word in first] + [last])


def first_letters_of_words(text: str) -> str:
    """The first letter of each word, joined.

    >>> first_letters_of_words("the quick Fox")
    'tqF'
    """
    return "".join(word[0] for word in text.split())


def last_letters_of_words(text: str) -> str:
    """The last letter of each word, joined.

    >>> last_letters_of_words("the quick fox")
    'ekx'
    """
    return "".join(word[-1] for word in text.split())


def word_counts(text: str) -> dict[str, int]:
    """Count how often each word occurs in a text, as a dict (word frequency).

    >>> word_counts("to be or not to be")
    {'to': 2, 'be': 2, 'or': 1, 'not': 1}
    """
    from collections import Counter

    return dict(Counter(text.split()))


def word_counts_lower(text: str) -> dict[str, int]:
    """Word frequency of a text, ignoring case and punctuation, as a dict.

    >>> word_counts_lower("Yes, yes! It's me.")
    {'yes': 2, "it's": 1, 'me': 1}
    """
    import re
    from collections import Counter

    return dict(Counter(re.findall(r"[a-z0-9]+(?:'[a-z0-9]+)*", text.lower())))


def most_frequent_word(text: str) -> str:
    """The most frequent (most common) word of a text, the first one of those.

    >>> most_frequent_word("a rose is a rose")
    'a'
    """
    from collections import Counter

    counts = Counter(text.split())
    return max(counts, key=counts.__getitem__, default="")


def most_frequent_word_lower(text: str) -> str:
    """The most common word of a text in lower case, ignoring case and punctuation.

    >>> most_frequent_word_lower("The fox saw the dog.")
    'the'
    """
    import re
    from collections import Counter

    counts = Counter(re.findall(r"[a-z0-9']+", text.lower()))
    return max(counts, key=counts.__getitem__, default="")


def top_words(text: str, count: int) -> list[str]:
    """The given number of most common words of a text, in lower case, most frequent first.

    >>> top_words("The cat and the dog and the bird", 2)
    ['the', 'and']
    """
    import re
    from collections import Counter

    return [word for word, _ in Counter(re.findall(r"[a-z0-9']+", text.lower())).most_common(max(count, 0))]


def unique_words(text: str) -> list[str]:
    """The unique words of a text in order of appearance, without duplicates.

    >>> unique_words("to be or not to be")
    ['to', 'be', 'or', 'not']
    """
    return list(dict.fromkeys(text.split()))


def unique_words_sorted(text: str) -> list[str]:
    """The unique words of a text in lower case and in alphabetical order, without punctuation.

    >>> unique_words_sorted("To be, or not to be")
    ['be', 'not', 'or', 'to']
    """
    import re

    return sorted(set(re.findall(r"[a-z0-9']+", text.lower())))


def remove_duplicate_words(text: str) -> str:
    """Remove duplicate words from a sentence, keeping the first of each.

    >>> remove_duplicate_words("alpha beta beta alpha gamma")
    'alpha beta gamma'
    """
    return " ".join(dict.fromkeys(text.split()))


def remove_consecutive_duplicate_words(text: str) -> str:
    """Remove consecutive (adjacent) duplicate words from a sentence.

    >>> remove_consecutive_duplicate_words("the the cat sat sat on the mat")
    'the cat sat on the mat'
    """
    from itertools import groupby

    return " ".join(word for word, _ in groupby(text.split()))


def repeated_words(text: str) -> list[str]:
    """The words that occur more than once in a text, in order of appearance.

    >>> repeated_words("to be or not to be")
    ['to', 'be']
    """
    from collections import Counter

    return [word for word, count in Counter(text.split()).items() if count > 1]


def first_repeated_word(text: str) -> str | None:
    """The first word that comes a second time in a text; None when no word repeats.

    >>> first_repeated_word("he had had quite enough")
    'had'
    """
    seen = set()
    for word in text.split():
        if word in seen:
            return word
        seen.add(word)
    return None


def common_words(first: str, second: str) -> list[str]:
    """The words that two sentences have in common, in the order of the first.

    >>> common_words("the red fox", "a fox in the box")
    ['the', 'fox']
    """
    others = second.split()
    return [word for word in dict.fromkeys(first.split()) if word in others]


def uncommon_words(first: str, second: str) -> list[str]:
    """The words that occur exactly once in two sentences together (uncommon words).

    >>> uncommon_words("this apple is sweet", "this apple is sour")
    ['sweet', 'sour']
    """
    words = first.split() + second.split()
    return [word for word in words if words.count(word) == 1]


def count_word_occurrences(text: str, word: str) -> int:
    """How often a word occurs as a whole word in a text, ignoring case and punctuation.

    >>> count_word_occurrences("The cat. Catch the CAT!", "cat")
    2
    """
    import re

    return re.findall(r"[\w']+", text.lower()).count(word.lower())


def contains_word(text: str, word: str) -> bool:
    """Whether a text contains a word as a whole word, ignoring case.

    >>> contains_word("The cat sat.", "Cat"), contains_word("Concatenate", "cat")
    (True, False)
    """
    import re

    return word.lower() in re.findall(r"[\w']+", text.lower())


def split_into_words(text: str) -> list[str]:
    """The words of a text without punctuation (extract words).

    >>> split_into_words("Hello, big-world! It's me")
    ['Hello', 'big', 'world', "It's", 'me']
    """
    import re

    return re.findall(r"[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*", text)


def first_unique_character(text: str) -> str | None:
    """The first non-repeating character of a text (that occurs once); None when there is none.

    >>> first_unique_character("swiss")
    'w'
    """
    return next((char for char in text if text.count(char) == 1), None)


def first_unique_or_empty(text: str) -> str:
    """The first non-repeating character of a text; an empty text when there is none.

    >>> first_unique_or_empty("aabb")
    ''
    """
    return next((char for char in text if text.count(char) == 1), "")


def first_unique_ignoring_case(text: str) -> str:
    """The first non-repeating letter of a text, ignoring case but keeping it in the result; empty for none.

    >>> first_unique_ignoring_case("sTreSS")
    'T'
    """
    lowered = text.lower()
    return next((char for char in text if lowered.count(char.lower()) == 1), "")


def first_unique_index(text: str) -> int:
    """The index of the first unique (non-repeating) character of a text; -1 when there is none.

    >>> first_unique_index("loveleetcode")
    2
    """
    return next((i for i, char in enumerate(text) if text.count(char) == 1), -1)


def first_repeated_character(text: str) -> str | None:
    """The first character that comes a second time in a text (first duplicate); None when all are unique.

    >>> first_repeated_character("abcba")
    'b'
    """
    seen = set()
    for char in text:
        if char in seen:
            return char
        seen.add(char)
    return None


def most_frequent_character(text: str) -> str:
    """The most frequent (most common) character of a text, the first one of those.

    >>> most_frequent_character("hello world")
    'l'
    """
    return max(text, key=text.count, default="")


def most_frequent_letter(text: str) -> str:
    """The most common letter of a text in lower case, ignoring everything else; the alphabetically first of those.

    >>> most_frequent_letter("Hello World!")
    'l'
    """
    lowered = text.lower()
    return max(sorted(filter(str.isalpha, lowered)), key=lowered.count, default="")


def least_frequent_character(text: str) -> str:
    """The least frequent character of a text, the first one of those.

    >>> least_frequent_character("aabccb")
    'a'
    """
    return min(text, key=text.count, default="")


def remove_duplicate_characters(text: str) -> str:
    """Remove duplicate characters from a text, keeping the first of each.

    >>> remove_duplicate_characters("banana")
    'ban'
    """
    return "".join(dict.fromkeys(text))


def keep_unique_characters(text: str) -> str:
    """The characters that occur exactly once in a text, joined (all repeated ones are removed).

    >>> keep_unique_characters("banana")
    'b'
    """
    return "".join(char for char in text if text.count(char) == 1)


def duplicate_characters(text: str) -> list[str]:
    """The characters that occur more than once in a text, in order of appearance.

    >>> duplicate_characters("programming")
    ['r', 'g', 'm']
    """
    return [char for char in dict.fromkeys(text) if text.count(char) > 1]


def count_duplicate_characters(text: str) -> int:
    """How many distinct letters and digits occur more than once in a text, ignoring case.

    >>> count_duplicate_characters("aabBcde")
    2
    """
    lowered = text.lower()
    return sum(lowered.count(char) > 1 for char in set(lowered))


def character_counts(text: str) -> dict[str, int]:
    """Count how often each character occurs in a text, as a dict (character frequency).

    >>> character_counts("hello")
    {'h': 1, 'e': 1, 'l': 2, 'o': 1}
    """
    from collections import Counter

    return dict(Counter(text))


def letter_counts(text: str) -> dict[str, int]:
    """Count the letters of a text, ignoring case and all that is no letter, as a dict (letter frequency).

    >>> letter_counts("Hi, hi!")
    {'h': 2, 'i': 2}
    """
    from collections import Counter

    return dict(Counter(filter(str.isalpha, text.lower())))


def letter_counts_sorted(text: str) -> dict[str, int]:
    """Count the characters of a text, as a dict in alphabetical order.

    >>> letter_counts_sorted("hello")
    {'e': 1, 'h': 1, 'l': 2, 'o': 1}
    """
    return {char: text.count(char) for char in sorted(set(text))}


def character_indices(text: str) -> dict[str, list[int]]:
    """The indices at which each character of a text occurs, as a dict of lists.

    >>> character_indices("abca")
    {'a': [0, 3], 'b': [1], 'c': [2]}
    """
    positions: dict[str, list[int]] = {}
    for i, char in enumerate(text):
        positions.setdefault(char, []).append(i)
    return positions


def character_counts_text(text: str) -> str:
    """The counts of the characters of a text as text: each character with its total, in order of appearance.

    >>> character_counts_text("abcab")
    'a2b2c1'
    """
    return "".join(char + str(text.count(char)) for char in dict.fromkeys(text))


def sort_letters_by_frequency(text: str) -> str:
    """Sort the characters of a text by decreasing frequency, equal ones in alphabetical order.

    >>> sort_letters_by_frequency("tree")
    'eert'
    """
    return "".join(sorted(text, key=lambda char: (-text.count(char), char)))


def run_length_encode(text: str) -> str:
    """Run-length encoding of a text with each count before its character.

    >>> run_length_encode("aaabcc")
    '3a1b2c'
    """
    from itertools import groupby

    return "".join(str(len(list(run))) + char for char, run in groupby(text))


def run_length_encode_brief(text: str) -> str:
    """Run-length encoding of a text with the count before the character; single characters have no count.

    >>> run_length_encode_brief("aaabcc")
    '3ab2c'
    """
    import re

    return re.sub(r"(?s)(.)\1+", lambda match: str(len(match[0])) + match[1], text)


def compress_runs(text: str) -> str:
    """Compress a text: each run of a character becomes the character with its count (run-length encoding).

    >>> compress_runs("aaabcc")
    'a3b1c2'
    """
    from itertools import groupby

    return "".join(char + str(len(list(run))) for char, run in groupby(text))


def compress_runs_omitting_one(text: str) -> str:
    """Compress a text: the character with the count of its run, which is left out for single characters.

    >>> compress_runs_omitting_one("aaabcc")
    'a3bc2'
    """
    import re

    return re.sub(r"(?s)(.)\1+", lambda match: match[1] + str(len(match[0])), text)


def compress_if_shorter(text: str) -> str:
    """Compress a text by counts of repeated characters, unless that is not shorter than the text.

    >>> compress_if_shorter("aabcccccaaa"), compress_if_shorter("abc")
    ('a2b1c5a3', 'abc')
    """
    from itertools import groupby

    compressed = "".join(char + str(len(list(run))) for char, run in groupby(text))
    return compressed if len(compressed) < len(text) else text


def run_length_pairs(text: str) -> list[tuple[str, int]]:
    """Run-length encoding of a text as a list of tuples of character and count.

    >>> run_length_pairs("aaabcc")
    [('a', 3), ('b', 1), ('c', 2)]
    """
    from itertools import groupby

    return [(char, len(list(run))) for char, run in groupby(text)]


def run_length_decode(text: str) -> str:
    """Run-length decoding, the count stands before the character; without a count it is a single one.

    >>> run_length_decode("3ab2c")
    'aaabcc'
    """
    import re

    if re.search(r"[0-9]{5}", text):
        raise ValueError("the count is too large")
    return "".join(char * int(count or 1) for count, char in re.findall(r"(\d*)(\D)", text))


def decompress_runs(text: str) -> str:
    """Expand a compressed text where the count stands after the character (run-length decoding).

    >>> decompress_runs("a3bc2")
    'aaabcc'
    """
    import re

    if re.search(r"[0-9]{5}", text):
        raise ValueError("the count is too large")
    return "".join(char * int(count or 1) for char, count in re.findall(r"(\D)(\d*)", text))


def run_length_join(pairs: list[tuple[str, int]]) -> str:
    """Run-length decoding of a list of pairs of character and count.

    >>> run_length_join([("a", 3), ("b", 1)])
    'aaab'
    """
    return "".join(char * count for char, count in pairs)


def look_and_say(digits: str) -> str:
    """The next term of the look-and-say sequence after a text of digits.

    >>> look_and_say("1211")
    '111221'
    """
    from itertools import groupby

    return "".join(str(len(list(run))) + digit for digit, run in groupby(digits))


def nth_look_and_say(n: int) -> str:
    """The nth term of the look-and-say sequence (count and say), the first being 1.

    >>> nth_look_and_say(5)
    '111221'
    """
    from itertools import groupby

    term = "1"
    for _ in range(n - 1):
        term = "".join(str(len(list(run))) + digit for digit, run in groupby(term))
    return term


def remove_adjacent_duplicates(text: str) -> str:
    """Remove adjacent (consecutive) duplicate characters, one of each run is kept (squeeze).

    >>> remove_adjacent_duplicates("aabbcca")
    'abca'
    """
    from itertools import groupby

    return "".join(char for char, _ in groupby(text))


def remove_adjacent_pairs(text: str) -> str:
    """Remove pairs of equal adjacent characters repeatedly, until there are none (reduce the text).

    >>> remove_adjacent_pairs("abbaca")
    'ca'
    """
    kept: list[str] = []
    for char in text:
        if kept and kept[-1] == char:
            kept.pop()
        else:
            kept.append(char)
    return "".join(kept)


def squeeze_character(text: str, char: str) -> str:
    """Squeeze runs of one given character in a text to a single one.

    >>> squeeze_character("a--b---c  d", "-")
    'a-b-c  d'
    """
    if not char:
        return text
    while char * 2 in text:
        text = text.replace(char * 2, char)
    return text


def longest_run_length(text: str) -> int:
    """The length of the longest run of the same character (maximum consecutive repeats); 0 for an empty text.

    >>> longest_run_length("abbbccd")
    3
    """
    from itertools import groupby

    return max((len(list(run)) for _, run in groupby(text)), default=0)


def longest_run(text: str) -> str:
    """The longest run of the same character in a text, the first one of those.

    >>> longest_run("abbbccd")
    'bbb'
    """
    from itertools import groupby

    return max(("".join(run) for _, run in groupby(text)), key=len, default="")


def longest_run_pair(text: str) -> tuple[str, int]:
    """The character with the longest consecutive repetition and the length of that run, as a tuple.

    >>> longest_run_pair("abbbccd")
    ('b', 3)
    """
    from itertools import groupby

    return max(((char, len(list(run))) for char, run in groupby(text)), key=lambda pair: pair[1], default=("", 0))


def split_into_runs(text: str) -> list[str]:
    """Split a text into its runs of equal consecutive characters (group repeats).

    >>> split_into_runs("aabccc")
    ['aa', 'b', 'ccc']
    """
    from itertools import groupby

    return ["".join(run) for _, run in groupby(text)]


def has_adjacent_repeats(text: str) -> bool:
    """Whether a text has two equal characters next to each other (consecutive repeats, double letters).

    >>> has_adjacent_repeats("hello"), has_adjacent_repeats("world")
    (True, False)
    """
    from itertools import pairwise

    return any(left == right for left, right in pairwise(text))


def count_adjacent_repeats(text: str) -> int:
    """How many characters equal the one before: the deletions for no two adjacent ones to be equal.

    >>> count_adjacent_repeats("aaabb")
    3
    """
    from itertools import pairwise

    return sum(left == right for left, right in pairwise(text))


def double_characters(text: str) -> str:
    """Repeat every character of a text twice.

    >>> double_characters("abc")
    'aabbcc'
    """
    return "".join(char * 2 for char in text)


def repeat_each_character(text: str, times: int) -> str:
    """Repeat every character of a text the given number of times.

    >>> repeat_each_character("abc", 3)
    'aaabbbccc'
    """
    return "".join(char * times for char in text)


def same_letter_counts(text: str, first: str, second: str) -> bool:
    """Whether two letters occur equally often in a text, ignoring case (exes and ohs).

    >>> same_letter_counts("ooXx", "x", "o")
    True
    """
    lowered = text.lower()
    return lowered.count(first.lower()) == lowered.count(second.lower())


def common_characters(first: str, second: str) -> str:
    """The characters that two texts have in common, in the order of the first and without duplicates.

    >>> common_characters("hello", "world")
    'lo'
    """
    return "".join(char for char in dict.fromkeys(first) if char in second)


def count_common_characters(first: str, second: str) -> int:
    """How many characters two texts have in common, repeated ones included.

    >>> count_common_characters("aabcc", "adcaa")
    3
    """
    from collections import Counter

    return (Counter(first) & Counter(second)).total()


def added_character(first: str, second: str) -> str:
    """The character that was added to a text (find the difference of two texts); empty for none.

    >>> added_character("abcd", "dabec")
    'e'
    """
    from collections import Counter

    return next((Counter(second) - Counter(first)).elements(), "")


def caesar_cipher(text: str, shift: int) -> str:
    """Encrypt with the Caesar cipher: shift letters along the alphabet, keeping case and other characters.

    >>> caesar_cipher("Xyz, abc!", 3)
    'Abc, def!'
    """
    import string

    lower, upper = string.ascii_lowercase, string.ascii_uppercase
    shift %= 26
    shifted = lower[shift:] + lower[:shift] + upper[shift:] + upper[:shift]
    return text.translate(str.maketrans(lower + upper, shifted))


def caesar_decipher(text: str, shift: int) -> str:
    """Decrypt the Caesar cipher: shift letters back along the alphabet, keeping case and other characters.

    >>> caesar_decipher("Abc, def!", 3)
    'Xyz, abc!'
    """
    import string

    lower, upper = string.ascii_lowercase, string.ascii_uppercase
    shift %= 26
    shifted = lower[shift:] + lower[:shift] + upper[shift:] + upper[:shift]
    return text.translate(str.maketrans(shifted, lower + upper))


def rot13_cipher(text: str) -> str:
    """Encode or decode with ROT13: every letter is moved by 13 places.

    >>> rot13_cipher("Hello!")
    'Uryyb!'
    """
    import codecs

    return codecs.encode(text, "rot13")


def atbash_cipher(text: str) -> str:
    """The Atbash cipher: a becomes z, b becomes y and so on (mirrored alphabet), keeping case.

    >>> atbash_cipher("Hello, World")
    'Svool, Dliow'
    """
    import string

    lower, upper = string.ascii_lowercase, string.ascii_uppercase
    return text.translate(str.maketrans(lower + upper, lower[::-1] + upper[::-1]))


def next_letters(text: str) -> str:
    """Replace every letter by the next one of the alphabet, z by a, keeping case and other characters.

    >>> next_letters("Abz!")
    'Bca!'
    """
    import string

    lower, upper = string.ascii_lowercase, string.ascii_uppercase
    return text.translate(str.maketrans(lower + upper, lower[1:] + "a" + upper[1:] + "A"))


def vigenere_cipher(text: str, keyword: str) -> str:
    """Encrypt with the Vigenere cipher in upper case; the keyword moves on with letters only, others stay.

    >>> vigenere_cipher("ATTACK AT DAWN", "LEMON")
    'LXFOPV EF RNHR'
    """
    from itertools import cycle

    shifts = cycle(ord(char) - 65 for char in keyword.upper() or "A")
    return "".join(chr((ord(c) - 65 + next(shifts)) % 26 + 65) if "A" <= c <= "Z" else c for c in text.upper())


def vigenere_decipher(text: str, keyword: str) -> str:
    """Decrypt the Vigenere cipher in upper case; the keyword moves on with letters only, others stay.

    >>> vigenere_decipher("LXFOPV EF RNHR", "LEMON")
    'ATTACK AT DAWN'
    """
    from itertools import cycle

    shifts = cycle(ord(char) - 65 for char in keyword.upper() or "A")
    return "".join(chr((ord(c) - 65 - next(shifts)) % 26 + 65) if "A" <= c <= "Z" else c for c in text.upper())


def vigenere_cipher_keeping_case(text: str, keyword: str) -> str:
    """Encrypt with the Vigenere cipher, keeping the case of letters and leaving other characters.

    >>> vigenere_cipher_keeping_case("Attack at Dawn", "lemon")
    'Lxfopv ef Rnhr'
    """
    from itertools import cycle

    result, shifts = "", cycle(ord(char) - 97 for char in keyword.lower() or "a")
    for char in text:
        first = 97 if "a" <= char <= "z" else 65
        inside = "a" <= char.lower() <= "z"
        result += chr((ord(char) - first + next(shifts)) % 26 + first) if inside else char
    return result


def substitution_cipher(text: str, alphabet: str, cipher_alphabet: str) -> str:
    """Replace every character of an alphabet by the one at its place in another; others stay.

    >>> substitution_cipher("bad!", "abcd", "wxyz")
    'xwz!'
    """
    table = dict(zip(alphabet, cipher_alphabet, strict=False))
    return "".join(table.get(char, char) for char in text)


def text_to_morse(text: str) -> str:
    """Encode a text in Morse code: letters separated by a space, words by a slash.

    >>> text_to_morse("SOS me")
    '... --- ... / -- .'
    """
    import string

    codes = (
        ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.. "
        "----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----."
    )
    table = dict(zip(string.ascii_uppercase + string.digits, codes.split(), strict=True))
    words = text.upper().split()
    return " / ".join(" ".join(table[char] for char in word if char in table) for word in words)


def morse_to_text(code: str) -> str:
    """Decode Morse code to upper case letters, which a space separates; words are separated by a slash.

    >>> morse_to_text("... --- ... / -- .")
    'SOS ME'
    """
    import string

    codes = (
        ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.. "
        "----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----."
    )
    table = dict(zip(codes.split(), string.ascii_uppercase + string.digits, strict=True))
    return " ".join("".join(table[sign] for sign in word.split()) for word in code.split("/"))


def decode_spaced_morse(code: str) -> str:
    """Decode Morse code to upper case letters, which one space separates; words are separated by three spaces.

    >>> decode_spaced_morse(".... . -.--   .--- ..- -.. .")
    'HEY JUDE'
    """
    import string

    codes = (
        ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.. "
        "----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----."
    )
    table = dict(zip(codes.split(), string.ascii_uppercase + string.digits, strict=True))
    return " ".join("".join(table[sign] for sign in word.split()) for word in code.strip().split("   "))


def rail_fence_cipher(text: str, rails: int) -> str:
    """Encrypt with the rail fence cipher: write in a zigzag over the rails (rows), read row by row (zigzag conversion).

    >>> rail_fence_cipher("WEAREDISCOVERED", 3)
    'WECRERDSOEEAIVD'
    """
    period = max(2 * rails - 2, 1)
    order = sorted(range(len(text)), key=lambda i: min(i % period, period - i % period))
    return "".join(text[i] for i in order)


def rail_fence_decipher(text: str, rails: int) -> str:
    """Decrypt the rail fence (zigzag) cipher.

    >>> rail_fence_decipher("WECRERDSOEEAIVD", 3)
    'WEAREDISCOVERED'
    """
    period = max(2 * rails - 2, 1)
    order = sorted(range(len(text)), key=lambda i: min(i % period, period - i % period))
    return "".join(char for _, char in sorted(zip(order, text, strict=True)))


def has_balanced_parentheses(text: str) -> bool:
    """Whether the round brackets (parentheses) of a text are balanced; other characters are ignored.

    >>> has_balanced_parentheses("(a(b)c)"), has_balanced_parentheses(")(")
    (True, False)
    """
    depth = 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0


def has_balanced_pair(text: str, opening: str, closing: str) -> bool:
    """Whether an opening and a closing character are balanced and properly nested in a text.

    >>> has_balanced_pair("<<>>", "<", ">"), has_balanced_pair("><", "<", ">")
    (True, False)
    """
    depth = 0
    for char in text:
        depth += (char == opening) - (char == closing)
        if depth < 0:
            return False
    return depth == 0


def has_balanced_angles(text: str) -> bool:
    """Whether every opening angle bracket "<" has a closing one ">" (correct bracketing).

    >>> has_balanced_angles("<<><>>"), has_balanced_angles("><<>")
    (True, False)
    """
    depth = 0
    for char in text:
        depth += (char == "<") - (char == ">")
        if depth < 0:
            return False
    return depth == 0


def has_balanced_brackets(text: str) -> bool:
    """Whether all brackets (), [] and {} are balanced and properly nested (valid parentheses), ignoring others.

    >>> has_balanced_brackets("{[a](b)}"), has_balanced_brackets("[(])")
    (True, False)
    """
    pairs = {")": "(", "]": "[", "}": "{"}
    stack: list[str] = []
    for char in text:
        if char in "([{":
            stack.append(char)
        elif char in pairs and (not stack or stack.pop() != pairs[char]):
            return False
    return not stack


def max_nesting_depth(text: str) -> int:
    """The maximum nesting depth of the parentheses of a text.

    >>> max_nesting_depth("(1+(2*3)+((8)/4))+1")
    3
    """
    from itertools import accumulate

    return max(accumulate(((char == "(") - (char == ")") for char in text), initial=0))


def nesting_depths(text: str) -> list[int]:
    """The deepest nesting level of each of the space separated groups of parentheses.

    >>> nesting_depths("(()()) ((())) ()")
    [2, 3, 1]
    """
    from itertools import accumulate

    return [max(accumulate((char == "(") - (char == ")") for char in group)) for group in text.split()]


def split_parenthesis_groups(text: str) -> list[str]:
    """Split a text of balanced parentheses into its top-level groups, ignoring spaces.

    >>> split_parenthesis_groups("( ) (( )) (( )( ))")
    ['()', '(())', '(()())']
    """
    groups, current, depth = [], "", 0
    for char in text.replace(" ", ""):
        current += char
        depth += (char == "(") - (char == ")")
        if depth == 0:
            groups.append(current)
            current = ""
    return groups


def remove_outer_parentheses(text: str) -> str:
    """Remove the outermost parentheses of every top-level group.

    >>> remove_outer_parentheses("(()())(())")
    '()()()'
    """
    kept, depth = [], 0
    for char in text:
        depth -= char == ")"
        if depth:
            kept.append(char)
        depth += char == "("
    return "".join(kept)


def missing_parentheses_count(text: str) -> int:
    """The minimum number of parentheses to add to (or remove from) a text for it to be balanced.

    >>> missing_parentheses_count("())(")
    2
    """
    opened = missing = 0
    for char in text:
        if char == "(":
            opened += 1
        elif char == ")" and opened:
            opened -= 1
        elif char == ")":
            missing += 1
    return opened + missing


def longest_valid_parentheses(text: str) -> int:
    """The length of the longest valid (well-formed) parentheses substring.

    >>> longest_valid_parentheses(")()())")
    4
    """
    longest, stack = 0, [-1]
    for i, char in enumerate(text):
        if char == "(":
            stack.append(i)
            continue
        stack.pop()
        if not stack:
            stack.append(i)
        longest = max(longest, i - stack[-1])
    return longest


def text_in_parentheses(text: str) -> list[str]:
    """The texts inside of (unnested) parentheses.

    >>> text_in_parentheses("one (two) three (four)")
    ['two', 'four']
    """
    import re

    return re.findall(r"\(([^()]*)\)", text)


def remove_parenthesized_text(text: str) -> str:
    """Remove parentheses and everything inside of them, nested ones too.

    >>> remove_parenthesized_text("hello(un(see)n) world")
    'hello world'
    """
    kept, depth = "", 0
    for char in text:
        depth += char == "("
        if not depth:
            kept += char
        elif char == ")":
            depth -= 1
    return kept


def reverse_in_parentheses(text: str) -> str:
    """Reverse the texts in parentheses, from the innermost ones on, and remove the parentheses.

    >>> reverse_in_parentheses("(u(love)i)")
    'iloveu'
    """
    import re

    while re.search(r"\([^()]*\)", text):
        text = re.sub(r"\(([^()]*)\)", lambda match: match[1][::-1], text)
    return text


def edit_distance(first: str, second: str) -> int:
    """The edit distance (Levenshtein distance) between two texts.

    >>> edit_distance("kitten", "sitting")
    3
    """
    row = list(range(len(second) + 1))
    for i, left in enumerate(first, 1):
        previous, row = row, [i]
        for j, right in enumerate(second):
            row.append(min(previous[j + 1] + 1, row[j] + 1, previous[j] + (left != right)))
    return row[-1]


def is_one_edit_away(first: str, second: str) -> bool:
    """Whether two texts are at most one edit away: insert, remove or replace one character.

    >>> is_one_edit_away("pale", "ple"), is_one_edit_away("pale", "bake")
    (True, False)
    """
    i = 0
    while i < min(len(first), len(second)) and first[i] == second[i]:
        i += 1
    left, right = first[i:], second[i:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:]


def hamming_distance(first: str, second: str) -> int:
    """The Hamming distance: the number of positions at which two texts of equal length differ.

    >>> hamming_distance("karolin", "kathrin")
    3
    """
    if len(first) != len(second):
        raise ValueError("texts must have the same length")
    return sum(left != right for left, right in zip(first, second, strict=True))


def count_differing_positions(first: str, second: str) -> int:
    """The number of positions at which two texts differ; what one is longer counts too.

    >>> count_differing_positions("abcd", "abd")
    2
    """
    from itertools import zip_longest

    return sum(left != right for left, right in zip_longest(first, second))


def count_matching_characters(first: str, second: str) -> int:
    """The number of positions at which two texts have the same character.

    >>> count_matching_characters("abcd", "abd")
    2
    """
    return sum(left == right for left, right in zip(first, second, strict=False))


def first_difference_index(first: str, second: str) -> int:
    """The index of the first position at which two texts differ; -1 when they are equal.

    >>> first_difference_index("abcd", "abd")
    2
    """
    from itertools import zip_longest

    return next((i for i, (left, right) in enumerate(zip_longest(first, second)) if left != right), -1)


def common_prefix(first: str, second: str) -> str:
    """The longest common prefix of two texts.

    >>> common_prefix("flower", "flow chart")
    'flow'
    """
    i = 0
    while i < min(len(first), len(second)) and first[i] == second[i]:
        i += 1
    return first[:i]


def common_suffix(first: str, second: str) -> str:
    """The longest common suffix (ending) of two texts.

    >>> common_suffix("walking", "talking")
    'alking'
    """
    i = 0
    while i < min(len(first), len(second)) and first[-1 - i] == second[-1 - i]:
        i += 1
    return first[len(first) - i :]


def longest_common_prefix(words: list[str]) -> str:
    """The longest common prefix of a list of words; empty for no words.

    >>> longest_common_prefix(["flower", "flow", "flight"])
    'fl'
    """
    if not words:
        return ""
    first, last = min(words), max(words)
    size = 0
    while size < len(first) and first[size] == last[size]:
        size += 1
    return first[:size]


def longest_common_suffix(words: list[str]) -> str:
    """The longest common suffix of a list of words; empty for no words.

    >>> longest_common_suffix(["walking", "talking", "king"])
    'king'
    """
    if not words:
        return ""
    size, shortest = 0, min(words, key=len)
    while size < len(shortest) and all(word.endswith(shortest[-size - 1 :]) for word in words):
        size += 1
    return shortest[len(shortest) - size :]


def longest_common_subsequence(first: str, second: str) -> str:
    """The longest common subsequence (LCS) of two texts.

    >>> longest_common_subsequence("ABCBDAB", "BDCABA")
    'BDAB'
    """
    row = [""] * (len(second) + 1)
    for left in first:
        previous, row = row, [""]
        for j, right in enumerate(second):
            row.append(previous[j] + left if left == right else max(row[j], previous[j + 1], key=len))
    return row[-1]


def longest_common_subsequence_length(first: str, second: str) -> int:
    """The length of the longest common subsequence (LCS) of two texts.

    >>> longest_common_subsequence_length("abcde", "ace")
    3
    """
    row = [0] * (len(second) + 1)
    for left in first:
        previous, row = row, [0]
        for j, right in enumerate(second):
            row.append(previous[j] + 1 if left == right else max(row[j], previous[j + 1]))
    return row[-1]


def longest_common_substring(first: str, second: str) -> str:
    """The longest common substring of two texts, the first one of those.

    >>> longest_common_substring("photograph", "tomography")
    'ograph'
    """
    longest = ""
    for i in range(len(first)):
        while len(longest) < len(first) - i and first[i : i + len(longest) + 1] in second:
            longest = first[i : i + len(longest) + 1]
    return longest


def longest_common_substring_length(first: str, second: str) -> int:
    """The length of the longest common substring of two texts.

    >>> longest_common_substring_length("photograph", "tomography")
    6
    """
    size = 0
    for i in range(len(first)):
        while size < len(first) - i and first[i : i + size + 1] in second:
            size += 1
    return size


def longest_palindromic_substring(text: str) -> str:
    """The longest palindromic substring of a text, the first one of those.

    >>> longest_palindromic_substring("babad")
    'bab'
    """
    longest = ""
    for center in range(2 * len(text) - 1):
        left, right = center // 2, (center + 1) // 2
        while left >= 0 and right < len(text) and text[left] == text[right]:
            left, right = left - 1, right + 1
        longest = max(longest, text[left + 1 : right], key=len)
    return longest


def count_palindromic_substrings(text: str) -> int:
    """Count the palindromic substrings of a text, single characters included.

    >>> count_palindromic_substrings("aaa")
    6
    """
    count = 0
    for center in range(2 * len(text) - 1):
        left, right = center // 2, (center + 1) // 2
        while left >= 0 and right < len(text) and text[left] == text[right]:
            left, right, count = left - 1, right + 1, count + 1
    return count


def longest_palindromic_subsequence_length(text: str) -> int:
    """The length of the longest palindromic subsequence of a text.

    >>> longest_palindromic_subsequence_length("bbbab")
    4
    """
    row = [0] * (len(text) + 1)
    for left in text:
        previous, row = row, [0]
        for j, right in enumerate(text[::-1]):
            row.append(previous[j] + 1 if left == right else max(row[j], previous[j + 1]))
    return row[-1]


def is_subsequence(part: str, text: str) -> bool:
    """Whether a text is a subsequence of another: its characters occur there in this order.

    >>> is_subsequence("ace", "abcde"), is_subsequence("aec", "abcde")
    (True, False)
    """
    remaining = iter(text)
    return all(char in remaining for char in part)


def is_rotation(first: str, second: str) -> bool:
    """Whether a text is a rotation of another.

    >>> is_rotation("waterbottle", "erbottlewat")
    True
    """
    return len(first) == len(second) and second in first + first


def is_interleaving(first: str, second: str, text: str) -> bool:
    """Whether a text is an interleaving (shuffle, merge) of two others, whose characters stay in order.

    >>> is_interleaving("aab", "axy", "aaxaby"), is_interleaving("ab", "cd", "dabc")
    (True, False)
    """
    if len(first) + len(second) != len(text):
        return False
    taken = {0}
    for n, char in enumerate(text):
        from_first = {i + 1 for i in taken if first[i : i + 1] == char}
        taken = from_first | {i for i in taken if second[n - i : n - i + 1] == char}
    return bool(taken)


def are_isomorphic(first: str, second: str) -> bool:
    """Whether two texts are isomorphic: the characters of one can be replaced to get the other.

    >>> are_isomorphic("egg", "add"), are_isomorphic("foo", "bar")
    (True, False)
    """
    pairs = set(zip(first, second, strict=False))
    return len(first) == len(second) and len(pairs) == len(set(first)) == len(set(second))


def matches_word_pattern(pattern: str, text: str) -> bool:
    """Whether the words of a text follow a pattern of letters, each letter standing for one word.

    >>> matches_word_pattern("abba", "dog cat cat dog"), matches_word_pattern("abba", "dog dog dog dog")
    (True, False)
    """
    words = text.split()
    pairs = set(zip(pattern, words, strict=False))
    return len(pattern) == len(words) and len(pairs) == len(set(pattern)) == len(set(words))


def matches_wildcard(text: str, pattern: str) -> bool:
    """Whether a text matches a wildcard pattern with * for any characters and ? for a single one.

    >>> matches_wildcard("report.txt", "*.t?t")
    True
    """
    from fnmatch import fnmatchcase

    return fnmatchcase(text, pattern.replace("[", "[[]"))


def is_repeated_pattern(text: str) -> bool:
    """Whether a text is made of a shorter substring that is repeated.

    >>> is_repeated_pattern("abab"), is_repeated_pattern("aba")
    (True, False)
    """
    return text in (text + text)[1:-1]


def smallest_repeating_unit(text: str) -> str:
    """The smallest substring that a text is a repetition of; the text itself when there is no smaller one.

    >>> smallest_repeating_unit("abcabc")
    'abc'
    """
    return text[: (text + text).find(text, 1)]


def character_jaccard_similarity(first: str, second: str) -> float:
    """The Jaccard similarity of the sets of characters of two texts; 1 for two empty ones.

    >>> character_jaccard_similarity("night", "nacht")
    0.42857142857142855
    """
    union = set(first) | set(second)
    return len(set(first) & set(second)) / len(union) if union else 1.0


def all_substrings(text: str) -> list[str]:
    """All substrings of a text, by start and then by length.

    >>> all_substrings("abc")
    ['a', 'ab', 'abc', 'b', 'bc', 'c']
    """
    return [text[i:j] for i in range(len(text)) for j in range(i + 1, len(text) + 1)]


def all_substrings_by_length(text: str) -> list[str]:
    """All substrings of a text, shorter ones first.

    >>> all_substrings_by_length("abc")
    ['a', 'b', 'c', 'ab', 'bc', 'abc']
    """
    return [text[i : i + size] for size in range(1, len(text) + 1) for i in range(len(text) - size + 1)]


def distinct_substrings_sorted(text: str) -> list[str]:
    """The distinct substrings of a text in alphabetical order.

    >>> distinct_substrings_sorted("aba")
    ['a', 'ab', 'aba', 'b', 'ba']
    """
    return sorted({text[i:j] for i in range(len(text)) for j in range(i + 1, len(text) + 1)})


def count_distinct_substrings(text: str) -> int:
    """The number of distinct (different) substrings of a text, without the empty one.

    >>> count_distinct_substrings("aba")
    5
    """
    return len({text[i:j] for i in range(len(text)) for j in range(i + 1, len(text) + 1)})


def all_prefixes(text: str) -> list[str]:
    """All prefixes of a text from the shortest to the longest.

    >>> all_prefixes("abc")
    ['a', 'ab', 'abc']
    """
    return [text[:size] for size in range(1, len(text) + 1)]


def all_suffixes(text: str) -> list[str]:
    """All suffixes of a text from the longest to the shortest.

    >>> all_suffixes("abc")
    ['abc', 'bc', 'c']
    """
    return [text[i:] for i in range(len(text))]


def all_text_rotations(text: str) -> list[str]:
    """All rotations of a text, the text itself first.

    >>> all_text_rotations("abc")
    ['abc', 'bca', 'cab']
    """
    return [text[i:] + text[:i] for i in range(len(text))]


def substrings_of_length(text: str, size: int) -> list[str]:
    """All substrings of a given length: the sliding windows, n-grams or slices of a text.

    >>> substrings_of_length("abcd", 2)
    ['ab', 'bc', 'cd']
    """
    if size < 1:
        return []
    return [text[i : i + size] for i in range(len(text) - size + 1)]


def word_ngrams(text: str, size: int) -> list[str]:
    """The n-grams of words of a text, each joined with spaces.

    >>> word_ngrams("to be or not", 2)
    ['to be', 'be or', 'or not']
    """
    words = text.split()
    return [" ".join(words[i : i + size]) for i in range(len(words) - size + 1)] if size > 0 else []


def count_overlapping(text: str, part: str) -> int:
    """Count how many times a substring occurs in a text, overlapping occurrences included.

    >>> count_overlapping("aaaa", "aa")
    3
    """
    return sum(text.startswith(part, i) for i in range(len(text))) if part else 0


def substring_indices(text: str, part: str) -> list[int]:
    """The start indices of all occurrences of a substring in a text, overlapping ones included.

    >>> substring_indices("banana", "ana")
    [1, 3]
    """
    return [i for i in range(len(text)) if text.startswith(part, i)] if part else []


def nth_occurrence_index(text: str, part: str, n: int) -> int:
    """The index of the nth occurrence of a substring, the first being 1; -1 when there are fewer.

    >>> nth_occurrence_index("banana", "a", 2)
    3
    """
    index = -1
    for _ in range(n):
        index = text.find(part, index + 1)
        if index < 0:
            break
    return index


def longest_unique_substring(text: str) -> str:
    """The longest substring without repeating characters, the first one of those.

    >>> longest_unique_substring("abcabcbb")
    'abc'
    """
    longest = window = ""
    for char in text:
        window = window[window.find(char) + 1 :] + char
        longest = max(longest, window, key=len)
    return longest


def longest_unique_substring_length(text: str) -> int:
    """The length of the longest substring without repeating characters.

    >>> longest_unique_substring_length("pwwkew")
    3
    """
    longest, window = 0, ""
    for char in text:
        window = window[window.find(char) + 1 :] + char
        longest = max(longest, len(window))
    return longest


def longest_substring_with_distinct(text: str, count: int) -> int:
    """The length of the longest substring with at most the given number of distinct characters.

    >>> longest_substring_with_distinct("eceba", 2)
    3
    """
    longest, left = 0, 0
    for right in range(len(text)):
        while left <= right and len(set(text[left : right + 1])) > count:
            left += 1
        longest = max(longest, right - left + 1)
    return longest


def longest_alphabetical_substring(text: str) -> str:
    """The longest substring whose letters are in alphabetical order, the first one of those.

    >>> longest_alphabetical_substring("asdfaaaabbbbcttavvfffffdf")
    'aaaabbbbctt'
    """
    longest = current = ""
    for char in text:
        current = current + char if current[-1:] <= char else char
        longest = max(longest, current, key=len)
    return longest


def count_equal_ended_substrings(text: str) -> int:
    """Count the substrings that start and end with the same character.

    >>> count_equal_ended_substrings("abcab")
    7
    """
    from collections import Counter

    return sum(count * (count + 1) // 2 for count in Counter(text).values())


def text_between(text: str, opening: str, closing: str) -> str:
    """The text between the first opening marker and the next closing one; empty when there is none.

    >>> text_between("hello [big] world", "[", "]")
    'big'
    """
    _, _, after = text.partition(opening)
    inside, found, _ = after.partition(closing)
    return inside if found else ""


def longest_border(text: str) -> str:
    """The longest proper prefix of a text that is also a suffix (border).

    >>> longest_border("level"), longest_border("abcab")
    ('l', 'ab')
    """
    return next((text[:i] for i in range(len(text) - 1, 0, -1) if text.endswith(text[:i])), "")


def text_permutations(text: str) -> list[str]:
    """All distinct permutations of the characters of a text in alphabetical order.

    >>> text_permutations("aab")
    ['aab', 'aba', 'baa']
    """
    from itertools import permutations

    return sorted({"".join(chars) for chars in permutations(text)})


def count_distinct_permutations(text: str) -> int:
    """The number of distinct arrangements (permutations, anagrams) of the letters of a text.

    >>> count_distinct_permutations("banana")
    60
    """
    import math
    from collections import Counter

    return math.factorial(len(text)) // math.prod(map(math.factorial, Counter(text).values()))


def common_letters_of_words(words: list[str]) -> list[str]:
    """The letters that occur in all words, repeated ones as often as in every word, in alphabetical order.

    >>> common_letters_of_words(["bella", "label", "roller"])
    ['e', 'l', 'l']
    """
    if not words:
        return []
    return [char for char in sorted(set(words[0])) for _ in range(min(word.count(char) for word in words))]


def is_valid_email(text: str) -> bool:
    """Whether a text is a valid email address: name, at sign, domain with a dot.

    >>> is_valid_email("john.doe+tag@example.co.uk"), is_valid_email("john@example")
    (True, False)
    """
    import re

    return re.fullmatch(r"[\w.+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}", text) is not None


def is_simple_email(text: str) -> bool:
    """Whether a text looks like an email address: one at sign with a dot somewhere after it, no spaces.

    >>> is_simple_email("a@b.c"), is_simple_email("@b.c")
    (True, False)
    """
    import re

    return re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text) is not None


def is_valid_url(text: str) -> bool:
    """Whether a text is a valid http or https URL with a host.

    >>> is_valid_url("https://example.com/a?b=c"), is_valid_url("example")
    (True, False)
    """
    import re

    return re.fullmatch(r"https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:\d+)?([/?#]\S*)?", text) is not None


def domain_of_url(url: str) -> str:
    """The domain (host) of a URL without the scheme, "www." and the path.

    >>> domain_of_url("https://www.example.com/page?x=1")
    'example.com'
    """
    import re

    host = re.split(r"[/?#:]", re.sub(r"^\w+://", "", url))[0]
    return host.removeprefix("www.")


def domain_name_of_url(url: str) -> str:
    """The domain name of a URL without "www." and without the ending.

    >>> domain_name_of_url("http://www.zombie-bites.com/x")
    'zombie-bites'
    """
    return url.split("//")[-1].removeprefix("www.").split(".")[0]


def is_valid_ipv4(text: str) -> bool:
    """Whether a text is a valid IPv4 address: four numbers from 0 to 255 without leading zeros.

    >>> is_valid_ipv4("192.168.0.1"), is_valid_ipv4("192.168.01.1")
    (True, False)
    """
    parts = text.split(".")
    return len(parts) == 4 and all(part.isdecimal() and part == str(int(part)) and int(part) < 256 for part in parts)


def ipv4_to_integer(address: str) -> int:
    """Convert an IPv4 address to a 32 bit integer.

    >>> ipv4_to_integer("128.32.10.1")
    2149583361
    """
    number = 0
    for part in address.split("."):
        number = number * 256 + int(part)
    return number


def integer_to_ipv4(number: int) -> str:
    """Convert a 32 bit integer to an IPv4 address.

    >>> integer_to_ipv4(2149583361)
    '128.32.10.1'
    """
    return ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))


def is_valid_mac_address(text: str) -> bool:
    """Whether a text is a valid MAC address: six pairs of hexadecimal digits with colons or hyphens between them.

    >>> is_valid_mac_address("00:1A:2b:3c:4d:5e")
    True
    """
    import re

    return re.fullmatch(r"[0-9A-Fa-f]{2}([:-][0-9A-Fa-f]{2}){5}", text) is not None


def is_valid_phone_number(text: str) -> bool:
    """Whether a text is a valid phone number of the form (123) 456-7890.

    >>> is_valid_phone_number("(123) 456-7890"), is_valid_phone_number("123-456-7890")
    (True, False)
    """
    import re

    return re.fullmatch(r"\(\d{3}\) \d{3}-\d{4}", text) is not None


def is_us_phone_number(text: str) -> bool:
    """Whether a text is a US phone number in one of the usual forms: 555-555-5555, (555)555-5555, 1 555 555 5555.

    >>> is_us_phone_number("1 (555) 555-5555"), is_us_phone_number("555-5555")
    (True, False)
    """
    import re

    return re.fullmatch(r"(\+?1[ .-]?)?(\(\d{3}\)|\d{3})[ .-]?\d{3}[ .-]?\d{4}", text) is not None


def format_phone_number(digits: str) -> str:
    """Format ten digits as a phone number of the form (123) 456-7890.

    >>> format_phone_number("1234567890")
    '(123) 456-7890'
    """
    return "(" + digits[:3] + ") " + digits[3:6] + "-" + digits[6:]


def phone_number_of_digits(digits: list[int]) -> str:
    """Create a phone number of the form (123) 456-7890 from a list of ten digits.

    >>> phone_number_of_digits([1, 2, 3, 4, 5, 6, 7, 8, 9, 0])
    '(123) 456-7890'
    """
    text = "".join(map(str, digits))
    return "(" + text[:3] + ") " + text[3:6] + "-" + text[6:]


def is_valid_hex_color(text: str) -> bool:
    """Whether a text is a valid hex colour (color): # with three or six hexadecimal digits.

    >>> is_valid_hex_color("#1aF"), is_valid_hex_color("#12345")
    (True, False)
    """
    import re

    return re.fullmatch(r"#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})", text) is not None


def hex_to_rgb(color: str) -> tuple[int, int, int]:
    """Convert a hex colour (color) of six digits to red, green and blue, as a tuple.

    >>> hex_to_rgb("#FF8000")
    (255, 128, 0)
    """
    digits = color.removeprefix("#")
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def rgb_to_hex(red: int, green: int, blue: int) -> str:
    """Convert red, green and blue to a hex colour (color) with # and lower case digits.

    >>> rgb_to_hex(255, 128, 0)
    '#ff8000'
    """
    return "#" + "".join(format(value, "02x") for value in (red, green, blue))


def rgb_to_hex_upper(red: int, green: int, blue: int) -> str:
    """Convert red, green and blue, rounded to 0 to 255, to six hexadecimal digits in upper case without #.

    >>> rgb_to_hex_upper(255, 128, 300)
    'FF80FF'
    """
    return "".join(format(min(max(value, 0), 255), "02X") for value in (red, green, blue))


def is_strong_password(text: str) -> bool:
    """Whether a password is strong: 8 or more characters with lower case, upper case, digit and special character.

    >>> is_strong_password("Abcdef1!"), is_strong_password("abcdefg1")
    (True, False)
    """
    kinds = any(map(str.islower, text)), any(map(str.isupper, text)), any(map(str.isdigit, text))
    return len(text) >= 8 and all(kinds) and any(not char.isalnum() and not char.isspace() for char in text)


def is_valid_password(text: str) -> bool:
    """Whether a password has 8 or more characters with a lower case letter, an upper case letter and a digit.

    >>> is_valid_password("Abcdefg1"), is_valid_password("abcdefg1")
    (True, False)
    """
    kinds = any(map(str.islower, text)), any(map(str.isupper, text)), any(map(str.isdigit, text))
    return len(text) >= 8 and all(kinds)


def password_strength(text: str) -> int:
    """The strength score of a password, 0 to 5: a point each for length 8, lower, upper, digit and special character.

    >>> password_strength("Abcdef1!"), password_strength("abc")
    (5, 1)
    """
    kinds = any(map(str.islower, text)), any(map(str.isupper, text)), any(map(str.isdigit, text))
    return (len(text) >= 8) + sum(kinds) + any(not char.isalnum() for char in text)


def is_valid_identifier(text: str) -> bool:
    """Whether a text is a valid variable name: letters, digits and underscores, no digit first and no keyword.

    >>> is_valid_identifier("my_name2"), is_valid_identifier("class")
    (True, False)
    """
    import keyword

    return text.isidentifier() and not keyword.iskeyword(text)


def is_valid_username(text: str) -> bool:
    """Whether a username has 4 to 16 characters, all lower case letters, digits or underscores.

    >>> is_valid_username("user_01"), is_valid_username("Me")
    (True, False)
    """
    import re

    return re.fullmatch(r"[a-z0-9_]{4,16}", text) is not None


def is_valid_pin(text: str) -> bool:
    """Whether a PIN has exactly 4 or exactly 6 digits and nothing else.

    >>> is_valid_pin("1234"), is_valid_pin("12345")
    (True, False)
    """
    return len(text) in (4, 6) and text.isascii() and text.isdigit()


def is_valid_isbn10(text: str) -> bool:
    """Whether a text is a valid ISBN-10, hyphens being ignored and X being a check digit of 10.

    >>> is_valid_isbn10("3-598-21508-8"), is_valid_isbn10("3-598-21507-X")
    (True, True)
    """
    import re

    digits = text.replace("-", "")
    if not re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        return False
    return sum(i * (10 if digit == "X" else int(digit)) for i, digit in enumerate(digits[::-1], 1)) % 11 == 0


def is_valid_isbn13(text: str) -> bool:
    """Whether a text is a valid ISBN-13, hyphens and spaces being ignored.

    >>> is_valid_isbn13("978-3-16-148410-0")
    True
    """
    digits = [int(char) for char in text.replace("-", "").replace(" ", "") if char.isdecimal()]
    return len(digits) == 13 and (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0


def is_valid_luhn(text: str) -> bool:
    """Whether a number (of a credit card) is valid by the Luhn algorithm, spaces and hyphens being ignored.

    >>> is_valid_luhn("4539 3195 0343 6467"), is_valid_luhn("8273 1232 7352 0569")
    (True, False)
    """
    digits = text.replace(" ", "").replace("-", "")
    if len(digits) < 2 or not digits.isdecimal():
        return False
    doubled = [int(digit) * (1 + i % 2) for i, digit in enumerate(reversed(digits))]
    return sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10 == 0


def luhn_check_digit(digits: str) -> int:
    """The check digit to add to the digits for the Luhn algorithm.

    >>> luhn_check_digit("7992739871")
    3
    """
    doubled = [int(digit) * (2 - i % 2) for i, digit in enumerate(reversed(digits))]
    return -sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10


def is_valid_zip_code(text: str) -> bool:
    """Whether a text is a US postal code (zip code, postcode): five digits, or nine with a hyphen.

    >>> is_valid_zip_code("12345-6789"), is_valid_zip_code("1234")
    (True, False)
    """
    import re

    return re.fullmatch(r"[0-9]{5}(-[0-9]{4})?", text) is not None


def is_valid_date(text: str) -> bool:
    """Whether a text is a valid date of the form YYYY-MM-DD that exists in the calendar.

    >>> is_valid_date("2024-02-29"), is_valid_date("2023-02-29")
    (True, False)
    """
    import re
    from calendar import monthrange

    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    year, month, day = map(int, text.split("-"))
    return year > 0 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def is_valid_american_date(text: str) -> bool:
    """Whether a text is a valid date of the form MM-DD-YYYY.

    >>> is_valid_american_date("03-11-2000"), is_valid_american_date("15-01-2012")
    (True, False)
    """
    import re
    from calendar import monthrange

    if not re.fullmatch(r"[0-9]{2}-[0-9]{2}-[0-9]{4}", text):
        return False
    month, day, year = map(int, text.split("-"))
    return year > 0 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def is_valid_time(text: str) -> bool:
    """Whether a text is a valid time of a 24 hour clock, HH:MM.

    >>> is_valid_time("23:59"), is_valid_time("24:00")
    (True, False)
    """
    import re

    return re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", text) is not None


def is_binary_text(text: str) -> bool:
    """Whether a text is binary: not empty and of zeros and ones only.

    >>> is_binary_text("0110"), is_binary_text("012")
    (True, False)
    """
    return text != "" and set(text) <= {"0", "1"}


def is_hexadecimal_text(text: str) -> bool:
    """Whether a text is hexadecimal: not empty and of the digits 0 to 9 and a to f only, in either case.

    >>> is_hexadecimal_text("1aF"), is_hexadecimal_text("xyz")
    (True, False)
    """
    return text != "" and set(text.lower()) <= set("0123456789abcdef")


def is_numeric_text(text: str) -> bool:
    """Whether a text is a number: an integer or a decimal with an optional sign.

    >>> is_numeric_text("-1.5"), is_numeric_text("1.2.3")
    (True, False)
    """
    import re

    return re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", text) is not None


def is_integer_text(text: str) -> bool:
    """Whether a text is an integer with an optional sign.

    >>> is_integer_text("-12"), is_integer_text("1.0")
    (True, False)
    """
    import re

    return re.fullmatch(r"[+-]?\d+", text) is not None


def has_letters_and_digits(text: str) -> bool:
    """Whether a text has at least one letter and at least one digit.

    >>> has_letters_and_digits("abc1"), has_letters_and_digits("abc")
    (True, False)
    """
    return any(map(str.isalpha, text)) and any(map(str.isdigit, text))


def is_capitalized_correctly(word: str) -> bool:
    """Whether the capitals of a word are used right: all upper case, all lower case or only the first one upper.

    >>> is_capitalized_correctly("USA"), is_capitalized_correctly("FlaG")
    (True, False)
    """
    return word in (word.upper(), word.lower(), word.capitalize())


def has_alphabetical_letters(word: str) -> bool:
    """Whether the letters of a word are in alphabetical order (abecedarian), ignoring case.

    >>> has_alphabetical_letters("Almost"), has_alphabetical_letters("hello")
    (True, False)
    """
    return list(word.lower()) == sorted(word.lower())


def pad_both_sides(text: str, width: int, fill: str) -> str:
    """Centre (center) a text in a width, padded with a character on both sides; the longer side is the right one.

    >>> pad_both_sides("ab", 5, "*")
    '*ab**'
    """
    missing = max(width - len(text), 0)
    return fill * (missing // 2) + text + fill * (missing - missing // 2)


def truncate_text(text: str, length: int) -> str:
    """Truncate a text to a length and add an ellipsis of three dots when it is longer (dots come on top).

    >>> truncate_text("Hello World", 5)
    'Hello...'
    """
    return text[: max(length, 0)] + "..." if len(text) > length else text


def truncate_to_width(text: str, width: int) -> str:
    """Truncate a text with an ellipsis of three dots, so that the result has at most the given length.

    >>> truncate_to_width("Hello World", 8)
    'Hello...'
    """
    return text if len(text) <= width else text[: max(width - 3, 0)] + "..."


def truncate_with_ellipsis_character(text: str, width: int) -> str:
    """Truncate a text with a single ellipsis character, so that the result has at most the given length.

    >>> truncate_with_ellipsis_character("Hello World", 6)
    'Hello…'
    """
    return text if len(text) <= width else text[: max(width - 1, 0)] + "…"


def truncate_words(text: str, count: int) -> str:
    """Truncate a text to the given number of words (first words).

    >>> truncate_words("the quick brown fox", 2)
    'the quick'
    """
    return " ".join(text.split()[: max(count, 0)])


def truncate_words_with_ellipsis(text: str, count: int) -> str:
    """Truncate a text to the given number of words and add three dots when it has more.

    >>> truncate_words_with_ellipsis("the quick brown fox", 2)
    'the quick...'
    """
    words = text.split()
    return " ".join(words[: max(count, 0)]) + "..." if len(words) > count else text


def truncate_at_word(text: str, width: int) -> str:
    """Truncate a text to a width at the end of a word, words are not cut.

    >>> truncate_at_word("the quick brown fox", 12)
    'the quick'
    """
    if len(text) <= width:
        return text
    return text[: max(width, 0) + 1].rpartition(" ")[0].rstrip()


def wrap_to_lines(text: str, width: int) -> list[str]:
    """Wrap the words of a text to lines of at most the given width, as a list (word wrap).

    >>> wrap_to_lines("the quick brown fox", 10)
    ['the quick', 'brown fox']
    """
    import textwrap

    return textwrap.wrap(text, width)


def wrap_text(text: str, width: int) -> str:
    """Wrap the words of a text to a width with line breaks, long words are not broken.

    >>> wrap_text("the quick brown fox", 10)
    'the quick\\nbrown fox'
    """
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = (lines[-1] + " " + word).lstrip()
    return "\n".join(lines)


def split_into_chunks(text: str, size: int) -> list[str]:
    """Split a text into chunks of the given length, the last one may be shorter.

    >>> split_into_chunks("abcdefg", 3)
    ['abc', 'def', 'g']
    """
    return [text[i : i + size] for i in range(0, len(text), size)]


def split_into_padded_pairs(text: str) -> list[str]:
    """Split a text into pairs of characters, an underscore is added to the last one when it is single.

    >>> split_into_padded_pairs("abc")
    ['ab', 'c_']
    """
    return [text[i : i + 2].ljust(2, "_") for i in range(0, len(text), 2)]


def insert_separator_every(text: str, size: int, separator: str) -> str:
    """Insert a separator between every n characters of a text, counted from the left.

    >>> insert_separator_every("abcdefg", 3, "-")
    'abc-def-g'
    """
    return separator.join(text[i : i + size] for i in range(0, len(text), size))


def group_from_right(text: str, size: int, separator: str) -> str:
    """Insert a separator between every n characters of a text, counted from the right (group digits).

    >>> group_from_right("1234567", 3, ",")
    '1,234,567'
    """
    first = len(text) % size
    parts = [text[:first]] + [text[i : i + size] for i in range(first, len(text), size)]
    return separator.join(filter(None, parts))


def reformat_license_key(text: str, size: int) -> str:
    """Reformat a license key: upper case without old dashes, groups of the given size from the right.

    >>> reformat_license_key("5F3Z-2e-9-w", 4)
    '5F3Z-2E9W'
    """
    chars = text.replace("-", "").upper()
    first = len(chars) % size
    return "-".join(filter(None, [chars[:first]] + [chars[i : i + size] for i in range(first, len(chars), size)]))


def add_thousands_separators(number: float) -> str:
    """Format a number with commas as thousands separators.

    >>> add_thousands_separators(1234567)
    '1,234,567'
    """
    return format(number, ",")


def format_money(amount: float) -> str:
    """Format an amount of money in dollars with thousands separators and two decimals (currency).

    >>> format_money(1234.5), format_money(-3)
    ('$1,234.50', '-$3.00')
    """
    return ("-$" if amount < 0 else "$") + format(abs(amount), ",.2f")


def format_percentage(part: float, total: float) -> str:
    """Format the share of a part in a total as a percentage with one decimal.

    >>> format_percentage(1, 3)
    '33.3%'
    """
    return format(part / total, ".1%")


def slugify_text(text: str) -> str:
    """Slugify a text: a slug for URLs in lower case, with hyphens for everything but letters and digits.

    >>> slugify_text("  Hello, World! It's me ")
    'hello-world-it-s-me'
    """
    import re

    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def slugify_dropping_punctuation(text: str) -> str:
    """Make a slug for URLs: lower case, punctuation is removed, spaces and underscores become hyphens.

    >>> slugify_dropping_punctuation("Hello, World! It's me")
    'hello-world-its-me'
    """
    import re

    cleaned = re.sub(r"[^\w\s-]", "", text.lower())
    return re.sub(r"[\s_-]+", "-", cleaned).strip("-")


def make_hashtag(text: str) -> str:
    """Make a hashtag of the capitalized words of a text.

    >>> make_hashtag("hello there world")
    '#HelloThereWorld'
    """
    return "#" + "".join(word.capitalize() for word in text.split())


def mask_except_last_four(text: str) -> str:
    """Mask all but the last four characters with # (maskify a credit card number).

    >>> mask_except_last_four("4556364607935616")
    '############5616'
    """
    return "#" * (len(text) - 4) + text[-4:]


def mask_all_but_last(text: str, count: int, mask: str) -> str:
    """Mask all but the last characters of a text with a given character.

    >>> mask_all_but_last("secret123", 3, "*")
    '******123'
    """
    hidden = len(text) - max(count, 0)
    return mask * hidden + text[max(hidden, 0) :]


def mask_email(email: str) -> str:
    """Mask the name of an email address with asterisks, except for its first letter.

    >>> mask_email("john@example.com")
    'j***@example.com'
    """
    name, at, domain = email.partition("@")
    return name[:1] + "*" * (len(name) - 1) + at + domain


def censor_words(text: str, banned: list[str]) -> str:
    """Replace the banned words of a text by asterisks of the same length, ignoring case (censor).

    >>> censor_words("what the Heck man", ["heck"])
    'what the **** man'
    """
    lowered = [word.lower() for word in banned]
    return " ".join("*" * len(word) if word.lower() in lowered else word for word in text.split(" "))


def bytes_to_human(size: float) -> str:
    """Format a number of bytes as a human readable file size with one decimal, in steps of 1024.

    >>> bytes_to_human(1536), bytes_to_human(10)
    ('1.5 KB', '10.0 B')
    """
    for unit in ("B", "KB", "MB", "GB", "TB"):
        if abs(size) < 1024:
            return format(size, ".1f") + " " + unit
        size /= 1024
    return format(size, ".1f") + " PB"


def abbreviate_number(number: float) -> str:
    """Abbreviate a large number with one decimal and K, M or B (human readable).

    >>> abbreviate_number(1500), abbreviate_number(2300000), abbreviate_number(999)
    ('1.5K', '2.3M', '999')
    """
    for limit, suffix in ((1_000_000_000, "B"), (1_000_000, "M"), (1_000, "K")):
        if abs(number) >= limit:
            return format(number / limit, ".1f") + suffix
    return str(number)


def seconds_to_clock(seconds: int) -> str:
    """Format seconds as a time HH:MM:SS.

    >>> seconds_to_clock(3661)
    '01:01:01'
    """
    return ":".join(str(part).zfill(2) for part in (seconds // 3600, seconds // 60 % 60, seconds % 60))


def seconds_to_minutes_clock(seconds: int) -> str:
    """Format seconds as minutes and seconds, M:SS.

    >>> seconds_to_minutes_clock(65)
    '1:05'
    """
    return str(seconds // 60) + ":" + str(seconds % 60).zfill(2)


def seconds_to_duration(seconds: int) -> str:
    """Format seconds as a short duration of days, hours, minutes and seconds, without parts that are zero.

    >>> seconds_to_duration(3661), seconds_to_duration(0)
    ('1h 1m 1s', '0s')
    """
    parts = []
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60), ("s", 1)):
        amount, seconds = divmod(seconds, size)
        if amount:
            parts.append(str(amount) + unit)
    return " ".join(parts) or "0s"


def seconds_to_words(seconds: int) -> str:
    """Format seconds as a duration in words, joined with commas and "and"; "now" for zero.

    >>> seconds_to_words(3662)
    '1 hour, 1 minute and 2 seconds'
    """
    parts = []
    for unit, size in (("year", 31536000), ("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1)):
        amount, seconds = divmod(seconds, size)
        if amount:
            parts.append(str(amount) + " " + unit + "s" * (amount != 1))
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]])) or "now"


def duration_to_seconds(text: str) -> int:
    """Parse a duration like "1h30m" or "2d 5s" to seconds.

    >>> duration_to_seconds("1h30m")
    5400
    """
    import re

    sizes = {"d": 86400, "h": 3600, "m": 60, "s": 1}
    return sum(int(amount) * sizes[unit] for amount, unit in re.findall(r"(\d+)\s*([dhms])", text.lower()))


def duration_to_minutes(text: str) -> int:
    """Parse a duration like "1h30m" or "2h 5m" to minutes.

    >>> duration_to_minutes("1h 30m")
    90
    """
    import re

    sizes = {"d": 1440, "h": 60, "m": 1}
    return sum(int(amount) * sizes[unit] for amount, unit in re.findall(r"(\d+)\s*([dhm])", text.lower()))


def time_to_minutes(time: str) -> int:
    """Convert a time HH:MM to minutes (since midnight).

    >>> time_to_minutes("01:30")
    90
    """
    hours, minutes = map(int, time.split(":"))
    return hours * 60 + minutes


def minutes_to_time(minutes: int) -> str:
    """Convert minutes to a time HH:MM.

    >>> minutes_to_time(90)
    '01:30'
    """
    return str(minutes // 60).zfill(2) + ":" + str(minutes % 60).zfill(2)


def minutes_to_day_time(minutes: int) -> str:
    """The time HH:MM of the day so many minutes after (or before) midnight.

    >>> minutes_to_day_time(-3), minutes_to_day_time(1500)
    ('23:57', '01:00')
    """
    return str(minutes // 60 % 24).zfill(2) + ":" + str(minutes % 60).zfill(2)


def time_to_seconds(time: str) -> int:
    """Convert a time HH:MM:SS or MM:SS to seconds.

    >>> time_to_seconds("01:01:01")
    3661
    """
    seconds = 0
    for part in time.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds


def minutes_between_times(first: str, second: str) -> int:
    """The minutes from one time HH:MM to another, which is on the next day when it is earlier.

    >>> minutes_between_times("23:30", "00:15")
    45
    """
    start_hour, start_minute = map(int, first.split(":"))
    end_hour, end_minute = map(int, second.split(":"))
    return ((end_hour - start_hour) * 60 + end_minute - start_minute) % 1440


def to_24_hour_time(time: str) -> str:
    """Convert a time of the 12 hour clock like "07:05:45PM" or "7:05 pm" to the 24 hour clock.

    >>> to_24_hour_time("07:05:45PM"), to_24_hour_time("12:10 am")
    ('19:05:45', '00:10')
    """
    clock, suffix = time[:-2].strip(), time[-2:].upper()
    hour, colon, rest = clock.partition(":")
    return str(int(hour) % 12 + 12 * (suffix == "PM")).zfill(2) + colon + rest


def to_12_hour_time(time: str) -> str:
    """Convert a time HH:MM of the 24 hour clock to the 12 hour clock with AM or PM.

    >>> to_12_hour_time("19:05"), to_12_hour_time("00:10")
    ('7:05 PM', '12:10 AM')
    """
    hour, _, minutes = time.partition(":")
    return str((int(hour) - 1) % 12 + 1) + ":" + minutes + (" AM" if int(hour) % 24 < 12 else " PM")


def padded_12_hour_time(time: str) -> str:
    """Convert a time HH:MM of the 24 hour clock to the 12 hour clock with two digits and AM or PM.

    >>> padded_12_hour_time("19:05"), padded_12_hour_time("00:10")
    ('07:05 PM', '12:10 AM')
    """
    hour, _, minutes = time.partition(":")
    return str((int(hour) - 1) % 12 + 1).zfill(2) + ":" + minutes + (" AM" if int(hour) % 24 < 12 else " PM")


def pluralize_with_count(count: int, noun: str) -> str:
    """The count with the noun, which has a plural s unless the count is one.

    >>> pluralize_with_count(1, "apple"), pluralize_with_count(3, "apple")
    ('1 apple', '3 apples')
    """
    return str(count) + " " + noun + ("" if count == 1 else "s")


def plural_of_noun(noun: str) -> str:
    """The English plural of a noun by the usual rules: s, es, ies.

    >>> plural_of_noun("box"), plural_of_noun("city"), plural_of_noun("day")
    ('boxes', 'cities', 'days')
    """
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in ("a", "e", "i", "o", "u"):
        return noun[:-1] + "ies"
    return noun + "s"


def join_with_and(words: list[str]) -> str:
    """Join words with commas and with "and" before the last one.

    >>> join_with_and(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def join_with_oxford_comma(words: list[str]) -> str:
    """Join words with commas and "and", with an Oxford comma before it when there are three or more.

    >>> join_with_oxford_comma(["a", "b", "c"]), join_with_oxford_comma(["a", "b"])
    ('a, b, and c', 'a and b')
    """
    if len(words) < 3:
        return " and ".join(words)
    return ", ".join(words[:-1]) + ", and " + words[-1]


def ordinal_number(number: int) -> str:
    """The number with its ordinal suffix: 1st, 2nd, 3rd, 4th, 11th ...

    >>> ordinal_number(1), ordinal_number(12), ordinal_number(23)
    ('1st', '12th', '23rd')
    """
    if 10 <= number % 100 <= 20:
        return str(number) + "th"
    return str(number) + {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def box_text(text: str) -> str:
    """Draw a box of plus signs, hyphens and bars around a line of text.

    >>> print(box_text("hi"))
    +----+
    | hi |
    +----+
    """
    border = "+" + "-" * (len(text) + 2) + "+"
    return "\n".join([border, "| " + text + " |", border])


def star_frame(words: list[str]) -> str:
    """Draw a frame of asterisks around words, one in each line.

    >>> print(star_frame(["Hello", "you"]))
    *********
    * Hello *
    * you   *
    *********
    """
    width = max(map(len, words), default=0)
    border = "*" * (width + 4)
    return "\n".join([border, *("* " + word.ljust(width) + " *" for word in words), border])


def number_lines(lines: list[str]) -> list[str]:
    """Number the lines, from 1, with a colon and a space.

    >>> number_lines(["a", "b"])
    ['1: a', '2: b']
    """
    return [str(i) + ": " + line for i, line in enumerate(lines, 1)]


def indent_lines(text: str, width: int) -> str:
    """Indent all lines of a text by a number of spaces.

    >>> indent_lines("a\\nb", 2)
    '  a\\n  b'
    """
    return "\n".join(" " * width + line for line in text.split("\n"))


def parse_key_values(text: str) -> dict[str, str]:
    """Parse key=value pairs that commas separate to a dict.

    >>> parse_key_values("a=1, b=two")
    {'a': '1', 'b': 'two'}
    """
    pairs = (part.partition("=") for part in text.split(",") if part.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}


def parse_key_value_integers(text: str, separator: str) -> dict[str, int]:
    """Parse key=value pairs with integers as values, separated by a given text, to a dict.

    >>> parse_key_value_integers("a=1;b=2", ";")
    {'a': 1, 'b': 2}
    """
    pairs = (part.partition("=") for part in text.split(separator) if part.strip())
    return {name.strip(): int(value) for name, _, value in pairs}


def parse_separated_pairs(text: str, separator: str, between: str) -> dict[str, str]:
    """Parse pairs of key and value to a dict, with the separator of the pairs and the one of key and value given.

    >>> parse_separated_pairs("a:1;b:2", ";", ":")
    {'a': '1', 'b': '2'}
    """
    pairs = (part.partition(between) for part in text.split(separator) if part.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}


def parse_query_text(query: str) -> dict[str, str]:
    """Parse the query string of a URL to a dict; a leading question mark is ignored.

    >>> parse_query_text("?a=1&b=hello+you")
    {'a': '1', 'b': 'hello you'}
    """
    from urllib.parse import parse_qsl

    return dict(parse_qsl(query.removeprefix("?"), keep_blank_values=True))


def build_query_text(parameters: dict[str, Any]) -> str:
    """Build a query string for a URL from a dict, joined with = and &.

    >>> build_query_text({"a": 1, "b": "x"})
    'a=1&b=x'
    """
    return "&".join(name + "=" + str(value) for name, value in parameters.items())


def parse_csv_line(line: str) -> list[str]:
    """Parse a line of CSV to a list of fields, with quotes.

    >>> parse_csv_line('a,"b, c",d')
    ['a', 'b, c', 'd']
    """
    import csv

    return next(csv.reader([line]), [])


def parse_csv_table(text: str) -> list[dict[str, str]]:
    """Parse a text of CSV with a header line to a list of dicts.

    >>> parse_csv_table("name,age\\nAnn,5")
    [{'name': 'Ann', 'age': '5'}]
    """
    import csv

    return list(csv.DictReader(text.splitlines()))


def split_and_strip(text: str, separator: str) -> list[str]:
    """Split a text at a separator, strip the parts and leave out empty ones.

    >>> split_and_strip("a, b,, c ", ",")
    ['a', 'b', 'c']
    """
    return [part.strip() for part in text.split(separator) if part.strip()]


def parse_integer_list(text: str) -> list[int]:
    """Parse integers that commas separate to a list.

    >>> parse_integer_list("1, 2,-3")
    [1, 2, -3]
    """
    return [int(part) for part in text.split(",") if part.strip()]


def parse_number_ranges(text: str) -> list[int]:
    """Expand ranges of numbers like "1-3,5" to the list of all the numbers.

    >>> parse_number_ranges("1-3,5,8-9")
    [1, 2, 3, 5, 8, 9]
    """
    numbers: list[int] = []
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        if int(last or first) - int(first) > 10_000:
            raise ValueError("the range is too long")
        numbers.extend(range(int(first), int(last or first) + 1))
    return numbers


def format_number_ranges(numbers: list[int]) -> str:
    """Format sorted numbers as ranges like "1-3,5": consecutive ones are joined with a hyphen.

    >>> format_number_ranges([1, 2, 3, 5, 8, 9])
    '1-3,5,8-9'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join("-".join(map(str, dict.fromkeys((run[0], run[-1])))) for run in runs)


def format_long_number_ranges(numbers: list[int]) -> str:
    """Format sorted integers as ranges, where a range has three or more consecutive numbers (range extraction).

    >>> format_long_number_ranges([-6, -3, -2, -1, 0, 1, 3, 4])
    '-6,-3-1,3,4'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(str(run[0]) + "-" + str(run[-1]) if len(run) > 2 else ",".join(map(str, run)) for run in runs)


def compare_versions(first: str, second: str) -> int:
    """Compare two version numbers: -1, 0 or 1 when the first is older, equal or newer; missing parts are 0.

    >>> compare_versions("1.2", "1.10"), compare_versions("1.0", "1")
    (-1, 0)
    """
    from itertools import zip_longest

    left, right = map(int, first.split(".")), map(int, second.split("."))
    for a, b in zip_longest(left, right, fillvalue=0):
        if a != b:
            return 1 if a > b else -1
    return 0


def is_newer_version(first: str, second: str) -> bool:
    """Whether the first version number is newer (greater) than the second.

    >>> is_newer_version("1.10.0", "1.9.5")
    True
    """
    return list(map(int, first.split("."))) > list(map(int, second.split(".")))


def sort_versions(versions: list[str]) -> list[str]:
    """Sort version numbers by their parts, oldest first.

    >>> sort_versions(["1.10", "1.2", "1.1.5"])
    ['1.1.5', '1.2', '1.10']
    """
    return sorted(versions, key=lambda version: list(map(int, version.split("."))))


def roman_to_integer(numeral: str) -> int:
    """Convert a Roman numeral to an integer.

    >>> roman_to_integer("MCMXCIV")
    1994
    """
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    total = previous = 0
    for char in reversed(numeral.upper()):
        total += -values[char] if values[char] < previous else values[char]
        previous = values[char]
    return total


def integer_to_roman(number: int) -> str:
    """Convert an integer to a Roman numeral.

    >>> integer_to_roman(1994)
    'MCMXCIV'
    """
    result = ""
    signs = ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"]
    for value, sign in zip([1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1], signs, strict=True):
        result += sign * (number // value)
        number %= value
    return result


def is_roman_numeral(text: str) -> bool:
    """Whether a text is a valid Roman numeral in upper case.

    >>> is_roman_numeral("XIV"), is_roman_numeral("IIII")
    (True, False)
    """
    import re

    return text != "" and bool(re.fullmatch(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})", text))


def parse_fraction(text: str) -> float:
    """The value of a fraction like "3/4" or of a mixed number like "1 1/2".

    >>> parse_fraction("1 1/2")
    1.5
    """
    total = 0.0
    for part in text.split():
        top, _, bottom = part.partition("/")
        total += int(top) / int(bottom or 1)
    return total


def simplify_fraction_text(text: str) -> str:
    """Simplify (reduce) a fraction like "4/6" to its lowest terms.

    >>> simplify_fraction_text("4/6"), simplify_fraction_text("10/5")
    ('2/3', '2')
    """
    import math

    top, bottom = map(int, text.split("/"))
    divisor = math.gcd(top, bottom)
    return str(top // divisor) + ("/" + str(bottom // divisor) if bottom != divisor else "")


def numbers_in_text(text: str) -> list[int]:
    """The integers in a text (extract numbers), without signs.

    >>> numbers_in_text("3 apples and 12 pears")
    [3, 12]
    """
    import re

    return [int(number) for number in re.findall(r"[0-9]+", text)]


def signed_numbers_in_text(text: str) -> list[int]:
    """The integers in a text (extract numbers), with minus signs.

    >>> signed_numbers_in_text("from -3 to 12 degrees")
    [-3, 12]
    """
    import re

    return [int(number) for number in re.findall(r"-?[0-9]+", text)]


def decimals_in_text(text: str) -> list[float]:
    """The numbers in a text as floats (extract decimals), with minus signs.

    >>> decimals_in_text("1.5 kg for $3, -0.25 off")
    [1.5, 3.0, -0.25]
    """
    import re

    return [float(number) for number in re.findall(r"-?[0-9]+(?:\.[0-9]+)?", text)]


def sum_numbers_in_text(text: str) -> int:
    """The sum of the (whole) numbers in a text.

    >>> sum_numbers_in_text("3 apples and 12 pears")
    15
    """
    import re

    return sum(map(int, re.findall(r"[0-9]+", text)))


def largest_number_in_text(text: str) -> int:
    """The largest number in a text; 0 when there is none.

    >>> largest_number_in_text("gh12cdy695m1")
    695
    """
    import re

    return max(map(int, re.findall(r"[0-9]+", text)), default=0)


def sum_digits_in_text(text: str) -> int:
    """The sum of the single digits in a text.

    >>> sum_digits_in_text("a1b23")
    6
    """
    return sum(int(char) for char in text if char.isdecimal())


def number_at_end_incremented(text: str) -> str:
    """Increment the number at the end of a text and keep its leading zeros; without a number 1 is added.

    >>> number_at_end_incremented("foobar099"), number_at_end_incremented("foo")
    ('foobar100', 'foo1')
    """
    head = text.rstrip("0123456789")
    digits = text[len(head) :]
    return head + str(int(digits or 0) + 1).zfill(len(digits))


def natural_sort(words: list[str]) -> list[str]:
    """Sort texts in natural order: the numbers in them are compared as numbers.

    >>> natural_sort(["file10", "file2", "file1"])
    ['file1', 'file2', 'file10']
    """
    import re

    pattern = re.compile(r"([0-9]+)")
    return sorted(
        words, key=lambda word: [(part.zfill(20) if i % 2 else part) for i, part in enumerate(pattern.split(word))]
    )


def digits_to_words(text: str) -> str:
    """Spell the digits of a text as words, separated by spaces.

    >>> digits_to_words("407")
    'four zero seven'
    """
    words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    return " ".join(words[int(char)] for char in text if char.isdecimal())


def words_to_digits(text: str) -> str:
    """Convert words for digits to a text of digits, other words are left out.

    >>> words_to_digits("four zero seven")
    '407'
    """
    words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    return "".join(str(words.index(word)) for word in text.lower().split() if word in words)


def sort_number_words(text: str) -> str:
    """Sort the words for digits, from zero to nine, by their value.

    >>> sort_number_words("three one five")
    'one three five'
    """
    words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    return " ".join(sorted(text.split(), key=words.index))


def number_to_words(number: int) -> str:
    """Spell a number from 0 to 999 in English words, with hyphens and without "and".

    >>> number_to_words(42), number_to_words(615)
    ('forty-two', 'six hundred fifteen')
    """
    names = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    ones = (names + "seventeen eighteen nineteen").split()
    tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    hundreds, rest = divmod(number, 100)
    words = [ones[hundreds] + " hundred"] if hundreds else []
    if rest >= 20:
        words.append(tens[rest // 10 - 2] + ("-" + ones[rest % 10] if rest % 10 else ""))
    elif rest or not hundreds:
        words.append(ones[rest])
    return " ".join(words)


def strip_html_tags(text: str) -> str:
    """Remove all HTML tags from a text.

    >>> strip_html_tags("<p>Hello <b>you</b></p>")
    'Hello you'
    """
    import re

    return re.sub(r"<[^<>]*>", "", text)


def html_tag_names(text: str) -> list[str]:
    """The names of the opening HTML tags in a text.

    >>> html_tag_names("<p>Hello <b class='x'>you</b></p>")
    ['p', 'b']
    """
    import re

    return re.findall(r"<([A-Za-z][A-Za-z0-9]*)", text)


def escape_html(text: str) -> str:
    """Escape the characters &, <, >, double and single quotes for HTML.

    >>> escape_html("<a href='x'>")
    '&lt;a href=&#39;x&#39;&gt;'
    """
    entities = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
    return "".join(entities.get(char, char) for char in text)


def hashtags_in_text(text: str) -> list[str]:
    """The hashtags in a text, without the # sign.

    >>> hashtags_in_text("so #happy and #cool_2")
    ['happy', 'cool_2']
    """
    import re

    return re.findall(r"#(\w+)", text)


def mentions_in_text(text: str) -> list[str]:
    """The names that are mentioned in a text with an at sign, without it.

    >>> mentions_in_text("hi @ann and @bob!")
    ['ann', 'bob']
    """
    import re

    return re.findall(r"@(\w+)", text)


def emails_in_text(text: str) -> list[str]:
    """The email addresses in a text (extract emails).

    >>> emails_in_text("write to a.b@x.com or me@y.org.")
    ['a.b@x.com', 'me@y.org']
    """
    import re

    return re.findall(r"[\w.+-]+@\w[\w-]*(?:\.\w[\w-]*)+", text)


def fill_template(template: str, values: dict[str, Any]) -> str:
    """Fill the placeholders in braces of a template with the values of a dict; unknown ones stay.

    >>> fill_template("Hi {name}, {x}", {"name": "Ann"})
    'Hi Ann, {x}'
    """
    for name, value in values.items():
        template = template.replace("{" + name + "}", str(value))
    return template


def remove_comments(text: str, marker: str) -> str:
    """Remove everything from a comment marker to the end of the line, and the spaces before it.

    >>> remove_comments("x = 1  # one\\ny = 2", "#")
    'x = 1\\ny = 2'
    """
    return "\n".join(line.split(marker)[0].rstrip() for line in text.split("\n"))


def file_extension(path: str) -> str:
    """The extension of a file name without the dot; empty when there is none.

    >>> file_extension("docs/report.tar.gz"), file_extension("README")
    ('gz', '')
    """
    name = path.replace("\\", "/").rpartition("/")[2]
    return name.rpartition(".")[2] if "." in name[1:] else ""


def file_stem(path: str) -> str:
    """The file name of a path without folders and without its extension.

    >>> file_stem("docs/report.txt")
    'report'
    """
    import posixpath

    return posixpath.splitext(posixpath.basename(path))[0]


def simplify_unix_path(path: str) -> str:
    """Simplify an absolute Unix path: resolve "." and ".." and double slashes.

    >>> simplify_unix_path("/a/./b/../../c//")
    '/c'
    """
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts)


def remove_punctuation(text: str) -> str:
    """Remove all punctuation from a text.

    >>> remove_punctuation("Hello, world! (it's me)")
    'Hello world its me'
    """
    import string

    return "".join(char for char in text if char not in string.punctuation)


def remove_digits(text: str) -> str:
    """Remove all digits from a text.

    >>> remove_digits("a1b22c")
    'abc'
    """
    return "".join(char for char in text if not char.isdigit())


def only_digits(text: str) -> str:
    """The digits of a text, joined (keep or extract digits).

    >>> only_digits("(123) 456-78")
    '12345678'
    """
    return "".join(filter(str.isdigit, text))


def only_letters(text: str) -> str:
    """The letters of a text, joined (keep or extract letters, remove everything else).

    >>> only_letters("a1 b-c")
    'abc'
    """
    return "".join(filter(str.isalpha, text))


def only_letters_and_digits(text: str) -> str:
    """The letters and digits of a text, joined (remove special or non-alphanumeric characters).

    >>> only_letters_and_digits("a1 b-c!")
    'a1bc'
    """
    return "".join(filter(str.isalnum, text))


def only_letters_and_spaces(text: str) -> str:
    """Remove everything but letters and spaces from a text.

    >>> only_letters_and_spaces("hi 2 you!")
    'hi  you'
    """
    return "".join(char for char in text if char.isalpha() or char == " ")


def remove_extra_spaces(text: str) -> str:
    """Remove extra spaces: none at the ends and a single one between words (normalize whitespace).

    >>> remove_extra_spaces("  hello   big world ")
    'hello big world'
    """
    return " ".join(text.split())


def remove_characters(text: str, unwanted: str) -> str:
    """Remove all characters from a text that occur in another one.

    >>> remove_characters("hello world", "lo")
    'he wrd'
    """
    return "".join(char for char in text if char not in unwanted)


def keep_characters(text: str, allowed: str) -> str:
    """Keep only the characters of a text that occur in another one.

    >>> keep_characters("hello world", "lo")
    'llool'
    """
    return "".join(char for char in text if char in allowed)


def remove_outer_occurrences(text: str, char: str) -> str:
    """Remove the first and the last occurrence of a character from a text.

    >>> remove_outer_occurrences("hello", "l")
    'heo'
    """
    first, last = text.find(char), text.rfind(char)
    return "".join(letter for i, letter in enumerate(text) if i not in (first, last))


def remove_accents(text: str) -> str:
    """Remove the accents (diacritics) from the letters of a text.

    >>> remove_accents("Crème Brûlée")
    'Creme Brulee'
    """
    import unicodedata

    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def replace_multiple(text: str, replacements: dict[str, str]) -> str:
    """Replace several texts one after the other, by a dict of old and new texts.

    >>> replace_multiple("a cat", {"cat": "dog", "a": "the"})
    'the dog'
    """
    for old, new in replacements.items():
        text = text.replace(old, new)
    return text


def replace_characters(text: str, replacements: dict[str, str]) -> str:
    """Replace single characters by a dict, all at once; others stay.

    >>> replace_characters("abc", {"a": "b", "b": "a"})
    'bac'
    """
    return "".join(replacements.get(char, char) for char in text)


def replace_later_occurrences(text: str, char: str, replacement: str) -> str:
    """Replace all occurrences of a character after its first one by another text.

    >>> replace_later_occurrences("bubble", "b", "*")
    'bu**le'
    """
    head, found, tail = text.partition(char)
    return head + found + tail.replace(char, replacement)


def replace_last_occurrence(text: str, old: str, new: str) -> str:
    """Replace the last occurrence of a substring in a text.

    >>> replace_last_occurrence("a-b-c", "-", "+")
    'a-b+c'
    """
    return new.join(text.rsplit(old, 1))


def replace_spaces_runs(text: str) -> str:
    """Replace each space by an underscore and runs of more than two spaces by a hyphen (fix spaces).

    >>> replace_spaces_runs("a b   c")
    'a_b-c'
    """
    import re

    return re.sub(r" {3,}", "-", text).replace(" ", "_")


def duplicate_encode(text: str) -> str:
    """Replace each character by ( when it occurs once and by ) when it occurs more often, ignoring case.

    >>> duplicate_encode("Success")
    ')())())'
    """
    lowered = text.lower()
    return "".join("(" if lowered.count(char) == 1 else ")" for char in lowered)


def swap_end_characters(text: str) -> str:
    """Swap the first and the last character of a text.

    >>> swap_end_characters("hello")
    'oellh'
    """
    return text if len(text) < 2 else text[-1] + text[1:-1] + text[0]


def swap_adjacent_characters(text: str) -> str:
    """Swap each two adjacent characters of a text; a single last one stays.

    >>> swap_adjacent_characters("abcde")
    'badce'
    """
    return "".join(text[i : i + 2][::-1] for i in range(0, len(text), 2))


def swap_halves(text: str) -> str:
    """Swap the two halves of a text, a middle character stays in the middle.

    >>> swap_halves("abXcd")
    'cdXab'
    """
    half = len(text) // 2
    return text[len(text) - half :] + text[half : len(text) - half] + text[:half]


def swap_prefixes_of_words(first: str, second: str) -> str:
    """Mix up two words: swap their first two letters and join them with a space.

    >>> swap_prefixes_of_words("mix", "pod")
    'pox mid'
    """
    return second[:2] + first[2:] + " " + first[:2] + second[2:]


def middle_character(text: str) -> str:
    """The middle character of a text, or the two middle ones when its length is even.

    >>> middle_character("testing"), middle_character("test")
    ('t', 'es')
    """
    return text[(len(text) - 1) // 2 : len(text) // 2 + 1]


def first_and_last_two(text: str) -> str:
    """The first two and the last two characters of a text; empty when it is shorter than two.

    >>> first_and_last_two("spring"), first_and_last_two("a")
    ('spng', '')
    """
    return text[:2] + text[-2:] if len(text) >= 2 else ""


def interleave_texts(first: str, second: str) -> str:
    """Interleave (merge alternately) the characters of two texts; the rest of the longer one comes at the end.

    >>> interleave_texts("abc", "12345")
    'a1b2c345'
    """
    from itertools import zip_longest

    return "".join(left + right for left, right in zip_longest(first, second, fillvalue=""))


def interleave_to_shorter(first: str, second: str) -> str:
    """Interleave the characters of two texts as far as both go.

    >>> interleave_to_shorter("abc", "12345")
    'a1b2c3'
    """
    return "".join(left + right for left, right in zip(first, second, strict=False))


def rotate_text_left(text: str, count: int) -> str:
    """Rotate a text to the left by a number of characters.

    >>> rotate_text_left("abcde", 2)
    'cdeab'
    """
    shift = count % len(text) if text else 0
    return text[shift:] + text[:shift]


def rotate_text_right(text: str, count: int) -> str:
    """Rotate a text to the right by a number of characters.

    >>> rotate_text_right("abcde", 2)
    'deabc'
    """
    shift = -count % len(text) if text else 0
    return text[shift:] + text[:shift]


def sort_letters_ignoring_case(text: str) -> str:
    """Sort the characters of a text alphabetically, ignoring case.

    >>> sort_letters_ignoring_case("bCaA")
    'aAbC'
    """
    return "".join(sorted(text, key=str.lower))


def sort_letters_in_words(text: str) -> str:
    """Sort the letters of each word (anti-shuffle), keeping the order of the words and the spaces.

    >>> sort_letters_in_words("hello big world")
    'ehllo bgi dlorw'
    """
    return " ".join("".join(sorted(word)) for word in text.split(" "))


def sort_words_ignoring_case(text: str) -> str:
    """Sort the words of a sentence alphabetically, ignoring case.

    >>> sort_words_ignoring_case("the Quick brown Fox")
    'brown Fox Quick the'
    """
    return " ".join(sorted(text.split(), key=str.lower))


def sort_words_by_length(text: str) -> str:
    """Sort the words of a sentence by length, equally long ones keep their order.

    >>> sort_words_by_length("the quick brown fox a")
    'a the fox quick brown'
    """
    return " ".join(sorted(text.split(), key=len))


def words_by_last_letter(text: str) -> list[str]:
    """The words of a sentence, sorted by their last letter.

    >>> words_by_last_letter("man i need a taxi")
    ['a', 'need', 'i', 'taxi', 'man']
    """
    return sorted(text.split(), key=lambda word: word[-1])


def sort_words_by_number(text: str) -> str:
    """Sort the words of a sentence by the digit that each of them has in it (your order, please).

    >>> sort_words_by_number("is2 Thi1s T4est 3a")
    'Thi1s is2 3a T4est'
    """
    return " ".join(sorted(text.split(), key=min))


def sort_by_length_alphabet(words: list[str]) -> list[str]:
    """Sort words by length, equally long ones alphabetically.

    >>> sort_by_length_alphabet(["pear", "fig", "apple", "date", "ant"])
    ['ant', 'fig', 'date', 'pear', 'apple']
    """
    return sorted(words, key=lambda word: (len(word), word))


def pig_latin(text: str) -> str:
    """Pig latin: the first letter of each word goes to its end with "ay"; punctuation stays.

    >>> pig_latin("Pig latin is cool !")
    'igPay atinlay siay oolcay !'
    """
    return " ".join(word[1:] + word[0] + "ay" if word.isalpha() else word for word in text.split())


def pig_latin_of_words(text: str) -> str:
    """Pig latin: leading consonants of each word go to its end with "ay"; words that start with a vowel get "way".

    >>> pig_latin_of_words("pig smile eat")
    'igpay ilesmay eatway'
    """
    words = []
    for word in text.split():
        rest = word.lstrip("bcdfghjklmnpqrstvwxyzBCDFGHJKLMNPQRSTVWXYZ")
        words.append(rest + word[: len(word) - len(rest)] + "ay" if rest != word else word + "way")
    return " ".join(words)


def pig_latin_word(word: str) -> str:
    """Pig latin of a word: leading consonants go to the end with "ay"; after a vowel at the beginning only "ay".

    >>> pig_latin_word("smile"), pig_latin_word("eat")
    ('ilesmay', 'eatay')
    """
    rest = word.lstrip("bcdfghjklmnpqrstvwxyzBCDFGHJKLMNPQRSTVWXYZ")
    return rest + word[: len(word) - len(rest)] + "ay"


def leet_speak(text: str) -> str:
    """Leet speak: a, e, i, o, s and t become 4, 3, 1, 0, 5 and 7, in either case.

    >>> leet_speak("Elite tests")
    '3l173 73575'
    """
    return text.translate(str.maketrans("aeiostAEIOST", "431057431057"))


def goat_latin(text: str) -> str:
    """Goat latin: "ma" at the end, a first consonant before that, and one more "a" for each word.

    >>> goat_latin("I speak Goat")
    'Imaa peaksmaaa oatGmaaaa'
    """
    words = []
    for i, word in enumerate(text.split(), 1):
        base = word if word[0] in "aeiouAEIOU" else word[1:] + word[0]
        words.append(base + "ma" + "a" * i)
    return " ".join(words)


def add_ing_or_ly(word: str) -> str:
    """Add "ing" to a word of three or more letters, or "ly" when it ends in "ing" already.

    >>> add_ing_or_ly("hail"), add_ing_or_ly("swimming"), add_ing_or_ly("do")
    ('hailing', 'swimmingly', 'do')
    """
    if len(word) < 3:
        return word
    return word + ("ly" if word.endswith("ing") else "ing")


def count_letters(text: str) -> int:
    """Count the letters of a text.

    >>> count_letters("a1 b2!")
    2
    """
    return sum(map(str.isalpha, text))


def count_digits(text: str) -> int:
    """Count the digits in a text.

    >>> count_digits("a1 b22!")
    3
    """
    return sum(map(str.isdigit, text))


def count_uppercase(text: str) -> int:
    """Count the upper case (capital) letters of a text.

    >>> count_uppercase("Hello World")
    2
    """
    return sum(map(str.isupper, text))


def count_lowercase(text: str) -> int:
    """Count the lower case (small) letters of a text.

    >>> count_lowercase("Hello World")
    8
    """
    return sum(map(str.islower, text))


def count_special_characters(text: str) -> int:
    """Count the special characters of a text: neither letters nor digits nor whitespace.

    >>> count_special_characters("a1 b2!?")
    2
    """
    return sum(not char.isalnum() and not char.isspace() for char in text)


def count_letters_and_digits(text: str) -> tuple[int, int]:
    """The number of letters and the number of digits in a text, as a tuple.

    >>> count_letters_and_digits("Python 3.2")
    (6, 2)
    """
    return sum(map(str.isalpha, text)), sum(map(str.isdigit, text))


def count_sentences(text: str) -> int:
    """Count the sentences of a text, which end with ., ! or ?.

    >>> count_sentences("Hi there. How are you?! Fine...")
    3
    """
    import re

    return len([part for part in re.split(r"[.!?]+", text) if part.strip()])


def split_sentences(text: str) -> list[str]:
    """Split a text into its sentences, with their punctuation.

    >>> split_sentences("Hi there. How are you? Fine!")
    ['Hi there.', 'How are you?', 'Fine!']
    """
    import re

    return [part for part in re.split(r"(?<=[.!?])\s+", text.strip()) if part]


def count_nonempty_lines(text: str) -> int:
    """Count the lines of a text that are not empty (blank).

    >>> count_nonempty_lines("a\\n\\n b\\n")
    2
    """
    return sum(line.strip() != "" for line in text.splitlines())


def count_syllables(word: str) -> int:
    """Count the syllables of an English word roughly: groups of vowels, without a silent e at the end, at least one.

    >>> count_syllables("banana"), count_syllables("make")
    (3, 1)
    """
    import re

    groups = re.findall(r"[aeiouy]+", word.lower())
    silent = word.lower().endswith("e") and not word.lower().endswith("le")
    return max(len(groups) - silent, 1)


def sum_of_letter_positions(text: str) -> int:
    """The sum of the alphabet positions of the letters (a is 1, z is 26), ignoring case: the score of a word.

    >>> sum_of_letter_positions("Cab!")
    6
    """
    return sum(ord(char) - 96 for char in text.lower() if "a" <= char <= "z")


def letter_positions(text: str) -> list[int]:
    """The positions of the letters in the alphabet, a is 1 and z is 26, ignoring case and other characters.

    >>> letter_positions("Ab-z")
    [1, 2, 26]
    """
    return [ord(char) - 96 for char in text.lower() if "a" <= char <= "z"]


def letter_positions_text(text: str) -> str:
    """Replace the letters by their positions in the alphabet, separated by spaces; other characters go.

    >>> letter_positions_text("Ab-z")
    '1 2 26'
    """
    return " ".join(str(ord(char) - 96) for char in text.lower() if "a" <= char <= "z")


def letters_of_positions(positions: list[int]) -> str:
    """The text of the letters at the given positions in the alphabet, 1 is a and 26 is z.

    >>> letters_of_positions([8, 9])
    'hi'
    """
    return "".join(chr(position + 96) for position in positions)


def highest_scoring_word(text: str) -> str:
    """The word with the highest sum of letter positions (a is 1, z is 26), the first one of those.

    >>> highest_scoring_word("man i need a taxi up to ubud")
    'taxi'
    """
    return max(text.split(), key=lambda word: sum(ord(char) - 96 for char in word.lower()), default="")


def ascii_sum(text: str) -> int:
    """The sum of the ASCII values (character codes) of a text.

    >>> ascii_sum("abc")
    294
    """
    return sum(map(ord, text))


def ascii_sum_of_uppercase(text: str) -> int:
    """The sum of the ASCII codes of the upper case letters of a text.

    >>> ascii_sum_of_uppercase("aBcD")
    134
    """
    return sum(ord(char) for char in text if char.isupper())


def score_of_adjacent_codes(text: str) -> int:
    """The sum of the absolute differences of the ASCII codes of adjacent characters (score of a string).

    >>> score_of_adjacent_codes("hello")
    13
    """
    from itertools import pairwise

    return sum(abs(ord(left) - ord(right)) for left, right in pairwise(text))


def scrabble_score(word: str) -> int:
    """The Scrabble score of a word: the sum of the values of its letters.

    >>> scrabble_score("Cabbage")
    14
    """
    groups = {"AEIOULNRST": 1, "DG": 2, "BCMP": 3, "FHVWY": 4, "K": 5, "JX": 8, "QZ": 10}
    return sum(value for char in word.upper() for letters, value in groups.items() if char in letters)


def alphabet_range(first: str, last: str) -> str:
    """The letters from one to another one, inclusive.

    >>> alphabet_range("c", "g")
    'cdefg'
    """
    return "".join(map(chr, range(ord(first), ord(last) + 1)))


def missing_letter_in_sequence(letters: str) -> str:
    """The missing letter in a sequence of consecutive letters; empty when none is missing.

    >>> missing_letter_in_sequence("abce")
    'd'
    """
    from itertools import pairwise

    return next((chr(ord(left) + 1) for left, right in pairwise(letters) if ord(right) - ord(left) == 2), "")


def text_to_binary(text: str) -> str:
    """Convert a text to binary: eight bits for each character, separated by spaces.

    >>> text_to_binary("Hi")
    '01001000 01101001'
    """
    return " ".join(format(ord(char), "08b") for char in text)


def text_to_binary_joined(text: str) -> str:
    """Convert a text to binary: eight bits for each character, without spaces.

    >>> text_to_binary_joined("Hi")
    '0100100001101001'
    """
    return "".join(format(ord(char), "08b") for char in text)


def binary_to_text(bits: str) -> str:
    """Convert binary, eight bits for each character and separated by spaces, to text.

    >>> binary_to_text("01001000 01101001")
    'Hi'
    """
    return "".join(chr(int(part, 2)) for part in bits.split())


def binary_to_text_joined(bits: str) -> str:
    """Convert binary without spaces, eight bits for each character, to text.

    >>> binary_to_text_joined("0100100001101001")
    'Hi'
    """
    return "".join(chr(int(bits[i : i + 8], 2)) for i in range(0, len(bits), 8))


def text_to_hex(text: str) -> str:
    """Convert a text to hexadecimal, two digits for each character.

    >>> text_to_hex("Hi")
    '4869'
    """
    return "".join(format(ord(char), "02x") for char in text)


def hex_to_text(digits: str) -> str:
    """Convert hexadecimal, two digits for each character, to text.

    >>> hex_to_text("4869")
    'Hi'
    """
    return "".join(chr(int(digits[i : i + 2], 16)) for i in range(0, len(digits), 2))


def binary_to_integer(bits: str) -> int:
    """Convert binary digits to an integer; 0 when it is no binary number.

    >>> binary_to_integer("101"), binary_to_integer("12")
    (5, 0)
    """
    return int(bits, 2) if bits and set(bits) <= {"0", "1"} else 0


def add_binary_texts(first: str, second: str) -> str:
    """Add two binary numbers that are given as texts.

    >>> add_binary_texts("11", "1")
    '100'
    """
    return format(int(first, 2) + int(second, 2), "b")


def xor_binary_texts(first: str, second: str) -> str:
    """XOR two texts of binary digits, place by place.

    >>> xor_binary_texts("010", "110")
    '100'
    """
    return "".join("0" if left == right else "1" for left, right in zip(first, second, strict=False))


def invert_bits_in_text(bits: str) -> str:
    """Invert a text of binary digits: 0 becomes 1 and 1 becomes 0.

    >>> invert_bits_in_text("0110")
    '1001'
    """
    return bits.translate(str.maketrans("01", "10"))


def dna_complement(strand: str) -> str:
    """The complement of a DNA strand: A and T, C and G are swapped.

    >>> dna_complement("ATTGC")
    'TAACG'
    """
    return strand.translate(str.maketrans("ACGT", "TGCA"))


def dna_reverse_complement(strand: str) -> str:
    """The reverse complement of a DNA strand.

    >>> dna_reverse_complement("ATTGC")
    'GCAAT'
    """
    return strand[::-1].translate(str.maketrans("ACGT", "TGCA"))


def dna_to_rna(strand: str) -> str:
    """The RNA complement of a DNA strand (transcription): G to C, C to G, T to A, A to U.

    >>> dna_to_rna("ACGTGGTCTTAA")
    'UGCACCAGAAUU'
    """
    return strand.translate(str.maketrans("GCTA", "CGAU"))


def gc_content(strand: str) -> float:
    """The GC content of a DNA strand: the percentage of G and C; 0 for an empty one.

    >>> gc_content("ATGC")
    50.0
    """
    return 100 * sum(char in "GC" for char in strand.upper()) / len(strand) if strand else 0.0


def decode_repeated_brackets(text: str) -> str:
    """Decode a text like "3[a2[c]]", where the brackets' inside is repeated so many times.

    >>> decode_repeated_brackets("3[a2[c]]")
    'accaccacc'
    """
    import re

    pattern = re.compile(r"(?<![0-9])([0-9]{1,3})\[([a-zA-Z]*)\]")
    while len(text) < 2_000 and pattern.search(text):
        text = pattern.sub(lambda match: match[2] * int(match[1]), text)
    return text


def evaluate_postfix(text: str) -> float:
    """Evaluate an expression in reverse Polish notation (postfix) with numbers, +, -, * and /.

    >>> evaluate_postfix("5 1 2 + 4 * + 3 -")
    14.0
    """
    stack: list[float] = []
    for token in text.split():
        if token not in ("+", "-", "*", "/"):
            stack.append(float(token))
            continue
        right, left = stack.pop(), stack.pop()
        results = {"+": left + right, "-": left - right, "*": left * right}
        stack.append(results[token] if token in results else left / right)
    return stack.pop()


def backspace_typed_text(text: str) -> str:
    """The text that results when # is a backspace, which removes the character before it.

    >>> backspace_typed_text("abc#d##c")
    'ac'
    """
    kept: list[str] = []
    for char in text:
        if char != "#":
            kept.append(char)
        elif kept:
            kept.pop()
    return "".join(kept)


def words_with_letter(text: str, letter: str) -> list[str]:
    """The words of a text that contain a given letter, ignoring case.

    >>> words_with_letter("The Apple on a tree", "a")
    ['Apple', 'a']
    """
    return [word for word in text.split() if letter.lower() in word.lower()]


def words_starting_with(text: str, letter: str) -> list[str]:
    """The words of a text that start with a given letter or text, ignoring case.

    >>> words_starting_with("The Apple on a tree", "t")
    ['The', 'tree']
    """
    return [word for word in text.split() if word.lower().startswith(letter.lower())]


def words_ending_with(text: str, ending: str) -> list[str]:
    """The words of a text that end with a given letter or text, ignoring case.

    >>> words_ending_with("The Apple on a bus", "e")
    ['The', 'Apple']
    """
    return [word for word in text.split() if word.lower().endswith(ending.lower())]


def words_with_consonant_count(text: str, count: int) -> list[str]:
    """The words of a text that have exactly the given number of consonants.

    >>> words_with_consonant_count("Mary had a little lamb", 4)
    ['little']
    """
    return [word for word in text.split() if sum(c.isalpha() and c not in "aeiou" for c in word.lower()) == count]


def follows_case_of(text: str, pattern: str) -> str:
    """A text with the case of its letters as in another text, place by place; the rest stays.

    >>> follows_case_of("hello", "ABcDe")
    'HElLo'
    """
    head = "".join(a.upper() if b.isupper() else a.lower() for a, b in zip(text, pattern, strict=False))
    return head + text[len(head) :]


def wave_of_text(text: str) -> list[str]:
    """The Mexican wave of a text: each letter in upper case in turn, spaces are skipped.

    >>> wave_of_text("a bc")
    ['A bc', 'a Bc', 'a bC']
    """
    return [text[:i] + char.upper() + text[i + 1 :] for i, char in enumerate(text) if not char.isspace()]


def column_title(number: int) -> str:
    """The title of a spreadsheet (Excel) column: 1 is A, 27 is AA.

    >>> column_title(28)
    'AB'
    """
    title = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        title = chr(65 + rest) + title
    return title


def column_number(title: str) -> int:
    """The number of a spreadsheet (Excel) column with a title: A is 1, AA is 27.

    >>> column_number("AB")
    28
    """
    number = 0
    for char in title.upper():
        number = number * 26 + ord(char) - 64
    return number


def phone_keypad_letters(digits: str) -> list[str]:
    """All letter combinations that a number could stand for on a phone keypad; none for no digits.

    >>> phone_keypad_letters("23")[:4]
    ['ad', 'ae', 'af', 'bd']
    """
    from itertools import product

    groups = ["", "", "abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"]
    return ["".join(letters) for letters in product(*(groups[int(digit)] for digit in digits))] if digits else []


def words_to_keypad_digits(text: str) -> str:
    """Replace the letters of a text by the digits of a phone keypad (vanity number); others stay.

    >>> words_to_keypad_digits("1-800-Flowers")
    '1-800-3569377'
    """
    import string

    digits = "22233344455566677778889999"
    return text.lower().translate(str.maketrans(string.ascii_lowercase, digits))


def read_date(text: str) -> datetime.datetime:
    """The date, with the time if there is one, that a text says in any of the usual formats, the month before the day
    where both are numbers.

    >>> [read_date(text).strftime("%Y-%m-%d") for text in ("06-Oct-2143", "Mar 30, 2002", "01311846", "1846 231")]
    ['2143-10-06', '2002-03-30', '1846-01-31', '1846-08-19']
    >>> read_date("2/7/1952 6:25:57 PM")
    datetime.datetime(1952, 2, 7, 18, 25, 57)
    >>> read_date("soon")
    Traceback (most recent call last):
    ValueError: no date: soon
    """
    import datetime
    import re

    # One space between all parts, whatever stood there; "6th" is 6, and "2001-12-31T18:00" has its time apart.
    plain = re.sub(r"[-/.,\s]+|(?<=\d)(?:st|nd|rd|th)\b|(?<=\d)T(?=\d)|(?<=\d)(?=[AaPp][Mm])", " ", text.strip(" Z"))
    plain = " ".join(plain.split())
    days = ["%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%Y %m %d", "%m %d %Y", "%d %m %Y", "%Y %j", "%Y %b %d"]
    days += ["%m%d%Y", "%d%m%Y", "%Y%m%d", "%A %d %B %Y", "%A %B %d %Y", "%a %d %b %Y", "%a %b %d %Y"]
    time = ("", " %H:%M", " %H:%M:%S")[min(plain.count(":"), 2)]
    if plain.upper().endswith(("AM", "PM")):
        time = time.replace("%H", "%I") + " %p"
    for day in days:
        try:
            return datetime.datetime.strptime(plain, day + time)
        except ValueError:
            pass  # it may be written in the next
    raise ValueError("no date: " + text)


def read_day_first_date(text: str) -> datetime.datetime:
    """The date, with the time if there is one, that a text says in any of the usual formats, the day before the month
    where both are numbers.

    >>> [read_day_first_date(text).strftime("%Y-%m-%d") for text in ("6 October 2143", "2.7.1952", "31/1/1846 7:00")]
    ['2143-10-06', '1952-07-02', '1846-01-31']
    >>> read_day_first_date("soon")
    Traceback (most recent call last):
    ValueError: no date: soon
    """
    import datetime
    import re

    # One space between all parts, whatever stood there; "6th" is 6, and "2001-12-31T18:00" has its time apart.
    plain = re.sub(r"[-/.,\s]+|(?<=\d)(?:st|nd|rd|th)\b|(?<=\d)T(?=\d)|(?<=\d)(?=[AaPp][Mm])", " ", text.strip(" Z"))
    plain = " ".join(plain.split())
    days = ["%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%Y %m %d", "%d %m %Y", "%m %d %Y", "%Y %j", "%Y %b %d"]
    days += ["%d%m%Y", "%m%d%Y", "%Y%m%d", "%A %d %B %Y", "%A %B %d %Y", "%a %d %b %Y", "%a %b %d %Y"]
    time = ("", " %H:%M", " %H:%M:%S")[min(plain.count(":"), 2)]
    if plain.upper().endswith(("AM", "PM")):
        time = time.replace("%H", "%I") + " %p"
    for day in days:
        try:
            return datetime.datetime.strptime(plain, day + time)
        except ValueError:
            pass  # it may be written in the next
    raise ValueError("no date: " + text)


LIMITS: dict[str, int] = {
    "nth_look_and_say": 20,
    "edit_distance": 80,
    "longest_common_subsequence": 80,
    "longest_common_subsequence_length": 80,
    "longest_palindromic_subsequence_length": 80,
    "longest_palindromic_substring": 120,
    "count_palindromic_substrings": 120,
    "is_interleaving": 80,
    "all_substrings": 60,
    "all_substrings_by_length": 60,
    "distinct_substrings_sorted": 60,
    "count_distinct_substrings": 100,
    "text_permutations": 6,
    "run_length_join": 60,
    "parse_number_ranges": 60,
    "phone_keypad_letters": 5,
}
