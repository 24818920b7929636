"""Plain Python's side of `dawnlab bench env`: primitive steps per second under uniform random actions, without a bridge.

usage: python_rates.py SERVER FACTORY OPTIONS_JSON

The environments are those that the bridge opens, as many, in turns of as many steps. For each line on standard input, a number
of seconds of processor time, they are stepped for that long, and their rate printed.
"""

import importlib.util
import json
import os
import sys
import time

out = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
lines = os.fdopen(os.dup(0), "r")
spec = importlib.util.spec_from_file_location("server", sys.argv[1])
server = importlib.util.module_from_spec(spec)
spec.loader.exec_module(server)

import numpy as np  # noqa: E402

if __name__ == "__main__":
    make, _ = server.load(sys.argv[2])
    envs = [make(**json.loads(sys.argv[3])) for _ in range(4)]
    random, seed = np.random.default_rng(1), 0
    for env in envs:
        env.reset(seed := seed + 1)
    for line in lines:
        steps, start = 0, time.process_time()
        while time.process_time() - start < float(line):
            for env in envs:
                for action in random.uniform(-1, 1, (4, env.action_dim)).astype(np.float32):
                    _, _, terminated, truncated, success = env.step(action)
                    steps += 1
                    if terminated or truncated or success:
                        env.reset(seed := seed + 1)
        print(steps / (time.process_time() - start), file=out, flush=True)
