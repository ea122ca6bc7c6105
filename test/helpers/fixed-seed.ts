import fc from "fast-check";

// The same cases every time: a suite that fails by chance proves nothing. FC_SEED looks at others.
fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  seed: Number(process.env.FC_SEED ?? 20_261_122),
});
