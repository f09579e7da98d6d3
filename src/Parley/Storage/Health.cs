namespace Parley.Storage;

/// <summary>Whether the process lives, and whether it can work.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => TypedResults.Text("ok")).ExcludeFromDescription();
        routes.MapGet("/readyz", Ready).ExcludeFromDescription();
    }

    /// <summary>Answers 200 when the database answers, else the problem that keeps it from doing so.</summary>
    private static async Task<IResult> Ready(Database database, CancellationToken cancellationToken)
    {
        await database.Read(work => work.One<long>("SELECT count(*) FROM installation"), cancellationToken);

        return TypedResults.Text("ready");
    }
}
