"""Packs a virtual environment without packages of its own, which finds those of the image."""

import pathlib
import shutil
import subprocess
import sys

subprocess.check_call([sys.executable, "-m", "venv", "--without-pip", "--copies", "/tmp/own/venv"])
packages = pathlib.Path("/tmp/own/venv/lib/python%d.%d/site-packages" % sys.version_info[:2])
(packages / "image.pth").write_text("".join(path + "\n" for path in sys.path if path.endswith("site-packages")))
shutil.make_archive("/tmp/venv", "zip", "/tmp/own")
