using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People;

/// <summary>What a shop says of one of its people.</summary>
/// <param name="EmailVerified">Whether the shop has proof that the address is his.</param>
/// <param name="Phone">With country code.</param>
public sealed record PushPersonRequest(
    [property: Line] string Name,
    [property: StringLength(Addresses.MaxEmailLength)] string? Email = null,
    bool EmailVerified = false,
    [property: StringLength(40)] string? Phone = null
)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }

    internal PersonInShop As(string externalId) =>
        new(
            externalId,
            Name,
            Email is null ? null : Addresses.RequireEmail(Email),
            EmailVerified,
            Phone is null ? null : Addresses.RequirePhone(Phone)
        );
}

/// <summary>What a push made or found.</summary>
public sealed record PushedView(Guid Id);

internal static class PushPersonEndpoint
{
    public static void MapPushPerson(this IEndpointRouteBuilder routes) =>
        routes
            .MapPut("/people/{externalId}", Handle)
            .WithName("PushPerson")
            .WithTags("People")
            .For(Access.Shop, StatusCodes.Status400BadRequest);

    /// <summary>Makes a person of the shop known, or keeps name and addresses up to date.</summary>
    internal static async Task<Ok<PushedView>> Handle(
        [ExternalId] string externalId,
        PushPersonRequest request,
        Actor actor,
        Database database,
        AccessChanges changes,
        Clock clock,
        CancellationToken cancellationToken
    )
    {
        var (row, id) = await database.Write(
            async work =>
            {
                var personRow = await Persons.Ensure(work, actor.ShopRow, request.As(externalId), clock.Now);

                var personId = await Persons.IdOf(work, personRow);
                await AuditLog.Record(
                    work,
                    new AuditEntry("person.pushed", AuditActor.Of(actor), clock.Now) { Subject = personId }
                );

                return (personRow, personId);
            },
            cancellationToken
        );
        changes.Person(row);

        return TypedResults.Ok(new PushedView(id));
    }
}
