"""A point on a line, driven by the first entry of an action, that is to come to rest at a mark: an environment in plain Python, which can also misbehave.

Numbers are computed as test/environments/process/line.ts computes them, so that both can be compared bit for bit.
"""

import os
import signal
import sys
import time


def noise(seed, step):
    """A number in [-1, 1) from two integers, exact in float64."""
    mixed = (seed * 2654435761 + step * 40503 + 12345) % 4294967296
    return mixed / 2147483648 - 1


class Line:
    obs_names = ["x", "v"]
    action_dim = 12
    control_hz = 10

    def __init__(self, fault=None, at=3, mark=0.05, horizon=20):
        self.fault, self.at, self.mark, self.horizon = fault, at, mark, horizon

    def seen(self):
        return [self.x, self.v]

    def reset(self, seed):
        if self.fault == "reset":
            raise ValueError("no such seed")
        self.seed, self.t, self.x, self.v = seed, 0, noise(seed, 0), 0.0
        return self.seen()

    def step(self, action):
        self.t += 1
        self.v = 0.5 * self.v + 0.25 * float(action[0]) + 0.03125 * noise(self.seed, self.t)
        self.x += self.v
        success = abs(self.x) < self.mark
        obs = self.seen()
        if self.t == self.at:
            obs = misbehave(self.fault, obs)
        return obs, float(success), False, self.t >= self.horizon, success


def misbehave(fault, obs):
    if fault == "raise":
        raise ValueError("the point is lost")
    if fault == "nan":
        return [float("nan"), obs[1]]
    if fault == "shape":
        return obs + [0.0]
    if fault == "hang":
        time.sleep(3600)
    if fault == "slow":
        time.sleep(1)
    if fault == "kill":
        print("something terrible is about to happen", file=sys.stderr, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    if fault == "exit":
        os._exit(7)
    if fault == "print":
        print("rubbish " * 1000, flush=True)
    if fault == "rubbish":
        # What no library does: it writes to the pipe itself.
        for fd in range(3, 12):
            try:
                os.write(fd, b"rubbish" * 10)
            except OSError:
                pass
    return obs


def make(**options):
    print("libraries print while they are imported")
    return Line(**options)


def asks():
    return input("Download 3 GB? [y/n]")
