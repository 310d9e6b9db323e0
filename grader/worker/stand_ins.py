"""Modules that are not here: stand-ins that complain only when a graded call uses them.

A notebook that imports torch for a plot at its end still defines the functions that
are asked for. Its `import torch` gets a stand-in that swallows whatever the top level
does with it. While a graded call runs, using it raises the ModuleNotFoundError that an
honest import would have raised.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, Self


class Absence(Loader):
    """Whether stand-ins are silent (loading) or complain (a graded call runs)."""

    def __init__(self) -> None:
        self.is_silent = True
        self._names: set[str] = set()

    def install(self) -> None:
        """Stand behind everything that can really be imported."""
        sys.meta_path.append(self)

    def remove(self) -> None:
        """Undo `install`."""
        sys.meta_path.remove(self)
        for name, module in list(sys.modules.items()):
            if (
                isinstance(module, _AbsentModule)
                and module.__dict__["_absence"] is self
            ):
                del sys.modules[name]

    def stand_in(self, name: str) -> "StandIn":
        """Return a stand-in of this name."""
        return StandIn(name, self)

    def admit(self, module: str) -> None:
        """Let imports of this module, and of its submodules, succeed from now on."""
        self._names.add(module.partition(".")[0])

    def find_spec(
        self, name: str, path: object = None, target: object = None
    ) -> ModuleSpec | None:
        """Find the modules that were admitted (this object stands on sys.meta_path)."""
        del path, target
        top = name.partition(".")[0]
        return ModuleSpec(name, self, is_package=True) if top in self._names else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return an empty module that answers every attribute with a stand-in."""
        module = _AbsentModule(spec.name)
        module.__dict__["_absence"] = self
        if spec.name.partition(".")[0] == "tqdm":
            module.__dict__.update(tqdm=_Bar, trange=_trange)
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Execute nothing: there is nothing."""

    def complain(self, name: str) -> None:
        """Raise if a graded call is running."""
        if not self.is_silent:
            top = name.partition(".")[0]
            raise ModuleNotFoundError(
                f"No module named {top!r} here: {name} cannot be used when graded",
                name=top,
            )


class _AbsentModule(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return StandIn(f"{self.__name__}.{name}", self.__dict__["_absence"])


class StandIn:
    """Something of an absent module: does nothing, returns more of the same."""

    def __init__(self, name: str, absence: Absence) -> None:
        self.__dict__.update(_name=name, _absence=absence)

    def __getattr__(self, name: str) -> Any:
        """Return another stand-in for every public attribute."""
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return self._used(name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return a stand-in, or the function that is being decorated."""
        self._absence.complain(self._name)
        if len(args) == 1 and not kwargs and callable(args[0]):
            return args[0]
        return self

    def __setattr__(self, name: str, value: Any) -> None:
        """Forget what is assigned."""

    def __setitem__(self, key: Any, value: Any) -> None:
        """Forget what is assigned."""

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
        """Vanish from the bases of a class: `class Net(nn.Module)` is a plain class."""
        return ()

    def __iter__(self) -> Iterator[Any]:
        """Iterate over nothing."""
        self._absence.complain(self._name)
        return iter(())

    def __enter__(self) -> Any:
        """Enter a `with` block."""
        return self

    def __exit__(self, *problem: object) -> None:
        """Leave a `with` block; exceptions pass."""

    def __bool__(self) -> bool:
        """Be false: `if torch.cuda.is_available()`."""
        self._absence.complain(self._name)
        return False

    def __repr__(self) -> str:
        """Say what is not here."""
        return f"<{self._name} is not installed here>"

    def _used(self, *_: Any) -> Any:
        self._absence.complain(self._name)
        return self

    __getitem__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _used
    __truediv__ = __rtruediv__ = __matmul__ = __rmatmul__ = __pow__ = __neg__ = _used


class _Bar:
    """A progress bar that shows nothing: loops wrapped in tqdm run as they are."""

    def __init__(self, iterable: Iterable[Any] = (), *_: Any, **__: Any) -> None:
        self._iterable = iterable

    def __iter__(self) -> Iterator[Any]:
        return iter(self._iterable)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None: ...

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_, **__: None


def _trange(*args: int, **_: Any) -> _Bar:
    return _Bar(range(*args))
