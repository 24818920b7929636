"""Writes papermill's parameters as TypeScript, for notebooks of the tslab kernel."""

import json

from papermill.engines import NBClientEngine as Engine
from papermill.translators import Translator, papermill_translators


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


for key in ("tslab", "typescript"):
    papermill_translators.register(key, TypeScriptTranslator)

__all__ = ["Engine", "TypeScriptTranslator"]
