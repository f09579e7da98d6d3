using Parley.Storage;

namespace Parley.Demo;

/// <summary>
/// Makes each turn once, also when the seeding was interrupted: their number is kept after each. One that was made but not
/// counted is made again as the very next thing, which changes nothing.
/// </summary>
internal sealed class Turns(Database database, DemoMark mark)
{
    private int _seen;

    public async Task Take(Func<Task> turn, CancellationToken cancellationToken)
    {
        if (++_seen <= mark.Turns)
            return;

        await turn();
        await database.Write(work => (mark with { Turns = _seen }).Save(work), cancellationToken);
    }

    /// <summary>Nothing is left to do.</summary>
    public async Task<DemoMark> Complete(CancellationToken cancellationToken)
    {
        var complete = mark with { Turns = _seen, IsComplete = true };
        await database.Write(complete.Save, cancellationToken);

        return complete;
    }
}
