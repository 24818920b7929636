/** Pictures: meshes, a rasteriser, PNG and animations. Nothing here touches a number of a run. */

export { type AnimationFrame, type AnimationOptions, rolloutAnimation } from './animation.js';
export { encodeGif, sideBySidePicture } from './gif.js';
export { groundPart } from './groundPart.js';
export { boxMesh, holedCubeMesh, type Mesh } from './mesh.js';
export { encodeApng, encodePng } from './png.js';
export { createRenderer, type Picture, type PictureOptions } from './rasterizer.js';
export { capsuleMesh, cylinderMesh } from './roundMesh.js';
export { type Camera, PALETTE, type Rgb, type ScenePart, type SceneView } from './scene.js';
