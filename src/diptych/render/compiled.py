"""How templates become code: what a page shows is joined as plain text, and words of the interface without values are written into it."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape


def plain(value: object) -> str:
    """Return a value as it stands in HTML: escaped unless it is HTML. It is joined at once, so it need not become a Markup before.

    >>> plain("a < b"), plain(Markup("<b>")), plain(3)
    ('a &lt; b', '<b>', '3')
    """
    kind = type(value)
    return _escaped(value) if kind is str else str.__str__(value) if kind is Markup else str(escape(value))


@lru_cache(maxsize=4096)
def _escaped(text: str) -> str:
    return str(escape(text))


class _Generator(CodeGenerator):
    """Jinja's generator of code, less what a page pays for each value."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.plain(")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        match node:
            case nodes.Call(node=nodes.Name(name="say"), args=[nodes.Const(value=key)], kwargs=[], dyn_args=None, dyn_kwargs=None):
                return str(cast(Callable[[str], str], self.environment.globals["say"])(key))
        return super()._output_child_to_const(node, frame, finalize)


class Templates(Environment):
    """The environment of all templates. Compiled code of it holds words of the interface, so that each language needs its own.

    >>> Templates(autoescape=True).from_string("{{ a }}").render(a="<b>")
    '&lt;b&gt;'
    """

    code_generator_class = _Generator
    plain = staticmethod(plain)
