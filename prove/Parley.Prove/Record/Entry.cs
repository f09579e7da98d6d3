using System.Security.Cryptography;
using System.Text;

namespace Parley.Prove.Record;

/// <summary>What a client did or saw.</summary>
public enum Deed
{
    /// <summary>Handed a message to its connection, for the first time or again.</summary>
    Send,

    /// <summary>Was told that the message is stored.</summary>
    Ack,

    /// <summary>Lost the connection before an answer: stored or not, nobody knows.</summary>
    Info,

    /// <summary>Was answered with an error.</summary>
    Refused,

    /// <summary>Was shown a message.</summary>
    Receive,
}

/// <summary>One line of a client's history.</summary>
/// <param name="Ticks">Monotonic, comparable within one machine.</param>
/// <param name="Audience">The kind of the audience; a conversation of the proofs has one of each kind.</param>
/// <param name="ClientId">Empty for what others sent.</param>
/// <param name="Seq">0 where no number is known.</param>
/// <param name="BodyHash">The first 8 bytes of the body's SHA-256, in hex.</param>
public sealed record Entry(
    long Ticks,
    Deed Deed,
    Guid Conversation,
    string Audience,
    Guid ClientId,
    long Seq,
    Guid Id,
    string BodyHash
)
{
    public static string HashOf(string body) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)).AsSpan(0, 8));

    public override string ToString() =>
        $"{Ticks} {Deed} {Conversation:N} {Audience} {ClientId:N} {Seq} {Id:N} {BodyHash}";

    public static Entry Parse(string line)
    {
        var parts = line.Split(' ');

        return new Entry(
            long.Parse(parts[0]),
            Enum.Parse<Deed>(parts[1]),
            Guid.Parse(parts[2]),
            parts[3],
            Guid.Parse(parts[4]),
            long.Parse(parts[5]),
            Guid.Parse(parts[6]),
            parts[7]
        );
    }
}

/// <summary>All that one client did and saw, in its order. Read anew at each pass, so that a long one needs no memory.</summary>
public sealed record History(string Client, IEnumerable<Entry> Entries);
