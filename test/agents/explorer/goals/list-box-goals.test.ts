import { describe, expect, it } from "vitest";
import { listBoxGoals } from "../../../../src/agents/explorer/goals/list-box-goals.ts";
import { drawSokobanLevel } from "../helpers/draw-sokoban-level.ts";

const ROOM = `
  11111111
  1......1
  1.5..2.1
  1..3...1
  1.9..3.1
  1...5..1
  11111111`;

describe("goals", () => {
  it("are what few places show, first that of which there is one for each box", () => {
    const { level, background } = drawSokobanLevel(ROOM);
    const goals = listBoxGoals(background, level);
    expect(goals.map(({ id }) => id)).toEqual(["onto 3 2", "onto 2 2"]);
    expect(goals[0]?.placements).toHaveLength(1);
    expect(goals[0]?.placements[0]).toMatchObject({ boxes: [0, 1] });
    expect(goals[0]?.placements[0]?.targets.size).toBe(2);
  });

  it("begin with targets of a box's own colour", () => {
    const { level, background } = drawSokobanLevel(ROOM);
    const boxes = level.boxes.map((box, at) => ({ ...box, colour: at === 0 ? 2 : 5 }));
    const [first] = listBoxGoals(background, { ...level, boxes });
    expect(first?.id).toBe("same colour 2");
    expect(first?.placements.map(({ boxes: own }) => own)).toEqual([[0]]);
  });
});
