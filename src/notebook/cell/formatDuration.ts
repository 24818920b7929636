/** Durations for people. */

/**
 * A duration in the two units that matter.
 *
 * @param seconds the duration in seconds
 * @returns for instance `0.4 s`, `12 s`, `3 min 05 s`, `2 h 10 min`; `–` if it is not finite
 */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return '–';
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${pad(Math.floor((whole % 3600) / 60))} min`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
