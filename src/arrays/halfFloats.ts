/** Half-precision numbers, which files hold to be small; JavaScript before 2025 has no array of them. */

/**
 * Widens float16 to float32, exactly.
 *
 * sign · 2^(e−15) · 1.m with 5 bits of exponent e and 10 bits of mantissa m; e = 0: sign · 2^(−14) · 0.m; e = 31: ±∞ or NaN.
 *
 * @param bits the numbers' bits
 * @returns as many numbers
 *
 * See IEEE 754-2019, binary16.
 */
export function halfFloats(bits: Uint16Array): Float32Array {
  return Float32Array.from(bits, (half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >> 10) & 31;
    const mantissa = half & 1023;
    if (exponent === 31) return mantissa ? Number.NaN : sign * Number.POSITIVE_INFINITY;
    return exponent === 0 ? sign * 2 ** -24 * mantissa : sign * 2 ** (exponent - 25) * (1024 + mantissa);
  });
}
