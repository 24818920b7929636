"""Gymnasium-Robotics' side of `dawnlab bench env`: primitive steps per second under uniform random actions.

usage: gymnasium_rates.py TASK

For each line on standard input, a number of seconds of processor time, the task is stepped for that long, and its
rate printed.
"""

import contextlib
import io
import sys
import time

import gymnasium

# Every import says that the dense rewards changed in release 1.2.1; nothing here uses them.
with contextlib.redirect_stderr(io.StringIO()):
    import gymnasium_robotics


if __name__ == "__main__":
    gymnasium.register_envs(gymnasium_robotics)
    env = gymnasium.make(f"AdroitHand{sys.argv[1].capitalize()}Sparse-v1")
    env.action_space.seed(1)
    env.reset(seed=1)
    for line in sys.stdin:
        seconds = float(line)
        steps, start = 0, time.process_time()
        while time.process_time() - start < seconds:
            _, _, terminated, truncated, _ = env.step(env.action_space.sample())
            steps += 1
            if terminated or truncated:
                env.reset()
        print(steps / (time.process_time() - start), flush=True)
