using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;

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
    internal static async Task<Accepted> Handle(MailReturnRequest request, HttpContext context, MailLink mail)
    {
        await mail.Return(request.Email, Source.Of(context), context.RequestAborted);

        return TypedResults.Accepted((string?)null);
    }
}
