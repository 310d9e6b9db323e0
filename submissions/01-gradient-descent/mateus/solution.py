# grader assignment: 01-gradient-descent
from descending import *
