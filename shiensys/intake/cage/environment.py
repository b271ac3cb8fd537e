"""The environment that readers run in: where Python finds its modules, one thread each, and no network."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_KEPT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "HOME", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "LD_LIBRARY_PATH")
_SET = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",  # the others reserve a gigabyte at once, which the limit would count
    "ARROW_IO_THREADS": "1",
    "GDAL_NUM_THREADS": "1",
    "GDAL_SKIP": "VRT",  # would open other files
    "OGR_SKIP": "OGR_VRT",
    "GDAL_DRIVER_PATH": "disable",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "{noext}",
    "GDAL_HTTP_MAX_RETRY": "0",
    "PROJ_NETWORK": "OFF",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONUTF8": "1",
}


def inside() -> dict[str, str]:
    """Give it: nothing of the server's own settings, above all not the way into its database."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    # a blank entry is the folder that the server was started in
    modules = os.pathsep.join(str(Path(path).absolute()) for path in sys.path)
    return {**kept, **_SET, "PYTHONPATH": modules}
