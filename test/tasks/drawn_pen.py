"""Gymnasium-Robotics' pen whose resets draw what a seed says by arithmetic, so that another program can draw the same."""

import gymnasium
import gymnasium_robotics

gymnasium.register_envs(gymnasium_robotics)


class Draws:
    """Stands in for the environment's generator: hands out two numbers of a seed."""

    def __init__(self, seed):
        self.values = [(seed * 37 % 100) / 100, -(seed * 53 % 100) / 100]

    def uniform(self, low, high):
        value = self.values.pop(0)
        assert low <= value < high, f"{value} is not in [{low}, {high})"
        return value


class Drawn(gymnasium.Wrapper):
    def reset(self, *, seed=None, options=None):
        self.unwrapped.np_random = Draws(seed)
        return self.env.reset()


def make():
    return Drawn(gymnasium.make("AdroitHandPen-v1"))
