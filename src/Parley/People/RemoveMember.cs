using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People;

internal static class RemoveMemberEndpoint
{
    public static void MapRemoveMember(this IEndpointRouteBuilder routes) =>
        routes
            .MapDelete("/businesses/{id:guid}/members/{personId:guid}", Handle)
            .WithName("RemoveMember")
            .WithTags("Businesses")
            .For(
                Access.SignedIn,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            );

    /// <summary>Ends a membership: by an owner, or the caller's own. The last owner cannot leave.</summary>
    internal static async Task<Results<NoContent, NotFound>> Handle(
        Guid id,
        Guid personId,
        Actor actor,
        Database database,
        AccessChanges changes,
        Clock clock,
        CancellationToken cancellationToken
    )
    {
        var removed = await database.Write(work => Remove(work, actor, id, personId, clock.Now), cancellationToken);
        if (removed is not { } personRow)
            return TypedResults.NotFound();
        changes.Person(personRow);

        return TypedResults.NoContent();
    }

    /// <returns>The row of the person who left; null when there is no such business or member.</returns>
    private static async Task<long?> Remove(Work work, Actor actor, Guid businessId, Guid personId, DateTimeOffset now)
    {
        if (await BusinessOfActor.Find(work, actor, businessId) is not { } business)
            return null;
        if (personId != actor.PersonId)
            business.RequireMayRunTeam();
        if (await work.One<long?>("SELECT row_id FROM person WHERE id = @personId", new { personId }) is not { } row)
            return null;

        var owners = await Members.LockOwners(work, business.RowId);
        RuleBrokenException.Unless(owners.Count > 1 || !owners.Contains(row), Problem.StatusConflict);

        return await Members.Leave(work, business.RowId, row, now) ? row : null;
    }
}
