using System.Text;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Events.Followers;

/// <summary>
/// What is still to be done outside. Added in the transaction that it follows from: it is there if and only if that is, and stays
/// until it is done or given up.
/// </summary>
public sealed class Effects(SecretBox box, Clock clock)
{
    /// <summary>The pauses add up to 72 minutes, less than the day that a mailed link holds.</summary>
    public const int MaxTries = 6;

    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(10),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(60),
    ];

    /// <summary>Effects of this follower were added on this node.</summary>
    internal event Action<string>? Added;

    /// <param name="follower">The <see cref="IFollower.Name"/> of who does it.</param>
    /// <param name="id">Adding the same twice adds one.</param>
    /// <param name="lane">Effects of one lane are had in the order of adding, and one that fails holds those behind it; by default each has its own.</param>
    public async Task Add(Work work, string follower, Guid id, string data, string? lane = null)
    {
        await work.Execute(
            """
            INSERT INTO effect (follower, id, lane, data, due_at) VALUES (@follower, @id, @lane, @data, @now)
            ON CONFLICT (id) DO NOTHING
            """,
            new
            {
                follower,
                id,
                lane = lane ?? id.ToString(),
                data = await box.Seal(work, Encoding.UTF8.GetBytes(data)),
                now = clock.Now,
            }
        );
        work.AfterCommit(() => Added?.Invoke(follower));
    }

    /// <summary>Undoes <see cref="Add"/> in the same transaction.</summary>
    public static Task TakeBack(Work work, Guid id) => work.Execute("DELETE FROM effect WHERE id = @id", new { id });

    /// <summary>The first of each lane, of those that may be tried now.</summary>
    internal async Task<IReadOnlyList<WaitingEffect>> Due(Work work, string follower, IReadOnlySet<long> except)
    {
        var rows = await work.Query<Row>(
            """
            SELECT row_id, id, lane, data, tries FROM effect
            WHERE follower = @follower AND failed_at IS NULL AND (due_at <= @now OR due_at > @never) AND NOT EXISTS (
                SELECT 1 FROM effect earlier
                WHERE earlier.follower = effect.follower AND earlier.lane = effect.lane AND earlier.failed_at IS NULL
                    AND earlier.row_id < effect.row_id
            )
            ORDER BY due_at, row_id LIMIT 50
            """,
            // Later than any pause: by a clock that was wrong.
            new
            {
                follower,
                now = clock.Now,
                never = clock.Now + Pauses[^1] + TimeSpan.FromMinutes(1),
            }
        );

        return
        [
            .. rows.Where(row => !except.Contains(row.RowId))
                .Select(row => new WaitingEffect(row.RowId, row.Id, row.Data, row.Tries)),
        ];
    }

    /// <exception cref="System.Security.Cryptography.CryptographicException">It was sealed with another key.</exception>
    internal async Task<Effect> Open(Work work, WaitingEffect effect) =>
        new(effect.Id, Encoding.UTF8.GetString(await box.Open(work, effect.Data)), effect.Tries);

    internal static Task Done(Work work, long rowId) =>
        work.Execute("DELETE FROM effect WHERE row_id = @rowId", new { rowId });

    /// <returns>True when it is given up.</returns>
    internal async Task<bool> Failed(Work work, WaitingEffect effect, Exception failure)
    {
        var tries = effect.Tries + 1;
        var isGivenUp = tries >= MaxTries;
        await work.Execute(
            """
            UPDATE effect SET tries = @tries, error = @error, due_at = @dueAt, failed_at = @failedAt
            WHERE row_id = @RowId AND tries = @before
            """,
            new
            {
                effect.RowId,
                tries,
                before = effect.Tries,
                // Its message may hold an address; the table is read by more people than the mail.
                error = failure.GetType().Name,
                dueAt = clock.Now + Pauses[Math.Min(effect.Tries, Pauses.Length - 1)],
                failedAt = isGivenUp ? clock.Now : (DateTimeOffset?)null,
            }
        );

        return isGivenUp;
    }

    private sealed class Row
    {
        public long RowId { get; init; }
        public Guid Id { get; init; }
        public byte[] Data { get; init; } = [];
        public int Tries { get; init; }
    }
}

/// <param name="Data">Still sealed: one that cannot be opened fails alone.</param>
internal sealed record WaitingEffect(long RowId, Guid Id, byte[] Data, int Tries);
