/** Something that a level may want the avatar to come to once a goal is met: a place, and how it looks there. */
export interface Landmark {
  readonly place: number;
  readonly look: number;
}

/** The landmarks that the avatar was at. */
export interface Coverage {
  /** Forgets all: another goal is met. */
  clear(): void;
  /** The avatar is at a landmark, or could not get there. */
  visit(landmark: Landmark): void;
  /** The places of those that it was not at since they look as they do. */
  left(landmarks: readonly Landmark[]): Set<number>;
}

/** Starts with none visited. */
export function createCoverage(): Coverage {
  const visited = new Set<string>();
  const nameOf = ({ place, look }: Landmark) => `${place} ${look}`;
  return {
    clear: () => visited.clear(),
    visit: (landmark) => void visited.add(nameOf(landmark)),
    left: (landmarks) =>
      new Set(landmarks.flatMap((one) => (visited.has(nameOf(one)) ? [] : [one.place]))),
  };
}
