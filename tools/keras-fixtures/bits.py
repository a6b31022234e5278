"""float32 values as text without loss: eight hexadecimal digits each, most significant first."""

import json

import numpy


def hex_of(values):
    return numpy.asarray(values, "float32").astype(">f4").tobytes().hex()


def tensor_of(values):
    if values.dtype == "int32":
        return {"shape": list(values.shape), "int32": values.ravel().tolist()}
    return {"shape": list(values.shape), "float32": hex_of(values)}


def write_json(path, value):
    """One line for each entry."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{json.dumps(key)}: {json.dumps(entry)}" for key, entry in value.items()]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
