using Dapper;
using Parley.Audit;
using Parley.Storage;

namespace Parley.Prove.Audit;

/// <summary>What somebody can do who has the database in his hands, one random thing at a time.</summary>
public sealed class Tampering(Work work, Random random, IEnumerable<ISealed> tables)
{
    /// <summary>The sealed tables and the seals, with the columns that hold something, by how they are changed.</summary>
    private static readonly Table[] Tables =
    [
        new(
            "audit_entry",
            Numbers:
            [
                "at",
                "actor_row",
                "trace_row",
                "shop_row",
                "business_row",
                "conversation_row",
                "channel",
                "row_id",
            ],
            Texts: ["action", "actor_role", "data"],
            Bytes: [],
            Ids: ["id", "subject"]
        ),
        new(
            "audit_trace",
            Numbers: ["session_row", "first_at", "row_id"],
            Texts: ["address", "user_agent"],
            Bytes: ["salt", "commitment"],
            Ids: ["id"]
        ),
        new(
            "message",
            Numbers:
            [
                "conversation_row",
                "audience_row",
                "seq",
                "kind",
                "channel",
                "sender_role",
                "sender_row",
                "sender_business_row",
                "sent_at",
                "stamp",
                "trace_row",
                "row_id",
            ],
            Texts: ["body", "data"],
            Bytes: ["salt", "commitment"],
            Ids: ["id", "client_id", "reply_to"]
        ),
        new("audit_seal", Numbers: ["at", "row_id"], Texts: ["places"], Bytes: ["marks", "hash"], Ids: []),
    ];

    public static readonly IReadOnlyList<string> Kinds =
    [
        "change",
        "delete",
        "swap",
        "insert",
        "empty",
        "cut rows",
        "cut chain",
        "rewrite",
    ];

    /// <summary>Takes the triggers away, as the owner of a file or database can.</summary>
    public static async Task Disarm(Work work)
    {
        foreach (var table in Tables)
        {
            var triggers = await work.Query<string>(
                work.OnPostgres
                    ? "SELECT tgname FROM pg_trigger WHERE tgrelid = @Name::regclass AND NOT tgisinternal"
                    : "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = @Name",
                table
            );
            foreach (var trigger in triggers)
                await work.Execute($"DROP TRIGGER {trigger}" + (work.OnPostgres ? $" ON {table.Name}" : ""));
        }
    }

    /// <returns>What was done, for people.</returns>
    public Task<string> Do(string kind) =>
        kind switch
        {
            "change" => Change(Any()),
            "delete" => Delete(Any()),
            "swap" => Swap(Any()),
            "insert" => Insert(Any()),
            "empty" => Empty(),
            "cut rows" => CutRows(Any()),
            "cut chain" => CutChain(),
            "rewrite" => Rewrite(),
            _ => throw new ArgumentException($"Nobody knows how to {kind}.", nameof(kind)),
        };

    private Table Any() => Tables[random.Next(Tables.Length)];

    private async Task<string> Change(Table table)
    {
        var row = await RandomRow(table);
        var column = random.Pick([.. table.Numbers, .. table.Texts, .. table.Bytes, .. table.Ids]);
        if (table.Numbers.Contains(column))
            // Nobody else has a number so far away.
            await Set(table, row, $"{column} = {column} + {(column == "row_id" ? 1_000_000 : random.Next(1, 99))}");
        else if (table.Texts.Contains(column))
            await Set(table, row, $"{column} = coalesce({column}, '') || 'x'");
        else if (table.Ids.Contains(column))
            await Set(table, row, $"{column} = @value", Guid.NewGuid());
        else
            await Set(table, row, $"{column} = @value", await Flipped(table, row, column));

        return $"changed {column} of {table.Name} {row}";
    }

    private async Task<byte[]> Flipped(Table table, long row, string column)
    {
        var bytes =
            await work.One<byte[]>($"SELECT {column} FROM {table.Name} WHERE row_id = @row", new { row }) ?? [0];
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));

        return bytes;
    }

    private Task Set(Table table, long row, string assignment, object? value = null)
    {
        var parameters = new DynamicParameters(new { row });
        parameters.Add("value", value);

        return work.Execute($"UPDATE {table.Name} SET {assignment} WHERE row_id = @row", parameters);
    }

    private async Task<string> Delete(Table table)
    {
        var row = await RandomRow(table);
        await work.Execute($"DELETE FROM {table.Name} WHERE row_id = @row", new { row });

        return $"deleted {table.Name} {row}";
    }

    private async Task<string> Swap(Table table)
    {
        var (one, other) = (await RandomRow(table), await RandomRow(table));
        while (one == other)
            other = await RandomRow(table);
        const long aside = -1_000_000;
        foreach (var (from, to) in new[] { (one, aside), (other, one), (aside, other) })
            await work.Execute($"UPDATE {table.Name} SET row_id = @to WHERE row_id = @from", new { from, to });

        return $"swapped {table.Name} {one} and {other}";
    }

    /// <summary>A copy of a row, which nothing of its own betrays, under a number that is free.</summary>
    private async Task<string> Insert(Table table)
    {
        var row = await RandomRow(table);
        string[] columns = [.. table.Numbers, .. table.Texts, .. table.Bytes, .. table.Ids];
        // Unique columns get what no other row has.
        var values = columns.Select(column =>
            column switch
            {
                "row_id" => "@free",
                "id" or "client_id" => $"@{column}",
                "seq" or "session_row" => $"-1 - {column}",
                _ => column,
            }
        );
        await work.Execute(
            $"""
            INSERT INTO {table.Name} ({string.Join(", ", columns)}{(HasStamp(table) ? ", stamp" : "")})
            SELECT {string.Join(", ", values)}{(HasStamp(table) ? ", stamp" : "")} FROM {table.Name} WHERE row_id = @row
            """,
            new
            {
                row,
                free = -random.Next(1, 1_000_000),
                id = Guid.NewGuid(),
                client_id = Guid.NewGuid(),
            }
        );

        return $"inserted a copy of {table.Name} {row}";
    }

    private bool HasStamp(Table table) =>
        work.OnPostgres && table.Name != "audit_seal" && !table.Numbers.Contains("stamp");

    /// <summary>Wipes out a content, as an erasure does.</summary>
    private async Task<string> Empty()
    {
        var table = Tables[random.Next(1, 3)];
        var row = await RandomRow(table);
        var content =
            table.Name == "message" ? "body = NULL, data = NULL, reply_to = NULL" : "address = NULL, user_agent = NULL";
        await Set(table, row, $"salt = NULL, {content}");

        return $"emptied {table.Name} {row}";
    }

    private async Task<string> CutRows(Table table)
    {
        var row = await RandomRow(table);
        await work.Execute($"DELETE FROM {table.Name} WHERE row_id >= @row", new { row });

        return $"deleted {table.Name} from {row} on";
    }

    /// <summary>Takes back the end of the chain with all that it sealed, so that what is left holds.</summary>
    private async Task<string> CutChain()
    {
        var seals = await Seal.After(work, 0, int.MaxValue);
        var left = random.Next(seals.Count);
        var last = left == 0 ? Seal.None : seals[left - 1];
        await work.Execute("DELETE FROM audit_seal WHERE row_id > @RowId", last);
        foreach (var (name, table) in new[] { ("entry", Tables[0]), ("trace", Tables[1]), ("message", Tables[2]) })
        {
            var place = last.Places().TryGetValue(name, out var found) ? found : SealedRange.Start;
            await work.Execute(
                $"DELETE FROM {table.Name} WHERE "
                    + (work.OnPostgres ? "(stamp, row_id) > (@Stamp, @Row)" : "row_id > @Row"),
                new { place.Stamp, place.Row }
            );
        }

        return $"cut the chain behind seal {left}";
    }

    /// <summary>Changes something and makes all seals anew, which whoever has the database and the program can.</summary>
    private async Task<string> Rewrite()
    {
        var seals = await Seal.After(work, 0, int.MaxValue);
        var row = await RandomRow(Tables[0]);
        await Set(Tables[0], row, "actor_role = actor_role || 'x'");
        await work.Execute("DELETE FROM audit_seal");
        var last = Seal.None;
        foreach (var seal in seals)
        {
            var rows = new List<SealedRow>();
            foreach (var table in Sealer.InOrder(tables))
                if (seal.Places().TryGetValue(table.Name, out var to))
                {
                    var from = last.Places().TryGetValue(table.Name, out var found) ? found : SealedRange.Start;
                    rows.AddRange(await table.Read(work, new SealedRange(from, to), 10_000, isVerifying: false));
                }

            last = last.Next(seal.Places(), rows, seal.At);
            await last.Insert(work);
        }

        return $"changed audit_entry {row} and made the chain anew";
    }

    private async Task<long> RandomRow(Table table)
    {
        var rows = await work.Query<long>($"SELECT row_id FROM {table.Name} ORDER BY row_id");

        return rows[random.Next(rows.Count)];
    }

    private sealed record Table(string Name, string[] Numbers, string[] Texts, string[] Bytes, string[] Ids);
}

internal static class Randomly
{
    public static T Pick<T>(this Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
