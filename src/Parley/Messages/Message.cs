using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Parley.Conversations;

namespace Parley.Messages;

/// <summary>What a message is. The numbers stand in the database.</summary>
public enum MessageKind
{
    Text = 1,
    Attachments = 2,
    Voice = 3,

    /// <summary>Something that happened, told by the system.</summary>
    System = 4,
    Call = 5,
    Card = 6,
}

/// <summary>Who said it: a person, perhaps for a business; rows are 0 for the system.</summary>
/// <param name="Name">As it is now; not stored with the message.</param>
public sealed record Sender(Role Role, long PersonRow, Guid PersonId, long BusinessRow, Guid BusinessId, string Name)
{
    /// <summary>From where, for the audit; 0 where it did not come by a request.</summary>
    public long TraceRow { get; init; }

    public static readonly Sender System = new(Role.System, 0, Guid.Empty, 0, Guid.Empty, "");
}

/// <summary>One entry of the log. Immutable once committed.</summary>
public sealed record Message
{
    /// <summary>In UTF-16 code units, everywhere.</summary>
    public const int MaxBodyLength = 10_000;

    /// <summary>Rises in the order of commits within the conversation. Never leaves the server.</summary>
    public required long RowId { get; init; }

    /// <summary>Rises within the conversation.</summary>
    public required Guid Id { get; init; }
    public required long ConversationRow { get; init; }
    public required long AudienceRow { get; init; }

    /// <summary>Without holes within the audience, from 1.</summary>
    public required long Seq { get; init; }
    public required MessageKind Kind { get; init; }
    public required Channel Channel { get; init; }
    public required Role SenderRole { get; init; }
    public required long SenderRow { get; init; }
    public required long SenderBusinessRow { get; init; }
    public required Guid ClientId { get; init; }
    public required DateTimeOffset SentAt { get; init; }
    public required Guid? ReplyTo { get; init; }

    /// <summary>Null once erased, or where the kind has no text.</summary>
    public required string? Body { get; init; }

    /// <summary>What is not text, as JSON.</summary>
    public required string? Data { get; init; }

    /// <summary>System events and calls are records; everything else speaks, counts as unread and wakes people.</summary>
    public static bool Speaks(MessageKind kind) => kind is not (MessageKind.System or MessageKind.Call);

    /// <summary>
    /// What proves later that this was the content, and tells nothing of it once the salt is destroyed: SHA-256 over the salt,
    /// the body, a zero byte (which no body holds), the data and, of a reply, what it quotes behind another zero byte.
    /// </summary>
    public static byte[] CommitmentOf(ReadOnlySpan<byte> salt, string? body, string? data, Guid? replyTo = null)
    {
        // In one piece: a hash that is fed bit by bit keeps its state outside of the managed heap, which costs more than hashing.
        const int replyBytes = 1 + 16;
        var length =
            salt.Length
            + Encoding.UTF8.GetByteCount(body ?? "")
            + 1
            + Encoding.UTF8.GetByteCount(data ?? "")
            + replyBytes;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        salt.CopyTo(buffer);
        var end = salt.Length + Encoding.UTF8.GetBytes(body ?? "", buffer.AsSpan(salt.Length));
        buffer[end++] = 0;
        end += Encoding.UTF8.GetBytes(data ?? "", buffer.AsSpan(end));
        if (replyTo is { } quoted)
        {
            buffer[end++] = 0;
            quoted.TryWriteBytes(buffer.AsSpan(end), bigEndian: true, out var written);
            end += written;
        }

        var commitment = SHA256.HashData(buffer.AsSpan(0, end));
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);

        return commitment;
    }
}
