"""Prints what is wrong with this interpreter, a line each; nothing where all is well."""

import importlib.util
import os
import ssl
import sys
import sysconfig

MODULES = (
    "bz2 ctypes curses dbm decimal hashlib lzma multiprocessing readline sqlite3 ssl uuid venv xml.parsers.expat zlib zoneinfo"
)
LEFT_OUT = ("ensurepip", "idlelib", "test", "tkinter", "turtle")


def wrong():
    for name in MODULES.split():
        try:
            importlib.import_module(name)
        except ImportError as failure:
            yield f"{name}: {failure}"
    for name in LEFT_OUT:
        if importlib.util.find_spec(name) is not None:
            yield f"{name} is there"
    for name, path in sysconfig.get_paths().items():
        # The archive that the test is made with has no headers.
        if "include" not in name and not os.path.isdir(path):
            yield f"{name}: no {path}"
    for name in ("LIBDIR", "LIBPL", "DESTSHARED"):
        if not os.path.isdir(sysconfig.get_config_var(name)):
            yield f"{name}: no {sysconfig.get_config_var(name)}"
    for name, value in sysconfig.get_config_vars().items():
        if isinstance(value, str) and "/install/" in value:
            yield f"{name}: {value}"
    library = os.path.join(sysconfig.get_config_var("LIBDIR"), sysconfig.get_config_var("LDLIBRARY"))
    if not os.path.isfile(library):
        yield f"no {library}"
    if not ssl.create_default_context().get_ca_certs():
        yield "ssl trusts nobody"
    if "LD_LIBRARY_PATH" in os.environ:
        yield "LD_LIBRARY_PATH is set"
    if not os.path.realpath(sys.executable).startswith("/opt/python/bin/"):
        yield f"{sys.executable} is another"
    if sys.prefix != "/opt/venv" or sys.base_prefix != "/opt/python":
        yield f"{sys.prefix} of {sys.base_prefix}"


print("\n".join(wrong()))
