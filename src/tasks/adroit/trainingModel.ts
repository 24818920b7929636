/** From the package's MJCF to what training needs: one document per task, without pictures. */

const INCLUDE = /<include\s+file=(["'])(.*?)\1\s*\/>/g;
const COMMENT = /<!--[\s\S]*?-->/g;

/**
 * Puts included documents in their places. MuJoCo's includes are textual, so that the result is the same model.
 *
 * @param xml an MJCF document
 * @param read returns the document of an included file, whose root element falls away
 * @returns the document without includes and without comments
 */
export function inlineIncludes(xml: string, read: (file: string) => string): string {
  return xml.replace(COMMENT, '').replace(INCLUDE, (_, __, file: string) => {
    const included = inlineIncludes(read(file), read).trim();
    const body = /^<mujocoinclude>([\s\S]*)<\/mujocoinclude>$/.exec(included);
    if (!body) throw new Error(`inlineIncludes: ${file} is no <mujocoinclude> document.`);
    return body[1];
  });
}

/**
 * Drops meshes and textures, which only pictures need: every collision geometry of the hand is a primitive and every body
 * states its inertia, so that trajectories stay bitwise the same. Also drops the attribute `apirate`, which older
 * releases of the package have and MuJoCo 3 refuses.
 *
 * @param xml a document without includes
 * @returns a document that names no other file
 */
export function withoutPictures(xml: string): string {
  return xml
    .replace(/<geom[^>]*class="D_Vizual"[^>]*\/>/g, '')
    .replace(/<mesh [^>]*name=[^>]*\/>/g, '')
    .replace(/<texture [^>]*\/>/g, '')
    .replace(/ (?:texture|texrepeat|apirate)="[^"]*"/g, '');
}
