using Parley.Conversations;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Messages;

/// <summary>A message on its way into the log.</summary>
public sealed record Draft
{
    /// <summary>0 where <see cref="Deed"/> opens the conversation.</summary>
    public required long ConversationRow { get; init; }

    public required Audience Audience { get; init; }

    public required Sender Sender { get; init; }

    /// <summary>Unique per conversation and sender, for ever.</summary>
    public required Guid ClientId { get; init; }

    public MessageKind Kind { get; init; } = MessageKind.Text;

    public Channel Channel { get; init; } = Channel.InApp;

    public Guid? ReplyTo { get; init; }

    public string? Body { get; init; }

    public string? Data { get; init; }

    /// <summary>A record that puts the conversation into the lists, as a message that speaks does.</summary>
    public bool IsAnnounced { get; init; }

    /// <summary>The version of the parties that the seat was made from; null for the system, which needs no seat.</summary>
    public long? PartyVersion { get; init; }

    /// <summary>The version of the actor's access that the seat was made from; null for the system.</summary>
    public long? AccessVersion { get; init; }

    /// <summary>Whose access that is: the sender's, or of the person for whom the system records what he did.</summary>
    public long ActorRow { get; init; }

    /// <summary>
    /// Why it is refused, unless it turns out to be a repeat: who sent it before gets his answer, whatever limit holds now.
    /// </summary>
    public RuleBrokenException? Refusal { get; init; }

    /// <summary>
    /// What must happen with the message or not at all, run before the number is taken: single statements, no I/O. A
    /// <see cref="RuleBrokenException"/> undoes it and refuses this draft alone.
    /// </summary>
    public Deed? Deed { get; init; }

    /// <summary>What the system tells everyone in a conversation.</summary>
    public static Draft OfSystem(long conversationRow, SystemEventView what, DateTimeOffset now) =>
        new()
        {
            ConversationRow = conversationRow,
            Audience = Audience.Everyone,
            Sender = Sender.System,
            ClientId = Ids.New(now),
            Kind = MessageKind.System,
            Data = what.ToData(),
        };
}

/// <summary>Runs inside the log's transaction, under a savepoint.</summary>
/// <returns>The conversation that the message goes to, and the version of its parties after the deed.</returns>
public delegate Task<DeedDone> Deed(Work work);

/// <param name="ConversationId">For the caches, which forget it after the commit.</param>
/// <param name="IsHidden">Nothing changed that every party may learn of, so nobody is told that something did.</param>
public sealed record DeedDone(long ConversationRow, Guid ConversationId, long PartyVersion, bool IsHidden = false)
{
    /// <summary>Why the message is refused where the deed led, unless it turns out to be a repeat.</summary>
    public RuleBrokenException? Refusal { get; init; }
}

/// <summary>
/// Something that happens, and the system tells of, in one transaction: in any number of conversations, or without a word. Runs
/// inside the log's transaction, under a savepoint: single statements, no I/O. A <see cref="RuleBrokenException"/> undoes it.
/// </summary>
public delegate Task<Happened> Happening(Work work);

/// <param name="ConversationRows">The conversations that it opened or changed.</param>
/// <param name="Told">What the system says of it, each in one of these conversations.</param>
public sealed record Happened(IReadOnlyCollection<long> ConversationRows, IReadOnlyList<Draft> Told)
{
    /// <summary>Both, in this order.</summary>
    public Happened And(Happened other) =>
        new([.. ConversationRows, .. other.ConversationRows], [.. Told, .. other.Told]);
}

/// <summary>What became of a draft that was accepted.</summary>
/// <param name="IsRepeat">This client id had been sent before, so nothing new was stored.</param>
public sealed record Sent(Message Message, bool IsRepeat);
