using Parley.Audit;
using Parley.Storage;

namespace Parley.Prove.Audit;

/// <summary>Tampers once, lets the verification look, and takes everything back.</summary>
public static class TamperTrial
{
    /// <param name="checkpoints">As exported before.</param>
    /// <returns>What was done, and what the verification said of it: null when it found nothing.</returns>
    public static async Task<(string Done, string? Found)> Run(
        Database database,
        IReadOnlyList<ISealed> tables,
        IReadOnlyList<string> checkpoints,
        string kind,
        int seed
    )
    {
        var (done, found) = ("", (string?)null);
        try
        {
            await database.Write(async work =>
            {
                done = await new Tampering(work, new Random(seed), tables).Do(kind);
                found = (await new VerifyAudit(database, tables).Run(checkpoints, work)).Fault?.Text;
                throw new TakenBackException();
            });
        }
        catch (TakenBackException)
        {
            // As it was meant.
        }

        return (done, found);
    }

    private sealed class TakenBackException() : Exception("Only a trial.");
}
