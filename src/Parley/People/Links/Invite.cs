using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People.Links;

/// <summary>Whom to invite to a business.</summary>
/// <param name="Email">Gets a mail with a link; whether it has an account is told to nobody but its reader.</param>
/// <param name="Role">What he will be.</param>
public sealed record InviteRequest([property: StringLength(Addresses.MaxEmailLength)] string Email, MemberRole Role)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

internal static class InviteEndpoint
{
    public static void MapInvite(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/businesses/{id:guid}/invitations", Handle)
            .WithName(nameof(Invite))
            .WithTags("Businesses")
            .For(
                Access.SignedIn,
                StatusCodes.Status400BadRequest,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound,
                StatusCodes.Status429TooManyRequests
            );

    /// <summary>Invites somebody to speak for a business; only its owners may.</summary>
    internal static async Task<Results<Accepted, NotFound>> Handle(
        Guid id,
        InviteRequest request,
        Actor actor,
        Invite invite,
        HttpContext context
    ) =>
        await invite.Run(actor, id, request, Source.Of(context), context.RequestAborted)
            ? TypedResults.Accepted((string?)null)
            : TypedResults.NotFound();
}

/// <summary>Mails an invitation that holds for a day, as long as the inviter is an owner.</summary>
internal sealed class Invite(Database database, MailLimits limits, LinkMails mails, Clock clock)
{
    /// <returns>False when there is no such business, or the actor is no member of it.</returns>
    public async Task<bool> Run(
        Actor actor,
        Guid businessId,
        InviteRequest request,
        string source,
        CancellationToken cancellationToken
    )
    {
        var email = Addresses.RequireEmail(request.Email);
        var business = await database.Read(work => BusinessOfActor.Find(work, actor, businessId), cancellationToken);
        if (business is null)
            return false;

        business.RequireMayRunTeam();
        limits.Take(email, source);
        var data = new LinkData(email, BusinessRow: business.RowId, Role: request.Role, InviterRow: actor.PersonRow);
        await database.Write(
            async work =>
            {
                var token = await Link.Make(work, LinkPurpose.Invitation, personRow: null, data, clock.Now);
                await mails.Invitation(work, email, token, business.Name, actor.Name);
                await AuditLog.Record(
                    work,
                    new AuditEntry("invitation.sent", AuditActor.Of(actor), clock.Now)
                    {
                        BusinessRow = business.RowId,
                        Data = new { request.Role },
                    }
                );
            },
            cancellationToken
        );

        return true;
    }
}
