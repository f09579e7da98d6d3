using System.Globalization;
using Parley.Events.Followers;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Contact.Inquiries;

/// <summary>
/// Sends inquiries whose address was proven, as their sender would by himself. Apart from the request that proved it, so that a
/// crash in between loses none; a repeat finds what the first time opened. From where it was proven goes with it, for the audit.
/// </summary>
internal sealed class ReleaseInquiries(Database database, StartConversation start) : IFollower
{
    public const string Follower = "inquiries";

    public string Name => Follower;

    public async Task Run(Effect effect, CancellationToken cancellationToken)
    {
        var (id, traceRow) = (
            Guid.Parse(effect.Data[..36]),
            long.Parse(effect.Data[37..], CultureInfo.InvariantCulture)
        );
        var (inquiry, actor) = await database.Read(work => Find(work, id), cancellationToken);
        if (inquiry is not { ConversationId: null, Refusal: null })
            return;

        var (conversationId, refusal) = await Send(
            inquiry,
            actor is null ? null : actor with { TraceRow = traceRow },
            cancellationToken
        );
        await database.Write(
            async work =>
            {
                await Inquiry.Answered(work, id, conversationId, refusal);
                if (conversationId is { } opened)
                    await Guests.KeepPhone(work, opened, Guest.Of(inquiry.Request).Phone);
            },
            CancellationToken.None
        );
    }

    private static async Task<(Inquiry?, Actor?)> Find(Work work, Guid id) =>
        await Inquiry.Find(work, id) is { PersonRow: { } personRow } inquiry
            ? (inquiry, await Guests.ActorOf(work, personRow))
            : (null, null);

    private async Task<(Guid? ConversationId, string? Refusal)> Send(
        Inquiry inquiry,
        Actor? actor,
        CancellationToken cancellationToken
    )
    {
        if (actor is null)
            return (null, Problem.Forbidden.Code);

        try
        {
            return await start.Run(actor, inquiry.Request.Opening, cancellationToken) is { } started
                ? (started.Conversation.Id, null)
                : (null, Problem.NotFound.Code);
        }
        catch (RuleBrokenException refused) when (!IsForNow(refused.Problem))
        {
            return (null, refused.Reason ?? refused.Problem.Code);
        }
    }

    /// <summary>It is tried again.</summary>
    private static bool IsForNow(Problem problem) =>
        problem == Problem.RateLimited || problem == Problem.Unavailable || problem == Problem.StorageFull;
}
