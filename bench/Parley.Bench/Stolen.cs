using System.Globalization;

namespace Parley.Bench;

/// <summary>How much of its time the machine's own host took from it: on a shared host that alone can stop a server for a second.</summary>
/// <remarks>Line <c>cpu</c> of <c>/proc/stat</c> (proc_stat(5)): its eighth number is the time stolen. Elsewhere none is known of.</remarks>
internal readonly record struct Stolen(long Ticks, long OfTicks)
{
    private const string Source = "/proc/stat";
    private const int StealColumn = 7;

    public static Stolen Now()
    {
        if (!File.Exists(Source))
            return default;
        var ticks = File.ReadLines(Source)
            .First()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..(StealColumn + 2)]
            .Select(number => long.Parse(number, CultureInfo.InvariantCulture))
            .ToArray();

        return new Stolen(ticks[StealColumn], ticks.Sum());
    }

    /// <returns>0 to 1.</returns>
    public double ShareSince(Stolen then) =>
        OfTicks == then.OfTicks ? 0 : (double)(Ticks - then.Ticks) / (OfTicks - then.OfTicks);
}
