"""What the wrong blocks of a gradient have in common."""

from collections.abc import Mapping, Sequence

from grader.gradients.pattern import Finding, Pattern, finding
from grader.gradients.rendering import number

SAME = 1e-5
"""Factors this close, relatively, are the same."""


def across(
    dimensions: Mapping[str, int], findings: Sequence[Finding]
) -> tuple[Finding, ...]:
    """Return what the findings have in common.

    Args:
        dimensions: the number of axes of each block, in the order of the layers.
        findings: one for each wrong block.
    """
    names = tuple(dimensions)
    wrong = {found.block for found in findings}
    if len(names) < 2 or not wrong:
        return ()
    ratios = [f.get("ratio") for f in findings if f.pattern is Pattern.RATIO]
    all_ratios = len(ratios) == len(names)
    if all_ratios and max(ratios) - min(ratios) <= SAME * abs(ratios[0]):
        sentence = (
            f"all blocks are off by the same factor {number(ratios[0])}: "
            "the loss is scaled otherwise, as by a sum in place of a mean"
        )
        return (finding("", Pattern.SAME_RATIO, sentence, ratio=ratios[0]),)
    biases = {name for name, axes in dimensions.items() if axes == 1}
    if wrong == biases and len(biases) < len(names) and len(biases) > 1:
        sentence = "only the biases are wrong: look at the axis they are summed over"
        return (finding("", Pattern.BIASES, sentence),)
    if len(wrong) == 1:
        sentence = "only one block is wrong: look at the line that computes it"
        return (finding("", Pattern.ONE_BLOCK, sentence),)
    if 2 <= len(wrong) < len(names) and wrong == set(names[: len(wrong)]):
        sentence = (
            "the last blocks are right and all before them are wrong: look at what is "
            "passed back between layers, the activation's derivative and the weights"
        )
        return (finding("", Pattern.EARLIER_LAYERS, sentence),)
    return ()
