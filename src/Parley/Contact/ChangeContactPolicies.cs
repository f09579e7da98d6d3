using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Contact;

/// <summary>What to change of a shop's policies; what is left out stays as it is.</summary>
public sealed record ChangeContactPoliciesRequest(
    ContactPolicy? Listing = null,
    ContactPolicy? Service = null,
    ContactPolicy? General = null
)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }

    internal ContactPolicies AppliedTo(ContactPolicies policies) =>
        new(Listing ?? policies.Listing, Service ?? policies.Service, General ?? policies.General);
}

internal static class ChangeContactPoliciesEndpoints
{
    public static void MapChangeContactPolicies(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/shops/{shopId:guid}/contact-policies", Show)
            .WithName("ShowContactPolicies")
            .WithTags("Shops")
            .For(Access.SignedInOrShop, StatusCodes.Status404NotFound);
        routes
            .MapPatch("/shops/{shopId:guid}/contact-policies", Change)
            .WithName("ChangeContactPolicies")
            .WithTags("Shops")
            .For(Access.SignedInOrShop, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
    }

    /// <summary>Shows who may write to the businesses of a shop, to its own server and to those who run the marketplace.</summary>
    internal static async Task<Results<Ok<ContactPolicies>, NotFound>> Show(
        Guid shopId,
        Actor actor,
        Database database,
        CancellationToken cancellationToken
    ) =>
        await database.Read(
            async work =>
                await Shops.Managed(work, actor, shopId) is { } shopRow
                    ? await ContactPolicies.Of(work, shopRow)
                    : null,
            cancellationToken
        )
            is { } policies
            ? TypedResults.Ok(policies)
            : TypedResults.NotFound();

    /// <summary>Changes who may write to the businesses of a shop, for its own server and those who run the marketplace.</summary>
    internal static async Task<Results<Ok<ContactPolicies>, NotFound>> Change(
        Guid shopId,
        ChangeContactPoliciesRequest request,
        Actor actor,
        Database database,
        Clock clock,
        CancellationToken cancellationToken
    ) =>
        await database.Write(work => Apply(work, actor, shopId, request, clock.Now), cancellationToken) is { } changed
            ? TypedResults.Ok(changed)
            : TypedResults.NotFound();

    private static async Task<ContactPolicies?> Apply(
        Work work,
        Actor actor,
        Guid shopId,
        ChangeContactPoliciesRequest request,
        DateTimeOffset now
    )
    {
        if (await Shops.Managed(work, actor, shopId) is not { } shopRow)
            return null;

        var before = await ContactPolicies.Of(work, shopRow);
        var after = request.AppliedTo(before);
        if (after == before)
            return before;

        await after.Store(work, shopRow, before);
        await AuditLog.Record(
            work,
            new AuditEntry("shop.contact_policies_changed", AuditActor.Of(actor), now)
            {
                ShopRow = shopRow,
                Data = after,
            }
        );

        return after;
    }
}
