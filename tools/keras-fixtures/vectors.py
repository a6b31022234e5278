"""The vectors that each framework gets, with the upstream gradient for each. Writes FIXTURES/vectors.json."""

import pathlib
import sys

import numpy

from bits import hex_of, write_json

LENGTHS = [1, 2, 3, 4, 5, 8, 15, 16, 17, 33, 64, 300]
SCALES = [1e-5, 3e-7, 1e-9, 1e-13, 1e-20, 1e-30, 1e10, 1e15, 1e20, 1e30]
GIVEN = {
    "zero": [0, 0, 0],
    "zeros of both signs": [0.0, -0.0, 0.0, 0.0],
    "1e-8 twice": [1e-8, 1e-8],
    "1e-20 twice": [1e-20, 1e-20],
    "3e38 twice": [3e38, 3e38],
    "1e-7 alone": [1e-7, 0],
    "1e-6 alone": [0, 1e-6],
    "subnormal": [1e-42, 0],
    "subnormal result": [1, 1e-40],
    "one hot": [0, 0, -2, 0],
    "wide": [1e4, 1, 1e-4, 1e-10],
    "equal": [0.1] * 128,
}


def vectors():
    """(name, x) of each."""
    random = numpy.random.default_rng(2)
    for length in LENGTHS:
        yield f"ordinary of {length}", random.normal(size=length)
    for scale in SCALES:
        for length in (3, 100 if scale in (3e-7, 1e-13) else 16):
            yield f"{scale:g} of {length}", random.normal(size=length) * scale
    yield from GIVEN.items()


def main(fixtures):
    random = numpy.random.default_rng(3)
    entries = {
        name: {"x": hex_of(x), "dy": hex_of(random.normal(size=len(x)))}
        for name, x in vectors()
    }
    write_json(pathlib.Path(fixtures) / "vectors.json", entries)


if __name__ == "__main__":
    main(*sys.argv[1:])
