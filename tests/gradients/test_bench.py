"""The measurements of bench/gradients.py, scaled down: the gates hold here too."""

from bench.gradients import OURS, measure_battery, measure_costs, measure_networks


def test_a_part_of_the_battery_has_no_false_alarm_and_no_visible_miss() -> None:
    outcome = measure_battery(part=9)

    assert outcome.alarms == []
    assert [miss for miss in outcome.misses if miss.resolvable] == []
    assert outcome.passed
    assert sum(score.wrongs for score in outcome.scores[OURS].values()) > 100


def test_a_few_random_networks_have_no_false_alarm_and_no_miss() -> None:
    alarms, _, wrongs, misses = measure_networks(10)

    assert (alarms, misses) == (0, 0)
    assert wrongs > 40


def test_the_cost_for_each_parameter_stays_low() -> None:
    for size, evaluations in measure_costs(largest=100):
        assert evaluations <= 20 * size
