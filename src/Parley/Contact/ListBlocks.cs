using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Contact;

/// <summary>Which part of the list.</summary>
public sealed record ListBlocksQuery
{
    /// <summary>The <c>next</c> of the page before.</summary>
    [StringLength(200)]
    public string? Before { get; init; }

    [Range(1, 100)]
    [DefaultValue(30)]
    public int? Limit { get; init; }
}

/// <summary>A customer from whom a business does not want to hear.</summary>
/// <param name="By">The member who blocked him.</param>
public sealed record BlockView(Guid PersonId, string Name, DateTimeOffset BlockedAt, string By);

internal static class ListBlocksEndpoint
{
    private const string Purpose = "blocks";
    private const int DefaultLimit = 30;

    public static void MapListBlocks(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/businesses/{id:guid}/blocks", Handle)
            .WithName("ListBlocks")
            .WithTags("Businesses")
            .For(Access.SignedIn, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    /// <summary>Lists the customers whom a business has blocked, to its members; the newest first.</summary>
    internal static async Task<Results<Ok<Page<BlockView>>, NotFound>> Handle(
        Guid id,
        [AsParameters] ListBlocksQuery query,
        Actor actor,
        Database database,
        Installation installation,
        CancellationToken cancellationToken
    )
    {
        var limit = query.Limit ?? DefaultLimit;
        var before = installation.OpenBefore(Purpose, query.Before);
        var rows = await database.Read(
            async work =>
                await BusinessOfActor.Find(work, actor, id) is { } business
                    ? await Read(work, business.RowId, before, limit + 1)
                    : null,
            cancellationToken
        );
        if (rows is null)
            return TypedResults.NotFound();

        var next = rows.Count > limit ? installation.Seal(Purpose, rows[limit - 1].RowId) : null;

        return TypedResults.Ok(new Page<BlockView>([.. rows.Take(limit).Select(row => row.View)], next));
    }

    private static Task<IReadOnlyList<Row>> Read(Work work, long businessRow, long before, int count) =>
        work.Query<Row>(
            """
            SELECT block.row_id, person.id, person.name, block.blocked_at, member.name AS by_name
            FROM business_block block
            JOIN person ON person.row_id = block.person_row
            JOIN person member ON member.row_id = block.by_row
            WHERE block.business_row = @businessRow AND block.row_id < @before
            ORDER BY block.row_id DESC LIMIT @count
            """,
            new
            {
                businessRow,
                before,
                count,
            }
        );

    private sealed class Row
    {
        public long RowId { get; init; }
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public DateTimeOffset BlockedAt { get; init; }
        public string ByName { get; init; } = "";

        public BlockView View => new(Id, Name, BlockedAt, ByName);
    }
}
