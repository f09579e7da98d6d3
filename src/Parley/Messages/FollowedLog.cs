using Parley.Events.Followers;
using Parley.Storage;

namespace Parley.Messages;

/// <summary>The log as followers read it: every message once, in the order of the transactions that stored them.</summary>
public static class FollowedLog
{
    private const int PageSize = 200;

    /// <summary>Behind everything that is settled, for a follower to which the past does not matter.</summary>
    public static async Task<Place> End(Work work)
    {
        var horizon = await work.Horizon();
        var row = await work.One<long>(
            "SELECT coalesce(max(row_id), 0) FROM message WHERE stamp <= @horizon",
            new { horizon }
        );

        return new Place(horizon, row);
    }

    /// <returns>The next messages, and the place behind the last of them.</returns>
    public static async Task<(IReadOnlyList<Message> Messages, Place Place)> Read(Work work, Place from)
    {
        // What is above the horizon may still get something before it. On SQLite rows and stamps have the same order, and only
        // the rows have an index; on PostgreSQL nodes commit their rows in any order.
        var horizon = await work.Horizon();
        var rows = await work.Query<FollowedRow>(
            $"""
            SELECT {MessageRow.Columns}, message.stamp FROM message
            WHERE {(work.OnPostgres ? "(message.stamp, message.row_id) > (@Stamp, @Row)" : "message.row_id > @Row")}
                AND message.stamp <= @horizon
            ORDER BY {(work.OnPostgres ? "message.stamp, message.row_id" : "message.row_id")} LIMIT @PageSize
            """,
            new
            {
                from.Stamp,
                from.Row,
                horizon,
                PageSize,
            }
        );

        return (
            [.. rows.Select(row => row.Message)],
            rows.Count == 0 ? from : new Place(rows[^1].Stamp, rows[^1].RowId)
        );
    }

    private sealed class FollowedRow : MessageRow
    {
        public long Stamp { get; init; }
    }
}
