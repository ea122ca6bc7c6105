import { type Node, type Pattern, type Program, parse } from "acorn";

/** Code of a model, made ready to run once with `await`, its top-level names kept for what runs later. */
export interface Rewritten {
  /** Declares the names, and the functions, for good. */
  readonly declarations: string;
  /** An async function's body; its result is the value of the last statement, if that is an expression. */
  readonly body: string;
  /** The declarations worth keeping, by name: functions, classes, and values that nothing has to be called for. */
  readonly kept: ReadonlyMap<string, string>;
}

/**
 * Rewrites a script so that its top-level declarations outlive it, may be declared again and may `await`.
 * Throws a SyntaxError with line and column.
 */
export function rewrite(code: string): Rewritten {
  const program: Program = parse(code, {
    ecmaVersion: 2023,
    sourceType: "script",
    allowAwaitOutsideFunction: true,
    allowReturnOutsideFunction: true,
  });
  const source = ({ start, end }: Node) => code.slice(start, end);
  const names: string[] = [];
  const functions: string[] = [];
  const body: string[] = [];
  const kept = new Map<string, string>();
  for (const [at, statement] of program.body.entries()) {
    const isLast = at === program.body.length - 1;
    if (statement.type === "FunctionDeclaration") {
      functions.push(source(statement));
      kept.set(statement.id.name, source(statement));
    } else if (statement.type === "ClassDeclaration") {
      const { name } = statement.id;
      names.push(name);
      kept.set(name, source(statement));
      body.push(`${name} = ${source(statement)};`);
    } else if (statement.type === "VariableDeclaration") {
      for (const { id, init } of statement.declarations) {
        const own = namesIn(id);
        names.push(...own);
        if (!init) continue;
        body.push(`(${source(id)} = ${source(init)});`);
        if (isPlain(init))
          for (const name of own) kept.set(name, `var ${source(id)} = ${source(init)};`);
      }
    } else {
      body.push(isLast ? lastOf(statement, source) : source(statement));
    }
  }
  const declared = names.length > 0 ? [`var ${[...new Set(names)].join(", ")};`] : [];
  return { declarations: [...declared, ...functions].join("\n"), body: body.join("\n"), kept };
}

const lastOf = (statement: Program["body"][number], source: (node: Node) => string): string =>
  statement.type === "ExpressionStatement"
    ? `return (${source(statement.expression)});`
    : source(statement);

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

/** Whether an expression only writes down a value: evaluating it again gives the same, and calls nothing. */
function isPlain(node: Node): boolean {
  if (/^(Arrow)?FunctionExpression$|^ClassExpression$|^Literal$|^TemplateElement$/.test(node.type))
    return true;
  if (!/^(Array|Object|Unary|Template|Property)/.test(node.type)) return false;
  return Object.values(node).every((part) => {
    const parts: unknown[] = Array.isArray(part) ? part : [part];
    return parts.every((one) => !isNode(one) || one.type === "Identifier" || isPlain(one));
  });
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";
