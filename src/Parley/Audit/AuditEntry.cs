using Parley.Kernel;

namespace Parley.Audit;

/// <summary>Who did something, and from where.</summary>
/// <param name="PersonRow">0 for a shop or the system.</param>
/// <param name="Role">In a conversation the role there; else admin, shop, person or system.</param>
/// <param name="TraceRow">0 where it did not come by a request.</param>
/// <param name="ShopRow">The shop that the session or key belongs to, if any.</param>
public sealed record AuditActor(long PersonRow, string Role, long TraceRow, long ShopRow)
{
    public static readonly AuditActor System = new(0, "system", 0, 0);

    public static AuditActor Of(Actor actor) =>
        new(
            actor.PersonRow,
            actor.IsShop ? "shop"
                : actor.IsAdmin ? "admin"
                : "person",
            actor.TraceRow,
            actor.ShopRow
        );

    /// <summary>A person who is known by something else than a session: a password, a link.</summary>
    public static AuditActor Of(long personRow, long traceRow, long shopRow = 0) =>
        new(personRow, "person", traceRow, shopRow);
}

/// <summary>Something that was done.</summary>
/// <param name="Action">What was done to what, as in <c>conversation.closed</c>.</param>
public sealed record AuditEntry(string Action, AuditActor By, DateTimeOffset At)
{
    private const int InApp = 1;

    /// <summary>By default the actor's own.</summary>
    public long ShopRow { get; init; } = By.ShopRow;

    public long BusinessRow { get; init; }

    public long ConversationRow { get; init; }

    /// <summary>What it was done to, where that is not the conversation: a person, a key, a message.</summary>
    public Guid? Subject { get; init; }

    /// <summary>The number of a message's channel.</summary>
    public int Channel { get; init; } = InApp;

    /// <summary>Particulars: never what was said in a conversation, which could not be erased here.</summary>
    public object? Data { get; init; }
}
