/** What the types of danfojs-node name. */
export type ParsingOptions = never;
export type WritingOptions = never;
