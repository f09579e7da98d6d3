using Parley.Storage;

namespace Parley.Audit;

/// <summary>What verification found.</summary>
/// <param name="Rows">Traces, entries and messages that hold, up to the fault if there is one.</param>
/// <param name="Unsealed">Rows that wait for their seal, which is a matter of a second.</param>
/// <param name="Checkpoints">Exported checkpoints that it was held against.</param>
/// <param name="Fault">Null when everything holds.</param>
public sealed record AuditVerdict(long Seals, long Rows, int Unsealed, int Checkpoints, AuditFault? Fault);

/// <summary>Finds whatever was changed, deleted, added or moved since it was sealed.</summary>
public sealed class VerifyAudit
{
    private readonly Database _database;
    private readonly IReadOnlyList<ISealed> _tables;

    public VerifyAudit(Database database, IEnumerable<ISealed> tables) =>
        (_database, _tables) = (database, Sealer.InOrder(tables));

    /// <param name="lines">Exported checkpoints, one a line.</param>
    public Task<AuditVerdict> Run(IReadOnlyList<string> lines, CancellationToken cancellationToken = default) =>
        Run(lines, page => _database.Read(page, cancellationToken));

    /// <summary>As the other, within one transaction: what it has changed itself counts.</summary>
    public Task<AuditVerdict> Run(IReadOnlyList<string> lines, Work work) => Run(lines, page => page(work));

    private async Task<AuditVerdict> Run(IReadOnlyList<string> lines, Func<Func<Work, Task<bool>>, Task<bool>> read)
    {
        var checkpoints = lines.Select(Checkpoint.Parse).ToList();
        var walk = new ChainWalk(_tables, [.. checkpoints.OfType<Checkpoint>()]);
        AuditFault? fault = null;
        var unsealed = 0;
        await read(async work => (fault = FaultOf(checkpoints, await Audit.Checkpoints.KeyOf(work))) is null);
        while (fault is null && await read(walk.Page)) { }
        if ((fault ??= walk.Fault) is null)
            await read(async work => (unsealed = await walk.Unsealed(work)) == 0);

        return new AuditVerdict(walk.Seals, walk.Rows, unsealed, checkpoints.Count, fault);
    }

    private static AuditFault? FaultOf(List<Checkpoint?> checkpoints, string? key)
    {
        for (var i = 0; i < checkpoints.Count; i++)
        {
            if (checkpoints[i] is not { } checkpoint || !checkpoint.IsSigned())
                return new AuditFault(0, $"Line {i + 1} of the checkpoints is not what was signed.");
            if (checkpoint.Key != key)
                return new AuditFault(
                    checkpoint.Seal,
                    $"Line {i + 1} of the checkpoints was signed with another key than this installation's."
                );
        }

        return null;
    }
}
