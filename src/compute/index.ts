export { entryAt, stackTrees } from './batched.js';
export { checkArrays } from './checkArrays.js';
export { type Compiled, compile } from './compile.js';
export type { CompileOptions } from './compileOptions.js';
export { type CompiledUpdate, compileUpdate, engineDevice, type UpdateFunction } from './compileUpdate.js';
export { type DenseParams, type DenseTensors, dense, denseInit, orthogonalInit } from './dense.js';
export { askedBackend, type BackendName, defaultEngine } from './engines/asked.js';
export { type BackendProbe, probeBackends, selectBackend } from './engines/eager/backend.js';
export { runEagerly } from './engines/eager/runEagerly.js';
export type { Availability, Engine, EngineOptions, LoadedProgram, Source, SteppedState } from './engines/engine.js';
export { ENGINE_NAMES, type EngineName, engines, isEngine } from './engines/engines.js';
export { onnxModel } from './engines/onnx/model.js';
export { loadedProgram, type ResidentProgram, residentNames, residentSteps } from './engines/resident.js';
export { checkTensorflow } from './engines/tensorflow/check.js';
export {
  bindingFolder,
  installationFolder,
  isInstalled,
  NAPI_VERSION,
  TENSORFLOW_VERSION,
  type TensorflowFlavour,
  tensorflowCache,
} from './engines/tensorflow/installation.js';
export { checkXla } from './engines/xla/check.js';
export {
  isXlaInstalled,
  programFolder,
  XLA_PLUGINS,
  type XlaFlavour,
  xlaCache,
  xlaDigestFile,
  xlaFolder,
} from './engines/xla/installation.js';
export { giveWay } from './giveWay.js';
export { layerNorm } from './layerNorm.js';
export { closeIt, type Opening, opening } from './opening.js';
export { type AdamOptions, adam, adamInit, adamUpdate } from './optimizers/adam.js';
export { clipByGlobalNorm, globalNorm } from './optimizers/clip.js';
export { chain, clipping, type GradientTransform, type Optimizer, type OptimizerOf } from './optimizers/optimizer.js';
export { packedMap } from './optimizers/packedMap.js';
export { polyak } from './optimizers/polyak.js';
export { optimizers } from './optimizers/registry.js';
export { type SgdOptions, sgd } from './optimizers/sgd.js';
export { type ProgramShare, shareProgram } from './shareProgram.js';
export type { StateLayout, StateLeaf, StatePart } from './stateLayout.js';
export {
  type Arrays,
  flattenTensors,
  mapTensors,
  replaceTensors,
  type Tensors,
  type TensorTree,
  toTensors,
  valueAndGradients,
} from './tensorTree.js';
export { tf } from './tf.js';
export type { Dtype, GraphNode, Value } from './trace/graph.js';
export { reachable } from './trace/reachable.js';
export { type Trace, UntraceableError } from './trace/trace.js';
export { traceHash } from './traceHash.js';
