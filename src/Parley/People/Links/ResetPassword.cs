using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People.Links;

/// <summary>Whose password is forgotten.</summary>
/// <param name="Email">The address of the account.</param>
public sealed record ResetPasswordRequest([property: StringLength(Addresses.MaxEmailLength)] string Email)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

internal static class ResetPasswordEndpoint
{
    public static void MapResetPassword(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/password-resets", Handle)
            .WithName("ResetPassword")
            .WithTags("People")
            .For(Access.Anyone, StatusCodes.Status400BadRequest, StatusCodes.Status429TooManyRequests);

    /// <summary>Mails a link to choose a new password, if the address has an account. The answer does not tell.</summary>
    internal static async Task<Accepted> Handle(
        ResetPasswordRequest request,
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
        // A link and a mail are made for nobody too, but go nowhere: the time of the answer must not tell who has an account.
        await database.Write(
            async work =>
            {
                var person = await Persons.Account(work, email);
                var token = await Link.Make(work, LinkPurpose.ResetPassword, person, new LinkData(email), clock.Now);
                await mails.ResetPassword(work, email, token, hasAccount: person is not null);
            },
            context.RequestAborted
        );

        return TypedResults.Accepted((string?)null);
    }
}
