using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Contact.Doors;

internal static class RevealContactEndpoint
{
    public static void MapRevealContact(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/contact/{kind}/{reference}/reveal", Handle)
            .WithName("RevealContact")
            .WithTags("Contact")
            .For(Access.SignedInOrGuest, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    /// <summary>Shows a business's phone and e-mail address to who may know them; that he was shown them is recorded.</summary>
    internal static async Task<Results<Ok<BusinessContact>, NotFound>> Handle(
        string kind,
        [ExternalId] string reference,
        [AsParameters] ContactQuery query,
        Actor actor,
        Database database,
        Clock clock,
        CancellationToken cancellationToken
    ) =>
        await database.Write(
            async work =>
                await Target.Find(work, actor, kind, reference, query) is { } target
                && await BusinessContact.Of(work, actor, target) is { } contact
                    ? await Record(work, actor, target, contact, clock.Now)
                    : null,
            cancellationToken
        )
            is { } shown
            ? TypedResults.Ok(shown)
            : TypedResults.NotFound();

    private static async Task<BusinessContact> Record(
        Work work,
        Actor actor,
        Target target,
        BusinessContact contact,
        DateTimeOffset now
    )
    {
        await AuditLog.Record(
            work,
            new AuditEntry("business.contact_revealed", AuditActor.Of(actor), now)
            {
                ShopRow = target.ShopRow,
                BusinessRow = target.BusinessRow,
                Data = new { kinds = contact.Kinds },
            }
        );

        return contact;
    }
}
