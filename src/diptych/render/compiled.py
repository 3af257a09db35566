"""How templates become code: what a page shows is joined as plain text, and words of the interface without values are written into it."""

from collections.abc import Callable, MutableMapping
from operator import call
from typing import Any, ClassVar, cast

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame

from diptych.render.markup import plain


class _Generator(CodeGenerator):
    """Jinja's generator of code, less what a page pays for each value: nothing that templates call asks for their context."""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        self.write("environment.called(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")

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
    called: ClassVar[Callable[..., Any]] = staticmethod(cast(Callable[..., Any], call))

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what is global to a template: what is global to all, where it has nothing of its own; a dict is faster than a chain."""
        return super().make_globals(d) if d else self.globals
