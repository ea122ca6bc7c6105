import { expect, it } from "vitest";
import { budgetKey } from "../../../src/limiter/budget/budget-key.ts";

const KEY = "00000000-secret";

it.each([
  "https://Three.ArcPrize.org",
  "https://three.arcprize.org/",
  "HTTPS://three.arcprize.org:443",
  "https://me:password@three.arcprize.org//?page=1#top",
])("gives %s one name", (address) => {
  expect(budgetKey(address, KEY)).toBe(budgetKey("https://three.arcprize.org", KEY));
});

it("tells keys, hosts, ports, schemes and paths apart", () => {
  const names = [
    budgetKey("https://a.org", KEY),
    budgetKey("https://a.org", `${KEY}2`),
    budgetKey("https://b.org", KEY),
    budgetKey("https://a.org:8443", KEY),
    budgetKey("http://a.org", KEY),
    budgetKey("https://a.org/api", KEY),
  ];
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(names.map((name) => name.split(" ")[1])).size).toBe(names.length);
});

it("shows the address, and nothing of key or password", () => {
  const name = budgetKey("https://me:password@a.org/api/", KEY);
  expect(name).toMatch(/^https:\/\/a\.org\/api [0-9a-f]{32}$/);
});

it("takes only an address", () => {
  expect(() => budgetKey("not an address", KEY)).toThrow(TypeError);
});
