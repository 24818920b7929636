"""Gymnasium-Robotics' side of `dawnlab bench env`: primitive steps per second under uniform random actions.

usage: gymnasium_rates.py TASK WORKERS

For each line on standard input, a number of seconds, the workers step for that long, and their rates are added up and
printed. Each worker is a process of its own that shares nothing and waits for no other: the best case for Python.
"""

import contextlib
import io
import multiprocessing
import sys
import time

import gymnasium

# Every import says that the dense rewards changed in release 1.2.1; nothing here uses them.
with contextlib.redirect_stderr(io.StringIO()):
    import gymnasium_robotics


def work(task, pipe):
    gymnasium.register_envs(gymnasium_robotics)
    env = gymnasium.make(f"AdroitHand{task.capitalize()}Sparse-v1")
    env.action_space.seed(1)
    env.reset(seed=1)
    while True:
        seconds = pipe.recv()
        steps, start = 0, time.perf_counter()
        while time.perf_counter() - start < seconds:
            _, _, terminated, truncated, _ = env.step(env.action_space.sample())
            steps += 1
            if terminated or truncated:
                env.reset()
        pipe.send(steps / (time.perf_counter() - start))


if __name__ == "__main__":
    task, workers = sys.argv[1], int(sys.argv[2])
    multiprocessing.set_start_method("spawn")
    pipes = []
    for _ in range(workers):
        here, there = multiprocessing.Pipe()
        multiprocessing.Process(target=work, args=(task, there), daemon=True).start()
        pipes.append(here)
    for line in sys.stdin:
        for pipe in pipes:
            pipe.send(float(line))
        print(sum(pipe.recv() for pipe in pipes), flush=True)
