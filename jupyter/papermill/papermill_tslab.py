"""Writes papermill's parameters as TypeScript, for notebooks of the tslab kernel."""

import json
import re

from papermill.engines import NBClientEngine as Engine
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators


DECLARATION = re.compile(
    r"^(?:const|let|var)\s+(?P<name>[\w$]+)(?:\s*:\s*(?P<type>[^=]+?))?\s*=\s*(?P<value>.+?);?\s*(?://\s*(?P<help>.*))?$"
)


class TypeScriptTranslator(Translator):
    @classmethod
    def translate(cls, val):
        return json.dumps(val)

    @classmethod
    def comment(cls, cmt_str):
        return f"// {cmt_str}"

    @classmethod
    def assign(cls, name, str_val):
        return f"const {name} = {str_val};"

    @classmethod
    def inspect(cls, parameters_cell):
        found = [DECLARATION.match(line.strip()) for line in parameters_cell["source"].splitlines()]
        return [Parameter(m["name"], m["type"] or "None", m["value"], m["help"] or "") for m in found if m]


for key in ("tslab", "typescript"):
    papermill_translators.register(key, TypeScriptTranslator)

__all__ = ["Engine", "TypeScriptTranslator"]
