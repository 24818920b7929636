/** TensorBoard's event files: scalars as protobuf messages, each framed as a TFRecord. */

import crc32c from 'crc-32/crc32c.js';
import protobuf from 'protobufjs';

/** Scalars that were observed together. */
export interface ScalarEvent {
  /** Position on TensorBoard's step axis. */
  readonly step: number;
  /** Seconds since 1970. */
  readonly wallTime: number;
  /** Value by tag, stored with 32 bits; nulls are left out. */
  readonly scalars: Readonly<Record<string, number | null>>;
}

// The fields that scalars need, of tensorflow/core/util/event.proto and tensorflow/core/framework/summary.proto.
const Event = protobuf
  .parse(
    `syntax = "proto3";
    message Event {
      double wall_time = 1;
      int64 step = 2;
      oneof what { string file_version = 3; Summary summary = 5; }
    }
    message Summary {
      message Value { string tag = 1; oneof value { float simple_value = 2; } }
      repeated Value value = 1;
    }`,
  )
  .root.lookupType('Event');

/** TFRecord's checksum: CRC-32C, rotated and shifted because a checksum of data that holds checksums is a poor one. */
function maskedCrc(bytes: Uint8Array): Buffer {
  const crc = crc32c.buf(bytes);
  const masked = Buffer.alloc(4);
  masked.writeUInt32LE((((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0);
  return masked;
}

function tfRecord(data: Uint8Array): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(data.length));
  return Buffer.concat([length, maskedCrc(length), data, maskedCrc(data)]);
}

/**
 * Encodes an event file.
 *
 * @param events in the order in which they are to stand in the file
 * @param startTime when the file begins, seconds since 1970
 * @returns the file's bytes; its name must contain `tfevents` for TensorBoard to find it
 */
export function encodeEventFile(events: readonly ScalarEvent[], startTime: number): Uint8Array {
  const messages = [
    { wallTime: startTime, fileVersion: 'brain.Event:2' },
    ...events.map(({ step, wallTime, scalars }) => ({
      wallTime,
      step,
      summary: {
        value: Object.entries(scalars).flatMap(([tag, simpleValue]) =>
          simpleValue === null ? [] : { tag, simpleValue },
        ),
      },
    })),
  ];
  return Buffer.concat(messages.map((message) => tfRecord(Event.encode(message).finish())));
}
