using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People.Links;

/// <summary>What a link is for, so that the page can ask for what it needs.</summary>
/// <param name="Needs">Members that using it must give, of <c>name</c>, <c>email</c>, <c>password</c>.</param>
/// <param name="Email">The address that it was mailed to.</param>
/// <param name="Business">Of an invitation: the business that invites.</param>
/// <param name="ConversationId">Where a guest comes back to, if it is to one conversation.</param>
/// <param name="Waiting">What waits for the address to be proven; the newest first.</param>
public sealed record LinkView(
    LinkPurpose Purpose,
    IReadOnlyList<string> Needs,
    string? Email = null,
    string? Business = null,
    IReadOnlyList<WaitingMessage>? Waiting = null,
    Guid? ConversationId = null
);

internal static class ShowLinkEndpoint
{
    public static void MapShowLink(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/links/{token}", Handle)
            .WithName("ShowLink")
            .WithTags("People")
            .For(Access.Anyone, StatusCodes.Status404NotFound);

    /// <summary>Tells what a one-time link is for, without using it.</summary>
    internal static async Task<Results<Ok<LinkView>, NotFound>> Handle(
        [MaxLength(Token.MaxLength)] string token,
        HttpContext context,
        Database database,
        IWaitForProof waiting,
        Clock clock
    )
    {
        var isSignedIn = Actor.Of(context) is { PersonRow: not 0, IsGuest: false };
        var view = await database.Read(
            work => View(work, token, isSignedIn, waiting, clock.Now),
            context.RequestAborted
        );

        return view is null ? TypedResults.NotFound() : TypedResults.Ok(view);
    }

    private static async Task<LinkView?> View(
        Work work,
        string token,
        bool isSignedIn,
        IWaitForProof waiting,
        DateTimeOffset now
    )
    {
        if (await Link.Find(work, token, now) is not { } link)
            return null;

        var data = link.Content;
        return link.Purpose switch
        {
            LinkPurpose.FirstAdmin => new LinkView(link.Purpose, ["name", "email", "password"]),
            LinkPurpose.Invitation => new LinkView(
                link.Purpose,
                await NeedsOfGuest(work, data.Email, isSignedIn),
                data.Email,
                await work.One<string>("SELECT name FROM business WHERE row_id = @BusinessRow", data)
            ),
            LinkPurpose.Inquiry => new LinkView(link.Purpose, [], data.Email)
            {
                Waiting = await waiting.Of(work, data.Email, now),
            },
            LinkPurpose.Return => new LinkView(link.Purpose, [], data.Email) { ConversationId = data.ConversationId },
            _ => new LinkView(link.Purpose, ["password"], data.Email),
        };
    }

    private static async Task<string[]> NeedsOfGuest(Work work, string email, bool isSignedIn)
    {
        if (isSignedIn)
            return [];

        // Only who reads that mailbox gets here, so this tells nothing to others.
        return await Persons.Account(work, email) is null ? ["name", "password"] : ["password"];
    }
}
