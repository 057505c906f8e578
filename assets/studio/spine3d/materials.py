"""Short hand for the few node graphs that Blender is given.  1 Blender unit = 1 mm."""

from __future__ import annotations

from typing import Any

import bpy

Socket = Any
"""A node socket or a plain value: Blender gives its nodes no types."""


def rgb(code: str) -> tuple[float, float, float, float]:
    """'#rrggbb' as linear colour."""
    c = [int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return (*[v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in c], 1.0)


class Graph:
    """Short hand for node graphs: sockets in, socket out."""

    def __init__(self, name: str) -> None:
        self.mat = bpy.data.materials.new(name)
        self.mat.use_nodes = True
        self.tree = self.mat.node_tree
        self.tree.nodes.clear()
        self.object = self.add("ShaderNodeTexCoord").outputs["Object"]

    def add(self, kind: str, inputs: dict[Socket, Socket] | None = None, **props: Socket) -> Socket:
        """A node with properties; inputs are sockets (linked) or plain values."""
        node = self.tree.nodes.new(kind)
        for k, v in props.items():
            setattr(node, k, v)
        for k, v in (inputs or {}).items():
            if isinstance(v, bpy.types.NodeSocket):
                self.tree.links.new(v, node.inputs[k])
            else:
                node.inputs[k].default_value = v
        return node

    def value(self, name: str) -> Socket:
        """A value per vertex as factor socket."""
        return self.add("ShaderNodeAttribute", attribute_name=name).outputs["Fac"]

    def math(
        self, op: str, a: Socket, b: Socket = 0.0, c: Socket = 0.0, clamp: bool = False
    ) -> Socket:
        """Return a op b (op c)."""
        return self.add(
            "ShaderNodeMath", {0: a, 1: b, 2: c}, operation=op, use_clamp=clamp
        ).outputs[0]

    def finish(self, colour: Socket, normal: Socket = None, **inputs: Socket) -> bpy.types.Material:
        """Principled surface; keywords are its sockets with _ for blanks."""
        named = {k.replace("_", " "): v for k, v in inputs.items()} | {"Base Color": colour}
        if normal is not None:
            named["Normal"] = normal
        out = self.add("ShaderNodeBsdfPrincipled", named).outputs[0]
        self.add("ShaderNodeOutputMaterial", {"Surface": out})
        return self.mat
