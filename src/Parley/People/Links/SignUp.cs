using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People.Links;

/// <summary>A new account.</summary>
/// <param name="Name">How others see this person.</param>
/// <param name="Email">Gets a mail with a link that proves it; only then there is an account.</param>
/// <param name="Password">10 to 200 characters.</param>
public sealed record SignUpRequest(
    [property: Line] string Name,
    [property: StringLength(Addresses.MaxEmailLength)] string Email,
    [property: NewPassword] string Password
)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

internal static class SignUpEndpoint
{
    public static void MapSignUp(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/people", Handle)
            .WithName(nameof(SignUp))
            .WithTags("People")
            .For(Access.Anyone, StatusCodes.Status400BadRequest, StatusCodes.Status429TooManyRequests);

    /// <summary>Asks for an account. The answer is the same whether the address has one already; the mail tells.</summary>
    internal static async Task<Accepted> Handle(SignUpRequest request, HttpContext context, SignUp signUp)
    {
        await signUp.Run(request, Source.Of(context), context.RequestAborted);

        return TypedResults.Accepted((string?)null);
    }
}

/// <summary>Mails a link to the address; opening it with the password makes the account.</summary>
internal sealed class SignUp(Database database, Passwords passwords, MailLimits limits, LinkMails mails, Clock clock)
{
    public async Task Run(SignUpRequest request, string source, CancellationToken cancellationToken)
    {
        var email = Addresses.RequireEmail(request.Email);
        limits.Take(email, source);
        var hash = await passwords.Hash(request.Password, cancellationToken);
        // The same work in both cases: how long it takes must not tell who has an account.
        await database.Write(
            async work =>
            {
                var data = new LinkData(email, request.Name, hash);
                var token = await Link.Make(work, LinkPurpose.ProveEmail, personRow: null, data, clock.Now);
                if (await Persons.Account(work, email) is not null)
                    await mails.AlreadyKnown(work, email);
                else
                    await mails.ProveEmail(work, email, token);
            },
            cancellationToken
        );
    }
}
