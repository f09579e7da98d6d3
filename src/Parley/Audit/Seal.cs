using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Parley.Events.Followers;
using Parley.Storage;

namespace Parley.Audit;

/// <summary>
/// A link of the chain. Its hash covers the hash before it, its own number, time and places, and every row between the places
/// before it and its own.
/// </summary>
internal sealed record Seal(long RowId, DateTimeOffset At, string PlacesText, byte[] Marks, byte[] Hash)
{
    /// <summary>Enough of a row's hash to find the row that has changed; that one has is told by the seal's own hash.</summary>
    public const int MarkBytes = 8;

    /// <summary>What the first seal follows.</summary>
    public static readonly Seal None = new(0, DateTimeOffset.UnixEpoch, "{}", [], new byte[SHA256.HashSizeInBytes]);

    /// <summary>Of each sealed table, by its word, the place of the last row that is sealed.</summary>
    /// <exception cref="JsonException">Somebody has written something else there.</exception>
    public IReadOnlyDictionary<string, Place> Places() =>
        (JsonSerializer.Deserialize<Dictionary<string, long[]>>(PlacesText) ?? throw new JsonException()).ToDictionary(
            entry => entry.Key,
            entry => entry.Value is [var stamp, var row] ? new Place(stamp, row) : throw new JsonException()
        );

    /// <summary>The seal that comes next, over <paramref name="rows"/>.</summary>
    public Seal Next(IReadOnlyDictionary<string, Place> places, IEnumerable<SealedRow> rows, DateTimeOffset now)
    {
        var text = JsonSerializer.Serialize(
            places
                .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .ToDictionary(entry => entry.Key, entry => new[] { entry.Value.Stamp, entry.Value.Row })
        );
        var hashes = rows.Select(row => row.Hash).ToList();

        return new Seal(RowId + 1, now, text, MarksOf(hashes), HashAfter(Hash, RowId + 1, now, text, hashes));
    }

    public static byte[] MarksOf(IReadOnlyList<byte[]> hashes)
    {
        var marks = new byte[hashes.Count * MarkBytes];
        for (var i = 0; i < hashes.Count; i++)
            hashes[i].AsSpan(0, MarkBytes).CopyTo(marks.AsSpan(i * MarkBytes));

        return marks;
    }

    /// <summary>The hash that this seal must have if it seals these rows and follows that hash.</summary>
    public byte[] HashOver(byte[] before, IReadOnlyList<byte[]> hashes) =>
        HashAfter(before, RowId, At, PlacesText, hashes);

    private static byte[] HashAfter(
        byte[] before,
        long rowId,
        DateTimeOffset at,
        string places,
        IReadOnlyList<byte[]> hashes
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> numbers = stackalloc byte[3 * sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(numbers, rowId);
        BinaryPrimitives.WriteInt64BigEndian(numbers[8..], at.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(numbers[16..], hashes.Count);
        hash.AppendData(before);
        hash.AppendData(numbers);
        hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(places)));
        foreach (var row in hashes)
            hash.AppendData(row);

        return hash.GetHashAndReset();
    }

    public static async Task<Seal> Last(Work work) =>
        await Rows(work, "ORDER BY row_id DESC LIMIT 1", 0, 1) is [var last] ? last : None;

    /// <summary>The seals after a number, in their order.</summary>
    public static Task<IReadOnlyList<Seal>> After(Work work, long rowId, int limit) =>
        Rows(work, "WHERE row_id > @rowId ORDER BY row_id LIMIT @limit", rowId, limit);

    private static async Task<IReadOnlyList<Seal>> Rows(Work work, string which, long rowId, int limit) =>
        [
            .. (
                await work.Query<Row>(
                    $"SELECT row_id, at, places, marks, hash FROM audit_seal {which}",
                    new { rowId, limit }
                )
            ).Select(row => row.Seal),
        ];

    public Task Insert(Work work) =>
        work.Execute(
            "INSERT INTO audit_seal (row_id, at, places, marks, hash) VALUES (@RowId, @At, @PlacesText, @Marks, @Hash)",
            this
        );

    /// <summary>As the database gives it: a number that has become a text there must not be taken for the number.</summary>
    private sealed class Row
    {
        public long RowId { get; init; }
        public object At { get; init; } = 0L;
        public object Places { get; init; } = "";
        public object Marks { get; init; } = Array.Empty<byte>();
        public object Hash { get; init; } = Array.Empty<byte>();

        /// <exception cref="InvalidCastException">It is no seal.</exception>
        public Seal Seal =>
            new(RowId, DateTimeOffset.FromUnixTimeMilliseconds((long)At), (string)Places, (byte[])Marks, (byte[])Hash);
    }
}
