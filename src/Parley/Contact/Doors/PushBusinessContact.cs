using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Contact.Doors;

/// <summary>How a business of the shop is reached besides; what is left out it has not.</summary>
/// <param name="Phone">With its country code.</param>
/// <param name="Reveal">Who may be shown it.</param>
public sealed record PushBusinessContactRequest(
    [property: Line(32)] string? Phone = null,
    [property: StringLength(Addresses.MaxEmailLength)] string? Email = null,
    ContactPolicy Reveal = ContactPolicy.Buyers
)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

internal static class PushBusinessContactEndpoint
{
    public static void MapPushBusinessContact(this IEndpointRouteBuilder routes) =>
        routes
            .MapPut("/businesses/{externalId}/contact", Handle)
            .WithName("PushBusinessContact")
            .WithTags("Businesses")
            .For(Access.Shop, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    /// <summary>Keeps a business's phone and e-mail address, and who may be shown them.</summary>
    internal static async Task<Results<NoContent, NotFound>> Handle(
        [ExternalId] string externalId,
        PushBusinessContactRequest request,
        Actor actor,
        Database database,
        Clock clock,
        CancellationToken cancellationToken
    )
    {
        var phone = request.Phone is null ? null : Addresses.RequirePhone(request.Phone);
        var email = request.Email is null ? null : Addresses.RequireEmail(request.Email);
        var isKnown = await database.Write(
            async work =>
            {
                if (await Businesses.Find(work, actor.ShopRow, externalId) is not { } row)
                    return false;

                await Store(work, row, phone, email, request.Reveal);
                await AuditLog.Record(
                    work,
                    new AuditEntry("business.contact_pushed", AuditActor.Of(actor), clock.Now)
                    {
                        BusinessRow = row,
                        Data = new { request.Reveal },
                    }
                );

                return true;
            },
            cancellationToken
        );

        return isKnown ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static Task<int> Store(Work work, long businessRow, string? phone, string? email, ContactPolicy reveal) =>
        work.Execute(
            """
            INSERT INTO business_contact (business_row, phone, email, reveal) VALUES (@businessRow, @phone, @email, @reveal)
            ON CONFLICT (business_row) DO UPDATE SET phone = excluded.phone, email = excluded.email, reveal = excluded.reveal
            """,
            new
            {
                businessRow,
                phone,
                email,
                reveal,
            }
        );
}
