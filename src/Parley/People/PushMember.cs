using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People;

/// <summary>What somebody is in a business.</summary>
public sealed record PushMemberRequest(MemberRole Role)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

internal static class PushMemberEndpoint
{
    public static void MapPushMember(this IEndpointRouteBuilder routes) =>
        routes
            .MapPut("/businesses/{business}/members/{person}", Handle)
            .WithName("PushMember")
            .WithTags("Businesses")
            .For(Access.Shop, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    /// <summary>Makes a person of the shop a member of one of its businesses; both by the shop's own ids.</summary>
    internal static async Task<Results<NoContent, NotFound>> Handle(
        [ExternalId] string business,
        [ExternalId] string person,
        PushMemberRequest request,
        Actor actor,
        Database database,
        AccessChanges changes,
        Clock clock,
        CancellationToken cancellationToken
    )
    {
        var pair = await database.Write(
            async work =>
            {
                var found = await MemberPair.Find(work, actor.ShopRow, business, person);
                if (found is not null)
                    await found.Join(work, request.Role, actor, clock.Now);

                return found;
            },
            cancellationToken
        );
        if (pair is null)
            return TypedResults.NotFound();
        changes.Person(pair.PersonRow);

        return TypedResults.NoContent();
    }
}

/// <summary>A business and a person, by what their shop calls them.</summary>
internal sealed record MemberPair(long BusinessRow, long PersonRow)
{
    public Task<bool> Join(Work work, MemberRole role, Actor actor, DateTimeOffset now) =>
        Members.Join(work, BusinessRow, PersonRow, role, now, AuditActor.Of(actor));

    public static async Task<MemberPair?> Find(Work work, long shopRow, string business, string person) =>
        await Businesses.Find(work, shopRow, business) is { } businessRow
        && await Persons.Find(work, shopRow, person) is { } personRow
            ? new MemberPair(businessRow, personRow)
            : null;
}
