"""Normalizes with one Python library, named by the argument, as python-process.ts asks: a JSON line in, a JSON line out.

Arrays cross in raw files of a temporary folder that goes when this ends, and this ends when its input does.
"""

import gc
import json
import os
import platform
import sys
import tempfile
import time


def numpy_library():
    import numpy as np

    def norm(x, axis):
        return np.linalg.norm(x, axis=axis, keepdims=True)

    def over_input(x, axis):
        return np.divide(x, norm(x, axis), out=x)

    tasks = {"normalize": lambda x, axis: x / norm(x, axis), "in-place": over_input}
    return {"version": f"numpy {np.__version__}", "tasks": tasks, "to": lambda x: x, "from": lambda y: y}


def sklearn_library():
    import sklearn
    from sklearn.preprocessing import normalize

    tasks = {
        "normalize": lambda x, axis: normalize(x),
        "in-place": lambda x, axis: normalize(x, copy=False),
    }
    version = f"scikit-learn {sklearn.__version__}, norms below 10 machine epsilons taken for 1"
    return {"version": version, "tasks": tasks, "to": lambda x: x, "from": lambda y: y}


def torch_library():
    import torch
    from torch.nn.functional import normalize

    def gradient(x, axis, upstream):
        leaf = x.detach().requires_grad_()
        return torch.autograd.grad(normalize(leaf, dim=axis), leaf, upstream)[0]

    cores = torch.get_num_threads()
    tasks = {
        "normalize": lambda x, axis: normalize(x, dim=axis),
        "in-place": lambda x, axis: normalize(x, dim=axis, out=x),
        "gradient": gradient,
    }
    return {
        "version": f"torch {torch.__version__}, eps 1e-12",
        "tasks": tasks,
        "to": torch.from_numpy,
        "from": lambda y: y.numpy(),
        "threads": lambda wanted: torch.set_num_threads(wanted or cores),
        "cores": cores,
    }


libraries = {"numpy": numpy_library, "scikit-learn": sklearn_library, "torch": torch_library}


def prepare(library, folder, request):
    """Gives what runs the work once, and what gives its result for the input as it was."""
    import numpy as np

    axis, task = request["axis"], request["task"]
    to_library, from_library = library["to"], library["from"]

    def read(name):
        values = np.fromfile(os.path.join(folder, name), request["dtype"])
        return values.reshape(request["shape"])

    if task == "file":
        source, target = (os.path.join(folder, f"{request['x']}-{end}.npy") for end in ("in", "out"))
        np.save(source, read(request["x"]))
        normalize = library["tasks"]["normalize"]

        def run():
            np.save(target, from_library(normalize(to_library(np.load(source)), axis)))

        def result():
            run()
            return np.load(target)

        return {"run": run, "result": result, "files": [source, target]}

    work = library["tasks"][task]
    x = to_library(read(request["x"]))
    others = [to_library(read(request["upstream"]))] if task == "gradient" else []

    def run():
        return work(x, axis, *others)

    def result():
        # In place, every run but this one gets the unit vectors of the one before.
        x[...] = to_library(read(request["x"]))
        return from_library(run())

    return {"run": run, "result": result, "files": []}


def milliseconds_of(run, count):
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        for _ in range(count):
            run()
        return 1000 * (time.perf_counter() - start)
    finally:
        gc.enable()


def answer(library, folder, works, request):
    what, work = request["what"], request["work"]
    library.get("threads", lambda wanted: None)(request["threads"])
    if what == "prepare":
        works[work] = prepare(library, folder, request)
        return {}
    if what == "time":
        return {"milliseconds": milliseconds_of(works[work]["run"], request["count"])}
    if what == "result":
        result = works[work]["result"]()
        result.tofile(os.path.join(folder, request["to"]))
        return {"dtype": str(result.dtype)}
    for file in works.pop(work)["files"]:
        if os.path.exists(file):
            os.remove(file)
    return {}


def main():
    # What libraries print goes to standard error: the real standard output is for answers alone.
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def reply(message):
        replies.write(json.dumps(message) + "\n")
        replies.flush()

    try:
        library = libraries[sys.argv[1]]()
    except ModuleNotFoundError as error:
        return reply({"missing": error.name})
    with tempfile.TemporaryDirectory(prefix="unitsphere-python-") as folder:
        version = f"{library['version']}, Python {platform.python_version()}"
        reply({"folder": folder, "version": version, "cores": library.get("cores", 1)})
        # What the library made lasts: collecting before each timing need not look at it.
        gc.freeze()
        works = {}
        for line in sys.stdin:
            try:
                reply(answer(library, folder, works, json.loads(line)))
            except Exception as error:
                reply({"error": f"{type(error).__name__}: {error}".splitlines()[0]})


main()
