using System.Text.Json;
using Parley.Storage;

namespace Parley.People.Links;

/// <summary>What a one-time link is for. The numbers stand in the database.</summary>
public enum LinkPurpose
{
    ProveEmail = 1,
    ResetPassword = 2,
    Invitation = 3,
    FirstAdmin = 4,

    /// <summary>Shows what waits for the address to be proven, and sends what its owner chooses.</summary>
    Inquiry = 5,

    /// <summary>Lets a guest come back who has proven the address.</summary>
    Return = 6,
}

/// <summary>What a link will do, kept with it.</summary>
/// <param name="Email">The address that the link was mailed to.</param>
/// <param name="PasswordHash">Of the password that was chosen at sign-up.</param>
/// <param name="ConversationId">Where a guest comes back to.</param>
/// <param name="InviterRow">The owner who invited; the invitation ends when he is owner no more.</param>
internal sealed record LinkData(
    string Email = "",
    string? Name = null,
    string? PasswordHash = null,
    long BusinessRow = 0,
    MemberRole Role = MemberRole.Agent,
    long InviterRow = 0,
    Guid? ConversationId = null
);

/// <summary>
/// A link that works once, for at most a day: 256 random bits, of which only the hash is kept. Looking at it does not use it,
/// because mail scanners open every link.
/// </summary>
internal sealed class Link
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public LinkPurpose Purpose { get; init; }
    public long? PersonRow { get; init; }
    public string Data { get; init; } = "";

    public LinkData Content => JsonSerializer.Deserialize<LinkData>(Data)!;

    /// <returns>The token, to be mailed after the commit.</returns>
    public static async Task<string> Make(
        Work work,
        LinkPurpose purpose,
        long? personRow,
        LinkData data,
        DateTimeOffset now
    )
    {
        var token = Token.New();
        await work.Execute("DELETE FROM one_time_link WHERE expires_at < @longAgo", new { longAgo = now - Lifetime });
        await work.Execute(
            """
            INSERT INTO one_time_link (token_hash, purpose, person_row, data, created_at, expires_at)
            VALUES (@hash, @purpose, @personRow, @data, @now, @expiresAt)
            """,
            new
            {
                hash = Token.Hash(token),
                purpose,
                personRow,
                data = JsonSerializer.Serialize(data),
                now,
                expiresAt = now + Lifetime,
            }
        );

        return token;
    }

    /// <summary>Null when there is no such link, it was used, or it is too old.</summary>
    public static Task<Link?> Find(Work work, string token, DateTimeOffset now) =>
        work.One<Link>(
            """
            SELECT purpose, person_row, data FROM one_time_link
            WHERE token_hash = @hash AND used_at IS NULL AND expires_at > @now
            """,
            new { hash = Token.Hash(token), now }
        );

    /// <summary>Uses the link up.</summary>
    /// <returns>False when somebody else was faster.</returns>
    public static async Task<bool> Use(Work work, string token, DateTimeOffset now) =>
        await work.Execute(
            "UPDATE one_time_link SET used_at = @now WHERE token_hash = @hash AND used_at IS NULL AND expires_at > @now",
            new { hash = Token.Hash(token), now }
        ) == 1;

    /// <summary>Makes all links of this purpose and person useless; a null person means those that are for nobody.</summary>
    public static Task Void(Work work, LinkPurpose purpose, long? personRow, DateTimeOffset now) =>
        work.Execute(
            $"""
            UPDATE one_time_link SET used_at = @now
            WHERE purpose = @purpose AND used_at IS NULL AND person_row {(
                personRow is null ? "IS NULL" : "= @personRow"
            )}
            """,
            new
            {
                purpose,
                personRow,
                now,
            }
        );
}
