"""Well-known functions of lists, tuples, dicts, sets and grids."""

from __future__ import annotations

from typing import Any


def binary_search(items: list[Any], target: Any) -> int:
    """Index of a target in a sorted list by binary search, or -1 if it is not found.

    >>> binary_search([1, 3, 5, 7], 5)
    2
    >>> binary_search([1, 3, 5, 7], 4)
    -1
    """
    low, high = 0, len(items) - 1
    while low <= high:
        middle = (low + high) // 2
        if items[middle] == target:
            return middle
        if items[middle] < target:
            low = middle + 1
        else:
            high = middle - 1
    return -1


def first_index_or_minus_one(items: list[Any], target: Any) -> int:
    """Index of the first occurrence of a value in a list, or -1 if it is missing (linear search).

    >>> first_index_or_minus_one([4, 2, 2], 2)
    1
    >>> first_index_or_minus_one([4, 2, 2], 7)
    -1
    """
    return next((i for i, item in enumerate(items) if item == target), -1)


def first_index_or_none(items: list[Any], target: Any) -> int | None:
    """Index of the first occurrence of a value in a list, or None if it is missing (linear search).

    >>> first_index_or_none([4, 2, 2], 2)
    1
    """
    return next((i for i, item in enumerate(items) if item == target), None)


def last_index_or_minus_one(items: list[Any], target: Any) -> int:
    """Index of the last occurrence of a value in a list, or -1 if it is missing.

    >>> last_index_or_minus_one([2, 4, 2, 5], 2)
    2
    """
    return next((i for i in reversed(range(len(items))) if items[i] == target), -1)


def search_range(items: list[Any], target: Any) -> list[int]:
    """First and last position of a target in a sorted list, [-1, -1] if it is not found.

    >>> search_range([5, 7, 7, 8, 8, 10], 8)
    [3, 4]
    >>> search_range([5, 7], 6)
    [-1, -1]
    """
    from bisect import bisect_left, bisect_right

    left, right = bisect_left(items, target), bisect_right(items, target)
    return [left, right - 1] if left < right else [-1, -1]


def search_insert_position(items: list[Any], target: Any) -> int:
    """Index where a target stands in a sorted list, or would be inserted (insertion point, bisect left).

    >>> search_insert_position([1, 3, 5, 6], 2)
    1
    """
    return sum(item < target for item in items)


def insert_into_sorted(items: list[Any], value: Any) -> list[Any]:
    """Insert a value into a sorted list so that it stays sorted.

    >>> insert_into_sorted([1, 3, 5], 4)
    [1, 3, 4, 5]
    """
    from bisect import bisect_right

    place = bisect_right(items, value)
    return [*items[:place], value, *items[place:]]


def all_indexes_of(items: list[Any], target: Any) -> list[int]:
    """All indexes (positions) where a value stands in a list.

    >>> all_indexes_of([1, 2, 1, 3, 1], 1)
    [0, 2, 4]
    """
    return [i for i, item in enumerate(items) if item == target]


def index_of_maximum(numbers: list[Any]) -> int:
    """Index of the first maximum, the largest item of a list (argmax).

    >>> index_of_maximum([3, 9, 2, 9])
    1
    """
    return max(range(len(numbers)), key=numbers.__getitem__)


def index_of_minimum(numbers: list[Any]) -> int:
    """Index of the first minimum, the smallest item of a list (argmin).

    >>> index_of_minimum([3, 1, 2, 1])
    1
    """
    return min(range(len(numbers)), key=numbers.__getitem__)


def indexes_of_maximum(numbers: list[Any]) -> list[int]:
    """All indexes where the maximum (largest value) of a list stands.

    >>> indexes_of_maximum([3, 9, 2, 9])
    [1, 3]
    """
    largest = max(numbers, default=0)
    return [i for i, number in enumerate(numbers) if number == largest]


def first_peak_index(numbers: list[float]) -> int:
    """Index of the first peak: an item larger than both its neighbours, ends included; -1 if there is none.

    >>> first_peak_index([1, 3, 20, 4, 1])
    2
    """
    padded = [float("-inf"), *numbers, float("-inf")]
    return next((i for i in range(len(numbers)) if padded[i] < padded[i + 1] > padded[i + 2]), -1)


def local_maxima(numbers: list[float]) -> list[float]:
    """Local maxima (peaks): the items that are larger than both their neighbours, without the ends.

    >>> local_maxima([1, 3, 2, 5, 4, 6])
    [3, 5]
    """
    return [b for a, b, c in zip(numbers, numbers[1:], numbers[2:], strict=False) if a < b > c]


def local_minima(numbers: list[float]) -> list[float]:
    """Local minima (valleys): the items that are smaller than both their neighbours, without the ends.

    >>> local_minima([4, 1, 3, 2, 5])
    [1, 2]
    """
    return [b for a, b, c in zip(numbers, numbers[1:], numbers[2:], strict=False) if a > b < c]


def peak_indexes(numbers: list[float]) -> list[int]:
    """Indexes of all peaks (local maxima): items larger than both their neighbours, without the ends.

    >>> peak_indexes([1, 3, 2, 5, 4])
    [1, 3]
    """
    return [i for i in range(1, len(numbers) - 1) if numbers[i - 1] < numbers[i] > numbers[i + 1]]


def first_missing_positive(numbers: list[int]) -> int:
    """Smallest positive integer (from 1 on) that is missing from a list.

    >>> first_missing_positive([3, 4, -1, 1])
    2
    """
    missing = 1
    while missing in numbers:
        missing += 1
    return missing


def smallest_missing_number(numbers: list[int]) -> int:
    """Smallest non-negative integer (from 0 on) that is missing from a list (mex).

    >>> smallest_missing_number([0, 1, 2, 6, 9])
    3
    """
    missing = 0
    while missing in numbers:
        missing += 1
    return missing


def missing_number_from_zero(numbers: list[int]) -> int:
    """The one missing number of a list that has the others of 0 to n.

    >>> missing_number_from_zero([3, 0, 1])
    2
    """
    return len(numbers) * (len(numbers) + 1) // 2 - sum(numbers)


def missing_number_from_one(numbers: list[int]) -> int:
    """The one missing number of a list that has the others of 1 to n.

    >>> missing_number_from_one([1, 2, 4, 5])
    3
    """
    n = len(numbers) + 1
    return n * (n + 1) // 2 - sum(numbers)


def missing_numbers_between(numbers: list[int]) -> list[int]:
    """All missing numbers (gaps) between the smallest and the largest of a list.

    >>> missing_numbers_between([7, 3, 4])
    [5, 6]
    """
    if not numbers:
        return []
    return sorted(set(range(min(numbers), max(numbers))) - set(numbers))


def missing_numbers_up_to_length(numbers: list[int]) -> list[int]:
    """All numbers from 1 to the length of a list that have disappeared from it.

    >>> missing_numbers_up_to_length([4, 3, 2, 7, 8, 2, 3, 1])
    [5, 6]
    """
    return [n for n in range(1, len(numbers) + 1) if n not in numbers]


def first_repeated_item(items: list[Any]) -> Any:
    """First repeated item of a list: the one whose second occurrence comes first, None if all are distinct.

    >>> first_repeated_item([1, 2, 3, 3, 2])
    3
    """
    return next((item for i, item in enumerate(items) if item in items[:i]), None)


def first_repeated_or_minus_one(items: list[Any]) -> Any:
    """First duplicate of a list: the one whose second occurrence comes first, -1 if there is none.

    >>> first_repeated_or_minus_one([1, 2, 3])
    -1
    """
    return next((item for i, item in enumerate(items) if item in items[:i]), -1)


def first_item_with_duplicate(items: list[Any]) -> Any:
    """First item of a list that occurs more than once, in the order of first occurrences, or None.

    >>> first_item_with_duplicate([1, 2, 3, 3, 2])
    2
    """
    return next((item for item in items if items.count(item) > 1), None)


def first_unique_item(items: list[Any]) -> Any:
    """First item of a list that occurs only once (does not repeat), None if there is none.

    >>> first_unique_item([4, 5, 4, 6])
    5
    """
    return next((item for item in items if items.count(item) == 1), None)


def first_unique_or_minus_one(items: list[Any]) -> Any:
    """First item of a list that occurs only once (does not repeat), -1 if there is none.

    >>> first_unique_or_minus_one([4, 4])
    -1
    """
    return next((item for item in items if items.count(item) == 1), -1)


def majority_element(items: list[Any]) -> Any:
    """Majority element: the item that makes up more than half of a list, None if there is none.

    >>> majority_element([2, 2, 1, 2])
    2
    """
    return next((item for item in items if 2 * items.count(item) > len(items)), None)


def majority_or_minus_one(items: list[Any]) -> Any:
    """Majority element: the item that makes up more than half of a list, -1 if there is none.

    >>> majority_or_minus_one([1, 2, 3])
    -1
    """
    return next((item for item in items if 2 * items.count(item) > len(items)), -1)


def second_largest(numbers: list[float]) -> float | None:
    """Second largest of the distinct numbers of a list, None if there is none.

    >>> second_largest([5, 9, 9, 3])
    5
    """
    distinct = sorted(set(numbers))
    return distinct[-2] if len(distinct) > 1 else None


def second_smallest(numbers: list[float]) -> float | None:
    """Second smallest of the distinct numbers of a list, None if there is none.

    >>> second_smallest([1, 1, 4, 2])
    2
    """
    distinct = sorted(set(numbers))
    return distinct[1] if len(distinct) > 1 else None


def kth_largest_distinct(numbers: list[float], k: int) -> float | None:
    """The kth largest of the distinct numbers of a list, None if there are fewer.

    >>> kth_largest_distinct([5, 9, 9, 3], 2)
    5
    """
    distinct = sorted(set(numbers))
    return distinct[-k] if 0 < k <= len(distinct) else None


def kth_smallest_distinct(numbers: list[float], k: int) -> float | None:
    """The kth smallest of the distinct numbers of a list, None if there are fewer.

    >>> kth_smallest_distinct([1, 1, 4, 2], 2)
    2
    """
    distinct = sorted(set(numbers))
    return distinct[k - 1] if 0 < k <= len(distinct) else None


def kth_largest(numbers: list[float], k: int) -> float:
    """The kth largest number of a list, duplicates counted (heap).

    >>> kth_largest([3, 2, 1, 5, 6, 4], 2)
    5
    """
    return sorted(numbers)[-k]


def k_largest_in_order(numbers: list[float], k: int) -> list[float]:
    """The k largest numbers of a list, in the order in which they stand there.

    >>> k_largest_in_order([4, 9, 1, 7], 2)
    [9, 7]
    """
    best = sorted(range(len(numbers)), key=lambda i: -numbers[i])[: max(k, 0)]
    return [numbers[i] for i in sorted(best)]


def closest_value(numbers: list[float], target: float) -> float:
    """The number of a list that is closest (nearest) to a target, the smaller one of two as near.

    >>> closest_value([1, 4, 8], 5)
    4
    """
    return min(numbers, key=lambda number: (abs(number - target), number))


def k_closest_values(numbers: list[float], target: float, k: int) -> list[float]:
    """The k numbers of a list that are closest to a target, sorted.

    >>> k_closest_values([1, 2, 3, 4, 5], 3, 4)
    [1, 2, 3, 4]
    """
    nearest = sorted(numbers, key=lambda number: (abs(number - target), number))
    return sorted(nearest[: max(k, 0)])


def largest_not_above(numbers: list[float], limit: float) -> float | None:
    """Largest number of a list that is not above a limit (floor), None if there is none.

    >>> largest_not_above([1, 4, 8], 6)
    4
    """
    return max((number for number in numbers if number <= limit), default=None)


def smallest_not_below(numbers: list[float], limit: float) -> float | None:
    """Smallest number of a list that is not below a limit (ceiling), None if there is none.

    >>> smallest_not_below([1, 4, 8], 6)
    8
    """
    return min((number for number in numbers if number >= limit), default=None)


def fixed_point_index(numbers: list[int]) -> int:
    """First index whose item equals the index itself (magic index), -1 if there is none.

    >>> fixed_point_index([-5, 0, 2, 7])
    2
    """
    return next((i for i, number in enumerate(numbers) if i == number), -1)


def h_index(citations: list[int]) -> int:
    """The h-index: the largest h for which h papers have at least h citations.

    >>> h_index([3, 0, 6, 1, 5])
    3
    """
    return sum(count > place for place, count in enumerate(sorted(citations, reverse=True)))


def mean_or_zero(numbers: list[float]) -> float:
    """Mean (average) of a list of numbers, 0.0 for an empty list.

    >>> mean_or_zero([1, 2, 6])
    3.0
    >>> mean_or_zero([])
    0.0
    """
    return sum(numbers) / len(numbers) if numbers else 0.0


def median(numbers: list[float]) -> float:
    """Median: the middle number of the sorted list, or the mean of the two middle ones.

    >>> median([5, 1, 3])
    3
    >>> median([4, 1, 3, 2])
    2.5
    """
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def median_as_float(numbers: list[float]) -> float:
    """Median of a list of numbers, always as a float.

    >>> median_as_float([5, 1, 3])
    3.0
    """
    ordered = sorted(numbers)
    return (ordered[len(ordered) // 2] + ordered[~(len(ordered) // 2)]) / 2


def median_of_two_lists(first: list[float], second: list[float]) -> float:
    """Median of the numbers of two (sorted) lists together, as a float.

    >>> median_of_two_lists([1, 3], [2, 4])
    2.5
    """
    ordered = sorted(first + second)
    return (ordered[len(ordered) // 2] + ordered[~(len(ordered) // 2)]) / 2


def most_common_item(items: list[Any]) -> Any:
    """Most common (most frequent) item of a list, the mode; the first one of those as common, None if empty.

    >>> most_common_item([1, 3, 3, 1, 3])
    3
    """
    return max(items, key=items.count, default=None)


def smallest_mode(items: list[Any]) -> Any:
    """Mode, the most frequent item of a list, the smallest one of those as frequent.

    >>> smallest_mode([4, 4, 1, 1, 2])
    1
    """
    return max(sorted(items), key=items.count)


def largest_mode(items: list[Any]) -> Any:
    """Mode, the most frequent item of a list, the largest one of those as frequent.

    >>> largest_mode([1, 1, 4, 4, 2])
    4
    """
    return max(items, key=lambda item: (items.count(item), item))


def least_common_item(items: list[Any]) -> Any:
    """Least common (rarest) item of a list, the first one of those as rare.

    >>> least_common_item([1, 3, 3, 1, 2])
    2
    """
    return min(items, key=items.count)


def list_of_modes(items: list[Any]) -> list[Any]:
    """All modes of a list: the items that are most frequent, sorted.

    >>> list_of_modes([2, 1, 2, 1, 3])
    [1, 2]
    """
    most = max(map(items.count, items), default=0)
    return sorted({item for item in items if items.count(item) == most})


def population_variance(numbers: list[float]) -> float:
    """Variance of the numbers of a list (population: divided by n).

    >>> population_variance([2, 4, 4, 4, 5, 5, 7, 9])
    4.0
    """
    mean = sum(numbers) / len(numbers)
    return sum((number - mean) ** 2 for number in numbers) / len(numbers)


def sample_variance(numbers: list[float]) -> float:
    """Sample variance of the numbers of a list (divided by n - 1).

    >>> sample_variance([1, 2, 3, 4])
    1.6666666666666667
    """
    mean = sum(numbers) / len(numbers)
    return sum((number - mean) ** 2 for number in numbers) / (len(numbers) - 1)


def standard_deviation(numbers: list[float]) -> float:
    """Standard deviation of the numbers of a list (population).

    >>> standard_deviation([2, 4, 4, 4, 5, 5, 7, 9])
    2.0
    """
    import math

    mean = sum(numbers) / len(numbers)
    return math.sqrt(sum((number - mean) ** 2 for number in numbers) / len(numbers))


def sample_standard_deviation(numbers: list[float]) -> float:
    """Sample standard deviation of the numbers of a list (n - 1).

    >>> sample_standard_deviation([1, 3, 5])
    2.0
    """
    import math

    mean = sum(numbers) / len(numbers)
    return math.sqrt(sum((number - mean) ** 2 for number in numbers) / (len(numbers) - 1))


def mean_absolute_deviation(numbers: list[float]) -> float:
    """Mean absolute deviation (MAD) of the numbers around their mean.

    >>> mean_absolute_deviation([1.0, 2.0, 3.0, 4.0])
    1.0
    """
    mean = sum(numbers) / len(numbers)
    return sum(abs(number - mean) for number in numbers) / len(numbers)


def geometric_mean(numbers: list[float]) -> float:
    """Geometric mean: the nth root of the product of n positive numbers.

    >>> geometric_mean([2, 8])
    4.0
    """
    import math

    return math.prod(numbers) ** (1 / len(numbers))


def harmonic_mean(numbers: list[float]) -> float:
    """Harmonic mean: how many numbers there are, divided by the sum of their reciprocals.

    >>> harmonic_mean([3, 6])
    4.0
    """
    return len(numbers) / sum(1 / number for number in numbers)


def root_mean_square(numbers: list[float]) -> float:
    """Root mean square (RMS, quadratic mean) of a list of numbers.

    >>> root_mean_square([1, 7])
    5.0
    """
    import math

    return math.sqrt(sum(number**2 for number in numbers) / len(numbers))


def weighted_mean(values: list[float], weights: list[float]) -> float:
    """Weighted mean (average) of values with their weights.

    >>> weighted_mean([80, 90], [1, 3])
    87.5
    """
    return sum(value * weight for value, weight in zip(values, weights, strict=True)) / sum(weights)


def trimmed_mean(numbers: list[float]) -> float:
    """Mean (average) without one smallest and one largest number.

    >>> trimmed_mean([1, 4, 6, 100])
    5.0
    """
    kept = sorted(numbers)[1:-1]
    return sum(kept) / len(kept)


def moving_average(numbers: list[float], size: int) -> list[float]:
    """Moving (rolling, sliding) averages: the mean of each window of a size.

    >>> moving_average([1, 2, 3, 4], 2)
    [1.5, 2.5, 3.5]
    """
    return [sum(numbers[i : i + size]) / size for i in range(len(numbers) - size + 1)]


def moving_sums(numbers: list[float], size: int) -> list[float]:
    """Moving (sliding window) sums: the sum of each window of a size.

    >>> moving_sums([1, 2, 3, 4], 2)
    [3, 5, 7]
    """
    return [sum(numbers[i : i + size]) for i in range(len(numbers) - size + 1)]


def running_average(numbers: list[float]) -> list[float]:
    """Running (cumulative) averages: the mean of the numbers up to each place.

    >>> running_average([2, 4, 9])
    [2.0, 3.0, 5.0]
    """
    return [sum(numbers[:count]) / count for count in range(1, len(numbers) + 1)]


def normalize_to_unit_range(numbers: list[float]) -> list[float]:
    """Normalize (rescale) numbers linearly to 0..1 by their minimum and maximum; all 0.0 if they are equal.

    >>> normalize_to_unit_range([1.0, 2.0, 5.0])
    [0.0, 0.25, 1.0]
    """
    low, high = min(numbers, default=0), max(numbers, default=0)
    return [(number - low) / (high - low) if high > low else 0.0 for number in numbers]


def normalize_to_sum_one(numbers: list[float]) -> list[float]:
    """Normalize numbers so that their sum is 1: each as a share (proportion) of the total.

    >>> normalize_to_sum_one([1, 3])
    [0.25, 0.75]
    """
    total = sum(numbers)
    return [number / total for number in numbers]


def z_scores(numbers: list[float]) -> list[float]:
    """Z-scores (standardize): each number's distance from the mean in standard deviations (population).

    >>> z_scores([1, 3])
    [-1.0, 1.0]
    """
    import math

    mean = sum(numbers) / len(numbers)
    deviation = math.sqrt(sum((number - mean) ** 2 for number in numbers) / len(numbers))
    return [(number - mean) / deviation if deviation else 0.0 for number in numbers]


def percentile_nearest_rank(numbers: list[float], percent: float) -> float:
    """Percentile of a list of numbers by the nearest rank.

    >>> percentile_nearest_rank([15, 20, 35, 40, 50], 40)
    20
    """
    import math

    rank = math.ceil(percent / 100 * len(numbers))
    return sorted(numbers)[max(rank, 1) - 1]


def percentile_with_interpolation(numbers: list[float], percent: float) -> float:
    """Percentile (quantile) of a list of numbers with linear interpolation.

    >>> percentile_with_interpolation([1, 2, 3, 4], 50)
    2.5
    """
    ordered = sorted(numbers)
    whole, part = divmod((len(ordered) - 1) * percent / 100, 1)
    low, high = ordered[int(whole)], ordered[min(int(whole) + 1, len(ordered) - 1)]
    return low + (high - low) * part


def percentile_rank(numbers: list[float], value: float) -> float:
    """Percentile rank: how many percent of the numbers are below a value.

    >>> percentile_rank([10, 20, 30, 40], 30)
    50.0
    """
    return 100 * sum(number < value for number in numbers) / len(numbers)


def running_totals(numbers: list[float]) -> list[float]:
    """Running totals (cumulative sums, prefix sums) of a list of numbers.

    >>> running_totals([1, 2, 3])
    [1, 3, 6]
    """
    from itertools import accumulate

    return list(accumulate(numbers))


def prefix_sums_from_zero(numbers: list[float]) -> list[float]:
    """Prefix sums of a list of numbers, with a leading 0.

    >>> prefix_sums_from_zero([1, 2, 3])
    [0, 1, 3, 6]
    """
    return [sum(numbers[:i]) for i in range(len(numbers) + 1)]


def running_maxima(numbers: list[Any]) -> list[Any]:
    """Running (rolling) maxima: the largest item seen so far, at each place.

    >>> running_maxima([1, 3, 2, 4])
    [1, 3, 3, 4]
    """
    from itertools import accumulate

    return list(accumulate(numbers, max))


def running_minima(numbers: list[Any]) -> list[Any]:
    """Running (rolling) minima: the smallest item seen so far, at each place.

    >>> running_minima([3, 1, 2])
    [3, 1, 1]
    """
    from itertools import accumulate

    return list(accumulate(numbers, min))


def running_products(numbers: list[float]) -> list[float]:
    """Running (cumulative) products of a list of numbers.

    >>> running_products([1, 2, 3, 4])
    [1, 2, 6, 24]
    """
    from itertools import accumulate
    from operator import mul

    return list(accumulate(numbers, mul))


def differences_of_neighbours(numbers: list[float]) -> list[float]:
    """Differences between consecutive (adjacent) numbers of a list: each minus the one before.

    >>> differences_of_neighbours([1, 4, 9])
    [3, 5]
    """
    from itertools import pairwise

    return [b - a for a, b in pairwise(numbers)]


def absolute_differences(numbers: list[float]) -> list[float]:
    """Absolute differences between consecutive (adjacent) numbers of a list.

    >>> absolute_differences([1, 4, 2])
    [3, 2]
    """
    from itertools import pairwise

    return [abs(a - b) for a, b in pairwise(numbers)]


def count_of_records(numbers: list[float]) -> int:
    """How many numbers are records: larger than all before them, the first included.

    >>> count_of_records([3, 1, 4, 4, 5])
    3
    """
    return sum(all(number > before for before in numbers[:i]) for i, number in enumerate(numbers))


def covariance(xs: list[float], ys: list[float]) -> float:
    """Covariance of two lists of numbers (population).

    >>> covariance([1, 2, 3], [2, 4, 6])
    1.3333333333333333
    """
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / len(xs)


def pearson_correlation(xs: list[float], ys: list[float]) -> float:
    """Pearson correlation coefficient of two lists of numbers.

    >>> pearson_correlation([1, 2, 3], [2, 4, 6])
    1.0
    """
    import math

    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    products = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    squares = sum((x - mean_x) ** 2 for x in xs) * sum((y - mean_y) ** 2 for y in ys)
    return products / math.sqrt(squares)


def mean_squared_error(actual: list[float], predicted: list[float]) -> float:
    """Mean squared error (MSE) between two lists of numbers.

    >>> mean_squared_error([1, 2], [3, 2])
    2.0
    """
    return sum((a - b) ** 2 for a, b in zip(actual, predicted, strict=True)) / len(actual)


def is_sorted_ascending(items: list[Any]) -> bool:
    """Whether a list is sorted up (ascending, non-decreasing, monotonic increasing).

    >>> is_sorted_ascending([1, 2, 2, 5])
    True
    """
    from itertools import pairwise

    return all(a <= b for a, b in pairwise(items))


def is_sorted_descending(items: list[Any]) -> bool:
    """Whether a list is sorted down (descending, non-increasing).

    >>> is_sorted_descending([5, 2, 2, 1])
    True
    """
    from itertools import pairwise

    return all(a >= b for a, b in pairwise(items))


def is_strictly_increasing(items: list[Any]) -> bool:
    """Whether a list is strictly increasing: each item larger than the one before.

    >>> is_strictly_increasing([1, 2, 2])
    False
    """
    from itertools import pairwise

    return all(a < b for a, b in pairwise(items))


def is_strictly_decreasing(items: list[Any]) -> bool:
    """Whether a list is strictly decreasing: each item smaller than the one before.

    >>> is_strictly_decreasing([3, 2, 1])
    True
    """
    from itertools import pairwise

    return all(a > b for a, b in pairwise(items))


def is_monotonic(items: list[Any]) -> bool:
    """Whether a list is monotonic: sorted up or down.

    >>> is_monotonic([6, 5, 4, 4])
    True
    """
    from itertools import pairwise

    return all(a <= b for a, b in pairwise(items)) or all(a >= b for a, b in pairwise(items))


def is_mountain(numbers: list[float]) -> bool:
    """Whether a list is a mountain (bitonic): strictly up to a peak inside, then strictly down.

    >>> is_mountain([0, 3, 2, 1])
    True
    """
    if len(numbers) < 3:
        return False
    top = numbers.index(max(numbers))
    up, down = numbers[: top + 1], numbers[top:]
    is_shaped = sorted(set(up)) == up and sorted(set(down), reverse=True) == down
    return is_shaped and 0 < top < len(numbers) - 1


def is_arithmetic_progression(numbers: list[float]) -> bool:
    """Whether a list is an arithmetic progression: the differences of neighbours are all the same.

    >>> is_arithmetic_progression([1, 3, 5])
    True
    """
    from itertools import pairwise

    return len({b - a for a, b in pairwise(numbers)}) <= 1


def is_geometric_progression(numbers: list[float]) -> bool:
    """Whether a list is a geometric progression: the ratios of neighbours are all the same.

    >>> is_geometric_progression([2, 6, 18])
    True
    """
    from itertools import pairwise

    return all(a * numbers[1] == b * numbers[0] for a, b in pairwise(numbers))


def is_alternating(numbers: list[float]) -> bool:
    """Whether a list is a zigzag (wiggle): its items go up and down in turn.

    >>> is_alternating([1, 7, 4, 9, 2])
    True
    """
    return all((b - a) * (c - b) < 0 for a, b, c in zip(numbers, numbers[1:], numbers[2:], strict=False))


def is_rotation_of_sorted(items: list[Any]) -> bool:
    """Whether a list is sorted after some rotation (shift).

    >>> is_rotation_of_sorted([3, 4, 1, 2])
    True
    """
    return sum(1 for i, item in enumerate(items) if items[i - 1] > item) <= 1


def count_rotations_of_sorted(items: list[Any]) -> int:
    """How often a sorted list has been rotated (to the right): the index of its smallest item.

    >>> count_rotations_of_sorted([4, 5, 1, 2, 3])
    2
    """
    return next((i for i in range(1, len(items)) if items[i - 1] > items[i]), 0)


def is_palindrome_list(items: list[Any]) -> bool:
    """Whether a list is a palindrome: the same forwards and backwards.

    >>> is_palindrome_list([1, 2, 1])
    True
    """
    return items == items[::-1]


def merge_sorted_lists(first: list[Any], second: list[Any]) -> list[Any]:
    """Merge two sorted lists into one sorted list.

    >>> merge_sorted_lists([1, 4], [2, 3, 5])
    [1, 2, 3, 4, 5]
    """
    from heapq import merge

    return list(merge(first, second))


def count_inversions(items: list[Any]) -> int:
    """Number of inversions: pairs in a list where the earlier item is the larger one.

    >>> count_inversions([2, 4, 1, 3, 5])
    3
    """
    from itertools import combinations

    return sum(a > b for a, b in combinations(items, 2))


def count_descents(items: list[Any]) -> int:
    """How many items of a list are smaller than the one just before (descents, drops).

    >>> count_descents([3, 1, 2, 0])
    2
    """
    from itertools import pairwise

    return sum(b < a for a, b in pairwise(items))


def count_ascents(items: list[Any]) -> int:
    """How many items of a list are larger than the one just before (ascents, increases).

    >>> count_ascents([1, 3, 2, 5])
    2
    """
    from itertools import pairwise

    return sum(b > a for a, b in pairwise(items))


def count_smaller_after(numbers: list[Any]) -> list[int]:
    """For each item, how many smaller ones come after it.

    >>> count_smaller_after([5, 2, 6, 1])
    [2, 1, 1, 0]
    """
    return [sum(other < number for other in numbers[i + 1 :]) for i, number in enumerate(numbers)]


def count_smaller_numbers(numbers: list[float]) -> list[int]:
    """For each number of a list, how many numbers of it are smaller.

    >>> count_smaller_numbers([8, 1, 2, 2, 3])
    [4, 0, 1, 1, 3]
    """
    return [sum(other < number for other in numbers) for number in numbers]


def rotate_left(items: list[Any], k: int) -> list[Any]:
    """Rotate a list to the left by k places (cyclic shift).

    >>> rotate_left([1, 2, 3, 4, 5], 2)
    [3, 4, 5, 1, 2]
    """
    k %= max(len(items), 1)
    return items[k:] + items[:k]


def rotate_right(items: list[Any], k: int) -> list[Any]:
    """Rotate a list to the right by k places (cyclic shift).

    >>> rotate_right([1, 2, 3, 4, 5], 2)
    [4, 5, 1, 2, 3]
    """
    k %= max(len(items), 1)
    return items[len(items) - k :] + items[: len(items) - k]


def all_rotations(items: list[Any]) -> list[list[Any]]:
    """All rotations (cyclic shifts) of a list, to the left.

    >>> all_rotations([1, 2, 3])
    [[1, 2, 3], [2, 3, 1], [3, 1, 2]]
    """
    return [items[i:] + items[:i] for i in range(len(items))]


def is_list_rotation(first: list[Any], second: list[Any]) -> bool:
    """Whether a list is a rotation (cyclic shift) of another.

    >>> is_list_rotation([1, 2, 3], [3, 1, 2])
    True
    """
    return first == second or any(first[i:] + first[:i] == second for i in range(len(first)))


def sort_by_frequency(items: list[Any]) -> list[Any]:
    """Sort a list by frequency, the most frequent items first, ties by value.

    >>> sort_by_frequency([4, 2, 2, 8, 4, 4])
    [4, 4, 4, 2, 2, 8]
    """
    return sorted(sorted(items), key=items.count, reverse=True)


def sort_by_frequency_stable(items: list[Any]) -> list[Any]:
    """Sort a list by decreasing frequency, ties by first occurrence.

    >>> sort_by_frequency_stable([8, 2, 4, 2, 4, 4])
    [4, 4, 4, 2, 2, 8]
    """
    return sorted(items, key=lambda item: (-items.count(item), items.index(item)))


def sort_by_increasing_frequency(items: list[Any]) -> list[Any]:
    """Sort a list by increasing frequency, the rarest items first, ties by value.

    >>> sort_by_increasing_frequency([4, 2, 2, 8, 4, 4])
    [8, 2, 2, 4, 4, 4]
    """
    return sorted(sorted(items), key=items.count)


def sort_by_length(words: list[Any]) -> list[Any]:
    """Sort texts or lists by length, shortest first, ties in alphabetical order.

    >>> sort_by_length(["pear", "fig", "date", "apple"])
    ['fig', 'date', 'pear', 'apple']
    """
    return sorted(sorted(words), key=len)


def sort_by_second_item(pairs: list[Any]) -> list[Any]:
    """Sort tuples (pairs) by their second item.

    >>> sort_by_second_item([("a", 3), ("b", 1)])
    [('b', 1), ('a', 3)]
    """
    return sorted(pairs, key=lambda pair: pair[1])


def sort_by_second_descending(pairs: list[Any]) -> list[Any]:
    """Sort tuples (pairs) by their second item, the largest first.

    >>> sort_by_second_descending([("a", 1), ("b", 3)])
    [('b', 3), ('a', 1)]
    """
    return sorted(pairs, key=lambda pair: pair[1], reverse=True)


def sort_by_last_item(tuples: list[Any]) -> list[Any]:
    """Sort tuples or lists by their last item.

    >>> sort_by_last_item([(2, 5), (1, 2), (4, 4)])
    [(1, 2), (4, 4), (2, 5)]
    """
    return sorted(tuples, key=lambda item: item[-1])


def sort_by_sum_of_digits(numbers: list[int]) -> list[int]:
    """Sort numbers by the sum of their digits, ties in the order given.

    >>> sort_by_sum_of_digits([30, 12, 2, 100])
    [100, 2, 30, 12]
    """
    return sorted(numbers, key=lambda number: sum(map(int, str(abs(number)))))


def sort_by_count_of_ones(numbers: list[int]) -> list[int]:
    """Sort numbers by how many ones their binary form has, ties by value.

    >>> sort_by_count_of_ones([3, 4, 1, 7, 2])
    [1, 2, 4, 3, 7]
    """
    return sorted(numbers, key=lambda number: (number.bit_count(), number))


def sort_by_absolute_value(numbers: list[float]) -> list[float]:
    """Sort numbers by their absolute value, ties in the order given.

    >>> sort_by_absolute_value([-5, 3, -1])
    [-1, 3, -5]
    """
    return sorted(numbers, key=abs)


def sort_by_other_order(items: list[Any], order: list[Any]) -> list[Any]:
    """Sort a list by the order of another (relative sort), what is not there sorted at the end.

    >>> sort_by_other_order([2, 9, 1, 5, 1], [1, 2])
    [1, 1, 2, 5, 9]
    """
    return sorted(sorted(items), key=lambda item: order.index(item) if item in order else len(order))


def sort_third_values(items: list[Any]) -> list[Any]:
    """Sort only the items at indexes divisible by three, the others stay.

    >>> sort_third_values([5, 6, 3, 4, 8, 9, 2])
    [2, 6, 3, 4, 8, 9, 5]
    """
    result = items[:]
    result[::3] = sorted(items[::3])
    return result


def sort_even_indexes(items: list[Any]) -> list[Any]:
    """Sort only the items at even indexes, the others stay.

    >>> sort_even_indexes([5, 6, 3, 4])
    [3, 6, 5, 4]
    """
    result = items[:]
    result[::2] = sorted(items[::2])
    return result


def sort_odd_numbers_only(numbers: list[int]) -> list[int]:
    """Sort only the odd numbers of a list, the even ones stay in their places.

    >>> sort_odd_numbers_only([5, 3, 2, 8, 1, 4])
    [1, 3, 2, 8, 5, 4]
    """
    odds = iter(sorted(number for number in numbers if number % 2))
    return [next(odds) if number % 2 else number for number in numbers]


def evens_before_odds(numbers: list[int]) -> list[int]:
    """Even numbers before odd ones, each in the order given (sort by parity).

    >>> evens_before_odds([3, 1, 2, 4])
    [2, 4, 3, 1]
    """
    return sorted(numbers, key=lambda number: number % 2)


def odds_before_evens(numbers: list[int]) -> list[int]:
    """Odd numbers before even ones, each in the order given (segregate).

    >>> odds_before_evens([3, 2, 1, 4])
    [3, 1, 2, 4]
    """
    return sorted(numbers, key=lambda number: number % 2 == 0)


def sorted_evens_then_odds(numbers: list[int]) -> list[int]:
    """Sort even numbers before odd ones, each group in ascending order.

    >>> sorted_evens_then_odds([3, 4, 1, 2])
    [2, 4, 1, 3]
    """
    return sorted(numbers, key=lambda number: (number % 2, number))


def negatives_before_positives(numbers: list[float]) -> list[float]:
    """Negative numbers before the others, each in the order given (rearrange by sign).

    >>> negatives_before_positives([3, -1, 2, -4])
    [-1, -4, 3, 2]
    """
    return sorted(numbers, key=lambda number: number >= 0)


def alternate_positive_and_negative(numbers: list[float]) -> list[float]:
    """Rearrange numbers by sign: positive and negative in turn, what is left over at the end.

    >>> alternate_positive_and_negative([3, 1, -2, -5])
    [3, -2, 1, -5]
    """
    positive = [number for number in numbers if number >= 0]
    negative = [number for number in numbers if number < 0]
    count = min(len(positive), len(negative))
    pairs = zip(positive, negative, strict=False)
    return [number for pair in pairs for number in pair] + positive[count:] + negative[count:]


def move_zeros_to_end(numbers: list[Any]) -> list[Any]:
    """Move all zeros to the end of a list, the others in their order.

    >>> move_zeros_to_end([0, 1, 0, 3])
    [1, 3, 0, 0]
    """
    return sorted(numbers, key=lambda number: number == 0)


def move_zeros_to_front(numbers: list[Any]) -> list[Any]:
    """Move all zeros to the front (start) of a list, the others in their order.

    >>> move_zeros_to_front([1, 0, 3, 0])
    [0, 0, 1, 3]
    """
    return sorted(numbers, key=lambda number: number != 0)


def move_value_to_end(items: list[Any], value: Any) -> list[Any]:
    """Move all occurrences of a value to the end of a list, the others in their order.

    >>> move_value_to_end([2, 1, 2, 3], 2)
    [1, 3, 2, 2]
    """
    return sorted(items, key=lambda item: item == value)


def partition_around_pivot(numbers: list[float], pivot: float) -> list[float]:
    """Partition around a pivot: smaller numbers first, then equal ones, then larger ones, in their order.

    >>> partition_around_pivot([9, 12, 5, 10, 3, 10], 10)
    [9, 5, 3, 10, 10, 12]
    """
    return sorted(numbers, key=lambda number: (number > pivot) - (number < pivot))


def partition_into_two(numbers: list[float], pivot: float) -> list[list[float]]:
    """Split numbers into those that are smaller than a pivot and the others.

    >>> partition_into_two([5, 1, 8, 3], 4)
    [[1, 3], [5, 8]]
    """
    return [[number for number in numbers if number < pivot], [number for number in numbers if number >= pivot]]


def split_evens_and_odds(numbers: list[int]) -> list[list[int]]:
    """Split (separate) numbers into a list of the even and a list of the odd ones.

    >>> split_evens_and_odds([1, 2, 3, 4])
    [[2, 4], [1, 3]]
    """
    return [[number for number in numbers if number % 2 == remainder] for remainder in (0, 1)]


def split_evens_and_odds_tuple(numbers: list[int]) -> tuple[list[int], list[int]]:
    """Split (separate) numbers into a tuple of the even and the odd ones.

    >>> split_evens_and_odds_tuple([1, 2, 3, 4])
    ([2, 4], [1, 3])
    """
    return [number for number in numbers if number % 2 == 0], [number for number in numbers if number % 2]


def interleave(first: list[Any], second: list[Any]) -> list[Any]:
    """Interleave two lists, taking items in turn, the rest of the longer one at the end.

    >>> interleave([1, 2, 3, 4], [7, 8])
    [1, 7, 2, 8, 3, 4]
    """
    count = min(len(first), len(second))
    mixed = [item for pair in zip(first, second, strict=False) for item in pair]
    return mixed + first[count:] + second[count:]


def interleave_to_shortest(first: list[Any], second: list[Any]) -> list[Any]:
    """Interleave two lists, taking items in turn, until the shorter one ends.

    >>> interleave_to_shortest([1, 2, 3], [7, 8])
    [1, 7, 2, 8]
    """
    return [item for pair in zip(first, second, strict=False) for item in pair]


def round_robin(lists: list[list[Any]]) -> list[Any]:
    """Round robin: the first items of all lists, then the second ones, and so on, until all are used up.

    >>> round_robin([[1, 2, 3], [4], [5, 6]])
    [1, 4, 5, 2, 6, 3]
    """
    longest = max(map(len, lists), default=0)
    return [items[i] for i in range(longest) for items in lists if i < len(items)]


def perfect_shuffle(items: list[Any]) -> list[Any]:
    """Perfect (riffle, faro) shuffle: interleave the first half of a list with the second.

    >>> perfect_shuffle([1, 2, 3, 4, 5, 6])
    [1, 4, 2, 5, 3, 6]
    """
    half = (len(items) + 1) // 2
    result = items[:]
    result[::2], result[1::2] = items[:half], items[half:]
    return result


def unshuffle(items: list[Any]) -> list[Any]:
    """The items at even indexes, then those at odd ones (undo a perfect shuffle).

    >>> unshuffle([1, 4, 2, 5, 3, 6])
    [1, 2, 3, 4, 5, 6]
    """
    return items[::2] + items[1::2]


def alternate_smallest_and_largest(numbers: list[Any]) -> list[Any]:
    """Strange sort: smallest, largest, second smallest, second largest and so on.

    >>> alternate_smallest_and_largest([1, 2, 3, 4])
    [1, 4, 2, 3]
    """
    ordered = sorted(numbers)
    return [ordered[i // 2] if i % 2 == 0 else ordered[-(i // 2) - 1] for i in range(len(ordered))]


def alternate_largest_and_smallest(numbers: list[Any]) -> list[Any]:
    """Largest, smallest, second largest, second smallest and so on (max-min order).

    >>> alternate_largest_and_smallest([1, 2, 3, 4])
    [4, 1, 3, 2]
    """
    ordered = sorted(numbers)
    return [ordered[i // 2] if i % 2 else ordered[-(i // 2) - 1] for i in range(len(ordered))]


def reverse_prefix(items: list[Any], k: int) -> list[Any]:
    """Reverse the first k items of a list (prefix, pancake flip).

    >>> reverse_prefix([1, 2, 3, 4], 3)
    [3, 2, 1, 4]
    """
    k = max(k, 0)
    return items[:k][::-1] + items[k:]


def reverse_sublist(items: list[Any], first: int, last: int) -> list[Any]:
    """Reverse the part of a list between two indexes, both inclusive.

    >>> reverse_sublist([1, 2, 3, 4, 5], 1, 3)
    [1, 4, 3, 2, 5]
    """
    return items[:first] + items[first : last + 1][::-1] + items[last + 1 :]


def reverse_in_groups(items: list[Any], size: int) -> list[Any]:
    """Reverse a list in groups of a size, the last group too if it is shorter.

    >>> reverse_in_groups([1, 2, 3, 4, 5], 2)
    [2, 1, 4, 3, 5]
    """
    return [item for i in range(0, len(items), size) for item in items[i : i + size][::-1]]


def swap_adjacent_pairs(items: list[Any]) -> list[Any]:
    """Swap each two adjacent items of a list (pairwise), a last one stays.

    >>> swap_adjacent_pairs([1, 2, 3, 4, 5])
    [2, 1, 4, 3, 5]
    """
    return [item for i in range(0, len(items), 2) for item in items[i : i + 2][::-1]]


def swap_first_and_last(items: list[Any]) -> list[Any]:
    """Swap the first and the last item of a list.

    >>> swap_first_and_last([1, 2, 3])
    [3, 2, 1]
    """
    return [items[-1], *items[1:-1], items[0]] if len(items) > 1 else items[:]


def swap_items_at(items: list[Any], i: int, j: int) -> list[Any]:
    """Swap the items of a list at two indexes (positions).

    >>> swap_items_at([1, 2, 3, 4], 0, 2)
    [3, 2, 1, 4]
    """
    result = items[:]
    result[i], result[j] = items[j], items[i]
    return result


def is_sorted_after_one_swap(items: list[Any]) -> bool:
    """Whether a list is sorted, or becomes so when two items are swapped.

    >>> is_sorted_after_one_swap([1, 4, 3, 2])
    True
    """
    return sum(1 for a, b in zip(items, sorted(items), strict=True) if a != b) <= 2


def minimum_swaps_to_sort(items: list[int]) -> int:
    """Minimum number of swaps that sort a list of distinct items.

    >>> minimum_swaps_to_sort([4, 3, 1, 2])
    3
    """
    ordered, current, swaps = sorted(items), items[:], 0
    for i, item in enumerate(ordered):
        if current[i] != item:
            j = current.index(item, i)
            current[i], current[j] = current[j], current[i]
            swaps += 1
    return swaps


def bubble_sort_pass(items: list[Any]) -> list[Any]:
    """One pass of bubble sort: swap neighbours in the wrong order once from left to right.

    >>> bubble_sort_pass([5, 1, 4, 2])
    [1, 4, 2, 5]
    """
    result = items[:]
    for i in range(len(result) - 1):
        if result[i] > result[i + 1]:
            result[i], result[i + 1] = result[i + 1], result[i]
    return result


def ranks_of_values(numbers: list[float]) -> list[int]:
    """Rank transform: each number's rank among the distinct values, the smallest is 1 (dense ranking).

    >>> ranks_of_values([40, 10, 20, 10])
    [3, 1, 2, 1]
    """
    distinct = sorted(set(numbers))
    return [distinct.index(number) + 1 for number in numbers]


def competition_ranks(scores: list[float]) -> list[int]:
    """Ranks of scores, the highest is 1, ties share a rank and leave a gap (competition ranking 1224).

    >>> competition_ranks([50, 90, 90, 70])
    [4, 1, 1, 3]
    """
    return [1 + sum(other > score for other in scores) for score in scores]


def dense_ranks_descending(scores: list[float]) -> list[int]:
    """Ranks of scores, the highest is 1, ties share a rank without gaps (dense ranking 1223).

    >>> dense_ranks_descending([50, 90, 90, 70])
    [3, 1, 1, 2]
    """
    distinct = sorted(set(scores), reverse=True)
    return [distinct.index(score) + 1 for score in scores]


def order_of_indexes(items: list[Any]) -> list[int]:
    """Indexes that would sort a list (argsort).

    >>> order_of_indexes([30, 10, 20])
    [1, 2, 0]
    """
    return sorted(range(len(items)), key=items.__getitem__)


def next_permutation(items: list[Any]) -> list[Any]:
    """Next permutation of a list in lexicographic order, the sorted list after the last one.

    >>> next_permutation([1, 3, 2])
    [2, 1, 3]
    >>> next_permutation([3, 2, 1])
    [1, 2, 3]
    """
    for i in range(len(items) - 2, -1, -1):
        if items[i] < items[i + 1]:
            rest = sorted(items[i:])
            successor = min(item for item in rest if item > items[i])
            rest.remove(successor)
            return [*items[:i], successor, *rest]
    return sorted(items)


def max_subarray_sum(numbers: list[float]) -> float:
    """Maximum sum of a contiguous subarray that is not empty (Kadane's algorithm).

    >>> max_subarray_sum([-2, 1, -3, 4, -1, 2, 1, -5, 4])
    6
    >>> max_subarray_sum([-3, -1])
    -1
    """
    best = current = numbers[0]
    for number in numbers[1:]:
        current = max(number, current + number)
        best = max(best, current)
    return best


def max_subarray_sum_or_zero(numbers: list[float]) -> float:
    """Maximum sum of a contiguous subarray, 0 for the empty one (Kadane's algorithm).

    >>> max_subarray_sum_or_zero([-3, -1])
    0
    """
    best: float = 0
    current: float = 0
    for number in numbers:
        current = max(0, current + number)
        best = max(best, current)
    return best


def min_subarray_sum(numbers: list[float]) -> float:
    """Minimum sum of a contiguous subarray that is not empty.

    >>> min_subarray_sum([2, 3, -4, -1, 5])
    -5
    """
    best = current = numbers[0]
    for number in numbers[1:]:
        current = min(number, current + number)
        best = min(best, current)
    return best


def max_sum_subarray(numbers: list[float]) -> list[float]:
    """The contiguous subarray with the maximum sum, the first of those as large.

    >>> max_sum_subarray([-2, 1, -3, 4, -1, 2, 1, -5, 4])
    [4, -1, 2, 1]
    """
    from itertools import combinations

    ends = combinations(range(len(numbers) + 1), 2)
    return max((numbers[i:j] for i, j in ends), key=sum, default=[])


def max_circular_subarray_sum(numbers: list[float]) -> float:
    """Maximum sum of a contiguous subarray of a circular list (one that wraps around).

    >>> max_circular_subarray_sum([5, -3, 5])
    10
    """
    n = len(numbers)
    doubled = numbers * 2
    return max(sum(doubled[i : i + size]) for i in range(n) for size in range(1, n + 1))


def max_product_subarray(numbers: list[float]) -> float:
    """Maximum product of a contiguous subarray that is not empty.

    >>> max_product_subarray([2, 3, -2, 4])
    6
    """
    best = low = high = numbers[0]
    for number in numbers[1:]:
        low, high = min(number, low * number, high * number), max(number, low * number, high * number)
        best = max(best, high)
    return best


def max_sum_of_window(numbers: list[float], size: int) -> float:
    """Maximum sum of a window of k consecutive items (sliding window).

    >>> max_sum_of_window([2, 1, 5, 1, 3, 2], 3)
    9
    """
    return max(sum(numbers[i : i + size]) for i in range(len(numbers) - size + 1))


def max_average_of_window(numbers: list[float], size: int) -> float:
    """Maximum average of a window of k consecutive items (sliding window).

    >>> max_average_of_window([1, 12, -5, -6, 50, 3], 4)
    12.75
    """
    return max(sum(numbers[i : i + size]) for i in range(len(numbers) - size + 1)) / size


def sliding_window_maximum(numbers: list[Any], size: int) -> list[Any]:
    """Maximum of each window of k consecutive items (sliding window maximum).

    >>> sliding_window_maximum([1, 3, -1, -3, 5], 3)
    [3, 3, 5]
    """
    return [max(numbers[i : i + size]) for i in range(len(numbers) - size + 1)]


def sliding_window_minimum(numbers: list[Any], size: int) -> list[Any]:
    """Minimum of each window of k consecutive items (sliding window minimum).

    >>> sliding_window_minimum([1, 3, -1, -3, 5], 3)
    [-1, -3, -3]
    """
    return [min(numbers[i : i + size]) for i in range(len(numbers) - size + 1)]


def sliding_windows(items: list[Any], size: int) -> list[list[Any]]:
    """All windows of k consecutive items of a list (contiguous sublists of a length, n-grams).

    >>> sliding_windows([1, 2, 3, 4], 2)
    [[1, 2], [2, 3], [3, 4]]
    """
    return [items[i : i + size] for i in range(len(items) - size + 1)]


def all_sublists(items: list[Any]) -> list[list[Any]]:
    """All contiguous sublists (subarrays) of a list that are not empty, by where they begin.

    >>> all_sublists([1, 2, 3])
    [[1], [1, 2], [1, 2, 3], [2], [2, 3], [3]]
    """
    return [items[i:j] for i in range(len(items)) for j in range(i + 1, len(items) + 1)]


def is_sublist(items: list[Any], part: list[Any]) -> bool:
    """Whether a list contains another as a contiguous sublist.

    >>> is_sublist([1, 2, 3, 4], [2, 3])
    True
    """
    return any(items[i : i + len(part)] == part for i in range(len(items) - len(part) + 1))


def is_subsequence_of_list(part: list[Any], items: list[Any]) -> bool:
    """Whether the items of a list occur in another in the same order, not necessarily next to each other.

    >>> is_subsequence_of_list([1, 4], [1, 2, 4])
    True
    """
    rest = iter(items)
    return all(item in rest for item in part)


def sum_of_all_subarrays(numbers: list[float]) -> float:
    """Sum of the sums of all contiguous subarrays.

    >>> sum_of_all_subarrays([1, 2, 3])
    20
    """
    return sum(number * (i + 1) * (len(numbers) - i) for i, number in enumerate(numbers))


def count_subarrays_with_sum(numbers: list[int], target: int) -> int:
    """How many contiguous subarrays have a given sum k.

    >>> count_subarrays_with_sum([1, 2, 3, -3, 3], 3)
    5
    """
    from collections import Counter

    seen = Counter([0])
    total = count = 0
    for number in numbers:
        total += number
        count += seen[total - target]
        seen[total] += 1
    return count


def subarray_with_sum_exists(numbers: list[int], target: int) -> bool:
    """Whether a contiguous subarray, not empty, has a given sum.

    >>> subarray_with_sum_exists([1, 4, 2], 6)
    True
    """
    seen, total = {0}, 0
    for number in numbers:
        total += number
        if total - target in seen:
            return True
        seen.add(total)
    return False


def longest_subarray_with_sum(numbers: list[int], target: int) -> int:
    """Length of the longest contiguous subarray with a given sum, 0 if there is none.

    >>> longest_subarray_with_sum([1, -1, 5, -2, 3], 3)
    4
    """
    first, total, best = {0: 0}, 0, 0
    for place, number in enumerate(numbers, 1):
        total += number
        best = max(best, place - first.get(total - target, place))
        first.setdefault(total, place)
    return best


def smallest_subarray_with_sum(numbers: list[int], target: int) -> int:
    """Length of the shortest contiguous subarray of positive numbers with a sum of at least a target, 0 if none.

    >>> smallest_subarray_with_sum([2, 3, 1, 2, 4, 3], 7)
    2
    """
    from itertools import accumulate, combinations

    totals = enumerate(accumulate(numbers, initial=0))
    return min((j - i for (i, a), (j, b) in combinations(totals, 2) if b - a >= target), default=0)


def longest_balanced_binary(bits: list[int]) -> int:
    """Length of the longest contiguous subarray with as many zeros as ones.

    >>> longest_balanced_binary([0, 1, 0])
    2
    """
    first, balance, best = {0: 0}, 0, 0
    for place, bit in enumerate(bits, 1):
        balance += 1 if bit else -1
        best = max(best, place - first.setdefault(balance, place))
    return best


def longest_run_of_value(items: list[Any], value: Any) -> int:
    """Length of the longest run of consecutive items that are a given value (such as ones).

    >>> longest_run_of_value([1, 1, 0, 1, 1, 1], 1)
    3
    """
    from itertools import groupby

    return max((len(list(group)) for item, group in groupby(items) if item == value), default=0)


def longest_run_of_equal_items(items: list[Any]) -> int:
    """Length of the longest run of consecutive equal items.

    >>> longest_run_of_equal_items([1, 2, 2, 2, 3, 3])
    3
    """
    from itertools import groupby

    return max((len(list(group)) for _, group in groupby(items)), default=0)


def max_consecutive_ones(bits: list[int]) -> int:
    """Maximum number of consecutive ones in a list of bits.

    >>> max_consecutive_ones([1, 1, 0, 1, 1, 1])
    3
    """
    best = current = 0
    for bit in bits:
        current = current + 1 if bit == 1 else 0
        best = max(best, current)
    return best


def longest_consecutive_sequence(numbers: list[int]) -> int:
    """Length of the longest sequence of consecutive numbers (each one more), in any order in the list.

    >>> longest_consecutive_sequence([100, 4, 200, 1, 3, 2])
    4
    """
    best, lengths = 0, {0: 0}
    for number in sorted(set(numbers)):
        lengths[number] = lengths.get(number - 1, 0) + 1
        best = max(best, lengths[number])
    return best


def longest_increasing_run(numbers: list[Any]) -> int:
    """Length of the longest run of consecutive items that strictly increase (contiguous increasing subarray).

    >>> longest_increasing_run([1, 3, 5, 4, 7])
    3
    """
    best = current = 0
    for i, number in enumerate(numbers):
        current = current + 1 if i and number > numbers[i - 1] else 1
        best = max(best, current)
    return best


def longest_increasing_sublist(numbers: list[Any]) -> list[Any]:
    """The longest contiguous sublist that strictly increases, the first of those as long.

    >>> longest_increasing_sublist([1, 3, 5, 4, 7])
    [1, 3, 5]
    """
    best = current = numbers[:0]
    for number in numbers:
        current = [*current, number] if current and number > current[-1] else [number]
        best = max(best, current, key=len)
    return best


def longest_increasing_subsequence_length(numbers: list[Any]) -> int:
    """Length of the longest strictly increasing subsequence (LIS).

    >>> longest_increasing_subsequence_length([10, 9, 2, 5, 3, 7, 101, 18])
    4
    """
    from bisect import bisect_left

    tails = numbers[:0]
    for number in numbers:
        place = bisect_left(tails, number)
        tails[place : place + 1] = [number]
    return len(tails)


def longest_non_decreasing_length(numbers: list[Any]) -> int:
    """Length of the longest non-decreasing subsequence.

    >>> longest_non_decreasing_length([1, 3, 3, 2, 4])
    4
    """
    from bisect import bisect_right

    tails = numbers[:0]
    for number in numbers:
        place = bisect_right(tails, number)
        tails[place : place + 1] = [number]
    return len(tails)


def longest_increasing_subsequence(numbers: list[Any]) -> list[Any]:
    """The longest strictly increasing subsequence (LIS) of a list, the first found of those as long.

    >>> longest_increasing_subsequence([3, 1, 2, 5, 4])
    [1, 2, 5]
    """
    best = [numbers[:0]]
    for number in numbers:
        before = max((chain for chain in best if not chain or chain[-1] < number), key=len)
        best.append([*before, number])
    return max(best, key=len)


def max_sum_increasing_subsequence(numbers: list[float]) -> float:
    """Maximum sum of a strictly increasing subsequence.

    >>> max_sum_increasing_subsequence([1, 101, 2, 3, 100, 4, 5])
    106
    """
    best: list[float] = []
    for i, number in enumerate(numbers):
        best.append(number + max((best[j] for j in range(i) if numbers[j] < number), default=0))
    return max(best, default=0)


def longest_bitonic_subsequence(numbers: list[float]) -> int:
    """Length of the longest bitonic subsequence: first increasing, then decreasing.

    >>> longest_bitonic_subsequence([1, 11, 2, 10, 4, 5, 2, 1])
    6
    """
    up, down, n = [1] * len(numbers), [1] * len(numbers), len(numbers)
    for i in range(n):
        up[i] += max((up[j] for j in range(i) if numbers[j] < numbers[i]), default=0)
    for i in reversed(range(n)):
        down[i] += max((down[j] for j in range(i + 1, n) if numbers[j] < numbers[i]), default=0)
    return max((a + b - 1 for a, b in zip(up, down, strict=True)), default=0)


def longest_zigzag_subsequence(numbers: list[float]) -> int:
    """Length of the longest zigzag (wiggle, alternating) subsequence.

    >>> longest_zigzag_subsequence([1, 7, 4, 9, 2, 5])
    6
    """
    from itertools import pairwise

    up = down = min(len(numbers), 1)
    for a, b in pairwise(numbers):
        if b > a:
            up = down + 1
        elif b < a:
            down = up + 1
    return max(up, down)


def longest_without_repeats(items: list[Any]) -> int:
    """Length of the longest contiguous sublist without repeated items (all distinct).

    >>> longest_without_repeats([1, 2, 1, 3, 4, 3])
    4
    """
    window, best = items[:0], 0
    for item in items:
        if item in window:
            window = window[window.index(item) + 1 :]
        window = [*window, item]
        best = max(best, len(window))
    return best


def longest_harmonious_subsequence(numbers: list[int]) -> int:
    """Length of the longest subsequence whose maximum and minimum differ by exactly 1.

    >>> longest_harmonious_subsequence([1, 3, 2, 2, 5, 2, 3, 7])
    5
    """
    sizes = [numbers.count(n) + numbers.count(n + 1) for n in numbers if n + 1 in numbers]
    return max(sizes, default=0)


def longest_common_subsequence_of_lists(first: list[Any], second: list[Any]) -> int:
    """Length of the longest common subsequence (LCS) of two lists.

    >>> longest_common_subsequence_of_lists([1, 2, 3, 4], [2, 4, 5])
    2
    """
    row = [0] * (len(second) + 1)
    for a in first:
        above = row[:]
        for j, b in enumerate(second):
            row[j + 1] = above[j] + 1 if a == b else max(above[j + 1], row[j])
    return row[-1]


def longest_common_sublist(first: list[Any], second: list[Any]) -> int:
    """Length of the longest common contiguous sublist (subarray) of two lists.

    >>> longest_common_sublist([1, 2, 3, 2, 1], [3, 2, 1, 4])
    3
    """
    best, row = 0, [0] * (len(second) + 1)
    for a in first:
        row = [0] + [row[j] + 1 if a == b else 0 for j, b in enumerate(second)]
        best = max(best, *row)
    return best


def common_prefix_of_lists(first: list[Any], second: list[Any]) -> list[Any]:
    """The common prefix of two lists: the items with which both begin.

    >>> common_prefix_of_lists([1, 2, 3], [1, 2, 4])
    [1, 2]
    """
    from itertools import takewhile

    return [a for a, _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False))]


def max_difference_later_larger(numbers: list[float]) -> float:
    """Maximum difference of a later number minus an earlier one, -1 if none is larger.

    >>> max_difference_later_larger([7, 1, 5, 4])
    4
    """
    from itertools import combinations

    return max((b - a for a, b in combinations(numbers, 2) if b > a), default=-1)


def smallest_difference(numbers: list[float]) -> float:
    """Minimum absolute difference between any two numbers of a list.

    >>> smallest_difference([5, 3, 19, 18, 25])
    1
    """
    from itertools import pairwise

    return min(b - a for a, b in pairwise(sorted(numbers)))


def largest_gap_when_sorted(numbers: list[float]) -> float:
    """Largest gap between neighbours when a list is sorted, 0 for fewer than two numbers.

    >>> largest_gap_when_sorted([3, 6, 9, 1])
    3
    """
    from itertools import pairwise

    return max((b - a for a, b in pairwise(sorted(numbers))), default=0)


def max_profit_one_trade(prices: list[float]) -> float:
    """Best time to buy and sell stock once: the maximum profit, 0 if there is none.

    >>> max_profit_one_trade([7, 1, 5, 3, 6, 4])
    5
    """
    from itertools import combinations

    return max((sell - buy for buy, sell in combinations(prices, 2) if sell > buy), default=0)


def max_profit_many_trades(prices: list[float]) -> float:
    """Best time to buy and sell stock as often as one likes: the maximum profit, the sum of all rises.

    >>> max_profit_many_trades([7, 1, 5, 3, 6, 4])
    7
    """
    from itertools import pairwise

    return sum(b - a for a, b in pairwise(prices) if b > a)


def max_profit_two_trades(prices: list[float]) -> float:
    """Best time to buy and sell stock at most twice: the maximum profit.

    >>> max_profit_two_trades([3, 3, 5, 0, 0, 3, 1, 4])
    6
    """
    if not prices:
        return 0
    held, sold, held_again, sold_again = -prices[0], prices[0] * 0, -prices[0], prices[0] * 0
    for price in prices:
        held, sold = max(held, -price), max(sold, held + price)
        held_again, sold_again = max(held_again, sold - price), max(sold_again, held_again + price)
    return sold_again


def max_profit_with_fee(prices: list[float], fee: float) -> float:
    """Maximum profit of buying and selling stock as often as one likes, with a fee for each trade.

    >>> max_profit_with_fee([1, 3, 2, 8, 4, 9], 2)
    8
    """
    if not prices:
        return 0
    cash, held = prices[0] * 0, -prices[0]
    for price in prices:
        cash, held = max(cash, held + price - fee), max(held, cash - price)
    return cash


def max_profit_with_cooldown(prices: list[float]) -> float:
    """Maximum profit of buying and selling stock with a day of rest (cooldown) after each sale.

    >>> max_profit_with_cooldown([1, 2, 3, 0, 2])
    3
    """
    if not prices:
        return 0
    held, sold, rest = -prices[0], prices[0] * 0, prices[0] * 0
    for price in prices[1:]:
        held, sold, rest = max(held, rest - price), held + price, max(rest, sold)
    return max(sold, rest)


def trapped_rain_water(heights: list[int]) -> int:
    """Trapping rain water: how much water stands between bars of these heights.

    >>> trapped_rain_water([0, 1, 0, 2, 1, 0, 1, 3, 2, 1, 2, 1])
    6
    """
    return sum(min(max(heights[: i + 1]), max(heights[i:])) - height for i, height in enumerate(heights))


def container_with_most_water(heights: list[int]) -> int:
    """Container with most water: the largest area between two lines of these heights.

    >>> container_with_most_water([1, 8, 6, 2, 5, 4, 8, 3, 7])
    49
    """
    from itertools import combinations

    return max(((j - i) * min(a, b) for (i, a), (j, b) in combinations(enumerate(heights), 2)), default=0)


def largest_rectangle_in_histogram(heights: list[int]) -> int:
    """Area of the largest rectangle in a histogram of bars of width 1.

    >>> largest_rectangle_in_histogram([2, 1, 5, 6, 2, 3])
    10
    """
    best = 0
    for i in range(len(heights)):
        low = heights[i]
        for j in range(i, len(heights)):
            low = min(low, heights[j])
            best = max(best, low * (j - i + 1))
    return best


def equilibrium_index(numbers: list[float]) -> int:
    """Equilibrium (pivot) index: the sums to its left and to its right are equal, -1 if there is none.

    >>> equilibrium_index([1, 7, 3, 6, 5, 6])
    3
    """
    return next((i for i in range(len(numbers)) if sum(numbers[:i]) == sum(numbers[i + 1 :])), -1)


def can_split_into_equal_sums(numbers: list[float]) -> bool:
    """Whether a list can be cut in two parts, neither empty, with equal sums.

    >>> can_split_into_equal_sums([1, 2, 3, 6])
    True
    """
    return any(sum(numbers[:i]) == sum(numbers[i:]) for i in range(1, len(numbers)))


def leaders_of_list(numbers: list[Any]) -> list[Any]:
    """Leaders: the items that are larger than all items to their right, the last one included.

    >>> leaders_of_list([16, 17, 4, 3, 5, 2])
    [17, 5, 2]
    """
    return [number for i, number in enumerate(numbers) if all(number > later for later in numbers[i + 1 :])]


def product_except_self(numbers: list[int]) -> list[int]:
    """For each number, the product of all the others (product except self).

    >>> product_except_self([1, 2, 3, 4])
    [24, 12, 8, 6]
    """
    import math

    return [math.prod(numbers[:i] + numbers[i + 1 :]) for i in range(len(numbers))]


def sum_except_self(numbers: list[float]) -> list[float]:
    """For each number, the sum of all the others.

    >>> sum_except_self([1, 2, 3])
    [5, 4, 3]
    """
    return [sum(numbers) - number for number in numbers]


def two_sum(numbers: list[int], target: int) -> list[int]:
    """Two sum: the indexes of the two numbers that add up to a target, an empty list if there are none.

    >>> two_sum([2, 7, 11, 15], 9)
    [0, 1]
    """
    seen: dict[int, int] = {}
    for i, number in enumerate(numbers):
        if target - number in seen:
            return [seen[target - number], i]
        seen[number] = i
    return []


def two_sum_tuple(numbers: list[int], target: int) -> tuple[int, int] | None:
    """Two sum: the tuple of indexes of two numbers that add up to a target, None if there are none.

    >>> two_sum_tuple([2, 7, 11, 15], 9)
    (0, 1)
    """
    seen: dict[int, int] = {}
    for i, number in enumerate(numbers):
        if target - number in seen:
            return seen[target - number], i
        seen[number] = i
    return None


def two_sum_sorted(numbers: list[int], target: int) -> list[int]:
    """Two sum in a sorted list: the positions from 1 of the two numbers that add up to a target.

    >>> two_sum_sorted([2, 7, 11, 15], 9)
    [1, 2]
    """
    from itertools import combinations

    places = enumerate(numbers, 1)
    return next(([i, j] for (i, a), (j, b) in combinations(places, 2) if a + b == target), [])


def has_pair_with_sum(numbers: list[float], target: float) -> bool:
    """Whether two different items of a list add up to a target.

    >>> has_pair_with_sum([1, 4, 6], 10)
    True
    """
    from itertools import combinations

    return any(a + b == target for a, b in combinations(numbers, 2))


def first_pair_with_sum(numbers: list[float], target: float) -> tuple[float, float] | None:
    """The first pair of numbers of a list that add up to a target, None if there is none.

    >>> first_pair_with_sum([1, 4, 6, 9], 10)
    (1, 9)
    """
    from itertools import combinations

    return next((pair for pair in combinations(numbers, 2) if sum(pair) == target), None)


def pairs_with_sum(numbers: list[float], target: float) -> list[tuple[float, float]]:
    """All pairs of numbers of a list that add up to a target, in order.

    >>> pairs_with_sum([1, 4, 6, 9], 10)
    [(1, 9), (4, 6)]
    """
    from itertools import combinations

    return [pair for pair in combinations(numbers, 2) if sum(pair) == target]


def distinct_pairs_with_sum(numbers: list[float], target: float) -> list[tuple[float, float]]:
    """All distinct pairs that add up to a target, each sorted, the smallest first.

    >>> distinct_pairs_with_sum([6, 4, 9, 1, 4], 10)
    [(1, 9), (4, 6)]
    """
    from itertools import combinations

    return sorted({pair for pair in combinations(sorted(numbers), 2) if sum(pair) == target})


def count_pairs_with_sum(numbers: list[float], target: float) -> int:
    """How many pairs of items of a list add up to a target.

    >>> count_pairs_with_sum([1, 5, 7, -1, 5], 6)
    3
    """
    from itertools import combinations

    return sum(a + b == target for a, b in combinations(numbers, 2))


def count_pairs_with_sum_below(numbers: list[float], target: float) -> int:
    """How many pairs of items of a list have a sum less than a target.

    >>> count_pairs_with_sum_below([1, 2, 3, 4], 5)
    2
    """
    from itertools import combinations

    return sum(a + b < target for a, b in combinations(numbers, 2))


def count_pairs_with_difference(numbers: list[float], difference: float) -> int:
    """How many pairs of items of a list have an absolute difference k.

    >>> count_pairs_with_difference([1, 2, 2, 1], 1)
    4
    """
    from itertools import combinations

    return sum(abs(a - b) == difference for a, b in combinations(numbers, 2))


def count_distinct_pairs_with_difference(numbers: list[int], difference: int) -> int:
    """How many distinct (unique) pairs of numbers of a list have a difference k.

    >>> count_distinct_pairs_with_difference([3, 1, 4, 1, 5], 2)
    2
    """
    from itertools import combinations

    return len({pair for pair in combinations(sorted(numbers), 2) if pair[1] - pair[0] == difference})


def count_pairs_with_xor(numbers: list[int], target: int) -> int:
    """How many pairs of items of a list have a given xor.

    >>> count_pairs_with_xor([5, 4, 10, 15, 7, 6], 5)
    1
    """
    from itertools import combinations

    return sum(a ^ b == target for a, b in combinations(numbers, 2))


def count_odd_xor_pairs(numbers: list[int]) -> int:
    """How many pairs of items have an odd xor (or sum): one is even, the other odd.

    >>> count_odd_xor_pairs([5, 4, 7, 2, 1])
    6
    """
    odd = sum(number % 2 for number in numbers)
    return odd * (len(numbers) - odd)


def count_equal_pairs(items: list[Any]) -> int:
    """How many pairs of equal items a list has (good pairs i < j).

    >>> count_equal_pairs([1, 2, 3, 1, 1, 3])
    4
    """
    from itertools import combinations

    return sum(a == b for a, b in combinations(items, 2))


def count_matched_pairs(items: list[Any]) -> int:
    """How many pairs of equal items can be taken out of a list, each item used once (pairs of socks).

    >>> count_matched_pairs([1, 1, 1, 2, 2])
    2
    """
    from collections import Counter

    return sum(count // 2 for count in Counter(items).values())


def three_sum(numbers: list[int]) -> list[list[int]]:
    """Three sum: all distinct triplets that add up to zero, sorted.

    >>> three_sum([-1, 0, 1, 2, -1, -4])
    [[-1, -1, 2], [-1, 0, 1]]
    """
    from itertools import combinations

    triples = {(a, b, c) for a, b, c in combinations(sorted(numbers), 3) if a + b + c == 0}
    return [list(triple) for triple in sorted(triples)]


def has_triple_with_sum(numbers: list[float], target: float) -> bool:
    """Whether three items of a list add up to a target (three sum).

    >>> has_triple_with_sum([1, 4, 6, 9], 14)
    True
    """
    from itertools import combinations

    return any(sum(triple) == target for triple in combinations(numbers, 3))


def triples_with_sum(numbers: list[float], target: float) -> list[tuple[float, float, float]]:
    """All triples of items of a list that add up to a target, in order.

    >>> triples_with_sum([1, 2, 3, 4], 7)
    [(1, 2, 4)]
    """
    from itertools import combinations

    return [triple for triple in combinations(numbers, 3) if sum(triple) == target]


def three_sum_closest(numbers: list[int], target: int) -> int:
    """Three sum closest: the sum of three items that is nearest to a target.

    >>> three_sum_closest([-1, 2, 1, -4], 1)
    2
    """
    from itertools import combinations

    return min(map(sum, combinations(numbers, 3)), key=lambda total: abs(total - target))


def closest_pair(numbers: list[float]) -> tuple[float, float]:
    """The two numbers of a list that are closest to each other, the smaller one first.

    >>> closest_pair([1.0, 5.5, 2.0, 9.0])
    (1.0, 2.0)
    """
    from itertools import pairwise

    return min(pairwise(sorted(numbers)), key=lambda pair: pair[1] - pair[0])


def max_product_of_two(numbers: list[float]) -> float:
    """Maximum product of two items of a list.

    >>> max_product_of_two([-10, -3, 5, 2])
    30
    """
    ordered = sorted(numbers)
    return max(ordered[0] * ordered[1], ordered[-1] * ordered[-2])


def max_product_of_three(numbers: list[float]) -> float:
    """Maximum product of three items of a list.

    >>> max_product_of_three([-10, -3, 5, 2])
    150
    """
    ordered = sorted(numbers)
    return ordered[-1] * max(ordered[0] * ordered[1], ordered[-2] * ordered[-3])


def max_product_of_neighbours(numbers: list[float]) -> float:
    """Maximum product of two adjacent items of a list.

    >>> max_product_of_neighbours([3, 6, -2, -5, 7, 3])
    21
    """
    from itertools import pairwise

    return max(a * b for a, b in pairwise(numbers))


def max_sum_of_neighbours(numbers: list[float]) -> float:
    """Maximum sum of two adjacent items of a list.

    >>> max_sum_of_neighbours([3, 6, -2, 8])
    9
    """
    from itertools import pairwise

    return max(a + b for a, b in pairwise(numbers))


def sums_of_neighbours(numbers: list[float]) -> list[float]:
    """Sums of consecutive (adjacent) numbers of a list.

    >>> sums_of_neighbours([1, 4, 9])
    [5, 13]
    """
    from itertools import pairwise

    return [a + b for a, b in pairwise(numbers)]


def products_of_neighbours(numbers: list[float]) -> list[float]:
    """Products of consecutive (adjacent) numbers of a list.

    >>> products_of_neighbours([1, 4, 9])
    [4, 36]
    """
    from itertools import pairwise

    return [a * b for a, b in pairwise(numbers)]


def adjacent_pairs(items: list[Any]) -> list[tuple[Any, Any]]:
    """Pairs of consecutive (adjacent) items of a list.

    >>> adjacent_pairs([1, 2, 3])
    [(1, 2), (2, 3)]
    """
    from itertools import pairwise

    return list(pairwise(items))


def all_pairs(items: list[Any]) -> list[tuple[Any, Any]]:
    """All pairs of two different places of a list (combinations of two), as tuples.

    >>> all_pairs([1, 2, 3])
    [(1, 2), (1, 3), (2, 3)]
    """
    from itertools import combinations

    return list(combinations(items, 2))


def cartesian_product(first: list[Any], second: list[Any]) -> list[tuple[Any, Any]]:
    """Cartesian product: all pairs of an item of one list and one of another.

    >>> cartesian_product([1, 2], ["a", "b"])
    [(1, 'a'), (1, 'b'), (2, 'a'), (2, 'b')]
    """
    return [(a, b) for a in first for b in second]


def pythagorean_triples(limit: int) -> list[tuple[int, int, int]]:
    """Pythagorean triples a < b < c with a² + b² = c² and c up to a limit, by their largest side.

    >>> pythagorean_triples(13)
    [(3, 4, 5), (6, 8, 10), (5, 12, 13)]
    """
    import math

    sides = [(a, math.isqrt(c * c - a * a), c) for c in range(1, limit + 1) for a in range(1, c)]
    return [(a, b, c) for a, b, c in sides if a < b and a * a + b * b == c * c]


def has_pythagorean_triple(numbers: list[int]) -> bool:
    """Whether three numbers of a list form a Pythagorean triple: a² + b² = c².

    >>> has_pythagorean_triple([10, 4, 6, 5, 3])
    True
    """
    from itertools import combinations

    squares = [number * number for number in numbers]
    return any(a + b in squares for a, b in combinations(squares, 2))


def count_triangles(sides: list[float]) -> int:
    """How many triples of lengths can be the sides of a triangle.

    >>> count_triangles([4, 6, 3, 7])
    3
    """
    from itertools import combinations

    return sum(a + b > c for a, b, c in combinations(sorted(sides), 3))


def remove_duplicates(items: list[Any]) -> list[Any]:
    """Remove duplicates from a list, keep the first of each in order (unique items).

    >>> remove_duplicates([3, 1, 3, 2, 1])
    [3, 1, 2]
    """
    return [item for i, item in enumerate(items) if item not in items[:i]]


def remove_duplicates_keep_last(items: list[Any]) -> list[Any]:
    """Remove duplicates from a list, keep the last occurrence of each in order.

    >>> remove_duplicates_keep_last([3, 1, 3, 2, 1])
    [3, 2, 1]
    """
    return [item for i, item in enumerate(items) if item not in items[i + 1 :]]


def remove_consecutive_duplicates(items: list[Any]) -> list[Any]:
    """Remove consecutive duplicates from a list: one item of each run of equal ones (compress, dedup).

    >>> remove_consecutive_duplicates([1, 1, 2, 2, 1])
    [1, 2, 1]
    """
    from itertools import groupby

    return [item for item, _ in groupby(items)]


def items_that_occur_once(items: list[Any]) -> list[Any]:
    """Only the items of a list that occur exactly once (remove all that repeat).

    >>> items_that_occur_once([1, 2, 3, 2, 4])
    [1, 3, 4]
    """
    return [item for item in items if items.count(item) == 1]


def items_with_duplicates(items: list[Any]) -> list[Any]:
    """The duplicates of a list: each item that occurs more than once, one time, in order of first occurrence.

    >>> items_with_duplicates([3, 1, 2, 1, 3, 1])
    [3, 1]
    """
    return [item for i, item in enumerate(items) if items.count(item) > 1 and item not in items[:i]]


def sorted_duplicates(items: list[Any]) -> list[Any]:
    """The duplicates of a list: each item that occurs more than once, sorted.

    >>> sorted_duplicates([3, 1, 2, 1, 3, 1])
    [1, 3]
    """
    return sorted({item for item in items if items.count(item) > 1})


def repeated_occurrences(items: list[Any]) -> list[Any]:
    """All items of a list that occur more than once, with all their occurrences.

    >>> repeated_occurrences([3, 1, 2, 1, 3, 1])
    [3, 1, 1, 3, 1]
    """
    return [item for item in items if items.count(item) > 1]


def keep_at_most_n(items: list[Any], n: int) -> list[Any]:
    """Keep at most n occurrences of each item of a list, in order.

    >>> keep_at_most_n([1, 1, 2, 1, 2], 2)
    [1, 1, 2, 2]
    """
    return [item for i, item in enumerate(items) if items[:i].count(item) < n]


def items_occurring_at_least(items: list[Any], n: int) -> list[Any]:
    """The distinct items of a list that occur at least n times, in order of first occurrence.

    >>> items_occurring_at_least([3, 1, 2, 1, 3, 1], 2)
    [3, 1]
    """
    from collections import Counter

    return [item for item, count in Counter(items).items() if count >= n]


def items_with_odd_count(items: list[Any]) -> list[Any]:
    """The distinct items of a list that occur an odd number of times.

    >>> items_with_odd_count([1, 2, 1, 3])
    [2, 3]
    """
    from collections import Counter

    return [item for item, count in Counter(items).items() if count % 2]


def elements_in_more_than_third(items: list[Any]) -> list[Any]:
    """The items that make up more than a third of a list (majority element II).

    >>> elements_in_more_than_third([3, 2, 3])
    [3]
    """
    from collections import Counter

    return [item for item, count in Counter(items).items() if 3 * count > len(items)]


def count_duplicates(items: list[Any]) -> int:
    """How many distinct items of a list occur more than once.

    >>> count_duplicates([3, 1, 2, 1, 3, 1])
    2
    """
    return len({item for item in items if items.count(item) > 1})


def count_unique_items(items: list[Any]) -> int:
    """How many items of a list occur exactly once.

    >>> count_unique_items([3, 1, 2, 1, 4])
    3
    """
    return sum(items.count(item) == 1 for item in items)


def sum_of_unique_items(numbers: list[float]) -> float:
    """Sum of the numbers that occur exactly once in a list.

    >>> sum_of_unique_items([1, 2, 3, 2])
    4
    """
    return sum(number for number in numbers if numbers.count(number) == 1)


def has_duplicates(items: list[Any]) -> bool:
    """Whether a list has duplicates: any item more than once.

    >>> has_duplicates([1, 2, 1])
    True
    """
    return any(item in items[:i] for i, item in enumerate(items))


def has_nearby_duplicate(items: list[Any], distance: int) -> bool:
    """Whether two equal items of a list are at most k places apart (contains nearby duplicate).

    >>> has_nearby_duplicate([1, 2, 3, 1], 3)
    True
    """
    return any(item in items[max(i - distance, 0) : i] for i, item in enumerate(items))


def has_unique_counts(items: list[Any]) -> bool:
    """Whether all distinct items of a list have different numbers of occurrences.

    >>> has_unique_counts([1, 2, 2, 1, 1, 3])
    True
    """
    from collections import Counter

    counts = Counter(items).values()
    return len(counts) == len(set(counts))


def has_consecutive_equal_items(items: list[Any]) -> bool:
    """Whether two neighbours in a list are equal.

    >>> has_consecutive_equal_items([1, 2, 2])
    True
    """
    from itertools import pairwise

    return any(a == b for a, b in pairwise(items))


def are_all_equal(items: list[Any]) -> bool:
    """Whether all items of a list are equal (identical, the same).

    >>> are_all_equal([2, 2, 2])
    True
    """
    return all(item == items[0] for item in items)


def are_consecutive_numbers(numbers: list[int]) -> bool:
    """Whether the numbers of a list are consecutive, without gaps or duplicates, in any order.

    >>> are_consecutive_numbers([5, 3, 4])
    True
    """
    return sorted(numbers) == list(range(min(numbers), min(numbers) + len(numbers))) if numbers else True


def counts_of_items(items: list[Any]) -> dict[Any, int]:
    """Counts (frequencies) of the items of a list, as a dict.

    >>> counts_of_items(["a", "b", "a"])
    {'a': 2, 'b': 1}
    """
    from collections import Counter

    return dict(Counter(items))


def counts_in_sorted_order(items: list[Any]) -> list[tuple[Any, int]]:
    """Counts of the items of a list as tuples (item, count), sorted by item.

    >>> counts_in_sorted_order([3, 1, 3])
    [(1, 1), (3, 2)]
    """
    return [(item, items.count(item)) for item in sorted(set(items))]


def occurrences_so_far(items: list[Any]) -> list[int]:
    """For each item of a list, how often it has occurred so far, itself included.

    >>> occurrences_so_far(["a", "b", "a"])
    [1, 1, 2]
    """
    return [items[: i + 1].count(item) for i, item in enumerate(items)]


def top_k_frequent(items: list[Any], k: int) -> list[Any]:
    """The k most frequent (most common) items of a list, ties by first occurrence.

    >>> top_k_frequent([1, 1, 1, 2, 2, 3], 2)
    [1, 2]
    """
    from collections import Counter

    return [item for item, _ in Counter(items).most_common(k)]


def top_k_frequent_sorted_ties(items: list[Any], k: int) -> list[Any]:
    """The k most frequent items of a list, ties by value (top k frequent words).

    >>> top_k_frequent_sorted_ties(["b", "a", "c", "c"], 2)
    ['c', 'a']
    """
    return sorted(sorted(set(items)), key=items.count, reverse=True)[: max(k, 0)]


def max_frequency(items: list[Any]) -> int:
    """How often the most common item of a list occurs (degree of a list), 0 for an empty one.

    >>> max_frequency([1, 2, 2])
    2
    """
    return max(map(items.count, items), default=0)


def indexes_by_value(items: list[Any]) -> dict[Any, list[int]]:
    """The indexes at which each value of a list stands, as a dict.

    >>> indexes_by_value(["a", "b", "a"])
    {'a': [0, 2], 'b': [1]}
    """
    return {item: [i for i, other in enumerate(items) if other == item] for item in items}


def group_by_length(words: list[Any]) -> dict[int, list[Any]]:
    """Group texts or lists by their length, as a dict.

    >>> group_by_length(["a", "bb", "c"])
    {1: ['a', 'c'], 2: ['bb']}
    """
    return {len(word): [other for other in words if len(other) == len(word)] for word in words}


def group_by_first_letter(words: list[str]) -> dict[str, list[str]]:
    """Group words by their first letter (character), as a dict.

    >>> group_by_first_letter(["ape", "bee", "ant"])
    {'a': ['ape', 'ant'], 'b': ['bee']}
    """
    return {word[0]: [other for other in words if other[:1] == word[0]] for word in words}


def group_by_first_item(pairs: list[Any]) -> dict[Any, list[Any]]:
    """Group pairs by their first item: a dict of the lists of second items.

    >>> group_by_first_item([("a", 1), ("b", 2), ("a", 3)])
    {'a': [1, 3], 'b': [2]}
    """
    return {first: [b for a, b in pairs if a == first] for first, _ in pairs}


def group_by_second_item(pairs: list[Any]) -> dict[Any, list[Any]]:
    """Group pairs by their second item: a dict of the lists of first items.

    >>> group_by_second_item([("a", 1), ("b", 2), ("c", 1)])
    {1: ['a', 'c'], 2: ['b']}
    """
    return {second: [a for a, b in pairs if b == second] for _, second in pairs}


def sums_by_first_item(pairs: list[Any]) -> dict[Any, Any]:
    """Totals by key: the sums of the second items of pairs for each first item.

    >>> sums_by_first_item([("a", 1), ("b", 2), ("a", 3)])
    {'a': 4, 'b': 2}
    """
    return {first: sum(b for a, b in pairs if a == first) for first, _ in pairs}


def group_by_key_of_dicts(records: list[dict[Any, Any]], field: Any) -> dict[Any, list[dict[Any, Any]]]:
    """Group dicts (records) by the value that they have at a key.

    >>> group_by_key_of_dicts([{"t": 1}, {"t": 2}], "t")
    {1: [{'t': 1}], 2: [{'t': 2}]}
    """
    values = dict.fromkeys(record[field] for record in records)
    return {value: [record for record in records if record[field] == value] for value in values}


def group_by_parity(numbers: list[int]) -> dict[str, list[int]]:
    """Group numbers into a dict of the even and the odd ones.

    >>> group_by_parity([1, 2, 3])
    {'even': [2], 'odd': [1, 3]}
    """
    return {"even": [n for n in numbers if n % 2 == 0], "odd": [n for n in numbers if n % 2]}


def group_anagrams(words: list[str]) -> list[list[str]]:
    """Group words that are anagrams of each other, in the order given.

    >>> group_anagrams(["eat", "tan", "tea", "bat"])
    [['eat', 'tea'], ['tan'], ['bat']]
    """
    groups = dict.fromkeys(tuple(sorted(word)) for word in words)
    return [[word for word in words if tuple(sorted(word)) == letters] for letters in groups]


def pack_consecutive_equals(items: list[Any]) -> list[list[Any]]:
    """Pack consecutive equal items of a list into sublists (group runs).

    >>> pack_consecutive_equals([1, 1, 2, 1])
    [[1, 1], [2], [1]]
    """
    from itertools import groupby

    return [list(group) for _, group in groupby(items)]


def run_length_encode_tuples(items: list[Any]) -> list[tuple[Any, int]]:
    """Run-length encoding of a list: tuples (item, count) of its runs of equal items.

    >>> run_length_encode_tuples([1, 1, 2, 1])
    [(1, 2), (2, 1), (1, 1)]
    """
    from itertools import groupby

    return [(item, len(list(group))) for item, group in groupby(items)]


def run_length_encode_lists(items: list[Any]) -> list[list[Any]]:
    """Run-length encoding of a list: lists [count, item] of its runs of equal items.

    >>> run_length_encode_lists([1, 1, 2, 1])
    [[2, 1], [1, 2], [1, 1]]
    """
    from itertools import groupby

    return [[len(list(group)), item] for item, group in groupby(items)]


def modified_run_length_encode(items: list[Any]) -> list[Any]:
    """Modified run-length encoding: [count, item] for each run, but single items as they are.

    >>> modified_run_length_encode([1, 1, 2, 3])
    [[2, 1], 2, 3]
    """
    from itertools import groupby

    runs = [(item, len(list(group))) for item, group in groupby(items)]
    return [[count, item] if count > 1 else item for item, count in runs]


def run_lengths(items: list[Any]) -> list[int]:
    """Lengths of the runs of consecutive equal items of a list.

    >>> run_lengths([1, 1, 2, 1])
    [2, 1, 1]
    """
    from itertools import groupby

    return [len(list(group)) for _, group in groupby(items)]


def count_runs(items: list[Any]) -> int:
    """How many runs of consecutive equal items a list has.

    >>> count_runs([1, 1, 2, 1])
    3
    """
    from itertools import groupby

    return sum(1 for _ in groupby(items))


def run_length_decode_pairs(pairs: list[tuple[Any, int]]) -> list[Any]:
    """Decode a run-length encoded list of tuples (item, count).

    >>> run_length_decode_pairs([("a", 2), ("b", 1)])
    ['a', 'a', 'b']
    """
    return [item for item, count in pairs for _ in range(count)]


def look_and_say_step(digits: list[int]) -> list[int]:
    """Next term of the look-and-say sequence: the count and the digit of each run.

    >>> look_and_say_step([1, 1, 2])
    [2, 1, 1, 2]
    """
    from itertools import groupby

    return [number for digit, group in groupby(digits) for number in (len(list(group)), digit)]


def consecutive_ranges(numbers: list[int]) -> list[tuple[int, int]]:
    """Ranges of consecutive numbers of a sorted list, as tuples (first, last).

    >>> consecutive_ranges([1, 2, 3, 6, 8, 9])
    [(1, 3), (6, 6), (8, 9)]
    """
    firsts = [n for n in sorted(set(numbers)) if n - 1 not in numbers]
    lasts = [n for n in sorted(set(numbers)) if n + 1 not in numbers]
    return list(zip(firsts, lasts, strict=True))


def group_consecutive_numbers(numbers: list[int]) -> list[list[int]]:
    """Group consecutive numbers (each one more than the last) of a list into sublists.

    >>> group_consecutive_numbers([1, 2, 4, 5, 7])
    [[1, 2], [4, 5], [7]]
    """
    groups: list[list[int]] = []
    for number in numbers:
        if groups and number == groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def split_into_increasing_runs(numbers: list[Any]) -> list[list[Any]]:
    """Split a list into its maximal ascending runs.

    >>> split_into_increasing_runs([1, 3, 2, 5, 4])
    [[1, 3], [2, 5], [4]]
    """
    starts = [i for i in range(len(numbers)) if i == 0 or numbers[i] <= numbers[i - 1]]
    return [numbers[i:j] for i, j in zip(starts, [*starts[1:], len(numbers)], strict=True)]


def single_number(numbers: list[int]) -> int:
    """Single number: the one that occurs once where all others occur twice (xor of all items).

    >>> single_number([4, 1, 2, 1, 2])
    4
    """
    from functools import reduce
    from operator import xor

    return reduce(xor, numbers, 0)


def or_of_all(numbers: list[int]) -> int:
    """Bitwise or of all numbers of a list.

    >>> or_of_all([1, 2, 4])
    7
    """
    from functools import reduce
    from operator import or_

    return reduce(or_, numbers, 0)


def and_of_all(numbers: list[int]) -> int:
    """Bitwise and of all numbers of a list.

    >>> and_of_all([7, 6, 12])
    4
    """
    from functools import reduce
    from operator import and_

    return reduce(and_, numbers)


def sum_of_pairwise_xors(numbers: list[int]) -> int:
    """Sum of the xor of all pairs of items of a list.

    >>> sum_of_pairwise_xors([5, 9, 7, 6])
    47
    """
    from itertools import combinations

    return sum(a ^ b for a, b in combinations(numbers, 2))


def max_xor_of_two(numbers: list[int]) -> int:
    """Maximum xor of any two numbers of a list, 0 if there are fewer.

    >>> max_xor_of_two([3, 10, 5, 25, 2, 8])
    28
    """
    from itertools import combinations

    return max((a ^ b for a, b in combinations(numbers, 2)), default=0)


def total_hamming_distance(numbers: list[int]) -> int:
    """Total Hamming distance: how many bits differ, over all pairs of numbers.

    >>> total_hamming_distance([4, 14, 2])
    6
    """
    from itertools import combinations

    return sum((a ^ b).bit_count() for a, b in combinations(numbers, 2))


def hamming_distance_of_lists(first: list[Any], second: list[Any]) -> int:
    """Hamming distance: at how many places two lists differ.

    >>> hamming_distance_of_lists([1, 2, 3], [1, 5, 4])
    2
    """
    return sum(1 for a, b in zip(first, second, strict=False) if a != b)


def count_matching_positions(first: list[Any], second: list[Any]) -> int:
    """At how many positions two lists have the same item.

    >>> count_matching_positions([1, 2, 3], [1, 5, 3])
    2
    """
    return sum(1 for a, b in zip(first, second, strict=False) if a == b)


def bulls_and_cows(secret: list[Any], guess: list[Any]) -> tuple[int, int]:
    """Bulls and cows (Mastermind): how many items are in the right place, and how many only in the wrong one.

    >>> bulls_and_cows([1, 8, 0, 7], [7, 8, 1, 0])
    (1, 3)
    """
    from collections import Counter

    bulls = sum(1 for a, b in zip(secret, guess, strict=False) if a == b)
    return bulls, (Counter(secret) & Counter(guess)).total() - bulls


def bits_to_number(bits: list[int]) -> int:
    """The number of a list of binary digits (bits), the most significant first.

    >>> bits_to_number([1, 0, 1])
    5
    """
    from functools import reduce

    return reduce(lambda number, bit: 2 * number + bit, bits, 0)


def digits_to_number(digits: list[int]) -> int:
    """The number of a list (or tuple) of decimal digits.

    >>> digits_to_number([1, 2, 3])
    123
    """
    from functools import reduce

    return reduce(lambda number, digit: 10 * number + digit, digits, 0)


def plus_one(digits: list[int]) -> list[int]:
    """Plus one: add 1 to a number given as a list of its digits.

    >>> plus_one([1, 2, 9])
    [1, 3, 0]
    """
    return [int(digit) for digit in str(int("".join(map(str, digits))) + 1)]


def add_digit_lists(first: list[int], second: list[int]) -> list[int]:
    """Add two numbers given as lists of digits, most significant first.

    >>> add_digit_lists([9, 9], [2])
    [1, 0, 1]
    """
    return [int(digit) for digit in str(int("".join(map(str, first))) + int("".join(map(str, second))))]


def evaluate_polynomial(coefficients: list[float], x: float) -> float:
    """Value of a polynomial at x, coefficients from the highest power down (Horner's method).

    >>> evaluate_polynomial([2, 0, 1], 3)
    19
    """
    total: float = 0
    for coefficient in coefficients:
        total = total * x + coefficient
    return total


def evaluate_polynomial_ascending(coefficients: list[float], x: float) -> float:
    """Value of a polynomial at x, coefficients from the constant term up.

    >>> evaluate_polynomial_ascending([1, 0, 2], 3)
    19
    """
    return sum(coefficient * x**power for power, coefficient in enumerate(coefficients))


def derivative_of_polynomial(coefficients: list[float]) -> list[float]:
    """Coefficients of the derivative of a polynomial, from the constant term up.

    >>> derivative_of_polynomial([3, 1, 2, 4])
    [1, 4, 12]
    """
    return [power * coefficient for power, coefficient in enumerate(coefficients)][1:]


def multiply_polynomials(first: list[float], second: list[float]) -> list[float]:
    """Product of two polynomials as lists of coefficients (convolution).

    >>> multiply_polynomials([1, 2], [3, 4])
    [3, 10, 8]
    """
    result: list[float] = [0] * (len(first) + len(second) - 1)
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            result[i + j] += a * b
    return result


def flatten_one_level(lists: list[list[Any]]) -> list[Any]:
    """Flatten a list of lists by one level (concatenate the sublists).

    >>> flatten_one_level([[1, 2], [3], []])
    [1, 2, 3]
    """
    return [item for items in lists for item in items]


def flatten_mixed_one_level(items: list[Any]) -> list[Any]:
    """Flatten a list by one level where only some items are lists.

    >>> flatten_mixed_one_level([1, [2, [3]], 4])
    [1, 2, [3], 4]
    """
    return [inner for item in items for inner in (item if isinstance(item, list) else [item])]


def flatten_deeply(items: list[Any]) -> list[Any]:
    """Flatten a nested list fully, to any depth.

    >>> flatten_deeply([1, [2, [3, []]], 4])
    [1, 2, 3, 4]
    """
    stack, result = items[::-1], []
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack += item[::-1]
        else:
            result.append(item)
    return result


def sum_of_nested_list(items: list[Any]) -> Any:
    """Sum of all numbers of a nested list, at any depth.

    >>> sum_of_nested_list([1, [2, [3]], 4])
    10
    """
    stack, total = items[:], 0
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack += item
        else:
            total += item
    return total


def depth_of_nested_list(items: list[Any]) -> int:
    """Depth of a nested list: how deep lists stand in lists, 1 for a flat one.

    >>> depth_of_nested_list([1, [2, [3]]])
    3
    """
    depth, level = 1, [item for item in items if isinstance(item, list)]
    while level:
        depth += 1
        level = [inner for item in level for inner in item if isinstance(inner, list)]
    return depth


def sums_of_sublists(lists: list[list[float]]) -> list[float]:
    """The sum of each sublist (row) of a list of lists.

    >>> sums_of_sublists([[1, 2], [3]])
    [3, 3]
    """
    return [sum(items) for items in lists]


def sort_each_sublist(lists: list[list[Any]]) -> list[list[Any]]:
    """Sort each sublist of a list of lists.

    >>> sort_each_sublist([[3, 1], [2, 0]])
    [[1, 3], [0, 2]]
    """
    return [sorted(items) for items in lists]


def sort_sublists_by_sum(lists: list[list[float]]) -> list[list[float]]:
    """Sort sublists (rows of a matrix) by their sums.

    >>> sort_sublists_by_sum([[1, 5], [2, 2], [3]])
    [[3], [2, 2], [1, 5]]
    """
    return sorted(lists, key=sum)


def longest_sublist(lists: list[list[Any]]) -> list[Any]:
    """The longest sublist of a list of lists, the first of those as long.

    >>> longest_sublist([[1], [2, 3], [4, 5]])
    [2, 3]
    """
    return max(lists, key=len, default=[])


def sublist_with_largest_sum(lists: list[list[float]]) -> list[float]:
    """The sublist of a list of lists with the largest (maximum) sum.

    >>> sublist_with_largest_sum([[1, 2, 3], [4, 5], [6]])
    [4, 5]
    """
    return max(lists, key=sum)


def elements_common_to_all(lists: list[list[Any]]) -> list[Any]:
    """Items that are common to all sublists (intersection), sorted.

    >>> elements_common_to_all([[1, 2, 3], [3, 2], [2, 3, 4]])
    [2, 3]
    """
    return sorted(set(lists[0]).intersection(*lists[1:])) if lists else []


def union_of_lists_sorted(lists: list[list[Any]]) -> list[Any]:
    """All distinct items of several lists (union), sorted.

    >>> union_of_lists_sorted([[3, 1], [2, 3]])
    [1, 2, 3]
    """
    return sorted({item for items in lists for item in items})


def union_in_order(first: list[Any], second: list[Any]) -> list[Any]:
    """Union of two lists: distinct items in the order in which they first occur.

    >>> union_in_order([3, 1, 3], [2, 1])
    [3, 1, 2]
    """
    return list(dict.fromkeys(first + second))


def intersection_in_order(first: list[Any], second: list[Any]) -> list[Any]:
    """Intersection of two lists: distinct common items in the order of the first.

    >>> intersection_in_order([3, 1, 3, 2], [2, 3])
    [3, 2]
    """
    return [item for item in dict.fromkeys(first) if item in second]


def intersection_with_repeats(first: list[Any], second: list[Any]) -> list[Any]:
    """Intersection of two lists with repeats: each item as often as both have it (multiset).

    >>> intersection_with_repeats([1, 2, 2, 1], [2, 2])
    [2, 2]
    """
    from collections import Counter

    return list((Counter(first) & Counter(second)).elements())


def sorted_intersection(first: list[Any], second: list[Any]) -> list[Any]:
    """Common items of two lists (intersection), distinct and sorted.

    >>> sorted_intersection([5, 1, 3], [3, 5, 5])
    [3, 5]
    """
    return sorted(set(first) & set(second))


def sorted_symmetric_difference(first: list[Any], second: list[Any]) -> list[Any]:
    """Symmetric difference of two lists: items in only one of them, distinct and sorted.

    >>> sorted_symmetric_difference([1, 2, 3], [3, 4])
    [1, 2, 4]
    """
    return sorted(set(first) ^ set(second))


def list_difference(first: list[Any], second: list[Any]) -> list[Any]:
    """The items of a list that are not in another, in order, repeats kept.

    >>> list_difference([1, 2, 2, 3], [3])
    [1, 2, 2]
    """
    return [item for item in first if item not in second]


def multiset_difference(first: list[Any], second: list[Any]) -> list[Any]:
    """The items of a list without as many of each as another has (multiset difference).

    >>> multiset_difference([1, 2, 2, 3], [2])
    [1, 2, 3]
    """
    from collections import Counter

    return list((Counter(first) - Counter(second)).elements())


def has_same_items(first: list[Any], second: list[Any]) -> bool:
    """Whether two lists have the same items as often, in any order (permutations of each other).

    >>> has_same_items([1, 2, 1], [1, 1, 2])
    True
    """
    from collections import Counter

    return Counter(first) == Counter(second)


def jaccard_similarity(first: list[Any], second: list[Any]) -> float:
    """Jaccard similarity (index) of two lists as sets: common items by all items, 0.0 if both are empty.

    >>> jaccard_similarity([1, 2], [2, 3])
    0.3333333333333333
    """
    union = set(first) | set(second)
    return len(set(first) & set(second)) / len(union) if union else 0.0


def are_disjoint_lists(first: list[Any], second: list[Any]) -> bool:
    """Whether two lists have no common item.

    >>> are_disjoint_lists([1, 2], [3])
    True
    """
    return not any(item in second for item in first)


def power_set(items: list[Any]) -> list[list[Any]]:
    """Power set: all subsets of a list, the smaller ones first.

    >>> power_set([1, 2, 3])
    [[], [1], [2], [3], [1, 2], [1, 3], [2, 3], [1, 2, 3]]
    """
    from itertools import combinations

    return [list(chosen) for size in range(len(items) + 1) for chosen in combinations(items, size)]


def power_set_by_doubling(items: list[Any]) -> list[list[Any]]:
    """Power set: all subsets of a list, each new item added to all those before (binary counting order).

    >>> power_set_by_doubling([1, 2, 3])
    [[], [1], [2], [1, 2], [3], [1, 3], [2, 3], [1, 2, 3]]
    """
    subsets = [items[:0]]
    for item in items:
        subsets += [[*subset, item] for subset in subsets]
    return subsets


def power_set_tuples(items: list[Any]) -> list[tuple[Any, ...]]:
    """Power set: all subsets of a list as tuples, the smaller ones first.

    >>> power_set_tuples([1, 2])
    [(), (1,), (2,), (1, 2)]
    """
    from itertools import combinations

    return [chosen for size in range(len(items) + 1) for chosen in combinations(items, size)]


def combinations_as_lists(items: list[Any], size: int) -> list[list[Any]]:
    """All combinations of k items of a list, as lists.

    >>> combinations_as_lists([1, 2, 3], 2)
    [[1, 2], [1, 3], [2, 3]]
    """
    from itertools import combinations

    return [list(chosen) for chosen in combinations(items, size)]


def combinations_of_range(n: int, k: int) -> list[list[int]]:
    """All combinations of k numbers out of 1 to n, as lists.

    >>> combinations_of_range(3, 2)
    [[1, 2], [1, 3], [2, 3]]
    """
    from itertools import combinations

    return [list(chosen) for chosen in combinations(range(1, n + 1), k)]


def permutations_as_lists(items: list[Any]) -> list[list[Any]]:
    """All permutations of a list, as lists in order of position.

    >>> permutations_as_lists([1, 2, 3])
    [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]]
    """
    from itertools import permutations

    return [list(order) for order in permutations(items)]


def distinct_permutations(items: list[Any]) -> list[list[Any]]:
    """All distinct permutations of a list that may have duplicates, sorted.

    >>> distinct_permutations([1, 1, 2])
    [[1, 1, 2], [1, 2, 1], [2, 1, 1]]
    """
    from itertools import permutations

    return [list(order) for order in sorted(set(permutations(items)))]


def gray_code(n: int) -> list[int]:
    """Gray code of n bits: numbers that differ in one bit from one to the next.

    >>> gray_code(2)
    [0, 1, 3, 2]
    """
    return [i ^ i >> 1 for i in range(2**n)]


def subsets_with_sum(numbers: list[int], target: int) -> list[list[int]]:
    """All subsets of a list with a given sum, the smaller ones first.

    >>> subsets_with_sum([1, 2, 3], 3)
    [[3], [1, 2]]
    """
    from itertools import combinations

    sizes = range(len(numbers) + 1)
    return [list(chosen) for size in sizes for chosen in combinations(numbers, size) if sum(chosen) == target]


def invert_dict(mapping: dict[Any, Any]) -> dict[Any, Any]:
    """Invert a dict: swap its keys and values.

    >>> invert_dict({"a": 1, "b": 2})
    {1: 'a', 2: 'b'}
    """
    return {value: name for name, value in mapping.items()}


def invert_dict_to_lists(mapping: dict[Any, Any]) -> dict[Any, list[Any]]:
    """Invert a dict: for each value, the list of the keys that have it.

    >>> invert_dict_to_lists({"a": 1, "b": 2, "c": 1})
    {1: ['a', 'c'], 2: ['b']}
    """
    return {value: [name for name, other in mapping.items() if other == value] for value in mapping.values()}


def merge_dicts_with_sums(first: dict[Any, Any], second: dict[Any, Any]) -> dict[Any, Any]:
    """Merge two dicts, adding the values of common keys.

    >>> merge_dicts_with_sums({"a": 1, "b": 2}, {"b": 3, "c": 4})
    {'a': 1, 'b': 5, 'c': 4}
    """
    return {name: first.get(name, 0) + second.get(name, 0) for name in first | second}


def sum_dicts(dicts: list[dict[Any, Any]]) -> dict[Any, Any]:
    """Sum of a list of dicts: the values of equal keys added up.

    >>> sum_dicts([{"a": 1}, {"a": 2, "b": 3}])
    {'a': 3, 'b': 3}
    """
    return {name: sum(other.get(name, 0) for other in dicts) for mapping in dicts for name in mapping}


def merge_dicts_into_lists(dicts: list[dict[Any, Any]]) -> dict[Any, list[Any]]:
    """Merge a list of dicts: for each key, the list of its values.

    >>> merge_dicts_into_lists([{"a": 1}, {"a": 2, "b": 3}])
    {'a': [1, 2], 'b': [3]}
    """
    return {name: [other[name] for other in dicts if name in other] for mapping in dicts for name in mapping}


def merge_list_of_dicts(dicts: list[dict[Any, Any]]) -> dict[Any, Any]:
    """Merge a list of dicts into one, later values win.

    >>> merge_list_of_dicts([{"a": 1}, {"a": 2, "b": 3}])
    {'a': 2, 'b': 3}
    """
    return {name: value for mapping in dicts for name, value in mapping.items()}


def filter_dict_above(mapping: dict[Any, Any], limit: float) -> dict[Any, Any]:
    """Filter a dict: only the entries whose value is greater than a limit.

    >>> filter_dict_above({"a": 1, "b": 5}, 3)
    {'b': 5}
    """
    return {name: value for name, value in mapping.items() if value > limit}


def filter_dict_at_least(mapping: dict[Any, Any], limit: float) -> dict[Any, Any]:
    """Filter a dict: only the entries whose value is at least a limit.

    >>> filter_dict_at_least({"a": 1, "b": 3}, 3)
    {'b': 3}
    """
    return {name: value for name, value in mapping.items() if value >= limit}


def keys_with_value(mapping: dict[Any, Any], value: Any) -> list[Any]:
    """All keys of a dict that have a value.

    >>> keys_with_value({"a": 1, "b": 2, "c": 1}, 1)
    ['a', 'c']
    """
    return [name for name, other in mapping.items() if other == value]


def first_key_with_value(mapping: dict[Any, Any], value: Any) -> Any:
    """First key of a dict that has a value, None if there is none (reverse lookup).

    >>> first_key_with_value({"a": 1, "b": 2}, 2)
    'b'
    """
    return next((name for name, other in mapping.items() if other == value), None)


def key_with_largest_value(mapping: dict[Any, Any]) -> Any:
    """The key of a dict with the largest (maximum) value.

    >>> key_with_largest_value({"a": 1, "b": 5})
    'b'
    """
    return max(mapping, key=lambda name: mapping[name])


def keys_with_largest_value(mapping: dict[Any, Any]) -> list[Any]:
    """All keys of a dict with the largest value (winners of a vote).

    >>> keys_with_largest_value({"a": 5, "b": 2, "c": 5})
    ['a', 'c']
    """
    best = max(mapping.values(), default=None)
    return [name for name, value in mapping.items() if value == best]


def key_with_smallest_value(mapping: dict[Any, Any]) -> Any:
    """The key of a dict with the smallest (minimum) value.

    >>> key_with_smallest_value({"a": 1, "b": 5})
    'a'
    """
    return min(mapping, key=lambda name: mapping[name])


def sort_dict_by_value(mapping: dict[Any, Any]) -> dict[Any, Any]:
    """Sort a dict by its values, the smallest first.

    >>> sort_dict_by_value({"a": 3, "b": 1})
    {'b': 1, 'a': 3}
    """
    return dict(sorted(mapping.items(), key=lambda entry: entry[1]))


def keys_sorted_by_value(mapping: dict[Any, Any]) -> list[Any]:
    """The keys of a dict sorted by their values, the largest first.

    >>> keys_sorted_by_value({"a": 1, "b": 3})
    ['b', 'a']
    """
    return sorted(mapping, key=lambda name: mapping[name], reverse=True)


def items_sorted_by_value(mapping: dict[Any, Any]) -> list[tuple[Any, Any]]:
    """The entries of a dict as tuples sorted by value, the largest first, ties by key.

    >>> items_sorted_by_value({"b": 3, "c": 1, "a": 3})
    [('a', 3), ('b', 3), ('c', 1)]
    """
    return sorted(sorted(mapping.items()), key=lambda entry: entry[1], reverse=True)


def top_n_by_value(mapping: dict[Any, Any], n: int) -> list[Any]:
    """The n keys of a dict with the largest values, the largest first (leaderboard).

    >>> top_n_by_value({"a": 1, "b": 5, "c": 3}, 2)
    ['b', 'c']
    """
    return sorted(mapping, key=lambda name: mapping[name], reverse=True)[: max(n, 0)]


def top_n_entries(mapping: dict[Any, Any], n: int) -> list[tuple[Any, Any]]:
    """The n entries of a dict with the largest values, as tuples.

    >>> top_n_entries({"a": 1, "b": 5, "c": 3}, 2)
    [('b', 5), ('c', 3)]
    """
    return sorted(mapping.items(), key=lambda entry: entry[1], reverse=True)[: max(n, 0)]


def common_keys(first: dict[Any, Any], second: dict[Any, Any]) -> list[Any]:
    """The keys that two dicts have in common, in the order of the first.

    >>> common_keys({"a": 1, "b": 2}, {"b": 3})
    ['b']
    """
    return [name for name in first if name in second]


def common_entries(first: dict[Any, Any], second: dict[Any, Any]) -> dict[Any, Any]:
    """The entries (key and value) that two dicts have in common.

    >>> common_entries({"a": 1, "b": 2}, {"a": 1, "b": 3})
    {'a': 1}
    """
    return {name: value for name, value in first.items() if name in second and second[name] == value}


def dict_difference(first: dict[Any, Any], second: dict[Any, Any]) -> dict[Any, Any]:
    """Difference of two dicts: the entries of the first whose key the second lacks.

    >>> dict_difference({"a": 1, "b": 2}, {"b": 3})
    {'a': 1}
    """
    return {name: value for name, value in first.items() if name not in second}


def changed_entries(old: dict[Any, Any], new: dict[Any, Any]) -> dict[Any, tuple[Any, Any]]:
    """Changes between two dicts: keys of both whose values differ, with tuples (old, new).

    >>> changed_entries({"a": 1, "b": 2}, {"a": 1, "b": 3})
    {'b': (2, 3)}
    """
    return {name: (old[name], new[name]) for name in old if name in new and old[name] != new[name]}


def changed_keys(old: dict[Any, Any], new: dict[Any, Any]) -> list[Any]:
    """The keys that were added, removed or changed between two dicts, sorted.

    >>> changed_keys({"a": 1, "b": 2}, {"b": 3, "c": 4})
    ['a', 'b', 'c']
    """
    return sorted(name for name in old | new if name not in old or name not in new or old[name] != new[name])


def pick_keys(mapping: dict[Any, Any], names: list[Any]) -> dict[Any, Any]:
    """Pick (select) only the given keys of a dict, those that it has.

    >>> pick_keys({"a": 1, "b": 2}, ["b", "c"])
    {'b': 2}
    """
    return {name: mapping[name] for name in names if name in mapping}


def omit_keys(mapping: dict[Any, Any], names: list[Any]) -> dict[Any, Any]:
    """A dict without the given keys (omit, exclude).

    >>> omit_keys({"a": 1, "b": 2}, ["b"])
    {'a': 1}
    """
    return {name: value for name, value in mapping.items() if name not in names}


def rename_keys(mapping: dict[Any, Any], names: dict[Any, Any]) -> dict[Any, Any]:
    """Rename the keys of a dict by another dict of old to new names.

    >>> rename_keys({"a": 1, "b": 2}, {"a": "x"})
    {'x': 1, 'b': 2}
    """
    return {names.get(name, name): value for name, value in mapping.items()}


def without_none_values(mapping: dict[Any, Any]) -> dict[Any, Any]:
    """A dict without the entries whose value is None.

    >>> without_none_values({"a": 1, "b": None})
    {'a': 1}
    """
    return {name: value for name, value in mapping.items() if value is not None}


def without_empty_values(mapping: dict[Any, Any]) -> dict[Any, Any]:
    """A dict without the entries whose value is empty or false.

    >>> without_empty_values({"a": 1, "b": "", "c": []})
    {'a': 1}
    """
    return {name: value for name, value in mapping.items() if value}


def nested_lookup(mapping: dict[Any, Any], path: list[Any]) -> Any:
    """Look up a value in nested dicts by a path of keys, None if it is missing.

    >>> nested_lookup({"a": {"b": 5}}, ["a", "b"])
    5
    """
    value: object = mapping
    for name in path:
        if not isinstance(value, dict) or name not in value:
            return None
        value = value[name]
    return value


def nested_lookup_dotted(mapping: dict[str, Any], path: str) -> Any:
    """Look up a value in nested dicts by a dotted path of keys, None if it is missing.

    >>> nested_lookup_dotted({"a": {"b": 5}}, "a.b")
    5
    """
    value: object = mapping
    for name in path.split("."):
        if not isinstance(value, dict) or name not in value:
            return None
        value = value[name]
    return value


def flatten_nested_dict(mapping: dict[str, Any]) -> dict[str, Any]:
    """Flatten nested dicts: keys joined by dots.

    >>> flatten_nested_dict({"a": {"b": 1, "c": {"d": 2}}, "e": 3})
    {'a.b': 1, 'a.c.d': 2, 'e': 3}
    """
    stack, result = list(mapping.items())[::-1], {}
    while stack:
        path, value = stack.pop()
        if isinstance(value, dict) and value:
            stack += [(path + "." + name, inner) for name, inner in reversed(value.items())]
        else:
            result[path] = value
    return result


def depth_of_nested_dict(mapping: dict[Any, Any]) -> int:
    """Depth of nested dicts, 1 for a flat one.

    >>> depth_of_nested_dict({"a": {"b": {}}})
    3
    """
    depth, level = 0, [mapping]
    while level:
        depth += 1
        level = [value for inner in level for value in inner.values() if isinstance(value, dict)]
    return depth


def pluck_values(records: list[dict[Any, Any]], field: Any) -> list[Any]:
    """The values at a key of each dict of a list that has it (pluck a column).

    >>> pluck_values([{"a": 1}, {"b": 2}, {"a": 3}], "a")
    [1, 3]
    """
    return [record[field] for record in records if field in record]


def index_records_by_key(records: list[dict[Any, Any]], field: Any) -> dict[Any, dict[Any, Any]]:
    """Index a list of dicts by the value at a key.

    >>> index_records_by_key([{"id": 7, "n": "x"}], "id")
    {7: {'id': 7, 'n': 'x'}}
    """
    return {record[field]: record for record in records}


def lists_to_dict(names: list[Any], values: list[Any]) -> dict[Any, Any]:
    """A dict of two lists: keys and their values.

    >>> lists_to_dict(["a", "b"], [1, 2])
    {'a': 1, 'b': 2}
    """
    return dict(zip(names, values, strict=False))


def table_to_dicts(rows: list[list[Any]]) -> list[dict[Any, Any]]:
    """Turn a table, a list of rows whose first is the header, into a list of dicts (records).

    >>> table_to_dicts([["a", "b"], [1, 2], [3, 4]])
    [{'a': 1, 'b': 2}, {'a': 3, 'b': 4}]
    """
    return [dict(zip(rows[0], row, strict=False)) for row in rows[1:]]


def columns_to_records(columns: dict[Any, list[Any]]) -> list[dict[Any, Any]]:
    """Turn a dict of lists (columns) into a list of dicts (records).

    >>> columns_to_records({"a": [1, 2], "b": [3, 4]})
    [{'a': 1, 'b': 3}, {'a': 2, 'b': 4}]
    """
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def records_to_columns(records: list[dict[Any, Any]]) -> dict[Any, list[Any]]:
    """Turn a list of dicts (records) with the same keys into a dict of lists (columns).

    >>> records_to_columns([{"a": 1, "b": 3}, {"a": 2, "b": 4}])
    {'a': [1, 2], 'b': [3, 4]}
    """
    return {name: [record[name] for record in records] for name in (records[0] if records else {})}


def averages_of_dict_lists(mapping: dict[Any, list[float]]) -> dict[Any, float]:
    """The average of the list of numbers at each key of a dict, 0.0 for an empty one.

    >>> averages_of_dict_lists({"a": [1, 3], "b": []})
    {'a': 2.0, 'b': 0.0}
    """
    return {name: sum(numbers) / len(numbers) if numbers else 0.0 for name, numbers in mapping.items()}


def weighted_sum_of_dicts(amounts: dict[Any, float], prices: dict[Any, float]) -> float:
    """Total price: the sum of amount times price over the keys of a dict (dot product).

    >>> weighted_sum_of_dicts({"a": 2, "b": 1}, {"a": 5, "b": 3})
    13
    """
    return sum(amount * prices.get(name, 0) for name, amount in amounts.items())


def elementwise_sums(first: list[float], second: list[float]) -> list[float]:
    """Element-wise sums of two lists of numbers (add vectors).

    >>> elementwise_sums([1, 2], [3, 4])
    [4, 6]
    """
    return [a + b for a, b in zip(first, second, strict=False)]


def elementwise_differences(first: list[float], second: list[float]) -> list[float]:
    """Element-wise differences of two lists of numbers (subtract vectors).

    >>> elementwise_differences([5, 4], [3, 1])
    [2, 3]
    """
    return [a - b for a, b in zip(first, second, strict=False)]


def elementwise_products(first: list[float], second: list[float]) -> list[float]:
    """Element-wise products of two lists of numbers (multiply).

    >>> elementwise_products([1, 2], [3, 4])
    [3, 8]
    """
    return [a * b for a, b in zip(first, second, strict=False)]


def elementwise_maxima(first: list[Any], second: list[Any]) -> list[Any]:
    """Element-wise maxima of two lists: the larger item at each place.

    >>> elementwise_maxima([1, 5], [3, 4])
    [3, 5]
    """
    return [max(a, b) for a, b in zip(first, second, strict=False)]


def elementwise_sum_tuple(first: tuple[float, ...], second: tuple[float, ...]) -> tuple[float, ...]:
    """Element-wise sum of two tuples of numbers, as a tuple.

    >>> elementwise_sum_tuple((1, 2), (3, 4))
    (4, 6)
    """
    return tuple(a + b for a, b in zip(first, second, strict=False))


def elementwise_product_tuple(first: tuple[float, ...], second: tuple[float, ...]) -> tuple[float, ...]:
    """Element-wise product of two tuples of numbers, as a tuple.

    >>> elementwise_product_tuple((1, 2), (3, 4))
    (3, 8)
    """
    return tuple(a * b for a, b in zip(first, second, strict=False))


def neighbour_products_tuple(numbers: tuple[float, ...]) -> tuple[float, ...]:
    """Products of adjacent items of a tuple, as a tuple.

    >>> neighbour_products_tuple((1, 5, 7))
    (5, 35)
    """
    from itertools import pairwise

    return tuple(a * b for a, b in pairwise(numbers))


def pad_and_add_lists(first: list[float], second: list[float]) -> list[float]:
    """Element-wise sums of two lists of different lengths, missing numbers are 0.

    >>> pad_and_add_lists([1, 2, 3], [10])
    [11, 2, 3]
    """
    from itertools import zip_longest

    return [a + b for a, b in zip_longest(first, second, fillvalue=0)]


def dot_product(first: list[float], second: list[float]) -> float:
    """Dot product (scalar product) of two vectors.

    >>> dot_product([1, 2, 3], [4, 5, 6])
    32
    """
    return sum(a * b for a, b in zip(first, second, strict=False))


def cross_product(first: list[float], second: list[float]) -> list[float]:
    """Cross product of two vectors with three components.

    >>> cross_product([1, 2, 3], [4, 5, 6])
    [-3, 6, -3]
    """
    (a, b, c), (d, e, f) = first, second
    return [b * f - c * e, c * d - a * f, a * e - b * d]


def vector_length(vector: list[float]) -> float:
    """Length (magnitude, Euclidean norm) of a vector.

    >>> vector_length([3, 4])
    5.0
    """
    import math

    return math.sqrt(sum(x * x for x in vector))


def euclidean_distance_of_points(first: list[float], second: list[float]) -> float:
    """Euclidean distance between two points (lists of coordinates).

    >>> euclidean_distance_of_points([0, 0], [3, 4])
    5.0
    """
    import math

    return math.dist(first, second)


def manhattan_distance_of_points(first: list[float], second: list[float]) -> float:
    """Manhattan (taxicab) distance between two points: the sum of the absolute differences.

    >>> manhattan_distance_of_points([1, 2], [4, 0])
    5
    """
    return sum(abs(a - b) for a, b in zip(first, second, strict=False))


def cosine_similarity(first: list[float], second: list[float]) -> float:
    """Cosine similarity of two vectors, 0.0 if one has no length.

    >>> cosine_similarity([3, 4], [4, 3])
    0.96
    """
    import math

    lengths = math.hypot(*first) * math.hypot(*second)
    return sum(a * b for a, b in zip(first, second, strict=True)) / lengths if lengths else 0.0


def tuples_divisible_by(tuples: list[Any], k: int) -> list[Any]:
    """Only the tuples (or lists) all of whose items are divisible by k.

    >>> tuples_divisible_by([(6, 12), (7, 9)], 3)
    [(6, 12)]
    """
    return [items for items in tuples if all(item % k == 0 for item in items)]


def sum_by_sign(numbers: list[float]) -> tuple[float, float]:
    """Sum of the positive and sum of the negative numbers of a list, as a tuple.

    >>> sum_by_sign([1, -2, 3])
    (4, -2)
    """
    return sum(number for number in numbers if number > 0), sum(number for number in numbers if number < 0)


def count_positives_sum_negatives(numbers: list[float]) -> list[float]:
    """Count of the positive numbers and sum of the negative ones, an empty list for an empty one.

    >>> count_positives_sum_negatives([1, 2, -3, -4])
    [2, -7]
    """
    if not numbers:
        return []
    return [sum(number > 0 for number in numbers), sum(number for number in numbers if number < 0)]


def shares_of_signs(numbers: list[float]) -> list[float]:
    """Shares (ratios) of the positive, the negative and the zero numbers of a list (plus minus).

    >>> shares_of_signs([1, -1, 0, 2])
    [0.5, 0.25, 0.25]
    """
    n = len(numbers)
    return [sum(x > 0 for x in numbers) / n, sum(x < 0 for x in numbers) / n, sum(x == 0 for x in numbers) / n]


def alternating_sum(numbers: list[float]) -> float:
    """Alternating sum: the first number minus the second plus the third and so on.

    >>> alternating_sum([5, 2, 4, 1])
    6
    """
    return sum(numbers[::2]) - sum(numbers[1::2])


def count_above_average(numbers: list[float]) -> int:
    """How many numbers of a list are greater than its average (mean).

    >>> count_above_average([1, 2, 9])
    1
    """
    return sum(number * len(numbers) > sum(numbers) for number in numbers)


def numbers_above_average(numbers: list[float]) -> list[float]:
    """The numbers of a list that are greater than its average (mean).

    >>> numbers_above_average([1, 2, 9])
    [9]
    """
    return [number for number in numbers if number * len(numbers) > sum(numbers)]


def sum_of_squares_of_evens(numbers: list[int]) -> int:
    """Sum of the squares of the even numbers of a list.

    >>> sum_of_squares_of_evens([1, 2, 3, 4])
    20
    """
    return sum(number * number for number in numbers if number % 2 == 0)


def sum_between_smallest_and_largest(numbers: list[float]) -> float:
    """Sum of a list without its one smallest and one largest number, 0 for fewer than two.

    >>> sum_between_smallest_and_largest([6, 2, 1, 8, 10])
    16
    """
    return sum(sorted(numbers)[1:-1])


def chunks_of_size(items: list[Any], size: int) -> list[list[Any]]:
    """Split a list into chunks (batches, groups) of a size, the last one may be shorter.

    >>> chunks_of_size([1, 2, 3, 4, 5], 2)
    [[1, 2], [3, 4], [5]]
    """
    return [items[i : i + size] for i in range(0, len(items), size)]


def full_chunks_of_size(items: list[Any], size: int) -> list[list[Any]]:
    """Split a list into chunks of a size, leave out an incomplete last one.

    >>> full_chunks_of_size([1, 2, 3, 4, 5], 2)
    [[1, 2], [3, 4]]
    """
    return [items[i : i + size] for i in range(0, len(items) - size + 1, size)]


def padded_chunks(items: list[Any], size: int, fill: Any) -> list[list[Any]]:
    """Split a list into chunks of a size, the last one filled (padded) with a value.

    >>> padded_chunks([1, 2, 3], 2, 0)
    [[1, 2], [3, 0]]
    """
    from itertools import zip_longest

    return [list(chunk) for chunk in zip_longest(*[iter(items)] * size, fillvalue=fill)]


def split_into_n_parts(items: list[Any], n: int) -> list[list[Any]]:
    """Split a list into n parts as equal in size as possible, the longer ones first.

    >>> split_into_n_parts([1, 2, 3, 4, 5], 2)
    [[1, 2, 3], [4, 5]]
    """
    size, longer = divmod(len(items), n)
    starts = [i * size + min(i, longer) for i in range(n + 1)]
    return [items[starts[i] : starts[i + 1]] for i in range(n)]


def deal_into_n_hands(items: list[Any], n: int) -> list[list[Any]]:
    """Deal the items of a list in turn into n lists (distribute, round robin).

    >>> deal_into_n_hands([1, 2, 3, 4, 5], 2)
    [[1, 3, 5], [2, 4]]
    """
    return [items[i::n] for i in range(n)]


def split_into_lengths(items: list[Any], lengths: list[int]) -> list[list[Any]]:
    """Split a list into sublists of the given lengths.

    >>> split_into_lengths([1, 2, 3, 4], [1, 3])
    [[1], [2, 3, 4]]
    """
    from itertools import islice

    rest = iter(items)
    return [list(islice(rest, length)) for length in lengths]


def split_in_half(items: list[Any]) -> list[list[Any]]:
    """Split a list into two halves, the second one longer if the length is odd.

    >>> split_in_half([1, 2, 3, 4, 5])
    [[1, 2], [3, 4, 5]]
    """
    half = len(items) // 2
    return [items[:half], items[half:]]


def split_at_index_tuple(items: list[Any], index: int) -> tuple[list[Any], list[Any]]:
    """Split a list at an index into two, as a tuple.

    >>> split_at_index_tuple([1, 2, 3], 1)
    ([1], [2, 3])
    """
    return items[:index], items[index:]


def split_list_at_value(items: list[Any], separator: Any) -> list[list[Any]]:
    """Split a list at each occurrence of a value (separator), which is left out.

    >>> split_list_at_value([1, 0, 2, 3, 0], 0)
    [[1], [2, 3], []]
    """
    cuts = [-1, *(i for i, item in enumerate(items) if item == separator), len(items)]
    return [items[cuts[i] + 1 : cuts[i + 1]] for i in range(len(cuts) - 1)]


def split_list_at_value_nonempty(items: list[Any], separator: Any) -> list[list[Any]]:
    """Split a list at each occurrence of a value (separator), without empty parts.

    >>> split_list_at_value_nonempty([1, 0, 0, 2, 3, 0], 0)
    [[1], [2, 3]]
    """
    from itertools import groupby

    return [list(group) for is_cut, group in groupby(items, lambda item: item == separator) if not is_cut]


def items_before_value(items: list[Any], value: Any) -> list[Any]:
    """The items before the first occurrence of a value (take while different), all if it is missing.

    >>> items_before_value([1, 2, 0, 3], 0)
    [1, 2]
    """
    from itertools import takewhile

    return list(takewhile(lambda item: item != value, items))


def items_after_value(items: list[Any], value: Any) -> list[Any]:
    """The items after the first occurrence of a value, none if it is missing.

    >>> items_after_value([1, 2, 0, 3], 0)
    [3]
    """
    return items[items.index(value) + 1 :] if value in items else []


def take_while_below(numbers: list[float], limit: float) -> list[float]:
    """Take numbers from the beginning of a list while they are less than a limit.

    >>> take_while_below([1, 2, 5, 1], 3)
    [1, 2]
    """
    from itertools import takewhile

    return list(takewhile(lambda number: number < limit, numbers))


def drop_while_below(numbers: list[float], limit: float) -> list[float]:
    """Drop numbers from the beginning of a list while they are less than a limit.

    >>> drop_while_below([1, 2, 5, 1], 3)
    [5, 1]
    """
    from itertools import dropwhile

    return list(dropwhile(lambda number: number < limit, numbers))


def drop_every_nth(items: list[Any], n: int) -> list[Any]:
    """Drop (remove) every nth item of a list.

    >>> drop_every_nth([1, 2, 3, 4, 5, 6], 3)
    [1, 2, 4, 5]
    """
    return [item for place, item in enumerate(items, 1) if place % n]


def every_nth_item(items: list[Any], n: int) -> list[Any]:
    """Every nth item of a list, beginning with the nth.

    >>> every_nth_item([1, 2, 3, 4, 5, 6], 3)
    [3, 6]
    """
    return items[n - 1 :: n]


def intersperse(items: list[Any], separator: Any) -> list[Any]:
    """Put a separator between each two items of a list (intersperse).

    >>> intersperse([1, 2, 3], 0)
    [1, 0, 2, 0, 3]
    """
    return [part for item in items for part in (separator, item)][1:]


def repeat_each_item(items: list[Any], n: int) -> list[Any]:
    """Repeat (duplicate) each item of a list n times.

    >>> repeat_each_item([1, 2], 2)
    [1, 1, 2, 2]
    """
    return [item for item in items for _ in range(n)]


def pad_list_right(items: list[Any], length: int, fill: Any) -> list[Any]:
    """Pad a list at the end with a value up to a length.

    >>> pad_list_right([1, 2], 4, 0)
    [1, 2, 0, 0]
    """
    return items + [fill] * (length - len(items))


def pad_list_left(items: list[Any], length: int, fill: Any) -> list[Any]:
    """Pad a list at the beginning with a value up to a length.

    >>> pad_list_left([1, 2], 4, 0)
    [0, 0, 1, 2]
    """
    return [fill] * (length - len(items)) + items


def zip_longest_with_fill(first: list[Any], second: list[Any], fill: Any) -> list[tuple[Any, Any]]:
    """Pair up the items of two lists, the shorter one filled with a value (zip longest).

    >>> zip_longest_with_fill([1, 2], [3], 0)
    [(1, 3), (2, 0)]
    """
    from itertools import zip_longest

    return list(zip_longest(first, second, fillvalue=fill))


def remove_at_index(items: list[Any], index: int) -> list[Any]:
    """A list without the item at an index (remove kth element).

    >>> remove_at_index([1, 2, 3], 1)
    [1, 3]
    """
    return [item for i, item in enumerate(items) if i != index]


def remove_first_occurrence(items: list[Any], value: Any) -> list[Any]:
    """A list without the first occurrence of a value.

    >>> remove_first_occurrence([1, 2, 1], 1)
    [2, 1]
    """
    place = items.index(value) if value in items else len(items)
    return items[:place] + items[place + 1 :]


def replace_in_list(items: list[Any], old: Any, new: Any) -> list[Any]:
    """Replace all occurrences of a value in a list by another.

    >>> replace_in_list([1, 2, 1], 1, 9)
    [9, 2, 9]
    """
    return [new if item == old else item for item in items]


def insert_at_index(items: list[Any], index: int, value: Any) -> list[Any]:
    """A list with a value inserted at an index (position).

    >>> insert_at_index([1, 3], 1, 2)
    [1, 2, 3]
    """
    return [*items[:index], value, *items[index:]]


def move_item(items: list[Any], old: int, new: int) -> list[Any]:
    """Move the item at one index of a list to another index.

    >>> move_item([1, 2, 3, 4], 0, 2)
    [2, 3, 1, 4]
    """
    result = items[:]
    result.insert(new, result.pop(old))
    return result


def clamp_all(numbers: list[float], low: float, high: float) -> list[float]:
    """Clamp (clip, limit) all numbers of a list to a range.

    >>> clamp_all([-5, 3, 12], 0, 10)
    [0, 3, 10]
    """
    return [min(max(number, low), high) for number in numbers]


def range_string_of_numbers(numbers: list[int]) -> str:
    """Sorted numbers as a text of ranges (range extraction), such as 1-3,6,8-9.

    >>> range_string_of_numbers([1, 2, 3, 6, 8, 9])
    '1-3,6,8-9'
    """
    firsts = [n for n in sorted(set(numbers)) if n - 1 not in numbers]
    lasts = [n for n in sorted(set(numbers)) if n + 1 not in numbers]
    return ",".join(str(a) if a == b else str(a) + "-" + str(b) for a, b in zip(firsts, lasts, strict=True))


def transpose_matrix(matrix: list[list[Any]]) -> list[list[Any]]:
    """Transpose a matrix: rows become columns.

    >>> transpose_matrix([[1, 2], [3, 4], [5, 6]])
    [[1, 3, 5], [2, 4, 6]]
    """
    return [list(column) for column in zip(*matrix, strict=False)]


def rotate_matrix_clockwise(matrix: list[list[Any]]) -> list[list[Any]]:
    """Rotate a matrix (grid, image) clockwise by 90 degrees.

    >>> rotate_matrix_clockwise([[1, 2], [3, 4]])
    [[3, 1], [4, 2]]
    """
    return [list(column)[::-1] for column in zip(*matrix, strict=False)]


def rotate_matrix_counterclockwise(matrix: list[list[Any]]) -> list[list[Any]]:
    """Rotate a matrix (grid, image) counterclockwise (anticlockwise, to the left) by 90 degrees.

    >>> rotate_matrix_counterclockwise([[1, 2], [3, 4]])
    [[2, 4], [1, 3]]
    """
    return [list(column) for column in zip(*matrix, strict=False)][::-1]


def rotate_matrix_half_turn(matrix: list[list[Any]]) -> list[list[Any]]:
    """Rotate a matrix (grid) by 180 degrees.

    >>> rotate_matrix_half_turn([[1, 2], [3, 4]])
    [[4, 3], [2, 1]]
    """
    return [row[::-1] for row in matrix[::-1]]


def mirror_rows(matrix: list[list[Any]]) -> list[list[Any]]:
    """Flip a matrix (image) horizontally: reverse each row.

    >>> mirror_rows([[1, 2], [3, 4]])
    [[2, 1], [4, 3]]
    """
    return [row[::-1] for row in matrix]


def flip_and_invert_image(image: list[list[int]]) -> list[list[int]]:
    """Flip a binary image horizontally and invert its zeros and ones.

    >>> flip_and_invert_image([[1, 1, 0], [0, 0, 0]])
    [[1, 0, 0], [1, 1, 1]]
    """
    return [[1 - bit for bit in row[::-1]] for row in image]


def spiral_order(matrix: list[list[Any]]) -> list[Any]:
    """Items of a matrix in spiral order, clockwise from the top left.

    >>> spiral_order([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    [1, 2, 3, 6, 9, 8, 7, 4, 5]
    """
    rows, result = matrix[:], []
    while rows:
        result += rows[0]
        rows = [list(column) for column in zip(*rows[1:], strict=True)][::-1]
    return result


def spiral_matrix(n: int) -> list[list[int]]:
    """An n by n matrix filled with 1 to n * n in spiral order.

    >>> spiral_matrix(3)
    [[1, 2, 3], [8, 9, 4], [7, 6, 5]]
    """
    rows: list[list[int]] = []
    number = n * n + 1
    while number > 1 and n > 0:
        first = number - max(len(rows), 1)
        rows = [list(range(first, number)), *(list(column) for column in zip(*rows[::-1], strict=True))]
        number = first
    return rows


def snake_order(matrix: list[list[Any]]) -> list[Any]:
    """Items of a matrix in snake (boustrophedon) order: every second row from right to left.

    >>> snake_order([[1, 2, 3], [4, 5, 6]])
    [1, 2, 3, 6, 5, 4]
    """
    return [item for i, row in enumerate(matrix) for item in (row[::-1] if i % 2 else row)]


def diagonal_zigzag(matrix: list[list[Any]]) -> list[Any]:
    """Items of a matrix by its antidiagonals, up and down in turn (zigzag, JPEG, diagonal traverse).

    >>> diagonal_zigzag([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    [1, 2, 4, 7, 5, 3, 6, 8, 9]
    """
    cells = [(i, j) for i, row in enumerate(matrix) for j in range(len(row))]
    cells.sort(key=lambda cell: (sum(cell), cell[sum(cell) % 2 == 0]))
    return [matrix[i][j] for i, j in cells]


def antidiagonals_of_matrix(matrix: list[list[Any]]) -> list[list[Any]]:
    """The antidiagonals of a matrix, each from the top right to the bottom left.

    >>> antidiagonals_of_matrix([[1, 2], [3, 4]])
    [[1], [2, 3], [4]]
    """
    width = len(matrix[0]) if matrix else 1
    sums = range(len(matrix) + width - 1)
    return [[row[s - i] for i, row in enumerate(matrix) if 0 <= s - i < len(row)] for s in sums]


def main_diagonal(matrix: list[list[Any]]) -> list[Any]:
    """Main diagonal of a matrix, from the top left.

    >>> main_diagonal([[1, 2], [3, 4]])
    [1, 4]
    """
    return [row[i] for i, row in enumerate(matrix) if i < len(row)]


def secondary_diagonal(matrix: list[list[Any]]) -> list[Any]:
    """Secondary diagonal (anti-diagonal) of a square matrix, from the top right.

    >>> secondary_diagonal([[1, 2], [3, 4]])
    [2, 3]
    """
    return [row[-i - 1] for i, row in enumerate(matrix) if i < len(row)]


def trace_of_matrix(matrix: list[list[float]]) -> float:
    """Trace of a square matrix: the sum of its main diagonal.

    >>> trace_of_matrix([[1, 2], [3, 4]])
    5
    """
    return sum(row[i] for i, row in enumerate(matrix))


def sum_of_secondary_diagonal(matrix: list[list[float]]) -> float:
    """Sum of the secondary diagonal (anti-diagonal) of a square matrix.

    >>> sum_of_secondary_diagonal([[1, 2], [3, 5]])
    5
    """
    return sum(row[-i - 1] for i, row in enumerate(matrix))


def sum_of_both_diagonals(matrix: list[list[float]]) -> float:
    """Sum of both diagonals of a square matrix, an item in the middle counted once.

    >>> sum_of_both_diagonals([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    25
    """
    n = len(matrix)
    return sum(matrix[i][j] for i in range(n) for j in range(n) if i == j or i + j == n - 1)


def diagonal_difference(matrix: list[list[float]]) -> float:
    """Absolute difference between the sums of the two diagonals of a square matrix.

    >>> diagonal_difference([[11, 2, 4], [4, 5, 6], [10, 8, -12]])
    15
    """
    return abs(sum(row[i] - row[-i - 1] for i, row in enumerate(matrix)))


def multiply_matrices(first: list[list[float]], second: list[list[float]]) -> list[list[float]]:
    """Multiply two matrices (matrix product).

    >>> multiply_matrices([[1, 2], [3, 4]], [[5, 6], [7, 8]])
    [[19, 22], [43, 50]]
    """
    columns = list(zip(*second, strict=True))
    return [[sum(a * b for a, b in zip(row, column, strict=True)) for column in columns] for row in first]


def matrix_times_vector(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """Multiply a matrix by a vector.

    >>> matrix_times_vector([[1, 2], [3, 4]], [1, 1])
    [3, 7]
    """
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def add_matrices(first: list[list[float]], second: list[list[float]]) -> list[list[float]]:
    """Add two matrices element by element.

    >>> add_matrices([[1, 2], [3, 4]], [[5, 6], [7, 8]])
    [[6, 8], [10, 12]]
    """
    return [[a + b for a, b in zip(*rows, strict=True)] for rows in zip(first, second, strict=True)]


def subtract_matrices(first: list[list[float]], second: list[list[float]]) -> list[list[float]]:
    """Subtract a matrix from another element by element.

    >>> subtract_matrices([[5, 6]], [[1, 2]])
    [[4, 4]]
    """
    return [[a - b for a, b in zip(*rows, strict=True)] for rows in zip(first, second, strict=True)]


def scale_matrix(matrix: list[list[float]], factor: float) -> list[list[float]]:
    """Multiply all items of a matrix by a number (scalar).

    >>> scale_matrix([[1, 2], [3, 4]], 2)
    [[2, 4], [6, 8]]
    """
    return [[number * factor for number in row] for row in matrix]


def identity_matrix(n: int) -> list[list[int]]:
    """Identity matrix of size n: ones on the main diagonal, zeros elsewhere.

    >>> identity_matrix(2)
    [[1, 0], [0, 1]]
    """
    return [[int(i == j) for j in range(n)] for i in range(n)]


def determinant_2x2(matrix: list[list[float]]) -> float:
    """Determinant of a 2x2 matrix.

    >>> determinant_2x2([[1, 2], [3, 4]])
    -2
    """
    (a, b), (c, d) = matrix
    return a * d - b * c


def determinant_3x3(matrix: list[list[float]]) -> float:
    """Determinant of a 3x3 matrix.

    >>> determinant_3x3([[2, 0, 1], [1, 3, 2], [1, 1, 4]])
    18
    """
    (a, b, c), (d, e, f), (g, h, i) = matrix
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)


def determinant_of_matrix(matrix: list[list[int]]) -> int:
    """Determinant of a square matrix of integers (sum over permutations, Leibniz).

    >>> determinant_of_matrix([[2, 0, 1], [1, 3, 2], [1, 1, 4]])
    18
    """
    import math
    from itertools import combinations, permutations

    total = 0
    for order in permutations(range(len(matrix))):
        inversions = sum(a > b for a, b in combinations(order, 2))
        total += (-1) ** inversions * math.prod(row[j] for row, j in zip(matrix, order, strict=True))
    return total


def matrix_minor(matrix: list[list[Any]], row: int, column: int) -> list[list[Any]]:
    """A matrix without one row and one column (minor, submatrix).

    >>> matrix_minor([[1, 2, 3], [4, 5, 6], [7, 8, 9]], 1, 1)
    [[1, 3], [7, 9]]
    """
    return [cells[:column] + cells[column + 1 :] for i, cells in enumerate(matrix) if i != row]


def is_symmetric_matrix(matrix: list[list[Any]]) -> bool:
    """Whether a square matrix is symmetric: equal to its transpose.

    >>> is_symmetric_matrix([[1, 2], [2, 3]])
    True
    """
    return matrix == [list(column) for column in zip(*matrix, strict=False)]


def is_identity_matrix(matrix: list[list[float]]) -> bool:
    """Whether a matrix is an identity matrix.

    >>> is_identity_matrix([[1, 0], [0, 1]])
    True
    """
    return matrix == [[int(i == j) for j in range(len(matrix))] for i in range(len(matrix))]


def is_diagonal_matrix(matrix: list[list[float]]) -> bool:
    """Whether a matrix is diagonal: all zeros but for the main diagonal.

    >>> is_diagonal_matrix([[1, 0], [0, 3]])
    True
    """
    return all(number == 0 for i, row in enumerate(matrix) for j, number in enumerate(row) if i != j)


def is_upper_triangular(matrix: list[list[float]]) -> bool:
    """Whether a matrix is upper triangular: all zeros below the main diagonal.

    >>> is_upper_triangular([[1, 2], [0, 3]])
    True
    """
    return all(number == 0 for i, row in enumerate(matrix) for number in row[:i])


def is_toeplitz_matrix(matrix: list[list[Any]]) -> bool:
    """Whether each diagonal of a matrix has equal items (Toeplitz).

    >>> is_toeplitz_matrix([[1, 2, 3], [4, 1, 2]])
    True
    """
    from itertools import pairwise

    return all(above[:-1] == below[1:] for above, below in pairwise(matrix))


def is_magic_square(square: list[list[int]]) -> bool:
    """Whether a square is magic: all rows, columns and both diagonals have the same sum.

    >>> is_magic_square([[2, 7, 6], [9, 5, 1], [4, 3, 8]])
    True
    """
    diagonal = sum(row[i] for i, row in enumerate(square))
    other = sum(row[-i - 1] for i, row in enumerate(square))
    return {diagonal, other, *map(sum, square), *map(sum, zip(*square, strict=True))} == {diagonal}


def is_latin_square(square: list[list[Any]]) -> bool:
    """Whether a square is Latin: each row and each column has the same items, each once.

    >>> is_latin_square([[1, 2, 3], [2, 3, 1], [3, 1, 2]])
    True
    """
    lines = [*square, *zip(*square, strict=True)]
    return all(len(set(line)) == len(square) and set(line) == set(square[0]) for line in lines)


def is_square_matrix(matrix: list[list[Any]]) -> bool:
    """Whether a matrix is square: each row is as long as there are rows.

    >>> is_square_matrix([[1, 2], [3, 4]])
    True
    """
    return all(len(row) == len(matrix) for row in matrix)


def is_valid_sudoku_group(cells: list[int]) -> bool:
    """Whether a row, column or box of a sudoku has each of 1 to 9 once.

    >>> is_valid_sudoku_group([5, 3, 4, 6, 7, 8, 9, 1, 2])
    True
    """
    return sorted(cells) == list(range(1, 10))


def pascals_triangle(count: int) -> list[list[int]]:
    """The first rows of Pascal's triangle.

    >>> pascals_triangle(4)
    [[1], [1, 1], [1, 2, 1], [1, 3, 3, 1]]
    """
    import math

    return [[math.comb(n, k) for k in range(n + 1)] for n in range(count)]


def pascals_triangle_row(n: int) -> list[int]:
    """Row n of Pascal's triangle, counted from 0 (binomial coefficients).

    >>> pascals_triangle_row(4)
    [1, 4, 6, 4, 1]
    """
    import math

    return [math.comb(n, k) for k in range(n + 1)]


def count_islands(grid: list[list[int]]) -> int:
    """Number of islands: connected groups of ones in a grid of zeros and ones (flood fill, 4 neighbours).

    >>> count_islands([[1, 1, 0], [0, 0, 1], [1, 0, 1]])
    3
    """
    land = {(i, j) for i, row in enumerate(grid) for j, cell in enumerate(row) if cell == 1}
    count = 0
    while land:
        count += 1
        stack = [land.pop()]
        while stack:
            i, j = stack.pop()
            near = {(i - 1, j), (i + 1, j), (i, j - 1), (i, j + 1)} & land
            land -= near
            stack += near
    return count


def largest_island_area(grid: list[list[int]]) -> int:
    """Area of the largest island: the most ones connected in a grid (4 neighbours), 0 if there is none.

    >>> largest_island_area([[1, 1, 0], [0, 0, 1], [1, 0, 1]])
    2
    """
    land = {(i, j) for i, row in enumerate(grid) for j, cell in enumerate(row) if cell == 1}
    best = 0
    while land:
        island = [land.pop()]
        for i, j in island:
            near = {(i - 1, j), (i + 1, j), (i, j - 1), (i, j + 1)} & land
            land -= near
            island += near
        best = max(best, len(island))
    return best


def island_perimeter(grid: list[list[int]]) -> int:
    """Perimeter of the islands of ones in a grid of zeros and ones.

    >>> island_perimeter([[0, 1, 0], [1, 1, 1]])
    10
    """
    land = {(i, j) for i, row in enumerate(grid) for j, cell in enumerate(row) if cell == 1}
    return sum(len({(i - 1, j), (i + 1, j), (i, j - 1), (i, j + 1)} - land) for i, j in land)


def flood_fill(grid: list[list[Any]], row: int, column: int, color: Any) -> list[list[Any]]:
    """Flood fill a grid from a cell with a color: all connected cells of the same value (4 neighbours).

    >>> flood_fill([[1, 1, 0], [1, 0, 1]], 0, 0, 2)
    [[2, 2, 0], [2, 0, 1]]
    """
    old = grid[row][column]
    same = {(i, j) for i, cells in enumerate(grid) for j, cell in enumerate(cells) if cell == old}
    region = [(row, column)]
    for i, j in region:
        near = {(i - 1, j), (i + 1, j), (i, j - 1), (i, j + 1)} & same
        same -= near
        region += near
    filled = set(region)
    return [[color if (i, j) in filled else cell for j, cell in enumerate(cells)] for i, cells in enumerate(grid)]


def neighbours_of_cell(grid: list[list[Any]], row: int, column: int) -> list[Any]:
    """The values of the up to 8 neighbours of a cell of a grid, row by row (adjacent, diagonals included).

    >>> neighbours_of_cell([[1, 2, 3], [4, 5, 6]], 0, 0)
    [2, 4, 5]
    """
    cells = ((i, j) for i in range(row - 1, row + 2) for j in range(column - 1, column + 2) if (i, j) != (row, column))
    return [grid[i][j] for i, j in cells if 0 <= i < len(grid) and 0 <= j < len(grid[i])]


def direct_neighbours_of_cell(grid: list[list[Any]], row: int, column: int) -> list[Any]:
    """The values of the up to 4 direct neighbours of a cell of a grid: up, down, left, right.

    >>> direct_neighbours_of_cell([[1, 2, 3], [4, 5, 6]], 0, 1)
    [5, 1, 3]
    """
    cells = [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
    return [grid[i][j] for i, j in cells if 0 <= i < len(grid) and 0 <= j < len(grid[i])]


def neighbour_positions(row: int, column: int, height: int, width: int) -> list[tuple[int, int]]:
    """Positions of the direct neighbours of a cell inside a grid of a height and width: up, down, left, right.

    >>> neighbour_positions(0, 0, 2, 2)
    [(1, 0), (0, 1)]
    """
    cells = [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
    return [(i, j) for i, j in cells if 0 <= i < height and 0 <= j < width]


def game_of_life_step(grid: list[list[int]]) -> list[list[int]]:
    """Next generation of Conway's game of life on a grid of zeros and ones with dead borders.

    >>> game_of_life_step([[0, 1, 0], [0, 1, 0], [0, 1, 0]])
    [[0, 0, 0], [1, 1, 1], [0, 0, 0]]
    """
    result = []
    for i, row in enumerate(grid):
        rows = grid[max(i - 1, 0) : i + 2]
        counts = [sum(sum(other[max(j - 1, 0) : j + 2]) for other in rows) for j in range(len(row))]
        result.append([int(count == 3 or (count == 4 and cell == 1)) for count, cell in zip(counts, row, strict=True)])
    return result


def minesweeper_counts(grid: list[list[int]]) -> list[list[int]]:
    """For each cell of a grid, how many of its up to 8 neighbours are mines (ones).

    >>> minesweeper_counts([[1, 0, 0], [0, 0, 1]])
    [[0, 2, 1], [1, 2, 0]]
    """
    result = []
    for i, row in enumerate(grid):
        rows = grid[max(i - 1, 0) : i + 2]
        counts = [sum(sum(other[max(j - 1, 0) : j + 2]) for other in rows) for j in range(len(row))]
        result.append([count - cell for count, cell in zip(counts, row, strict=True)])
    return result


def elementary_automaton_step(cells: list[int], rule: int) -> list[int]:
    """Next generation of an elementary cellular automaton (such as rule 30), zeros outside.

    >>> elementary_automaton_step([0, 0, 1, 0, 0], 30)
    [0, 1, 1, 1, 0]
    """
    padded = [0, *cells, 0]
    return [rule >> (4 * padded[i] + 2 * padded[i + 1] + padded[i + 2]) & 1 for i in range(len(cells))]


def saddle_points(matrix: list[list[float]]) -> list[tuple[int, int]]:
    """Saddle points of a matrix: positions (row, column) of the largest of a row and smallest of a column.

    >>> saddle_points([[9, 8, 7], [5, 3, 2], [6, 6, 7]])
    [(1, 0)]
    """
    highest, lowest = list(map(max, matrix)), list(map(min, zip(*matrix, strict=True)))
    cells = ((i, j, number) for i, row in enumerate(matrix) for j, number in enumerate(row))
    return [(i, j) for i, j, number in cells if highest[i] == number == lowest[j]]


def lucky_numbers_in_matrix(matrix: list[list[float]]) -> list[float]:
    """Lucky numbers: the smallest of their row and the largest of their column.

    >>> lucky_numbers_in_matrix([[3, 7, 8], [9, 11, 13], [15, 16, 17]])
    [15]
    """
    highest = list(map(max, zip(*matrix, strict=True)))
    return [number for row in matrix for number, top in zip(row, highest, strict=True) if number == min(row) == top]


def column_sums(matrix: list[list[float]]) -> list[float]:
    """The sum of each column of a matrix.

    >>> column_sums([[1, 2], [3, 4]])
    [4, 6]
    """
    return [sum(column) for column in zip(*matrix, strict=False)]


def column_maxima(matrix: list[list[Any]]) -> list[Any]:
    """The maximum (largest item) of each column of a matrix.

    >>> column_maxima([[1, 5], [3, 4]])
    [3, 5]
    """
    return [max(column) for column in zip(*matrix, strict=False)]


def row_maxima(matrix: list[list[Any]]) -> list[Any]:
    """The maximum (largest item) of each row of a matrix.

    >>> row_maxima([[1, 5], [3, 4]])
    [5, 4]
    """
    return [max(row) for row in matrix]


def column_of_matrix(matrix: list[list[Any]], column: int) -> list[Any]:
    """One column of a matrix: the item at an index of each row.

    >>> column_of_matrix([[1, 2], [3, 4]], 1)
    [2, 4]
    """
    return [row[column] for row in matrix]


def row_with_largest_sum(matrix: list[list[float]]) -> int:
    """Index of the first row of a matrix with the largest sum (also the row with most ones).

    >>> row_with_largest_sum([[1, 5], [3, 4], [2, 2]])
    1
    """
    return max(range(len(matrix)), key=lambda i: sum(matrix[i]))


def largest_row_sum(matrix: list[list[float]]) -> float:
    """Largest sum of a row of a matrix (richest customer wealth).

    >>> largest_row_sum([[1, 5], [3, 4]])
    7
    """
    return max(sum(row) for row in matrix)


def largest_in_matrix(matrix: list[list[Any]]) -> Any:
    """The largest item (maximum) of a matrix.

    >>> largest_in_matrix([[1, 5], [3, 4]])
    5
    """
    return max(item for row in matrix for item in row)


def sum_of_matrix(matrix: list[list[float]]) -> float:
    """Sum of all numbers of a matrix.

    >>> sum_of_matrix([[1, 2], [3, 4]])
    10
    """
    return sum(number for row in matrix for number in row)


def count_in_matrix(matrix: list[list[Any]], value: Any) -> int:
    """How often a value occurs in a matrix (grid).

    >>> count_in_matrix([[1, 2], [2, 2]], 2)
    3
    """
    return sum(row.count(value) for row in matrix)


def count_negatives_in_matrix(matrix: list[list[float]]) -> int:
    """How many numbers of a matrix are negative.

    >>> count_negatives_in_matrix([[4, -1], [-2, -3]])
    3
    """
    return sum(number < 0 for row in matrix for number in row)


def search_in_matrix(matrix: list[list[Any]], target: Any) -> bool:
    """Whether a (sorted) matrix contains a value.

    >>> search_in_matrix([[1, 3], [5, 7]], 5)
    True
    """
    return any(target in row for row in matrix)


def position_in_matrix(matrix: list[list[Any]], target: Any) -> tuple[int, int] | None:
    """Position (row, column) of the first occurrence of a value in a matrix, None if it is missing.

    >>> position_in_matrix([[1, 3], [5, 7]], 5)
    (1, 0)
    """
    return next(((i, row.index(target)) for i, row in enumerate(matrix) if target in row), None)


def positions_in_matrix(matrix: list[list[Any]], target: Any) -> list[tuple[int, int]]:
    """All positions (row, column) of a value in a matrix.

    >>> positions_in_matrix([[1, 3], [3, 7]], 3)
    [(0, 1), (1, 0)]
    """
    return [(i, j) for i, row in enumerate(matrix) for j, item in enumerate(row) if item == target]


def boundary_of_matrix(matrix: list[list[Any]]) -> list[Any]:
    """Boundary (border) items of a matrix, row by row.

    >>> boundary_of_matrix([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    [1, 2, 3, 4, 6, 7, 8, 9]
    """
    last = len(matrix) - 1
    return [
        item for i, row in enumerate(matrix) for j, item in enumerate(row) if i in (0, last) or j in (0, len(row) - 1)
    ]


def set_matrix_zeroes(matrix: list[list[float]]) -> list[list[float]]:
    """Set to zero every row and column of a matrix that has a zero.

    >>> set_matrix_zeroes([[1, 1, 1], [1, 0, 1]])
    [[1, 0, 1], [0, 0, 0]]
    """
    zero_columns = {j for row in matrix for j, number in enumerate(row) if number == 0}
    return [[0 if 0 in row or j in zero_columns else number for j, number in enumerate(row)] for row in matrix]


def reshape_matrix(matrix: list[list[Any]], rows: int, columns: int) -> list[list[Any]]:
    """Reshape a matrix to other numbers of rows and columns, unchanged if they do not fit.

    >>> reshape_matrix([[1, 2], [3, 4]], 1, 4)
    [[1, 2, 3, 4]]
    """
    items = [item for row in matrix for item in row]
    if len(items) != rows * columns:
        return matrix
    return [items[i * columns : (i + 1) * columns] for i in range(rows)]


def list_to_matrix(items: list[Any], rows: int, columns: int) -> list[list[Any]]:
    """Turn a list into a matrix of so many rows and columns, an empty list if it does not fit.

    >>> list_to_matrix([1, 2, 3, 4], 2, 2)
    [[1, 2], [3, 4]]
    """
    if len(items) != rows * columns:
        return []
    return [items[i * columns : (i + 1) * columns] for i in range(rows)]


def filled_matrix(rows: int, columns: int, value: Any) -> list[list[Any]]:
    """A matrix of so many rows and columns with a value in each cell.

    >>> filled_matrix(2, 3, 0)
    [[0, 0, 0], [0, 0, 0]]
    """
    return [[value] * columns for _ in range(rows)]


def numbered_matrix(rows: int, columns: int) -> list[list[int]]:
    """A matrix filled row by row with 1, 2, 3 and so on.

    >>> numbered_matrix(2, 3)
    [[1, 2, 3], [4, 5, 6]]
    """
    return [[i * columns + j + 1 for j in range(columns)] for i in range(rows)]


def checkerboard(n: int) -> list[list[int]]:
    """A checkerboard (chessboard) of size n of zeros and ones, 0 at the top left.

    >>> checkerboard(2)
    [[0, 1], [1, 0]]
    """
    return [[(i + j) % 2 for j in range(n)] for i in range(n)]


def multiplication_table(n: int) -> list[list[int]]:
    """Multiplication table of 1 to n, as a list of rows.

    >>> multiplication_table(3)
    [[1, 2, 3], [2, 4, 6], [3, 6, 9]]
    """
    return [[i * j for j in range(1, n + 1)] for i in range(1, n + 1)]


def minimum_path_sum(grid: list[list[int]]) -> int:
    """Minimum path sum (cost) from the top left to the bottom right of a grid, going right or down.

    >>> minimum_path_sum([[1, 3, 1], [1, 5, 1], [4, 2, 1]])
    7
    """
    from itertools import accumulate

    costs = list(accumulate(grid[0]))
    for row in grid[1:]:
        costs[0] += row[0]
        for j in range(1, len(row)):
            costs[j] = min(costs[j - 1], costs[j]) + row[j]
    return costs[-1]


def maximum_path_sum(grid: list[list[int]]) -> int:
    """Maximum path sum from the top left to the bottom right of a grid, going right or down.

    >>> maximum_path_sum([[1, 3, 1], [1, 5, 1], [4, 2, 1]])
    12
    """
    from itertools import accumulate

    sums = list(accumulate(grid[0]))
    for row in grid[1:]:
        sums[0] += row[0]
        for j in range(1, len(row)):
            sums[j] = max(sums[j - 1], sums[j]) + row[j]
    return sums[-1]


def maximum_triangle_path(triangle: list[list[int]]) -> int:
    """Maximum path sum from the top to the bottom of a triangle of numbers.

    >>> maximum_triangle_path([[3], [7, 4], [2, 4, 6]])
    14
    """
    best = triangle[-1]
    for row in triangle[-2::-1]:
        best = [number + max(best[j], best[j + 1]) for j, number in enumerate(row)]
    return best[0]


def minimum_triangle_path(triangle: list[list[int]]) -> int:
    """Minimum path sum from the top to the bottom of a triangle of numbers.

    >>> minimum_triangle_path([[2], [3, 4], [6, 5, 7]])
    10
    """
    best = triangle[-1]
    for row in triangle[-2::-1]:
        best = [number + min(best[j], best[j + 1]) for j, number in enumerate(row)]
    return best[0]


def unique_paths(rows: int, columns: int) -> int:
    """Unique paths from the top left to the bottom right cell of a grid, going right or down.

    >>> unique_paths(3, 7)
    28
    """
    import math

    return math.comb(rows + columns - 2, rows - 1)


def unique_paths_with_obstacles(grid: list[list[int]]) -> int:
    """Unique paths through a grid, going right or down, where ones are obstacles.

    >>> unique_paths_with_obstacles([[0, 0, 0], [0, 1, 0], [0, 0, 0]])
    2
    """
    paths = [1] + [0] * (len(grid[0]) - 1)
    for row in grid:
        for j, cell in enumerate(row):
            if cell:
                paths[j] = 0
            elif j:
                paths[j] += paths[j - 1]
    return paths[-1]


def shortest_path_in_grid(grid: list[list[int]]) -> int:
    """Steps of the shortest path from the top left to the bottom right of a grid, ones are walls; -1 if none.

    >>> shortest_path_in_grid([[0, 1], [0, 0]])
    2
    """
    free = {(i, j) for i, row in enumerate(grid) for j, cell in enumerate(row) if cell == 0}
    steps, frontier, goal = 0, {(0, 0)} & free, (len(grid) - 1, len(grid[0]) - 1)
    while frontier:
        if goal in frontier:
            return steps
        free -= frontier
        frontier = {(i + di, j + dj) for i, j in frontier for di, dj in ((0, 1), (1, 0), (0, -1), (-1, 0))} & free
        steps += 1
    return -1


def largest_square_of_ones(grid: list[list[int]]) -> int:
    """Area of the largest square of ones in a grid of zeros and ones (maximal square).

    >>> largest_square_of_ones([[1, 1, 0], [1, 1, 1]])
    4
    """
    best, above = 0, [0] * (len(grid[0]) + 1 if grid else 1)
    for row in grid:
        current = [0]
        for j, cell in enumerate(row):
            current.append(min(current[j], above[j], above[j + 1]) + 1 if cell == 1 else 0)
        best, above = max(best, *current), current
    return best * best


def merge_intervals(intervals: list[list[int]]) -> list[list[int]]:
    """Merge overlapping intervals [start, end], touching ones too, sorted.

    >>> merge_intervals([[1, 3], [8, 10], [2, 6]])
    [[1, 6], [8, 10]]
    """
    merged: list[list[int]] = []
    for low, high in sorted(intervals):
        if merged and low <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], high)
        else:
            merged.append([low, high])
    return merged


def merge_interval_tuples(intervals: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Merge overlapping intervals given as tuples (start, end), touching ones too, sorted.

    >>> merge_interval_tuples([(1, 3), (8, 10), (2, 6)])
    [(1, 6), (8, 10)]
    """
    merged: list[tuple[int, int]] = []
    for low, high in sorted(intervals):
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return merged


def total_covered_length(intervals: list[Any]) -> Any:
    """Total length covered by intervals (start, end), overlaps counted once.

    >>> total_covered_length([(1, 4), (3, 6), (8, 9)])
    6
    """
    total, covered = 0, min((low for low, _ in intervals), default=0)
    for low, high in sorted(intervals):
        total += max(high - max(low, covered), 0)
        covered = max(covered, high)
    return total


def overlap_length(first: Any, second: Any) -> Any:
    """Length of the overlap of two intervals (start, end), 0 if they do not overlap.

    >>> overlap_length((1, 5), (3, 8))
    2
    """
    return max(0, min(first[1], second[1]) - max(first[0], second[0]))


def do_intervals_overlap(first: Any, second: Any) -> bool:
    """Whether two closed intervals (start, end) overlap or touch.

    >>> do_intervals_overlap((1, 5), (5, 8))
    True
    """
    return bool(first[0] <= second[1] and second[0] <= first[1])


def intersection_of_intervals(first: tuple[int, int], second: tuple[int, int]) -> tuple[int, int] | None:
    """Intersection of two closed intervals, None if they have no point in common.

    >>> intersection_of_intervals((1, 5), (3, 8))
    (3, 5)
    """
    low, high = max(first[0], second[0]), min(first[1], second[1])
    return (low, high) if low <= high else None


def interval_list_intersections(first: list[list[int]], second: list[list[int]]) -> list[list[int]]:
    """Intersections of two lists of closed intervals, sorted.

    >>> interval_list_intersections([[0, 2], [5, 10]], [[1, 5], [8, 12]])
    [[1, 2], [5, 5], [8, 10]]
    """
    pairs = ((max(a, c), min(b, d)) for a, b in first for c, d in second)
    return sorted([low, high] for low, high in pairs if low <= high)


def insert_interval(intervals: list[list[int]], new: list[int]) -> list[list[int]]:
    """Insert an interval into a sorted list of disjoint ones, merging those that overlap.

    >>> insert_interval([[1, 3], [6, 9]], [2, 5])
    [[1, 5], [6, 9]]
    """
    low, high = new
    before = [interval for interval in intervals if interval[1] < low]
    after = [interval for interval in intervals if interval[0] > high]
    merged = [new, *intervals[len(before) : len(intervals) - len(after)]]
    return [*before, [min(a for a, _ in merged), max(b for _, b in merged)], *after]


def can_attend_all_meetings(intervals: list[Any]) -> bool:
    """Whether no two meetings (start, end) overlap, touching is allowed.

    >>> can_attend_all_meetings([(0, 30), (30, 40)])
    True
    """
    from itertools import pairwise

    return all(first[1] <= second[0] for first, second in pairwise(sorted(intervals)))


def minimum_meeting_rooms(intervals: list[Any]) -> int:
    """Minimum number of meeting rooms: the most meetings (start, end) at the same time.

    >>> minimum_meeting_rooms([(0, 30), (5, 10), (10, 20)])
    2
    """
    return max((sum(1 for low, high in intervals if low <= begin < high) for begin, _ in intervals), default=0)


def max_non_overlapping_intervals(intervals: list[Any]) -> int:
    """How many intervals (start, end) at most can be chosen without overlap (activity selection).

    >>> max_non_overlapping_intervals([(1, 3), (2, 4), (3, 5)])
    2
    """
    count, free = 0, float("-inf")
    for low, high in sorted(intervals, key=lambda interval: interval[1]):
        if low >= free:
            count, free = count + 1, high
    return count


def knapsack(weights: list[int], values: list[int], capacity: int) -> int:
    """Knapsack 0/1: the largest total value of items whose weights fit into a capacity.

    >>> knapsack([1, 3, 4], [15, 20, 30], 4)
    35
    """
    best = [0] * (capacity + 1)
    for weight, value in zip(weights, values, strict=True):
        for room in range(capacity, weight - 1, -1):
            best[room] = max(best[room], best[room - weight] + value)
    return best[capacity]


def unbounded_knapsack(weights: list[int], values: list[int], capacity: int) -> int:
    """Unbounded knapsack: the largest total value where each item may be used as often as one likes.

    >>> unbounded_knapsack([2, 3], [3, 5], 7)
    11
    """
    best = [0] * (capacity + 1)
    for room in range(1, capacity + 1):
        fits = [best[room - w] + v for w, v in zip(weights, values, strict=True) if 0 < w <= room]
        best[room] = max(fits, default=0)
    return best[capacity]


def fractional_knapsack(weights: list[float], values: list[float], capacity: float) -> float:
    """Fractional knapsack: the largest total value where parts of items may be taken (greedy).

    >>> fractional_knapsack([10, 20, 30], [60, 100, 120], 50)
    240.0
    """
    total, room = 0.0, capacity
    pairs = zip(weights, values, strict=True)
    for weight, value in sorted(pairs, key=lambda pair: pair[1] / pair[0], reverse=True):
        taken = min(weight, room)
        total += value * taken / weight
        room -= taken
    return total


def min_coins_for_amount(coins: list[int], amount: int) -> int:
    """Coin change: the minimum number of coins that make an amount, -1 if it cannot be made.

    >>> min_coins_for_amount([1, 2, 5], 11)
    3
    >>> min_coins_for_amount([2], 3)
    -1
    """
    fewest: list[float] = [0]
    for total in range(1, amount + 1):
        fewest.append(1 + min((fewest[total - coin] for coin in coins if 0 < coin <= total), default=float("inf")))
    return int(fewest[amount]) if fewest[amount] < float("inf") else -1


def count_ways_to_change(coins: list[int], amount: int) -> int:
    """Coin change: in how many ways coins can make an amount, regardless of order.

    >>> count_ways_to_change([1, 2, 5], 5)
    4
    """
    ways = [1] + [0] * amount
    for coin in coins:
        for total in range(coin, amount + 1):
            ways[total] += ways[total - coin]
    return ways[amount]


def count_ordered_ways_to_change(coins: list[int], amount: int) -> int:
    """In how many ways numbers (coins, steps) add up to a total, different orders counted (combination sum IV).

    >>> count_ordered_ways_to_change([1, 2, 3], 4)
    7
    """
    ways = [1]
    for total in range(1, amount + 1):
        ways.append(sum(ways[total - coin] for coin in coins if 0 < coin <= total))
    return ways[amount]


def greedy_change(coins: list[int], amount: int) -> list[int]:
    """Make change greedily: the coins given out, always the largest one that fits.

    >>> greedy_change([1, 5, 10, 25], 41)
    [25, 10, 5, 1]
    """
    given = []
    for coin in sorted(coins, reverse=True):
        if coin > 0:
            given += [coin] * (amount // coin)
            amount -= max(amount // coin, 0) * coin
    return given


def subset_sum_exists(numbers: list[int], target: int) -> bool:
    """Whether some of the non-negative numbers of a list add up to a target (subset sum).

    >>> subset_sum_exists([3, 34, 4, 12, 5, 2], 9)
    True
    """
    reachable = 1
    for number in numbers:
        reachable |= reachable << number
    return target >= 0 and reachable >> target & 1 == 1


def count_subsets_with_sum(numbers: list[int], target: int) -> int:
    """How many subsets of a list of non-negative numbers have a given sum.

    >>> count_subsets_with_sum([1, 2, 3], 3)
    2
    """
    ways = [1] + [0] * target
    for number in numbers:
        for total in range(target, number - 1, -1):
            ways[total] += ways[total - number]
    return ways[target]


def can_partition_equally(numbers: list[int]) -> bool:
    """Whether a list of non-negative numbers can be partitioned into two subsets with equal sums.

    >>> can_partition_equally([1, 5, 11, 5])
    True
    """
    reachable, total = 1, sum(numbers)
    for number in numbers:
        reachable |= reachable << number
    return total % 2 == 0 and reachable >> total // 2 & 1 == 1


def max_sum_non_adjacent(numbers: list[int]) -> int:
    """House robber: the maximum sum of items no two of which are adjacent, 0 for none.

    >>> max_sum_non_adjacent([2, 7, 9, 3, 1])
    12
    """
    taken = skipped = 0
    for number in numbers:
        taken, skipped = skipped + number, max(skipped, taken)
    return max(taken, skipped)


def min_cost_climbing_stairs(costs: list[int]) -> int:
    """Minimum cost of climbing stairs in steps of one or two, from the first or second stair to beyond the last.

    >>> min_cost_climbing_stairs([10, 15, 20])
    15
    """
    before = last = 0
    for cost in costs:
        before, last = last, min(before, last) + cost
    return min(before, last)


def can_jump_to_end(jumps: list[int]) -> bool:
    """Jump game: whether the last index can be reached, each item being the longest jump from there.

    >>> can_jump_to_end([2, 3, 1, 1, 4])
    True
    >>> can_jump_to_end([3, 2, 1, 0, 4])
    False
    """
    reach = 0
    for i, jump in enumerate(jumps):
        if i > reach:
            return False
        reach = max(reach, i + jump)
    return True


def min_jumps_to_end(jumps: list[int]) -> int:
    """Jump game: the minimum number of jumps to the last index, -1 if it cannot be reached.

    >>> min_jumps_to_end([2, 3, 1, 1, 4])
    2
    """
    count = end = 0
    while end < len(jumps) - 1:
        farthest = max(i + jumps[i] for i in range(end + 1))
        if farthest <= end:
            return -1
        count, end = count + 1, farthest
    return count


def max_rod_cutting_value(prices: list[int], length: int) -> int:
    """Rod cutting: the largest value of a rod cut in pieces, where prices[i] is that of length i + 1.

    >>> max_rod_cutting_value([1, 5, 8, 9], 4)
    10
    """
    best = [0]
    for size in range(1, length + 1):
        best.append(max(price + best[size - piece] for piece, price in enumerate(prices[:size], 1)))
    return best[length]


def matrix_chain_cost(sizes: list[int]) -> int:
    """Matrix chain multiplication: the minimum number of multiplications, for matrices of sizes[i] by sizes[i + 1].

    >>> matrix_chain_cost([10, 20, 30, 40])
    18000
    """
    n = len(sizes)
    cost = [[0] * n for _ in sizes]
    for i in reversed(range(n)):
        for j in range(i + 2, n):
            cost[i][j] = min(cost[i][k] + cost[k][j] + sizes[i] * sizes[k] * sizes[j] for k in range(i + 1, j))
    return cost[0][-1]


def next_greater_elements(numbers: list[int]) -> list[int]:
    """Next greater element: for each item, the first larger one after it, -1 if there is none.

    >>> next_greater_elements([4, 5, 2, 25])
    [5, 25, 25, -1]
    """
    return [next((later for later in numbers[i + 1 :] if later > n), -1) for i, n in enumerate(numbers)]


def next_smaller_elements(numbers: list[int]) -> list[int]:
    """Next smaller element: for each item, the first smaller one after it, -1 if there is none.

    >>> next_smaller_elements([4, 8, 5, 2])
    [2, 5, 2, -1]
    """
    return [next((later for later in numbers[i + 1 :] if later < n), -1) for i, n in enumerate(numbers)]


def previous_greater_elements(numbers: list[int]) -> list[int]:
    """Previous greater element: for each item, the nearest larger one before it, -1 if there is none.

    >>> previous_greater_elements([10, 4, 2, 20])
    [-1, 10, 4, -1]
    """
    return [next((other for other in numbers[:i][::-1] if other > n), -1) for i, n in enumerate(numbers)]


def previous_smaller_elements(numbers: list[int]) -> list[int]:
    """Previous smaller element: for each item, the nearest smaller one before it, -1 if there is none.

    >>> previous_smaller_elements([4, 5, 2, 10])
    [-1, 4, -1, 2]
    """
    return [next((other for other in numbers[:i][::-1] if other < n), -1) for i, n in enumerate(numbers)]


def next_greater_circular(numbers: list[int]) -> list[int]:
    """Next greater element in a circular list: the first larger one after it, wrapping around, or -1.

    >>> next_greater_circular([1, 2, 1])
    [2, -1, 2]
    """
    return [next((m for m in numbers[i + 1 :] + numbers[:i] if m > n), -1) for i, n in enumerate(numbers)]


def daily_temperatures(temperatures: list[int]) -> list[int]:
    """Daily temperatures: for each day, how many days until a warmer one, 0 if none comes.

    >>> daily_temperatures([73, 74, 75, 71, 69, 72, 76, 73])
    [1, 1, 4, 2, 1, 1, 0, 0]
    """
    days = range(len(temperatures))
    return [next((j - i for j in days[i + 1 :] if temperatures[j] > temperatures[i]), 0) for i in days]


def stock_spans(prices: list[int]) -> list[int]:
    """Stock span: for each day, how many days up to it in a row had a price at most as high.

    >>> stock_spans([100, 80, 60, 70, 60, 75, 85])
    [1, 1, 1, 2, 1, 4, 6]
    """
    days = range(len(prices))
    return [next((i - j for j in reversed(days[:i]) if prices[j] > prices[i]), i + 1) for i in days]


def is_valid_stack_order(pushed: list[Any], popped: list[Any]) -> bool:
    """Whether a stack can give the items pushed in one order back in another (validate push and pop sequences).

    >>> is_valid_stack_order([1, 2, 3], [2, 3, 1])
    True
    >>> is_valid_stack_order([1, 2, 3], [3, 1, 2])
    False
    """
    stack, rest = [], popped[:]
    for item in pushed:
        stack.append(item)
        while stack and rest and stack[-1] == rest[0]:
            stack.pop()
            rest.pop(0)
    return not stack and not rest


def evaluate_postfix_tokens(tokens: list[str]) -> int:
    """Evaluate an expression in reverse Polish (postfix) notation, division truncates toward zero.

    >>> evaluate_postfix_tokens(["2", "1", "+", "3", "*"])
    9
    """
    stack: list[int] = []
    for token in tokens:
        if token not in ("+", "-", "*", "/"):
            stack.append(int(token))
            continue
        b, a = stack.pop(), stack.pop()
        if token in "+-":
            stack.append(a + b if token == "+" else a - b)
        else:
            stack.append(a * b if token == "*" else int(a / b))
    return stack.pop()


def asteroid_collision(asteroids: list[int]) -> list[int]:
    """Asteroid collision: those moving right (positive) meet those moving left, the smaller ones explode.

    >>> asteroid_collision([5, 10, -5])
    [5, 10]
    """
    stack: list[int] = []
    for rock in asteroids:
        while stack and rock < 0 < stack[-1] < -rock:
            stack.pop()
        if stack and rock < 0 < stack[-1]:
            if stack[-1] == -rock:
                stack.pop()
        else:
            stack.append(rock)
    return stack


def last_stone_weight(stones: list[int]) -> int:
    """Last stone weight: the two heaviest stones smash until at most one is left, 0 for none.

    >>> last_stone_weight([2, 7, 4, 1, 8, 1])
    1
    """
    rest = sorted(stones)
    while len(rest) > 1:
        heaviest, second = rest.pop(), rest.pop()
        if heaviest > second:
            rest = sorted([*rest, heaviest - second])
    return rest[0] if rest else 0


def min_cost_to_connect_ropes(lengths: list[int]) -> int:
    """Minimum cost to connect ropes (Huffman): each time the two shortest, at the cost of their sum.

    >>> min_cost_to_connect_ropes([4, 3, 2, 6])
    29
    """
    from heapq import heapify, heappop, heappush

    heap, cost = lengths[:], 0
    heapify(heap)
    while len(heap) > 1:
        joined = heappop(heap) + heappop(heap)
        cost += joined
        heappush(heap, joined)
    return cost


def josephus_order(items: list[Any], k: int) -> list[Any]:
    """Josephus permutation: the order in which every kth item of a circle is removed.

    >>> josephus_order([1, 2, 3, 4, 5, 6, 7], 3)
    [3, 6, 2, 7, 5, 1, 4]
    """
    circle, place, removed = items[:], 0, []
    while circle:
        place = (place + k - 1) % len(circle)
        removed.append(circle.pop(place))
    return removed


def degrees_of_nodes(edges: list[Any]) -> dict[Any, int]:
    """Degree of each node of an undirected graph given as a list of edges.

    >>> degrees_of_nodes([(1, 2), (1, 3)])
    {1: 2, 2: 1, 3: 1}
    """
    from collections import Counter

    return dict(Counter(node for edge in edges for node in edge))


def adjacency_from_edges(edges: list[Any]) -> dict[Any, list[Any]]:
    """Adjacency lists of an undirected graph given as a list of edges.

    >>> adjacency_from_edges([(1, 2), (1, 3)])
    {1: [2, 3], 2: [1], 3: [1]}
    """
    neighbours: dict[object, list[object]] = {}
    for a, b in edges:
        neighbours.setdefault(a, []).append(b)
        neighbours.setdefault(b, []).append(a)
    return neighbours


def is_connected_graph(count: int, edges: list[Any]) -> bool:
    """Whether an undirected graph with nodes 0 to n - 1 and these edges is connected.

    >>> is_connected_graph(3, [(0, 1), (1, 2)])
    True
    """
    groups = list(range(count))
    for a, b in edges:
        groups = [groups[b] if group == groups[a] else group for group in groups]
    return len(set(groups)) <= 1


def count_connected_components(count: int, edges: list[Any]) -> int:
    """Number of connected components of an undirected graph with nodes 0 to n - 1 and these edges.

    >>> count_connected_components(5, [(0, 1), (1, 2), (3, 4)])
    2
    """
    groups = list(range(count))
    for a, b in edges:
        groups = [groups[b] if group == groups[a] else group for group in groups]
    return len(set(groups))


def shortest_path_length(graph: dict[Any, list[Any]], source: Any, goal: Any) -> int:
    """Length of the shortest path between two nodes of a graph of adjacency lists (BFS), -1 if there is none.

    >>> shortest_path_length({"a": ["b"], "b": ["c"], "c": []}, "a", "c")
    2
    """
    distances, queue = {source: 0}, [source]
    for node in queue:
        for other in graph.get(node, []):
            if other not in distances:
                distances[other] = distances[node] + 1
                queue.append(other)
    return distances.get(goal, -1)


def shortest_path_in_graph(graph: dict[Any, list[Any]], source: Any, goal: Any) -> list[Any]:
    """A shortest path between two nodes of a graph of adjacency lists (BFS), an empty list if there is none.

    >>> shortest_path_in_graph({"a": ["b"], "b": ["c"], "c": []}, "a", "c")
    ['a', 'b', 'c']
    """
    paths, queue = {source: [source]}, [source]
    for node in queue:
        for other in graph.get(node, []):
            if other not in paths:
                paths[other] = [*paths[node], other]
                queue.append(other)
    return paths.get(goal, [])


def has_path_between(graph: dict[Any, list[Any]], source: Any, goal: Any) -> bool:
    """Whether a node of a graph of adjacency lists can be reached from another.

    >>> has_path_between({"a": ["b"], "b": []}, "a", "b")
    True
    """
    order, seen = [source], {source}
    for node in order:
        found = [other for other in dict.fromkeys(graph.get(node, [])) if other not in seen]
        order += found
        seen.update(found)
    return goal in seen


def breadth_first_order(graph: dict[Any, list[Any]], source: Any) -> list[Any]:
    """Breadth-first search (BFS): the nodes that can be reached, in the order of the visits.

    >>> breadth_first_order({1: [2, 3], 2: [4], 3: [4], 4: []}, 1)
    [1, 2, 3, 4]
    """
    order, seen = [source], {source}
    for node in order:
        found = [other for other in dict.fromkeys(graph.get(node, [])) if other not in seen]
        order += found
        seen.update(found)
    return order


def depth_first_order(graph: dict[Any, list[Any]], source: Any) -> list[Any]:
    """Depth-first search (DFS): the nodes that can be reached, in the order of the visits.

    >>> depth_first_order({1: [2, 3], 2: [4], 3: [4], 4: []}, 1)
    [1, 2, 4, 3]
    """
    stack = [source]
    seen: dict[object, None] = {}
    while stack:
        node = stack.pop()
        if node not in seen:
            seen[node] = None
            stack += graph.get(node, [])[::-1]
    return list(seen)


def topological_order(graph: dict[Any, list[Any]]) -> list[Any]:
    """Topological order of a graph of dependencies (node to those that come before it), smallest first.

    >>> topological_order({"c": ["b"], "b": ["a"], "a": []})
    ['a', 'b', 'c']
    """
    order, waiting = [], sorted(set(graph).union(*graph.values()))
    while waiting:
        blocked = set(waiting)
        ready = next((node for node in waiting if blocked.isdisjoint(graph.get(node, []))), None)
        if ready is None:
            return []
        order.append(ready)
        waiting.remove(ready)
    return order


def has_cycle_in_directed_graph(graph: dict[Any, list[Any]]) -> bool:
    """Whether a directed graph of adjacency lists has a cycle.

    >>> has_cycle_in_directed_graph({1: [2], 2: [1]})
    True
    """
    rest = set(graph)
    while True:
        leaves = {node for node in rest if rest.isdisjoint(graph[node])}
        if not leaves:
            return bool(rest)
        rest -= leaves


def can_finish_courses(count: int, prerequisites: list[list[int]]) -> bool:
    """Course schedule: whether all courses can be finished, with pairs [course, prerequisite] (no cycle).

    >>> can_finish_courses(2, [[1, 0]])
    True
    """
    rest = set(range(count))
    while True:
        blocked = {course for course, needed in prerequisites if needed in rest}
        if not rest - blocked:
            return not rest
        rest &= blocked


def find_town_judge(count: int, trust: list[list[int]]) -> int:
    """Town judge: the one of 1 to n whom all others trust and who trusts nobody, -1 if there is none.

    >>> find_town_judge(3, [[1, 3], [2, 3]])
    3
    """
    trusting = {a for a, _ in trust}
    trusted = [b for _, b in trust]
    people = range(1, count + 1)
    return next((one for one in people if one not in trusting and trusted.count(one) == count - 1), -1)


def winner_of_votes(votes: list[str]) -> str:
    """Winner of an election: the name with most votes, ties to the alphabetically first.

    >>> winner_of_votes(["bob", "amy", "bob", "amy"])
    'amy'
    """
    return max(sorted(votes), key=votes.count)


LIMITS: dict[str, int] = {
    "checkerboard": 60,
    "combinations_as_lists": 10,
    "combinations_of_range": 10,
    "count_connected_components": 300,
    "count_ordered_ways_to_change": 200,
    "count_subsets_with_sum": 200,
    "count_ways_to_change": 200,
    "determinant_of_matrix": 6,
    "distinct_permutations": 6,
    "filled_matrix": 60,
    "game_of_life_step": 30,
    "gray_code": 12,
    "identity_matrix": 60,
    "is_connected_graph": 300,
    "knapsack": 200,
    "max_rod_cutting_value": 100,
    "merge_dicts_into_lists": 25,
    "min_coins_for_amount": 200,
    "minesweeper_counts": 30,
    "multiplication_table": 60,
    "multiply_matrices": 30,
    "numbered_matrix": 60,
    "pascals_triangle": 60,
    "pascals_triangle_row": 60,
    "permutations_as_lists": 6,
    "power_set": 10,
    "power_set_by_doubling": 10,
    "power_set_tuples": 10,
    "pythagorean_triples": 120,
    "repeat_each_item": 100,
    "run_length_decode_pairs": 25,
    "spiral_matrix": 40,
    "subsets_with_sum": 12,
    "sum_dicts": 25,
    "topological_order": 10,
    "unbounded_knapsack": 100,
}
