using Parley.Storage;

namespace Parley.Audit;

/// <summary>Tells an erasure, which writes an entry, from a content that was wiped out.</summary>
public static class Erasures
{
    public const string OtherContent = "has another content than it was stored with";

    /// <summary>The action of the entry that an erasure writes in its transaction, with the id of what it empties as subject.</summary>
    public static string ActionOf(string name) => $"{name}.erased";

    /// <returns>Those of <paramref name="ids"/> that an entry says were erased.</returns>
    public static async Task<IReadOnlySet<Guid>> Of(Work work, string name, IEnumerable<Guid> ids)
    {
        var erased = new HashSet<Guid>();
        foreach (var id in ids)
            if (await IsErased(work, name, id))
                erased.Add(id);

        return erased;
    }

    private static async Task<bool> IsErased(Work work, string name, Guid id) =>
        await work.One<long>(
            "SELECT count(*) FROM audit_entry WHERE subject = @id AND action = @action",
            new { id, action = ActionOf(name) }
        ) > 0;

    /// <summary>Of a row without its content.</summary>
    public static string? FaultOf(Guid id, IReadOnlySet<Guid> erased) =>
        erased.Contains(id) ? null : "was emptied, and no entry says that it was erased";

    /// <summary>Of a row with its content.</summary>
    public static string? FaultOf(ReadOnlySpan<byte> commitment, ReadOnlySpan<byte> stored) =>
        commitment.SequenceEqual(stored) ? null : OtherContent;
}
