"""Makes cubes.json: what OGBench itself does from given resets and states with given actions.

usage: python oracle.py, in a Python with ogbench==1.2.2 and mujoco==3.14.0

Episodes: the reset of every task of both suites from numbers drawn here, then 100 actions. OGBench plays two random steps
of another arrangement before a reset, for the picture of the goal; what they leave in the solver's warm start and in the
controls is cleared. Singles: states in which OGBench's own oracle handles cubes, rounded to 9 digits, and one step from each.
"""

import json
import os
import pathlib
import warnings

os.environ["MUJOCO_GL"] = "disable"
warnings.filterwarnings("ignore")

import gymnasium
import mujoco
import numpy as np
import ogbench  # noqa: F401 registers the environments
from ogbench.manipspace.oracles.markov.cube_markov import CubeMarkovOracle

STEPS = 100
SEEN = [1, 10, 100]
SINGLES = 12
KIND = mujoco.mjtState.mjSTATE_INTEGRATION


class Draws:
    """Stands in for the environment's generator, and keeps what it gave."""

    def __init__(self, seed):
        self.random, self.kept = np.random.default_rng(seed), []

    def uniform(self, low, high, size=None):
        # Few digits, so that both sides get the same numbers through JSON.
        values = np.round(self.random.uniform(low, high, size), 6)
        self.kept.extend(np.atleast_1d(values).tolist())
        return values


def clean(env):
    """The state that a reset arranged, without the past."""
    qpos, mocap = env.data.qpos.copy(), env.data.mocap_pos.copy()
    mujoco.mj_resetData(env.model, env.data)
    env.data.qpos[:], env.data.mocap_pos[:] = qpos, mocap
    env.data.mocap_quat[:] = [1, 0, 0, 0]
    mujoco.mj_forward(env.model, env.data)


def episode(suite, task):
    env = gymnasium.make(f"cube-{suite}-singletask-task{task}-v0", success_timing="post").unwrapped
    # Random steps within the reset draw from the action space, which is not of this generator.
    env.action_space.seed(task)
    env._np_random = Draws(task)
    env.reset()
    drawn = env._np_random.kept
    count = 4 + 3 * env._num_cubes
    clean(env)
    random = np.random.default_rng(100 + task)
    actions = np.round(random.uniform(-1, 1, (STEPS, 5)), 3)
    seen, successes = {}, []
    for step, action in enumerate(actions, 1):
        obs, _, _, _, info = env.step(action)
        successes.append(int(info["success"]))
        if step in SEEN:
            seen[step] = obs.tolist()
    return {"suite": suite, "task": task, "draws": drawn[-count:], "actions": actions.tolist(), "seen": seen, "successes": successes}


def rounded(values):
    return [float(f"{value:.9g}") for value in values]


def singles(suite):
    # States from collecting data, where an oracle handles the cubes; steps from them in the mode of tasks.
    source = gymnasium.make(f"cube-{suite}-v0", mode="data_collection").unwrapped
    env = gymnasium.make(f"cube-{suite}-singletask-task1-v0", success_timing="post").unwrapped
    env.reset(seed=1)
    np.random.seed(1)
    oracle, random, found = CubeMarkovOracle(env=source, min_norm=0.2), np.random.default_rng(7), []
    obs, info = source.reset(seed=3)
    oracle.reset(obs, info)
    state = np.empty(mujoco.mj_stateSize(source.model, KIND))
    for step in range(8 * SINGLES):
        action = np.clip(oracle.select_action(obs, info) + random.normal(0, 0.2, 5), -1, 1)
        obs, _, _, _, info = source.step(action)
        if oracle.done:
            obs, info = source.set_new_target()
            oracle.reset(obs, info)
        if step % 8 == 7:
            mujoco.mj_getState(source.model, source.data, state, KIND)
            kept = rounded(state)
            mujoco.mj_setState(env.model, env.data, np.array(kept), KIND)
            # Of half of them the target is where a cube is.
            if step % 16 == 7:
                env.data.mocap_pos[:] = np.round(env.data.qpos[14:].reshape(-1, 7)[:, :3] + 0.01, 6)
                mujoco.mj_getState(env.model, env.data, state, KIND)
                kept = rounded(state)
            mujoco.mj_forward(env.model, env.data)
            act = np.round(random.uniform(-1, 1, 5), 3)
            after, _, _, _, said = env.step(act)
            found.append({"state": kept, "action": act.tolist(), "obs": after.tolist(), "success": int(said["success"])})
    return found


golden = {
    "versions": {"mujoco": mujoco.__version__, "ogbench": "1.2.2", "numpy": np.__version__},
    "episodes": [episode(suite, task) for suite in ("single", "double") for task in range(1, 6)],
    "singles": {suite: singles(suite) for suite in ("single", "double")},
}
# 0.0 as 0: most of a state is zeros.
text = json.dumps(golden, separators=(",", ":")).replace("0.0,", "0,").replace(",0.0]", ",0]")
pathlib.Path(__file__).with_name("cubes.json").write_text(text + "\n")
