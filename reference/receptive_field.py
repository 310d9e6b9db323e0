"""Assignment 11: how much of the input one output of a convolutional net sees."""

from collections.abc import Sequence
from typing import SupportsIndex

from reference.arguments import require_count


def receptive_field(layers: Sequence[tuple[SupportsIndex, SupportsIndex]]) -> int:
    """Return the side of the square of inputs that one output depends on.

    Update, with r_0 = 1, j_0 = 1 and layers counted from 1, input first::

        r_l = r_{l-1} + (k_l - 1) j_{l-1}
        j_l = j_{l-1} s_l

    Convention:
        A kernel is stretched by the strides of the layers before it, not by its own:
        the last stride does not matter. Who multiplies first, j_l = j_{l-1} s_l and
        then r_l, gets too large a field from the first stride above 1 on.

    Edge cases:
        layers is a sequence of (kernel, stride) pairs, both whole numbers from 1;
        pooling counts like a convolution. No layers: 1, the pixel itself. A kernel of
        1 adds nothing, but its stride stretches the layers after it. Padding plays no
        part: the field may reach over the border of the image. A stride larger than
        the kernel leaves gaps; the side counts from the first to the last input all
        the same. The result is an int.

    Source:
        S2, slide "Convolutional layer". Araujo, Norris & Sim, "Computing Receptive
        Fields of Convolutional Neural Networks", Distill, 2019, section "Computing
        receptive field size".  https://distill.pub/2019/computing-receptive-fields

    By hand:
        A 7 × 7 kernel with stride 2 sees 7; a 3 × 3 one after it sees two neighbours
        more, 2 pixels apart: 7 + 2 · 2 = 11. With stride 2 too, the next 3 × 3 sees
        neighbours 4 pixels apart: 11 + 2 · 4 = 19:

        >>> receptive_field([(7, 2), (3, 2), (3, 1)])
        19

    """
    r = 1
    j = 1
    for kernel, stride in layers:
        require_count(1, kernel=kernel, stride=stride)
        r = r + (int(kernel) - 1) * j
        j = j * int(stride)
    return r
