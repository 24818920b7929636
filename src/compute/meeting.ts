/** Where several who work side by side wait for one another, so that what they ask for is done at once. */

/** What is done for those who came for it: inputs by member to results by member. */
export type Errand<Input, Result> = (inputs: ReadonlyMap<number, Input>) => Promise<ReadonlyMap<number, Result>>;

/** A meeting of members, who are numbers from 0. */
export interface Meeting {
  /** Waits until every member who has not left waits too; then each errand that was asked for is done, once. */
  join<Input, Result>(member: number, errand: Errand<Input, Result>, input: Input): Promise<Result>;
  /** The others wait for this member no longer. */
  leave(member: number): void;
}

interface Waiting {
  readonly errand: Errand<unknown, unknown>;
  readonly input: unknown;
  resolve(result: never): void;
  reject(reason: unknown): void;
}

function begin(errand: Waiting['errand'], those: readonly (readonly [number, Waiting])[]): void {
  errand(new Map(those.map(([member, { input }]) => [member, input]))).then(
    (results) => {
      for (const [member, { resolve }] of those) resolve(results.get(member) as never);
    },
    (reason) => {
      for (const [, { reject }] of those) reject(reason);
    },
  );
}

/**
 * Opens a meeting.
 *
 * @param members how many there are
 * @returns the meeting, at which nobody waits yet
 */
export function meeting(members: number): Meeting {
  const present = new Set(Array.from({ length: members }, (_, member) => member));
  const waiting = new Map<number, Waiting>();
  const beginWhenComplete = () => {
    if (waiting.size < present.size) return;
    const all = [...waiting];
    waiting.clear();
    for (const errand of new Set(all.map(([, one]) => one.errand)))
      begin(
        errand,
        all.filter(([, one]) => one.errand === errand),
      );
  };
  return {
    join: (member, errand, input) =>
      new Promise((resolve, reject) => {
        if (waiting.has(member) || !present.has(member))
          throw new Error(`meeting: member ${member} ${present.has(member) ? 'waits already' : 'has left'}.`);
        waiting.set(member, { errand: errand as Waiting['errand'], input, resolve, reject });
        beginWhenComplete();
      }),
    leave: (member) => {
      if (present.delete(member)) beginWhenComplete();
    },
  };
}
