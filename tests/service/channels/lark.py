"""Feishu's official SDK, `lark_oapi`, with what its dispatcher of events imports and nothing else.

The package imports a client of every API that Feishu has, nine thousand modules, for which tests would wait half a
minute: here its packages are there without what their `__init__` would import.
"""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType


class _Bare(MetaPathFinder):
    """Finds `lark_oapi` and the packages of its APIs without their `__init__`."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        top, *rest = fullname.split(".")
        if top != "lark_oapi" or rest[:1] not in ([], ["api"]):
            return None
        found = PathFinder.find_spec(fullname, path, target)
        if found is None or found.submodule_search_locations is None:
            return found
        bare = ModuleSpec(fullname, None, is_package=True)
        bare.submodule_search_locations = found.submodule_search_locations
        return bare


_bare = _Bare()
sys.meta_path.insert(0, _bare)
try:
    from lark_oapi.api.im.v1.model.p2_im_message_receive_v1 import P2ImMessageReceiveV1
    from lark_oapi.core.model import RawRequest
    from lark_oapi.event.dispatcher_handler import EventDispatcherHandler
finally:
    sys.meta_path.remove(_bare)

__all__ = ["EventDispatcherHandler", "P2ImMessageReceiveV1", "RawRequest"]
