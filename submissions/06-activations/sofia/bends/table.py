QUALITIES = "nonlinear continuously_differentiable zero_centred saturates bounded monotone"
ROWS = """
linear     0 1 1 0 0 1
sigmoid    1 1 0 1 1 1
tanh       1 1 1 1 1 1
relu       1 0 0 0 0 1
leaky_relu 1 0 0 0 0 1
prelu      1 0 0 0 0 1
elu        1 1 0 0 0 1
"""


def properties(name):
    for row in ROWS.split("\n"):
        who, *marks = row.split() or [""]
        if who == name:
            return {key: mark == "1" for key, mark in zip(QUALITIES.split(), marks)}
