import { expectGoldenTape } from "./golden-tape.ts";

expectGoldenTape(1);
