using System.Text.Json;
using Parley.People;
using Parley.Storage;

namespace Parley.Contact.Inquiries;

/// <summary>Where an inquiry stands.</summary>
public enum InquiryState
{
    /// <summary>Nobody has heard of it: whoever reads the mails to its address must say that it is his.</summary>
    WaitsForProof,

    /// <summary>The business has it.</summary>
    Sent,

    /// <summary>It could not be sent when its address was proven.</summary>
    Refused,
}

/// <summary>What somebody asked a business.</summary>
/// <param name="Key">Opens it again. Shown this once.</param>
/// <param name="ConversationId">Once it is sent.</param>
/// <param name="Refusal">Once it is refused: a reason of the problem <c>contact_not_allowed</c>, or another problem's code.</param>
public sealed record InquiryView(
    Guid Id,
    InquiryState State,
    string? Key = null,
    Guid? ConversationId = null,
    string? Refusal = null
);

/// <summary>An inquiry as it is stored.</summary>
internal sealed class Inquiry
{
    /// <summary>As long as the link that proves its address holds.</summary>
    public static readonly TimeSpan WaitsFor = TimeSpan.FromHours(24);

    /// <summary>How long its key opens it.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    public const string Select =
        "SELECT id, key_hash, email, content, created_at, expires_at, person_row, conversation_id, refusal FROM inquiry";

    public Guid Id { get; init; }
    public byte[] KeyHash { get; init; } = [];
    public string Email { get; init; } = "";
    public string Content { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public long? PersonRow { get; init; }
    public Guid? ConversationId { get; init; }
    public string? Refusal { get; init; }

    public InquiryView View =>
        new(
            Id,
            ConversationId is not null ? InquiryState.Sent
                : Refusal is not null ? InquiryState.Refused
                : InquiryState.WaitsForProof,
            ConversationId: ConversationId,
            Refusal: Refusal
        );

    public SendInquiryRequest Request => JsonSerializer.Deserialize<SendInquiryRequest>(Content)!;

    public static Task<Inquiry?> Find(Work work, Guid id) => work.One<Inquiry>($"{Select} WHERE id = @id", new { id });

    /// <summary>Stores what waits for its address to be proven.</summary>
    /// <returns>Its key, to be shown once.</returns>
    public static async Task<string> Keep(
        Work work,
        Guid id,
        string email,
        SendInquiryRequest request,
        DateTimeOffset now
    )
    {
        var key = Token.New();
        await Insert(work, id, key, email, JsonSerializer.Serialize(request), now + WaitsFor, now);

        return key;
    }

    /// <summary>Stores that somebody who is known has asked, and what it opened.</summary>
    /// <inheritdoc cref="Keep" path="/returns"/>
    public static async Task<string> Sent(Work work, Guid id, long personRow, Guid conversationId, DateTimeOffset now)
    {
        var key = Token.New();
        await Insert(work, id, key, email: "", content: "", now + KeptFor, now);
        await Proven(work, id, personRow, now);
        await Answered(work, id, conversationId, refusal: null);

        return key;
    }

    /// <summary>Stores whose it is; from now on it is his to see.</summary>
    /// <returns>False when it was proven before.</returns>
    public static async Task<bool> Proven(Work work, Guid id, long personRow, DateTimeOffset now) =>
        await work.Execute(
            "UPDATE inquiry SET person_row = @personRow, expires_at = @until WHERE id = @id AND person_row IS NULL",
            new
            {
                id,
                personRow,
                until = now + KeptFor,
            }
        ) == 1;

    /// <summary>Stores what came of it; what it said is in the conversation now, or nowhere.</summary>
    public static Task Answered(Work work, Guid id, Guid? conversationId, string? refusal) =>
        work.Execute(
            "UPDATE inquiry SET conversation_id = @conversationId, refusal = @refusal, content = '', email = '' WHERE id = @id",
            new
            {
                id,
                conversationId,
                refusal,
            }
        );

    private static Task Insert(
        Work work,
        Guid id,
        string key,
        string email,
        string content,
        DateTimeOffset expiresAt,
        DateTimeOffset now
    ) =>
        work.Execute(
            """
            INSERT INTO inquiry (id, key_hash, email, content, created_at, expires_at)
            VALUES (@id, @hash, @email, @content, @now, @expiresAt)
            """,
            new
            {
                id,
                hash = Token.Hash(key),
                email,
                content,
                expiresAt,
                now,
            }
        );
}
