"""What a framework makes of each vector of FIXTURES/vectors.json: values y and gradients dx.

python values.py FIXTURES FUNCTION writes FIXTURES/values/<FUNCTION>.json. Each framework is imported only where it is
asked for, since torch and tensorflow get on badly in one process.
"""

import json
import pathlib
import sys

import numpy

from bits import hex_of, write_json


def tensorflow_function(function, **versions):
    import tensorflow

    def both(x, dy):
        x = tensorflow.constant(x[None])
        with tensorflow.GradientTape() as tape:
            tape.watch(x)
            y = function(x)
        return y, tape.gradient(y, x, output_gradients=tensorflow.constant(dy[None]))

    return both, {**versions, "tensorflow": tensorflow.__version__}


def tf_math_l2_normalize():
    import tensorflow

    return tensorflow_function(lambda x: tensorflow.math.l2_normalize(x, axis=-1))


def tf_keras_unit_normalization():
    import tf_keras

    return tensorflow_function(tf_keras.layers.UnitNormalization(), tf_keras=tf_keras.__version__)


def keras_ops_normalize():
    import keras

    return tensorflow_function(lambda x: keras.ops.normalize(x, axis=-1), keras=keras.__version__)


def keras_unit_normalization():
    import keras

    return tensorflow_function(keras.layers.UnitNormalization(), keras=keras.__version__)


def torch_normalize():
    import torch

    def both(x, dy):
        x = torch.tensor(x[None], requires_grad=True)
        y = torch.nn.functional.normalize(x, dim=-1)
        y.backward(torch.tensor(dy[None]))
        return y.detach(), x.grad

    return both, {"torch": torch.__version__}


def sklearn_normalize():
    import sklearn
    from sklearn.preprocessing import normalize

    return lambda x, dy: (normalize(x[None]), None), {"sklearn": sklearn.__version__}


FUNCTIONS = {
    "tf.math.l2_normalize": tf_math_l2_normalize,
    "tf_keras.layers.UnitNormalization": tf_keras_unit_normalization,
    "keras.ops.normalize": keras_ops_normalize,
    "keras.layers.UnitNormalization": keras_unit_normalization,
    "torch.nn.functional.normalize": torch_normalize,
    "sklearn.preprocessing.normalize": sklearn_normalize,
}


def array_of(text):
    return numpy.frombuffer(bytes.fromhex(text), ">f4").astype("float32")


def main(fixtures, name):
    both, versions = FUNCTIONS[name]()
    folder = pathlib.Path(fixtures)
    results = {"versions": versions}
    for vector, entry in json.loads((folder / "vectors.json").read_text()).items():
        y, dx = both(array_of(entry["x"]), array_of(entry["dy"]))
        results[vector] = {"y": hex_of(y)} if dx is None else {"y": hex_of(y), "dx": hex_of(dx)}
    write_json(folder / "values" / f"{name}.json", results)


if __name__ == "__main__":
    main(*sys.argv[1:])
