"""Models that Keras 2 and Keras 3 saved, in the form that TensorFlow.js loads, with what Keras itself predicted.

python models.py FIXTURES writes FIXTURES/models/<name>/: model.json and group1-shard1of1.bin by the tensorflowjs
converter, and predictions.json.
"""

import pathlib
import sys
import tempfile

import keras
import numpy
import tensorflow
import tensorflowjs
import tf_keras
from tensorflowjs.converters import convert
from tf_keras import backend as K

from bits import tensor_of, write_json

TIMESTEPS = numpy.array([[3, 1, 2, 4, 5], [2, 5, 0, 0, 0], [0, 4, 0, 1, 0], [4, 4, 3, 0, 0]], "int32")


def vectors(*shape):
    """Six examples: ordinary, short of two sizes, tiny of two sizes, zero. None is negative, see docs/numerics.md."""
    ordinary = numpy.random.default_rng(6).uniform(0.1, 1, (6, *shape))
    scale = numpy.array([1, 1e-5, 1e-7, 1e-20, 1e-30, 0]).reshape(6, *[1] * len(shape))
    return (ordinary * scale).astype("float32")


def unit_last(k):
    return k.Sequential([k.layers.Input((5,)), k.layers.UnitNormalization(name="unit")]), vectors(5)


def unit_axes(k):
    x = k.Input((3, 4), name="rows")
    hidden = k.layers.Dense(5, use_bias=False, name="mix")(x)
    return k.Model(x, k.layers.UnitNormalization(axis=[1, 2], name="unit")(hidden)), vectors(3, 4)


def unit_steps(k):
    """Inside TimeDistributed, along an axis that is not the last."""
    unit = k.layers.TimeDistributed(k.layers.UnitNormalization(axis=1), name="steps")
    return k.Sequential([k.layers.Input((2, 2, 3)), unit]), vectors(2, 2, 3)


def lambda_last(k):
    """The model that people have: its last layer is a Lambda."""
    keras2, keras3 = lambda x: K.l2_normalize(x, axis=1), lambda x: keras.ops.normalize(x, axis=1)
    function = keras2 if k is tf_keras else keras3
    # The saved code says where it stood, which is no concern of the fixtures.
    function.__code__ = function.__code__.replace(co_filename="models.py")
    x = k.Input((5,), name="features")
    hidden = k.layers.Dense(4, use_bias=False, name="mix")(x)
    return k.Model(x, k.layers.Lambda(function, output_shape=(4,), name="embedding")(hidden)), vectors(5)


def nested(k):
    inner = k.Sequential([k.layers.Input((5,)), k.layers.Dense(4, use_bias=False, name="mix")], name="inner")
    return k.Sequential([k.layers.Input((5,)), inner, k.layers.UnitNormalization(name="unit")]), vectors(5)


def bidirectional(k):
    both = k.layers.Bidirectional(k.layers.LSTM(2, name="memory"), name="both")
    return k.Sequential([k.layers.Input((3, 4)), k.layers.UnitNormalization(name="unit"), both]), vectors(3, 4)


def masked_layers(k):
    return [
        k.layers.Embedding(6, 4, mask_zero=True, name="words"),
        k.layers.UnitNormalization(name="unit"),
        k.layers.LSTM(3, name="memory"),
    ]


def masked_sequential(k):
    return k.Sequential([k.layers.Input((5,), dtype="int32"), *masked_layers(k)]), TIMESTEPS


def masked_functional(k):
    x = y = k.Input((5,), dtype="int32", name="steps")
    for layer in masked_layers(k):
        y = layer(y)
    return k.Model(x, y), TIMESTEPS


def weights_of(model):
    """Each from its own seed. Those of Dense are positive; words 2 and 4 are short, word 5 is tiny."""
    weights = []
    for index, weight in enumerate(model.get_weights()):
        low = 0.1 if len(model.get_weights()) == 1 else -1
        value = numpy.random.default_rng(index).uniform(low, 1, weight.shape)
        if weight.shape == (6, 4):
            value *= numpy.array([[1], [1], [1e-6], [1], [1e-7], [1e-20]])
        weights.append(value.astype("float32"))
    return weights


def predicted_by(k, build, floatx):
    """The model with its weights, and what it gives."""
    k.mixed_precision.set_global_policy(floatx)
    k.backend.set_floatx(floatx)
    model, inputs = build(k)
    model.set_weights(weights_of(model))
    result = model.predict(inputs.astype(floatx) if inputs.dtype == "float32" else inputs, verbose=0)
    k.mixed_precision.set_global_policy("float32")
    k.backend.set_floatx("float32")
    return model, inputs, result


def save(k, build, path, suffix):
    model, inputs, outputs = predicted_by(k, build, "float32")
    _, _, precise = predicted_by(k, build, "float64")
    with tempfile.TemporaryDirectory() as folder:
        saved = f"{folder}/model{suffix}"
        model.save(saved)
        form = "keras_keras" if suffix == ".keras" else "keras"
        convert([f"--input_format={form}", "--output_format=tfjs_layers_model", saved, str(path)])
    predictions = {
        "versions": {
            "keras": k.__version__,
            "tensorflow": tensorflow.__version__,
            "tensorflowjs": tensorflowjs.__version__,
        },
        "input": tensor_of(inputs),
        "output": tensor_of(outputs),
        "float64": precise.ravel().tolist(),
    }
    write_json(path / "predictions.json", predictions)


def main(fixtures):
    plain, recurrent = [unit_last, unit_axes, unit_steps, lambda_last, nested], [bidirectional]
    masked = [masked_sequential, masked_functional]
    for k, prefix, suffix in [(tf_keras, "keras2", ".h5"), (keras, "keras3", ".keras"), (keras, "keras3-h5", ".h5")]:
        for build in plain + recurrent + masked:
            k.backend.clear_session()
            name = build.__name__.replace("_", "-")
            save(k, build, pathlib.Path(fixtures) / "models" / f"{prefix}-{name}", suffix)


if __name__ == "__main__":
    main(*sys.argv[1:])
