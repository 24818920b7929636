"""Gymnasium-Robotics as the oracle of the parity test: replays given draws and actions, and writes what it saw.

usage: oracle.py TASK FOLDER

FOLDER holds draws.bin [episodes, draws] and actions.bin [episodes, steps, actuators], float64, and sizes.json. Written
there: states.bin [episodes, steps, state], the simulator's whole integration state before each step; and seen.bin
[episodes, steps + 1, observation + 2], the observation, reward and success of the reset (0 and 0) and of each step.
Episodes with an even number are rewarded densely, the others sparsely.
"""

import json
import pathlib
import sys

import gymnasium
import gymnasium_robotics
import mujoco
import numpy as np

task, folder = sys.argv[1], pathlib.Path(sys.argv[2])
gymnasium.register_envs(gymnasium_robotics)


class Draws:
    """Stands in for the environment's generator: hands out given numbers, each within the range asked for."""

    def __init__(self, values):
        self.values = list(values)

    def uniform(self, low, high):
        value = self.values.pop(0)
        assert low <= value < high, f"{value} is not in [{low}, {high})"
        return value


env = gymnasium.make(f"AdroitHand{task.capitalize()}-v1").unwrapped
draws = np.fromfile(folder / "draws.bin").reshape(json.loads((folder / "sizes.json").read_text())["draws"])
actions = np.fromfile(folder / "actions.bin").reshape(len(draws), -1, env.model.nu)
episodes, steps = actions.shape[:2]
kind = mujoco.mjtState.mjSTATE_INTEGRATION
states = np.empty((episodes, steps, mujoco.mj_stateSize(env.model, kind)))
seen = np.empty((episodes, steps + 1, env.observation_space.shape[0] + 2))

for episode in range(episodes):
    env.np_random = Draws(draws[episode])
    env.sparse_reward = episode % 2 == 1
    obs, _ = env.reset()
    assert not env.np_random.values, "not every number was drawn"
    seen[episode, 0] = [*obs, 0, 0]
    for step in range(steps):
        mujoco.mj_getState(env.model, env.data, states[episode, step], kind)
        obs, reward, _, _, info = env.step(actions[episode, step])
        seen[episode, step + 1] = [*obs, reward, info["success"]]

states.tofile(folder / "states.bin")
seen.tofile(folder / "seen.bin")
print(json.dumps({"mujoco": mujoco.__version__, "gymnasium-robotics": gymnasium_robotics.__version__}))
