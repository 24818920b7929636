/** How XLA is asked to compile: the protobuf message xla.CompileOptionsProto, of which two fields are needed. */

import protobuf from 'protobufjs';

/** Field numbers of xla.CompileOptionsProto, its map entries, xla.OptionOverrideProto, xla.ExecutableBuildOptionsProto. */
const [BUILD_OPTIONS, OVERRIDES] = [3, 7];
const [KEY, VALUE] = [1, 2];
const [STRING, BOOLEAN] = [1, 2];
const [DEVICE_ORDINAL, REPLICAS, PARTITIONS] = [1, 4, 5];
const [VARINT, LENGTH_DELIMITED] = [0, 2];

/** XLA's own flags, by name. */
export type XlaFlags = Readonly<Record<string, string | boolean>>;

const tag = (field: number, wire: number) => (field << 3) | wire;

/**
 * Options for one program on one device, whichever.
 *
 * @param flags XLA's own flags, by name
 * @returns the encoded message
 */
export function compileOptions(flags: XlaFlags): Uint8Array {
  const writer = protobuf.Writer.create().uint32(tag(BUILD_OPTIONS, LENGTH_DELIMITED)).fork();
  writer.uint32(tag(DEVICE_ORDINAL, VARINT)).int64(-1);
  writer.uint32(tag(REPLICAS, VARINT)).int64(1).uint32(tag(PARTITIONS, VARINT)).int64(1).ldelim();
  for (const [name, value] of Object.entries(flags)) {
    writer.uint32(tag(OVERRIDES, LENGTH_DELIMITED)).fork().uint32(tag(KEY, LENGTH_DELIMITED)).string(name);
    writer.uint32(tag(VALUE, LENGTH_DELIMITED)).fork();
    if (typeof value === 'boolean') writer.uint32(tag(BOOLEAN, VARINT)).bool(value);
    else writer.uint32(tag(STRING, LENGTH_DELIMITED)).string(value);
    writer.ldelim().ldelim();
  }
  return writer.finish();
}
