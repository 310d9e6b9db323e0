"""Known mistakes of assignment 11, each small and honest enough to have been made.

They stand in modules by topic; the loader finds them by the names listed here.
"""

import numpy as np

from .backward_mistakes import (
    back_added_once,
    back_averaged_over_places,
    back_channels_mixed_in_dx,
    back_db_averaged_over_places,
    back_db_for_each_example,
    back_db_for_each_place,
    back_db_of_one_example,
    back_db_over_filters,
    back_db_zero,
    back_divided_by_n,
    back_dw_axes_exchanged,
    back_dw_flipped,
    back_dw_of_the_last_example,
    back_dw_without_padding,
    back_dx_last,
    back_dx_of_the_last_filter,
    back_dx_too_small,
    back_dy_through_relu,
    back_in_the_types_of_the_arguments,
    back_kernel_flipped_in_dx,
    back_of_the_flipped_layer,
    back_padding_cut_at_the_end,
    back_padding_not_cut,
    back_stride_ignored,
    back_stride_ignored_in_dx,
    back_written_not_added,
)
from .dense_mistakes import (
    dense_bias_for_each_input,
    dense_bias_for_examples,
    dense_bias_in_first_row,
    dense_db_as_a_row,
    dense_db_averaged,
    dense_db_not_summed,
    dense_db_one_number,
    dense_db_over_outputs,
    dense_divided_by_n,
    dense_dw_of_the_last_example,
    dense_dw_transposed,
    dense_dw_without_transpose,
    dense_dx_last,
    dense_dx_without_transpose,
    dense_dy_through_relu,
    dense_gradients_in_their_types,
    dense_in_the_type_of_x,
    dense_transposed_weights,
    dense_with_relu,
    dense_with_tanh,
    dense_without_bias,
)
from .forward_mistakes import (
    conv_bias_for_columns,
    conv_bias_for_each_channel,
    conv_bias_for_each_product,
    conv_channels_averaged,
    conv_channels_flipped,
    conv_filters_and_channels_exchanged,
    conv_filters_last,
    conv_first_bias_for_all,
    conv_first_channel_only,
    conv_in_the_type_of_x,
    conv_kernel_flipped,
    conv_kernel_transposed,
    conv_last_channel_only,
    conv_mean_over_window,
    conv_one_kernel_for_all_channels,
    conv_padding_after,
    conv_padding_before,
    conv_padding_ignored,
    conv_padding_once_in_the_size,
    conv_padding_repeats_the_edge,
    conv_plus_one_divided,
    conv_size_rounded_up,
    conv_size_without_plus_one,
    conv_stride_for_columns_only,
    conv_stride_for_rows_only,
    conv_stride_ignored,
    conv_summed_into_the_bias,
    conv_twice_the_padding_after,
    conv_windows_one_apart,
    conv_with_relu,
    conv_without_bias,
)
from .network_mistakes import (
    field_as_an_area,
    field_from_zero,
    field_kernels_multiplied,
    field_output_first,
    field_own_stride_first,
    field_own_stride_only,
    field_previous_stride_only,
    field_strides_added,
    field_strides_ignored,
    field_uses_up_the_list,
    field_without_gaps,
    field_without_minus_one,
    kinks_changes_of_the_pattern,
    kinks_different_slopes,
    kinks_every_change_of_slope,
    kinks_first_hidden_layer,
    kinks_half_of_the_changes,
    kinks_in_the_direction_of_y,
    kinks_of_each_output,
    kinks_of_the_first_output,
    kinks_of_the_sum_of_outputs,
    kinks_only_large_ones,
    kinks_pieces,
    kinks_relu_after_the_first_layer,
    kinks_relu_at_the_output,
    kinks_switches_of_units,
    kinks_take_the_last_layer_away,
    kinks_turning_points,
    kinks_units_that_switch,
    kinks_without_biases,
    kinks_without_tolerance,
)

__all__ = [
    "EXAMPLES",
    "back_added_once",
    "back_averaged_over_places",
    "back_channels_mixed_in_dx",
    "back_db_averaged_over_places",
    "back_db_for_each_example",
    "back_db_for_each_place",
    "back_db_of_one_example",
    "back_db_over_filters",
    "back_db_zero",
    "back_divided_by_n",
    "back_dw_axes_exchanged",
    "back_dw_flipped",
    "back_dw_of_the_last_example",
    "back_dw_without_padding",
    "back_dx_last",
    "back_dx_of_the_last_filter",
    "back_dx_too_small",
    "back_dy_through_relu",
    "back_in_the_types_of_the_arguments",
    "back_kernel_flipped_in_dx",
    "back_of_the_flipped_layer",
    "back_padding_cut_at_the_end",
    "back_padding_not_cut",
    "back_stride_ignored",
    "back_stride_ignored_in_dx",
    "back_written_not_added",
    "conv_bias_for_columns",
    "conv_bias_for_each_channel",
    "conv_bias_for_each_product",
    "conv_channels_averaged",
    "conv_channels_flipped",
    "conv_filters_and_channels_exchanged",
    "conv_filters_last",
    "conv_first_bias_for_all",
    "conv_first_channel_only",
    "conv_in_the_type_of_x",
    "conv_kernel_flipped",
    "conv_kernel_transposed",
    "conv_last_channel_only",
    "conv_mean_over_window",
    "conv_one_kernel_for_all_channels",
    "conv_padding_after",
    "conv_padding_before",
    "conv_padding_ignored",
    "conv_padding_once_in_the_size",
    "conv_padding_repeats_the_edge",
    "conv_plus_one_divided",
    "conv_size_rounded_up",
    "conv_size_without_plus_one",
    "conv_stride_for_columns_only",
    "conv_stride_for_rows_only",
    "conv_stride_ignored",
    "conv_summed_into_the_bias",
    "conv_twice_the_padding_after",
    "conv_windows_one_apart",
    "conv_with_relu",
    "conv_without_bias",
    "dense_bias_for_each_input",
    "dense_bias_for_examples",
    "dense_bias_in_first_row",
    "dense_db_as_a_row",
    "dense_db_averaged",
    "dense_db_not_summed",
    "dense_db_one_number",
    "dense_db_over_outputs",
    "dense_divided_by_n",
    "dense_dw_of_the_last_example",
    "dense_dw_transposed",
    "dense_dw_without_transpose",
    "dense_dx_last",
    "dense_dx_without_transpose",
    "dense_dy_through_relu",
    "dense_gradients_in_their_types",
    "dense_in_the_type_of_x",
    "dense_transposed_weights",
    "dense_with_relu",
    "dense_with_tanh",
    "dense_without_bias",
    "field_as_an_area",
    "field_from_zero",
    "field_kernels_multiplied",
    "field_output_first",
    "field_own_stride_first",
    "field_own_stride_only",
    "field_previous_stride_only",
    "field_strides_added",
    "field_strides_ignored",
    "field_uses_up_the_list",
    "field_without_gaps",
    "field_without_minus_one",
    "kinks_changes_of_the_pattern",
    "kinks_different_slopes",
    "kinks_every_change_of_slope",
    "kinks_first_hidden_layer",
    "kinks_half_of_the_changes",
    "kinks_in_the_direction_of_y",
    "kinks_of_each_output",
    "kinks_of_the_first_output",
    "kinks_of_the_sum_of_outputs",
    "kinks_only_large_ones",
    "kinks_pieces",
    "kinks_relu_after_the_first_layer",
    "kinks_relu_at_the_output",
    "kinks_switches_of_units",
    "kinks_take_the_last_layer_away",
    "kinks_turning_points",
    "kinks_units_that_switch",
    "kinks_without_biases",
    "kinks_without_tolerance",
]


def _array(*rows):
    """Return an image or kernel of one example or filter and one channel."""
    return np.array([[rows]], dtype=np.float64)


_NONE = np.zeros(1)
_ONE = np.ones(1)
_TWO = np.array([1.0, 2.0])
_PLAIN = _array([1, 2], [3, 4])
_PIXELS = _array([1, 2, 3], [4, 5, 6], [7, 8, 9])
_PAIR = np.concatenate([_PLAIN, 10 * _PLAIN])
_CHANNELS = np.concatenate([_PLAIN, 10 * _PLAIN], axis=1)
_BRICK = _array([1, 2, 3, 4], [5, 6, 7, 8])
_ROW = _array([1, 2, 3])
_LINE = _array([1, 2, 3, 4])
_POINT = _array([2])
_WIDE = _array([1, 10])
_KERNEL = _array([1, 2], [3, 5])
_FILTERS = np.concatenate([_POINT, 3 * _POINT])
_DEEP = np.concatenate([_POINT, 3 * _POINT], axis=1)
_FOUR = np.concatenate([_DEEP, 10 * _DEEP])
_HALF = _array([0.5])

_COLUMN = np.array([[1.0, 2.0], [3.0, 4.0]])
_ROWS = np.array([[1.0, 0.0], [0.0, 10.0], [5.0, 5.0]])
_TALL = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
_LAYERS = [
    (np.array([[1.0]]), np.array([[2.0]]), _NONE),
    (np.array([[1.0]]), np.array([[2.0]]), _ONE),
    (np.array([[1.0]]), np.array([[-2.0]]), _ONE),
    (np.array([[1.0, 10.0]]), _COLUMN, _TWO),
    (_COLUMN, _COLUMN, _TWO),
    (np.array([[1.0], [2.0]]), np.array([[3.0]]), _ONE),
    (_ROWS, _COLUMN, _TWO),
    (_COLUMN, _TALL, np.array([1.0, 2.0, 3.0])),
    (np.array([[1, 2]]), _COLUMN / 4, _TWO),
]
_MAPS = [
    (_PLAIN, _POINT, _NONE, 1, 0),
    (_PLAIN, _POINT, _ONE, 1, 0),
    (_PLAIN, -_POINT, _NONE, 1, 0),
    (_PLAIN, _WIDE, _NONE, 1, 0),
    (_PLAIN, _KERNEL, _ONE, 1, 0),
    (_ROW, _WIDE, _NONE, 1, 0),
    (_ROW, _WIDE, _ONE, 1, 0),
    (_BRICK, _KERNEL, _ONE, 1, 0),
    (_array([3]), _KERNEL, _NONE, 1, 1),
    (_array([1, 2]), _KERNEL, _NONE, 1, 1),
    (_PLAIN, _POINT, _NONE, 1, 1),
    (_PLAIN, _KERNEL, _NONE, 1, 1),
    (_PLAIN, _FILTERS, _TWO, 1, 0),
    (_CHANNELS, _DEEP, _ONE, 1, 0),
    (_CHANNELS, _FOUR, _TWO, 1, 0),
    (_PAIR, _KERNEL, _ONE, 1, 0),
    (_ROW, _POINT, _NONE, 2, 0),
    (_LINE, _WIDE, _NONE, 2, 0),
    (_LINE, _POINT, _NONE, 2, 0),
    (_ROW, _WIDE, _NONE, 2, 0),
    (_BRICK, _POINT, _NONE, 2, 0),
    (_PIXELS, _POINT, _NONE, 2, 0),
    (_PIXELS, _KERNEL, _NONE, 2, 0),
    (_PIXELS, _WIDE, _NONE, 2, 1),
    (np.array([[[[1, 2], [3, 4]]]]), _HALF, _NONE, 1, 0),
    (_PLAIN / 4, _POINT, np.array([1]), 1, 0),
]


def _dy(layer):
    """Return 1, 10, 100 … in the shape of what a layer gives."""
    x, w, _, stride, padding = layer
    rows, columns = (
        (size + 2 * padding - kernel) // stride + 1
        for size, kernel in zip(x.shape[2:], w.shape[2:], strict=True)
    )
    shape = (len(x), len(w), rows, columns)
    return np.arange(1.0, np.prod(shape) + 1).reshape(shape)


def _net(*layers):
    return [(np.array(W, dtype=np.float64), np.array(b, float)) for W, b in layers]


_RAMP = _net(([[1]], [-1]), ([[2]], [0]))
_RAMPS = _net(([[1, 1]], [-1, -2]), ([[2], [1]], [0]))
_HAT = _net(([[1, 1]], [-1, -2]), ([[2], [-4]], [1]))
_STAIRS = _net(([[1, 1, 1]], [-1, -2, -3]), ([[2], [-2], [2]], [0]))
_NEGATIVE = _net(([[1]], [-1]), ([[2]], [-3]))
_SILENT = _net(([[1, 1]], [-1, -2]), ([[2], [0]], [0]))
_TWICE = _net(([[1, 2]], [-1, -2]), ([[2], [1]], [0]))
_SPLIT = _net(([[1, 1]], [-1, -2]), ([[1, 0], [0, 1]], [0, 0]))
_BOTH = _net(([[1]], [-1]), ([[1, -1]], [0, 0]))
_FOLD = _net(([[1]], [-1]), ([[-1]], [1]), ([[3]], [0]))
_FOLDS = _net(([[1, 1]], [-1, -2]), ([[2], [-4]], [-1]), ([[1]], [0]))
_SMALL = _net(([[1, 1]], [-1, -2]), ([[0.1], [2]], [0]))
_START, _END = np.array([0.0]), np.array([4.0])
_NETS = (
    _net(([[1]], [0])),
    _RAMP,
    _RAMPS,
    _HAT,
    _STAIRS,
    _NEGATIVE,
    _SMALL,
    _SILENT,
    _TWICE,
    _BOTH,
    _SPLIT,
    _FOLD,
    _FOLDS,
)

EXAMPLES = {
    "dense_forward": _LAYERS,
    "dense_backward": [
        (
            *layer,
            np.arange(1.0, len(layer[0]) * len(layer[2]) + 1).reshape(
                len(layer[0]), len(layer[2])
            ),
        )
        for layer in _LAYERS
    ],
    "conv2d_forward": _MAPS,
    "conv2d_backward": [(*layer, _dy(layer)) for layer in _MAPS],
    "receptive_field": [
        ([],),
        ([(3, 1)],),
        ([(3, 2)],),
        ([(3, 1), (3, 1)],),
        ([(3, 2), (3, 1)],),
        ([(3, 1), (3, 2)],),
        ([(2, 3), (2, 1)],),
        ([(3, 2), (3, 2), (3, 1)],),
        ([(3, 2), (3, 3), (3, 1)],),
    ],
    "count_kinks": [
        *((net, _START, _END, n) for net in _NETS for n in (12, 14)),
        (_RAMP, np.array([2.0]), _START, 12),
    ],
}
