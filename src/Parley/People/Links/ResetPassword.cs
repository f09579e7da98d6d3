using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;

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
    internal static async Task<Accepted> Handle(ResetPasswordRequest request, HttpContext context, MailLink mail)
    {
        await mail.ResetPassword(request.Email, Source.Of(context), context.RequestAborted);

        return TypedResults.Accepted((string?)null);
    }
}
