// Without the cache nothing is written beside the packages.
module.exports = { test: { include: ['conformance.mjs'], cache: false } };
