"""A control step of ManiSkill3's Panda on the processor, number for number, without PyTorch where it is only in the way.

ManiSkill steps thousands of environments on a GPU; for one on the processor nearly all of a step is PyTorch's overhead on
tensors of one row. Here the same float32 operations follow in the same order over NumPy's numbers: what the physics is told,
and so every pose that follows, is equal bit for bit. test/tasks/maniskill.test.ts holds it to that.
"""

import numpy as np
import sapien
import torch
from mani_skill.utils.geometry.rotation_conversions import euler_angles_to_matrix, matrix_to_quaternion

FRAME = "root_translation:root_aligned_body_rotation"


def product(a, b):
    """Quaternions, w first."""
    (aw, ax, ay, az), (bw, bx, by, bz) = a, b
    return np.stack([
        aw * bw - ax * bx - ay * by - az * bz,
        aw * bx + ax * bw + ay * bz - az * by,
        aw * by - ax * bz + ay * bw + az * bx,
        aw * bz + ax * by - ay * bx + az * bw,
    ])  # fmt: skip


def upright(q):
    return -q if q[0] < 0 else q


def turned(q, point):
    inverse = np.stack([q[0], -q[1], -q[2], -q[3]])
    return product(product(q, np.stack([np.float32(0), *point])), inverse)[1:]


def in_root(root, pose):
    """A pose in the frame of the robot's root."""
    inverse = np.stack([root.q[0], -root.q[1], -root.q[2], -root.q[3]])
    return turned(inverse, -root.p) + turned(inverse, pose.p), upright(product(inverse, pose.q))


def scaled(action, space):
    low, high = space
    return 0.5 * (high + low) + 0.5 * (high - low) * np.clip(action, -1, 1)


def turn_of(action, scale):
    """The quaternion of an action's rotation, whose length is at most 1."""
    rows = torch.from_numpy(action[None].copy())
    length = torch.linalg.norm(rows, axis=1).numpy()[0]
    rows = rows * torch.from_numpy(np.float32(1) / length[None]) if length > 1 else rows
    return matrix_to_quaternion(euler_angles_to_matrix(rows * scale, "XYZ")).numpy()[0]


class Servo:
    """Sends the joints of arm and gripper somewhere for one control step."""

    def __init__(self, env):
        arm, gripper = (env.agent.controller.controllers[name] for name in ("arm", "gripper"))
        self.joints = [joint._objs[0] for joint in (*arm.joints, *gripper.joints)]
        self.grip = gripper.action_space_low.numpy(), gripper.action_space_high.numpy()
        self.physics, self.substeps = env.scene.px, env._sim_steps_per_control

    def __call__(self, arm, gripper):
        """Radians, and the gripper's action in [-1, 1]."""
        fingers = scaled(gripper, self.grip)
        for joint, target in zip(self.joints, (*arm, *fingers, *fingers)):
            joint.set_drive_target(target)
        for _ in range(self.substeps):
            self.physics.step()


class LightStep:
    """What stays the same between two resets that build an environment anew."""

    def __init__(self, env):
        arm = env.agent.controller.controllers["arm"]
        assert arm.config.frame == FRAME and not arm.config.use_target and not arm.config.interpolate
        self.robot, self.root, self.hand = (body._objs[0] for body in (arm.articulation, arm.root_link, arm.ee_link))
        self.low, self.high = arm.action_space_low.numpy()[:3], arm.action_space_high.numpy()[:3]
        self.turn, self.arm = arm.config.rot_lower, arm.active_joint_indices.numpy()
        self.kinematics, self.servo = arm.kinematics, Servo(env)
        self.seen_by_model = arm.kinematics.pmodel_active_joint_indices.numpy()
        self.controlled = arm.kinematics.pmodel_controlled_joint_indices.numpy()

    def joint_targets(self, action):
        """Where the arm's joints are sent by a change of the hand's pose."""
        p, q = in_root(self.root.entity_pose, self.hand.entity_pose)
        to = p + scaled(action[:3], (self.low, self.high))
        target = sapien.Pose(to, upright(product(turn_of(action[3:6], self.turn), q)))
        qpos, k = self.robot.qpos, self.kinematics
        found, success, _ = k.pmodel.compute_inverse_kinematics(
            k.end_link_idx, target, initial_qpos=qpos[self.seen_by_model], active_qmask=k.qmask, max_iterations=100
        )
        return found[self.controlled].astype(np.float32) if success else qpos[self.arm]

    def __call__(self, action):
        action = np.asarray(action, np.float32)
        self.servo(self.joint_targets(action), action[6:])
