/** The step of inverse kinematics by damped least squares. */

/** Solves `A·x = b` for a symmetric positive definite A, [n × n] row-major, by Cholesky; overwrites both. */
function solveCholesky(A: Float64Array, b: Float64Array): void {
  const n = b.length;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = A[i * n + j];
      for (let k = 0; k < j; k++) sum -= A[i * n + k] * A[j * n + k];
      A[i * n + j] = i === j ? Math.sqrt(sum) : sum / A[j * n + j];
    }
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= A[i * n + k] * b[k];
    b[i] = sum / A[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) b[i] -= A[k * n + i] * b[k];
    b[i] /= A[i * n + i];
  }
}

/**
 * The damped step `Jᵀ (J Jᵀ + damping·I)⁻¹ · error`.
 *
 * @param jacobian velocity (m/s), then angular velocity (rad/s) of the tool per rad/s of each joint, [6 × joints] row-major
 * @param error what is missing to the pose wanted, metres and a rotation vector in radians, [6]; it is overwritten
 * @param damping added to the diagonal; keeps the step small where the arm is stretched
 * @returns changes of the joint angles, radians
 */
export function dampedStep(jacobian: Float64Array, error: Float64Array, damping: number): Float64Array {
  const joints = jacobian.length / 6;
  const gram = new Float64Array(36);
  for (let i = 0; i < 6; i++)
    for (let k = 0; k <= i; k++) {
      let sum = i === k ? damping : 0;
      for (let c = 0; c < joints; c++) sum += jacobian[i * joints + c] * jacobian[k * joints + c];
      gram[6 * i + k] = sum;
    }
  solveCholesky(gram, error);
  const step = new Float64Array(joints);
  for (let c = 0; c < joints; c++) for (let i = 0; i < 6; i++) step[c] += jacobian[i * joints + c] * error[i];
  return step;
}
