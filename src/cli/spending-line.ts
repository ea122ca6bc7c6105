import { count } from "../base/count.ts";
import { percent } from "../display/format.ts";
import type { Model } from "./open-model.ts";

/** What the model was asked in a run, and what that cost, on one line. */
export function spendingLine({ name, ledger: { total }, price }: Model): string {
  const { calls, answered, repeats, input, cached, output, cost } = total;
  const tokens = (amount: number) => amount.toLocaleString("en-US");
  const parts = [
    count(calls, "call"),
    answered < calls && `${answered} answered`,
    repeats > 0 && `${count(repeats, "answer")} from the cache`,
    input > 0 && `${tokens(input)} tokens in (${percent(cached / input)} cached)`,
    output > 0 && `${tokens(output)} out`,
    price && `$${cost.toFixed(4)}`,
  ];
  return `${name}: ${parts.filter(Boolean).join(", ")}`;
}
