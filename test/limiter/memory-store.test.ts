import { createMemoryStore } from "../../src/limiter/memory-store.ts";
import { limiterStoreContract } from "../contract/limiter-store.ts";

limiterStoreContract(createMemoryStore);
