using Parley.Kernel;
using Parley.Storage;

namespace Parley.Audit;

/// <summary>Makes seals. One at a time in an installation: <see cref="RunSealer"/> holds the lease.</summary>
internal sealed class Sealer(Database database, IEnumerable<ISealed> tables, Clock clock)
{
    // Of each table in one seal: a seal must be found faulty or not within a page of reading.
    private const int MaxRows = 1000;

    private readonly IReadOnlyList<ISealed> _tables = InOrder(tables);

    /// <summary>The order of the tables in a seal.</summary>
    public static IReadOnlyList<ISealed> InOrder(IEnumerable<ISealed> tables) =>
        [.. tables.OrderBy(table => table.Name, StringComparer.Ordinal)];

    /// <summary>Reads what is not sealed yet, outside of the turn to write: hashing a page takes longer than storing its seal.</summary>
    /// <returns>Null when everything is sealed.</returns>
    public Task<(Seal Seal, bool IsLast)?> Prepare() =>
        database.Read(async work =>
        {
            var last = await Seal.Last(work);
            var places = last.Places().ToDictionary();
            var end = await SealedRange.End(work);
            var rows = new List<SealedRow>();
            var isLast = true;
            foreach (var table in _tables)
            {
                var range = new SealedRange(places.GetValueOrDefault(table.Name, SealedRange.Start), end);
                var read = await table.Read(work, range, MaxRows, isVerifying: false);
                if (read.Count == 0)
                    continue;

                rows.AddRange(read);
                places[table.Name] = read[^1].Place;
                isLast &= read.Count < MaxRows;
            }

            return rows.Count == 0 ? ((Seal, bool)?)null : (last.Next(places, rows, clock.Now), isLast);
        });
}
