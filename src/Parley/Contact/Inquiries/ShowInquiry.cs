using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Contact.Inquiries;

internal static class ShowInquiryEndpoint
{
    /// <summary>Carries the key that sending the inquiry gave.</summary>
    public const string KeyHeader = "Parley-Inquiry-Key";

    public static void MapShowInquiry(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/inquiries/{id:guid}", Handle)
            .WithName("ShowInquiry")
            .WithTags("Inquiries")
            .For(Access.Anyone, StatusCodes.Status404NotFound);

    /// <summary>Shows where an inquiry stands, to who has its key, who is known to have asked, and who runs the marketplace.</summary>
    internal static async Task<Results<Ok<InquiryView>, NotFound>> Handle(
        Guid id,
        [FromHeader(Name = KeyHeader), MaxLength(Token.MaxLength)] string? key,
        HttpContext context,
        Database database,
        Clock clock
    )
    {
        var inquiry = await database.Read(work => Inquiry.Find(work, id), context.RequestAborted);

        // What has expired may lie there for an hour more.
        return inquiry?.ExpiresAt > clock.Now && MaySee(Actor.Of(context), key, inquiry)
            ? TypedResults.Ok(inquiry.View)
            : TypedResults.NotFound();
    }

    private static bool MaySee(Actor? actor, string? key, Inquiry inquiry) =>
        (key is not null && CryptographicOperations.FixedTimeEquals(Token.Hash(key), inquiry.KeyHash))
        || (actor is { PersonRow: not 0 } && (actor.IsAdmin || actor.PersonRow == inquiry.PersonRow));
}
