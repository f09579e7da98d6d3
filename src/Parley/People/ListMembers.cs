using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People;

/// <summary>Somebody who speaks for a business.</summary>
public sealed record MemberView(Guid PersonId, string Name, MemberRole Role, DateTimeOffset JoinedAt);

internal static class ListMembersEndpoint
{
    private const int MaxMembers = 1000;

    public static void MapListMembers(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/businesses/{id:guid}/members", Handle)
            .WithName("ListMembers")
            .WithTags("Businesses")
            .For(Access.SignedIn, StatusCodes.Status404NotFound);

    /// <summary>Lists who speaks for a business, to its members.</summary>
    internal static async Task<Results<Ok<Page<MemberView>>, NotFound>> Handle(
        Guid id,
        Actor actor,
        Database database,
        CancellationToken cancellationToken
    )
    {
        var members = await database.Read(
            async work =>
                await BusinessOfActor.Find(work, actor, id) is { } business ? await Read(work, business.RowId) : null,
            cancellationToken
        );

        return members is null ? TypedResults.NotFound() : TypedResults.Ok(new Page<MemberView>(members));
    }

    private static async Task<IReadOnlyList<MemberView>> Read(Work work, long businessRow)
    {
        var rows = await work.Query<MemberRow>(
            $"""
            SELECT person.id, person.name, member.role, member.joined_at
            FROM member JOIN person ON person.row_id = member.person_row
            WHERE member.business_row = @businessRow AND member.left_at IS NULL
            ORDER BY person.name, person.row_id LIMIT {MaxMembers}
            """,
            new { businessRow }
        );

        return [.. rows.Select(row => new MemberView(row.Id, row.Name, row.Role, row.JoinedAt))];
    }

    private sealed class MemberRow
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public MemberRole Role { get; init; }
        public DateTimeOffset JoinedAt { get; init; }
    }
}
