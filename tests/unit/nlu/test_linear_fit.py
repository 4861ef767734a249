import numpy as np

from nlu.copies import Copy
from nlu.linear_fit import Rows, fit_linear

COPIES = [Copy(at, at % 2, 1.0, {10 + at % 2: 1.0, 50: 0.5}) for at in range(8)]


def test_rows_hold_a_copy_each():
    rows = Rows.of(COPIES)
    assert rows.rows.shape[0] == len(COPIES)
    assert rows.rows[1, 11] == 1.0
    assert rows.labels.tolist() == [0, 1] * 4
    assert rows.at(np.array([0, 2])).labels.tolist() == [0, 0]


def test_the_weights_tell_the_labels_apart_and_a_label_without_examples_is_out_of_reach():
    fitted = fit_linear(Rows.of(COPIES), labels=3, strength=1.0)
    assert fitted.used.tolist() == [10, 11, 50]
    assert fitted.weights[0, 0] > fitted.weights[0, 1]
    assert fitted.weights[1, 1] > fitted.weights[1, 0]
    assert fitted.bias[2] < fitted.bias[:2].min()
