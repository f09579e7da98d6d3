using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People;

internal static class RemoveMemberEndpoint
{
    public static void MapRemoveMember(this IEndpointRouteBuilder routes) =>
        routes
            .MapDelete("/businesses/{business}/members/{person}", Handle)
            .WithName(nameof(RemoveMember))
            .WithTags("Businesses")
            .For(
                Access.SignedInOrShop,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            );

    /// <summary>
    /// Ends a membership. A shop names both by its own ids; an owner, or the member himself, by ours. The last owner cannot leave
    /// by himself.
    /// </summary>
    internal static async Task<Results<NoContent, NotFound>> Handle(
        string business,
        string person,
        Actor actor,
        RemoveMember remove,
        CancellationToken cancellationToken
    ) =>
        await remove.Run(actor, business, person, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
}

/// <summary>Ends a membership; the person's live connections hear it at once.</summary>
internal sealed class RemoveMember(Database database, AccessChanges changes, Clock clock)
{
    /// <returns>False when there is no such business for the actor, or no such member in it.</returns>
    public async Task<bool> Run(Actor actor, string business, string person, CancellationToken cancellationToken)
    {
        var removed = await database.Write(
            async work =>
            {
                var pair = actor.IsShop
                    ? await MemberPair.Find(work, actor.ShopRow, business, person)
                    : await OfTeam(work, actor, business, person);
                var by = AuditActor.Of(actor);

                return pair is not null && await Members.Leave(work, pair.BusinessRow, pair.PersonRow, clock.Now, by)
                    ? pair
                    : null;
            },
            cancellationToken
        );
        if (removed is not null)
            changes.Person(removed.PersonRow);

        return removed is not null;
    }

    private static async Task<MemberPair?> OfTeam(Work work, Actor actor, string businessId, string personId)
    {
        if (!Guid.TryParse(businessId, out var id) || !Guid.TryParse(personId, out var who))
            return null;
        if (await BusinessOfActor.Find(work, actor, id) is not { } business)
            return null;
        if (who != actor.PersonId)
            business.RequireMayRunTeam();
        if (await work.One<long?>("SELECT row_id FROM person WHERE id = @who", new { who }) is not { } row)
            return null;

        var owners = await Members.LockOwners(work, business.RowId);
        RuleBrokenException.Unless(owners.Count > 1 || !owners.Contains(row), Problem.StatusConflict);

        return new MemberPair(business.RowId, row);
    }
}
