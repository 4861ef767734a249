"""Copies of the examples as rows of a sparse matrix, and the linear weights scikit-learn finds for them. Which examples
are held out, and what their scores are good for, is decided in `nlu/train.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlu.copies import SEED, Copy
from nlu.features import BUCKETS

RARE = 2  # features of fewer texts than this are left out


@dataclass(frozen=True, slots=True)
class Rows:
    """Copies as arrays: one row a copy, one column a bucket, weights before idf."""

    rows: Any
    labels: NDArray[np.int64]
    trust: NDArray[np.float64]

    @classmethod
    def of(cls, copies: Sequence[Copy]) -> Rows:
        from scipy.sparse import csr_matrix  # noqa: PLC0415 - serving must not load it

        sizes = np.array([len(copy.features) for copy in copies])
        columns = np.fromiter(chain.from_iterable(copy.features for copy in copies), np.int32, sizes.sum())
        weights = chain.from_iterable(copy.features.values() for copy in copies)
        values = np.fromiter(weights, np.float32, sizes.sum())
        rows = csr_matrix((values, columns, np.append(0, np.cumsum(sizes))), shape=(len(copies), BUCKETS))
        return cls(rows, np.array([copy.label for copy in copies]), np.array([copy.trust for copy in copies]))

    def at(self, places: NDArray[np.int64]) -> Rows:
        return Rows(self.rows[places], self.labels[places], self.trust[places])


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights by used bucket and label."""

    used: NDArray[np.int64]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    idf: NDArray[np.float32]


def fit_linear(copies: Rows, *, labels: int, strength: float) -> Fitted:
    """One against the rest for each label. `strength`: C of the support vectors."""
    from sklearn.svm import LinearSVC  # noqa: PLC0415 - serving must not load scikit-learn or scipy

    counts = np.bincount(copies.rows.indices, minlength=BUCKETS)
    used = np.flatnonzero(counts >= min(RARE, counts.max()))
    idf = (np.log((1 + len(copies.labels)) / (1 + counts[used])) + 1).astype(np.float32)
    rows = _of_unit_length(copies.rows[:, used], idf)
    # A tighter tolerance takes twice the time and gives the same accuracy on held-out folds.
    model = LinearSVC(C=strength, random_state=SEED, dual=True, tol=0.1)
    model.fit(rows, copies.labels, sample_weight=copies.trust)
    return _spread(model, used, idf, labels)


def _of_unit_length(rows: Any, idf: NDArray[np.float32]) -> Any:
    rows.data *= idf[rows.indices]
    lengths = np.sqrt(np.bincount(_row_numbers(rows), weights=np.square(rows.data), minlength=rows.shape[0]))
    rows.data /= np.maximum(lengths, 1e-9)[_row_numbers(rows)].astype(np.float32)
    return rows


def _row_numbers(rows: Any) -> NDArray[Any]:
    return np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))


def _spread(model: Any, used: NDArray[np.int64], idf: NDArray[np.float32], labels: int) -> Fitted:
    """The fitted columns at their labels; an intent without examples keeps a score nobody reaches."""
    weights = np.zeros((len(used), labels), dtype=np.float32)
    bias = np.full(labels, -9.0, dtype=np.float32)
    coefficients, intercepts = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        coefficients, intercepts = np.vstack([-coefficients, coefficients]), np.hstack([-intercepts, intercepts])
    for row, label in enumerate(model.classes_):
        weights[:, label] = coefficients[row]
        bias[label] = intercepts[row]
    return Fitted(used, weights, bias, idf)
