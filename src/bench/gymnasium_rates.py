"""The original's side of `dawnlab bench env`: primitive steps per second under uniform random actions.

usage: gymnasium_rates.py ID MODULE

MODULE registers the Gymnasium environment ID. For each line on standard input, a number of seconds of processor time, it
is stepped for that long, and its rate printed.
"""

import contextlib
import importlib
import io
import sys
import time

import gymnasium

# Gymnasium-Robotics says at every import that the dense rewards changed in release 1.2.1; nothing here uses them.
with contextlib.redirect_stderr(io.StringIO()):
    module = importlib.import_module(sys.argv[2])


if __name__ == "__main__":
    gymnasium.register_envs(module)
    env = gymnasium.make(sys.argv[1])
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
