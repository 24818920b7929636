"""The Python end of environments/process: some environments of one task, stepped by whole chunks over stdin and stdout.

usage: server.py FACTORY SLOTS OPTIONS_JSON

FACTORY is `module:function` or `path/to/file.py:function`; it is called with the options as keywords, once a slot, and
returns an environment:

  obs_names                       names of the observation's numbers
  action_dim, horizon, control_hz numbers; actions arrive in [-1, 1]
  packages                        distributions whose versions its numbers depend on (may be absent)
  sources                         hashes of further files that it is made of (may be absent)
  reset(seed) -> obs
  step(action) -> obs, reward, terminated, truncated, success

Frames both ways: uint32 magic, uint32 length, then the body, whose first byte says what it is.
  to the parent    S, JSON: what the task is, once at the beginning
                   R: a reply
                   E, text: what was raised; the process then ends
  from the parent  R, 3 pad, uint32 slot, uint32 seed
                     -> float32 obs[obs]
                   C, uint8 success ends an episode, 2 pad, uint32 n, uint32 k, uint32 slots[n], float32 actions[n, k, act]
                     -> for each row: uint32 steps, uint32 flags, float64 sum of rewards, float32 obs[k, obs]
                   T -> float64 seconds of processor time until now
"""

import hashlib
import importlib
import importlib.metadata
import importlib.util
import json
import os
import platform
import select
import signal
import struct
import sys
import threading
import time
import traceback

# Whatever a library prints goes to stderr, not among the frames, and whatever it asks on stdin is answered by nobody.
OUT = os.fdopen(os.dup(1), "wb", buffering=0)
os.dup2(2, 1)
IN = os.fdopen(os.dup(0), "rb", buffering=0)
os.dup2(os.open(os.devnull, os.O_RDONLY), 0)

# Ctrl-C is for the parent: it writes a checkpoint, and then closes stdin.
signal.signal(signal.SIGINT, signal.SIG_IGN)

import numpy as np  # noqa: E402  after stdout is safe

MAGIC = 0x4E574144
TERMINATED, TRUNCATED, SUCCESS, SUCCEEDED = 1, 2, 4, 8


def leave_with_parent():
    """Ends a process that is busy when the parent dies: nobody will read what it is doing."""
    if not hasattr(select, "poll"):
        return
    poll = select.poll()
    poll.register(IN, 0)
    poll.poll()
    os._exit(0)


def read(n):
    buffer = bytearray(n)
    view, got = memoryview(buffer), 0
    while got < n:
        more = IN.readinto(view[got:])
        if not more:
            os._exit(0)
        got += more
    return buffer


def write(*parts):
    frame = struct.pack("<II", MAGIC, sum(len(part) for part in parts)) + b"".join(parts)
    sent = 0
    while sent < len(frame):
        sent += OUT.write(frame[sent:])


def load(factory):
    """The function that a name stands for, and the hash of the file that it is written in."""
    where, _, name = factory.rpartition(":")
    if where.endswith(".py"):
        sys.path.insert(0, os.path.dirname(os.path.abspath(where)))
        spec = importlib.util.spec_from_file_location(os.path.basename(where)[:-3], where)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    else:
        module = importlib.import_module(where)
    with open(module.__file__, "rb") as file:
        return getattr(module, name), hashlib.sha256(file.read()).hexdigest()[:16]


def describe(env, source):
    versions = {name: importlib.metadata.version(name) for name in sorted({"numpy", *getattr(env, "packages", ())})}
    return dict(
        obsNames=list(env.obs_names),
        actionDim=int(env.action_dim),
        horizon=int(env.horizon),
        controlHz=float(env.control_hz),
        versions={"python": platform.python_version(), **versions},
        sources=[source, *getattr(env, "sources", ())],
    )


class Slot:
    """One environment, whose observations are held to the length that it names."""

    def __init__(self, env):
        self.env, self.dim, self.elapsed = env, len(env.obs_names), 0

    def observation(self, obs):
        array = np.asarray(obs, np.float32)
        if array.shape != (self.dim,):
            raise ValueError(
                f"the observation has shape {array.shape}, expected ({self.dim},), one number for each name"
                f" (step {self.elapsed} of the episode)"
            )
        return array

    def reset(self, seed):
        self.elapsed = 0
        return self.observation(self.env.reset(seed))

    def chunk(self, actions, success_ends):
        """Steps until the chunk or the episode is over."""
        obs = np.zeros((len(actions), self.dim), np.float32)
        total, flags, steps = 0.0, 0, 0
        for action in np.clip(actions, -1, 1):
            seen, reward, terminated, truncated, success = self.env.step(action)
            self.elapsed += 1
            obs[steps] = self.observation(seen)
            total, steps = total + float(reward), steps + 1
            ended = bool(terminated) or (success_ends and bool(success))
            flags = (flags & SUCCEEDED) | (SUCCESS | SUCCEEDED if success else 0)
            flags |= TERMINATED if ended else TRUNCATED if truncated else 0
            if flags & (TERMINATED | TRUNCATED):
                break
        return struct.pack("<IId", steps, flags, total) + obs.tobytes()


def answer(slots, action_dim, body):
    if body[:1] == b"T":
        return [struct.pack("<d", time.process_time())]
    n, k = struct.unpack_from("<II", body, 4)
    if body[:1] == b"R":
        return [slots[n].reset(k).tobytes()]
    which = np.frombuffer(body, np.uint32, n, 12)
    actions = np.frombuffer(body, np.float32, n * k * action_dim, 12 + 4 * n).reshape(n, k, action_dim)
    return [slots[slot].chunk(chunk, bool(body[1])) for slot, chunk in zip(which, actions)]


def main(factory, count, options):
    threading.Thread(target=leave_with_parent, daemon=True).start()
    try:
        make, source = load(factory)
        slots = [Slot(make(**json.loads(options))) for _ in range(int(count))]
        task = describe(slots[0].env, source)
        write(b"S", json.dumps(task).encode())
        while True:
            magic, length = struct.unpack("<II", read(8))
            assert magic == MAGIC, "the parent sent no frame"
            write(b"R", *answer(slots, task["actionDim"], read(length)))
    except BaseException as error:
        traceback.print_exc()
        frames = traceback.extract_tb(error.__traceback__)
        place = f" ({frames[-1].filename}:{frames[-1].lineno})" if frames else ""
        write(b"E", f"{type(error).__name__}: {error}{place}".encode())
        os._exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
