import { createModelSelection, type ModelSelection } from "./model-selection.ts";

/** One kind of NPC, in all levels. */
export interface NpcKind {
  readonly selection: ModelSelection;
  /** The colours of the background that it stood on. */
  readonly passed: Set<number>;
  /** The length of its latest step, in cells; 0 before the first. */
  stepLength: number;
}

/** The kinds of NPCs of a game, by their ids; starts with none. */
export function createNpcKinds(): (id: number) => NpcKind {
  const kinds = new Map<number, NpcKind>();
  return (id) => {
    const kind = kinds.get(id) ?? {
      selection: createModelSelection(),
      passed: new Set<number>(),
      stepLength: 0,
    };
    kinds.set(id, kind);
    return kind;
  };
}
