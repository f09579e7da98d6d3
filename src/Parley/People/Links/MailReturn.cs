using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People.Links;

/// <summary>Who wants to come back without an account.</summary>
/// <param name="Email">The address that he has proven.</param>
public sealed record MailReturnRequest([property: StringLength(Addresses.MaxEmailLength)] string Email)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

internal static class MailReturnEndpoint
{
    public static void MapMailReturn(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/guest-links", Handle)
            .WithName("MailReturn")
            .WithTags("People")
            .For(Access.Anyone, StatusCodes.Status400BadRequest, StatusCodes.Status429TooManyRequests);

    /// <summary>Mails a guest a link to his conversations, if the address is one's. The answer does not tell.</summary>
    internal static async Task<Accepted> Handle(
        MailReturnRequest request,
        HttpContext context,
        Database database,
        MailLimits limits,
        LinkMails mails,
        Clock clock
    )
    {
        var email =
            Addresses.FoldEmail(request.Email)
            ?? throw RuleBrokenException.Field("email", "Must be an e-mail address.");
        limits.Take(email, Source.Of(context));
        // As with a new password: the same work for everybody, and a mail only to who has proven the address.
        await database.Write(
            async work =>
            {
                var guest = await Persons.Guest(work, email);
                var token = await Link.Make(work, LinkPurpose.Return, guest, new LinkData(email), clock.Now);
                await mails.Return(work, email, token, isGuest: guest is not null);
            },
            context.RequestAborted
        );

        return TypedResults.Accepted((string?)null);
    }
}
