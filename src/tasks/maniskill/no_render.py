"""ManiSkill3 without a Vulkan device: import it before gymnasium.make(..., render_backend="none").

ManiSkill builds no render component without a renderer; only SAPIEN's URDF loader and the tasks still make materials, which
asks for a device. A plain object takes their place; nothing reads it.
"""

import sapien
import sapien.render
import sapien.wrapper.actor_builder
import sapien.wrapper.urdf_loader
from sapien import pysapien


class Material:
    def __init__(self, *args, **kwargs):
        self.__dict__.update(kwargs)

    def __getattr__(self, name):
        if name.startswith("set_"):
            return lambda *args: None
        raise AttributeError(name)


for module in (pysapien.render, sapien.render, sapien.wrapper.urdf_loader, sapien.wrapper.actor_builder):
    for name in ("RenderMaterial", "RenderTexture2D", "RenderTexture"):
        if hasattr(module, name):
            setattr(module, name, Material)

import mani_skill.envs.sapien_env as sapien_env  # noqa: E402  after the materials are gone

parse = sapien_env.parse_sim_and_render_backend
# ManiSkill's motion planner asks for the default renderer.
sapien_env.parse_sim_and_render_backend = lambda sim, render: parse(sim, "none")
