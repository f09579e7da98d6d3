using System.Data;
using System.Text.Json;
using Parley.Events.Followers;
using Parley.Storage;

namespace Parley.Audit;

/// <summary>What is wrong first, from the beginning of the chain.</summary>
/// <param name="Seal">The number of the seal that no longer holds.</param>
/// <param name="Text">A sentence that names the row.</param>
public sealed record AuditFault(long Seal, string Text);

/// <summary>
/// Goes along the chain from its beginning and computes every hash anew. In pages, since a long read would hold back the
/// database's cleaning; what is sealed stays the same between them.
/// </summary>
internal sealed class ChainWalk(IReadOnlyList<ISealed> tables, IReadOnlyList<Checkpoint> checkpoints)
{
    private const int UsualPage = 200;

    // More than a seal may cover in one table; what is beyond was added to it.
    private const int MaxRows = 1100;

    private readonly ILookup<long, Checkpoint> _checkpoints = checkpoints.ToLookup(checkpoint => checkpoint.Seal);
    private int _pageSeals = UsualPage;
    private byte[] _hash = Seal.None.Hash;
    private Dictionary<string, Place> _places = [];

    public long Seals { get; private set; }

    public long Rows { get; private set; }

    public AuditFault? Fault { get; private set; }

    /// <returns>False at the end, or once a fault is found.</returns>
    public async Task<bool> Page(Work work)
    {
        if (await ReadSeals(work) is not { } seals)
            return Fault is null;

        foreach (var seal in seals)
        {
            Fault = await FaultOf(work, seal);
            if (Fault is not null)
                return false;

            (Seals, _hash, _places) = (seal.RowId, seal.Hash, seal.Places().ToDictionary());
        }

        if (seals.Count == 0 && checkpoints.Where(checkpoint => checkpoint.Seal > Seals).MinBy(c => c.Seal) is { } cut)
            Fault = new AuditFault(
                Seals + 1,
                $"The chain ends with seal {Seals}, but a checkpoint of {cut.At:u} has seen seal {cut.Seal}."
            );

        return seals.Count > 0 && Fault is null;
    }

    /// <returns>Null when one of them holds what is no seal; from then on they are read one by one, until that one is found.</returns>
    private async Task<IReadOnlyList<Seal>?> ReadSeals(Work work)
    {
        try
        {
            return await Seal.After(work, Seals == 0 ? long.MinValue : Seals, _pageSeals);
        }
        catch (Exception failure) when (IsUnreadable(failure))
        {
            if (_pageSeals == 1)
                Fault = new AuditFault(Seals + 1, $"Seal {Seals + 1} holds what is no seal.");
            _pageSeals = 1;

            return null;
        }
    }

    /// <summary>SQLite keeps anything in any column.</summary>
    private static bool IsUnreadable(Exception failure) =>
        failure is DataException or ArgumentException or FormatException or InvalidCastException or OverflowException;

    /// <summary>Rows that wait for their seal, at most some thousand.</summary>
    public async Task<int> Unsealed(Work work)
    {
        var count = 0;
        foreach (var table in tables)
            count += (await table.Read(work, RangeOf(table, SealedRange.Last), MaxRows, isVerifying: false)).Count;

        return count;
    }

    private SealedRange RangeOf(ISealed table, Place to) =>
        new(_places.GetValueOrDefault(table.Name, SealedRange.Start), to);

    private async Task<AuditFault?> FaultOf(Work work, Seal seal)
    {
        if (seal.RowId != Seals + 1)
            return new AuditFault(Seals + 1, $"Seal {Seals + 1} is missing.");
        if (PlacesOf(seal) is not { } places)
            return Of(seal, "was changed: nobody can read its places");
        if (await Read(work, places) is not { } rows)
            return Of(seal, "covers a row that holds what no such row can");

        var hashes = rows.ConvertAll(row => row.Row.Hash);
        if (!seal.HashOver(_hash, hashes).AsSpan().SequenceEqual(seal.Hash))
            return WrongRow(seal, rows) ?? Of(seal, "was changed");
        if (!Seal.MarksOf(hashes).AsSpan().SequenceEqual(seal.Marks))
            return Of(seal, "was changed: its marks are not those of its rows");
        if (rows.Find(row => row.Row.Fault is not null) is { Row: { } faulty } found)
            return Of(seal, found, faulty.Fault!);

        Rows += rows.Count;
        var hash = Convert.ToHexStringLower(seal.Hash);

        return _checkpoints[seal.RowId].FirstOrDefault(checkpoint => checkpoint.Hash != hash) is { } other
            ? Of(seal, $"is not the one that a checkpoint of {other.At:u} has seen: the chain was made anew")
            : null;
    }

    private static IReadOnlyDictionary<string, Place>? PlacesOf(Seal seal)
    {
        try
        {
            return seal.Places();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <returns>Null when a row cannot be read.</returns>
    private async Task<List<(string Name, SealedRow Row)>?> Read(Work work, IReadOnlyDictionary<string, Place> places)
    {
        var rows = new List<(string Name, SealedRow Row)>();
        try
        {
            foreach (var table in tables)
                if (places.TryGetValue(table.Name, out var to) && to != RangeOf(table, to).From)
                    foreach (var row in await table.Read(work, RangeOf(table, to), MaxRows, isVerifying: true))
                        rows.Add((table.Name, row));
        }
        catch (Exception failure) when (IsUnreadable(failure))
        {
            return null;
        }

        return rows;
    }

    /// <summary>The first row that is not what was sealed at its place; null when it is not a row that has changed.</summary>
    private static AuditFault? WrongRow(Seal seal, List<(string Name, SealedRow Row)> rows)
    {
        var count = seal.Marks.Length / Seal.MarkBytes;
        for (var i = 0; i < rows.Count; i++)
        {
            if (i >= count || (i + 1 < rows.Count && !IsMark(seal, i, rows[i]) && IsMark(seal, i, rows[i + 1])))
                return Of(seal, rows[i], "was added later");
            if (!IsMark(seal, i, rows[i]))
                return IsMark(seal, i + 1, rows[i])
                    ? Of(seal, $"lacks a row, {Behind(rows, i)}")
                    : Of(seal, rows[i], "was changed");
        }

        return count > rows.Count ? Of(seal, $"lacks {count - rows.Count} rows, {Behind(rows, rows.Count)}") : null;
    }

    private static bool IsMark(Seal seal, int index, (string Name, SealedRow Row) row) =>
        (index + 1) * Seal.MarkBytes <= seal.Marks.Length
        && seal.Marks.AsSpan(index * Seal.MarkBytes, Seal.MarkBytes)
            .SequenceEqual(row.Row.Hash.AsSpan(0, Seal.MarkBytes));

    private static string Behind(List<(string Name, SealedRow Row)> rows, int index) =>
        index == 0 ? "at its beginning" : $"behind {rows[index - 1].Name} {rows[index - 1].Row.Id}";

    private static AuditFault Of(Seal seal, string what) => new(seal.RowId, $"Seal {seal.RowId} {what}.");

    private static AuditFault Of(Seal seal, (string Name, SealedRow Row) row, string what) =>
        new(
            seal.RowId,
            $"{char.ToUpperInvariant(row.Name[0])}{row.Name[1..]} {row.Row.Id} in seal {seal.RowId} {what}."
        );
}
