"""The tutorial's way with pydicom and numpy: read a folder, sort, stack, rescale, and one sagittal picture with a window.

Written as introductions to pydicom have it, with what they get wrong left in: position is z alone, one slope serves all slices,
the picture is a column of the array, stretched by its aspect where scipy is there to resample it.
Prints one line of JSON: seconds from start to end, and of its parts.
"""
import json
import sys
import time
from pathlib import Path

begun = time.perf_counter()
import numpy as np
import pydicom

try:
    from scipy import ndimage
except ImportError:
    ndimage = None

imported = time.perf_counter()
folder, out = sys.argv[1], sys.argv[2]
files = [pydicom.dcmread(path) for path in sorted(Path(folder).iterdir())]
files.sort(key=lambda each: float(each.ImagePositionPatient[2]))
read = time.perf_counter()
volume = np.stack([each.pixel_array for each in files]).astype(np.float32)
volume = volume * float(files[0].RescaleSlope) + float(files[0].RescaleIntercept)
stacked = time.perf_counter()
picture = volume[::-1, :, volume.shape[2] // 2]
if ndimage is not None:
    step = abs(float(files[1].ImagePositionPatient[2]) - float(files[0].ImagePositionPatient[2]))
    picture = ndimage.zoom(picture, (step / float(files[0].PixelSpacing[0]), 1), order=1)
low, high = 0, 80
levels = (np.clip((picture - low) / (high - low), 0, 1) * 255).astype(np.uint8)
with open(out, "wb") as file:
    file.write(b"P5 %d %d 255\n" % (levels.shape[1], levels.shape[0]) + levels.tobytes())
ended = time.perf_counter()
print(json.dumps({
    "imports": imported - begun, "read": read - imported, "stack": stacked - read, "picture": ended - stacked,
    "pydicom": pydicom.__version__, "numpy": np.__version__, "scipy": ndimage is not None,
}))
