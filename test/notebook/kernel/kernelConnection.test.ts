import { expect, it } from 'vitest';
import { decodeMessage, encodeMessage, newConnection } from '../../../src/notebook/kernel/kernelConnection.js';

const KEY = 'a0436f6c-1916-498b-8eb9-e81ab9368e84';
const received = (frames: string[]) => [Buffer.from('identity'), ...frames].map((frame) => Buffer.from(frame));

it('what is encoded can be decoded, whatever routing stands before it', () => {
  const { id, frames } = encodeMessage(KEY, 'session', 'execute_request', { code: '1 + 1' });
  const message = decodeMessage(KEY, received(frames));
  expect(message.header).toMatchObject({ msg_id: id, msg_type: 'execute_request', version: '5.3' });
  expect(message.content).toEqual({ code: '1 + 1' });
});

it('signs as the protocol says: HMAC-SHA256 over header, parent, metadata, content', () => {
  // Computed with Python: hmac.new(key, b'{"a":1}{}{}{"b":2}', 'sha256').hexdigest()
  const signature = 'a8393c9b46dc75412c34bfbce1f4b48de7e37f440f91caf4171dffe957b3e15f';
  const frames = ['<IDS|MSG>', signature, '{"a":1}', '{}', '{}', '{"b":2}'];
  expect(decodeMessage(KEY, received(frames)).content).toEqual({ b: 2 });
  expect(() => decodeMessage(KEY, received([...frames.slice(0, 5), '{"b":3}']))).toThrow(/wrong signature/);
  expect(() => decodeMessage(KEY, received(frames.slice(1)))).toThrow(/no delimiter/);
});

it('a connection has five different ports', async () => {
  const { shell_port, iopub_port, stdin_port, control_port, hb_port } = await newConnection();
  expect(new Set([shell_port, iopub_port, stdin_port, control_port, hb_port]).size).toBe(5);
});
