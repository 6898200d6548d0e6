"""Well-known functions of numbers."""

from __future__ import annotations


def is_prime(number: int) -> bool:
    """Whether a number is prime (primality test by trial division).

    >>> is_prime(7)
    True
    >>> is_prime(1)
    False
    """
    return number > 1 and all(number % divisor for divisor in range(2, int(number**0.5) + 1))


def is_composite(number: int) -> bool:
    """Whether a number above one is composite, that is, not prime.

    >>> is_composite(9)
    True
    >>> is_composite(1)
    False
    """
    return any(number % divisor == 0 for divisor in range(2, number // 2 + 1))


def prime_or_composite(number: int) -> str:
    """Classify a number in words: "prime", "composite" or "neither".

    >>> prime_or_composite(7)
    'prime'
    >>> prime_or_composite(1)
    'neither'
    """
    if number < 2:
        return "neither"
    return "prime" if all(number % divisor for divisor in range(2, int(number**0.5) + 1)) else "composite"


def primes_up_to(limit: int) -> list[int]:
    """List of all prime numbers up to and including a limit (sieve of Eratosthenes).

    >>> primes_up_to(11)
    [2, 3, 5, 7, 11]
    """
    sieve = [True] * (limit + 1)
    for number in range(2, int(max(limit, 0) ** 0.5) + 1):
        if sieve[number]:
            for multiple in range(number * number, limit + 1, number):
                sieve[multiple] = False
    return [number for number in range(2, limit + 1) if sieve[number]]


def primes_below(limit: int) -> list[int]:
    """List of all prime numbers less than a limit, without it (sieve of Eratosthenes).

    >>> primes_below(11)
    [2, 3, 5, 7]
    """
    sieve = [True] * limit
    for number in range(2, int(max(limit, 0) ** 0.5) + 1):
        if sieve[number]:
            for multiple in range(number * number, limit, number):
                sieve[multiple] = False
    return [number for number in range(2, limit) if sieve[number]]


def primes_between(low: int, high: int) -> list[int]:
    """Prime numbers in a range, both ends included.

    >>> primes_between(5, 13)
    [5, 7, 11, 13]
    """
    return [
        number
        for number in range(max(low, 2), high + 1)
        if all(number % divisor for divisor in range(2, int(number**0.5) + 1))
    ]


def count_primes_below(limit: int) -> int:
    """How many prime numbers are less than a limit.

    >>> count_primes_below(10)
    4
    >>> count_primes_below(7)
    3
    """
    return sum(all(number % divisor for divisor in range(2, int(number**0.5) + 1)) for number in range(2, limit))


def count_primes_up_to(limit: int) -> int:
    """How many primes there are up to and including a limit (prime counting function).

    >>> count_primes_up_to(7)
    4
    """
    return sum(all(number % divisor for divisor in range(2, int(number**0.5) + 1)) for number in range(2, limit + 1))


def count_primes_between(low: int, high: int) -> int:
    """How many prime numbers lie in a range, both ends included.

    >>> count_primes_between(5, 13)
    4
    """
    return sum(
        all(number % divisor for divisor in range(2, int(number**0.5) + 1)) for number in range(max(low, 2), high + 1)
    )


def sum_of_primes_below(limit: int) -> int:
    """Sum of all prime numbers less than a limit.

    >>> sum_of_primes_below(10)
    17
    """
    return sum(
        number for number in range(2, limit) if all(number % divisor for divisor in range(2, int(number**0.5) + 1))
    )


def sum_of_primes_up_to(limit: int) -> int:
    """Sum of all prime numbers up to and including a limit.

    >>> sum_of_primes_up_to(11)
    28
    """
    return sum(
        number for number in range(2, limit + 1) if all(number % divisor for divisor in range(2, int(number**0.5) + 1))
    )


def sum_of_first_primes(count: int) -> int:
    """Sum of the first n prime numbers.

    >>> sum_of_first_primes(4)
    17
    """
    primes: list[int] = []
    candidate = 2
    while len(primes) < count:
        if all(candidate % prime for prime in primes):
            primes.append(candidate)
        candidate += 1
    return sum(primes)


def nth_prime(position: int) -> int:
    """The nth prime number, where the first one is 2.

    >>> nth_prime(1)
    2
    >>> nth_prime(6)
    13
    """
    found, number = 0, 1
    while found < position:
        number += 1
        found += all(number % divisor for divisor in range(2, int(number**0.5) + 1))
    return number


def first_n_primes(count: int) -> list[int]:
    """List of the first n prime numbers.

    >>> first_n_primes(5)
    [2, 3, 5, 7, 11]
    """
    primes: list[int] = []
    candidate = 2
    while len(primes) < count:
        if all(candidate % prime for prime in primes):
            primes.append(candidate)
        candidate += 1
    return primes


def next_prime(number: int) -> int:
    """The smallest prime number greater than a number.

    >>> next_prime(7)
    11
    """
    candidate = max(number + 1, 2)
    while any(candidate % divisor == 0 for divisor in range(2, int(candidate**0.5) + 1)):
        candidate += 1
    return candidate


def smallest_prime_at_least(number: int) -> int:
    """The next prime number at or after a number (the number itself if it is prime).

    >>> smallest_prime_at_least(7)
    7
    >>> smallest_prime_at_least(8)
    11
    """
    candidate = max(number, 2)
    while any(candidate % divisor == 0 for divisor in range(2, int(candidate**0.5) + 1)):
        candidate += 1
    return candidate


def previous_prime(number: int) -> int | None:
    """The largest prime number less than a number, or None if there is none.

    >>> previous_prime(7)
    5
    """
    for candidate in range(number - 1, 1, -1):
        if all(candidate % divisor for divisor in range(2, int(candidate**0.5) + 1)):
            return candidate
    return None


def largest_prime_up_to(number: int) -> int | None:
    """The largest prime number not above a number (the number itself if it is prime), or None.

    >>> largest_prime_up_to(10)
    7
    """
    for candidate in range(number, 1, -1):
        if all(candidate % divisor for divisor in range(2, int(candidate**0.5) + 1)):
            return candidate
    return None


def prime_factors(number: int) -> list[int]:
    """Prime factors of a number in ascending order, with repeats (prime factorization).

    >>> prime_factors(12)
    [2, 2, 3]
    """
    factors = []
    divisor = 2
    while divisor * divisor <= number:
        while number % divisor == 0:
            factors.append(divisor)
            number //= divisor
        divisor += 1
    if number > 1:
        factors.append(number)
    return factors


def distinct_prime_factors(number: int) -> list[int]:
    """Distinct prime factors of a number in ascending order (unique prime divisors).

    >>> distinct_prime_factors(12)
    [2, 3]
    """
    factors = []
    divisor = 2
    while divisor * divisor <= number:
        if number % divisor == 0:
            factors.append(divisor)
            while number % divisor == 0:
                number //= divisor
        divisor += 1
    if number > 1:
        factors.append(number)
    return factors


def prime_factor_exponents(number: int) -> dict[int, int]:
    """Prime factorization as a dict from each prime factor to its exponent (how often it divides).

    >>> prime_factor_exponents(12)
    {2: 2, 3: 1}
    """
    exponents: dict[int, int] = {}
    divisor = 2
    while number > 1:
        if divisor * divisor > number:
            divisor = number
        while number % divisor == 0:
            exponents[divisor] = exponents.get(divisor, 0) + 1
            number //= divisor
        divisor += 1
    return exponents


def prime_factor_pairs(number: int) -> list[tuple[int, int]]:
    """Prime factorization as a list of pairs (prime, exponent), prime factors with their multiplicity.

    >>> prime_factor_pairs(12)
    [(2, 2), (3, 1)]
    """
    pairs = []
    divisor = 2
    while number > 1:
        if divisor * divisor > number:
            divisor = number
        exponent = 0
        while number % divisor == 0:
            exponent += 1
            number //= divisor
        if exponent:
            pairs.append((divisor, exponent))
        divisor += 1
    return pairs


def prime_factorization_text(number: int) -> str:
    """Prime factorization as text with powers, such as "2^2 * 3".

    >>> prime_factorization_text(60)
    '2^2 * 3 * 5'
    """
    parts = []
    divisor = 2
    while number > 1:
        if divisor * divisor > number:
            divisor = number
        exponent = 0
        while number % divisor == 0:
            exponent += 1
            number //= divisor
        if exponent:
            parts.append(str(divisor) + ("^" + str(exponent) if exponent > 1 else ""))
        divisor += 1
    return " * ".join(parts)


def count_prime_factors(number: int) -> int:
    """How many prime factors a number has, counted with multiplicity (big omega).

    >>> count_prime_factors(12)
    3
    """
    count, divisor = 0, 2
    while divisor * divisor <= number:
        if number % divisor:
            divisor += 1
        else:
            number //= divisor
            count += 1
    return count + (number > 1)


def count_distinct_prime_factors(number: int) -> int:
    """How many distinct prime factors a number has (different prime divisors, small omega).

    >>> count_distinct_prime_factors(12)
    2
    """
    count, divisor = 0, 2
    while divisor * divisor <= number:
        if number % divisor == 0:
            count += 1
            while number % divisor == 0:
                number //= divisor
        divisor += 1
    return count + (number > 1)


def largest_prime_factor(number: int) -> int:
    """The largest prime factor of a number above one (greatest prime divisor).

    >>> largest_prime_factor(15)
    5
    >>> largest_prime_factor(8)
    2
    """
    divisor = 2
    while divisor * divisor <= number:
        if number % divisor == 0:
            number //= divisor
        else:
            divisor += 1
    return number


def smallest_prime_factor(number: int) -> int:
    """The smallest divisor above one of a number, which is its least prime factor.

    >>> smallest_prime_factor(15)
    3
    >>> smallest_prime_factor(7)
    7
    """
    return next((divisor for divisor in range(2, int(number**0.5) + 1) if number % divisor == 0), number)


def sum_of_prime_factors(number: int) -> int:
    """Sum of the prime factors of a number, with repeats (integer logarithm).

    >>> sum_of_prime_factors(12)
    7
    """
    total, divisor = 0, 2
    while divisor * divisor <= number:
        if number % divisor:
            divisor += 1
        else:
            number //= divisor
            total += divisor
    return total + number if number > 1 else total


def sum_of_distinct_prime_factors(number: int) -> int:
    """Sum of the distinct prime factors of a number.

    >>> sum_of_distinct_prime_factors(12)
    5
    """
    total, divisor = 0, 2
    while divisor * divisor <= number:
        if number % divisor == 0:
            total += divisor
            while number % divisor == 0:
                number //= divisor
        divisor += 1
    return total + number if number > 1 else total


def product_of_distinct_prime_factors(number: int) -> int:
    """Product of the distinct prime factors of a number (its radical).

    >>> product_of_distinct_prime_factors(12)
    6
    """
    product, divisor = 1, 2
    while divisor * divisor <= number:
        if number % divisor == 0:
            product *= divisor
            while number % divisor == 0:
                number //= divisor
        divisor += 1
    return product * number


def is_semiprime(number: int) -> bool:
    """Whether a number is semiprime: the product of exactly two prime numbers.

    >>> is_semiprime(15)
    True
    >>> is_semiprime(8)
    False
    """
    count, divisor = 0, 2
    while divisor * divisor <= number:
        if number % divisor:
            divisor += 1
        else:
            number //= divisor
            count += 1
    return count + (number > 1) == 2


def is_product_of_three_primes(number: int) -> bool:
    """Whether a number is the product of exactly three prime numbers (not necessarily different).

    >>> is_product_of_three_primes(30)
    True
    >>> is_product_of_three_primes(10)
    False
    """
    count, divisor = 0, 2
    while divisor * divisor <= number:
        if number % divisor:
            divisor += 1
        else:
            number //= divisor
            count += 1
    return count + (number > 1) == 3


def is_squarefree(number: int) -> bool:
    """Whether a number is squarefree: not divisible by any square above one.

    >>> is_squarefree(10)
    True
    >>> is_squarefree(12)
    False
    """
    return number > 0 and all(number % (root * root) for root in range(2, int(number**0.5) + 1))


def mobius_function(number: int) -> int:
    """Mobius function: 0 if a square divides the number, else 1 or -1 by the parity of its prime factors.

    >>> mobius_function(6)
    1
    >>> mobius_function(12)
    0
    """
    sign, divisor = 1, 2
    while number > 1:
        if number % divisor == 0:
            number //= divisor
            sign = -sign
            if number % divisor == 0:
                return 0
        divisor += 1
    return sign


def is_power_of_prime(number: int) -> bool:
    """Whether a number is a prime power: a prime number raised to some positive power.

    >>> is_power_of_prime(27)
    True
    >>> is_power_of_prime(12)
    False
    """
    if number < 2:
        return False
    prime = next(divisor for divisor in range(2, number + 1) if number % divisor == 0)
    while number % prime == 0:
        number //= prime
    return number == 1


def is_twin_prime(number: int) -> bool:
    """Whether a number is a twin prime: prime, and two more or two less is prime as well.

    >>> is_twin_prime(13)
    True
    >>> is_twin_prime(23)
    False
    """
    low, middle, high = (
        value > 1 and all(value % divisor for divisor in range(2, int(value**0.5) + 1))
        for value in (number - 2, number, number + 2)
    )
    return middle and (low or high)


def twin_primes_up_to(limit: int) -> list[tuple[int, int]]:
    """All pairs of twin primes (p, p + 2) up to and including a limit.

    >>> twin_primes_up_to(20)
    [(3, 5), (5, 7), (11, 13), (17, 19)]
    """
    primes = {
        number for number in range(2, limit + 1) if all(number % divisor for divisor in range(2, int(number**0.5) + 1))
    }
    return [(prime, prime + 2) for prime in sorted(primes) if prime + 2 in primes]


def is_emirp(number: int) -> bool:
    """Whether a number is an emirp: a prime whose reversed digits give a different prime.

    >>> is_emirp(13)
    True
    >>> is_emirp(11)
    False
    """
    mirrored = int(str(abs(number))[::-1])
    return number != mirrored and all(
        value > 1 and all(value % divisor for divisor in range(2, int(value**0.5) + 1)) for value in (number, mirrored)
    )


def is_circular_prime(number: int) -> bool:
    """Whether all rotations of the digits of a number are prime (circular prime).

    >>> is_circular_prime(197)
    True
    >>> is_circular_prime(19)
    False
    """
    digits = str(abs(number))
    rotations = [int(digits[i:] + digits[:i]) for i in range(len(digits))]
    return number > 1 and all(
        value > 1 and all(value % divisor for divisor in range(2, int(value**0.5) + 1)) for value in rotations
    )


def is_palindromic_prime(number: int) -> bool:
    """Whether a number is prime and reads the same backwards (palindrome prime).

    >>> is_palindromic_prime(131)
    True
    >>> is_palindromic_prime(13)
    False
    """
    if number < 2 or str(number) != str(number)[::-1]:
        return False
    return all(number % divisor for divisor in range(2, int(number**0.5) + 1))


def has_prime_digit_sum(number: int) -> bool:
    """Whether the sum of the digits of a number is prime.

    >>> has_prime_digit_sum(23)
    True
    """
    total = sum(int(digit) for digit in str(abs(number)))
    return total > 1 and all(total % divisor for divisor in range(2, total))


def goldbach_pair(number: int) -> tuple[int, int] | None:
    """Two primes that add up to an even number, the smaller one least (Goldbach), or None.

    >>> goldbach_pair(28)
    (5, 23)
    """
    for low in range(2, number // 2 + 1):
        if all(value % divisor for value in (low, number - low) for divisor in range(2, int(value**0.5) + 1)):
            return (low, number - low)
    return None


def goldbach_pair_list(number: int) -> list[int]:
    """Two primes that add up to an even number as a list, the smaller one least (Goldbach), or an empty list.

    >>> goldbach_pair_list(28)
    [5, 23]
    """
    for low in range(2, number // 2 + 1):
        if all(value % divisor for value in (low, number - low) for divisor in range(2, int(value**0.5) + 1)):
            return [low, number - low]
    return []


def prime_numbers_in_list(numbers: list[int]) -> list[int]:
    """Keep only the prime numbers of a list (filter primes).

    >>> prime_numbers_in_list([1, 2, 9, 11])
    [2, 11]
    """
    return [
        number
        for number in numbers
        if number > 1 and all(number % divisor for divisor in range(2, int(number**0.5) + 1))
    ]


def count_primes_in_list(numbers: list[int]) -> int:
    """How many numbers of a list are prime.

    >>> count_primes_in_list([1, 2, 9, 11])
    2
    """
    return sum(number > 1 and all(number % divisor for divisor in range(2, int(number**0.5) + 1)) for number in numbers)


def sum_of_primes_in_list(numbers: list[int]) -> int:
    """Sum of the prime numbers of a list.

    >>> sum_of_primes_in_list([1, 2, 9, 11])
    13
    """
    return sum(
        number
        for number in numbers
        if number > 1 and all(number % divisor for divisor in range(2, int(number**0.5) + 1))
    )


def largest_prime_in_list(numbers: list[int]) -> int | None:
    """The largest prime number of a list, or None if none of them is prime.

    >>> largest_prime_in_list([1, 2, 9, 11])
    11
    """
    for number in sorted(numbers, reverse=True):
        if number > 1 and all(number % divisor for divisor in range(2, int(number**0.5) + 1)):
            return number
    return None


def divisors_of_number(number: int) -> list[int]:
    """All divisors (factors) of a number in ascending order, one and itself included.

    >>> divisors_of_number(12)
    [1, 2, 3, 4, 6, 12]
    """
    return [divisor for divisor in range(1, number + 1) if number % divisor == 0]


def divisors_in_descending_order(number: int) -> list[int]:
    """All divisors (factors) of a number from the largest to the smallest.

    >>> divisors_in_descending_order(6)
    [6, 3, 2, 1]
    """
    return [divisor for divisor in range(number, 0, -1) if number % divisor == 0]


def proper_divisors(number: int) -> list[int]:
    """Proper divisors of a number in ascending order: all divisors (factors) but the number itself.

    >>> proper_divisors(12)
    [1, 2, 3, 4, 6]
    """
    return [divisor for divisor in range(1, number // 2 + 1) if number % divisor == 0]


def nontrivial_divisors(number: int) -> list[int]:
    """Divisors of a number except for one and the number itself.

    >>> nontrivial_divisors(12)
    [2, 3, 4, 6]
    """
    return [divisor for divisor in range(2, number // 2 + 1) if number % divisor == 0]


def even_divisors(number: int) -> list[int]:
    """The even divisors (factors) of a number in ascending order.

    >>> even_divisors(12)
    [2, 4, 6, 12]
    """
    return [divisor for divisor in range(2, number + 1, 2) if number % divisor == 0]


def odd_divisors(number: int) -> list[int]:
    """The odd divisors (factors) of a number in ascending order.

    >>> odd_divisors(12)
    [1, 3]
    """
    return [divisor for divisor in range(1, number + 1, 2) if number % divisor == 0]


def divisor_pairs(number: int) -> list[tuple[int, int]]:
    """Factor pairs: all pairs of divisors, smaller one first, whose product is the number.

    >>> divisor_pairs(12)
    [(1, 12), (2, 6), (3, 4)]
    """
    return [(low, number // low) for low in range(1, int(max(number, 0) ** 0.5) + 1) if number % low == 0]


def closest_divisor_pair(number: int) -> tuple[int, int]:
    """The two factors of a number that are closest to each other, smaller one first.

    >>> closest_divisor_pair(12)
    (3, 4)
    """
    low = next(divisor for divisor in range(int(number**0.5), 0, -1) if number % divisor == 0)
    return (low, number // low)


def count_divisors(number: int) -> int:
    """How many divisors (factors) a number has.

    >>> count_divisors(12)
    6
    """
    return sum(number % divisor == 0 for divisor in range(1, number + 1))


def count_even_divisors(number: int) -> int:
    """How many even divisors (factors) a number has.

    >>> count_even_divisors(12)
    4
    """
    return sum(number % divisor == 0 for divisor in range(2, number + 1, 2))


def count_odd_divisors(number: int) -> int:
    """How many odd divisors (factors) a number has.

    >>> count_odd_divisors(12)
    2
    """
    return sum(number % divisor == 0 for divisor in range(1, number + 1, 2))


def sum_of_divisors(number: int) -> int:
    """Sum of all divisors (factors) of a number, itself included.

    >>> sum_of_divisors(6)
    12
    """
    return sum(divisor for divisor in range(1, number + 1) if number % divisor == 0)


def sum_of_proper_divisors(number: int) -> int:
    """Sum of the proper divisors of a number (aliquot sum), itself not included.

    >>> sum_of_proper_divisors(12)
    16
    """
    return sum(divisor for divisor in range(1, number // 2 + 1) if number % divisor == 0)


def sum_of_even_divisors(number: int) -> int:
    """Sum of the even divisors (factors) of a number.

    >>> sum_of_even_divisors(12)
    24
    """
    return sum(divisor for divisor in range(2, number + 1, 2) if number % divisor == 0)


def sum_of_odd_divisors(number: int) -> int:
    """Sum of the odd divisors (factors) of a number.

    >>> sum_of_odd_divisors(30)
    24
    """
    return sum(divisor for divisor in range(1, number + 1, 2) if number % divisor == 0)


def sum_of_squared_divisors(number: int) -> int:
    """Sum of the squares of all divisors of a number.

    >>> sum_of_squared_divisors(6)
    50
    """
    return sum(divisor * divisor for divisor in range(1, number + 1) if number % divisor == 0)


def product_of_divisors(number: int) -> int:
    """Product of all divisors (factors) of a number.

    >>> product_of_divisors(6)
    36
    """
    import math

    return math.prod(divisor for divisor in range(1, number + 1) if number % divisor == 0)


def largest_proper_divisor(number: int) -> int:
    """The largest divisor of a number that is smaller than the number itself (greatest proper factor).

    >>> largest_proper_divisor(15)
    5
    >>> largest_proper_divisor(7)
    1
    """
    return next(divisor for divisor in range(number // 2, 0, -1) if number % divisor == 0)


def largest_odd_divisor(number: int) -> int:
    """The largest odd divisor of a number: all factors of two divided out.

    >>> largest_odd_divisor(24)
    3
    """
    return number // (number & -number)


def is_perfect_number(number: int) -> bool:
    """Whether a number is perfect: equal to the sum of its proper divisors.

    >>> is_perfect_number(28)
    True
    >>> is_perfect_number(12)
    False
    """
    return number > 0 and number == sum(divisor for divisor in range(1, number // 2 + 1) if number % divisor == 0)


def is_abundant_number(number: int) -> bool:
    """Whether a number is abundant: smaller than the sum of its proper divisors.

    >>> is_abundant_number(12)
    True
    >>> is_abundant_number(10)
    False
    """
    return number < sum(divisor for divisor in range(1, number // 2 + 1) if number % divisor == 0)


def is_deficient_number(number: int) -> bool:
    """Whether a number is deficient: greater than the sum of its proper divisors.

    >>> is_deficient_number(10)
    True
    >>> is_deficient_number(12)
    False
    """
    return number > sum(divisor for divisor in range(1, number // 2 + 1) if number % divisor == 0)


def perfect_abundant_or_deficient(number: int) -> str:
    """Classify a number by its aliquot sum: "perfect", "abundant" or "deficient".

    >>> perfect_abundant_or_deficient(12)
    'abundant'
    >>> perfect_abundant_or_deficient(7)
    'deficient'
    """
    total = sum(divisor for divisor in range(1, number // 2 + 1) if number % divisor == 0)
    if total == number:
        return "perfect"
    return "abundant" if total > number else "deficient"


def abundant_numbers_up_to(limit: int) -> list[int]:
    """All abundant numbers up to and including a limit.

    >>> abundant_numbers_up_to(24)
    [12, 18, 20, 24]
    """
    return [
        number
        for number in range(1, limit + 1)
        if number < sum(divisor for divisor in range(1, number // 2 + 1) if number % divisor == 0)
    ]


def perfect_numbers_up_to(limit: int) -> list[int]:
    """All perfect numbers up to and including a limit.

    >>> perfect_numbers_up_to(30)
    [6, 28]
    """
    return [
        number
        for number in range(1, limit + 1)
        if number == sum(divisor for divisor in range(1, number // 2 + 1) if number % divisor == 0)
    ]


def are_amicable_numbers(first: int, second: int) -> bool:
    """Whether two numbers are amicable: each is the sum of the proper divisors of the other.

    >>> are_amicable_numbers(220, 284)
    True
    >>> are_amicable_numbers(6, 6)
    False
    """
    first_sum = sum(divisor for divisor in range(1, first // 2 + 1) if first % divisor == 0)
    second_sum = sum(divisor for divisor in range(1, second // 2 + 1) if second % divisor == 0)
    return first != second and first_sum == second and second_sum == first


def have_equal_divisor_sums(first: int, second: int) -> bool:
    """Whether two numbers have the same sum of proper divisors.

    >>> have_equal_divisor_sums(36, 47)
    False
    >>> have_equal_divisor_sums(6, 25)
    True
    """
    first_sum = sum(divisor for divisor in range(1, first // 2 + 1) if first % divisor == 0)
    return first_sum == sum(divisor for divisor in range(1, second // 2 + 1) if second % divisor == 0)


def common_divisors(first: int, second: int) -> list[int]:
    """Common divisors (factors) of two numbers in ascending order.

    >>> common_divisors(12, 18)
    [1, 2, 3, 6]
    """
    return [divisor for divisor in range(1, min(first, second) + 1) if first % divisor == second % divisor == 0]


def count_common_divisors(first: int, second: int) -> int:
    """How many common divisors (factors) two numbers have.

    >>> count_common_divisors(12, 18)
    4
    """
    return sum(first % divisor == second % divisor == 0 for divisor in range(1, min(first, second) + 1))


def sum_of_common_divisors(first: int, second: int) -> int:
    """Sum of the common divisors of two numbers.

    >>> sum_of_common_divisors(10, 15)
    6
    """
    return sum(divisor for divisor in range(1, min(first, second) + 1) if first % divisor == second % divisor == 0)


def are_coprime(first: int, second: int) -> bool:
    """Whether two numbers are coprime (relatively prime): their greatest common divisor is one.

    >>> are_coprime(8, 9)
    True
    >>> are_coprime(6, 9)
    False
    """
    import math

    return math.gcd(first, second) == 1


def are_pairwise_coprime(numbers: list[int]) -> bool:
    """Whether all numbers of a list are pairwise coprime: no two of them share a factor.

    >>> are_pairwise_coprime([4, 9, 25])
    True
    >>> are_pairwise_coprime([4, 9, 6])
    False
    """
    import math
    from itertools import combinations

    return all(math.gcd(first, second) == 1 for first, second in combinations(numbers, 2))


def euler_totient(number: int) -> int:
    """Euler's totient (phi): how many numbers from 1 to n are coprime to n.

    >>> euler_totient(10)
    4
    >>> euler_totient(1)
    1
    """
    import math

    return sum(math.gcd(number, other) == 1 for other in range(1, number + 1))


def coprimes_below(number: int) -> list[int]:
    """All positive numbers below n that are coprime to n (totatives).

    >>> coprimes_below(10)
    [1, 3, 7, 9]
    """
    import math

    return [other for other in range(1, number) if math.gcd(number, other) == 1]


def gcd_of_list(numbers: list[int]) -> int:
    """Greatest common divisor of all numbers of a list.

    >>> gcd_of_list([12, 18, 30])
    6
    """
    import math

    return math.gcd(*numbers)


def lcm_of_list(numbers: list[int]) -> int:
    """Least common multiple of all numbers of a list.

    >>> lcm_of_list([4, 6, 10])
    60
    """
    import math

    return math.lcm(*numbers)


def smallest_multiple_up_to(limit: int) -> int:
    """The smallest number that is divisible by all numbers from 1 to n (least common multiple of a range).

    >>> smallest_multiple_up_to(10)
    2520
    """
    import math

    return math.lcm(*range(1, limit + 1))


def extended_gcd(first: int, second: int) -> tuple[int, int, int]:
    """Extended Euclid: (g, x, y) with g the greatest common divisor and a * x + b * y == g (Bezout).

    >>> extended_gcd(240, 46)
    (2, -9, 47)
    """
    old_x, x, old_y, y = 1, 0, 0, 1
    while second:
        quotient = first // second
        first, second = second, first % second
        old_x, x = x, old_x - quotient * x
        old_y, y = y, old_y - quotient * y
    return (first, old_x, old_y)


def steps_of_euclid(first: int, second: int) -> int:
    """How many division steps the Euclidean algorithm takes for two numbers.

    >>> steps_of_euclid(48, 18)
    3
    """
    steps = 0
    while second:
        first, second = second, first % second
        steps += 1
    return steps


def modular_inverse_or_none(number: int, modulus: int) -> int | None:
    """Modular multiplicative inverse of a number, or None if there is none.

    >>> modular_inverse_or_none(3, 11)
    4
    """
    return next((inverse for inverse in range(1, modulus) if number * inverse % modulus == 1), None)


def chinese_remainder(remainders: list[int], moduli: list[int]) -> int:
    """Chinese remainder theorem: the smallest number with the given remainders for coprime moduli.

    >>> chinese_remainder([2, 3, 2], [3, 5, 7])
    23
    """
    import math

    product = math.prod(moduli)
    total = 0
    for remainder, modulus in zip(remainders, moduli, strict=True):
        rest = product // modulus
        total += remainder * rest * pow(rest, -1, modulus)
    return total % product


def multiples_up_to(number: int, limit: int) -> list[int]:
    """All multiples of a positive number up to and including a limit.

    >>> multiples_up_to(3, 12)
    [3, 6, 9, 12]
    """
    return list(range(number, limit + 1, number))


def first_n_multiples(number: int, count: int) -> list[int]:
    """List of the first n multiples of a number (times table row).

    >>> first_n_multiples(3, 4)
    [3, 6, 9, 12]
    """
    return [number * factor for factor in range(1, count + 1)]


def sum_of_multiples_below(limit: int, first: int, second: int) -> int:
    """Sum of all numbers below a limit that are divisible by either of two numbers.

    >>> sum_of_multiples_below(10, 3, 5)
    23
    """
    return sum(number for number in range(1, limit) if number % first == 0 or number % second == 0)


def sum_of_multiples_of_three_or_five(limit: int) -> int:
    """Sum of all multiples of 3 or 5 below a limit.

    >>> sum_of_multiples_of_three_or_five(10)
    23
    """
    return sum(number for number in range(limit) if number % 3 == 0 or number % 5 == 0)


def sum_of_multiples_of_three_or_five_up_to(limit: int) -> int:
    """Sum of all multiples of 3 or 5 up to and including a limit.

    >>> sum_of_multiples_of_three_or_five_up_to(10)
    33
    """
    return sum(number for number in range(limit + 1) if number % 3 == 0 or number % 5 == 0)


def sum_of_multiples_of_list(limit: int, factors: list[int]) -> int:
    """Sum of all numbers below a limit that are divisible by any number of a list.

    >>> sum_of_multiples_of_list(20, [3, 5])
    78
    """
    return sum({multiple for factor in factors if factor > 0 for multiple in range(factor, limit, factor)})


def count_divisible_between(low: int, high: int, divisor: int) -> int:
    """How many numbers of a range, both ends included, are divisible by a positive divisor.

    >>> count_divisible_between(6, 11, 2)
    3
    """
    return high // divisor - (low - 1) // divisor


def numbers_divisible_between(low: int, high: int, divisor: int) -> list[int]:
    """All numbers of a range, both ends included, that are divisible by a divisor.

    >>> numbers_divisible_between(6, 11, 2)
    [6, 8, 10]
    """
    return [number for number in range(low, high + 1) if number % divisor == 0]


def nearest_multiple(number: float, step: int) -> int:
    """Round a number to the nearest multiple of a step, halves up.

    >>> nearest_multiple(13, 5)
    15
    """
    import math

    return math.floor(number / step + 0.5) * step


def smallest_multiple_not_below(number: int, step: int) -> int:
    """Round up to a multiple: the smallest multiple of a step that is not below a number.

    >>> smallest_multiple_not_below(13, 5)
    15
    >>> smallest_multiple_not_below(15, 5)
    15
    """
    return -(-number // step) * step


def largest_multiple_not_above(number: int, step: int) -> int:
    """Round down to a multiple: the largest multiple of a step that is not above a number.

    >>> largest_multiple_not_above(13, 5)
    10
    """
    return number // step * step


def trailing_zeros_of_factorial(number: int) -> int:
    """How many zeros there are at the end of the factorial of a number.

    >>> trailing_zeros_of_factorial(25)
    6
    """
    count = 0
    while number >= 5:
        number //= 5
        count += number
    return count


def exponent_of_divisor(number: int, divisor: int) -> int:
    """How many times a number can be divided by a divisor without a remainder (multiplicity).

    >>> exponent_of_divisor(24, 2)
    3
    """
    count = 0
    while number and divisor > 1 and number % divisor == 0:
        number //= divisor
        count += 1
    return count


def is_ugly_number(number: int) -> bool:
    """Whether a number is ugly: positive with no prime factors other than 2, 3 and 5 (Hamming number).

    >>> is_ugly_number(12)
    True
    >>> is_ugly_number(14)
    False
    """
    for factor in (2, 3, 5):
        while number > 0 and number % factor == 0:
            number //= factor
    return number == 1


def nth_ugly_number(position: int) -> int:
    """The nth ugly number (Hamming number: no prime factors but 2, 3 and 5), where the first is 1.

    >>> nth_ugly_number(10)
    12
    """
    numbers = [1]
    i = j = k = 0
    while len(numbers) < position:
        numbers.append(min(numbers[i] * 2, numbers[j] * 3, numbers[k] * 5))
        i += numbers[-1] == numbers[i] * 2
        j += numbers[-1] == numbers[j] * 3
        k += numbers[-1] == numbers[k] * 5
    return numbers[-1]


def has_exactly_three_divisors(number: int) -> bool:
    """Whether a number has exactly three divisors (it is the square of a prime).

    >>> has_exactly_three_divisors(9)
    True
    >>> has_exactly_three_divisors(12)
    False
    """
    return sum(number % divisor == 0 for divisor in range(1, number + 1)) == 3


def is_highly_composite(number: int) -> bool:
    """Whether a number has more divisors than every smaller positive number (highly composite).

    >>> is_highly_composite(12)
    True
    >>> is_highly_composite(10)
    False
    """
    counts = [sum(value % divisor == 0 for divisor in range(1, value + 1)) for value in range(1, number + 1)]
    return number > 0 and counts[-1] > max(counts[:-1], default=0)


def sum_of_digits(number: int) -> int:
    """Sum of the digits of a number, its sign ignored (digit sum).

    >>> sum_of_digits(123)
    6
    """
    return sum(int(digit) for digit in str(abs(number)))


def signed_digit_sum(number: int) -> int:
    """Sum of the digits of a number, where the first digit of a negative number counts as negative.

    >>> signed_digit_sum(-123)
    4
    """
    digits = [int(digit) for digit in str(abs(number))]
    return sum(digits) if number >= 0 else sum(digits) - 2 * digits[0]


def product_of_digits(number: int) -> int:
    """Product of the digits of a number.

    >>> product_of_digits(234)
    24
    """
    import math

    return math.prod(int(digit) for digit in str(abs(number)))


def product_of_nonzero_digits(number: int) -> int:
    """Product of the digits of a number without its zeros.

    >>> product_of_nonzero_digits(205)
    10
    """
    import math

    return math.prod(int(digit) for digit in str(abs(number)) if digit != "0")


def product_of_odd_digits(number: int) -> int:
    """Product of the odd digits of a number, or 0 if all digits are even.

    >>> product_of_odd_digits(235)
    15
    >>> product_of_odd_digits(4)
    0
    """
    import math

    odd = [int(digit) for digit in str(abs(number)) if digit in "13579"]
    return math.prod(odd) if odd else 0


def product_minus_sum_of_digits(number: int) -> int:
    """Product of the digits of a number minus the sum of its digits.

    >>> product_minus_sum_of_digits(234)
    15
    """
    import math

    digits = [int(digit) for digit in str(abs(number))]
    return math.prod(digits) - sum(digits)


def sum_of_squared_digits(number: int) -> int:
    """Sum of the squares of the digits of a number.

    >>> sum_of_squared_digits(23)
    13
    """
    return sum(int(digit) ** 2 for digit in str(abs(number)))


def sum_of_cubed_digits(number: int) -> int:
    """Sum of the cubes of the digits of a number.

    >>> sum_of_cubed_digits(23)
    35
    """
    return sum(int(digit) ** 3 for digit in str(abs(number)))


def sum_of_digit_factorials(number: int) -> int:
    """Sum of the factorials of the digits of a number.

    >>> sum_of_digit_factorials(145)
    145
    """
    import math

    return sum(math.factorial(int(digit)) for digit in str(abs(number)))


def sum_of_even_digits(number: int) -> int:
    """Sum of the even digits of a number.

    >>> sum_of_even_digits(1234)
    6
    """
    return sum(int(digit) for digit in str(abs(number)) if int(digit) % 2 == 0)


def sum_of_odd_digits(number: int) -> int:
    """Sum of the odd digits of a number.

    >>> sum_of_odd_digits(1234)
    4
    """
    return sum(int(digit) for digit in str(abs(number)) if int(digit) % 2)


def alternating_digit_sum(number: int) -> int:
    """Alternating sum of the digits of a number, the first one added, the second one subtracted.

    >>> alternating_digit_sum(521)
    4
    """
    digits = [int(digit) for digit in str(abs(number))]
    return sum(digits[::2]) - sum(digits[1::2])


def sum_of_first_and_last_digit(number: int) -> int:
    """Sum of the first and the last digit of a number.

    >>> sum_of_first_and_last_digit(1234)
    5
    """
    digits = str(abs(number))
    return int(digits[0]) + int(digits[-1])


def even_minus_odd_digit_sum(number: int) -> int:
    """Sum of the even digits minus the sum of the odd digits of a number.

    >>> even_minus_odd_digit_sum(1234)
    2
    """
    return sum(int(digit) * (-1) ** int(digit) for digit in str(abs(number)))


def list_of_digits(number: int) -> list[int]:
    """Digits of a number as a list of integers, from the first to the last.

    >>> list_of_digits(123)
    [1, 2, 3]
    """
    return [int(digit) for digit in str(abs(number))]


def digits_in_reverse(number: int) -> list[int]:
    """Digits of a number as a list in reverse order, from the last to the first.

    >>> digits_in_reverse(123)
    [3, 2, 1]
    """
    return [int(digit) for digit in reversed(str(abs(number)))]


def count_digits_of_number(number: int) -> int:
    """How many digits a number has, its sign not counted.

    >>> count_digits_of_number(-120)
    3
    """
    return len(str(abs(number)))


def count_digit_occurrences(number: int, digit: int) -> int:
    """How many times a digit occurs in a number.

    >>> count_digit_occurrences(1221, 2)
    2
    """
    return str(abs(number)).count(str(digit))


def count_digit_in_range(limit: int, digit: int) -> int:
    """How many times a digit is written when counting from 0 up to and including a limit.

    >>> count_digit_in_range(12, 1)
    5
    """
    return sum(str(number).count(str(digit)) for number in range(limit + 1))


def count_even_digits(number: int) -> int:
    """How many digits of a number are even.

    >>> count_even_digits(1204)
    3
    """
    return sum(digit in "02468" for digit in str(abs(number)))


def count_odd_digits(number: int) -> int:
    """How many digits of a number are odd.

    >>> count_odd_digits(1204)
    1
    """
    return sum(digit in "13579" for digit in str(abs(number)))


def count_even_and_odd_digits(number: int) -> tuple[int, int]:
    """How many even and how many odd digits a number has, as a tuple.

    >>> count_even_and_odd_digits(-123)
    (1, 2)
    """
    digits = str(abs(number))
    even = sum(digit in "02468" for digit in digits)
    return (even, len(digits) - even)


def digit_counts(number: int) -> dict[int, int]:
    """How often each digit occurs in a number, as a dict.

    >>> digit_counts(1221)
    {1: 2, 2: 2}
    """
    counts: dict[int, int] = {}
    for digit in str(abs(number)):
        counts[int(digit)] = counts.get(int(digit), 0) + 1
    return counts


def count_distinct_digits(number: int) -> int:
    """How many different digits a number has.

    >>> count_distinct_digits(1221)
    2
    """
    return len(set(str(abs(number))))


def has_distinct_digits(number: int) -> bool:
    """Whether all digits of a number are different (no digit repeats).

    >>> has_distinct_digits(123)
    True
    >>> has_distinct_digits(121)
    False
    """
    digits = str(abs(number))
    return len(set(digits)) == len(digits)


def distinct_digits(number: int) -> list[int]:
    """The different digits of a number in ascending order.

    >>> distinct_digits(3221)
    [1, 2, 3]
    """
    return sorted({int(digit) for digit in str(abs(number))})


def count_digits_that_divide(number: int) -> int:
    """How many digits of a number divide it evenly, zeros left out.

    >>> count_digits_that_divide(1012)
    3
    """
    return sum(digit != "0" and number % int(digit) == 0 for digit in str(abs(number)))


def is_self_dividing(number: int) -> bool:
    """Whether a number is divisible by each of its digits (self-dividing, no zeros).

    >>> is_self_dividing(128)
    True
    >>> is_self_dividing(102)
    False
    """
    return all(digit != "0" and number % int(digit) == 0 for digit in str(abs(number)))


def self_dividing_numbers(low: int, high: int) -> list[int]:
    """All numbers of a range, ends included, that are divisible by each of their digits.

    >>> self_dividing_numbers(10, 22)
    [11, 12, 15, 22]
    """
    return [
        number
        for number in range(low, high + 1)
        if all(digit != "0" and number % int(digit) == 0 for digit in str(abs(number)))
    ]


def has_only_even_digits(number: int) -> bool:
    """Whether all digits of a number are even.

    >>> has_only_even_digits(248)
    True
    """
    return all(digit in "02468" for digit in str(abs(number)))


def has_only_odd_digits(number: int) -> bool:
    """Whether all digits of a number are odd.

    >>> has_only_odd_digits(135)
    True
    """
    return all(digit in "13579" for digit in str(abs(number)))


def has_even_digit(number: int) -> bool:
    """Whether any digit of a number is even.

    >>> has_even_digit(135)
    False
    """
    return any(digit in "02468" for digit in str(abs(number)))


def has_ascending_digits(number: int) -> bool:
    """Whether the digits of a number never decrease from left to right (sorted digits).

    >>> has_ascending_digits(1223)
    True
    >>> has_ascending_digits(132)
    False
    """
    digits = list(str(abs(number)))
    return digits == sorted(digits)


def has_strictly_ascending_digits(number: int) -> bool:
    """Whether each digit of a number is greater than the one before it.

    >>> has_strictly_ascending_digits(1239)
    True
    >>> has_strictly_ascending_digits(1223)
    False
    """
    digits = list(str(abs(number)))
    return digits == sorted(set(digits))


def is_stepping_number(number: int) -> bool:
    """Whether all neighbouring digits of a number differ by exactly one (stepping or jumping number).

    >>> is_stepping_number(3234)
    True
    >>> is_stepping_number(358)
    False
    """
    from itertools import pairwise

    return all(abs(int(left) - int(right)) == 1 for left, right in pairwise(str(abs(number))))


def first_digit(number: int) -> int:
    """The first (leading) digit of a number.

    >>> first_digit(-523)
    5
    """
    return int(str(abs(number))[0])


def last_digit(number: int) -> int:
    """The last digit of a number, its sign ignored.

    >>> last_digit(-523)
    3
    """
    return abs(number) % 10


def nth_digit_from_right(number: int, position: int) -> int:
    """The digit of a number at a position counted from the right, where 0 is the last digit.

    >>> nth_digit_from_right(5678, 1)
    7
    """
    return int(abs(number) // 10**position % 10)


def largest_digit(number: int) -> int:
    """The largest digit of a number.

    >>> largest_digit(3817)
    8
    """
    return int(max(str(abs(number))))


def smallest_digit(number: int) -> int:
    """The smallest digit of a number.

    >>> smallest_digit(3817)
    1
    """
    return int(min(str(abs(number))))


def largest_minus_smallest_digit(number: int) -> int:
    """Difference between the largest and the smallest digit of a number.

    >>> largest_minus_smallest_digit(3817)
    7
    """
    digits = str(abs(number))
    return int(max(digits)) - int(min(digits))


def reverse_digits(number: int) -> int:
    """Reverse the digits of an integer and keep its sign (reverse integer).

    >>> reverse_digits(-120)
    -21
    """
    return (-1 if number < 0 else 1) * int(str(abs(number))[::-1])


def reverse_integer_32_bit(number: int) -> int:
    """Reverse the digits of an integer and keep its sign, 0 if the result overflows 32 bits.

    >>> reverse_integer_32_bit(123)
    321
    >>> reverse_integer_32_bit(1534236469)
    0
    """
    mirrored = (-1 if number < 0 else 1) * int(str(abs(number))[::-1])
    return mirrored if -(2**31) <= mirrored < 2**31 else 0


def sum_with_reversed_digits(number: int) -> int:
    """A number plus the number with its digits reversed.

    >>> sum_with_reversed_digits(124)
    545
    """
    return number + int(str(number)[::-1])


def difference_from_reversed_digits(number: int) -> int:
    """Absolute difference between a number and the number with its digits reversed.

    >>> difference_from_reversed_digits(25)
    27
    """
    return abs(number - int(str(number)[::-1]))


def digits_in_descending_order(number: int) -> int:
    """Rearrange the digits of a number in descending order: the largest number from its digits.

    >>> digits_in_descending_order(2017)
    7210
    """
    return int("".join(sorted(str(abs(number)), reverse=True)))


def digits_in_ascending_order(number: int) -> int:
    """Rearrange the digits of a number in ascending order: the smallest number from its digits.

    >>> digits_in_ascending_order(321)
    123
    """
    return int("".join(sorted(str(abs(number)))))


def smallest_number_of_digits(number: int) -> int:
    """The smallest number from the digits of a number without a leading zero.

    >>> smallest_number_of_digits(3021)
    1023
    """
    digits = sorted(str(abs(number)))
    first = next((i for i, digit in enumerate(digits) if digit != "0"), 0)
    return int(digits[first] + "".join(digits[:first] + digits[first + 1 :]))


def rotate_digits_left(number: int, steps: int) -> int:
    """Rotate the digits of a number to the left by some steps.

    >>> rotate_digits_left(12345, 2)
    34512
    """
    digits = str(abs(number))
    steps %= len(digits)
    return int(digits[steps:] + digits[:steps])


def swap_first_and_last_digit(number: int) -> int:
    """Swap the first and the last digit of a number.

    >>> swap_first_and_last_digit(1234)
    4231
    """
    digits = str(abs(number))
    return int(digits[-1] + digits[1:-1] + digits[0]) if len(digits) > 1 else number


def remove_zeros_from_number(number: int) -> int:
    """Remove all zeros from the digits of a number.

    >>> remove_zeros_from_number(1020)
    12
    """
    return int(str(number).replace("0", "") or 0)


def strip_trailing_zeros(number: int) -> int:
    """Remove the zeros at the end of a number.

    >>> strip_trailing_zeros(1200)
    12
    """
    return int(str(number).rstrip("0") or 0)


def replace_digit(number: int, old: int, new: int) -> int:
    """Replace all occurrences of a digit in a number by another digit.

    >>> replace_digit(1021, 1, 5)
    5025
    """
    return int(str(number).replace(str(old), str(new)))


def largest_number_without_one_digit(number: int) -> int:
    """The largest number that is left after deleting exactly one digit of a number.

    >>> largest_number_without_one_digit(152)
    52
    """
    digits = str(abs(number))
    return max(int(digits[:i] + digits[i + 1 :]) for i in range(len(digits)))


def square_every_digit(number: int) -> int:
    """Square every digit of a number and join the squares.

    >>> square_every_digit(9119)
    811181
    """
    return int("".join(str(int(digit) ** 2) for digit in str(abs(number))))


def split_number_in_place_values(number: int) -> list[int]:
    """Split a number in the values of its digits by place (expanded form), zeros left out.

    >>> split_number_in_place_values(5073)
    [5000, 70, 3]
    """
    digits = str(abs(number))
    return [int(digit.ljust(len(digits) - i, "0")) for i, digit in enumerate(digits) if digit != "0"]


def expanded_form(number: int) -> str:
    """Expanded form of a number as text: the values of its digits with plus signs.

    >>> expanded_form(5073)
    '5000 + 70 + 3'
    """
    digits = str(number)
    return " + ".join(digit.ljust(len(digits) - i, "0") for i, digit in enumerate(digits) if digit != "0")


def digital_root(number: int) -> int:
    """Digital root: sum the digits of a number again and again until one digit is left.

    >>> digital_root(942)
    6
    """
    while number > 9:
        number = sum(int(digit) for digit in str(number))
    return number


def multiplicative_digital_root(number: int) -> int:
    """Multiply the digits of a number again and again until one digit is left.

    >>> multiplicative_digital_root(39)
    4
    """
    import math

    while number > 9:
        number = math.prod(int(digit) for digit in str(number))
    return number


def multiplicative_persistence(number: int) -> int:
    """How many times the digits must be multiplied until one digit is left (multiplicative persistence).

    >>> multiplicative_persistence(39)
    3
    """
    import math

    steps = 0
    while number > 9:
        number = math.prod(int(digit) for digit in str(number))
        steps += 1
    return steps


def additive_persistence(number: int) -> int:
    """How many times the digits must be summed until one digit is left (additive persistence).

    >>> additive_persistence(199)
    3
    """
    steps = 0
    while number > 9:
        number = sum(int(digit) for digit in str(number))
        steps += 1
    return steps


def is_armstrong_number(number: int) -> bool:
    """Whether a number is an Armstrong (narcissistic) number: the sum of its digits to the power of their count.

    >>> is_armstrong_number(153)
    True
    >>> is_armstrong_number(154)
    False
    """
    digits = str(number)
    return number >= 0 and number == sum(int(digit) ** len(digits) for digit in digits)


def armstrong_numbers_between(low: int, high: int) -> list[int]:
    """All Armstrong (narcissistic) numbers of a range, ends included.

    >>> armstrong_numbers_between(100, 400)
    [153, 370, 371]
    """
    return [
        number
        for number in range(max(low, 0), high + 1)
        if number == sum(int(digit) ** len(str(number)) for digit in str(number))
    ]


def equals_sum_of_cubed_digits(number: int) -> bool:
    """Whether a number equals the sum of the cubes of its digits.

    >>> equals_sum_of_cubed_digits(371)
    True
    """
    return number >= 0 and number == sum(int(digit) ** 3 for digit in str(number))


def is_happy_number(number: int) -> bool:
    """Whether a number is happy: the repeated sum of squares of its digits ends at 1.

    >>> is_happy_number(19)
    True
    >>> is_happy_number(2)
    False
    """
    seen = set()
    while number > 1 and number not in seen:
        seen.add(number)
        number = sum(int(digit) ** 2 for digit in str(number))
    return number == 1


def happy_numbers_up_to(limit: int) -> list[int]:
    """All happy numbers up to and including a limit.

    >>> happy_numbers_up_to(20)
    [1, 7, 10, 13, 19]
    """
    happy = []
    for number in range(1, limit + 1):
        value = number
        while value not in (1, 4):
            value = sum(int(digit) ** 2 for digit in str(value))
        if value == 1:
            happy.append(number)
    return happy


def is_palindrome_number(number: int) -> bool:
    """Whether an integer is a palindrome: its digits read the same backwards, negative ones never do.

    >>> is_palindrome_number(121)
    True
    >>> is_palindrome_number(-121)
    False
    """
    return str(number) == str(number)[::-1]


def is_palindrome_ignoring_sign(number: int) -> bool:
    """Whether the digits of a number are a palindrome, its sign ignored.

    >>> is_palindrome_ignoring_sign(-121)
    True
    """
    return str(abs(number)) == str(abs(number))[::-1]


def palindrome_numbers_between(low: int, high: int) -> list[int]:
    """All palindromic numbers of a range, ends included.

    >>> palindrome_numbers_between(95, 121)
    [99, 101, 111, 121]
    """
    return [number for number in range(low, high + 1) if str(number) == str(number)[::-1]]


def count_palindrome_numbers(low: int, high: int) -> int:
    """How many palindromic numbers there are in a range, ends included.

    >>> count_palindrome_numbers(1, 11)
    10
    """
    return sum(str(number) == str(number)[::-1] for number in range(low, high + 1))


def count_even_and_odd_palindromes(limit: int) -> tuple[int, int]:
    """How many even and how many odd palindromic numbers there are from 1 to n, as a tuple.

    >>> count_even_and_odd_palindromes(12)
    (4, 6)
    """
    found = [number for number in range(1, limit + 1) if str(number) == str(number)[::-1]]
    even = sum(number % 2 == 0 for number in found)
    return (even, len(found) - even)


def next_palindrome_number(number: int) -> int:
    """The smallest palindromic number greater than a number.

    >>> next_palindrome_number(123)
    131
    """
    number = max(number + 1, 0)
    while str(number) != str(number)[::-1]:
        number += 1
    return number


def nearest_palindrome_number(number: int) -> int:
    """The palindromic number closest to a number, the smaller one of two.

    >>> nearest_palindrome_number(123)
    121
    """
    distance = 0
    while True:
        for candidate in (number - distance, number + distance):
            if str(candidate) == str(candidate)[::-1]:
                return candidate
        distance += 1


def steps_to_palindrome(number: int) -> int:
    """How often a number must be added to its reversed digits until a palindrome comes out, -1 after 100 steps.

    >>> steps_to_palindrome(87)
    4
    """
    for steps in range(101):
        if str(number) == str(number)[::-1]:
            return steps
        number += int(str(abs(number))[::-1])
    return -1


def is_lychrel_number(number: int) -> bool:
    """Whether adding the reversed digits gives no palindrome within 50 steps (Lychrel candidate).

    >>> is_lychrel_number(196)
    True
    >>> is_lychrel_number(47)
    False
    """
    for _ in range(50):
        number += int(str(abs(number))[::-1])
        if str(number) == str(number)[::-1]:
            return False
    return True


def is_automorphic_number(number: int) -> bool:
    """Whether a number is automorphic: its square ends with the number itself.

    >>> is_automorphic_number(76)
    True
    >>> is_automorphic_number(7)
    False
    """
    return str(number * number).endswith(str(number))


def is_harshad_number(number: int) -> bool:
    """Whether a number is a Harshad (Niven) number: divisible by the sum of its digits.

    >>> is_harshad_number(18)
    True
    >>> is_harshad_number(19)
    False
    """
    return number > 0 and number % sum(int(digit) for digit in str(number)) == 0


def is_disarium_number(number: int) -> bool:
    """Whether a number is Disarium: the sum of its digits, each to the power of its position.

    >>> is_disarium_number(135)
    True
    >>> is_disarium_number(136)
    False
    """
    return number >= 0 and number == sum(int(digit) ** i for i, digit in enumerate(str(number), 1))


def is_strong_number(number: int) -> bool:
    """Whether a number is strong (Krishnamurthy, factorion): the sum of the factorials of its digits.

    >>> is_strong_number(145)
    True
    >>> is_strong_number(146)
    False
    """
    import math

    return number > 0 and number == sum(math.factorial(int(digit)) for digit in str(number))


def is_spy_number(number: int) -> bool:
    """Whether a number is a spy number: the sum of its digits equals their product.

    >>> is_spy_number(1124)
    True
    """
    import math

    digits = [int(digit) for digit in str(abs(number))]
    return sum(digits) == math.prod(digits)


def is_neon_number(number: int) -> bool:
    """Whether a number is neon: the sum of the digits of its square equals the number.

    >>> is_neon_number(9)
    True
    """
    return number == sum(int(digit) for digit in str(number * number))


def is_smith_number(number: int) -> bool:
    """Whether a composite number is a Smith number: its digit sum equals that of its prime factors.

    >>> is_smith_number(22)
    True
    >>> is_smith_number(7)
    False
    """
    rest, divisor, factors = number, 2, ""
    while divisor * divisor <= rest:
        if rest % divisor:
            divisor += 1
        else:
            rest //= divisor
            factors += str(divisor)
    if not factors:
        return False
    return sum(map(int, str(number))) == sum(map(int, factors + str(rest)))


def is_kaprekar_number(number: int) -> bool:
    """Whether a number is a Kaprekar number: its square can be split in two parts that add up to it.

    >>> is_kaprekar_number(45)
    True
    >>> is_kaprekar_number(46)
    False
    """
    square = str(number * number)
    return number == 1 or any(
        int(square[i:]) > 0 and int(square[:i]) + int(square[i:]) == number for i in range(1, len(square))
    )


def steps_of_kaprekar_routine(number: int) -> int:
    """How many steps of Kaprekar's routine lead a four-digit number to 6174, -1 if it never comes there.

    >>> steps_of_kaprekar_routine(3524)
    3
    """
    for steps in range(10):
        if number == 6174:
            return steps
        digits = "".join(sorted(str(abs(number)).zfill(4)))
        number = int(digits[::-1]) - int(digits)
    return -1


def is_duck_number(number: int) -> bool:
    """Whether a positive number is a duck number: it contains a zero.

    >>> is_duck_number(3210)
    True
    """
    return number > 0 and "0" in str(number)


def is_buzz_number(number: int) -> bool:
    """Whether a number is a buzz number: divisible by 7 or ending in 7.

    >>> is_buzz_number(27)
    True
    """
    return number % 7 == 0 or number % 10 == 7


def is_pronic_number(number: int) -> bool:
    """Whether a number is pronic (oblong, heteromecic): the product of two consecutive numbers.

    >>> is_pronic_number(12)
    True
    >>> is_pronic_number(13)
    False
    """
    import math

    return number >= 0 and math.isqrt(number) * (math.isqrt(number) + 1) == number


def is_trimorphic_number(number: int) -> bool:
    """Whether a number is trimorphic: its cube ends with the number itself.

    >>> is_trimorphic_number(24)
    True
    """
    return str(number**3).endswith(str(number))


def is_pandigital(number: int) -> bool:
    """Whether a number has all digits from 1 to n exactly once, n being how many digits it has (pandigital).

    >>> is_pandigital(2143)
    True
    >>> is_pandigital(2144)
    False
    """
    digits = sorted(str(abs(number)))
    return digits == list("123456789"[: len(digits)])


def contains_all_ten_digits(number: int) -> bool:
    """Whether a number contains every digit from 0 to 9 at least once (pandigital).

    >>> contains_all_ten_digits(1023456789)
    True
    """
    return len(set(str(abs(number)))) == 10


def are_digit_permutations(first: int, second: int) -> bool:
    """Whether two numbers are made of the same digits in any order (digit anagrams).

    >>> are_digit_permutations(1203, 3021)
    True
    """
    return sorted(str(first)) == sorted(str(second))


def is_power_of_own_digit_sum(number: int) -> bool:
    """Whether a number is a power of the sum of its digits, such as 81 = 9 ** 2.

    >>> is_power_of_own_digit_sum(81)
    True
    >>> is_power_of_own_digit_sum(82)
    False
    """
    total = sum(int(digit) for digit in str(abs(number)))
    power = total
    while 1 < power < number:
        power *= total
    return number > 0 and power == number


def is_strobogrammatic(number: int) -> bool:
    """Whether a number looks the same upside down, rotated by 180 degrees (strobogrammatic).

    >>> is_strobogrammatic(69)
    True
    >>> is_strobogrammatic(66)
    False
    """
    turned = {"0": "0", "1": "1", "6": "9", "8": "8", "9": "6"}
    return str(number) == "".join(turned.get(digit, "?") for digit in reversed(str(number)))


def join_numbers(first: int, second: int) -> int:
    """Concatenate the digits of two numbers to one number.

    >>> join_numbers(12, 34)
    1234
    """
    return int(str(first) + str(second))


def numbers_with_digit_sum(limit: int, total: int) -> list[int]:
    """All numbers from 1 up to and including a limit whose digits add up to a total.

    >>> numbers_with_digit_sum(30, 3)
    [3, 12, 21, 30]
    """
    return [number for number in range(1, limit + 1) if sum(int(digit) for digit in str(number)) == total]


def sum_of_numbers_with_digit_sum(limit: int, low: int, high: int) -> int:
    """Sum of the numbers from 1 up to a limit whose digit sum lies between two values, both included.

    >>> sum_of_numbers_with_digit_sum(20, 2, 5)
    84
    """
    return sum(number for number in range(1, limit + 1) if low <= sum(int(digit) for digit in str(number)) <= high)


def sum_of_number_repeated_thrice(digit: int) -> int:
    """Compute n + nn + nnn, the number written once, twice and three times.

    >>> sum_of_number_repeated_thrice(5)
    615
    """
    return sum(int(str(digit) * times) for times in (1, 2, 3))


def sum_of_repeated_number(digit: int, count: int) -> int:
    """Sum of the series n + nn + nnn + ..., with a number written up to count times.

    >>> sum_of_repeated_number(2, 4)
    2468
    """
    return sum(int(str(digit) * times) for times in range(1, count + 1))


def sum_of_power_digits(base: int, exponent: int) -> int:
    """Sum of the digits of a power, base to the exponent.

    >>> sum_of_power_digits(2, 15)
    26
    """
    return sum(int(digit) for digit in str(base**exponent))


def sum_of_factorial_digits(number: int) -> int:
    """Sum of the digits of the factorial of a number.

    >>> sum_of_factorial_digits(10)
    27
    """
    import math

    return sum(int(digit) for digit in str(math.factorial(number)))


def last_digit_of_power(base: int, exponent: int) -> int:
    """The last digit of a power, base to the exponent.

    >>> last_digit_of_power(2, 10)
    4
    """
    return pow(base, exponent, 10)


def add_without_carry(first: int, second: int) -> int:
    """Add two numbers digit by digit without carrying.

    >>> add_without_carry(456, 1734)
    1180
    """
    result, place = 0, 1
    while first > 0 or second > 0:
        result += (first + second) % 10 * place
        first, second, place = first // 10, second // 10, place * 10
    return result


def count_carries_in_addition(first: int, second: int) -> int:
    """How many carry operations there are when two numbers are added digit by digit.

    >>> count_carries_in_addition(555, 445)
    3
    """
    count = carry = 0
    while first > 0 or second > 0:
        carry = int(first % 10 + second % 10 + carry > 9)
        count += carry
        first, second = first // 10, second // 10
    return count


def digits_after_decimal_point(number: float) -> int:
    """How many decimal places a number is written with.

    >>> digits_after_decimal_point(3.25)
    2
    """
    return len(str(number).partition(".")[2])


def nth_fibonacci(n: int) -> int:
    """The nth Fibonacci number, where F(0) = 0 and F(1) = 1.

    >>> nth_fibonacci(10)
    55
    >>> nth_fibonacci(0)
    0
    """
    current, following = 0, 1
    for _ in range(n):
        current, following = following, current + following
    return current


def nth_fibonacci_from_one(n: int) -> int:
    """The nth Fibonacci number of 1, 1, 2, 3, ... counted from index 0.

    >>> nth_fibonacci_from_one(4)
    5
    """
    current, following = 1, 1
    for _ in range(n):
        current, following = following, current + following
    return current


def fibonacci_sequence(count: int) -> list[int]:
    """List of the first n Fibonacci numbers, beginning with 0.

    >>> fibonacci_sequence(6)
    [0, 1, 1, 2, 3, 5]
    """
    numbers = []
    current, following = 0, 1
    for _ in range(count):
        numbers.append(current)
        current, following = following, current + following
    return numbers


def fibonacci_sequence_from_one(count: int) -> list[int]:
    """List of the first n Fibonacci numbers, beginning with 1, 1.

    >>> fibonacci_sequence_from_one(6)
    [1, 1, 2, 3, 5, 8]
    """
    numbers = []
    current, following = 1, 1
    for _ in range(count):
        numbers.append(current)
        current, following = following, current + following
    return numbers


def fibonacci_numbers_up_to(limit: int) -> list[int]:
    """All Fibonacci numbers up to and including a limit, beginning with 0.

    >>> fibonacci_numbers_up_to(8)
    [0, 1, 1, 2, 3, 5, 8]
    """
    numbers = []
    current, following = 0, 1
    while current <= limit:
        numbers.append(current)
        current, following = following, current + following
    return numbers


def fibonacci_numbers_below(limit: int) -> list[int]:
    """All Fibonacci numbers less than a limit, beginning with 0.

    >>> fibonacci_numbers_below(8)
    [0, 1, 1, 2, 3, 5]
    """
    numbers = []
    current, following = 0, 1
    while current < limit:
        numbers.append(current)
        current, following = following, current + following
    return numbers


def sum_of_fibonacci_numbers(count: int) -> int:
    """Sum of the first n Fibonacci numbers, beginning with 0.

    >>> sum_of_fibonacci_numbers(6)
    12
    """
    total, current, following = 0, 0, 1
    for _ in range(count):
        total += current
        current, following = following, current + following
    return total


def sum_of_even_fibonacci_numbers(limit: int) -> int:
    """Sum of the even Fibonacci numbers that do not exceed a limit.

    >>> sum_of_even_fibonacci_numbers(34)
    44
    """
    total, current, following = 0, 0, 1
    while current <= limit:
        if current % 2 == 0:
            total += current
        current, following = following, current + following
    return total


def sum_of_odd_fibonacci_numbers(limit: int) -> int:
    """Sum of the odd Fibonacci numbers that do not exceed a limit.

    >>> sum_of_odd_fibonacci_numbers(10)
    10
    """
    total, current, following = 0, 0, 1
    while current <= limit:
        if current % 2:
            total += current
        current, following = following, current + following
    return total


def is_fibonacci_number(number: int) -> bool:
    """Whether a number is a Fibonacci number.

    >>> is_fibonacci_number(21)
    True
    >>> is_fibonacci_number(22)
    False
    """
    current, following = 0, 1
    while current < number:
        current, following = following, current + following
    return current == number


def next_fibonacci_number(number: int) -> int:
    """The smallest Fibonacci number greater than a number.

    >>> next_fibonacci_number(8)
    13
    """
    current, following = 0, 1
    while current <= number:
        current, following = following, current + following
    return current


def index_of_fibonacci_number(number: int) -> int:
    """Index of a Fibonacci number in 0, 1, 1, 2, 3, ..., or -1 if it is none.

    >>> index_of_fibonacci_number(13)
    7
    """
    index, current, following = 0, 0, 1
    while current < number:
        index, current, following = index + 1, following, current + following
    return index if current == number else -1


def first_fibonacci_index_with_digits(count: int) -> int:
    """Index of the first Fibonacci number with a given count of digits, where F(1) = F(2) = 1.

    >>> first_fibonacci_index_with_digits(3)
    12
    """
    index, current, following = 1, 1, 1
    while len(str(current)) < count:
        index, current, following = index + 1, following, current + following
    return index


def fibonacci_last_digit(n: int) -> int:
    """The last digit of the nth Fibonacci number, where F(0) = 0.

    >>> fibonacci_last_digit(10)
    5
    """
    current, following = 0, 1
    for _ in range(n % 60):
        current, following = following, (current + following) % 10
    return current


def zeckendorf_representation(number: int) -> list[int]:
    """Zeckendorf representation: the Fibonacci numbers, largest first, that add up to a number.

    >>> zeckendorf_representation(100)
    [89, 8, 3]
    """
    fibonacci = [1, 2]
    while fibonacci[-1] <= number:
        fibonacci.append(fibonacci[-1] + fibonacci[-2])
    parts = []
    for value in reversed(fibonacci):
        if value <= number:
            parts.append(value)
            number -= value
    return parts


def nth_lucas_number(n: int) -> int:
    """The nth Lucas number, where L(0) = 2 and L(1) = 1.

    >>> nth_lucas_number(5)
    11
    """
    current, following = 2, 1
    for _ in range(n):
        current, following = following, current + following
    return current


def lucas_sequence(count: int) -> list[int]:
    """List of the first n Lucas numbers, beginning with 2, 1.

    >>> lucas_sequence(5)
    [2, 1, 3, 4, 7]
    """
    numbers = []
    current, following = 2, 1
    for _ in range(count):
        numbers.append(current)
        current, following = following, current + following
    return numbers


def nth_tribonacci(n: int) -> int:
    """The nth tribonacci number, where T(0) = 0, T(1) = 1 and T(2) = 1.

    >>> nth_tribonacci(4)
    4
    """
    first, second, third = 0, 1, 1
    for _ in range(n):
        first, second, third = second, third, first + second + third
    return first


def nth_tribonacci_from_two_zeros(n: int) -> int:
    """The nth tribonacci number, where T(0) = 0, T(1) = 0 and T(2) = 1.

    >>> nth_tribonacci_from_two_zeros(6)
    7
    """
    first, second, third = 0, 0, 1
    for _ in range(n):
        first, second, third = second, third, first + second + third
    return first


def tribonacci_from_signature(signature: list[int], count: int) -> list[int]:
    """First n numbers of a tribonacci sequence that begins with three given ones.

    >>> tribonacci_from_signature([1, 1, 1], 6)
    [1, 1, 1, 3, 5, 9]
    """
    numbers = list(signature[:count])
    while len(numbers) < count:
        numbers.append(sum(numbers[-3:]))
    return numbers


def nth_tetranacci(n: int) -> int:
    """The nth tetranacci number (sum of the last four), where the first four are 0, 0, 2, 0.

    >>> nth_tetranacci(6)
    8
    """
    numbers = [0, 0, 2, 0]
    while len(numbers) <= n:
        numbers.append(sum(numbers[-4:]))
    return numbers[n]


def nth_of_fibonacci_like(first: int, second: int, n: int) -> int:
    """The nth number of a Fibonacci-like sequence with two given first numbers, counted from 0.

    >>> nth_of_fibonacci_like(2, 5, 3)
    12
    """
    for _ in range(n):
        first, second = second, first + second
    return first


def nth_pell_number(n: int) -> int:
    """The nth Pell number, where P(0) = 0, P(1) = 1 and P(n) = 2 P(n-1) + P(n-2).

    >>> nth_pell_number(4)
    12
    """
    current, following = 0, 1
    for _ in range(n):
        current, following = following, current + 2 * following
    return current


def nth_jacobsthal_number(n: int) -> int:
    """The nth Jacobsthal number, where J(0) = 0, J(1) = 1 and J(n) = J(n-1) + 2 J(n-2).

    >>> nth_jacobsthal_number(5)
    11
    """
    current, following = 0, 1
    for _ in range(n):
        current, following = following, following + 2 * current
    return current


def nth_padovan_number(n: int) -> int:
    """The nth Padovan number, where P(0) = P(1) = P(2) = 1 and P(n) = P(n-2) + P(n-3).

    >>> nth_padovan_number(5)
    3
    """
    first, second, third = 1, 1, 1
    for _ in range(n):
        first, second, third = second, third, first + second
    return first


def nth_perrin_number(n: int) -> int:
    """The nth Perrin number, where P(0) = 3, P(1) = 0, P(2) = 2 and P(n) = P(n-2) + P(n-3).

    >>> nth_perrin_number(9)
    12
    """
    first, second, third = 3, 0, 2
    for _ in range(n):
        first, second, third = second, third, first + second
    return first


def nth_newman_conway_number(n: int) -> int:
    """The nth Newman-Conway number, counted from 1.

    >>> nth_newman_conway_number(10)
    6
    """
    numbers = [0, 1, 1]
    for i in range(3, n + 1):
        numbers.append(numbers[numbers[i - 1]] + numbers[i - numbers[i - 1]])
    return numbers[n]


def nth_hofstadter_q(n: int) -> int:
    """The nth number of Hofstadter's Q sequence, counted from 1.

    >>> nth_hofstadter_q(10)
    6
    """
    numbers = [0, 1, 1]
    for i in range(3, n + 1):
        numbers.append(numbers[i - numbers[i - 1]] + numbers[i - numbers[i - 2]])
    return numbers[n]


def recaman_sequence(count: int) -> list[int]:
    """First n numbers of Recaman's sequence.

    >>> recaman_sequence(7)
    [0, 1, 3, 6, 2, 7, 13]
    """
    numbers: list[int] = []
    seen: set[int] = set()
    current = 0
    for step in range(1, count + 1):
        numbers.append(current)
        seen.add(current)
        current = current - step if current > step and current - step not in seen else current + step
    return numbers


def nth_sylvester_number(n: int) -> int:
    """The nth number of Sylvester's sequence 2, 3, 7, 43, ... counted from 1.

    >>> nth_sylvester_number(4)
    43
    """
    number = 2
    for _ in range(n - 1):
        number = number * (number - 1) + 1
    return number


def nth_catalan_number(n: int) -> int:
    """The nth Catalan number, where C(0) = 1 (balanced parentheses, binary search trees).

    >>> nth_catalan_number(5)
    42
    """
    import math

    return math.comb(2 * n, n) // (n + 1)


def catalan_numbers(count: int) -> list[int]:
    """List of the first n Catalan numbers.

    >>> catalan_numbers(6)
    [1, 1, 2, 5, 14, 42]
    """
    import math

    return [math.comb(2 * n, n) // (n + 1) for n in range(count)]


def nth_bell_number(n: int) -> int:
    """The nth Bell number: how many partitions a set of n elements has.

    >>> nth_bell_number(4)
    15
    """
    row = [1]
    for _ in range(n):
        following = [row[-1]]
        for value in row:
            following.append(following[-1] + value)
        row = following
    return row[0]


def nth_motzkin_number(n: int) -> int:
    """The nth Motzkin number, where M(0) = M(1) = 1.

    >>> nth_motzkin_number(5)
    21
    """
    current, following = 1, 1
    for i in range(2, n + 1):
        current, following = following, ((2 * i + 1) * following + (3 * i - 3) * current) // (i + 2)
    return following


def nth_triangular_number(n: int) -> int:
    """The nth triangular number: the sum of the numbers from 1 to n.

    >>> nth_triangular_number(4)
    10
    """
    return n * (n + 1) // 2


def triangular_numbers(count: int) -> list[int]:
    """List of the first n triangular numbers, beginning with 1.

    >>> triangular_numbers(4)
    [1, 3, 6, 10]
    """
    return [i * (i + 1) // 2 for i in range(1, count + 1)]


def is_triangular_number(number: int) -> bool:
    """Whether a number is triangular: the sum of the numbers from 1 to some n.

    >>> is_triangular_number(10)
    True
    >>> is_triangular_number(11)
    False
    """
    import math

    return number >= 0 and math.isqrt(8 * number + 1) ** 2 == 8 * number + 1


def nth_pentagonal_number(n: int) -> int:
    """The nth pentagonal number.

    >>> nth_pentagonal_number(4)
    22
    """
    return n * (3 * n - 1) // 2


def is_pentagonal_number(number: int) -> bool:
    """Whether a number is pentagonal.

    >>> is_pentagonal_number(22)
    True
    """
    import math

    root = math.isqrt(24 * number + 1)
    return root * root == 24 * number + 1 and root % 6 == 5


def nth_hexagonal_number(n: int) -> int:
    """The nth hexagonal number.

    >>> nth_hexagonal_number(4)
    28
    """
    return n * (2 * n - 1)


def nth_heptagonal_number(n: int) -> int:
    """The nth heptagonal number.

    >>> nth_heptagonal_number(4)
    34
    """
    return n * (5 * n - 3) // 2


def nth_octagonal_number(n: int) -> int:
    """The nth octagonal number.

    >>> nth_octagonal_number(4)
    40
    """
    return n * (3 * n - 2)


def nth_nonagonal_number(n: int) -> int:
    """The nth nonagonal number.

    >>> nth_nonagonal_number(4)
    46
    """
    return n * (7 * n - 5) // 2


def nth_decagonal_number(n: int) -> int:
    """The nth decagonal number.

    >>> nth_decagonal_number(4)
    52
    """
    return n * (4 * n - 3)


def nth_polygonal_number(sides: int, n: int) -> int:
    """The nth polygonal number for a polygon with so many sides.

    >>> nth_polygonal_number(5, 4)
    22
    """
    return ((sides - 2) * n * n - (sides - 4) * n) // 2


def nth_centered_hexagonal_number(n: int) -> int:
    """The nth centered hexagonal number (hex number).

    >>> nth_centered_hexagonal_number(4)
    37
    """
    return 3 * n * (n - 1) + 1


def nth_centered_square_number(n: int) -> int:
    """The nth centered square number, beginning with 1.

    >>> nth_centered_square_number(3)
    13
    """
    return n * n + (n - 1) ** 2


def nth_star_number(n: int) -> int:
    """The nth star number (centered dodecagram).

    >>> nth_star_number(3)
    37
    """
    return 6 * n * (n - 1) + 1


def nth_tetrahedral_number(n: int) -> int:
    """The nth tetrahedral number: the sum of the first n triangular numbers.

    >>> nth_tetrahedral_number(4)
    20
    """
    return n * (n + 1) * (n + 2) // 6


def nth_pronic_number(n: int) -> int:
    """The nth pronic (oblong, rectangular) number: n times n plus one.

    >>> nth_pronic_number(4)
    20
    """
    return n * (n + 1)


def nth_woodall_number(n: int) -> int:
    """The nth Woodall number: n times two to the n, minus one.

    >>> nth_woodall_number(3)
    23
    """
    return (n << n) - 1


def is_woodall_number(number: int) -> bool:
    """Whether a number is a Woodall number: n times two to the n, minus one.

    >>> is_woodall_number(383)
    True
    >>> is_woodall_number(254)
    False
    """
    n = 1
    while (n << n) - 1 < number:
        n += 1
    return number == (n << n) - 1


def nth_magic_number(n: int) -> int:
    """The magic constant of a normal magic square with n rows.

    >>> nth_magic_number(3)
    15
    """
    return n * (n * n + 1) // 2


def nth_odd_number(n: int) -> int:
    """The nth odd number, where the first is 1.

    >>> nth_odd_number(3)
    5
    """
    return 2 * n - 1


def collatz_sequence(number: int) -> list[int]:
    """Collatz (hailstone, 3n + 1) sequence from a number down to 1.

    >>> collatz_sequence(6)
    [6, 3, 10, 5, 16, 8, 4, 2, 1]
    """
    sequence = [number]
    while number > 1:
        number = 3 * number + 1 if number % 2 else number // 2
        sequence.append(number)
    return sequence


def collatz_steps(number: int) -> int:
    """How many steps the Collatz (3n + 1, hailstone) rule takes from a number to 1.

    >>> collatz_steps(6)
    8
    >>> collatz_steps(1)
    0
    """
    steps = 0
    while number > 1:
        number = 3 * number + 1 if number % 2 else number // 2
        steps += 1
    return steps


def collatz_length(number: int) -> int:
    """Length of the Collatz sequence of a number, the number itself and 1 counted.

    >>> collatz_length(6)
    9
    """
    length = 1
    while number > 1:
        number = 3 * number + 1 if number % 2 else number // 2
        length += 1
    return length


def collatz_maximum(number: int) -> int:
    """The largest number in the Collatz sequence of a number.

    >>> collatz_maximum(6)
    16
    """
    largest = number
    while number > 1:
        number = 3 * number + 1 if number % 2 else number // 2
        largest = max(largest, number)
    return largest


def odd_collatz_numbers(number: int) -> list[int]:
    """The odd numbers of the Collatz sequence of a number in ascending order.

    >>> odd_collatz_numbers(5)
    [1, 5]
    """
    odd = {1}
    while number > 1:
        if number % 2:
            odd.add(number)
        number = 3 * number + 1 if number % 2 else number // 2
    return sorted(odd)


def longest_collatz_start(limit: int) -> int:
    """The number from 1 up to and including a limit with the longest Collatz sequence, the smallest of them.

    >>> longest_collatz_start(10)
    9
    """
    best, longest = 1, 0
    for start in range(1, limit + 1):
        number, steps = start, 0
        while number > 1:
            number = 3 * number + 1 if number % 2 else number // 2
            steps += 1
        if steps > longest:
            best, longest = start, steps
    return best


def steps_to_zero(number: int) -> int:
    """How many steps reduce a number to zero: halve it if it is even, else subtract one.

    >>> steps_to_zero(14)
    6
    """
    steps = 0
    while number > 0:
        number = number - 1 if number % 2 else number // 2
        steps += 1
    return steps


def min_steps_to_one(number: int) -> int:
    """Fewest steps to reduce a number to one: subtract one, halve it or divide it by three.

    >>> min_steps_to_one(10)
    3
    """
    steps = [0, 0]
    for value in range(2, number + 1):
        best = steps[value - 1]
        if value % 2 == 0:
            best = min(best, steps[value // 2])
        if value % 3 == 0:
            best = min(best, steps[value // 3])
        steps.append(best + 1)
    return steps[number]


def is_perfect_square(number: int) -> bool:
    """Whether a number is a perfect square: the square of an integer.

    >>> is_perfect_square(16)
    True
    >>> is_perfect_square(15)
    False
    """
    import math

    return number >= 0 and math.isqrt(number) ** 2 == number


def is_perfect_cube(number: int) -> bool:
    """Whether a number is a perfect cube: the cube of an integer, also of a negative one.

    >>> is_perfect_cube(-27)
    True
    >>> is_perfect_cube(9)
    False
    """
    import math

    return round(math.cbrt(number)) ** 3 == number


def is_perfect_power(number: int) -> bool:
    """Whether a number is a perfect power: an integer above one to a power of at least two.

    >>> is_perfect_power(27)
    True
    >>> is_perfect_power(12)
    False
    """
    for base in range(2, int(max(number, 0) ** 0.5) + 1):
        power = base * base
        while power < number:
            power *= base
        if power == number:
            return True
    return False


def next_perfect_square(number: int) -> int:
    """The smallest perfect square greater than a number.

    >>> next_perfect_square(9)
    16
    """
    import math

    return (math.isqrt(number) + 1) ** 2 if number >= 0 else 0


def next_square_of_square(number: int) -> int:
    """The next perfect square after a perfect square, or -1 if the number is not one.

    >>> next_square_of_square(121)
    144
    >>> next_square_of_square(114)
    -1
    """
    import math

    if number < 0 or math.isqrt(number) ** 2 != number:
        return -1
    return (math.isqrt(number) + 1) ** 2


def nearest_perfect_square(number: int) -> int:
    """The perfect square closest to a number.

    >>> nearest_perfect_square(14)
    16
    """
    import math

    root = round(math.sqrt(max(number, 0)))
    return root * root


def perfect_squares_up_to(limit: int) -> list[int]:
    """All perfect squares from 1 up to and including a limit.

    >>> perfect_squares_up_to(16)
    [1, 4, 9, 16]
    """
    import math

    return [root * root for root in range(1, math.isqrt(max(limit, 0)) + 1)]


def perfect_squares_between(low: int, high: int) -> list[int]:
    """All perfect squares in a range, both ends included.

    >>> perfect_squares_between(4, 30)
    [4, 9, 16, 25]
    """
    import math

    return [root * root for root in range(math.isqrt(max(high, 0)) + 1) if low <= root * root <= high]


def count_perfect_squares(low: int, high: int) -> int:
    """How many perfect squares there are in a range, both ends included.

    >>> count_perfect_squares(4, 30)
    4
    """
    import math

    return sum(low <= root * root <= high for root in range(math.isqrt(max(high, 0)) + 1))


def first_n_squares(count: int) -> list[int]:
    """List of the squares of the numbers from 1 to n.

    >>> first_n_squares(4)
    [1, 4, 9, 16]
    """
    return [i * i for i in range(1, count + 1)]


def dict_of_squares(count: int) -> dict[int, int]:
    """Dict from each number from 1 to n to its square.

    >>> dict_of_squares(3)
    {1: 1, 2: 4, 3: 9}
    """
    return {number: number * number for number in range(1, count + 1)}


def integer_cube_root(number: int) -> int:
    """Cube root of a number rounded down to an integer.

    >>> integer_cube_root(30)
    3
    """
    root = 0
    while (root + 1) ** 3 <= number:
        root += 1
    return root


def min_count_of_squares(number: int) -> int:
    """Fewest perfect squares that add up to a number.

    >>> min_count_of_squares(12)
    3
    """
    counts = [0]
    for value in range(1, number + 1):
        counts.append(1 + min(counts[value - root * root] for root in range(1, int(value**0.5) + 1)))
    return counts[number]


def is_sum_of_two_squares(number: int) -> bool:
    """Whether a number is the sum of two squares, zero allowed.

    >>> is_sum_of_two_squares(25)
    True
    >>> is_sum_of_two_squares(3)
    False
    """
    import math

    return number >= 0 and any(
        math.isqrt(number - root * root) ** 2 == number - root * root for root in range(math.isqrt(number) + 1)
    )


def is_difference_of_squares(number: int) -> bool:
    """Whether a number is the difference of two squares.

    >>> is_difference_of_squares(5)
    True
    >>> is_difference_of_squares(10)
    False
    """
    return number % 4 != 2


def is_sum_of_consecutive_numbers(number: int) -> bool:
    """Whether a number is the sum of two or more consecutive positive numbers (polite number).

    >>> is_sum_of_consecutive_numbers(15)
    True
    >>> is_sum_of_consecutive_numbers(8)
    False
    """
    return number > 0 and number & (number - 1) != 0


def count_sums_of_consecutive_numbers(number: int) -> int:
    """How many ways there are to write a number as a sum of one or more consecutive positive numbers.

    >>> count_sums_of_consecutive_numbers(15)
    4
    """
    return sum(number % divisor == 0 for divisor in range(1, number + 1, 2))


def pythagorean_triplets_with_sum(total: int) -> list[list[int]]:
    """All Pythagorean triplets a < b < c with a given sum.

    >>> pythagorean_triplets_with_sum(12)
    [[3, 4, 5]]
    """
    triplets = []
    for a in range(1, total // 3):
        b, rest = divmod(total * (total - 2 * a), 2 * (total - a))
        if rest == 0 and a < b:
            triplets.append([a, b, total - a - b])
    return triplets


def powers_of_two(count: int) -> list[int]:
    """List of the first n powers of two, beginning with 1.

    >>> powers_of_two(5)
    [1, 2, 4, 8, 16]
    """
    return [2**exponent for exponent in range(count)]


def powers_of_two_up_to(exponent: int) -> list[int]:
    """Powers of two with the exponents from 0 up to and including n.

    >>> powers_of_two_up_to(3)
    [1, 2, 4, 8]
    """
    return [2**i for i in range(exponent + 1)]


def powers_up_to_limit(base: int, limit: int) -> list[int]:
    """Powers of a base, beginning with 1, up to and including a limit.

    >>> powers_up_to_limit(3, 30)
    [1, 3, 9, 27]
    """
    powers = []
    power = 1
    while power <= limit and base > 1:
        powers.append(power)
        power *= base
    return powers


def is_power_of_two(number: int) -> bool:
    """Whether a number is a power of two, 1 included.

    >>> is_power_of_two(8)
    True
    >>> is_power_of_two(0)
    False
    """
    return number > 0 and number & (number - 1) == 0


def is_power_of_three(number: int) -> bool:
    """Whether a number is a power of three, 1 included.

    >>> is_power_of_three(27)
    True
    """
    while number > 1 and number % 3 == 0:
        number //= 3
    return number == 1


def is_power_of_four(number: int) -> bool:
    """Whether a number is a power of four, 1 included.

    >>> is_power_of_four(16)
    True
    >>> is_power_of_four(8)
    False
    """
    return number > 0 and number & (number - 1) == 0 and number % 3 == 1


def is_power_of_base(number: int, base: int) -> bool:
    """Whether a number is a power of a base, 1 (exponent 0) included.

    >>> is_power_of_base(81, 3)
    True
    >>> is_power_of_base(82, 3)
    False
    """
    if base < 2:
        return number == base or number == 1
    while number > 1 and number % base == 0:
        number //= base
    return number == 1


def next_power_of_two(number: int) -> int:
    """The smallest power of two that is at least as large as a number (round up to a power of two).

    >>> next_power_of_two(5)
    8
    >>> next_power_of_two(8)
    8
    """
    return 1 << (number - 1).bit_length() if number > 1 else 1


def smallest_power_of_two_above(number: int) -> int:
    """The smallest power of two that is greater than a number.

    >>> smallest_power_of_two_above(8)
    16
    """
    return 1 << number.bit_length() if number > 0 else 1


def largest_power_of_two_up_to(number: int) -> int:
    """The largest power of two not above a number, 0 if there is none (highest set bit).

    >>> largest_power_of_two_up_to(10)
    8
    """
    return 1 << (number.bit_length() - 1) if number > 0 else 0


def floor_of_logarithm(number: int, base: int) -> int:
    """Integer logarithm: the largest exponent with base to the exponent not above a number.

    >>> floor_of_logarithm(1000, 10)
    3
    """
    exponent = 0
    while base > 1 and number >= base:
        number //= base
        exponent += 1
    return exponent


def number_to_binary(number: int) -> str:
    """Convert a number to binary text without a prefix, with a minus sign if it is negative.

    >>> number_to_binary(10)
    '1010'
    """
    return format(number, "b")


def number_to_binary_padded(number: int, width: int) -> str:
    """Convert a number to binary text, padded with zeros on the left to a width.

    >>> number_to_binary_padded(5, 8)
    '00000101'
    """
    return format(number, "b").zfill(width)


def number_to_binary_byte(number: int) -> str:
    """Convert a number to binary text of eight digits (one byte).

    >>> number_to_binary_byte(5)
    '00000101'
    """
    return format(number, "08b")


def number_to_twos_complement(number: int, width: int) -> str:
    """Binary text of a number, also a negative one, in two's complement with a count of bits.

    >>> number_to_twos_complement(-3, 8)
    '11111101'
    """
    return format(number % (1 << width), "b").zfill(width)


def binary_digits_as_number(number: int) -> int:
    """Convert a number to binary, written as a decimal number of ones and zeros.

    >>> binary_digits_as_number(10)
    1010
    """
    return int(format(number, "b"))


def binary_digits_number_to_decimal(number: int) -> int:
    """Convert a number written with binary digits (ones and zeros) to its decimal value.

    >>> binary_digits_number_to_decimal(1010)
    10
    """
    return int(str(number), 2)


def octal_digits_as_number(number: int) -> int:
    """Convert a number to octal, written as a decimal number.

    >>> octal_digits_as_number(10)
    12
    """
    return int(format(number, "o"))


def number_to_octal(number: int) -> str:
    """Convert a number to octal text without a prefix.

    >>> number_to_octal(10)
    '12'
    """
    return format(number, "o")


def number_to_hexadecimal(number: int) -> str:
    """Convert a number to hexadecimal text in lower case without a prefix.

    >>> number_to_hexadecimal(255)
    'ff'
    """
    return format(number, "x")


def number_to_hexadecimal_upper(number: int) -> str:
    """Convert a number to hexadecimal text in upper case without a prefix.

    >>> number_to_hexadecimal_upper(255)
    'FF'
    """
    return format(number, "X")


def number_to_base(number: int, base: int) -> str:
    """Convert a number to text in any base from 2 to 36, with lower case letters.

    >>> number_to_base(255, 16)
    'ff'
    >>> number_to_base(8, 3)
    '22'
    """
    import string

    digits = ""
    rest = abs(number)
    while rest and 2 <= base <= 36:
        digits = (string.digits + string.ascii_lowercase)[rest % base] + digits
        rest //= base
    return ("-" if number < 0 else "") + (digits or "0")


def number_to_base_upper(number: int, base: int) -> str:
    """Convert a number to text in any base from 2 to 36, with upper case letters.

    >>> number_to_base_upper(255, 16)
    'FF'
    """
    import string

    digits = ""
    rest = abs(number)
    while rest and 2 <= base <= 36:
        digits = (string.digits + string.ascii_uppercase)[rest % base] + digits
        rest //= base
    return ("-" if number < 0 else "") + (digits or "0")


def digits_in_base(number: int, base: int) -> list[int]:
    """Digits of a number in any base as a list of integers, the highest first.

    >>> digits_in_base(11, 2)
    [1, 0, 1, 1]
    """
    digits = []
    while number > 0 and base > 1:
        digits.append(number % base)
        number //= base
    return digits[::-1] or [0]


def sum_of_digits_in_base(number: int, base: int) -> int:
    """Sum of the digits of a number in any base.

    >>> sum_of_digits_in_base(34, 6)
    9
    """
    total = 0
    while number > 0 and base > 1:
        total += number % base
        number //= base
    return total


def digits_from_base_to_number(digits: list[int], base: int) -> int:
    """Value of a list of digits in any base, the highest first.

    >>> digits_from_base_to_number([1, 0, 1, 1], 2)
    11
    """
    value = 0
    for digit in digits:
        value = value * base + digit
    return value


def rebase_digits(digits: list[int], base: int, new_base: int) -> list[int]:
    """Convert a list of digits from one base to another base, the highest first.

    >>> rebase_digits([1, 0, 1, 0], 2, 10)
    [1, 0]
    """
    value = 0
    for digit in digits:
        value = value * base + digit
    converted = []
    while value > 0 and new_base > 1:
        converted.append(value % new_base)
        value //= new_base
    return converted[::-1] or [0]


def number_to_negative_binary(number: int) -> str:
    """Convert a number to base -2 (negabinary) text.

    >>> number_to_negative_binary(6)
    '11010'
    """
    digits = ""
    while number:
        digits = str(number % 2) + digits
        number = -(number // 2)
    return digits or "0"


def number_to_balanced_ternary(number: int) -> str:
    """Convert a number to balanced ternary text with the digits +, 0 and -.

    >>> number_to_balanced_ternary(5)
    '+--'
    """
    digits = ""
    while number:
        digits = "0+-"[number % 3] + digits
        number = (number + 1) // 3
    return digits or "0"


def number_to_factorial_base(number: int) -> list[int]:
    """Digits of a number in the factorial number system, the highest first, the last one always 0.

    >>> number_to_factorial_base(463)
    [3, 4, 1, 0, 1, 0]
    """
    digits = [0]
    radix = 2
    while number > 0:
        digits.append(number % radix)
        number //= radix
        radix += 1
    return digits[::-1]


def count_set_bits(number: int) -> int:
    """How many bits of a number are set: the ones in its binary form (population count, Hamming weight).

    >>> count_set_bits(11)
    3
    """
    return abs(number).bit_count()


def count_unset_bits(number: int) -> int:
    """How many bits of a number are zero in its binary form (unset bits).

    >>> count_unset_bits(10)
    2
    """
    return format(number, "b").count("0")


def count_set_bits_up_to(number: int) -> list[int]:
    """List of how many bits are set in each number from 0 to n (counting bits).

    >>> count_set_bits_up_to(5)
    [0, 1, 1, 2, 1, 2]
    """
    return [value.bit_count() for value in range(number + 1)]


def total_set_bits_up_to(number: int) -> int:
    """Total of the set bits of all numbers from 1 to n.

    >>> total_set_bits_up_to(5)
    7
    """
    return sum(value.bit_count() for value in range(1, number + 1))


def count_set_bits_32(number: int) -> int:
    """How many bits of a number are set as a 32-bit integer, negative ones in two's complement.

    >>> count_set_bits_32(-1)
    32
    """
    return (number & 0xFFFFFFFF).bit_count()


def has_even_parity(number: int) -> bool:
    """Whether the count of set bits of a number is even (parity check, evil number).

    >>> has_even_parity(3)
    True
    """
    return number.bit_count() % 2 == 0


def parity_of_bits(number: int) -> int:
    """Parity of a number: 1 if the count of its set bits is odd, else 0.

    >>> parity_of_bits(7)
    1
    """
    return number.bit_count() % 2


def parity_name_of_bits(number: int) -> str:
    """Parity of the set bits of a number in words: "Even Parity" or "Odd Parity".

    >>> parity_name_of_bits(7)
    'Odd Parity'
    """
    return "Odd Parity" if number.bit_count() % 2 else "Even Parity"


def hamming_distance_of_numbers(first: int, second: int) -> int:
    """Hamming distance: how many bits of two numbers differ.

    >>> hamming_distance_of_numbers(1, 4)
    2
    """
    return (first ^ second).bit_count()


def differ_in_one_bit(first: int, second: int) -> bool:
    """Whether two numbers differ in exactly one bit.

    >>> differ_in_one_bit(13, 9)
    True
    """
    return (first ^ second).bit_count() == 1


def have_opposite_signs(first: int, second: int) -> bool:
    """Whether two integers have opposite signs.

    >>> have_opposite_signs(1, -2)
    True
    """
    return (first ^ second) < 0


def number_to_gray_code(number: int) -> int:
    """Convert a number to its Gray code.

    >>> number_to_gray_code(4)
    6
    """
    return number ^ (number >> 1)


def gray_code_to_number(code: int) -> int:
    """Convert a Gray code back to a number (decode).

    >>> gray_code_to_number(6)
    4
    """
    number = 0
    while code > 0:
        number ^= code
        code >>= 1
    return number


def are_consecutive_in_gray_code(first: int, second: int) -> bool:
    """Whether two numbers can be neighbours in a Gray code: they differ in exactly one bit.

    >>> are_consecutive_in_gray_code(4, 6)
    True
    """
    return (first ^ second).bit_count() == 1


def gray_code_numbers(bits: int) -> list[int]:
    """Gray code sequence for a count of bits as numbers.

    >>> gray_code_numbers(2)
    [0, 1, 3, 2]
    """
    return [number ^ (number >> 1) for number in range(1 << bits)]


def get_bit(number: int, position: int) -> int:
    """The bit of a number at a position, 0 or 1, where position 0 is the lowest.

    >>> get_bit(5, 2)
    1
    """
    return number >> position & 1


def is_bit_set(number: int, position: int) -> bool:
    """Whether the bit of a number at a position is set, where position 0 is the lowest.

    >>> is_bit_set(5, 1)
    False
    """
    return number >> position & 1 == 1


def set_bit(number: int, position: int) -> int:
    """Set the bit of a number at a position to 1, where position 0 is the lowest.

    >>> set_bit(5, 1)
    7
    """
    return number | 1 << position


def clear_bit(number: int, position: int) -> int:
    """Clear the bit of a number at a position to 0, where position 0 is the lowest.

    >>> clear_bit(7, 1)
    5
    """
    return number & ~(1 << position)


def toggle_bit(number: int, position: int) -> int:
    """Toggle (flip) the bit of a number at a position, where position 0 is the lowest.

    >>> toggle_bit(5, 0)
    4
    """
    return number ^ 1 << position


def toggle_all_bits(number: int) -> int:
    """Toggle all bits of a number up to its highest set bit (binary complement).

    >>> toggle_all_bits(10)
    5
    >>> toggle_all_bits(7)
    0
    """
    return number ^ ((1 << number.bit_length()) - 1)


def complement_of_integer(number: int) -> int:
    """Binary complement of a number: all its bits flipped, where 0 becomes 1.

    >>> complement_of_integer(5)
    2
    >>> complement_of_integer(0)
    1
    """
    return number ^ ((1 << max(number.bit_length(), 1)) - 1)


def toggle_middle_bits(number: int) -> int:
    """Toggle all bits of a number except for the first and the last one.

    >>> toggle_middle_bits(9)
    15
    """
    return number ^ ((1 << max(number.bit_length() - 1, 1)) - 2)


def toggle_first_and_last_bit(number: int) -> int:
    """Toggle the first (highest) and the last (lowest) bit of a number.

    >>> toggle_first_and_last_bit(10)
    3
    """
    return 0 if number == 1 else number ^ (1 << (number.bit_length() - 1)) ^ 1


def toggle_bits_in_range(number: int, low: int, high: int) -> int:
    """Toggle the bits of a number from position low to high, both included, counted from 1 at the right.

    >>> toggle_bits_in_range(17, 2, 3)
    23
    """
    return number ^ ((1 << high) - (1 << (low - 1)))


def toggle_even_bits(number: int) -> int:
    """Toggle the bits at even positions of a number, counted from 1 at the right.

    >>> toggle_even_bits(10)
    0
    """
    return number ^ sum(1 << position for position in range(1, number.bit_length(), 2))


def toggle_odd_bits(number: int) -> int:
    """Toggle the bits at odd positions of a number, counted from 1 at the right.

    >>> toggle_odd_bits(10)
    15
    """
    return number ^ sum(1 << position for position in range(0, number.bit_length(), 2))


def set_even_bits(number: int) -> int:
    """Set the bits at even positions of a number, counted from 1 at the right.

    >>> set_even_bits(20)
    30
    """
    return number | sum(1 << position for position in range(1, number.bit_length(), 2))


def set_odd_bits(number: int) -> int:
    """Set the bits at odd positions of a number, counted from 1 at the right.

    >>> set_odd_bits(10)
    15
    """
    return number | sum(1 << position for position in range(0, number.bit_length(), 2))


def lowest_set_bit(number: int) -> int:
    """Value of the lowest set bit of a number (largest power of two that divides it).

    >>> lowest_set_bit(12)
    4
    """
    return number & -number


def position_of_lowest_set_bit(number: int) -> int:
    """Position of the lowest set bit of a number, counted from 1 at the right, 0 if there is none.

    >>> position_of_lowest_set_bit(12)
    3
    """
    return (number & -number).bit_length()


def position_of_only_set_bit(number: int) -> int:
    """Position of the only set bit of a number, counted from 1 at the right, -1 if there is not exactly one.

    >>> position_of_only_set_bit(16)
    5
    >>> position_of_only_set_bit(12)
    -1
    """
    return number.bit_length() if number > 0 and number & (number - 1) == 0 else -1


def clear_lowest_set_bit(number: int) -> int:
    """Clear (unset) the rightmost set bit of a number.

    >>> clear_lowest_set_bit(12)
    8
    """
    return number & (number - 1)


def set_lowest_unset_bit(number: int) -> int:
    """Set the rightmost unset bit of a number.

    >>> set_lowest_unset_bit(21)
    23
    """
    return number | (number + 1)


def set_leftmost_unset_bit(number: int) -> int:
    """Set the leftmost unset bit of a number below its highest bit, if there is one.

    >>> set_leftmost_unset_bit(10)
    14
    """
    return int(format(number, "b").replace("0", "1", 1), 2) if number > 0 else number


def is_all_bits_set(number: int) -> bool:
    """Whether all bits of a positive number are set, such as 7 in binary 111.

    >>> is_all_bits_set(7)
    True
    """
    return number > 0 and number & (number + 1) == 0


def has_alternating_bits(number: int) -> bool:
    """Whether neighbouring bits of a number always differ (alternating bits).

    >>> has_alternating_bits(5)
    True
    >>> has_alternating_bits(7)
    False
    """
    bits = format(number, "b")
    return "00" not in bits and "11" not in bits


def has_adjacent_set_bits(number: int) -> bool:
    """Whether two neighbouring bits of a number are both set.

    >>> has_adjacent_set_bits(6)
    True
    """
    return number & (number >> 1) != 0


def is_binary_palindrome(number: int) -> bool:
    """Whether the binary form of a number is a palindrome.

    >>> is_binary_palindrome(9)
    True
    """
    return format(number, "b") == format(number, "b")[::-1]


def reverse_binary_digits(number: int) -> int:
    """Reverse the binary digits of a number, without leading zeros.

    >>> reverse_binary_digits(13)
    11
    """
    return int(format(number, "b")[::-1], 2)


def reverse_bits_32(number: int) -> int:
    """Reverse the bits of a 32-bit unsigned integer.

    >>> reverse_bits_32(1)
    2147483648
    """
    return int(format(number & 0xFFFFFFFF, "032b")[::-1], 2)


def reverse_bits_8(number: int) -> int:
    """Reverse the eight bits of a byte.

    >>> reverse_bits_8(1)
    128
    """
    return int(format(number & 0xFF, "08b")[::-1], 2)


def swap_even_and_odd_bits(number: int) -> int:
    """Swap each even bit of a 32-bit number with the odd bit beside it.

    >>> swap_even_and_odd_bits(23)
    43
    """
    return (number & 0xAAAAAAAA) >> 1 | (number & 0x55555555) << 1


def swap_nibbles(number: int) -> int:
    """Swap the two nibbles (halves of four bits) of a byte.

    >>> swap_nibbles(100)
    70
    """
    return (number & 0x0F) << 4 | (number & 0xF0) >> 4


def swap_two_bits(number: int, first: int, second: int) -> int:
    """Swap the bits of a number at two positions, where position 0 is the lowest.

    >>> swap_two_bits(5, 0, 1)
    6
    """
    if number >> first & 1 != number >> second & 1:
        number ^= 1 << first | 1 << second
    return number


def rotate_bits_left(number: int, steps: int, width: int) -> int:
    """Rotate the bits of a number of so many bits to the left by some steps.

    >>> rotate_bits_left(16, 2, 8)
    64
    >>> rotate_bits_left(129, 1, 8)
    3
    """
    steps %= width
    return (number << steps | number >> (width - steps)) & ((1 << width) - 1)


def rotate_bits_right(number: int, steps: int, width: int) -> int:
    """Rotate the bits of a number of so many bits to the right by some steps.

    >>> rotate_bits_right(1, 1, 8)
    128
    """
    steps %= width
    return (number >> steps | number << (width - steps)) & ((1 << width) - 1)


def longest_run_of_ones(number: int) -> int:
    """Length of the longest run of ones in the binary form of a number (consecutive set bits).

    >>> longest_run_of_ones(222)
    4
    """
    return max(map(len, format(number, "b").split("0")))


def largest_binary_gap(number: int) -> int:
    """Binary gap: length of the longest run of zeros between two ones in the binary form of a number.

    >>> largest_binary_gap(529)
    4
    >>> largest_binary_gap(8)
    0
    """
    return max(map(len, format(number, "b").strip("0").split("1")))


def largest_distance_between_ones(number: int) -> int:
    """The longest distance between two neighbouring ones in the binary form of a number, 0 if there is one.

    >>> largest_distance_between_ones(22)
    2
    """
    from itertools import pairwise

    ones = [i for i, bit in enumerate(format(number, "b")) if bit == "1"]
    return max((right - left for left, right in pairwise(ones)), default=0)


def positions_of_set_bits(number: int) -> list[int]:
    """Positions of the set bits of a number in ascending order, where position 0 is the lowest.

    >>> positions_of_set_bits(10)
    [1, 3]
    """
    return [position for position in range(number.bit_length()) if number >> position & 1]


def next_number_with_same_bits(number: int) -> int:
    """The next larger number with the same count of set bits (ones).

    >>> next_number_with_same_bits(6)
    9
    """
    lowest = number & -number
    ripple = number + lowest
    return ripple | ((number ^ ripple) // lowest >> 2)


def count_bits_to_flip(first: int, second: int) -> int:
    """How many bits must be flipped to convert one number to another.

    >>> count_bits_to_flip(10, 20)
    4
    """
    return (first ^ second).bit_count()


def xor_up_to(number: int) -> int:
    """Exclusive or (XOR) of all numbers from 1 to n.

    >>> xor_up_to(6)
    7
    """
    return [number, 1, number + 1, 0][number % 4]


def xor_of_range(low: int, high: int) -> int:
    """Exclusive or (XOR) of all numbers of a range, both ends included.

    >>> xor_of_range(4, 8)
    8
    """
    from functools import reduce
    from operator import xor

    return reduce(xor, range(low, high + 1), 0)


def and_of_range(low: int, high: int) -> int:
    """Bitwise and of all numbers of a range, both ends included.

    >>> and_of_range(5, 7)
    4
    """
    from functools import reduce
    from operator import and_

    return reduce(and_, range(low, high + 1))


def to_signed_32_bit(number: int) -> int:
    """Wrap a number to a signed 32-bit integer (overflow).

    >>> to_signed_32_bit(4294967295)
    -1
    """
    return (number + 2**31) % 2**32 - 2**31


def to_unsigned_32_bit(number: int) -> int:
    """Wrap a number to an unsigned 32-bit integer.

    >>> to_unsigned_32_bit(-1)
    4294967295
    """
    return number & 0xFFFFFFFF


def binomial_coefficients(n: int) -> list[int]:
    """All binomial coefficients of n: the nth row of Pascal's triangle.

    >>> binomial_coefficients(4)
    [1, 4, 6, 4, 1]
    """
    import math

    return [math.comb(n, k) for k in range(n + 1)]


def binomial_coefficient_modulo(n: int, k: int, modulus: int) -> int:
    """Binomial coefficient (n choose k) modulo a number.

    >>> binomial_coefficient_modulo(10, 2, 13)
    6
    """
    import math

    return math.comb(n, k) % modulus


def central_binomial_coefficient(n: int) -> int:
    """Central binomial coefficient: 2n choose n (sum of the squared binomial coefficients).

    >>> central_binomial_coefficient(4)
    70
    """
    import math

    return math.comb(2 * n, n)


def combinations_with_repetition_count(n: int, k: int) -> int:
    """How many ways there are to choose k of n things with repetition (multiset coefficient).

    >>> combinations_with_repetition_count(5, 3)
    35
    """
    import math

    return math.comb(n + k - 1, k)


def double_factorial(number: int) -> int:
    """Double factorial: the product of every second number from n down to 1 or 2.

    >>> double_factorial(7)
    105
    """
    import math

    return math.prod(range(number, 0, -2))


def falling_factorial(number: int, count: int) -> int:
    """Falling factorial: the product of so many numbers counting down from n.

    >>> falling_factorial(5, 3)
    60
    """
    import math

    return math.prod(number - i for i in range(count))


def rising_factorial(number: int, count: int) -> int:
    """Rising factorial (Pochhammer): the product of so many numbers counting up from n.

    >>> rising_factorial(5, 3)
    210
    """
    import math

    return math.prod(number + i for i in range(count))


def super_factorial(number: int) -> int:
    """Superfactorial: the product of the factorials from 1 to n (Brazilian, special factorial).

    >>> super_factorial(4)
    288
    """
    import math

    return math.prod(math.factorial(i) for i in range(1, number + 1))


def primorial_of_number(number: int) -> int:
    """Primorial: the product of all prime numbers up to and including n.

    >>> primorial_of_number(7)
    210
    """
    import math

    return math.prod(
        value for value in range(2, number + 1) if all(value % divisor for divisor in range(2, int(value**0.5) + 1))
    )


def sum_of_factorials(number: int) -> int:
    """Sum of the factorials from 1 to n (left factorial without 0!).

    >>> sum_of_factorials(4)
    33
    """
    total, factorial = 0, 1
    for i in range(1, number + 1):
        factorial *= i
        total += factorial
    return total


def factorials_up_to(number: int) -> list[int]:
    """List of the factorials from 1 to n.

    >>> factorials_up_to(5)
    [1, 2, 6, 24, 120]
    """
    import math

    return [math.factorial(i) for i in range(1, number + 1)]


def factorial_or_sum_by_parity(count: int) -> list[int]:
    """List for 1 to n: the factorial of each even number, the sum from 1 to each odd number.

    >>> factorial_or_sum_by_parity(5)
    [1, 2, 6, 24, 15]
    """
    import math

    return [i * (i + 1) // 2 if i % 2 else math.factorial(i) for i in range(1, count + 1)]


def is_factorial_number(number: int) -> bool:
    """Whether a number is the factorial of some number.

    >>> is_factorial_number(120)
    True
    """
    factor = factorial = 1
    while factorial < number:
        factor += 1
        factorial *= factor
    return factorial == number


def inverse_factorial(number: int) -> int:
    """Inverse factorial: the n whose factorial is the given number, or -1 if there is none.

    >>> inverse_factorial(120)
    5
    """
    factor = factorial = 1
    while factorial < number:
        factor += 1
        factorial *= factor
    return factor if factorial == number else -1


def count_derangements(n: int) -> int:
    """How many derangements of n things there are: permutations with none in its place (subfactorial).

    >>> count_derangements(4)
    9
    >>> count_derangements(0)
    1
    """
    current, following = 1, 0
    for i in range(1, n + 1):
        current, following = following, i * (current + following)
    return current


def stirling_number_second_kind(n: int, k: int) -> int:
    """Stirling number of the second kind: ways to split n things into k non-empty groups.

    >>> stirling_number_second_kind(4, 2)
    7
    """
    row = [1] + [0] * k
    for _ in range(n):
        row = [0] + [j * row[j] + row[j - 1] for j in range(1, k + 1)]
    return row[k]


def stirling_number_first_kind(n: int, k: int) -> int:
    """Unsigned Stirling number of the first kind: permutations of n things with k cycles.

    >>> stirling_number_first_kind(4, 2)
    11
    """
    row = [1] + [0] * k
    for i in range(n):
        row = [0] + [i * row[j] + row[j - 1] for j in range(1, k + 1)]
    return row[k]


def eulerian_number(n: int, k: int) -> int:
    """Eulerian number: permutations of n things with exactly k ascents.

    >>> eulerian_number(4, 1)
    11
    """
    row = [1]
    for i in range(2, n + 1):
        padded = [0, *row, 0]
        row = [(i - j) * padded[j] + (j + 1) * padded[j + 1] for j in range(i)]
    return row[k] if 0 <= k < len(row) else 0


def lah_number(n: int, k: int) -> int:
    """Lah number: ways to split n things into k ordered non-empty lists.

    >>> lah_number(4, 2)
    36
    """
    import math

    return math.comb(n - 1, k - 1) * math.factorial(n) // math.factorial(k)


def delannoy_number(rows: int, columns: int) -> int:
    """Delannoy number: paths in a grid with steps to the right, up and diagonal.

    >>> delannoy_number(3, 3)
    63
    """
    import math

    return sum(math.comb(rows, k) * math.comb(columns, k) * 2**k for k in range(min(rows, columns) + 1))


def narayana_number(n: int, k: int) -> int:
    """Narayana number: balanced parentheses of n pairs with k nestings.

    >>> narayana_number(4, 2)
    6
    """
    import math

    return math.comb(n, k) * math.comb(n, k - 1) // n


def count_integer_partitions(number: int) -> int:
    """How many ways there are to write a number as a sum of positive numbers in any order (partitions).

    >>> count_integer_partitions(5)
    7
    """
    ways = [1] + [0] * number
    for part in range(1, number + 1):
        for total in range(part, number + 1):
            ways[total] += ways[total - part]
    return ways[number]


def count_partitions_into_parts(number: int, count: int) -> int:
    """How many ways there are to write a number as a sum of exactly so many positive numbers.

    >>> count_partitions_into_parts(5, 2)
    2
    """
    rest = number - count
    ways = [1] + [0] * max(rest, 0)
    for part in range(1, count + 1):
        for total in range(part, rest + 1):
            ways[total] += ways[total - part]
    return ways[rest] if rest >= 0 else 0


def integer_partitions(number: int) -> list[list[int]]:
    """All ways to write a number as a sum of positive numbers, each largest first (integer partitions).

    >>> integer_partitions(4)
    [[4], [3, 1], [2, 2], [2, 1, 1], [1, 1, 1, 1]]
    """
    partitions = []
    pending: list[list[int]] = [[]]
    while pending:
        parts = pending.pop()
        rest = number - sum(parts)
        if rest == 0:
            partitions.append(parts)
        pending += [[*parts, part] for part in range(1, min([rest, *parts[-1:]]) + 1)]
    return partitions


def max_product_of_parts(number: int) -> int:
    """The largest product of two or more positive numbers that add up to a number (integer break).

    >>> max_product_of_parts(10)
    36
    """
    if number < 4:
        return number - 1
    product = 1
    while number > 4:
        product *= 3
        number -= 3
    return product * number


def count_ways_to_climb_stairs(steps: int) -> int:
    """How many ways there are to climb stairs with one or two steps at a time.

    >>> count_ways_to_climb_stairs(4)
    5
    """
    current, following = 1, 1
    for _ in range(steps):
        current, following = following, current + following
    return current


def count_ways_with_three_steps(steps: int) -> int:
    """How many ways there are to climb stairs with one, two or three steps at a time (triple step).

    >>> count_ways_with_three_steps(4)
    7
    """
    first, second, third = 1, 1, 2
    for _ in range(steps):
        first, second, third = second, third, first + second + third
    return first


def count_ways_with_k_steps(steps: int, largest: int) -> int:
    """How many ways there are to climb stairs with at most k steps at a time.

    >>> count_ways_with_k_steps(4, 2)
    5
    """
    ways = [1]
    for step in range(1, steps + 1):
        ways.append(sum(ways[max(step - largest, 0) : step]))
    return ways[-1]


def count_domino_tilings(length: int) -> int:
    """How many ways there are to fill a 3 x n board with 2 x 1 dominoes.

    >>> count_domino_tilings(4)
    11
    >>> count_domino_tilings(3)
    0
    """
    current, following = 1, 3
    for _ in range(length // 2):
        current, following = following, 4 * following - current
    return 0 if length % 2 else current


def count_binary_texts_without_adjacent_ones(length: int) -> int:
    """How many binary texts of a length have no two consecutive ones.

    >>> count_binary_texts_without_adjacent_ones(3)
    5
    """
    current, following = 1, 2
    for _ in range(length):
        current, following = following, current + following
    return current


def count_ways_to_paint_fence(posts: int, colors: int) -> int:
    """How many ways there are to paint a fence so that at most two posts in a row have the same color.

    >>> count_ways_to_paint_fence(3, 2)
    6
    """
    if posts < 1:
        return 0
    same, different = 0, colors
    for _ in range(posts - 1):
        same, different = different, (same + different) * (colors - 1)
    return same + different


def count_pairings_of_friends(people: int) -> int:
    """How many ways there are for people to stay single or pair up (friends pairing, involutions).

    >>> count_pairings_of_friends(4)
    10
    """
    current, following = 1, 1
    for i in range(2, people + 1):
        current, following = following, following + (i - 1) * current
    return following


def count_grid_paths(rows: int, columns: int) -> int:
    """How many paths there are through a grid of cells, moving only right or down (unique paths).

    >>> count_grid_paths(3, 7)
    28
    """
    import math

    return math.comb(rows + columns - 2, rows - 1)


def count_lattice_paths(rows: int, columns: int) -> int:
    """How many routes there are along the lines of a grid from corner to corner, right and down only.

    >>> count_lattice_paths(2, 2)
    6
    """
    import math

    return math.comb(rows + columns, rows)


def count_handshakes(people: int) -> int:
    """How many handshakes there are if everybody shakes hands with everybody else once.

    >>> count_handshakes(5)
    10
    """
    return people * (people - 1) // 2


def count_squares_in_grid(size: int) -> int:
    """How many squares of all sizes a square grid (chess board) has.

    >>> count_squares_in_grid(8)
    204
    """
    return size * (size + 1) * (2 * size + 1) // 6


def count_squares_in_rectangle(rows: int, columns: int) -> int:
    """How many squares of all sizes a rectangular grid has.

    >>> count_squares_in_rectangle(2, 3)
    8
    """
    return sum((rows - i) * (columns - i) for i in range(min(rows, columns)))


def count_rectangles_in_grid(rows: int, columns: int) -> int:
    """How many rectangles of all sizes a grid has.

    >>> count_rectangles_in_grid(2, 2)
    9
    """
    return rows * (rows + 1) * columns * (columns + 1) // 4


def count_diagonals_of_polygon(sides: int) -> int:
    """How many diagonals a polygon with so many sides has.

    >>> count_diagonals_of_polygon(5)
    5
    """
    return sides * (sides - 3) // 2


def max_pieces_of_pizza(cuts: int) -> int:
    """Lazy caterer: the most pieces a pancake or pizza falls into by straight cuts.

    >>> max_pieces_of_pizza(3)
    7
    """
    return cuts * (cuts + 1) // 2 + 1


def tower_of_hanoi_moves(disks: int) -> int:
    """How many moves the Tower of Hanoi takes at least.

    >>> tower_of_hanoi_moves(3)
    7
    """
    return (1 << disks) - 1


def josephus_survivor(count: int, step: int) -> int:
    """Josephus problem: the position of the survivor, counted from 1, when every k-th person is removed.

    >>> josephus_survivor(7, 3)
    4
    """
    position = 0
    for size in range(2, count + 1):
        position = (position + step) % size
    return position + 1


def josephus_survivor_from_zero(count: int, step: int) -> int:
    """Josephus problem: the position of the survivor, counted from 0, when every k-th person is removed.

    >>> josephus_survivor_from_zero(41, 3)
    30
    """
    position = 0
    for size in range(2, count + 1):
        position = (position + step) % size
    return position


def min_egg_drop_attempts(eggs: int, floors: int) -> int:
    """Fewest attempts to find the critical floor with some eggs in the worst case (egg drop).

    >>> min_egg_drop_attempts(2, 36)
    8
    """
    reach = [0] * (eggs + 1)
    attempts = 0
    while eggs > 0 and reach[eggs] < floors:
        attempts += 1
        for egg in range(eggs, 0, -1):
            reach[egg] += reach[egg - 1] + 1
    return attempts


def dice_sum_ways(dice: int, total: int) -> int:
    """How many ways there are to throw a total with so many six-sided dice.

    >>> dice_sum_ways(2, 7)
    6
    """
    ways = [1]
    for _ in range(dice):
        following = [0] * (len(ways) + 6)
        for i, count in enumerate(ways):
            for face in range(1, 7):
                following[i + face] += count
        ways = following
    return ways[total] if 0 <= total < len(ways) else 0


def binomial_probability(successes: int, trials: int, probability: float) -> float:
    """Binomial distribution: the probability of exactly k successes in n trials.

    >>> binomial_probability(2, 4, 0.5)
    0.375
    """
    import math

    ways = math.comb(trials, successes)
    return math.prod([float(ways), math.pow(probability, successes), math.pow(1 - probability, trials - successes)])


def area_of_triangle(base: float, height: float) -> float:
    """Area of a triangle from its base and its height.

    >>> area_of_triangle(5, 3)
    7.5
    """
    return base * height / 2


def area_of_triangle_from_sides(a: float, b: float, c: float) -> float:
    """Area of a triangle from its three sides (Heron's formula).

    >>> area_of_triangle_from_sides(3, 4, 5)
    6.0
    """
    import math

    half = (a + b + c) / 2
    return math.sqrt(half * (half - a) * (half - b) * (half - c))


def heron_area_rounded_or_minus_one(a: float, b: float, c: float) -> float:
    """Area of a triangle from its three sides, rounded to 2 decimals, or -1 if they form no triangle.

    >>> heron_area_rounded_or_minus_one(3, 4, 5)
    6.0
    >>> heron_area_rounded_or_minus_one(1, 2, 10)
    -1
    """
    import math

    if a + b <= c or a + c <= b or b + c <= a:
        return -1
    half = (a + b + c) / 2
    return round(math.sqrt(half * (half - a) * (half - b) * (half - c)), 2)


def area_of_triangle_from_points(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    """Area of a triangle from the coordinates of its three corners (points).

    >>> area_of_triangle_from_points((0, 0), (4, 0), (0, 3))
    6.0
    """
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def area_of_equilateral_triangle(side: float) -> float:
    """Area of an equilateral triangle from its side.

    >>> area_of_equilateral_triangle(2)
    1.7320508075688772
    """
    import math

    return math.sqrt(3) / 4 * side**2


def is_valid_triangle(a: float, b: float, c: float) -> bool:
    """Whether three sides can form a triangle (triangle inequality).

    >>> is_valid_triangle(3, 4, 5)
    True
    >>> is_valid_triangle(1, 2, 3)
    False
    """
    return a + b > c and a + c > b and b + c > a


def is_right_triangle(a: float, b: float, c: float) -> bool:
    """Whether three sides in any order form a right-angled triangle (Pythagorean triple).

    >>> is_right_triangle(5, 3, 4)
    True
    >>> is_right_triangle(2, 3, 4)
    False
    """
    x, y, z = sorted([a, b, c])
    return x > 0 and x * x + y * y == z * z


def triangle_type_by_sides(a: float, b: float, c: float) -> str:
    """Classify a triangle by its sides: "equilateral", "isosceles" or "scalene".

    >>> triangle_type_by_sides(2, 2, 3)
    'isosceles'
    """
    return {1: "equilateral", 2: "isosceles", 3: "scalene"}[len({a, b, c})]


def triangle_type_or_invalid(a: float, b: float, c: float) -> str:
    """Kind of a triangle by its sides: "equilateral", "isosceles", "scalene", or "invalid" if there is none.

    >>> triangle_type_or_invalid(1, 2, 9)
    'invalid'
    >>> triangle_type_or_invalid(3, 4, 5)
    'scalene'
    """
    x, y, z = sorted([a, b, c])
    if x <= 0 or x + y <= z:
        return "invalid"
    return ["equilateral", "isosceles", "scalene"][len({a, b, c}) - 1]


def is_equilateral_triangle(a: float, b: float, c: float) -> bool:
    """Whether a triangle is equilateral: all three sides are equal and positive.

    >>> is_equilateral_triangle(6, 6, 6)
    True
    """
    return 0 < a == b == c


def is_isosceles_triangle(a: float, b: float, c: float) -> bool:
    """Whether a triangle is isosceles: valid, and at least two sides are equal.

    >>> is_isosceles_triangle(6, 6, 8)
    True
    """
    x, y, z = sorted([a, b, c])
    return x + y > z and (x == y or y == z)


def is_scalene_triangle(a: float, b: float, c: float) -> bool:
    """Whether a triangle is scalene: valid, and all sides are different.

    >>> is_scalene_triangle(3, 4, 5)
    True
    """
    x, y, z = sorted([a, b, c])
    return x + y > z and x != y != z


def triangle_type_by_angles(a: float, b: float, c: float) -> str:
    """Classify a triangle by its angles in degrees: "acute", "right" or "obtuse".

    >>> triangle_type_by_angles(90, 45, 45)
    'right'
    """
    largest = max(a, b, c)
    if largest == 90:
        return "right"
    return "acute" if largest < 90 else "obtuse"


def are_angles_of_triangle(a: float, b: float, c: float) -> bool:
    """Whether three angles in degrees form a triangle: positive, with a sum of 180.

    >>> are_angles_of_triangle(60, 50, 70)
    True
    """
    return min(a, b, c) > 0 and a + b + c == 180


def third_angle_of_triangle(first: float, second: float) -> float:
    """The third angle of a triangle in degrees from the other two.

    >>> third_angle_of_triangle(60, 50)
    70
    """
    return 180 - first - second


def angle_from_three_sides(a: float, b: float, c: float) -> float:
    """Angle of a triangle in degrees opposite to the last side, from all three sides (law of cosines).

    >>> round(angle_from_three_sides(3, 4, 5), 6)
    90.0
    """
    import math

    return math.degrees(math.acos((a * a + b * b - c * c) / (2 * a * b)))


def leg_of_right_triangle(hypotenuse: float, leg: float) -> float:
    """The other leg (cathetus) of a right triangle from its hypotenuse and one leg.

    >>> leg_of_right_triangle(5, 3)
    4.0
    """
    import math

    return math.sqrt(hypotenuse**2 - leg**2)


def hypotenuse_of_triangle(a: float, b: float) -> float:
    """Hypotenuse of a right triangle from its two legs (Pythagoras).

    >>> hypotenuse_of_triangle(3, 4)
    5.0
    """
    import math

    return math.sqrt(a * a + b * b)


def circumradius_of_triangle(a: float, b: float, c: float) -> float:
    """Radius of the circle around a triangle (circumcircle) from its three sides.

    >>> circumradius_of_triangle(3, 4, 5)
    2.5
    """
    import math

    half = (a + b + c) / 2
    return a * b * c / (4 * math.sqrt(half * (half - a) * (half - b) * (half - c)))


def inradius_of_triangle(a: float, b: float, c: float) -> float:
    """Radius of the circle inscribed in a triangle (incircle) from its three sides.

    >>> inradius_of_triangle(3, 4, 5)
    1.0
    """
    import math

    half = (a + b + c) / 2
    return math.sqrt((half - a) * (half - b) * (half - c) / half)


def perimeter_of_rectangle(length: float, width: float) -> float:
    """Perimeter of a rectangle from its length and its width.

    >>> perimeter_of_rectangle(3, 4)
    14
    """
    return 2 * (length + width)


def diagonal_of_rectangle(length: float, width: float) -> float:
    """Diagonal of a rectangle from its length and its width.

    >>> diagonal_of_rectangle(3, 4)
    5.0
    """
    import math

    return math.hypot(length, width)


def area_of_trapezoid(first: float, second: float, height: float) -> float:
    """Area of a trapezoid (trapezium) from its two parallel sides and its height.

    >>> area_of_trapezoid(6, 9, 4)
    30.0
    """
    return (first + second) * height / 2


def median_of_trapezoid(first: float, second: float) -> float:
    """Median (midline) of a trapezoid from its two parallel sides.

    >>> median_of_trapezoid(15, 25)
    20.0
    """
    return (first + second) / 2


def area_of_rhombus(first: float, second: float) -> float:
    """Area of a rhombus or kite from its two diagonals.

    >>> area_of_rhombus(10, 20)
    100.0
    """
    return first * second / 2


def area_of_circle(radius: float) -> float:
    """Area of a circle from its radius.

    >>> area_of_circle(1)
    3.141592653589793
    """
    import math

    return math.pi * radius**2


def area_of_circle_rounded(radius: float) -> float:
    """Area of a circle from its radius, rounded to two decimals.

    >>> area_of_circle_rounded(3)
    28.27
    """
    import math

    return round(math.pi * radius**2, 2)


def circumference_of_circle(radius: float) -> float:
    """Circumference (perimeter) of a circle from its radius.

    >>> circumference_of_circle(1)
    6.283185307179586
    """
    import math

    return 2 * math.pi * radius


def circumference_of_circle_rounded(radius: float) -> float:
    """Circumference (perimeter) of a circle from its radius, rounded to two decimals.

    >>> circumference_of_circle_rounded(1)
    6.28
    """
    import math

    return round(2 * math.pi * radius, 2)


def radius_from_area(area: float) -> float:
    """Radius of a circle from its area.

    >>> round(radius_from_area(28.27433), 4)
    3.0
    """
    import math

    return math.sqrt(area / math.pi)


def area_of_sector(radius: float, angle: float) -> float:
    """Area of a sector of a circle from its radius and its angle in degrees.

    >>> area_of_sector(4, 45)
    6.283185307179586
    """
    import math

    return math.pi * radius**2 * angle / 360


def arc_length(radius: float, angle: float) -> float:
    """Length of an arc of a circle from its radius and its angle in degrees.

    >>> round(arc_length(9, 45), 4)
    7.0686
    """
    import math

    return 2 * math.pi * radius * angle / 360


def area_of_ring(outer: float, inner: float) -> float:
    """Area of a ring (annulus) between two circles from its outer and its inner radius.

    >>> round(area_of_ring(3, 2), 4)
    15.708
    """
    import math

    return math.pi * (outer**2 - inner**2)


def area_of_ellipse(first: float, second: float) -> float:
    """Area of an ellipse from its two half axes (semi-axes).

    >>> round(area_of_ellipse(3, 2), 4)
    18.8496
    """
    import math

    return math.pi * first * second


def area_of_regular_polygon(sides: int, length: float) -> float:
    """Area of a regular polygon from how many sides it has and their length.

    >>> round(area_of_regular_polygon(4, 20), 6)
    400.0
    """
    import math

    return sides * length**2 / (4 * math.tan(math.pi / sides))


def area_of_regular_hexagon(side: float) -> float:
    """Area of a regular hexagon from its side.

    >>> round(area_of_regular_hexagon(2), 4)
    10.3923
    """
    import math

    return 3 * math.sqrt(3) / 2 * side**2


def area_of_regular_pentagon(side: float) -> float:
    """Area of a regular pentagon from its side.

    >>> round(area_of_regular_pentagon(5), 4)
    43.0119
    """
    import math

    return math.sqrt(5 * (5 + 2 * math.sqrt(5))) * side**2 / 4


def interior_angle_of_polygon(sides: int) -> float:
    """Interior angle of a regular polygon in degrees.

    >>> interior_angle_of_polygon(6)
    120.0
    """
    return (sides - 2) * 180 / sides


def sum_of_interior_angles(sides: int) -> int:
    """Sum of the interior angles of a polygon in degrees.

    >>> sum_of_interior_angles(5)
    540
    """
    return (sides - 2) * 180


def area_of_polygon(points: list[tuple[float, float]]) -> float:
    """Area of a polygon from its corners in order (shoelace formula).

    >>> area_of_polygon([(0, 0), (4, 0), (4, 3), (0, 3)])
    12.0
    """
    shifted = points[1:] + points[:1]
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in zip(points, shifted, strict=True))) / 2


def perimeter_of_polygon(points: list[tuple[float, float]]) -> float:
    """Perimeter of a polygon from its corners in order.

    >>> perimeter_of_polygon([(0, 0), (4, 0), (4, 3), (0, 3)])
    14.0
    """
    import math

    return sum(map(math.dist, points, points[1:] + points[:1]))


def length_of_path(points: list[tuple[float, float]]) -> float:
    """Length of a path through points in order (sum of the distances).

    >>> length_of_path([(0, 0), (3, 4), (3, 10)])
    11.0
    """
    import math

    return sum(map(math.dist, points, points[1:]))


def is_point_in_polygon(point: tuple[float, float], corners: list[tuple[float, float]]) -> bool:
    """Whether a point lies inside a polygon (ray casting).

    >>> is_point_in_polygon((1, 1), [(0, 0), (4, 0), (4, 4), (0, 4)])
    True
    """
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def volume_of_box(length: float, width: float, height: float) -> float:
    """Volume of a box (cuboid, rectangular prism) from its length, width and height.

    >>> volume_of_box(2, 3, 4)
    24
    """
    return length * width * height


def surface_area_of_box(length: float, width: float, height: float) -> float:
    """Surface area of a box (cuboid, rectangular prism) from its length, width and height.

    >>> surface_area_of_box(2, 3, 4)
    52
    """
    return 2 * (length * width + width * height + height * length)


def lateral_surface_of_box(length: float, width: float, height: float) -> float:
    """Lateral surface area of a box (cuboid) from its length, width and height.

    >>> lateral_surface_of_box(8, 5, 6)
    156
    """
    return 2 * height * (length + width)


def diagonal_of_box(length: float, width: float, height: float) -> float:
    """Space diagonal of a box (cuboid) from its length, width and height.

    >>> diagonal_of_box(1, 2, 2)
    3.0
    """
    import math

    return math.sqrt(length**2 + width**2 + height**2)


def surface_area_of_cube(side: float) -> float:
    """Surface area of a cube from its side.

    >>> surface_area_of_cube(5)
    150
    """
    return 6 * side**2


def lateral_surface_of_cube(side: float) -> float:
    """Lateral surface area of a cube from its side (four faces).

    >>> lateral_surface_of_cube(5)
    100
    """
    return 4 * side**2


def volume_of_sphere(radius: float) -> float:
    """Volume of a sphere (ball) from its radius.

    >>> volume_of_sphere(10)
    4188.790204786391
    """
    import math

    return 4 / 3 * math.pi * radius**3


def surface_area_of_sphere(radius: float) -> float:
    """Surface area of a sphere (ball) from its radius.

    >>> surface_area_of_sphere(10)
    1256.6370614359173
    """
    import math

    return 4 * math.pi * radius**2


def volume_of_cylinder(radius: float, height: float) -> float:
    """Volume of a cylinder from its radius and its height.

    >>> volume_of_cylinder(10, 5)
    1570.7963267948967
    """
    import math

    return math.pi * radius**2 * height


def surface_area_of_cylinder(radius: float, height: float) -> float:
    """Surface area of a cylinder from its radius and its height, both circles included.

    >>> surface_area_of_cylinder(10, 5)
    942.4777960769379
    """
    import math

    return 2 * math.pi * radius * (radius + height)


def lateral_surface_of_cylinder(radius: float, height: float) -> float:
    """Lateral surface area of a cylinder from its radius and its height.

    >>> lateral_surface_of_cylinder(10, 5)
    314.1592653589793
    """
    import math

    return 2 * math.pi * radius * height


def volume_of_cone(radius: float, height: float) -> float:
    """Volume of a cone from its radius and its height.

    >>> round(volume_of_cone(5, 12), 4)
    314.1593
    """
    import math

    return math.pi * radius**2 * height / 3


def surface_area_of_cone(radius: float, height: float) -> float:
    """Surface area of a cone from its radius and its height, the base included.

    >>> round(surface_area_of_cone(5, 12), 4)
    282.7433
    """
    import math

    return math.pi * radius * (radius + math.hypot(radius, height))


def lateral_surface_of_cone(radius: float, height: float) -> float:
    """Lateral surface area of a cone from its radius and its height.

    >>> round(lateral_surface_of_cone(5, 12), 4)
    204.2035
    """
    import math

    return math.pi * radius * math.hypot(radius, height)


def volume_of_pyramid(length: float, width: float, height: float) -> float:
    """Volume of a rectangular pyramid from the sides of its base and its height.

    >>> volume_of_pyramid(3, 4, 5)
    20.0
    """
    return length * width * height / 3


def surface_area_of_square_pyramid(base: float, slant: float) -> float:
    """Surface area of a square pyramid from the side of its base and its slant height.

    >>> surface_area_of_square_pyramid(3, 4)
    33
    """
    return base**2 + 2 * base * slant


def volume_of_triangular_prism(base: float, height: float, length: float) -> float:
    """Volume of a triangular prism from the base and the height of its triangle and its length.

    >>> volume_of_triangular_prism(10, 8, 6)
    240.0
    """
    return base * height * length / 2


def volume_of_tetrahedron(side: float) -> float:
    """Volume of a regular tetrahedron from its side.

    >>> round(volume_of_tetrahedron(10), 2)
    117.85
    """
    import math

    return side**3 / (6 * math.sqrt(2))


def distance_between_points(x1: float, y1: float, x2: float, y2: float) -> float:
    """Euclidean distance between two points (x1, y1) and (x2, y2).

    >>> distance_between_points(0, 0, 3, 4)
    5.0
    """
    import math

    return math.hypot(x2 - x1, y2 - y1)


def manhattan_distance(x1: float, y1: float, x2: float, y2: float) -> float:
    """Manhattan (taxicab, city block) distance between two points (x1, y1) and (x2, y2).

    >>> manhattan_distance(0, 0, 3, 4)
    7
    """
    return abs(x1 - x2) + abs(y1 - y2)


def chebyshev_distance(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Chebyshev (king's move) distance between two points.

    >>> chebyshev_distance((0, 0), (3, 4))
    4
    """
    return max(abs(first[0] - second[0]), abs(first[1] - second[1]))


def midpoint_of_points(first: tuple[float, float], second: tuple[float, float]) -> tuple[float, float]:
    """Midpoint between two points.

    >>> midpoint_of_points((0, 0), (3, 4))
    (1.5, 2.0)
    """
    return ((first[0] + second[0]) / 2, (first[1] + second[1]) / 2)


def slope_of_line(x1: float, y1: float, x2: float, y2: float) -> float:
    """Slope (gradient) of the line through two points (x1, y1) and (x2, y2).

    >>> slope_of_line(0, 0, 2, 4)
    2.0
    """
    return (y2 - y1) / (x2 - x1)


def slope_or_none(first: tuple[float, float], second: tuple[float, float]) -> float | None:
    """Slope (gradient) of the line through two points, None if it is vertical.

    >>> slope_or_none((0, 0), (2, 4))
    2.0
    """
    return None if first[0] == second[0] else (second[1] - first[1]) / (second[0] - first[0])


def line_through_points(first: tuple[float, float], second: tuple[float, float]) -> tuple[float, float]:
    """Slope and intercept of the line through two points.

    >>> line_through_points((0, 1), (2, 5))
    (2.0, 1.0)
    """
    slope = (second[1] - first[1]) / (second[0] - first[0])
    return (slope, first[1] - slope * first[0])


def are_collinear(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> bool:
    """Whether three points lie on one straight line (collinear).

    >>> are_collinear((0, 0), (1, 1), (2, 2))
    True
    """
    return (b[0] - a[0]) * (c[1] - a[1]) == (c[0] - a[0]) * (b[1] - a[1])


def quadrant_of_point(x: float, y: float) -> int:
    """Quadrant of a point, 1 to 4, or 0 if it lies on an axis.

    >>> quadrant_of_point(-2, 3)
    2
    """
    if x == 0 or y == 0:
        return 0
    if y > 0:
        return 1 if x > 0 else 2
    return 3 if x < 0 else 4


def is_point_in_circle(x: float, y: float, radius: float) -> bool:
    """Whether a point lies in a circle around the origin, its edge included.

    >>> is_point_in_circle(3, 4, 5)
    True
    """
    return x * x + y * y <= radius * radius


def rotate_point(x: float, y: float, angle: float) -> tuple[float, float]:
    """Rotate a point around the origin counterclockwise by an angle in degrees.

    >>> [round(value, 6) for value in rotate_point(1, 0, 90)]
    [0.0, 1.0]
    """
    import math

    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return (x * cosine - y * sine, x * sine + y * cosine)


def cartesian_to_polar(x: float, y: float) -> tuple[float, float]:
    """Convert cartesian coordinates to polar ones: radius and angle in radians.

    >>> cartesian_to_polar(2, 0)
    (2.0, 0.0)
    """
    import math

    return (math.hypot(x, y), math.atan2(y, x))


def polar_to_cartesian(radius: float, angle: float) -> tuple[float, float]:
    """Convert polar coordinates, radius and angle in radians, to cartesian ones.

    >>> polar_to_cartesian(2, 0)
    (2.0, 0.0)
    """
    import math

    return (radius * math.cos(angle), radius * math.sin(angle))


def great_circle_distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometers between two places in degrees (haversine formula).

    >>> round(great_circle_distance(52.52, 13.405, 48.8566, 2.3522))
    877
    """
    import math

    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    delta = math.radians(lon2 - lon1)
    a = math.sin((phi2 - phi1) / 2) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(delta / 2) ** 2
    return 6371 * 2 * math.asin(math.sqrt(a))


def normalize_angle(angle: float) -> float:
    """Normalize an angle in degrees to the range from -180 (not included) to 180.

    >>> normalize_angle(270)
    -90
    """
    return 180 - (180 - angle) % 360


def smallest_angle_between(first: float, second: float) -> float:
    """The smallest difference between two directions in degrees.

    >>> smallest_angle_between(350, 10)
    20
    """
    difference = abs(first - second) % 360
    return min(difference, 360 - difference)


def kind_of_angle(angle: float) -> str:
    """Classify an angle in degrees: "acute", "right", "obtuse", "straight" or "reflex".

    >>> kind_of_angle(120)
    'obtuse'
    """
    if angle in (90, 180):
        return "right" if angle == 90 else "straight"
    if angle < 180:
        return "acute" if angle < 90 else "obtuse"
    return "reflex"


def compass_direction(degrees: float) -> str:
    """Nearest of the eight compass directions for an angle in degrees, clockwise from north.

    >>> compass_direction(100)
    'E'
    """
    return ["N", "NE", "E", "SE", "S", "SW", "W", "NW"][int((degrees % 360 + 22.5) // 45) % 8]


def do_circles_intersect(first: tuple[float, float, float], second: tuple[float, float, float]) -> bool:
    """Whether two circles (x, y, radius) touch or overlap.

    >>> do_circles_intersect((0, 0, 2), (3, 0, 2))
    True
    """
    distance = (first[0] - second[0]) ** 2 + (first[1] - second[1]) ** 2
    return distance <= (first[2] + second[2]) ** 2


def do_rectangles_overlap(first: list[float], second: list[float]) -> bool:
    """Whether two rectangles [x1, y1, x2, y2] overlap, where touching edges do not count.

    >>> do_rectangles_overlap([0, 0, 2, 2], [1, 1, 3, 3])
    True
    """
    return first[0] < second[2] and second[0] < first[2] and first[1] < second[3] and second[1] < first[3]


def overlap_area_of_rectangles(first: list[float], second: list[float]) -> float:
    """Area that two rectangles [x1, y1, x2, y2] share.

    >>> overlap_area_of_rectangles([0, 0, 2, 2], [1, 1, 3, 3])
    1
    """
    width = min(first[2], second[2]) - max(first[0], second[0])
    height = min(first[3], second[3]) - max(first[1], second[1])
    return max(width, 0) * max(height, 0)


def bounding_box_of_points(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Bounding box of points: smallest x, smallest y, largest x, largest y.

    >>> bounding_box_of_points([(1, 5), (3, 2)])
    (1, 2, 3, 5)
    """
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))


def centroid_of_points(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Centroid (center of mass, mean) of points.

    >>> centroid_of_points([(0, 0), (2, 4)])
    (1.0, 2.0)
    """
    return (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))


def points_sorted_by_distance(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Points sorted by their distance from the origin, the nearest first.

    >>> points_sorted_by_distance([(3, 3), (1, 1)])
    [(1, 1), (3, 3)]
    """
    return sorted(points, key=lambda point: point[0] ** 2 + point[1] ** 2)


def smallest_distance_of_points(points: list[tuple[float, float]]) -> float:
    """The smallest distance between any two points.

    >>> smallest_distance_of_points([(0, 0), (3, 4), (10, 10)])
    5.0
    """
    import math
    from itertools import combinations

    return min(math.dist(first, second) for first, second in combinations(points, 2))


def simple_interest(principal: float, rate: float, time: float) -> float:
    """Simple interest of a principal at a rate in percent per year over some years.

    >>> simple_interest(1000, 5, 2)
    100.0
    """
    return principal * rate * time / 100


def compound_amount(principal: float, rate: float, time: float) -> float:
    """Amount after some years with compound interest at a rate in percent per year.

    >>> round(compound_amount(1000, 5, 2), 2)
    1102.5
    """
    import math

    return principal * math.pow(1 + rate / 100, time)


def compound_amount_rounded(principal: float, rate: float, time: float) -> float:
    """Amount after some years with compound interest at a rate in percent, rounded to two decimals.

    >>> compound_amount_rounded(1000, 5, 2)
    1102.5
    """
    import math

    return round(principal * math.pow(1 + rate / 100, time), 2)


def compound_amount_of_fraction(principal: float, rate: float, time: float) -> float:
    """Amount after some periods with compound interest at a rate given as a fraction, such as 0.05.

    >>> round(compound_amount_of_fraction(1000, 0.05, 2), 2)
    1102.5
    """
    import math

    return principal * math.pow(1 + rate, time)


def compound_interest(principal: float, rate: float, time: float) -> float:
    """Compound interest alone, without the principal, at a rate in percent per year over some years.

    >>> round(compound_interest(1000, 5, 2), 2)
    102.5
    """
    import math

    return principal * math.pow(1 + rate / 100, time) - principal


def compound_amount_with_periods(principal: float, rate: float, periods: float, years: float) -> float:
    """Amount after some years at a rate given as a fraction, compounded so many times per year.

    >>> round(compound_amount_with_periods(1000, 0.05, 12, 1), 2)
    1051.16
    """
    import math

    return principal * math.pow(1 + rate / periods, periods * years)


def years_until_target(principal: float, rate: float, target: float) -> int:
    """How many years it takes until a principal reaches a target at a rate in percent per year.

    >>> years_until_target(1000, 5, 1100)
    2
    """
    years = 0
    while principal < target and rate > 0 and principal > 0 and years < 10000:
        principal += principal * rate / 100
        years += 1
    return years


def present_value(amount: float, rate: float, years: float) -> float:
    """Present value of a future amount, discounted at a rate given as a fraction per year.

    >>> round(present_value(1102.5, 0.05, 2), 2)
    1000.0
    """
    import math

    return amount / math.pow(1 + rate, years)


def net_present_value(rate: float, flows: list[float]) -> float:
    """Net present value of cash flows at a rate given as a fraction, the first one not discounted.

    >>> round(net_present_value(0.1, [-100, 60, 60]), 2)
    4.13
    """
    import math

    return sum(flow / math.pow(1 + rate, i) for i, flow in enumerate(flows))


def monthly_loan_payment(principal: float, rate: float, months: int) -> float:
    """Monthly payment of a loan (mortgage) with a yearly rate in percent over some months, rounded to cents.

    >>> monthly_loan_payment(10000, 6, 12)
    860.66
    """
    import math

    monthly = rate / 1200
    if monthly == 0:
        return round(principal / months, 2)
    return round(principal * monthly / (1 - math.pow(1 + monthly, -months)), 2)


def loan_payment_by_year(principal: float, rate: float, years: int) -> float:
    """Monthly payment of a loan (mortgage) with a yearly rate as a fraction over some years, not rounded.

    >>> round(loan_payment_by_year(200000, 0.05, 30), 2)
    1073.64
    """
    import math

    monthly, months = rate / 12, years * 12
    if monthly == 0:
        return principal / months
    return principal * monthly / (1 - math.pow(1 + monthly, -months))


def discounted_price(price: float, percent: float) -> float:
    """Price after a discount in percent.

    >>> discounted_price(80, 25)
    60.0
    """
    return price * (1 - percent / 100)


def discounted_price_rounded(price: float, percent: float) -> float:
    """Price after a discount in percent, rounded to two decimals.

    >>> discounted_price_rounded(19.99, 15)
    16.99
    """
    return round(price - price * percent / 100, 2)


def discount_in_percent(original: float, discounted: float) -> float:
    """How many percent an original price was reduced to a discounted one.

    >>> discount_in_percent(80, 60)
    25.0
    """
    return (original - discounted) / original * 100


def price_with_tax(price: float, rate: float) -> float:
    """Price with tax (VAT, sales tax) at a rate in percent, rounded to two decimals.

    >>> price_with_tax(100, 19)
    119.0
    """
    return round(price * (1 + rate / 100), 2)


def price_with_tax_fraction(price: float, rate: float) -> float:
    """Price with tax at a rate given as a fraction, rounded to two decimals.

    >>> price_with_tax_fraction(100, 0.19)
    119.0
    """
    return round(price * (1 + rate), 2)


def price_without_tax(price: float, rate: float) -> float:
    """Net price from a price with tax at a rate in percent, rounded to two decimals.

    >>> price_without_tax(119, 19)
    100.0
    """
    return round(price / (1 + rate / 100), 2)


def progressive_tax(income: float, brackets: list[tuple[float, float]]) -> float:
    """Progressive income tax with brackets (lower limit, rate as a fraction) in ascending order.

    >>> progressive_tax(30000, [(0, 0.1), (10000, 0.2)])
    5000.0
    """
    uppers = [*(low for low, _ in brackets[1:]), income]
    return sum(max(min(income, high) - low, 0) * rate for (low, rate), high in zip(brackets, uppers, strict=True))


def percent_of_total(part: float, total: float) -> float:
    """What percentage a part is of a total.

    >>> percent_of_total(15, 60)
    25.0
    """
    return part / total * 100


def percent_of_total_rounded(part: float, total: float) -> float:
    """What percentage a part is of a total, rounded to two decimals, 0 for an empty total.

    >>> percent_of_total_rounded(1, 3)
    33.33
    """
    return round(part / total * 100, 2) if total else 0.0


def percent_of_number(number: float, percent: float) -> float:
    """So many percent of a number.

    >>> percent_of_number(60, 25)
    15.0
    """
    return number * percent / 100


def percent_change(old: float, new: float) -> float:
    """Change from an old to a new value in percent of the old one (percentage increase).

    >>> percent_change(50, 60)
    20.0
    """
    return (new - old) / abs(old) * 100


def percent_change_rounded(old: float, new: float) -> float:
    """Change from an old to a new value in percent, rounded to two decimals, 0 if the old one is 0.

    >>> percent_change_rounded(30, 40)
    33.33
    """
    return round((new - old) / old * 100, 2) if old else 0.0


def increase_by_percent(number: float, percent: float) -> float:
    """Increase a number by so many percent.

    >>> increase_by_percent(50, 20)
    60.0
    """
    return number * (1 + percent / 100)


def profit_or_loss(cost: float, sale: float) -> str:
    """Whether a sale made a "profit", a "loss" or "no profit no loss".

    >>> profit_or_loss(100, 120)
    'profit'
    """
    if sale == cost:
        return "no profit no loss"
    return "profit" if sale > cost else "loss"


def profit_or_none(cost: float, sale: float) -> float | None:
    """Profit of a sale, or None if there is none.

    >>> profit_or_none(1500, 2000)
    500
    """
    return sale - cost if sale > cost else None


def tip_amount(bill: float, percent: float) -> float:
    """Tip for a bill in percent, rounded to two decimals.

    >>> tip_amount(45.5, 15)
    6.83
    """
    return round(bill * percent / 100, 2)


def total_with_tip(bill: float, percent: float) -> float:
    """Total of a bill with a tip in percent, rounded to two decimals.

    >>> total_with_tip(45.5, 20)
    54.6
    """
    return round(bill * (1 + percent / 100), 2)


def share_of_bill(bill: float, percent: float, people: int) -> float:
    """Share of each person of a bill with a tip in percent, rounded to two decimals.

    >>> share_of_bill(100, 20, 4)
    30.0
    """
    return round(bill * (1 + percent / 100) / people, 2)


def split_amount_fairly(amount: int, people: int) -> list[int]:
    """Split a whole amount fairly in shares that differ by at most one, larger ones first.

    >>> split_amount_fairly(10, 3)
    [4, 3, 3]
    """
    share, rest = divmod(amount, people)
    return [share + (i < rest) for i in range(people)]


def pay_with_overtime(hours: float, rate: float) -> float:
    """Weekly pay with overtime: hours above 40 are paid one and a half times.

    >>> pay_with_overtime(45, 10)
    475.0
    """
    return min(hours, 40) * rate + max(hours - 40, 0) * rate * 1.5


def dog_years(years: float) -> float:
    """Age of a dog in dog years: 10.5 for each of the first two years, 4 for each later one.

    >>> dog_years(12)
    61.0
    """
    return min(years, 2) * 10.5 + max(years - 2, 0) * 4


def body_mass_index(weight: float, height: float) -> float:
    """Body mass index (BMI) from a weight in kilograms and a height in meters, rounded to one decimal.

    >>> body_mass_index(70, 1.75)
    22.9
    """
    return round(weight / height**2, 1)


def body_mass_index_exact(weight: float, height: float) -> float:
    """Body mass index (BMI) from a weight in kilograms and a height in meters, not rounded.

    >>> body_mass_index_exact(80, 2)
    20.0
    """
    return weight / height**2


def body_mass_index_two_decimals(weight: float, height: float) -> float:
    """Body mass index (BMI) from a weight in kilograms and a height in meters, rounded to two decimals.

    >>> body_mass_index_two_decimals(70, 1.75)
    22.86
    """
    return round(weight / height**2, 2)


def bmi_category(bmi: float) -> str:
    """Weight category of a BMI: "underweight", "normal", "overweight" or "obese".

    >>> bmi_category(22.9)
    'normal'
    """
    for limit, name in ((18.5, "underweight"), (25, "normal"), (30, "overweight")):
        if bmi < limit:
            return name
    return "obese"


def bmi_category_of_weight(weight: float, height: float) -> str:
    """BMI category of a weight in kilograms and a height in meters: Underweight, Normal, Overweight or Obese.

    >>> bmi_category_of_weight(80, 1.8)
    'Normal'
    """
    bmi = weight / height**2
    for limit, name in ((18.5, "Underweight"), (25, "Normal"), (30, "Overweight")):
        if bmi < limit:
            return name
    return "Obese"


def letter_grade(score: float) -> str:
    """Letter grade of a score from 0 to 100: A from 90, B from 80, C from 70, D from 60, else F.

    >>> letter_grade(85)
    'B'
    """
    return next((grade for limit, grade in ((90, "A"), (80, "B"), (70, "C"), (60, "D")) if score >= limit), "F")


def celsius_to_fahrenheit(celsius: float) -> float:
    """Convert a temperature from Celsius to Fahrenheit.

    >>> celsius_to_fahrenheit(100)
    212.0
    """
    return celsius * 9 / 5 + 32


def fahrenheit_to_celsius(fahrenheit: float) -> float:
    """Convert a temperature from Fahrenheit to Celsius.

    >>> fahrenheit_to_celsius(212)
    100.0
    """
    return (fahrenheit - 32) * 5 / 9


def fahrenheit_to_celsius_rounded(fahrenheit: float) -> float:
    """Convert a temperature from Fahrenheit to Celsius, rounded to two decimals.

    >>> fahrenheit_to_celsius_rounded(100)
    37.78
    """
    return round((fahrenheit - 32) * 5 / 9, 2)


def fahrenheit_to_celsius_one_decimal(fahrenheit: float) -> float:
    """Convert a temperature from Fahrenheit to Celsius, rounded to one decimal.

    >>> fahrenheit_to_celsius_one_decimal(100)
    37.8
    """
    return round((fahrenheit - 32) * 5 / 9, 1)


def celsius_to_kelvin(celsius: float) -> float:
    """Convert a temperature from Celsius to Kelvin.

    >>> celsius_to_kelvin(0)
    273.15
    """
    return celsius + 273.15


def kelvin_to_celsius(kelvin: float) -> float:
    """Convert a temperature from Kelvin to Celsius.

    >>> kelvin_to_celsius(273.15)
    0.0
    """
    return kelvin - 273.15


def fahrenheit_to_kelvin(fahrenheit: float) -> float:
    """Convert a temperature from Fahrenheit to Kelvin.

    >>> fahrenheit_to_kelvin(32)
    273.15
    """
    return (fahrenheit - 32) * 5 / 9 + 273.15


def kelvin_to_fahrenheit(kelvin: float) -> float:
    """Convert a temperature from Kelvin to Fahrenheit.

    >>> kelvin_to_fahrenheit(273.15)
    32.0
    """
    return (kelvin - 273.15) * 9 / 5 + 32


def convert_temperature(value: float, unit: str) -> float:
    """Convert a temperature by its unit: "C" from Celsius to Fahrenheit, "F" from Fahrenheit to Celsius.

    >>> convert_temperature(100, "C")
    212.0
    """
    return value * 9 / 5 + 32 if unit.upper() == "C" else (value - 32) * 5 / 9


def miles_to_kilometers(miles: float) -> float:
    """Convert miles to kilometers, rounded to two decimals.

    >>> miles_to_kilometers(10)
    16.09
    """
    return round(miles * 1.609344, 2)


def kilometers_to_miles(kilometers: float) -> float:
    """Convert kilometers to miles, rounded to two decimals.

    >>> kilometers_to_miles(10)
    6.21
    """
    return round(kilometers / 1.609344, 2)


def pounds_to_kilograms(pounds: float) -> float:
    """Convert pounds to kilograms, rounded to two decimals.

    >>> pounds_to_kilograms(10)
    4.54
    """
    return round(pounds * 0.45359237, 2)


def kilograms_to_pounds(kilograms: float) -> float:
    """Convert kilograms to pounds, rounded to two decimals.

    >>> kilograms_to_pounds(10)
    22.05
    """
    return round(kilograms / 0.45359237, 2)


def feet_and_inches_to_centimeters(feet: float, inches: float) -> float:
    """Convert feet and inches to centimeters, rounded to two decimals.

    >>> feet_and_inches_to_centimeters(5, 7)
    170.18
    """
    return round((feet * 12 + inches) * 2.54, 2)


def average_speed(distance: float, time: float) -> float:
    """Average speed from a distance and a time, 0 if there is no time.

    >>> average_speed(150, 3)
    50.0
    """
    return distance / time if time else 0.0


def kmh_to_mps(speed: float) -> float:
    """Convert a speed from kilometers per hour to meters per second.

    >>> kmh_to_mps(36)
    10.0
    """
    return speed / 3.6


def mps_to_kmh(speed: float) -> float:
    """Convert a speed from meters per second to kilometers per hour.

    >>> mps_to_kmh(10)
    36.0
    """
    return speed * 3.6


def kinetic_energy(mass: float, velocity: float) -> float:
    """Kinetic energy of a mass at a velocity.

    >>> kinetic_energy(2, 3)
    9.0
    """
    return mass * velocity**2 / 2


def distance_of_fall(time: float) -> float:
    """Distance in meters that a body falls in some seconds (free fall).

    >>> round(distance_of_fall(2), 2)
    19.62
    """
    return 9.81 * time**2 / 2


def parallel_resistance(first: float, second: float) -> float:
    """Total of two resistances in parallel.

    >>> parallel_resistance(6, 3)
    2.0
    """
    return first * second / (first + second)


def reduce_fraction(numerator: int, denominator: int) -> tuple[int, int]:
    """Reduce a fraction to its lowest terms, the sign in the numerator (simplify, gcd).

    >>> reduce_fraction(6, -8)
    (-3, 4)
    """
    import math

    divisor = math.gcd(numerator, denominator) * (-1 if denominator < 0 else 1)
    return (numerator // divisor, denominator // divisor)


def reduce_fraction_list(numerator: int, denominator: int) -> list[int]:
    """Reduce a fraction to its lowest terms as a list of numerator and denominator.

    >>> reduce_fraction_list(6, 8)
    [3, 4]
    """
    import math

    divisor = math.gcd(numerator, denominator) * (-1 if denominator < 0 else 1)
    return [numerator // divisor, denominator // divisor]


def reduce_fraction_text(numerator: int, denominator: int) -> str:
    """Reduce a fraction to its lowest terms, written with a slash.

    >>> reduce_fraction_text(6, 8)
    '3/4'
    """
    import math

    divisor = math.gcd(numerator, denominator) * (-1 if denominator < 0 else 1)
    return str(numerator // divisor) + "/" + str(denominator // divisor)


def aspect_ratio(width: int, height: int) -> str:
    """Aspect ratio of a width and a height in lowest terms, written with a colon.

    >>> aspect_ratio(1920, 1080)
    '16:9'
    """
    import math

    divisor = math.gcd(width, height)
    return str(width // divisor) + ":" + str(height // divisor)


def add_fractions(first: tuple[int, int], second: tuple[int, int]) -> tuple[int, int]:
    """Add two fractions (numerator, denominator) and reduce the sum.

    >>> add_fractions((1, 2), (1, 3))
    (5, 6)
    """
    import math

    numerator, denominator = first[0] * second[1] + second[0] * first[1], first[1] * second[1]
    divisor = math.gcd(numerator, denominator)
    return (numerator // divisor, denominator // divisor)


def multiply_fractions(first: tuple[int, int], second: tuple[int, int]) -> tuple[int, int]:
    """Multiply two fractions (numerator, denominator) and reduce the product.

    >>> multiply_fractions((1, 2), (2, 3))
    (1, 3)
    """
    import math

    numerator, denominator = first[0] * second[0], first[1] * second[1]
    divisor = math.gcd(numerator, denominator)
    return (numerator // divisor, denominator // divisor)


def mixed_number(numerator: int, denominator: int) -> str:
    """Write a positive improper fraction as a mixed number in lowest terms.

    >>> mixed_number(10, 4)
    '2 1/2'
    """
    import math

    whole, rest = divmod(numerator, denominator)
    divisor = math.gcd(rest, denominator)
    fraction = str(rest // divisor) + "/" + str(denominator // divisor)
    if rest == 0:
        return str(whole)
    return str(whole) + " " + fraction if whole else fraction


def continued_fraction(numerator: int, denominator: int) -> list[int]:
    """Continued fraction of a fraction as a list of its terms.

    >>> continued_fraction(415, 93)
    [4, 2, 6, 7]
    """
    terms = []
    while denominator:
        terms.append(numerator // denominator)
        numerator, denominator = denominator, numerator % denominator
    return terms


def egyptian_fraction(numerator: int, denominator: int) -> list[int]:
    """Egyptian fraction: denominators of distinct unit fractions that add up to a fraction below one (greedy).

    >>> egyptian_fraction(2, 3)
    [2, 6]
    """
    denominators: list[int] = []
    while numerator > 0 and denominator > 0 and len(denominators) < 12:
        unit = -(-denominator // numerator)
        denominators.append(unit)
        numerator, denominator = numerator * unit - denominator, denominator * unit
    return denominators


def fraction_to_decimal(numerator: int, denominator: int) -> str:
    """Decimal form of a fraction as text, with its repeating part in parentheses (recurring decimal).

    >>> fraction_to_decimal(1, 6)
    '0.1(6)'
    >>> fraction_to_decimal(1, 2)
    '0.5'
    """
    whole, rest = divmod(abs(numerator), abs(denominator))
    text = ("-" if numerator * denominator < 0 else "") + str(whole)
    places: dict[int, int] = {}
    digits = ""
    while rest and rest not in places:
        places[rest] = len(digits)
        digit, rest = divmod(rest * 10, abs(denominator))
        digits += str(digit)
    if rest:
        digits = digits[: places[rest]] + "(" + digits[places[rest] :] + ")"
    return text + "." + digits if digits else text


def length_of_recurring_cycle(denominator: int) -> int:
    """Length of the repeating part (period) of the decimal form of one divided by a number.

    >>> length_of_recurring_cycle(7)
    6
    >>> length_of_recurring_cycle(8)
    0
    """
    places: dict[int, int] = {}
    rest = 1 % denominator
    while rest and rest not in places:
        places[rest] = len(places)
        rest = rest * 10 % denominator
    return len(places) - places[rest] if rest else 0


def real_roots_of_quadratic(a: float, b: float, c: float) -> list[float]:
    """Real roots of the quadratic equation a x^2 + b x + c = 0 in ascending order, [] if there are none.

    >>> real_roots_of_quadratic(1, -3, 2)
    [1.0, 2.0]
    >>> real_roots_of_quadratic(1, 2, 1)
    [-1.0]
    """
    import math

    discriminant = b * b - 4 * a * c
    if discriminant < 0:
        return []
    root = math.sqrt(discriminant)
    return sorted({(-b - root) / (2 * a), (-b + root) / (2 * a)})


def roots_of_quadratic_tuple(a: float, b: float, c: float) -> tuple[float, float] | None:
    """Both real roots of a quadratic equation as a tuple, the one with plus first, None if there are none.

    >>> roots_of_quadratic_tuple(1, -3, 2)
    (2.0, 1.0)
    """
    import math

    discriminant = b * b - 4 * a * c
    if discriminant < 0:
        return None
    root = math.sqrt(discriminant)
    return ((-b + root) / (2 * a), (-b - root) / (2 * a))


def roots_of_quadratic_ascending(a: float, b: float, c: float) -> tuple[float, ...]:
    """Real roots of a quadratic equation as a tuple in ascending order, one if double, () if there are none.

    >>> roots_of_quadratic_ascending(1, -3, 2)
    (1.0, 2.0)
    """
    import math

    discriminant = b * b - 4 * a * c
    if discriminant < 0:
        return ()
    root = math.sqrt(discriminant)
    return tuple(sorted({(-b - root) / (2 * a), (-b + root) / (2 * a)}))


def count_real_roots(a: float, b: float, c: float) -> int:
    """How many different real roots a quadratic equation a x^2 + b x + c = 0 has.

    >>> count_real_roots(1, -3, 2)
    2
    """
    discriminant = b * b - 4 * a * c
    return 1 + (discriminant > 0) - (discriminant < 0)


def discriminant_of_quadratic(a: float, b: float, c: float) -> float:
    """Discriminant of a quadratic equation.

    >>> discriminant_of_quadratic(1, -3, 2)
    1
    """
    return b * b - 4 * a * c


def vertex_of_parabola(a: float, b: float, c: float) -> tuple[float, float]:
    """Vertex (x, y) of the parabola y = a x^2 + b x + c.

    >>> vertex_of_parabola(1, -4, 5)
    (2.0, 1.0)
    """
    return (-b / (2 * a), c - b * b / (4 * a))


def focus_of_parabola(a: float, b: float, c: float) -> tuple[float, float]:
    """Focus (x, y) of the parabola y = a x^2 + b x + c.

    >>> focus_of_parabola(1, 0, 0)
    (0.0, 0.25)
    """
    return (-b / (2 * a), (4 * a * c - b * b + 1) / (4 * a))


def solve_linear_equation(a: float, b: float) -> float | None:
    """Solution of the linear equation a x + b = 0, or None if there is no single one.

    >>> solve_linear_equation(2, -6)
    3.0
    """
    return -b / a if a else None


def sum_up_to(number: int) -> int:
    """Sum of the whole numbers from 1 to n.

    >>> sum_up_to(10)
    55
    """
    return number * (number + 1) // 2


def sum_of_range(low: int, high: int) -> int:
    """Sum of all whole numbers between two numbers in any order, both included.

    >>> sum_of_range(4, 1)
    10
    """
    return (low + high) * (abs(high - low) + 1) // 2


def sum_of_squares_up_to(number: int) -> int:
    """Sum of the squares of the numbers from 1 to n.

    >>> sum_of_squares_up_to(3)
    14
    """
    return sum(i * i for i in range(1, number + 1))


def sum_of_cubes_up_to(number: int) -> int:
    """Sum of the cubes of the numbers from 1 to n.

    >>> sum_of_cubes_up_to(3)
    36
    """
    return sum(i**3 for i in range(1, number + 1))


def sum_of_powers_up_to(number: int, exponent: int) -> int:
    """Sum of the numbers from 1 to n, each raised to a power.

    >>> sum_of_powers_up_to(3, 4)
    98
    """
    return sum(int(i**exponent) for i in range(1, number + 1))


def sum_of_even_numbers_up_to(number: int) -> int:
    """Sum of the even numbers from 1 up to and including n.

    >>> sum_of_even_numbers_up_to(6)
    12
    """
    return sum(range(2, number + 1, 2))


def sum_of_odd_numbers_up_to(number: int) -> int:
    """Sum of the odd numbers from 1 up to and including n.

    >>> sum_of_odd_numbers_up_to(5)
    9
    """
    return sum(range(1, number + 1, 2))


def sum_of_odd_numbers_between(low: int, high: int) -> int:
    """Sum of the odd numbers of a range, both ends included.

    >>> sum_of_odd_numbers_between(2, 5)
    8
    """
    return sum(number for number in range(low, high + 1) if number % 2)


def sum_of_even_numbers_between(low: int, high: int) -> int:
    """Sum of the even numbers of a range, both ends included.

    >>> sum_of_even_numbers_between(2, 5)
    6
    """
    return sum(number for number in range(low, high + 1) if number % 2 == 0)


def sum_of_first_even_squares(count: int) -> int:
    """Sum of the squares of the first n even numbers.

    >>> sum_of_first_even_squares(2)
    20
    """
    return sum((2 * i) ** 2 for i in range(1, count + 1))


def sum_of_first_odd_squares(count: int) -> int:
    """Sum of the squares of the first n odd numbers.

    >>> sum_of_first_odd_squares(3)
    35
    """
    return sum((2 * i - 1) ** 2 for i in range(1, count + 1))


def sum_of_first_odd_cubes(count: int) -> int:
    """Sum of the cubes of the first n odd numbers.

    >>> sum_of_first_odd_cubes(2)
    28
    """
    return sum((2 * i - 1) ** 3 for i in range(1, count + 1))


def sum_of_first_even_cubes(count: int) -> int:
    """Sum of the cubes of the first n even numbers.

    >>> sum_of_first_even_cubes(2)
    72
    """
    return sum((2 * i) ** 3 for i in range(1, count + 1))


def sum_of_first_odd_fourth_powers(count: int) -> int:
    """Sum of the fourth powers of the first n odd numbers.

    >>> sum_of_first_odd_fourth_powers(2)
    82
    """
    return sum((2 * i - 1) ** 4 for i in range(1, count + 1))


def square_of_sum_minus_sum_of_squares(number: int) -> int:
    """Difference between the square of the sum and the sum of the squares of the numbers from 1 to n.

    >>> square_of_sum_minus_sum_of_squares(10)
    2640
    """
    return sum(range(1, number + 1)) ** 2 - sum(i * i for i in range(1, number + 1))


def cubes_minus_naturals(number: int) -> int:
    """Difference between the sum of the cubes and the sum of the numbers from 1 to n.

    >>> cubes_minus_naturals(3)
    30
    """
    return sum(i**3 - i for i in range(1, number + 1))


def sum_of_every_second_down(number: int) -> int:
    """Sum of n + (n - 2) + (n - 4) ... as long as the numbers are positive.

    >>> sum_of_every_second_down(6)
    12
    """
    return sum(range(number, 0, -2))


def harmonic_number(count: int) -> float:
    """Harmonic number: the sum of the fractions 1 + 1/2 + 1/3 + ... + 1/n.

    >>> harmonic_number(2)
    1.5
    """
    return sum(1 / i for i in range(1, count + 1))


def alternating_harmonic_sum(count: int) -> float:
    """Sum of the alternating harmonic series 1 - 1/2 + 1/3 - ... with n terms.

    >>> alternating_harmonic_sum(2)
    0.5
    """
    return sum(1 / i if i % 2 else -1 / i for i in range(1, count + 1))


def leibniz_pi(terms: int) -> float:
    """Approximate pi by the Leibniz series with n terms.

    >>> round(leibniz_pi(1000), 2)
    3.14
    """
    return 4 * sum(1 / (2 * i + 1) if i % 2 == 0 else -1 / (2 * i + 1) for i in range(terms))


def approximate_e(terms: int) -> float:
    """Approximate Euler's number e by the series of 1 / n! with n terms.

    >>> round(approximate_e(20), 6)
    2.718282
    """
    total, term = 0.0, 1.0
    for i in range(1, terms + 1):
        total += term
        term /= i
    return total


def geometric_sum_of_halves(exponent: int) -> float:
    """Geometric sum 1 + 1/2 + 1/4 + ... + 1/2^n.

    >>> geometric_sum_of_halves(2)
    1.75
    """
    return sum(0.5**i for i in range(exponent + 1))


def geometric_series_sum(first: float, ratio: float, count: int) -> float:
    """Sum of the first n terms of a geometric series with a first term and a ratio.

    >>> geometric_series_sum(1, 2, 5)
    31
    """
    total: float = 0
    for _ in range(count):
        total += first
        first *= ratio
    return total


def geometric_sequence(first: float, ratio: float, count: int) -> list[float]:
    """First n terms of a geometric progression with a first term and a ratio.

    >>> geometric_sequence(2, 3, 4)
    [2, 6, 18, 54]
    """
    terms = []
    for _ in range(count):
        terms.append(first)
        first *= ratio
    return terms


def arithmetic_sequence(first: float, difference: float, count: int) -> list[float]:
    """First n terms of an arithmetic progression with a first term and a difference.

    >>> arithmetic_sequence(2, 3, 4)
    [2, 5, 8, 11]
    """
    return [first + i * difference for i in range(count)]


def arithmetic_series_sum(first: float, difference: float, count: int) -> float:
    """Sum of the first n terms of an arithmetic series with a first term and a difference.

    >>> arithmetic_series_sum(1, 2, 5)
    25.0
    """
    return count * (2 * first + (count - 1) * difference) / 2


def nth_term_of_arithmetic(first: float, difference: float, n: int) -> float:
    """The nth term of an arithmetic progression, counted from 1.

    >>> nth_term_of_arithmetic(1, 3, 4)
    10
    """
    return first + (n - 1) * difference


def count_squares_below(limit: int) -> int:
    """How many positive integers have a square less than a limit.

    >>> count_squares_below(10)
    3
    """
    import math

    return math.isqrt(limit - 1) if limit > 0 else 0


def square_root_by_newton(number: float) -> float:
    """Square root of a number by Newton's (Heron's, Babylonian) method.

    >>> round(square_root_by_newton(2), 6)
    1.414214
    """
    guess = max(number, 1.0)
    for _ in range(60):
        guess = (guess + number / guess) / 2
    return guess


def integer_square_root(number: int) -> int:
    """Square root of a number rounded down to an integer, -1 for a negative one.

    >>> integer_square_root(27)
    5
    """
    import math

    return math.isqrt(number) if number >= 0 else -1


def clamp_number(number: float, low: float, high: float) -> float:
    """Clamp (limit, restrict) a number to a range from low to high.

    >>> clamp_number(12, 0, 10)
    10
    """
    return max(low, min(number, high))


def is_between(number: float, low: float, high: float) -> bool:
    """Whether a number lies in a range, both ends included.

    >>> is_between(10, 0, 10)
    True
    """
    return low <= number <= high


def wrap_into_range(number: int, low: int, high: int) -> int:
    """Wrap a number around into a range from low to high, both ends included.

    >>> wrap_into_range(13, 1, 12)
    1
    """
    return low + (number - low) % (high - low + 1)


def linear_interpolation(first: float, second: float, share: float) -> float:
    """Linear interpolation (lerp) between two numbers, 0 for the first and 1 for the second.

    >>> linear_interpolation(10, 20, 0.25)
    12.5
    """
    return first + (second - first) * share


def sign_of_number(number: float) -> int:
    """Sign of a number: 1 if positive, -1 if negative, 0 if zero.

    >>> sign_of_number(-7)
    -1
    """
    return (number > 0) - (number < 0)


def sign_in_words(number: float) -> str:
    """Sign of a number in words: "positive", "negative" or "zero".

    >>> sign_in_words(-7)
    'negative'
    """
    if number == 0:
        return "zero"
    return "positive" if number > 0 else "negative"


def even_or_odd(number: int) -> str:
    """Whether a number is even or odd, in words.

    >>> even_or_odd(3)
    'odd'
    """
    return "odd" if number % 2 else "even"


def even_or_odd_capitalized(number: int) -> str:
    """Whether a number is Even or Odd, in words with a capital.

    >>> even_or_odd_capitalized(3)
    'Odd'
    """
    return "Odd" if number % 2 else "Even"


def round_half_up(number: float) -> int:
    """Round a number to the nearest integer, halves up.

    >>> round_half_up(2.5)
    3
    """
    import math

    return math.floor(number + 0.5)


def round_half_away_from_zero(number: float) -> int:
    """Round a number to the nearest integer, halves away from zero.

    >>> round_half_away_from_zero(-2.5)
    -3
    """
    import math

    return math.floor(abs(number) + 0.5) * (-1 if number < 0 else 1)


def round_half_up_to_places(number: float, places: int) -> float:
    """Round a number to so many decimal places, halves up.

    >>> round_half_up_to_places(2.125, 2)
    2.13
    """
    import math

    return math.floor(number * math.pow(10, places) + 0.5) / math.pow(10, places)


def truncate_to_places(number: float, places: int) -> float:
    """Truncate a number to so many decimal places, without rounding.

    >>> truncate_to_places(3.14159, 2)
    3.14
    """
    import math

    return math.trunc(number * math.pow(10, places)) / math.pow(10, places)


def round_to_significant_digits(number: float, digits: int) -> float:
    """Round a number to so many significant digits (figures).

    >>> round_to_significant_digits(123456, 3)
    123000
    """
    import math

    return round(number, digits - 1 - math.floor(math.log10(abs(number)))) if number else number


def round_to_nearest_ten(number: int) -> int:
    """Round a number to the nearest multiple of ten, halves up.

    >>> round_to_nearest_ten(25)
    30
    """
    return (number + 5) // 10 * 10


def round_up_near_multiple_of_five(grade: int) -> int:
    """Round a grade up to the next multiple of 5 if that is less than 3 away and the grade is at least 38.

    >>> round_up_near_multiple_of_five(73)
    75
    """
    return grade + 5 - grade % 5 if grade >= 38 and grade % 5 > 2 else grade


def closest_integer_of_text(text: str) -> int:
    """The integer closest to a number in text, halves away from zero.

    >>> closest_integer_of_text("14.5")
    15
    """
    import math

    value = float(text)
    return math.floor(abs(value) + 0.5) * (-1 if value < 0 else 1)


def fractional_part(number: float) -> float:
    """Fractional (decimal) part of a number.

    >>> fractional_part(3.5)
    0.5
    """
    return number % 1.0


def safe_divide(numerator: float, denominator: float) -> float:
    """Divide two numbers, 0 if the denominator is zero.

    >>> safe_divide(1, 0)
    0
    """
    return numerator / denominator if denominator else 0


def safe_divide_or_none(numerator: float, denominator: float) -> float | None:
    """Divide two numbers, None if the denominator is zero.

    >>> safe_divide_or_none(1, 2)
    0.5
    """
    return numerator / denominator if denominator else None


def middle_of_three(a: float, b: float, c: float) -> float:
    """The middle (median) of three numbers.

    >>> middle_of_three(7, 1, 5)
    5
    """
    return sorted([a, b, c])[1]


def calculate_operation(first: float, operator: str, second: float) -> float:
    """Result of an operation on two numbers, given as +, -, * or / (calculator).

    >>> calculate_operation(6, "*", 7)
    42
    """
    if operator == "+":
        return first + second
    if operator == "-":
        return first - second
    return first * second if operator == "*" else first / second


def are_approximately_equal(first: float, second: float, tolerance: float) -> bool:
    """Whether two numbers differ by at most a tolerance (approximately equal).

    >>> are_approximately_equal(1.0, 1.05, 0.1)
    True
    """
    return abs(first - second) <= tolerance


def sigmoid_function(x: float) -> float:
    """Sigmoid (logistic) function of a number.

    >>> sigmoid_function(0)
    0.5
    """
    import math

    return 1 / (1 + math.exp(-x))


def fizz_buzz_of_number(number: int) -> str:
    """FizzBuzz of one number: "Fizz" for multiples of 3, "Buzz" of 5, "FizzBuzz" of both, else the number.

    >>> fizz_buzz_of_number(15)
    'FizzBuzz'
    """
    return ("Fizz" if number % 3 == 0 else "") + ("Buzz" if number % 5 == 0 else "") or str(number)


def fizz_buzz_list(count: int) -> list[str]:
    """FizzBuzz for the numbers from 1 to n as a list of texts.

    >>> fizz_buzz_list(5)
    ['1', '2', 'Fizz', '4', 'Buzz']
    """
    return [
        ("Fizz" if number % 3 == 0 else "") + ("Buzz" if number % 5 == 0 else "") or str(number)
        for number in range(1, count + 1)
    ]


def raindrop_sounds(number: int) -> str:
    """Raindrop sounds: "Pling" for multiples of 3, "Plang" of 5, "Plong" of 7, joined, else the number.

    >>> raindrop_sounds(15)
    'PlingPlang'
    """
    sounds = ((3, "Pling"), (5, "Plang"), (7, "Plong"))
    return "".join(sound for factor, sound in sounds if number % factor == 0) or str(number)


def is_leap_year(year: int) -> bool:
    """Whether a year is a leap year in the Gregorian calendar.

    >>> is_leap_year(2000)
    True
    >>> is_leap_year(1900)
    False
    """
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_year(year: int) -> int:
    """How many days a year has: 366 in leap years, else 365.

    >>> days_in_year(2024)
    366
    """
    return 366 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 365


def days_in_month(month: int, year: int) -> int:
    """How many days a month of a year has, leap years included.

    >>> days_in_month(2, 2024)
    29
    """
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def days_in_month_of_year(year: int, month: int) -> int:
    """How many days there are in a year's month, the year first, leap years included.

    >>> days_in_month_of_year(2023, 2)
    28
    """
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def leap_years_between(first: int, last: int) -> list[int]:
    """All leap years between two years, both included.

    >>> leap_years_between(1999, 2008)
    [2000, 2004, 2008]
    """
    return [year for year in range(first, last + 1) if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)]


def count_leap_years(first: int, last: int) -> int:
    """How many leap years there are between two years, both included.

    >>> count_leap_years(1999, 2008)
    3
    """
    return sum(year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) for year in range(first, last + 1))


def next_leap_year(year: int) -> int:
    """The first leap year after a year.

    >>> next_leap_year(1896)
    1904
    """
    year += 1
    while year % 4 or (year % 100 == 0 and year % 400):
        year += 1
    return year


def day_of_year(year: int, month: int, day: int) -> int:
    """Day of the year of a date, where the first of January is 1 (ordinal date).

    >>> day_of_year(2024, 3, 1)
    61
    """
    from datetime import date

    return date(year, month, day).timetuple().tm_yday


def day_of_year_of_text(text: str) -> int:
    """Day of the year of a date in text, written as YYYY-MM-DD.

    >>> day_of_year_of_text("2023-02-10")
    41
    """
    from datetime import date

    return date.fromisoformat(text).timetuple().tm_yday


def weekday_name(year: int, month: int, day: int) -> str:
    """Name of the weekday (day of the week) of a date.

    >>> weekday_name(2024, 2, 29)
    'Thursday'
    """
    from datetime import date

    names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    return names[date(year, month, day).weekday()]


def weekday_name_day_first(day: int, month: int, year: int) -> str:
    """Name of the weekday (day of the week) of a date given as day, month and year.

    >>> weekday_name_day_first(29, 2, 2024)
    'Thursday'
    """
    from datetime import date

    names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    return names[date(year, month, day).weekday()]


def weekday_name_of_text(text: str) -> str:
    """Name of the weekday (day of the week) of a date in text, written as YYYY-MM-DD.

    >>> weekday_name_of_text("2024-02-29")
    'Thursday'
    """
    from datetime import date

    names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    return names[date.fromisoformat(text).weekday()]


def weekday_number(year: int, month: int, day: int) -> int:
    """Number of the weekday of a date, from 0 for Monday to 6 for Sunday.

    >>> weekday_number(2024, 2, 29)
    3
    """
    from datetime import date

    return date(year, month, day).weekday()


def is_weekend(text: str) -> bool:
    """Whether a date in text, written as YYYY-MM-DD, is on a weekend.

    >>> is_weekend("2024-03-02")
    True
    """
    from datetime import date

    return date.fromisoformat(text).weekday() >= 5


def days_between_dates(first: str, second: str) -> int:
    """How many days lie between two dates in text, written as YYYY-MM-DD, in any order.

    >>> days_between_dates("2024-02-28", "2024-03-01")
    2
    """
    from datetime import date

    return abs((date.fromisoformat(second) - date.fromisoformat(first)).days)


def days_from_date_to_date(first: str, second: str) -> int:
    """Days from one date to another in text, written as YYYY-MM-DD, negative if the second is earlier.

    >>> days_from_date_to_date("2024-03-01", "2024-02-28")
    -2
    """
    from datetime import date

    return (date.fromisoformat(second) - date.fromisoformat(first)).days


def add_days_to_date(text: str, days: int) -> str:
    """Add so many days to a date in text, written as YYYY-MM-DD.

    >>> add_days_to_date("2024-02-28", 2)
    '2024-03-01'
    """
    from datetime import date, timedelta

    return (date.fromisoformat(text) + timedelta(days)).isoformat()


def consecutive_dates(first: str, count: int) -> list[str]:
    """List of n consecutive dates from a date on, as texts written as YYYY-MM-DD.

    >>> consecutive_dates("2024-02-28", 3)
    ['2024-02-28', '2024-02-29', '2024-03-01']
    """
    from datetime import date, timedelta

    begin = date.fromisoformat(first)
    return [(begin + timedelta(days=i)).isoformat() for i in range(count)]


def count_weekdays_between(first: str, last: str) -> int:
    """How many working days (Monday to Friday) there are between two dates, both included, as YYYY-MM-DD.

    >>> count_weekdays_between("2024-03-01", "2024-03-04")
    2
    """
    from datetime import date

    begin = date.fromisoformat(first)
    weeks, rest = divmod((date.fromisoformat(last) - begin).days + 1, 7)
    return weeks * 5 + sum((begin.weekday() + i) % 7 < 5 for i in range(rest))


def age_on_date(birthday: str, today: str) -> int:
    """Age in full years on a date, from a birthday, both written as YYYY-MM-DD.

    >>> age_on_date("2000-05-20", "2024-05-19")
    23
    """
    from datetime import date

    born, day = date.fromisoformat(birthday), date.fromisoformat(today)
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def quarter_of_month(month: int) -> int:
    """Quarter of the year (1 to 4) of a month.

    >>> quarter_of_month(5)
    2
    """
    return (month - 1) // 3 + 1


def season_of_month(month: int) -> str:
    """Season of a month in the north: "winter", "spring", "summer" or "autumn".

    >>> season_of_month(4)
    'spring'
    """
    return ["winter", "spring", "summer", "autumn"][month % 12 // 3]


def month_name_of_number(month: int) -> str:
    """English name of a month from its number, 1 to 12.

    >>> month_name_of_number(3)
    'March'
    """
    names = "January February March April May June July August September October November December"
    return names.split()[month - 1]


def century_of_year(year: int) -> int:
    """Century of a year, where the year 1 begins the first one.

    >>> century_of_year(2000)
    20
    >>> century_of_year(2001)
    21
    """
    return (year + 99) // 100


def easter_sunday(year: int) -> tuple[int, int]:
    """Easter Sunday of a year as (month, day) in the Gregorian calendar.

    >>> easter_sunday(2024)
    (3, 31)
    """
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    days = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (year % 19 + 11 * moon + 22 * days) // 451
    month, day = divmod(moon + days - 7 * shift + 114, 31)
    return (month, day + 1)


def julian_day_number(year: int, month: int, day: int) -> int:
    """Julian day number of a date in the Gregorian calendar.

    >>> julian_day_number(2000, 1, 1)
    2451545
    """
    from datetime import date

    return date(year, month, day).toordinal() + 1721425


def chinese_zodiac_animal(year: int) -> str:
    """Animal of a year in the Chinese zodiac.

    >>> chinese_zodiac_animal(2024)
    'Dragon'
    """
    animals = "Rat Ox Tiger Rabbit Dragon Snake Horse Goat Monkey Rooster Dog Pig"
    return animals.split()[(year - 4) % 12]


def seconds_to_hours_minutes_seconds(seconds: int) -> tuple[int, int, int]:
    """Convert seconds to a tuple of hours, minutes and seconds.

    >>> seconds_to_hours_minutes_seconds(3661)
    (1, 1, 1)
    """
    return (seconds // 3600, seconds // 60 % 60, seconds % 60)


def seconds_to_days_hours_minutes_seconds(seconds: int) -> tuple[int, int, int, int]:
    """Convert seconds to a tuple of days, hours, minutes and seconds.

    >>> seconds_to_days_hours_minutes_seconds(90061)
    (1, 1, 1, 1)
    """
    return (seconds // 86400, seconds // 3600 % 24, seconds // 60 % 60, seconds % 60)


def seconds_to_minutes_and_seconds(seconds: int) -> tuple[int, int]:
    """Convert seconds to a tuple of minutes and seconds.

    >>> seconds_to_minutes_and_seconds(125)
    (2, 5)
    """
    return (seconds // 60, seconds % 60)


def hours_minutes_seconds_to_seconds(hours: int, minutes: int, seconds: int) -> int:
    """Convert hours, minutes and seconds to seconds in total.

    >>> hours_minutes_seconds_to_seconds(1, 1, 1)
    3661
    """
    return hours * 3600 + minutes * 60 + seconds


def minutes_to_hours_and_minutes(minutes: int) -> tuple[int, int]:
    """Convert minutes to a tuple of hours and minutes.

    >>> minutes_to_hours_and_minutes(135)
    (2, 15)
    """
    return (minutes // 60, minutes % 60)


def minutes_to_hours_text(minutes: int) -> str:
    """Convert minutes to text with hours and minutes, such as "2h 15m".

    >>> minutes_to_hours_text(135)
    '2h 15m'
    """
    return str(minutes // 60) + "h " + str(minutes % 60) + "m"


def minutes_to_years_and_days(minutes: int) -> tuple[int, int]:
    """Convert minutes to a tuple of years of 365 days and days.

    >>> minutes_to_years_and_days(1000000)
    (1, 329)
    """
    return (minutes // 1440 // 365, minutes // 1440 % 365)


def days_to_years_weeks_days(days: int) -> tuple[int, int, int]:
    """Convert days to a tuple of years of 365 days, weeks and days.

    >>> days_to_years_weeks_days(375)
    (1, 1, 3)
    """
    return (days // 365, days % 365 // 7, days % 365 % 7)


def angle_between_clock_hands(hour: int, minute: int) -> float:
    """The smaller angle between the hour and the minute hand of a clock in degrees.

    >>> angle_between_clock_hands(3, 30)
    75.0
    """
    difference = abs(hour % 12 * 30 - minute * 5.5)
    return min(difference, 360 - difference)


def twelve_hour_of_hour(hour: int) -> int:
    """Hour on a 12-hour clock (1 to 12) of an hour from 0 to 23.

    >>> twelve_hour_of_hour(13)
    1
    >>> twelve_hour_of_hour(0)
    12
    """
    return (hour - 1) % 12 + 1


def add_minutes_to_clock(hour: int, minute: int, minutes: int) -> tuple[int, int]:
    """Time as (hour, minute) after some more minutes, around midnight.

    >>> add_minutes_to_clock(23, 50, 20)
    (0, 10)
    """
    total = (hour * 60 + minute + minutes) % 1440
    return (total // 60, total % 60)


def clock_text_of_minutes(hours: int, minutes: int) -> str:
    """Clock time as HH:MM of hours and minutes that may overflow or be negative.

    >>> clock_text_of_minutes(25, -10)
    '00:50'
    """
    total = (hours * 60 + minutes) % 1440
    return str(total // 60).zfill(2) + ":" + str(total % 60).zfill(2)


def greeting_of_hour(hour: int) -> str:
    """Greeting for an hour of the day: good morning before 12, good afternoon before 18, else good evening.

    >>> greeting_of_hour(13)
    'Good afternoon'
    """
    if hour < 12:
        return "Good morning"
    return "Good afternoon" if hour < 18 else "Good evening"


def number_to_roman(number: int) -> str:
    """Convert a number to Roman numerals in upper case.

    >>> number_to_roman(1994)
    'MCMXCIV'
    """
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    numerals = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
    roman = ""
    for value, numeral in zip(values, numerals, strict=True):
        roman += numeral * (number // value)
        number %= value
    return roman


def number_to_roman_lower(number: int) -> str:
    """Convert a number to Roman numerals in lower case.

    >>> number_to_roman_lower(19)
    'xix'
    """
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    numerals = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
    roman = ""
    for value, numeral in zip(values, numerals, strict=True):
        roman += numeral * (number // value)
        number %= value
    return roman


def number_below_hundred_to_words(number: int) -> str:
    """Number from 0 to 99 in English words, with a hyphen.

    >>> number_below_hundred_to_words(42)
    'forty-two'
    """
    small = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen"
    )
    tens = "twenty thirty forty fifty sixty seventy eighty ninety"
    if number < 20:
        return small.split()[number]
    word = tens.split()[number // 10 - 2]
    return word + "-" + small.split()[number % 10] if number % 10 else word


def digit_to_word(digit: int) -> str:
    """English word of a digit from 0 to 9.

    >>> digit_to_word(7)
    'seven'
    """
    return ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"][digit]


def ordinal_suffix(number: int) -> str:
    """Suffix of an ordinal number in English: st, nd, rd or th.

    >>> ordinal_suffix(22)
    'nd'
    >>> ordinal_suffix(11)
    'th'
    """
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def ordinal_word(number: int) -> str:
    """Ordinal of a number from 1 to 12 in English words.

    >>> ordinal_word(3)
    'third'
    """
    words = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    return words.split()[number - 1]


LIMITS: dict[str, int] = {
    "abundant_numbers_up_to": 500,
    "add_fractions": 10**9,
    "add_minutes_to_clock": 10**9,
    "add_without_carry": 10**18,
    "additive_persistence": 10**18,
    "alternating_digit_sum": 10**18,
    "angle_between_clock_hands": 10**9,
    "angle_from_three_sides": 10**9,
    "arc_length": 10**9,
    "are_angles_of_triangle": 10**9,
    "are_approximately_equal": 10**9,
    "are_collinear": 10**9,
    "are_consecutive_in_gray_code": 10**18,
    "are_coprime": 10**18,
    "are_digit_permutations": 10**18,
    "area_of_circle": 10**9,
    "area_of_circle_rounded": 10**9,
    "area_of_ellipse": 10**9,
    "area_of_equilateral_triangle": 10**9,
    "area_of_regular_hexagon": 10**9,
    "area_of_regular_pentagon": 10**9,
    "area_of_regular_polygon": 10**9,
    "area_of_rhombus": 10**9,
    "area_of_ring": 10**9,
    "area_of_sector": 10**9,
    "area_of_trapezoid": 10**9,
    "area_of_triangle": 10**9,
    "area_of_triangle_from_points": 10**9,
    "area_of_triangle_from_sides": 10**9,
    "arithmetic_series_sum": 10**9,
    "armstrong_numbers_between": 3000,
    "aspect_ratio": 10**9,
    "average_speed": 10**9,
    "binary_digits_as_number": 10**18,
    "binary_digits_number_to_decimal": 10**18,
    "binomial_coefficient_modulo": 2000,
    "binomial_coefficients": 200,
    "binomial_probability": 500,
    "bmi_category": 10**9,
    "body_mass_index": 10**9,
    "body_mass_index_exact": 10**9,
    "body_mass_index_two_decimals": 10**9,
    "cartesian_to_polar": 10**9,
    "catalan_numbers": 100,
    "celsius_to_fahrenheit": 10**9,
    "celsius_to_kelvin": 10**9,
    "central_binomial_coefficient": 2000,
    "century_of_year": 10**9,
    "chebyshev_distance": 10**9,
    "chinese_zodiac_animal": 10**9,
    "circumference_of_circle": 10**9,
    "circumference_of_circle_rounded": 10**9,
    "circumradius_of_triangle": 10**9,
    "clamp_number": 10**9,
    "clear_lowest_set_bit": 10**18,
    "clock_text_of_minutes": 10**9,
    "collatz_length": 10**18,
    "collatz_maximum": 10**18,
    "collatz_sequence": 10**18,
    "collatz_steps": 10**18,
    "combinations_with_repetition_count": 2000,
    "complement_of_integer": 10**18,
    "compound_amount": 10**9,
    "compound_amount_of_fraction": 10**9,
    "compound_amount_rounded": 10**9,
    "compound_amount_with_periods": 10**9,
    "compound_interest": 10**9,
    "consecutive_dates": 2000,
    "contains_all_ten_digits": 10**18,
    "continued_fraction": 10**9,
    "convert_temperature": 10**9,
    "count_bits_to_flip": 10**18,
    "count_carries_in_addition": 10**18,
    "count_derangements": 1000,
    "count_diagonals_of_polygon": 10**9,
    "count_digit_in_range": 10000,
    "count_digit_occurrences": 10**18,
    "count_digits_of_number": 10**18,
    "count_digits_that_divide": 10**18,
    "count_distinct_digits": 10**18,
    "count_distinct_prime_factors": 10**9,
    "count_divisible_between": 10**18,
    "count_even_and_odd_digits": 10**18,
    "count_even_and_odd_palindromes": 10**4,
    "count_even_digits": 10**18,
    "count_grid_paths": 2000,
    "count_handshakes": 10**9,
    "count_integer_partitions": 200,
    "count_lattice_paths": 2000,
    "count_odd_digits": 10**18,
    "count_pairings_of_friends": 1000,
    "count_partitions_into_parts": 200,
    "count_prime_factors": 10**9,
    "count_primes_below": 6000,
    "count_primes_between": 6000,
    "count_primes_up_to": 6000,
    "count_real_roots": 10**9,
    "count_rectangles_in_grid": 10**9,
    "count_set_bits": 10**18,
    "count_set_bits_32": 10**18,
    "count_squares_below": 10**9,
    "count_squares_in_grid": 10**9,
    "count_unset_bits": 10**18,
    "count_ways_to_paint_fence": 1000,
    "count_ways_with_k_steps": 300,
    "day_of_year": 10**9,
    "days_in_month": 10**6,
    "days_in_month_of_year": 10**9,
    "days_in_year": 10**9,
    "days_to_years_weeks_days": 10**9,
    "delannoy_number": 200,
    "diagonal_of_box": 10**9,
    "diagonal_of_rectangle": 10**9,
    "dice_sum_ways": 60,
    "differ_in_one_bit": 10**18,
    "difference_from_reversed_digits": 10**18,
    "digit_counts": 10**18,
    "digit_to_word": 10**9,
    "digital_root": 10**18,
    "digits_after_decimal_point": 10**15,
    "digits_in_ascending_order": 10**18,
    "digits_in_base": 10**18,
    "digits_in_descending_order": 10**18,
    "digits_in_reverse": 10**18,
    "discount_in_percent": 10**9,
    "discounted_price": 10**9,
    "discounted_price_rounded": 10**9,
    "discriminant_of_quadratic": 10**9,
    "distance_between_points": 10**9,
    "distance_of_fall": 10**9,
    "distinct_digits": 10**18,
    "distinct_prime_factors": 10**9,
    "divisor_pairs": 10**9,
    "divisors_of_number": 10**5,
    "do_circles_intersect": 10**9,
    "easter_sunday": 10**9,
    "equals_sum_of_cubed_digits": 10**18,
    "eulerian_number": 60,
    "even_minus_odd_digit_sum": 10**18,
    "even_or_odd": 10**9,
    "even_or_odd_capitalized": 10**9,
    "expanded_form": 10**18,
    "exponent_of_divisor": 10**18,
    "extended_gcd": 10**18,
    "factorial_or_sum_by_parity": 200,
    "factorials_up_to": 200,
    "fahrenheit_to_celsius": 10**9,
    "fahrenheit_to_celsius_one_decimal": 10**9,
    "fahrenheit_to_celsius_rounded": 10**9,
    "fahrenheit_to_kelvin": 10**9,
    "falling_factorial": 2000,
    "feet_and_inches_to_centimeters": 10**9,
    "fibonacci_last_digit": 10**18,
    "fibonacci_numbers_below": 10**18,
    "fibonacci_numbers_up_to": 10**18,
    "fibonacci_sequence": 1000,
    "fibonacci_sequence_from_one": 1000,
    "first_digit": 10**18,
    "first_fibonacci_index_with_digits": 100,
    "first_n_primes": 300,
    "floor_of_logarithm": 10**18,
    "focus_of_parabola": 10**9,
    "fraction_to_decimal": 5000,
    "fractional_part": 10**9,
    "geometric_sequence": 500,
    "geometric_series_sum": 500,
    "gray_code_numbers": 12,
    "gray_code_to_number": 10**18,
    "great_circle_distance": 10**9,
    "hamming_distance_of_numbers": 10**18,
    "happy_numbers_up_to": 500,
    "has_adjacent_set_bits": 10**18,
    "has_alternating_bits": 10**18,
    "has_ascending_digits": 10**18,
    "has_distinct_digits": 10**18,
    "has_even_digit": 10**18,
    "has_even_parity": 10**18,
    "has_only_even_digits": 10**18,
    "has_only_odd_digits": 10**18,
    "has_prime_digit_sum": 10**18,
    "has_strictly_ascending_digits": 10**18,
    "have_opposite_signs": 10**18,
    "heron_area_rounded_or_minus_one": 10**9,
    "hours_minutes_seconds_to_seconds": 10**9,
    "hypotenuse_of_triangle": 10**9,
    "increase_by_percent": 10**9,
    "index_of_fibonacci_number": 10**18,
    "inradius_of_triangle": 10**9,
    "integer_cube_root": 10**8,
    "integer_partitions": 12,
    "interior_angle_of_polygon": 10**9,
    "inverse_factorial": 10**18,
    "is_all_bits_set": 10**18,
    "is_armstrong_number": 10**18,
    "is_automorphic_number": 10**18,
    "is_between": 10**9,
    "is_binary_palindrome": 10**18,
    "is_buzz_number": 10**18,
    "is_circular_prime": 10**7,
    "is_difference_of_squares": 10**18,
    "is_disarium_number": 10**18,
    "is_duck_number": 10**18,
    "is_emirp": 10**8,
    "is_equilateral_triangle": 10**9,
    "is_factorial_number": 10**18,
    "is_fibonacci_number": 10**18,
    "is_happy_number": 10**18,
    "is_harshad_number": 10**18,
    "is_highly_composite": 400,
    "is_isosceles_triangle": 10**9,
    "is_kaprekar_number": 10**18,
    "is_leap_year": 10**9,
    "is_neon_number": 10**18,
    "is_palindrome_ignoring_sign": 10**18,
    "is_palindrome_number": 10**18,
    "is_palindromic_prime": 10**9,
    "is_pandigital": 10**18,
    "is_pentagonal_number": 10**18,
    "is_perfect_cube": 10**8,
    "is_perfect_power": 10**8,
    "is_perfect_square": 10**18,
    "is_point_in_circle": 10**9,
    "is_power_of_base": 10**18,
    "is_power_of_four": 10**18,
    "is_power_of_own_digit_sum": 10**18,
    "is_power_of_three": 10**18,
    "is_power_of_two": 10**18,
    "is_prime": 10**9,
    "is_product_of_three_primes": 10**9,
    "is_pronic_number": 10**18,
    "is_right_triangle": 10**9,
    "is_scalene_triangle": 10**9,
    "is_self_dividing": 10**18,
    "is_semiprime": 10**9,
    "is_smith_number": 10**8,
    "is_spy_number": 10**18,
    "is_squarefree": 10**9,
    "is_stepping_number": 10**18,
    "is_strobogrammatic": 10**18,
    "is_strong_number": 10**18,
    "is_sum_of_consecutive_numbers": 10**18,
    "is_sum_of_two_squares": 10**8,
    "is_triangular_number": 10**18,
    "is_trimorphic_number": 10**18,
    "is_twin_prime": 10**8,
    "is_ugly_number": 10**18,
    "is_valid_triangle": 10**9,
    "is_woodall_number": 10**18,
    "join_numbers": 10**18,
    "julian_day_number": 10**9,
    "kelvin_to_celsius": 10**9,
    "kelvin_to_fahrenheit": 10**9,
    "kilograms_to_pounds": 10**9,
    "kilometers_to_miles": 10**9,
    "kind_of_angle": 10**9,
    "kinetic_energy": 10**9,
    "kmh_to_mps": 10**9,
    "lah_number": 1000,
    "largest_binary_gap": 10**18,
    "largest_digit": 10**18,
    "largest_distance_between_ones": 10**18,
    "largest_minus_smallest_digit": 10**18,
    "largest_multiple_not_above": 10**18,
    "largest_number_without_one_digit": 10**18,
    "largest_odd_divisor": 10**18,
    "largest_power_of_two_up_to": 10**18,
    "largest_prime_factor": 10**9,
    "largest_prime_up_to": 10**8,
    "last_digit": 10**18,
    "lateral_surface_of_box": 10**9,
    "lateral_surface_of_cone": 10**9,
    "lateral_surface_of_cube": 10**9,
    "lateral_surface_of_cylinder": 10**9,
    "leg_of_right_triangle": 10**9,
    "letter_grade": 10**9,
    "line_through_points": 10**9,
    "list_of_digits": 10**18,
    "loan_payment_by_year": 10**9,
    "longest_collatz_start": 300,
    "longest_run_of_ones": 10**18,
    "lowest_set_bit": 10**18,
    "lucas_sequence": 1000,
    "manhattan_distance": 10**9,
    "max_pieces_of_pizza": 10**9,
    "max_product_of_parts": 10000,
    "median_of_trapezoid": 10**9,
    "middle_of_three": 10**9,
    "midpoint_of_points": 10**9,
    "miles_to_kilometers": 10**9,
    "min_count_of_squares": 1000,
    "min_egg_drop_attempts": 1000,
    "minutes_to_hours_and_minutes": 10**9,
    "minutes_to_hours_text": 10**9,
    "minutes_to_years_and_days": 10**9,
    "mixed_number": 10**9,
    "month_name_of_number": 10**9,
    "monthly_loan_payment": 10**9,
    "mps_to_kmh": 10**9,
    "multiplicative_digital_root": 10**18,
    "multiplicative_persistence": 10**18,
    "multiply_fractions": 10**9,
    "narayana_number": 1000,
    "nearest_multiple": 10**9,
    "nearest_palindrome_number": 10**4,
    "nearest_perfect_square": 10**8,
    "next_fibonacci_number": 10**18,
    "next_number_with_same_bits": 10**18,
    "next_palindrome_number": 10**6,
    "next_perfect_square": 10**18,
    "next_power_of_two": 10**18,
    "next_prime": 10**8,
    "next_square_of_square": 10**18,
    "normalize_angle": 10**9,
    "nth_bell_number": 60,
    "nth_catalan_number": 2000,
    "nth_digit_from_right": 10**4,
    "nth_hexagonal_number": 10**18,
    "nth_motzkin_number": 1000,
    "nth_octagonal_number": 10**18,
    "nth_pentagonal_number": 10**18,
    "nth_prime": 500,
    "nth_pronic_number": 10**18,
    "nth_sylvester_number": 12,
    "nth_term_of_arithmetic": 10**9,
    "nth_tetrahedral_number": 10**18,
    "nth_tetranacci": 1000,
    "nth_triangular_number": 10**18,
    "nth_ugly_number": 6000,
    "nth_woodall_number": 1000,
    "number_below_hundred_to_words": 10**9,
    "number_to_balanced_ternary": 10**18,
    "number_to_base": 10**18,
    "number_to_base_upper": 10**18,
    "number_to_binary": 10**18,
    "number_to_factorial_base": 10**18,
    "number_to_gray_code": 10**18,
    "number_to_hexadecimal": 10**18,
    "number_to_hexadecimal_upper": 10**18,
    "number_to_negative_binary": 10**18,
    "number_to_octal": 10**18,
    "numbers_with_digit_sum": 5000,
    "octal_digits_as_number": 10**18,
    "ordinal_suffix": 10**9,
    "ordinal_word": 10**9,
    "parallel_resistance": 10**9,
    "parity_name_of_bits": 10**18,
    "parity_of_bits": 10**18,
    "pay_with_overtime": 10**9,
    "percent_change": 10**9,
    "percent_change_rounded": 10**9,
    "percent_of_number": 10**9,
    "percent_of_total": 10**9,
    "perfect_numbers_up_to": 500,
    "perimeter_of_rectangle": 10**9,
    "polar_to_cartesian": 10**9,
    "position_of_lowest_set_bit": 10**18,
    "position_of_only_set_bit": 10**18,
    "positions_of_set_bits": 10**18,
    "pounds_to_kilograms": 10**9,
    "powers_of_two": 500,
    "powers_of_two_up_to": 500,
    "present_value": 10**9,
    "previous_prime": 10**8,
    "price_with_tax": 10**9,
    "price_with_tax_fraction": 10**9,
    "price_without_tax": 10**9,
    "prime_factor_exponents": 10**9,
    "prime_factor_pairs": 10**9,
    "prime_factorization_text": 10**9,
    "prime_factors": 10**9,
    "prime_or_composite": 10**9,
    "primes_between": 6000,
    "primorial_of_number": 2000,
    "product_minus_sum_of_digits": 10**18,
    "product_of_digits": 10**18,
    "product_of_distinct_prime_factors": 10**9,
    "product_of_nonzero_digits": 10**18,
    "product_of_odd_digits": 10**18,
    "profit_or_loss": 10**9,
    "profit_or_none": 10**9,
    "progressive_tax": 10**9,
    "quadrant_of_point": 10**9,
    "quarter_of_month": 10**9,
    "radius_from_area": 10**9,
    "real_roots_of_quadratic": 10**9,
    "reduce_fraction": 10**9,
    "reduce_fraction_list": 10**9,
    "reduce_fraction_text": 10**9,
    "remove_zeros_from_number": 10**18,
    "replace_digit": 10**18,
    "reverse_binary_digits": 10**18,
    "reverse_bits_32": 10**18,
    "reverse_bits_8": 10**18,
    "reverse_digits": 10**18,
    "reverse_integer_32_bit": 10**18,
    "rising_factorial": 2000,
    "roots_of_quadratic_ascending": 10**9,
    "roots_of_quadratic_tuple": 10**9,
    "round_half_away_from_zero": 10**9,
    "round_half_up": 10**9,
    "round_to_nearest_ten": 10**9,
    "round_up_near_multiple_of_five": 10**9,
    "safe_divide": 10**9,
    "safe_divide_or_none": 10**9,
    "season_of_month": 10**9,
    "seconds_to_days_hours_minutes_seconds": 10**9,
    "seconds_to_hours_minutes_seconds": 10**9,
    "seconds_to_minutes_and_seconds": 10**9,
    "self_dividing_numbers": 3000,
    "set_even_bits": 10**18,
    "set_leftmost_unset_bit": 10**18,
    "set_lowest_unset_bit": 10**18,
    "set_odd_bits": 10**18,
    "share_of_bill": 10**9,
    "sign_in_words": 10**9,
    "sign_of_number": 10**9,
    "signed_digit_sum": 10**18,
    "simple_interest": 10**9,
    "slope_of_line": 10**9,
    "slope_or_none": 10**9,
    "smallest_angle_between": 10**9,
    "smallest_digit": 10**18,
    "smallest_multiple_not_below": 10**18,
    "smallest_multiple_up_to": 2000,
    "smallest_number_of_digits": 10**18,
    "smallest_power_of_two_above": 10**18,
    "smallest_prime_at_least": 10**8,
    "smallest_prime_factor": 10**9,
    "solve_linear_equation": 10**9,
    "split_number_in_place_values": 10**18,
    "square_every_digit": 10**18,
    "steps_of_euclid": 10**18,
    "steps_of_kaprekar_routine": 10**18,
    "steps_to_zero": 10**18,
    "stirling_number_first_kind": 60,
    "stirling_number_second_kind": 60,
    "strip_trailing_zeros": 10**18,
    "sum_of_cubed_digits": 10**18,
    "sum_of_digit_factorials": 10**18,
    "sum_of_digits": 10**18,
    "sum_of_digits_in_base": 10**18,
    "sum_of_distinct_prime_factors": 10**9,
    "sum_of_even_digits": 10**18,
    "sum_of_even_fibonacci_numbers": 10**18,
    "sum_of_factorial_digits": 500,
    "sum_of_factorials": 500,
    "sum_of_first_and_last_digit": 10**18,
    "sum_of_first_primes": 300,
    "sum_of_interior_angles": 10**9,
    "sum_of_numbers_with_digit_sum": 5000,
    "sum_of_odd_digits": 10**18,
    "sum_of_odd_fibonacci_numbers": 10**18,
    "sum_of_power_digits": 1000,
    "sum_of_powers_up_to": 200,
    "sum_of_prime_factors": 10**9,
    "sum_of_primes_below": 6000,
    "sum_of_primes_up_to": 6000,
    "sum_of_repeated_number": 300,
    "sum_of_squared_digits": 10**18,
    "sum_up_to": 10**9,
    "sum_with_reversed_digits": 10**18,
    "super_factorial": 100,
    "surface_area_of_box": 10**9,
    "surface_area_of_cone": 10**9,
    "surface_area_of_cube": 10**9,
    "surface_area_of_cylinder": 10**9,
    "surface_area_of_sphere": 10**9,
    "surface_area_of_square_pyramid": 10**9,
    "swap_even_and_odd_bits": 10**18,
    "swap_first_and_last_digit": 10**18,
    "swap_nibbles": 10**18,
    "third_angle_of_triangle": 10**9,
    "to_signed_32_bit": 10**18,
    "to_unsigned_32_bit": 10**18,
    "toggle_all_bits": 10**18,
    "toggle_even_bits": 10**18,
    "toggle_first_and_last_bit": 10**18,
    "toggle_middle_bits": 10**18,
    "toggle_odd_bits": 10**18,
    "total_with_tip": 10**9,
    "tower_of_hanoi_moves": 5000,
    "trailing_zeros_of_factorial": 10**18,
    "triangle_type_by_angles": 10**9,
    "triangle_type_by_sides": 10**9,
    "triangle_type_or_invalid": 10**9,
    "tribonacci_from_signature": 1000,
    "twelve_hour_of_hour": 10**9,
    "twin_primes_up_to": 4000,
    "vertex_of_parabola": 10**9,
    "volume_of_box": 10**9,
    "volume_of_cone": 10**9,
    "volume_of_cylinder": 10**9,
    "volume_of_pyramid": 10**9,
    "volume_of_sphere": 10**9,
    "volume_of_tetrahedron": 10**9,
    "volume_of_triangular_prism": 10**9,
    "weekday_name": 10**9,
    "weekday_name_day_first": 10**9,
    "xor_up_to": 10**18,
    "years_until_target": 10**9,
    "zeckendorf_representation": 10**18,
}
