"""How templates become code: text is joined as plain text, values are read and macros called as Python does it.

Words of the interface are written into the code, with the values between them.
"""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from keyword import iskeyword
from string import Formatter
from typing import Any, Final

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.visitor import NodeTransformer

from diptych.render.markup import plain
from diptych.words import Entry, Words

_OF_JINJA: Final = nodes.Const | nodes.TemplateData | nodes.List | nodes.Dict | nodes.Tuple
"""What has no attributes of its own but methods; so Jinja reads them, which finds keys too."""


class _Generator(CodeGenerator):
    """Jinja's generator of code, less what a page pays for each value."""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Call a function without asking whether it wants the context."""
        odd = forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(given.key) for given in node.kwargs)
        self.write("call(" if odd else "(")
        self.visit(node.node, frame)
        if odd:
            self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        else:
            self.write(")(")
            for given in (*node.args, *node.kwargs):
                self.visit(given, frame)
                self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Read an attribute without looking for a key of that name: templates see records."""
        if _is_jinjas(node) or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
        else:
            self.visit(node.node, frame)
            self.write(f".{node.attr}")

    def blockvisit(self, body: Iterable[nodes.Node], frame: Frame) -> None:
        """Join what a template or a block says, as Jinja does for macros, rather than hand each piece through all that extend it."""
        body = list(body)
        joined = frame.buffer is None and not any(isinstance(each, nodes.Include) or each.find(nodes.Include) for each in body)
        if joined:
            self.buffer(frame)
        super().blockvisit(body, frame)
        if joined:
            self.writeline(f"yield concat({frame.buffer})")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Make a macro a function, unless it asks for its caller or for arguments that it does not name."""
        names = [argument.name for argument in macro_ref.node.args]
        if macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs or any(map(iskeyword, names)):
            super().macro_def(macro_ref, frame)
        else:
            given = "".join(f"{name}=missing, " for name in names)
            self.write(f"lambda {given}*, _macro=macro, _safe=safe: _safe(_macro({', '.join(names)}))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("plain(")

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Name what all templates call."""
        super().visit_Template(node, frame)
        self.writeline("from operator import call")
        self.writeline("from diptych.render.markup import plain, safe")


class _Saying(NodeTransformer):
    """Puts in the place of what says words of the interface these words, as text, and the values between them."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        """Say what is said in an output; elsewhere, as a value of other words, it is said when the template runs."""
        node.nodes = [part for child in node.nodes for part in self._parts(child)]
        return node

    def _parts(self, node: nodes.Expr) -> Iterable[nodes.Expr]:
        match node:
            case nodes.Call(node=nodes.Name(name="say"), args=[nodes.Const(value=str(key))], dyn_args=None, dyn_kwargs=None):
                values = {given.key: given.value for given in node.kwargs}
                fields = _fields(self.words.entries.get(key))
                return (
                    self._said(fields, values, node.lineno) if fields and values.keys() >= {name for _, name in fields if name} else (node,)
                )
        return (node,)

    def _said(self, fields: Iterable[tuple[str, str]], values: Mapping[str, nodes.Expr], line: int) -> Iterator[nodes.Expr]:
        for text, name in fields:
            yield nodes.TemplateData(text, lineno=line)
            if name:
                figure = nodes.EnvironmentAttribute("figure", lineno=line)
                yield nodes.Call(figure, [values[name]], [], None, None, lineno=line)


class _Asking(NodeTransformer):
    """Lets a template ask whether a field is there, and say what stands for one that is not; read in any other way it has to be."""

    def visit_Test(self, node: nodes.Test) -> nodes.Node:  # noqa: N802
        """Let `a.b is defined` and `a.b is undefined` ask."""
        self.generic_visit(node)
        if node.name in ("defined", "undefined"):
            node.node = _asked(node.node)
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802
        """Let `a.b|default(c.d)` ask for both."""
        self.generic_visit(node)
        if node.name in ("default", "d") and node.node is not None:
            node.node, node.args = _asked(node.node), [_asked(each) for each in node.args]
            for given in node.kwargs:
                given.value = _asked(given.value)
        return node


def _asked(node: nodes.Expr) -> nodes.Expr:
    """Return a reading of a field that gives what Jinja calls undefined where it is not there; any other expression as it is."""
    if not isinstance(node, nodes.Getattr) or _is_jinjas(node):
        return node
    name = nodes.Const(node.attr, lineno=node.lineno)
    return nodes.Call(nodes.EnvironmentAttribute("field", lineno=node.lineno), [node.node, name], [], None, None, lineno=node.lineno)


def _is_jinjas(node: nodes.Getattr) -> bool:
    """Tell whether Jinja reads an attribute in its own way."""
    return isinstance(node.node, _OF_JINJA) or (isinstance(node.node, nodes.Name) and node.node.name == "self")


def _fields(entry: Entry | None) -> list[tuple[str, str]]:
    """Return an entry of a catalogue as HTML in pieces: text, and the name of the value behind it, if any.

    There are none of an entry that has forms for numbers, or that says more of a value than its name; it is filled when the template runs.

    >>> _fields("{count} < {total}"), _fields("{count:>3}"), _fields("{count")
    ([('', 'count'), (' &lt; ', 'total')], [], [])
    """
    try:
        found = list(Formatter().parse(plain(entry))) if isinstance(entry, str) else []
    except ValueError:
        return []
    simple = all(name is None or (name.isidentifier() and not form and not turned) for _, name, form, turned in found)
    return [(text, name or "") for text, name, _, _ in found] if simple else []


class Templates(Environment):
    """The environment of all templates. Compiled code of it holds words of the interface, so that each language needs its own.

    >>> templates = Templates(Words("en", {"by": "by {name} <"}), autoescape=True)
    >>> templates.from_string("{{ a }} {{ say('by', name=a) }}").render(a="<b>")
    '&lt;b&gt; by &lt;b&gt; &lt;'
    """

    code_generator_class = _Generator

    def __init__(self, words: Words, **options: Any) -> None:
        super().__init__(**options)
        self.words = words
        self._found: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        """Return a template. None changes while its environment lasts, so that it is looked for once."""
        if globals or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name, parent)
        return found

    def figure(self, value: object) -> object:
        """Return a value as it stands in words: a whole number in figures, all else as it is."""
        return self.words.number(value) if isinstance(value, int) else value

    def field(self, record: object, name: str) -> object:
        """Return a field of a record, or what Jinja calls undefined where it has none."""
        try:
            return getattr(record, name)
        except AttributeError:
            return self.undefined(obj=record, name=name)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        _Saying(self.words).visit(parsed)
        _Asking().visit(parsed)
        return parsed

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what is global to a template: what is global to all, where it has nothing of its own; a dict is faster than a chain."""
        return super().make_globals(d) if d else self.globals
