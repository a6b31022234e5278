#!/bin/sh
# Makes the fixtures again from nothing. PYTHON is a Python 3.11.
set -eu
cd "$(dirname "$0")"
fixtures=../../packages/tfjs/test/fixtures
export PYTHONDONTWRITEBYTECODE=1 TF_CPP_MIN_LOG_LEVEL=3

for name in tensorflow torch; do
  [ -d .venv/$name ] && continue
  "${PYTHON:-python3.11}" -m venv .venv/$name
  .venv/$name/bin/pip install --no-deps -r requirements-$name.txt
done

rm -rf $fixtures
.venv/tensorflow/bin/python vectors.py $fixtures
.venv/tensorflow/bin/python models.py $fixtures
for function in tf.math.l2_normalize tf_keras.layers.UnitNormalization keras.ops.normalize \
  keras.layers.UnitNormalization sklearn.preprocessing.normalize; do
  .venv/tensorflow/bin/python values.py $fixtures $function
done
.venv/torch/bin/python values.py $fixtures torch.nn.functional.normalize
