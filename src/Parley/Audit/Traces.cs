using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Audit;

/// <summary>An endpoint that only reads and is on record all the same.</summary>
public sealed class LeavesTrace
{
    public static readonly LeavesTrace Mark = new();

    private LeavesTrace() { }
}

/// <summary>
/// From where people act: session, address and user agent, each combination once, so that a message or an entry holds one number
/// for them. What was found is kept in memory, since a device comes with the same again and again.
/// </summary>
public sealed class Traces(Database database, Clock clock)
{
    private const int MaxEntries = 50_000;
    private const int SaltBytes = 16;

    private readonly ConcurrentDictionary<(long SessionRow, Caller Caller), long> _known = new();

    /// <summary>The row of the trace, which is made if it is new.</summary>
    /// <param name="sessionRow">0 for a key.</param>
    public async ValueTask<long> RowOf(long sessionRow, Caller caller, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue((sessionRow, caller), out var known))
            return known;

        var row =
            await database.Read(work => Find(work, sessionRow, caller), cancellationToken)
            ?? await database.Write(work => Ensure(work, sessionRow, caller, clock.Now), cancellationToken);
        if (_known.Count >= MaxEntries)
            _known.Clear();
        _known[(sessionRow, caller)] = row;

        return row;
    }

    /// <summary>The row of the trace, which is made if it is new, in a transaction that needs it.</summary>
    public static async Task<long> Ensure(Work work, long sessionRow, Caller caller, DateTimeOffset now)
    {
        if (await Find(work, sessionRow, caller) is { } found)
            return found;

        var salt = RandomNumberGenerator.GetBytes(SaltBytes);

        return await work.One<long>(
            """
            INSERT INTO audit_trace (id, session_row, address, user_agent, salt, commitment, first_at)
            VALUES (@id, @sessionRow, @Address, @UserAgent, @salt, @commitment, @now) RETURNING row_id
            """,
            new
            {
                id = Ids.New(now),
                sessionRow,
                caller.Address,
                caller.UserAgent,
                salt,
                commitment = CommitmentOf(salt, caller.Address, caller.UserAgent),
                now,
            }
        );
    }

    private static Task<long?> Find(Work work, long sessionRow, Caller caller) =>
        work.One<long?>(
            """
            SELECT row_id FROM audit_trace
            WHERE session_row = @sessionRow AND address = @Address AND user_agent = @UserAgent
            """,
            new
            {
                sessionRow,
                caller.Address,
                caller.UserAgent,
            }
        );

    internal static byte[] CommitmentOf(byte[] salt, string address, string userAgent) =>
        SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes($"{address}\0{userAgent}")]);
}
