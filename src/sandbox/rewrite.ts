import { type Node, type Pattern, type Program, parse } from "acorn";

/** Code of a model, made ready to run once with `await`, its top-level names kept for what runs later. */
export interface Rewritten {
  /** Declares the names, and the functions, for good. */
  readonly declarations: string;
  /** An async function's body; its result is the value of the last statement, if that is an expression. */
  readonly body: string;
  /** The names it declares; with them scripts that declare them again, where evaluating them calls nothing. */
  readonly declared: ReadonlyMap<string, Declared>;
}

export interface Declared {
  /** Functions and classes are kept by their source, other names rather by their values. */
  readonly isFunction: boolean;
  /** Undefined where evaluating it again could do something else. */
  readonly source: string | undefined;
}

/** A text in place of a part of the code. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Rewrites a script so that its top-level declarations outlive it, may be declared again and may `await`. Each
 * line stays where it is, so that errors tell the code's own lines. Throws a SyntaxError that tells line and
 * column, also where the script declares a `reserved` name.
 */
export function rewrite(code: string, reserved: ReadonlySet<string> = new Set()): Rewritten {
  const program = read(code);
  const edits: Edit[] = [];
  const functions: Node[] = [];
  const declared = new Map<string, Declared>();
  const names = new Set<string>();
  const source = ({ start, end }: Node) => code.slice(start, end);
  const declare = (name: string, { start }: Node, what: Declared) => {
    if (reserved.has(name)) {
      throw refusal(code, start, `\`${name}\` is a name of the sandbox's own, take another`);
    }
    declared.delete(name);
    declared.set(name, what);
  };

  for (const statement of program.body) {
    const { start, end } = statement;
    if (statement.type === "FunctionDeclaration") {
      functions.push(statement);
      edits.push({ start, end, text: blank(source(statement)) });
      declare(statement.id.name, statement, { isFunction: true, source: source(statement) });
    } else if (statement.type === "ClassDeclaration") {
      const { name } = statement.id;
      edits.push({ start, end: start, text: `;${name} = ` }, { start: end, end, text: ";" });
      declare(name, statement, { isFunction: true, source: `var ${name} = ${source(statement)};` });
      names.add(name);
    } else if (statement.type === "VariableDeclaration") {
      const [first] = statement.declarations;
      const opening = { start, end: first?.start ?? start };
      edits.push({ ...opening, text: `;${blank(code.slice(opening.start, opening.end))}` });
      for (const declarator of statement.declarations) {
        const { id, init } = declarator;
        const isFunction = init ? FUNCTION.test(init.type) : false;
        const isKept = init && isPlain(init);
        for (const name of namesIn(id)) {
          const again = isKept ? `var ${source(id)} = ${source(init)};` : undefined;
          declare(name, id, { isFunction, source: again });
          names.add(name);
        }
        edits.push({ start: declarator.start, end: declarator.start, text: "(" });
        const unset = !init && statement.kind === "let" ? " = undefined)" : ")";
        edits.push({ start: declarator.end, end: declarator.end, text: unset });
      }
      edits.push({ start: end, end, text: ";" });
    }
  }
  const last = program.body.at(-1);
  if (last?.type === "ExpressionStatement") {
    edits.push({ start: last.start, end: last.start, text: "return (" });
    edits.push({ start: last.expression.end, end: last.expression.end, text: ")" });
  }
  const vars = names.size > 0 ? `var ${[...names].join(", ")};` : "";
  return { declarations: vars + onlyThese(code, functions), body: apply(code, edits), declared };
}

function read(code: string): Program {
  try {
    return parse(code, {
      ecmaVersion: 2023,
      sourceType: "script",
      allowAwaitOutsideFunction: true,
      allowReturnOutsideFunction: true,
    });
  } catch (error) {
    const { message, pos } = error as SyntaxError & { pos: number };
    throw refusal(code, pos, message.replace(/ \(\d+:\d+\)$/, ""));
  }
}

/** The longest line that is shown. */
const MAX_LINE = 120;

function refusal(code: string, at: number, why: string): SyntaxError {
  const lines = code.slice(0, at).split("\n");
  const line = code.split("\n")[lines.length - 1] ?? "";
  const column = (lines.at(-1)?.length ?? 0) + 1;
  const shown = line.trim().slice(0, MAX_LINE);
  return new SyntaxError(`${why} (line ${lines.length}, column ${column}: \`${shown}\`)`);
}

/** The line breaks of a text alone. */
const blank = (text: string): string => text.replace(/[^\n]+/g, "");

/** The code with nothing but these parts, on their lines. */
function onlyThese(code: string, parts: readonly Node[]): string {
  let text = "";
  let at = 0;
  for (const { start, end } of parts) {
    text += `${blank(code.slice(at, start))}${code.slice(start, end)};`;
    at = end;
  }
  return text;
}

/** The code with its edits, which are in order but for insertions at one place. */
function apply(code: string, edits: readonly Edit[]): string {
  let text = "";
  let at = 0;
  for (const { start, end, text: instead } of edits) {
    text += code.slice(at, start) + instead;
    at = end;
  }
  return text + code.slice(at);
}

/** The names that a pattern binds. */
function namesIn(pattern: Pattern): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element ? namesIn(element) : []));
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === "RestElement" ? property.argument : property.value),
      );
    case "AssignmentPattern":
      return namesIn(pattern.left);
    case "RestElement":
      return namesIn(pattern.argument);
    default:
      return [];
  }
}

const FUNCTION = /^(Arrow)?FunctionExpression$|^ClassExpression$/;

/** Whether an expression only writes down a value: evaluating it again gives the same, and calls nothing. */
function isPlain(node: Node): boolean {
  if (FUNCTION.test(node.type) || /^Literal$|^TemplateElement$/.test(node.type)) return true;
  if (!/^(Array|Object|Unary|Template|Property)/.test(node.type)) return false;
  return Object.values(node).every((part) => {
    const parts: unknown[] = Array.isArray(part) ? part : [part];
    return parts.every((one) => !isNode(one) || one.type === "Identifier" || isPlain(one));
  });
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";
