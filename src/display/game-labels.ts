/** Short names of games: what stands before the version in the id, as long as no other has the same. */
export function gameLabels(gameIds: readonly string[]): (gameId: string) => string {
  const short = (gameId: string) => gameId.split("-")[0] || gameId;
  return (gameId) =>
    gameIds.some((other) => other !== gameId && short(other) === short(gameId))
      ? gameId
      : short(gameId);
}
