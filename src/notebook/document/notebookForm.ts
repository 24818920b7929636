/** The form of a notebook file, and of what this library puts into outputs: figures and verdicts. */

import { z } from 'zod';
import { PLOTLY_MIME } from '../cell/figureBundle.js';
import { VERDICT_MIME } from '../cell/verdict.js';

const text = z.string();
const multiline = z.union([text, z.array(text)]);
const map = z.record(text, z.unknown());

const figure = z.looseObject({ data: z.array(map), layout: map });

/** What a page of verdicts needs; JSON has no word for infinity, so that a number may be null. */
const verdict = z.looseObject({
  claim: text,
  verdict: z.enum(['supported', 'not supported', 'inconclusive here', 'undecidable here']),
  estimate: text,
  unit: text,
  evidence: z.looseObject({ level: z.number() }),
  range: text.optional(),
  finding: text.optional(),
  task: text.optional(),
  source: z.enum(['recorded', 'live']).optional(),
  seeds: z.number().optional(),
  differs: text.optional(),
  table: text.optional(),
  confound: text.optional(),
  marks: z.array(text).optional(),
  note: text.optional(),
});

const data = z.looseObject({ [PLOTLY_MIME]: figure.optional(), [VERDICT_MIME]: verdict.optional() });

const output = z.discriminatedUnion('output_type', [
  z.looseObject({ output_type: z.literal('stream'), name: text, text: multiline }),
  z.looseObject({ output_type: z.literal('display_data'), data }),
  z.looseObject({ output_type: z.literal('execute_result'), data }),
  z.looseObject({ output_type: z.literal('error'), ename: text, evalue: text, traceback: z.array(text) }),
]);

const cell = z.looseObject({
  id: text.optional(),
  cell_type: z.enum(['code', 'markdown', 'raw']),
  source: multiline,
  metadata: map.optional(),
  outputs: z.array(output).optional(),
  execution_count: z.number().nullish(),
  attachments: z.record(text, map).optional(),
});

/** A notebook of nbformat 4; what is not named here is kept as it is. */
export const notebookForm = z.looseObject({
  nbformat: z.literal(4),
  cells: z.array(cell),
  metadata: map.optional(),
});
