import { EMPTY_BUDGET } from "../../../src/limiter/budget/budget.ts";
import { createStore } from "../../../src/limiter/cells/create-store.ts";
import { createMemoryCell } from "../../../src/limiter/cells/memory-cell.ts";
import { limiterStoreContract } from "../../contract/limiter-store.ts";

limiterStoreContract((options) =>
  createStore({ ...options, cell: createMemoryCell(options.clock, EMPTY_BUDGET) }),
);
