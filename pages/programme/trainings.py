"""Trainings and educational events; `?training=<id>` shows one of them."""

from dashboard.filters import scope
from dashboard.training import find_training, show_training
from dashboard.trainings import show_trainings

training = find_training(scope())
if training:
    show_training(training, scope())
else:
    show_trainings(scope())
