module.exports = globalThis[Symbol.for('dawnlab.tfjs')];
